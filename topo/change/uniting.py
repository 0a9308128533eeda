"""What does a team say of itself that is made of several?"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from topo.analysis.heads import find_people
from topo.change.crew import ALMOST, count_teams, find_role, say_shares
from topo.change.draft import Draft
from topo.change.people import Form, find_form
from topo.findings import Address
from topo.model.base import EMPTY, FrozenDict
from topo.model.team import Member, Team, Vacancy
from topo.rules.naming import named, quoted

_UNITED = ("outcomes", "skills", "tags", "links", "owns")
_COMMON = (
    *("name", "description", "type", "group", "objective", "manager", "focus", "tracks", "stewards"),
    *("signals", "survey", "extensions"),
)


def unite_teams(base: Team, others: Sequence[Team], into: str) -> dict[str, Any]:
    """What a team made of several says, under the id `into`, without its people.

    One that was there before, as `base`, goes on saying what it said; a new one says what all of them say.
    Lists are united, and so are open positions and former ids.
    """
    teams = (base, *others)
    fields: dict[str, Any] = {name: _unite(getattr(each, name) for each in teams) for name in _UNITED}
    fields["vacancies"] = _unite_vacancies(teams)
    former = (id for each in teams for id in (*each.formerly, each.id))
    fields["formerly"] = tuple(id for id in dict.fromkeys(former) if id != into)
    if into != base.id:
        for name in _COMMON:
            same = all(getattr(each, name) == getattr(base, name) for each in others)
            fields[name] = getattr(base, name) if same else Team.model_fields[name].default
        fields["waivers"] = ()
        fields["contacts"] = FrozenDict(
            {key: each for team in teams[::-1] for key, each in team.contacts.items()}
        )
    return fields


def _unite(lists: Iterable[tuple[Any, ...]]) -> tuple[Any, ...]:
    found: list[Any] = []
    for each in (item for items in lists for item in items):
        if each not in found:
            found.append(each)
    return tuple(found)


def _unite_vacancies(teams: Iterable[Team]) -> Mapping[str, Vacancy]:
    """Open positions by role; filled when the last of them is, which is not known where one does not say."""
    found: dict[str, Vacancy] = {}
    for role, vacancy in (item for team in teams for item in team.vacancies.items()):
        known = found.get(role)
        if known is not None:
            by = max(known.by, vacancy.by) if known.by and vacancy.by else None
            vacancy = vacancy.model_copy(update={"count": known.count + vacancy.count, "by": by})
        found[role] = vacancy
    return FrozenDict(found)


# --- people ---------------------------------------------------------------------------------------------


def unite_people(draft: Draft, teams: Sequence[Team], at: Address) -> dict[str, Any]:
    """What a team made of several says of its people; what cannot be said of all is refused at `at`.

    Members where all list them, roles where all count them, sizes where all give one; else the finest
    that can be said of all. Where one does not say how many it has, nobody knows it of the whole.
    """
    nothing: dict[str, Any] = {name: Team.model_fields[name].default for name in _PEOPLE}
    forms = {each.id: find_form(each) for each in teams}
    if Form.UNKNOWN in forms.values():
        return nothing
    peopled = [each for each in teams if forms[each.id] is not Form.NOBODY]
    if not peopled:
        return nothing | {"size": 0}
    found = nothing | _add_forms(draft, peopled, at)
    if not any(found[form] is not None and found[form] != EMPTY for form in ("members", "roles", "size")):
        found |= _count_coarsely(draft, peopled, at)
    found["external"] = _sum(each.external for each in peopled)
    if all(each.sites for each in peopled):
        found["sites"] = _sum(each.sites for each in peopled)
    return found


_PEOPLE = ("members", "roles", "size", "external", "sites")


def _add_forms(draft: Draft, teams: Sequence[Team], at: Address) -> dict[str, Any]:
    """Every form in which all of them say it."""
    found: dict[str, Any] = {}
    if all(each.members is not None for each in teams):
        found["members"] = _unite_members(draft, teams, at)
    elif any(each.members is not None for each in teams):
        return {}  # what some list beside counting it is no reason to count the others so
    if all(each.roles for each in teams):
        found["roles"] = _sum(each.roles for each in teams)
    sizes = [each.size for each in teams if each.size is not None]
    if len(sizes) == len(teams):
        found["size"] = sum(sizes)
    return found


def _sum(counts: Iterable[Mapping[str, int]]) -> FrozenDict:
    found: dict[str, int] = {}
    for key, number in (item for each in counts for item in each.items()):
        found[key] = found.get(key, 0) + number
    return FrozenDict(found)


def _unite_members(draft: Draft, teams: Sequence[Team], at: Address) -> tuple[Member, ...]:
    """The members of all; who is in several has the sum of their shares."""
    found: dict[str, list[Member]] = {}
    for team in teams:
        for person, member in find_people(team).items():
            found.setdefault(person, []).append(member)
    return tuple(_unite_shares(draft, person, each, at) for person, each in found.items())


def _unite_shares(draft: Draft, person: str, members: list[Member], at: Address) -> Member:
    number = count_teams(draft, person)
    is_implied = all(each.allocation is None for each in members)
    if len(members) == 1 or (is_implied and len(members) == number):
        return members[0]
    share = math.fsum(1 / number if each.allocation is None else each.allocation for each in members)
    if share > 1 + ALMOST:
        draft.refuse(at, f"{quoted(person)} would be there with {share:.0%} of the time")
    say_shares(draft, person, 1 / number)
    return members[0].model_copy(update={"allocation": round(min(share, 1.0), 9)})


def _count_coarsely(draft: Draft, teams: Sequence[Team], at: Address) -> dict[str, Any]:
    """Roles where everybody's is known, else one size; who is listed is counted whole or not at all."""
    _check_are_whole(draft, teams, at)
    people = sorted({person for each in teams for person in find_people(each)})
    roles = [find_role(draft, person) for person in people]
    counted = [each for each in teams if each.members is None]
    if None not in roles and all(each.roles for each in counted):
        return {"roles": _sum([*(each.roles for each in counted), *({role: 1} for role in roles if role)])}
    heads = (sum(each.roles.values()) if each.roles else each.size or 0 for each in counted)
    return {"size": sum(heads) + len(people)}


def _check_are_whole(draft: Draft, teams: Sequence[Team], at: Address) -> None:
    shares: dict[str, float] = {}
    for team in teams:
        for person, member in find_people(team).items():
            share = 1 / count_teams(draft, person) if member.allocation is None else member.allocation
            shares[person] = shares.get(person, 0.0) + share
    parts = sorted(person for person, share in shares.items() if share < 1 - ALMOST)
    if parts:
        message = (
            f"not all of them list their members, and {named(parts)} would be there for a part of the time"
        )
        draft.refuse(at, message, "list the members of all in the model")
