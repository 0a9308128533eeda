"""How do organisations change? By chance, in each field that there is."""

from __future__ import annotations

from random import Random
from typing import Any

from topo.model.base import Entity, FrozenDict
from topo.model.organisation import COLLECTIONS, Organisation


def with_things(organisation: Organisation, kind: str, things: dict[str, Entity]) -> Organisation:
    """The organisation with other things of a kind."""
    path = COLLECTIONS[kind]
    if path[0] != "tissue":
        return organisation.model_copy(update={path[0]: FrozenDict(things)})
    tissue = organisation.tissue.model_copy(update={path[1]: FrozenDict(things)})
    return organisation.model_copy(update={"tissue": tissue})


def with_fields(organisation: Organisation, kind: str, id: str, /, **fields: Any) -> Organisation:
    """The organisation with other fields on one thing."""
    things = dict(organisation.collection(kind))
    things[id] = things[id].model_copy(update=fields)
    return with_things(organisation, kind, things)


def without(organisation: Organisation, kind: str, id: str) -> Organisation:
    """The organisation without one thing."""
    return with_things(
        organisation, kind, {key: each for key, each in organisation.collection(kind).items() if key != id}
    )


def with_thing(organisation: Organisation, kind: str, thing: Entity) -> Organisation:
    """The organisation with one thing more."""
    return with_things(organisation, kind, {**organisation.collection(kind), thing.id: thing})


def renamed(organisation: Organisation, kind: str, old: str, new: str) -> Organisation:
    """The organisation with one thing called otherwise, in its place; what refers to it stays as it is."""
    things = {}
    for id, thing in organisation.collection(kind).items():
        if id == old:
            thing = thing.model_copy(update={"id": new, "formerly": (*thing.formerly, old)})
            id = new
        things[id] = thing
    return with_things(organisation, kind, things)


def change(organisation: Organisation, donor: Organisation, chance: Random) -> Organisation:
    """The organisation with a few changes, some taken from another one."""
    for _ in range(chance.randint(1, 5)):
        organisation = _change_once(organisation, donor, chance)
    return organisation


def _change_once(organisation: Organisation, donor: Organisation, chance: Random) -> Organisation:
    kind = chance.choice(list(COLLECTIONS))
    things, others = organisation.collection(kind), donor.collection(kind)
    how = chance.choice(["remove", "add", "rename", "fields", "fields", "fields", "owner", "rest"])
    if how == "remove" and things:
        return without(organisation, kind, chance.choice(list(things)))
    if how == "add" and others:
        thing = others[chance.choice(list(others))]
        taken = {id.casefold() for id in things}
        if thing.id.casefold() not in taken:
            return with_thing(organisation, kind, _without_owns(thing))
    if how == "rename" and things:
        old = chance.choice(list(things))
        if f"{old}-2".casefold() not in {id.casefold() for id in things}:
            return renamed(organisation, kind, old, f"{old}-2")
    if how == "fields" and things and others:
        return _mix(
            organisation, kind, chance.choice(list(things)), others[chance.choice(list(others))], chance
        )
    if how == "owner":
        return give_away(organisation, chance)
    return _change_rest(organisation, donor, chance)


def _without_owns(thing: Entity) -> Entity:
    return thing.model_copy(update={"owns": ()}) if hasattr(thing, "owns") else thing


def _mix(organisation: Organisation, kind: str, id: str, other: Entity, chance: Random) -> Organisation:
    names = [name for name in type(other).model_fields if name not in ("id", "owns", "formerly")]
    chosen = chance.sample(names, min(len(names), chance.randint(1, 6)))
    return with_fields(organisation, kind, id, **{name: getattr(other, name) for name in chosen})


def give_away(organisation: Organisation, chance: Random) -> Organisation:
    """The organisation with other owners of many things, and none of some."""
    teams = [None, *organisation.teams]
    for kind in ("service", "domain", "capability", "guardrail", "data"):
        field = "provider" if kind == "capability" else "owner"
        for id in organisation.collection(kind):
            if chance.random() < 0.4:
                organisation = with_fields(organisation, kind, id, **{field: chance.choice(teams)})
    return organisation


def _change_rest(organisation: Organisation, donor: Organisation, chance: Random) -> Organisation:
    interactions = [each for each in organisation.interactions if chance.random() < 0.7]
    known = {(each.identity, each.since) for each in interactions}
    interactions += [each for each in donor.interactions if (each.identity, each.since) not in known]
    names = ["organization", "calendar", "profiles", "check", "policies"]
    return organisation.model_copy(
        update={
            "interactions": tuple(interactions),
            **{name: getattr(donor, name) for name in chance.sample(names, 1)},
        }
    )
