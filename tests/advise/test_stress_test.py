"""What is told of a stress, and what would help?"""

from pathlib import Path

import pytest

from tests.advise.models import read, sample, stress_of
from topo.advise.headline import describe_stress
from topo.advise.stress_test import SaidBy, StressTest
from topo.analysis.flow.assisting import Extra
from topo.analysis.flow.changes import AddPerson
from topo.analysis.flow.stress import measure_stress

LINE = """\
topo: 1
teams:
  shop: {roles: {engineer: 4, tester: 1}, focus: 100%}
  safe: {roles: {reviewer: 1}, focus: 100%}
streams:
  orders:
    demand: 4/week
    stages:
      build: {phase: create, team: shop, role: engineer, touch: 3d}
      test: {phase: release, team: shop, role: tester, touch: 1d, rework: {to: build, share: 5%}}
      check: {phase: release, team: safe, role: reviewer, touch: 6h}
"""


JAMMED = """\
topo: 1
teams: {a: {roles: {engineer: 1}}, b: {size: 1}}
streams:
  x:
    demand: 20/week
    stages:
      build: {phase: create, team: a, role: engineer, touch: 1d}
      ship: {phase: release, team: b, touch: 1h}
"""


@pytest.fixture(scope="module")
def paradox() -> StressTest:
    """The sample under what its assistants are said to give."""
    return stress_of(sample("paradox"), 0.4)


def test_the_sentence(paradox: StressTest) -> None:
    """What an executive remembers."""
    assert describe_stress(paradox) == (
        "coding +40 %, delivery +3 %; the constraint stays `security security-engineer`, "
        "whose queue grows by 0.4 items a week"
    )


def test_the_constraint_moves(tmp_path: Path) -> None:
    """From those who code to the one who tests."""
    line = LINE.replace("touch: 1d", "touch: 7h").replace("touch: 3d", "touch: 22h")
    test = stress_of(read(tmp_path, line.replace("engineer: 4", "engineer: 3")), 0.4)
    assert test.flow.constraint is not None and test.flow.constraint.id == "shop engineer"
    assert test.constraint is not None and test.constraint.id == "shop tester"
    assert (
        "the constraint moves from `shop engineer` to `shop tester`, whose queue grows by"
        in describe_stress(test)
    )


def test_nothing_gives_way(tmp_path: Path) -> None:
    """With time left everywhere, it says who has the least."""
    text = describe_stress(stress_of(read(tmp_path, LINE.replace("4/week", "1/week")), 0.4))
    assert "; nothing gives way: the constraint " in text and text.endswith(" % busy")


def test_what_could_not_keep_up_before(tmp_path: Path) -> None:
    """Is not AI's doing, and there is no delivery to speak of."""
    text = describe_stress(stress_of(read(tmp_path, LINE.replace("4/week", "20/week")), 0.4))
    assert "delivery takes longer week by week" in text and text.endswith(" cannot keep up as it is")


@pytest.mark.parametrize(
    ("stages", "demand", "sentence"),
    [
        ("{build: {phase: create, team: a, touch: 1d}}", "0/week", "no items are said to come"),
        ("{ship: {phase: release, team: a, touch: 1d}}", "1/week", "no stage is one that AI makes faster"),
        ("{build: {phase: create, team: a}}", "1/week", "how long the stages take"),
    ],
)
def test_why_there_is_no_gain_in_coding(tmp_path: Path, stages: str, demand: str, sentence: str) -> None:
    """Nothing comes, nothing is assisted, or nobody says how long it takes: each in its own words."""
    text = f"topo: 1\nteams: {{a: {{size: 2}}}}\nstreams: {{s: {{demand: {demand}, stages: {stages}}}}}\n"
    assert describe_stress(stress_of(read(tmp_path, text), 0.4)).startswith(sentence)


def test_what_does_nothing_comes_last(tmp_path: Path) -> None:
    """So that the levers that are shown are numbered without a gap."""
    test = stress_of(read(tmp_path, JAMMED), 0.4)
    helping = [each.helps(test.stress.demand.gain) for each in test.relief.levers]
    assert False in helping
    assert helping == sorted(helping, reverse=True)


