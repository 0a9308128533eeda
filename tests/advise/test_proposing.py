"""Does a lever become the scenario that does what was measured?"""

from pathlib import Path

import pytest

from tests.advise.models import measures_of, read, sample, stress_of
from topo.advise.proposing import propose
from topo.advise.stress_test import StressTest, run_stress
from topo.change.move import is_id
from topo.change.trial import lay_over
from topo.errors import UsageError


@pytest.fixture(scope="module")
def paradox() -> StressTest:
    """The sample under 40 %."""
    return stress_of(sample("paradox"), 0.4)


def test_each_proposal_does_what_was_measured(paradox: StressTest) -> None:
    """Laid over the sample and stressed again, the pool is as busy as the lever said."""
    tried = 0
    for number, each in enumerate(paradox.relief.levers, start=1):
        if each.lever.move is None or not each.lever.relief:
            continue
        trial = lay_over(propose(paradox, [number]), sample("paradox"))
        assert trial.fits, each.lever.change.label
        again = run_stress(measures_of(trial.organisation), ai=0.4)
        pool = again.stress.push.after.find_pool("security", "security-engineer")
        busy = 0.0 if pool is None else pool.standing.busyness
        assert max(0.0, busy) == pytest.approx(each.lever.utilisation), each.lever.change.label
        tried += 1
    assert tried >= 3


def test_several_make_one_scenario(paradox: StressTest) -> None:
    """Once each, in the order of their effect, with the sentence as its reason."""
    script = propose(paradox, [2, 1, 2], name="both")
    assert [step.move.name for step in script.steps] == ["automate-guardrail", "add-people"]
    assert script.name == "both" and script.why is not None and script.why.startswith("coding +40 %")
    assert all(step.note for step in script.steps)


def test_a_name_is_an_id(paradox: StressTest) -> None:
    """Of what the first lever does."""
    for number, each in enumerate(paradox.relief.levers, start=1):
        if each.lever.move is not None:
            assert is_id(propose(paradox, [number]).name)


@pytest.mark.parametrize("number", [0, 99])
def test_a_lever_that_is_not_there(paradox: StressTest, number: int) -> None:
    """The hint says which there are."""
    with pytest.raises(UsageError, match=f"no lever {number}") as caught:
        propose(paradox, [number])
    assert str(len(paradox.relief.levers)) in str(caught.value.hint)


def test_a_lever_that_no_move_says(tmp_path: Path) -> None:
    """A person more in a team that lists its members: who would that be?"""
    text = "topo: 1\npeople: {ana: {roles: [engineer]}}\nteams: {shop: {members: [ana], focus: 100%}}\n"
    text += "streams: {s: {demand: 4/week, stages: {build: {phase: create, team: shop, touch: 4h}}}}\n"
    with pytest.raises(UsageError, match="no move of a scenario says lever 1"):
        propose(stress_of(read(tmp_path, text), 0.4), [1])
