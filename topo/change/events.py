"""What happened between two organisations, in the organisation's own words?

A thing is renamed, or merged into another, where `formerly` says so; a team is split where it is gone or goes
on under another id, and all that it owned is now with teams that are new and own nothing else that was there.
All else is new, gone, moved or changed: nothing is guessed. What only follows a new id is no change.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NamedTuple

from topo.change.moves.rename import Rename
from topo.change.refusal import MoveRefused
from topo.findings import Address
from topo.model.differing import Change, Difference, find_difference
from topo.model.organisation import COLLECTIONS, Organisation, address_of
from topo.model.team import Team
from topo.rules.naming import bare, called, joined, named, noun, plural, quoted
from topo.source.plain import say
from topo.text import printable

What = Literal["renamed", "merged", "split", "new", "gone", "owner", "people", "changed"]
WHATS: tuple[What, ...] = ("renamed", "merged", "split", "new", "gone", "owner", "people", "changed")
OWNED = ("domain", "service", "capability", "guardrail", "data")
_KINDS = {path: kind for kind, path in COLLECTIONS.items()}
_TOLD = ("owns", "formerly")
_PEOPLE = ("members", "roles", "size", "external", "vacancies")
_LONGEST_VALUE = 60


class Event(NamedTuple):
    """Something that happened to the thing at `address` (of the organisation after, unless it is gone)."""

    what: What
    address: Address
    text: str


Thing = tuple[str, str]
"""A kind and an id."""


def find_events(before: Organisation, after: Organisation) -> tuple[Event, ...]:
    """Everything that happened, sorted by what it was, then by address."""
    found = dict.fromkeys(_Telling(before, after).find())
    return tuple(sorted(found, key=lambda each: (WHATS.index(each.what), each.address, each.text)))


@dataclass(frozen=True)
class _Telling:
    start: Organisation
    after: Organisation

    @cached_property
    def renamed(self) -> Mapping[Thing, str]:
        """The new ids by kind and old id."""
        renamed = find_difference(self.start, self.after).renamed
        return {
            (_kind_of(each.before), each.before.steps[-1]): each.after.steps[-1]
            for each in renamed
            if _is_thing(each.before)
        }

    @cached_property
    def before(self) -> Organisation:
        """The organisation before, under the ids that things have now."""
        organisation = self.start
        for (kind, old), new in self.renamed.items():
            try:
                move = Rename.model_validate({"kind": kind, "from": old, "to": new})
                organisation = move.apply(organisation).organisation
            except (MoveRefused, ValueError):  # an id that a file may hold, and no move makes
                continue
        return organisation

    @cached_property
    def holders(self) -> tuple[Mapping[Thing, str], Mapping[Thing, str]]:
        """Which team owns what, before and after."""
        return _find_holders(self.before), _find_holders(self.after)

    def find(self) -> Iterator[Event]:
        for (kind, old), id in self.renamed.items():
            yield Event("renamed", address_of(kind, id), f"{called(kind, old)} is now {quoted(id)}")
        difference = find_difference(self.before, self.after)
        gone = [(_kind_of(each), each.steps[-1]) for each in difference.removed if _is_thing(each)]
        new = [(_kind_of(each), each.steps[-1]) for each in difference.added if _is_thing(each)]
        yield from self._find_split(gone, new)
        yield from (self._tell_new(*each) for each in new)
        yield from (self._tell_gone(*each) for each in gone)
        yield from self._find_owners()
        yield from self._find_people()
        for change in difference.changed:
            yield from self._tell_change(change)
        yield from _tell_stages(difference)

    # --- new and gone -------------------------------------------------------------------------------------

    def _tell_new(self, kind: str, id: str) -> Event:
        thing, held = self.after.find(kind, id), self.holders[1].get((kind, id))
        beside = f" of {quoted(held)}" if held else ""
        if isinstance(thing, Team):
            owned = sorted(each for each, team in self.holders[1].items() if team == id)
            beside = f" with {_call(owned)}" if owned else ", owning nothing"
        return Event("new", address_of(kind, id), f"{called(kind, id)}{beside}")

    def _tell_gone(self, kind: str, id: str) -> Event:
        into = self._find_successor(kind, id)
        address = address_of(kind, id)
        if into is not None:
            return Event("merged", address, f"{called(kind, id)} was merged into {quoted(into)}")
        before, after = self.holders
        left = sorted({team for each, held in before.items() if held == id and (team := after.get(each))})
        went = f"; what it owned is with {named(left)}" if kind == "team" and left else ""
        return Event("gone", address, f"{called(kind, id)}{went}")

    def _find_successor(self, kind: str, id: str) -> str | None:
        """The one thing that says that it was called so, and was not there or was called otherwise."""
        found = [new for new, each in self.after.collection(kind).items() if id in each.formerly]
        return found[0] if len(found) == 1 else None

    def _find_split(self, gone: Iterable[Thing], new: Iterable[Thing]) -> Iterator[Event]:
        before, after = self.holders
        fresh = {id for kind, id in new if kind == "team"}
        under_other_ids = {id: old for (kind, old), id in self.renamed.items() if kind == "team"}
        ended = {id: id for kind, id in gone if kind == "team" and self._find_successor(kind, id) is None}
        for team, old in sorted({**ended, **under_other_ids}.items()):
            owned = {each for each, held in before.items() if held == team}
            heirs = {after.get(each) for each in owned}
            may_be = fresh | ({team} if team in under_other_ids else set())
            if len(heirs) < 2 or None in heirs or not heirs <= may_be:
                continue
            others = {each for each, held in after.items() if held in heirs and each in before} - owned
            if not others:
                heirs_named = named(sorted(filter(None, heirs)))
                text = f"{called('team', old)} was split into {heirs_named}"
                yield Event("split", address_of("team", team), text)

    # --- owners and people --------------------------------------------------------------------------------

    def _find_owners(self) -> Iterator[Event]:
        """What changed hands; many things that go the same way are one event."""
        before, after = self.holders
        ways: dict[tuple[str, str], list[Thing]] = {}
        for thing in sorted({*before, *after}):
            if not all(each.find(*thing) for each in (self.before, self.after)):
                continue
            way = before.get(thing, ""), after.get(thing, "")
            if way[0] != way[1]:
                ways.setdefault(way, []).append(thing)
        for (source, target), things in ways.items():
            yield Event("owner", address_of(*things[0]), _say_way(things, source, target))

    def _find_people(self) -> Iterator[Event]:
        yield from self._find_movers()
        for id, team in self.after.teams.items():
            was = self.before.teams.get(id)
            if was is None or was is team:
                continue
            for what, one, other in _compare_heads(was, team):
                text = f"{called('team', id)}: {what} {one} → {other}"
                yield Event("people", address_of("team", id), text)

    def _find_movers(self) -> Iterator[Event]:
        """People with names: who is in other teams than before."""
        before, after = _find_teams_of_people(self.before), _find_teams_of_people(self.after)
        for person in sorted({*before, *after}):
            left = sorted(before.get(person, set()) - after.get(person, set()))
            joined_ = sorted(after.get(person, set()) - before.get(person, set()))
            if not left and not joined_:
                continue
            if left and joined_:
                said = f"moves from {named(left)} to {named(joined_)}"
            else:
                said = f"joins {named(joined_)}" if joined_ else f"leaves {named(left)}"
            yield Event("people", address_of("person", person), f"{quoted(person)} {said}")

    # --- all else -----------------------------------------------------------------------------------------

    def _tell_change(self, change: Change) -> Iterator[Event]:
        address = change.address
        if _is_order_alone(change):
            return
        thing = _find_thing(address)
        kind = _KINDS.get(thing.steps[:-1])
        rest = address.steps[len(thing.steps) :]
        if kind is None:
            yield Event("changed", address, f"{bare(str(address))}: {_say_both(change)}")
            return
        if rest[0] in _TOLD or (kind == "team" and rest[0] in _PEOPLE) or rest[0] == "owner":
            return
        where = " ".join(bare(_plain(step)) for step in rest)
        yield Event("changed", address, f"{called(kind, thing.steps[-1])}: {where} {_say_both(change)}")


def _tell_stages(difference: Difference) -> Iterator[Event]:
    told = [(each, "is new") for each in difference.added]
    told += [(each, "is gone") for each in difference.removed]
    told += [(each.after, f"was {quoted(each.before.steps[-1])}") for each in difference.renamed]
    for address, what in told:
        if not _is_thing(address):
            stream = called("stream", address.steps[1])
            yield Event("changed", address, f"{stream}: stage {quoted(address.steps[-1])} {what}")


def _find_holders(organisation: Organisation) -> dict[Thing, str]:
    return {
        (kind, id): owner
        for kind in OWNED
        for id, each in organisation.collection(kind).items()
        if (owner := getattr(each, "owner", None)) is not None
    }


def _find_teams_of_people(organisation: Organisation) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for id, team in organisation.teams.items():
        for each in team.members or ():
            found.setdefault(each.person, set()).add(id)
    return found


def _compare_heads(before: Team, after: Team) -> Iterator[tuple[str, str, str]]:
    """What of the numbers of a team differs: the word, before and after."""
    if before.size != after.size:
        yield "size", _say_number(before.size), _say_number(after.size)
    for field in ("roles", "external", "vacancies"):
        one, other = getattr(before, field) or {}, getattr(after, field) or {}
        for role in sorted({*one, *other}):
            if one.get(role) != other.get(role):
                word = bare(role) if field == "roles" else f"{field} {bare(role)}"
                yield word, _say_number(one.get(role, 0)), _say_number(other.get(role, 0))


def _say_number(value: Any) -> str:
    return "not said" if value is None else _show(value)


def _say_way(things: list[Thing], source: str, target: str) -> str:
    what, one = _call(things), len(things) == 1
    if not target:
        return f"nobody owns {what} any more: {'it was' if one else 'they were'} with {quoted(source)}"
    verb = "goes" if one else "go"
    if not source:
        return f"{what}, which nobody owned, {verb} to {quoted(target)}"
    return f"{what} {verb} from {quoted(source)} to {quoted(target)}"


def _call(things: list[Thing]) -> str:
    """Things with the word for what they are, each kind once."""
    kinds = dict.fromkeys(kind for kind, _ in things)
    said = []
    for kind in kinds:
        ids = [id for each, id in things if each == kind]
        word = noun(kind) if len(ids) == 1 else plural(kind)
        said.append(f"{word} {named(ids)}")
    return joined(said)


def _is_order_alone(change: Change) -> bool:
    one, other = change.before, change.after
    if not isinstance(one, tuple) or not isinstance(other, tuple):
        return False
    return sorted(one, key=repr) == sorted(other, key=repr)


def _say_both(change: Change) -> str:
    """What was and what is; an item that its address names already is not named again."""
    item = _plain(change.address.steps[-1])
    if change.before is None:
        said = _show(change.after)
        return "is new" if said == item else f"is new: {said}"
    said = _show(change.before)
    if change.after is None:
        return "is gone" if said == item else f"is gone: it was {said}"
    return f"{said} → {_show(change.after)}"


def _show(value: Any) -> str:
    """A value in a line, cut where it is long."""
    plain = say(value)
    text = plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False, default=str)
    return printable(text, limit=_LONGEST_VALUE)


def _plain(step: str) -> str:
    """A step of an address without the brackets of an item."""
    return step[1:-1] if step.startswith("[") else step


def _find_thing(address: Address) -> Address:
    return Address(address.steps[: 3 if address.steps[0] == "tissue" else 2])


def _is_thing(address: Address) -> bool:
    return address.steps[:-1] in _KINDS


def _kind_of(address: Address) -> str:
    return _KINDS.get(address.steps[:-1], "stage")
