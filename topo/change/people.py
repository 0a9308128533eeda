"""In which form does a team, or a move, say how many people it means?

A team lists `members`, counts `roles`, or gives a `size`; the first of these that it gives is what counts.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, NamedTuple

from pydantic import Field

from topo.change.draft import Draft
from topo.findings import Address
from topo.model.base import EMPTY, TEXT_SCHEMA, Counts, Heads, Short
from topo.model.team import Member, Team
from topo.rules.naming import joined, quoted
from topo.text import count

Roles = Annotated[
    Counts,
    Field(description="How many of each role, where the team counts roles.", examples=[{"engineer": 3}]),
]
Size = Annotated[Heads | None, Field(description="How many, where the team gives only a size.", examples=[3])]
Members = Annotated[
    tuple[Annotated[Member, Short("person", TEXT_SCHEMA)], ...],
    Field(
        description="Who, where the team lists its members; `allocation` for a part of somebody's time.",
        examples=[["bo", {"person": "cy", "allocation": "50%"}]],
    ),
]


class Form(StrEnum):
    """How a team says how many it has."""

    MEMBERS = "members"
    ROLES = "roles"
    SIZE = "size"
    NOBODY = "nobody"
    """It says that it has none: whoever joins decides the form."""
    UNKNOWN = "unknown"
    """It says nothing, which is not the same as having none."""


class People(NamedTuple):
    """People as a move says them, in one of three forms."""

    roles: Mapping[str, int] = EMPTY
    size: int | None = None
    members: tuple[Member, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms in which they are said; a move says one."""
        said = (("roles", self.roles), ("size", self.size is not None), ("members", self.members))
        return tuple(form for form, is_said in said if is_said)

    def describe(self) -> str:
        """Who they are, in words.

        >>> People(roles={"engineer": 3, "designer": 1}).describe(), People(size=1).describe()
        ('3 × `engineer` and 1 × `designer`', '1 person')
        """
        if self.members:
            return joined(map(_describe_member, self.members))
        if self.roles:
            return joined(f"{number:,} × {quoted(role)}" for role, number in self.roles.items())
        return count(self.size or 0, "person", "people")


def _describe_member(member: Member) -> str:
    share = "" if member.allocation is None else f" ({member.allocation:.0%} of the time)"
    return f"{quoted(member.person)}{share}"


def find_form(team: Team) -> Form:
    """How a team says how many it has."""
    if team.heads is None:
        return Form.UNKNOWN
    if team.is_empty:
        return Form.NOBODY
    if team.members is not None:
        return Form.MEMBERS
    return Form.ROLES if team.roles else Form.SIZE


def check_people(draft: Draft, people: People, at: Address) -> None:
    """Refuse people who are said in no form, in several, or of whom there are none."""
    forms = people.forms
    if not forms:
        draft.refuse(at / "roles", "it is not said who", "say `roles:`, `size:` or `members:`")
    elif len(forms) > 1:
        said = joined(f"`{form}`" for form in forms)
        draft.refuse(at / forms[1], f"{said} say the same thing in several ways", "keep one of them")
    elif not (people.members or people.size or sum(people.roles.values())):
        draft.refuse(at / forms[0], "nobody is not a number of people to move", "name at least one")
