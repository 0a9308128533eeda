"""How long does an item take, and where does that time go?"""

from pathlib import Path

import pytest

from tests.analysis.flow.flows import WEIGHTS, crew, flow_of, line, only_stream
from topo.analysis.flow.measuring import Flow, measure_flow
from topo.analysis.flow.stream_flow import Kind, StreamFlow
from topo.source.loading import load_model


def stream_of(*stages: dict[str, object], **fields: object) -> StreamFlow:
    """A stream of these stages, with two engineers and a tester."""
    tree = {
        "teams": {"a": crew(x=2), "b": crew(y=1)},
        "tissue": {"guardrails": {"board": {"enforcement": "gate"}, "scan": {"enforcement": "automated"}}},
        "streams": {"s": line(*stages, **fields)},  # type: ignore[arg-type]
    }
    return only_stream(flow_of(tree))


@pytest.fixture(scope="module")
def northwind(project: Path) -> Flow:
    """The flow of the sample."""
    return measure_flow(load_model(project / "samples/northwind").organisation, weights=WEIGHTS)


def test_the_pools_of_northwind(northwind: Flow) -> None:
    """51, 62, 31 and 1 per cent, as the language says."""
    busy = {pool.id: round(pool.standing.utilisation or 0.0, 2) for pool in northwind.pools}
    assert busy == {
        "checkout product-manager": 0.62,
        "checkout engineer": 0.51,
        "security": 0.31,
        "platform": 0.01,
    }


def test_the_stream_of_northwind(northwind: Flow) -> None:
    """Each number by hand: 2 a week, 15 % sent back, 65 % focus, 7 elapsed days for 40 hours."""
    stream = only_stream(northwind)
    visits = 1 / 0.85
    days_an_hour = 7 / 40
    work = 8 + visits * (24 + 4) + 8 + 1
    assert stream.split[Kind.TOUCH].amount == pytest.approx(work / 0.65 * days_an_hour)
    assert stream.pure_touch.amount == pytest.approx(work * days_an_hour)
    assert stream.split[Kind.WAIT].amount == 10.0
    assert stream.split[Kind.CADENCE].amount == 3.5
    manager = 8 / 0.65 * (16 / 26) / (1 - 16 / 26) * days_an_hour
    assert stream.find_stage("ideate", Kind.QUEUE).amount == pytest.approx(manager)
    total = stream.flow_time.amount
    assert total is not None
    assert stream.efficiency.amount == pytest.approx(work * days_an_hour / total)
    assert total == pytest.approx(31.36, abs=0.01)
    assert (stream.constraint and stream.constraint.id) == "checkout product-manager"
    assert (stream.next_constraint and stream.next_constraint.id) == "checkout engineer"
    assert [(each.before, each.after) for each in stream.hand_offs] == [
        ("checkout", "security"),
        ("security", "platform"),
    ]


def test_a_gate_and_other_waits() -> None:
    """What a stage with a guardrail waits is the gate's."""
    stream = stream_of({"wait": "3d", "guardrail": "board"}, {"wait": "1w"})
    assert stream.split[Kind.GATE].amount == 3.0
    assert stream.split[Kind.WAIT].amount == 7.0
    assert stream.flow_time.amount == 10.0


def test_an_automated_gate() -> None:
    """Neither touch nor wait; its cadence is a date, and what it sends back is still sent back."""
    said = {"team": "b", "touch": "1d", "wait": "3d", "guardrail": "scan", "every": "2d"}
    stream = stream_of(
        {"team": "a", "role": "x", "touch": "1h"}, said | {"rework": {"to": "a", "share": "50%"}}
    )
    assert stream.find_stage("b").amount == pytest.approx(2 * 1.0)
    assert stream.route.visits == (2.0, 2.0)
    assert {pool.id for pool in stream.pools} == {"a x"}
    assert stream.count_of_hand_offs.amount == 0.0


