"""Where does a path of a policy lead, by the schema?

A path goes from field to field (`signals.toil`), through references to the things that they name
(`owner.group.lead`), through a key or `*` of a mapping (`roles.engineer`, `stages.*.team`), through every
item of a list (`depends_on.service.tier`), to what is measured of a thing (`measures.bus_factor`,
`owner.measures.heads`), and to the user's own keys (`x-cost-centre`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from topo.analysis.catalogue import find_measure, find_measures
from topo.analysis.catalogue.measure import Measure
from topo.findings import Address
from topo.model.base import Part
from topo.model.organisation import CLASSES
from topo.rules.naming import joined, noun, quoted
from topo.rules.policy.fields import Field, Shape, find_fields
from topo.rules.policy.values import FREE, Type, value_of
from topo.text import did_you_mean

EVERY = "*"
"""The step that leads to each value of a mapping."""
MEASURES = "measures"
OWN_KEYS = "x-"
_KIND_OF: Mapping[type[Part], str] = {part: kind for kind, part in CLASSES.items()}


class LeadsNowhere(Exception):
    """A path that the schema does not have; `hint` is what may have been meant."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, eq=False)
class OwnKey:
    """The end of a path at a key of the user's own: anything may stand there."""


OWN_KEY = OwnKey()
End = Field | Measure | OwnKey
"""What stands at the end of a path."""


@dataclass(frozen=True, eq=False)
class Path:
    """A path that the schema has: its text, its steps, and what may stand at its end.

    There are several ends where it leads through a reference that may be of several kinds.
    """

    text: str
    steps: tuple[str, ...]
    ends: tuple[End, ...]


def type_of(end: End) -> Type | None:
    """The type of the values at an end; None for parts and whole mappings, which are there or not."""
    if isinstance(end, Field):
        if end.part is not None:
            return find_fields(end.part)[end.short].type if end.short and end.shape is Shape.LIST else None
        return None if end.shape is Shape.MAPPING else end.type
    return value_of(end) if isinstance(end, Measure) else FREE


def read_path(text: str, part: type[Part]) -> Path:
    """The path that `text` writes, from a part of this class on; raises `LeadsNowhere`."""
    steps = split_path(text)
    spots: list[_Spot] = [_Spot(parts=(part,))]
    for number, step in enumerate(steps):
        further = [next_spot for spot in spots for next_spot in spot.go(step)]
        if not further:
            why, hint = _explain(".".join(steps[:number]), step, spots)
            raise LeadsNowhere(f"the path {quoted(text)} leads nowhere: {why}", hint)
        spots = further
    ends = tuple(dict.fromkeys(end for spot in spots for end in spot.ends()))
    if not ends:
        raise LeadsNowhere(f"the path {quoted(text)} ends before it names what is meant", _list_steps(spots))
    return Path(text, steps, ends)


def split_path(text: str) -> tuple[str, ...]:
    """The steps of a path; a step with a dot in it is quoted: `contacts["a.b"]`. Raises `LeadsNowhere`.

    >>> split_path("owner.group.lead")
    ('owner', 'group', 'lead')
    """
    try:
        steps = Address.parse(text).steps
    except ValueError:
        steps = ()
    if not steps or any(step.startswith("[") for step in steps):
        raise LeadsNowhere(f"{quoted(text)} is not a path", "write it like `owner.group.lead`")
    return steps


class _Spot(NamedTuple):
    """How far a path has come: in parts of these classes, or at a field, a measure or a key of one's own."""

    parts: tuple[type[Part], ...] = ()
    field: Field | None = None
    end: Measure | OwnKey | None = None
    measured: str | None = None
    """The kind whose measures come next."""

    @property
    def needs_key(self) -> bool:
        """Whether the next step is a key of a mapping."""
        return self.field is not None and self.field.shape is Shape.MAPPING

    def find_parts(self) -> tuple[type[Part], ...]:
        """The classes whose fields come next."""
        if self.field is None:
            return self.parts
        if self.field.part is not None:
            return (self.field.part,)
        return tuple(CLASSES[kind] for kind in self.field.kinds if kind in CLASSES)

    def go(self, step: str) -> "Iterator[_Spot]":
        """Where one step leads from here."""
        if self.end is OWN_KEY:
            yield self
        elif self.measured is not None:
            measure = find_measure(self.measured, step)
            yield from () if measure is None else (_Spot(end=measure),)
        elif self.field is not None and self.needs_key:
            yield _Spot(field=inside(self.field))
        else:
            for part in self.find_parts():
                yield from _go_into(part, step)

    def ends(self) -> Iterator[End]:
        """What a path may end at here."""
        if self.end is not None:
            yield self.end
        elif self.field is not None:
            yield self.field

    def find_steps(self) -> Iterator[str]:
        """The steps that lead on from here."""
        if self.measured is not None:
            yield from (measure.name for measure in find_measures(self.measured, slow=True))
        for part in () if self.needs_key or self.measured else self.find_parts():
            yield from find_fields(part)
            yield from (MEASURES,) if _is_measured(part) else ()


@cache
def inside(mapping: Field) -> Field:
    """The field that stands for each value of a mapping: always the same one."""
    return replace(mapping, shape=Shape.ONE, has_empty=False, counts=False)


def _go_into(part: type[Part], step: str) -> Iterator[_Spot]:
    field = find_fields(part).get(step)
    if field is not None:
        yield _Spot(field=field)
    elif step == MEASURES and _is_measured(part):
        yield _Spot(measured=_KIND_OF[part])
    elif step.startswith(OWN_KEYS):
        yield _Spot(end=OWN_KEY)


def _is_measured(part: type[Part]) -> bool:
    kind = _KIND_OF.get(part)
    return kind is not None and any(find_measures(kind, slow=True))


# --- what is said of a path that leads nowhere ------------------------------------------------------


def _explain(before: str, step: str, spots: list[_Spot]) -> tuple[str, str | None]:
    """Why no way leads on, and what may have been meant."""
    known = sorted({each for spot in spots for each in spot.find_steps()})
    measured = next((spot.measured for spot in spots if spot.measured is not None), None)
    if measured is not None:
        step = step.replace("-", "_")
        message = f"there is no measure {quoted(step)} of a {noun(measured)}"
    elif not known:
        message = f"`{before}` is {_describe(spots)}: no path leads on from there to {quoted(step)}"
    elif step == MEASURES:
        message = f"nothing is measured of {_name(spots)}"
    else:
        message = f"{_name(spots)} has no {quoted(step)}"
    return message, did_you_mean(step, known) or _list_steps(spots)


def _list_steps(spots: Iterable[_Spot]) -> str | None:
    known = sorted({each for spot in spots for each in spot.find_steps()})
    return f"known here: {', '.join(f'`{each}`' for each in known)}" if known else None


def _describe(spots: list[_Spot]) -> str:
    nouns = {found.noun for spot in spots for end in spot.ends() if (found := type_of(end)) is not None}
    return joined(sorted(nouns), last="or") or "no part of the model"


def _name(spots: list[_Spot]) -> str:
    names = []
    for part in dict.fromkeys(part for spot in spots for part in spot.find_parts()):
        kind = _KIND_OF.get(part)
        names.append(f"a {noun(kind)}" if kind is not None else f"`{part.__name__.lower()}`")
    return joined(names, last="or")
