"""Who takes the people and the things of a team that is dissolved?"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from topo.analysis.nesting import find_containers
from topo.change.belonging import find_domain
from topo.change.draft import Draft
from topo.change.owning import find_owner, find_thing
from topo.change.people import People
from topo.findings import Address
from topo.model.base import MOST_HEADS, TEXT_SCHEMA, Frozen, FrozenDict, Reads, Reference, Text, refuse
from topo.model.references import Target
from topo.model.team import Member
from topo.rules.naming import called, joined, quoted

Whom = str | int | Mapping[str, int] | tuple[str, ...]
"""`all`, a number of people, a number of each role, or people by id."""


def _read_whom(value: object) -> Whom:
    if isinstance(value, Mapping):
        return FrozenDict({str(role): _read_number(number) for role, number in value.items()})
    if isinstance(value, list | tuple) and all(isinstance(each, str) for each in value):
        return tuple(value)
    return "all" if value == "all" else _read_number(value)


def _read_number(value: object) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 9:
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_HEADS:
        return value
    hint = "write all, a number, {engineer: 2} or a list of people"
    raise refuse("no_people", f"`{value}` does not say who: {hint}")


_NUMBER: dict[str, Any] = {"type": "integer", "minimum": 0, "maximum": MOST_HEADS}
_WHOM: dict[str, Any] = {
    "anyOf": [
        {"enum": ["all"]},
        _NUMBER,
        {"type": "object", "additionalProperties": _NUMBER},
        {"type": "array", "items": TEXT_SCHEMA},
    ]
}


def _read_things_to(value: object) -> str | Mapping[str, str]:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping) and all(isinstance(each, str) for each in value.values()):
        return FrozenDict(value)
    raise refuse("no_team", f"`{value}` is neither a team nor a team for each thing")


_THINGS_TO: dict[str, Any] = {"anyOf": [TEXT_SCHEMA, {"type": "object", "additionalProperties": TEXT_SCHEMA}]}

PeopleTo = Annotated[
    Mapping[Annotated[Text, Reference("team")], Annotated[Whom, Reads(_read_whom, _WHOM)]], Frozen
]
ThingsTo = Annotated[str | Mapping[str, str] | None, Reads(_read_things_to, _THINGS_TO), Reference("team")]


def read_people(whom: Whom) -> People:
    """The people that are meant, where not all are."""
    if isinstance(whom, Mapping):
        return People(roles=whom)
    if isinstance(whom, tuple):
        return People(members=tuple(Member(person=each) for each in whom))
    return People(size=int(whom))


def describe_people(whom: Whom) -> str:
    """Who they are, in words."""
    return "everybody" if whom == "all" else read_people(whom).describe()


def find_takers(
    draft: Draft, things_to: str | Mapping[str, str] | None, owned: Sequence[Target], team: str
) -> dict[Target, str]:
    """The team that takes each of the things that a team owned; what nobody takes is refused."""
    if isinstance(things_to, str):
        taker = _find_taker(draft, Address.of("services_to"), things_to, team)
        return {} if taker is None else dict.fromkeys(owned, taker)
    takers = {}
    for said, to in (things_to or {}).items():
        at = Address.of("services_to", said)
        thing, taker = find_thing(draft, at, said), _find_taker(draft, at, to, team)
        if thing is not None and find_owner(draft.before, thing) != team:
            draft.refuse(at, f"{quoted(team)} does not own {called(*thing)}")
        elif thing is not None and taker is not None:
            takers[thing] = taker
    return _take_the_rest(draft, takers, owned, team)


def _find_taker(draft: Draft, at: Address, said: str, team: str) -> str | None:
    taker = draft.find_id(at, said, "team")
    if taker == team:
        draft.refuse(at, f"{quoted(team)} is dissolved")
        return None
    return taker


def _take_the_rest(
    draft: Draft, takers: dict[Target, str], owned: Sequence[Target], team: str
) -> dict[Target, str]:
    """What is not named goes with the nearest domain that it is in; what is in none is left over."""
    containers = find_containers(draft.before, "domain")
    found, left = dict(takers), []
    for thing in owned:
        taker = takers.get(thing) or _take_with_domain(draft, takers, thing, containers)
        if taker is None:
            left.append(called(*thing))
        else:
            found[thing] = taker
    if left and not draft.misfits:
        hint = "name a team that takes all of it, or a team for each"
        draft.refuse("services_to", f"nobody takes {joined(left)} of {quoted(team)}", hint)
    return found


def _take_with_domain(
    draft: Draft, takers: Mapping[Target, str], thing: Target, containers: Mapping[str, str]
) -> str | None:
    seen: set[str] = set()
    domain = find_domain(draft.before, thing.id) if thing.kind == "service" else None
    domain = containers.get(thing.id) if thing.kind == "domain" else domain
    while domain is not None and domain not in seen:
        seen.add(domain)
        if Target("domain", domain) in takers:
            return takers[Target("domain", domain)]
        domain = containers.get(domain)
    return None