def test_cadence_waits_half_a_period_at_each_visit() -> None:
    """Two visits, two halves."""
    stream = stream_of({"every": "1w"}, {"wait": "1d", "rework": {"to": "a", "share": "50%"}})
    assert stream.split[Kind.CADENCE].amount == pytest.approx(7.0)
    assert stream.split[Kind.WAIT].amount == pytest.approx(2.0)


def test_by_phase() -> None:
    """In the order of the language; what says none stands apart; together they are the flow time."""
    stream = stream_of({"phase": "release", "wait": "1d"}, {"wait": "2d"}, {"phase": "ideate", "wait": "4d"})
    assert {phase: number.amount for phase, number in stream.by_phase.items()} == {
        "ideate": 4.0,
        "release": 1.0,
        None: 2.0,
    }
    assert list(stream.by_phase) == ["ideate", "release", None]


def test_with_a_fraction_of_a_head_touch_is_never_more_than_service() -> None:
    """One server for 1.9 heads works faster than a person: efficiency stays a share."""
    members = [{"person": "p", "allocation": "100%"}, {"person": "q", "allocation": "90%"}]
    tree = {
        "teams": {"a": {"members": members, "focus": "100%"}},
        "streams": {"s": line({"team": "a", "touch": "1h"}, demand="1/year")},
    }
    assert only_stream(flow_of(tree)).efficiency.amount == pytest.approx(1.0, abs=0.01)


@pytest.mark.parametrize(
    ("stage", "missing"),
    [
        ({"team": "a", "role": "x"}, "a says no touch"),
        ({"touch": "1h"}, "a: no team is known to do it"),
        ({"team": "gone", "touch": "1h"}, "a: no team stands behind gone"),
        ({"service": "gone", "touch": "1h"}, "a: no team stands behind gone"),
        ({}, "a says no touch"),
        ({"wait": "1d", "team": "b"}, "a says no touch"),
        (
            {"team": "a", "role": "x", "touch": "1h", "rework": {"to": "a", "share": "100%"}},
            "all that a sends back",
        ),
        (
            {"team": "a", "role": "x", "touch": "1h", "rework": {"to": "z", "share": "1%"}},
            "z, which is no stage",
        ),
    ],
)
def test_what_is_not_said_is_not_zero(stage: dict[str, object], missing: str) -> None:
    """Not assessed, with the reason; so is what is made of it."""
    stream = stream_of(stage)
    for number in (stream.flow_time, stream.efficiency, stream.find_stage("a")):
        assert number.amount is None
        assert missing in "; ".join(number.missing)
    assert stream.days is None


def test_a_stream_without_demand_says_what_it_can() -> None:
    """Its touch and its waits; its queues depend on what comes."""
    stream = stream_of({"team": "a", "role": "x", "touch": "1h", "wait": "1d"}, demand=None)
    assert stream.split[Kind.TOUCH].amount == pytest.approx(7 / 40)
    assert stream.split[Kind.QUEUE].missing == ("s says no demand",)
    assert stream.flow_time.amount is None


def test_no_stages() -> None:
    """There is nothing to add up, which is not no time."""
    stream = stream_of()
    assert stream.flow_time.missing == ("s has no stages",)
    assert stream.days is None


def test_an_unstable_pool_on_the_way() -> None:
    """No flow time; what comes before it is known all the same."""
    stages = ({"phase": "ideate", "wait": "1d"}, {"phase": "create", "team": "b", "touch": "2d"})
    stream = stream_of(*stages)
    assert stream.is_unstable
    assert stream.flow_time.missing == ("b y is unstable: its queue grows by 1.5 items a week",)
    assert stream.by_phase["ideate"].amount == 1.0
    assert stream.by_phase["create"].amount is None


def test_no_touch_is_no_visit() -> None:
    """A touch of zero that is said waits for nobody."""
    stream = stream_of({"team": "b", "role": "y", "touch": "0h", "wait": "1d"})
    assert stream.pools == ()
    assert stream.flow_time.amount == 1.0


def test_a_flow_that_takes_no_time() -> None:
    """No share of nothing."""
    assert stream_of({"team": "a", "role": "x", "touch": "0h"}).efficiency.amount is None