def test_without_streams_there_is_nothing_to_stress(tmp_path: Path) -> None:
    """And that is what is said."""
    test = stress_of(read(tmp_path, "topo: 1\nteams: {shop: {size: 3}}\n"), 0.4)
    assert describe_stress(test) == "no streams: there is nothing to stress"
    assert test.relief.levers == () and test.relief.missing


@pytest.mark.parametrize(
    ("added", "ai", "said_by"),
    [
        ("", 0.4, SaidBy.PROFILE),
        ("check: {stress: 25%}\n", 0.25, SaidBy.CHECK),
        ("profiles: {flow: {stress: 0.5}}\n", 0.5, SaidBy.PROFILE),
    ],
)
def test_who_says_how_much_faster(tmp_path: Path, added: str, ai: float, said_by: SaidBy) -> None:
    """What the stages say as written, else what `check` sets, else the profile."""
    test = stress_of(read(tmp_path, LINE + added))
    assert (test.stress.ai, test.said_by) == (ai, said_by)


def test_what_stages_say_counts_as_written(tmp_path: Path) -> None:
    """Before what `check` sets; what is asked for comes before both."""
    said = LINE.replace("touch: 3d", "touch: 3d, ai: {touch: -30%}") + "check: {stress: 25%}\n"
    organisation = read(tmp_path, said)
    assert (stress_of(organisation).stress.ai, stress_of(organisation).said_by) == (None, SaidBy.STAGES)
    assert stress_of(organisation, 1.0).said_by is SaidBy.ASKED


def test_effort_and_rework_hold_in_every_reading(paradox: StressTest) -> None:
    """They cost delivery and make pools busier; alone each costs less than both."""
    both = stress_of(sample("paradox"), 0.4, extra=Extra(0.5, 0.5))
    assert both.stress.alone.gain == paradox.stress.demand.gain
    gains = [both.stress.demand.gain, both.stress.review.gain, both.stress.alone.gain]
    assert all(gain is not None for gain in gains)
    assert gains == sorted(gains, key=lambda gain: gain or 0.0)
    assert (both.stress.rework.gain or 0.0) < (both.stress.alone.gain or 0.0)
    before = {change.id: change.after.standing.busyness for change in paradox.stress.push.pools}
    assert all(
        change.after.standing.busyness >= before[change.id] - 1e-12 for change in both.stress.push.pools
    )
    engineers = next(each for each in both.stress.push.pools if each.id == "mobile engineer")
    assert engineers.after.standing.busyness > before["mobile engineer"]


def test_a_break_is_exact(paradox: StressTest) -> None:
    """Just below it the pool keeps up, just above it does not; with what else is supposed, too."""
    for test in (paradox, stress_of(sample("paradox"), 0.4, extra=Extra(0.2, 0.1))):
        for change in test.stress.push.pools:
            breaks_at = test.find_break(change)
            if breaks_at is None:
                continue
            below, above = (
                measure_stress(test.flow, ai=breaks_at + away, extra=test.stress.extra)
                for away in (-1e-6, 1e-6)
            )
            assert not below.push.after.get_pool(change.after.number).is_unstable
            assert above.push.after.get_pool(change.after.number).is_unstable


def test_levers_are_measured_while_coding_is_faster(paradox: StressTest) -> None:
    """One person more in the pool that gives way: its load on three instead of two."""
    relief = paradox.relief
    assert relief.pool is not None and relief.pool.id == "security security-engineer"
    assert relief.pool.standing.busyness == pytest.approx(1.0096153846)
    (added,) = [
        each for each in relief.levers if each.lever.change == AddPerson("security", "security-engineer")
    ]
    assert added.lever.utilisation == pytest.approx(1.0096153846 * 2 / 3)
    assert added.delivery is not None and paradox.stress.demand.gain is not None
    assert added.delivery > paradox.stress.demand.gain


def test_levers_stand_in_the_order_of_their_effect(paradox: StressTest) -> None:
    """The strongest first; those that only move the trouble last."""
    ranked = [(each.lever.shifts, -each.lever.relief) for each in paradox.relief.levers]
    assert ranked == sorted(ranked)


def test_a_sweep_has_the_stress_itself(paradox: StressTest) -> None:
    """The point of the same speed-up says the same."""
    (same,) = [each for each in paradox.sweep if each.ai == 0.4]
    assert same.headline.end_to_end == paradox.stress.headline.end_to_end
    assert same.headline.growth == paradox.stress.headline.growth
