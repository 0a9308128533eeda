"""Are the findings of a changed organisation those of checking it from the start?"""

from datetime import date
from pathlib import Path
from random import Random

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.analysis import changing
from topo.analysis.measures import Measures
from topo.model.organisation import Organisation
from topo.model.settings import Check
from topo.rules.checking import check_organisation
from topo.rules.context import Context
from topo.rules.result import CheckResult
from topo.rules.selection import select_rules
from topo.source.shelf import read_packs
from topo.source.weighing import Weights

AS_OF = date(2026, 12, 1)
WEIGHTS = Weights(Organisation(), Path())
EVERYTHING = Check.model_validate(
    {
        "extends": "strict",
        "limits": {
            "friction": 0,
            "teams_of_person": 1,
            "teams_of_steward": 1,
            "fan_out": 0,
            "fan_in": 0,
            "blocking": 0,
            "collaborations": 0,
            "team_size": {"max": 2},
            "cell_roles": ["engineer"],
        },
    }
)
"""Rules of all packs, some of them easily annoyed."""


def check(context: Context) -> CheckResult:
    organisation = context.organisation
    return check_organisation(context, select_rules(organisation.check, read_packs(), organisation))


def draw(chance: Random) -> Organisation:
    return changing.draw_organisation(chance).model_copy(update={"check": EVERYTHING})


@settings(phases=[Phase.explicit, Phase.generate])
@given(st.integers(0, 2**64), st.integers(1, 4))
def test_after_changes(seed: int, number: int) -> None:
    """After each of several changes, what is found is what checking from the start finds."""
    chance = Random(seed)
    context = Context(draw(chance), AS_OF, WEIGHTS)
    check(context)
    for _ in range(number):
        context = context.after(changing.change(chance, context.organisation))
        assert check(context) == check(Context(context.organisation, AS_OF, WEIGHTS))


@settings(phases=[Phase.explicit, Phase.generate])
@given(st.integers(0, 2**64))
def test_of_measures(seed: int) -> None:
    """A context of measures that were made from others finds the same."""
    chance = Random(seed)
    measures = Measures(draw(chance), AS_OF, WEIGHTS)
    check(Context.of(measures))
    later = measures.after(changing.change(chance, measures.organisation))
    assert check(Context.of(later)) == check(Context(later.organisation, AS_OF, WEIGHTS))
