"""Is what is measured of a changed organisation what measuring it from the start says?"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from random import Random
from types import GeneratorType
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.analysis import changing
from topo.analysis.catalogue import MEASURES, find_subjects
from topo.analysis.measures import Measures
from topo.analysis.parts import Number
from topo.findings import Address
from topo.model.base import Part
from topo.model.organisation import Organisation
from topo.source.weighing import Weights

AS_OF = date(2026, 12, 1)
WEIGHTS = Weights(Organisation(), Path())
HIDDEN = frozenset({"organisation", "owners", "known", "concerning"})
"""What a result keeps for its own use."""
UNORDERED = frozenset(
    {"teams", "domain_of", "containers", "tally", "tally_code", "requiring", "sharing", "dangling"}
    | {"parts", "ties", "tied_by", "shared", "internal", "said"}
)
"""Mappings on whose order nothing hangs."""
SLOW = frozenset({"betweenness", "modularity"})
RESULTS = [
    name
    for name, value in vars(Measures).items()
    if isinstance(value, cached_property) and not name.startswith("_") and name not in SLOW
]


def measure(organisation: Organisation) -> Measures:
    return Measures(organisation, AS_OF, WEIGHTS)


def show(value: Any) -> Any:
    """A result as plain values with all that it can say, in its order; entities as what they are."""
    if isinstance(value, Number):
        return ("Number", *(show(each) for each in value._said()))
    if isinstance(value, Address | Part | str) or value is None:
        return value
    if isinstance(value, Mapping):
        return [(show(key), show(each)) for key, each in value.items()]
    if isinstance(value, GeneratorType):
        return [show(each) for each in value]
    if isinstance(value, tuple | list):
        said = [show(each) for each in value]
        return [*said, *_show_properties(value)] if hasattr(value, "_fields") else said
    if isinstance(value, set | frozenset):
        return sorted(map(show, value), key=repr)
    if is_dataclass(value):
        return [
            type(value).__name__,
            *(
                (each.name, _show_member(each.name, getattr(value, each.name)))
                for each in fields(value)
                if each.compare and each.name not in HIDDEN
            ),
            *_show_properties(value),
        ]
    if type(value).__module__.startswith("topo.analysis") and not hasattr(value, "value"):
        return [type(value).__name__, *_show_properties(value), *_show_attributes(value)]
    return value


def _show_member(name: str, value: Any) -> Any:
    if name in UNORDERED and isinstance(value, Mapping):
        return sorted(((key, _show_member(name, each)) for key, each in value.items()), key=repr)
    return show(value)


def _show_properties(value: Any) -> Iterator[tuple[str, Any]]:
    for kind in type(value).__mro__:
        for name, each in vars(kind).items():
            if isinstance(each, property | cached_property) and not name.startswith("_"):
                try:
                    yield name, _show_member(name, getattr(value, name))
                except ZeroDivisionError as error:  # nothing that anybody may ask of this value
                    yield name, str(error)


def _show_attributes(value: Any) -> Iterator[tuple[str, Any]]:
    for name, each in sorted(getattr(value, "__dict__", {}).items()):
        if not name.startswith("_") and name not in HIDDEN:
            yield name, _show_member(name, each)


def compare(again: Measures, anew: Measures) -> None:
    """Every result and every number of the two is the same."""
    for name in RESULTS:
        one, other = (_show_member(name, getattr(each, name)) for each in (again, anew))
        assert one == other, name
    for each in MEASURES:
        for id in () if each.is_slow else find_subjects(anew.organisation, each.of):
            assert show(each.find(again, id)) == show(each.find(anew, id)), (each.of, each.name, id)


seeds = st.integers(0, 2**64)
unshrunk = settings(phases=[Phase.explicit, Phase.generate])  # a smaller seed is no smaller organisation


@unshrunk
@given(seeds, st.integers(1, 4))
def test_after_changes(seed: int, number: int) -> None:
    """After each of several changes, all that is measured is what it is from the start."""
    chance = Random(seed)
    measures = measure(changing.draw_organisation(chance))
    compare(measures, measure(measures.organisation))
    for _ in range(number):
        measures = measures.after(changing.change(chance, measures.organisation))
        compare(measures, measure(measures.organisation))


@unshrunk
@given(seeds, st.integers(2, 5))
def test_what_was_asked_for_now_and_then(seed: int, number: int) -> None:
    """What was left out after some changes is brought up to date when it is asked for again."""
    chance = Random(seed)
    measures = measure(changing.draw_organisation(chance))
    for _ in range(number):
        for name in chance.sample(RESULTS, chance.randint(0, 6)):
            show(getattr(measures, name))
        measures = measures.after(changing.change(chance, measures.organisation))
    compare(measures, measure(measures.organisation))


@unshrunk
@given(seeds)
def test_there_and_back(seed: int) -> None:
    """A change and its way back leave every number as it was."""
    chance = Random(seed)
    before = measure(changing.draw_organisation(chance))
    compare(before, before)
    changed = before.after(changing.change(chance, before.organisation))
    compare(changed, measure(changed.organisation))
    compare(changed.after(before.organisation), before)
