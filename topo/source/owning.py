"""Who said that a team owns a thing: `owner:` on it, or `owns:` on the team? Both mean the same.

Works on the assembled tree, before validation: a claim by `owns:` becomes the thing's `owner`, with the
mark of the claim, and a service that only a claim names comes into being there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from topo.findings import Address
from topo.model.base import ID_PATTERN
from topo.model.organisation import COLLECTIONS, MOST_THINGS, Claim
from topo.source.positions import Mapping, Sequence

_ID = re.compile(ID_PATTERN)
OWNABLE = ("service", "domain", "capability", "guardrail", "data")
_OWNER_FIELD = {"capability": "provider"}


def owner_field(kind: str) -> str:
    """The field of a thing of `kind` that names its owner."""
    return _OWNER_FIELD.get(kind, "owner")


@dataclass(slots=True)
class Ownings:
    """What the claims came to."""

    implied_services: set[str] = field(default_factory=set)
    conflicts: list[tuple[Claim, ...]] = field(default_factory=list)
    unknown: dict[str, list[str]] = field(default_factory=dict)
    """By team, what its `owns:` names that is of another kind than a service and does not exist."""
    bad_ids: list[tuple[str, str, int]] = field(default_factory=list)
    """Team, what its `owns:` says, and the mark: nothing can be called that."""
    too_many: int | None = None
    """The mark from which on `owns:` makes no more services: there are too many."""


def settle_ownership(root: Mapping) -> Ownings:
    """Write each team's `owns:` as `owner` of the thing; gather what disagrees.

    `owner:` beats `owns:`; of two claims by `owns:` none counts.
    """
    ownings = Ownings()
    claims: dict[tuple[str, str], list[tuple[Claim, int]]] = {}
    for team, item, at in find_claims(root):
        kind, id = resolve_claim(root, item)
        if not _ID.fullmatch(id):
            ownings.bad_ids.append((team, item, at))
            continue
        if kind != "service" and id not in _known(root, kind):
            ownings.unknown.setdefault(team, []).append(item)
            continue
        thing = Address((*COLLECTIONS[kind], id))
        said_at = Address(("teams", team, "owns", f"[{item}]"))
        known = claims.setdefault((kind, id), [])
        if all(claim.team != team for claim, _ in known):
            known.append((Claim(thing, team, said_at), at))
    for (kind, id), said in claims.items():
        _settle(root, kind, id, said, ownings)
    return ownings


def _settle(root: Mapping, kind: str, id: str, said: list[tuple[Claim, int]], ownings: Ownings) -> None:
    section = _section(root, COLLECTIONS[kind], said[0][1])
    if id not in section:
        at = said[0][1]
        if len(section) >= MOST_THINGS:
            ownings.too_many = ownings.too_many or at
            return
        section.put(id, Mapping(at), key_at=at, value_at=at)
        if kind == "service":
            ownings.implied_services.add(id)
    thing = section[id]
    if not isinstance(thing, Mapping):
        return
    name = owner_field(kind)
    owner = thing.get(name)
    if owner is not None:
        first = Claim(said[0][0].thing, str(owner).removeprefix("team:"), said[0][0].thing / name)
        others = tuple(claim for claim, _ in said if claim.team != first.team)
        if others:
            ownings.conflicts.append((first, *others))
    elif len(said) > 1:
        ownings.conflicts.append(tuple(claim for claim, _ in said))
    else:
        # An entity that an alias shares with another must not hand its owner on.
        claim, at = said[0]
        thing = thing.copy()
        thing.put(name, claim.team, key_at=at, value_at=at)
        dict.__setitem__(section, id, thing)


def find_claims(root: Mapping) -> Iterator[tuple[str, str, int]]:
    """Every team that says `owns:`, with each item of it and its mark."""
    teams = root.get("teams")
    for team, raw in teams.items() if isinstance(teams, Mapping) else ():
        owns = raw.get("owns") if isinstance(raw, Mapping) else None
        if isinstance(owns, str) and owns:
            yield team, owns, raw.values_at.get("owns", raw.at)  # said without a list: clear enough
        elif isinstance(owns, Sequence):
            for item, at in zip(owns, owns.items_at, strict=True):
                if isinstance(item, str) and item:
                    yield team, item, at


def resolve_claim(root: Mapping, item: str) -> tuple[str, str]:
    """What an item of `owns:` names: a service first, else the one other thing that has this id."""
    kind, _, id = item.partition(":")
    if id and kind in OWNABLE:
        return kind, id
    if item in _known(root, "service"):
        return "service", item
    others = [kind for kind in OWNABLE[1:] if item in _known(root, kind)]
    return (others[0], item) if len(others) == 1 else ("service", item)


def _known(root: Mapping, kind: str) -> Mapping:
    value: object = root
    for key in COLLECTIONS[kind]:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value if isinstance(value, Mapping) else Mapping()


def _section(root: Mapping, path: tuple[str, ...], at: int) -> Mapping:
    container = root
    for key in path:
        if not isinstance(container.get(key), Mapping):
            container.put(key, Mapping(at), key_at=at, value_at=at)
        container = container[key]
    return container
