"""Are sums of weights exact, and is what blocks told by words?"""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawing import WEIGHTS
from topo.graph.weights import BLOCKING, ENTRIES, Weights, find_entry
from topo.model.service import Dependency


@given(st.lists(st.floats(0, 1e6), min_size=len(ENTRIES), max_size=len(ENTRIES)), st.lists(st.integers(0, 7)))
def test_a_sum_of_units(values: list[float], chosen: list[int]) -> None:
    """It is what `fsum` makes of the weights: rounded once, in any order."""
    weights = Weights.of(dict(zip(ENTRIES, values, strict=True)))
    units = sum(weights.units[entry] for entry in chosen)
    assert weights.amount(units) == math.fsum(weights.values[entry] for entry in chosen)


def test_a_profile_without_an_entry() -> None:
    """It is an error that names the entry."""
    with pytest.raises(KeyError, match="shared-code"):
        Weights.of({name: value for name, value in WEIGHTS.items() if name != "shared-code"})


@pytest.mark.parametrize(
    ("via", "slows", "entry", "blocks"),
    [
        ("sync", None, "sync", False),
        ("release", None, "release", True),
        ("shared-code", None, "shared-code", True),
        ("release", "no", "no", False),
        ("shared-code", "slowing", "slowing", False),
        ("async", "blocking", "blocking", True),
        ("data", None, "data", False),
    ],
)
def test_what_people_say_beats_the_coupling(via: str, slows: str | None, entry: str, blocks: bool) -> None:
    """`slows` decides the weight and whether it blocks; without it, `via` does."""
    said = {"service": "stock", "via": via} | ({"slows": slows} if slows else {})
    place = find_entry(Dependency.model_validate(said))
    assert (ENTRIES[place], place in BLOCKING) == (entry, blocks)


def test_the_shipped_weights() -> None:
    """They are those of the definition."""
    assert WEIGHTS == {
        "release": 1.0,
        "shared-code": 0.8,
        "data": 0.6,
        "sync": 0.3,
        "async": 0.2,
        "blocking": 1.0,
        "slowing": 0.5,
        "no": 0.05,
    }
