"""What stands at the end of a path, from one thing of an organisation on?

A path that leads through a list leads to several ends, each with the things that it crossed. An end without a
value says why: nothing is said there, the way leads through something that is missing, or what stands there
could not be read.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from topo.analysis.catalogue import find_measure
from topo.analysis.catalogue.measure import Measure
from topo.analysis.judgement import Judgement
from topo.analysis.measures import Measures
from topo.findings import Address
from topo.model.base import Part
from topo.model.domain import Domain
from topo.model.organisation import COLLECTIONS, Organisation
from topo.model.references import Target, resolve
from topo.model.service import Service
from topo.model.team import Team
from topo.rules.naming import called, joined, noun, quoted
from topo.rules.policy.fields import Field, Shape, find_fields
from topo.rules.policy.paths import EVERY, MEASURES, OWN_KEY, OWN_KEYS, End, inside
from topo.text import printable

_NAMING = ("service", "person", "rule", "metric", "url")
"""What an address calls an item of a list by."""


class Member(NamedTuple):
    """One member of a collection: a thing, or an interaction (which has no kind)."""

    kind: str | None
    id: str
    part: Part
    address: Address

    @property
    def called(self) -> str:
        """What a message calls it."""
        return f"interaction {quoted(self.id)}" if self.kind is None else called(self.kind, self.id)


class Trace(NamedTuple):
    """One end of a path, from one member on.

    `values` are what stands there: one, or the items of a list; None where nothing does. `gap` then says why,
    `is_through` that something on the way is missing, and `is_untold` that it could not be read, which is
    reported elsewhere. `is_said` is False for what holds unless something else is said. `origin` leads to the
    last piece of the member itself on the way, `crossed` are the things that the way led through. `unit` is
    that of a measure, and `causes` what it is made of.
    """

    origin: tuple[str, ...]
    crossed: tuple[Target, ...] = ()
    end: End | None = None
    values: tuple[Any, ...] | None = None
    gap: str = ""
    is_through: bool = False
    is_untold: bool = False
    is_said: bool = True
    is_list: bool = False
    unit: str = ""
    causes: tuple[Address, ...] = ()

    @property
    def address(self) -> Address:
        """Where it is told: the last piece of the member itself on the way."""
        return Address(self.origin)


class _Here(NamedTuple):
    """Where a walk has come: a part of a thing, with the steps to it and to the thing (`depth` of them).

    `origin` are the steps to the last piece of the member itself. Addresses are made where they are told.
    """

    part: Part
    at: tuple[str, ...]
    depth: int
    origin: tuple[str, ...]
    kind: str | None
    id: str
    crossed: tuple[Target, ...] = ()

    @property
    def is_inside(self) -> bool:
        """Whether the walk has not left the member."""
        return not self.crossed

    def path(self, *further: str) -> str:
        """The path from the thing on, as a message shows it."""
        steps = (step for step in self.at[self.depth :] if not step.startswith("["))
        return quoted(".".join((*steps, *further)))

    def into(self, *steps: str, part: Part | None = None) -> "_Here":
        """Further into the same thing: a field, a key, an item of a list."""
        origin = self.origin if self.crossed else (*self.origin, *steps)
        at = (*self.at, *steps)
        return _Here(part or self.part, at, self.depth, origin, self.kind, self.id, self.crossed)


@dataclass(frozen=True)
class Walker:
    """Walks the paths of policies over one organisation."""

    organisation: Organisation
    measures: Measures

    def walk(self, member: Member, steps: tuple[str, ...]) -> Iterator[Trace]:
        """Every end of a path, from a member on, in the order of the model."""
        at = member.address.steps
        here = _Here(member.part, at, len(at), at, member.kind, member.id)
        yield from self._step(here, steps)

    def _step(self, here: _Here, steps: tuple[str, ...]) -> Iterator[Trace]:
        step, rest = steps[0], steps[1:]
        field = find_fields(type(here.part)).get(step)
        if field is not None:
            yield from self._field(here, field, rest)
        elif step == MEASURES and rest:
            yield self._measure(here, rest[0])
        elif step.startswith(OWN_KEYS):
            yield self._own_key(here, steps)
        else:
            gap = f"{self._name(here)} has no {here.path(step)}"
            yield Trace(here.origin, here.crossed, gap=gap)

    # --- fields -------------------------------------------------------------------------------------

    def _field(self, here: _Here, field: Field, rest: tuple[str, ...]) -> Iterator[Trace]:
        if self._unreadable and self._is_unreadable((*here.at, field.key)):
            yield Trace(here.origin, here.crossed, is_untold=True)
            return
        value, is_said = self._value(here, field)
        below = here.into(field.key) if is_said else here
        if not rest:
            yield self._end(here, field, value, below.origin, is_said=is_said)
        elif field.shape is Shape.MAPPING:
            yield from self._keys(here, field, value or {}, rest)
        elif field.shape is Shape.LIST:
            for item in value or ():
                yield from self._on(here, here.into(field.key, f"[{name_item(item)}]"), field, item, rest)
        elif value is None:
            yield self._missing(here, field, is_through=field.part is None)
        else:
            yield from self._on(here, below, field, value, rest)

    def _on(
        self, here: _Here, below: _Here, field: Field, value: Any, rest: tuple[str, ...]
    ) -> Iterator[Trace]:
        """Go on behind a value of a field: into a part, or to what a reference names."""
        if isinstance(value, Part):
            yield from self._step(below._replace(part=value), rest)
            return
        found = self._resolve(value, field.kinds)
        if found is None:
            yield self._dangling(here, below, field, value)
            return
        target, thing, at = found
        crossed = (*below.crossed, target)
        yield from self._step(_Here(thing, at, len(at), below.origin, target.kind, target.id, crossed), rest)

    def _resolve(self, text: str, kinds: tuple[str, ...]) -> tuple[Target, Part, tuple[str, ...]] | None:
        """What a reference names, the thing itself, and the steps to it; looked up once."""
        if (text, kinds) not in self._resolved:
            target = resolve(self.organisation, text, kinds)
            thing = None if target is None else self.organisation.find(target.kind, target.id)
            known = None if target is None or thing is None else (target, thing, target.address.steps)
            self._resolved[text, kinds] = known
        return self._resolved[text, kinds]

    @cached_property
    def _resolved(self) -> "dict[tuple[str, tuple[str, ...]], tuple[Target, Part, tuple[str, ...]] | None]":
        return {}

    def _keys(
        self, here: _Here, field: Field, filled: Mapping[str, Any], rest: tuple[str, ...]
    ) -> Iterator[Trace]:
        key, further = rest[0], rest[1:]
        one = inside(field)
        for each in sorted(filled) if key == EVERY else (key,):
            below = here.into(field.key, each)
            if each not in filled:
                yield self._absent_key(here, below, one, counts=bool(filled) and field.counts)
            elif further:
                yield from self._on(here, below, field, filled[each], further)
            else:
                yield self._end(here, one, filled[each], below.origin, is_said=True)

    def _absent_key(self, here: _Here, below: _Here, one: Field, *, counts: bool) -> Trace:
        """A key that a mapping lacks: none, where it is one of counts that has others."""
        if counts:
            return Trace(here.origin, here.crossed, one, (0,), is_said=False)
        gap = f"{self._name(here)} says no {below.path()}"
        return Trace(here.origin, here.crossed, one, gap=gap)

    def _value(self, here: _Here, field: Field) -> tuple[Any, bool]:
        """What stands in a field, and whether it is said there: some have a value unless another is said."""
        if isinstance(here.part, Team) and field.key == "owns":
            owned = self._owned.get(here.id, ())
            return (*here.part.owns, *owned) or None, True
        value = getattr(here.part, field.name)
        is_empty = field.shape is not Shape.ONE and not value and not field.has_empty
        if value is None or is_empty:
            return self._unless_said(here, field), False
        return value, True

    def _unless_said(self, here: _Here, field: Field) -> Any:
        if isinstance(here.part, Service):
            unless = {"lifecycle": "production", "kind": "service", "on_call": here.part.owner}
            return unless.get(field.key)
        if isinstance(here.part, Domain) and field.key == "owner":
            owning = self.measures.ownership.find("domain", here.id)
            return None if owning is None else owning.owner
        return None

    @cached_property
    def _owned(self) -> Mapping[str, tuple[str, ...]]:
        """What each team owns, as references with their kind, sorted."""
        owned: dict[str, list[str]] = {}
        kinds = ("service", "domain", "capability", "guardrail", "data")
        for kind in kinds:
            for id, thing in sorted(self.organisation.collection(kind).items()):
                said = getattr(thing, "provider" if kind == "capability" else "owner")
                target = None if said is None else resolve(self.organisation, said, ("team",))
                if target is not None:
                    owned.setdefault(target.id, []).append(f"{kind}:{id}")
        return {team: tuple(things) for team, things in owned.items()}

    def _end(self, here: _Here, field: Field, value: Any, at: tuple[str, ...], *, is_said: bool) -> Trace:
        if value is None:
            return self._missing(here, field, is_through=False)
        if field.shape is Shape.LIST:
            items = value
            if field.part is not None and field.short is not None:
                short = find_fields(field.part)[field.short].name
                items = (getattr(item, short) for item in value)
            return Trace(at, here.crossed, field, tuple(items), is_said=is_said, is_list=True)
        return Trace(at, here.crossed, field, (value,), is_said=is_said)

    def _missing(self, here: _Here, field: Field, *, is_through: bool) -> Trace:
        verb = "has no" if field.kinds else "says no"
        gap = f"{self._name(here)} {verb} {here.path(field.key)}"
        return Trace(here.origin, here.crossed, field, gap=gap, is_through=is_through)

    def _dangling(self, here: _Here, below: _Here, field: Field, text: str) -> Trace:
        """A reference that names nothing; where that may be for what could not be read, nothing is told."""
        kinds = tuple(kind for kind in field.kinds if kind in COLLECTIONS)
        wanted = joined((noun(kind) for kind in kinds), last="or")
        path = here.path(field.key)
        whose = f"its {path}" if here.is_inside else f"{path} of {self._name(here)}"
        is_word = text in field.kinds
        gap = f"{whose} is {quoted(text)}, {'whoever that is' if is_word else f'which names no {wanted}'}"
        is_untold = may_be_defined(self.organisation, text, kinds)
        return Trace(below.origin, below.crossed, gap=gap, is_through=True, is_untold=is_untold)

    # --- what is no field ---------------------------------------------------------------------------

    def _own_key(self, here: _Here, steps: tuple[str, ...]) -> Trace:
        """What stands under a key of the user's own, as far in as the path leads."""
        value: Any = here.part.extensions
        at = here
        for step in steps:
            value = value.get(step) if isinstance(value, Mapping) else None
            if value is None:
                gap = f"{self._name(here)} says no {quoted('.'.join(steps))}"
                return Trace(here.origin, here.crossed, OWN_KEY, gap=gap)
            at = at.into(step)
        items = value if isinstance(value, list | tuple) else (value,)
        values = tuple(str(item) for item in items if not isinstance(item, Mapping | list | tuple))
        return Trace(at.origin, here.crossed, OWN_KEY, values, is_list=isinstance(value, list | tuple))

    def _measure(self, here: _Here, name: str) -> Trace:
        measure = None if here.kind is None else find_measure(here.kind, name)
        if measure is None:
            gap = f"no {quoted(name)} is measured of {self._name(here)}"
            return Trace(here.origin, here.crossed, gap=gap)
        try:
            found = measure.find(self.measures, here.id)
        except KeyError as error:  # the measure does not know this thing
            if error.args != (here.id,):
                raise
            return self._not_assessed(here, measure, "it is in no measure")
        value = found.verdict if isinstance(found, Judgement) else found.amount
        if value is None:
            return self._not_assessed(here, measure, printable(joined(found.missing), limit=200))
        at = here.into(MEASURES, measure.name).origin
        if isinstance(found, Judgement):
            return Trace(at, here.crossed, measure, (value,))
        causes = sorted(found.parts, key=lambda part: -part.amount)
        addresses = tuple(dict.fromkeys(part.address for part in causes if part.address is not None))
        unit = "" if measure.is_share else found.unit
        return Trace(at, here.crossed, measure, (value,), unit=unit, causes=addresses)

    def _not_assessed(self, here: _Here, measure: Measure, why: str) -> Trace:
        of = "" if here.is_inside else f" of {self._name(here)}"
        gap = f"`{MEASURES}.{measure.name}`{of} is not assessed: {why}"
        return Trace(here.origin, here.crossed, measure, gap=gap, is_through=True)

    # --- what could not be read ---------------------------------------------------------------------

    def _is_unreadable(self, steps: tuple[str, ...]) -> bool:
        """Whether anything at, around or below an address was said and could not be read."""
        if steps in self._around_unreadable:
            return True
        return any(steps[:length] in self._unreadable for length in range(len(steps)))

    @cached_property
    def _unreadable(self) -> frozenset[tuple[str, ...]]:
        return frozenset(address.steps for address in self.organisation.facts.unreadable)

    @cached_property
    def _around_unreadable(self) -> frozenset[tuple[str, ...]]:
        return frozenset(steps[:length] for steps in self._unreadable for length in range(len(steps) + 1))

    def _name(self, here: _Here) -> str:
        """The thing that a walk is at; the member itself is `it`."""
        if here.crossed:
            return called(here.crossed[-1].kind, here.crossed[-1].id)
        return "it"


def may_be_defined(organisation: Organisation, text: str, kinds: Iterable[str]) -> bool:
    """Whether a reference that names nothing may name something that could not be read."""
    facts = organisation.facts
    if text.rpartition(":")[2] in facts.perhaps_defined:
        return True
    paths = [COLLECTIONS[kind] for kind in kinds if kind in COLLECTIONS]
    return any(Address(path[:at]) in facts.unreadable for path in paths for at in range(1, len(path) + 1))


def name_item(item: Any) -> str:
    """What an address calls an item of a list."""
    if not isinstance(item, Part):
        return str(item)
    return next((str(getattr(item, key)) for key in _NAMING if getattr(item, key, None)), "")
