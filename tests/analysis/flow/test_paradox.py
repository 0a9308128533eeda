"""Does the sample show what it tells: coding gets faster, and delivery does not?

The shares of cycle time are those that Kersten (2025) reports: 48 % before the first line of code, 8 % making
it, 44 % after it.
"""

from datetime import date
from pathlib import Path

import pytest

from topo.analysis.flow.stress import Stress, measure_stress
from topo.analysis.measures import Measures
from topo.source.loading import load_model
from topo.source.weighing import Weights


@pytest.fixture(scope="module")
def paradox(project: Path) -> Measures:
    """The measures of the sample."""
    model = load_model(project / "samples/paradox")
    return Measures(model.organisation, date(2026, 12, 1), Weights(model.organisation, model.folder))


def stress(paradox: Measures, ai: float | None) -> Stress:
    """The stress of a speed-up."""
    return measure_stress(paradox.flow, ai=ai)


def test_where_the_time_goes(paradox: Measures) -> None:
    """In each of its streams, within two points."""
    for stream in paradox.flow.streams:
        total = stream.flow_time.amount
        assert total is not None
        shares = {phase: 100 * (number.amount or 0.0) / total for phase, number in stream.by_phase.items()}
        assert shares == {
            "ideate": pytest.approx(48, abs=2),
            "create": pytest.approx(8, abs=2),
            "release": pytest.approx(44, abs=2),
        }


def test_the_security_review_is_the_constraint(paradox: Measures) -> None:
    """Two people, and every change of the bank."""
    constraint = paradox.flow.constraint
    assert constraint is not None
    assert constraint.id == "security security-engineer"
    assert constraint.standing.utilisation == pytest.approx(0.72, abs=0.005)


def test_a_third_more_changes_wait_for_days(paradox: Measures) -> None:
    """With 35 % more of them, each waits four to seven days for the review, and it still keeps up."""
    change = stress(paradox, 0.35).push.find_pool("security", "security-engineer")
    assert change is not None
    assert change.after.standing.visits == pytest.approx(1.35 * change.before.standing.visits)
    assert not change.after.is_unstable
    assert 4.0 <= (change.after.wait.amount or 0.0) <= 7.0
    assert (change.before.wait.amount or 0.0) < 1.0


@pytest.mark.parametrize("ai", [0.4, None])
def test_faster_coding_is_hardly_noticed(paradox: Measures, ai: float | None) -> None:
    """40 % faster, asked for or as the model says it: 1 to 5 % end to end, in each stream and on the mean."""
    reading = stress(paradox, ai).demand
    gains = [reading.gain, *(change.gain for change in reading.streams)]
    assert all(gain is not None and 0.01 <= gain <= 0.05 for gain in gains)


def test_what_breaks_first(paradox: Measures) -> None:
    """The review, just below the 40 % that `check` sets."""
    headline = paradox.stress.headline
    assert headline.ai == 0.4
    assert headline.first is not None
    assert headline.first.pool.id == "security security-engineer"
    assert headline.breaks_at == pytest.approx(0.387, abs=0.001)
    assert headline.unstable_before == ()


def test_what_helps_most(paradox: Measures) -> None:
    """A machine for what can be checked; a person more helps, and less."""
    first = paradox.levers.levers[0]
    assert first.change.label == "security-review automated"
    person = next(each for each in paradox.levers.levers if each.change.kind == "a person more")
    assert 0.0 < person.relief < first.relief


def test_what_was_measured_fits(paradox: Measures) -> None:
    """Work under way, throughput and time agree, and the time with what the model makes of it."""
    law = paradox.flow.littles_laws["app-change"]
    assert not law.disagrees
    stream = paradox.flow.find_stream("app-change")
    assert stream is not None
    assert stream.days == pytest.approx(7 * (law.weeks or 0.0), rel=0.05)
