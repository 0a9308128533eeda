"""How busy are the people of a pool, with what, and how long does an item wait for them?"""

import pytest

from tests.analysis.flow.flows import crew, flow_of, line
from topo.analysis.flow.pool_flow import PoolFlow


def pool_of(team: str = "a", role: str | None = "x", **tree: object) -> PoolFlow:
    """A pool of a tree."""
    found = flow_of(tree).find_pool(team, role)
    assert found is not None
    return found


def test_all_streams_share_a_pool() -> None:
    """A part for each stage that draws on it, of all streams."""
    streams = {
        "s": line({"team": "a", "role": "x", "touch": "1d"}, demand="2/week"),
        "t": line({"team": "a", "role": "x", "touch": "4h"}, {"team": "a", "role": "x", "touch": "2h"}),
    }
    pool = pool_of(teams={"a": crew(x=2)}, streams=streams)
    assert {part.label: part.amount for part in pool.utilisation.parts} == {
        "s: a": pytest.approx(0.2),
        "t: a": pytest.approx(0.2),
        "t: b": pytest.approx(0.1),
    }
    assert pool.utilisation.amount == pytest.approx(0.5)
    assert str(pool.utilisation.parts[0].address) == "streams.s.stages.a.touch"


def test_rework_loads_it_too() -> None:
    """Each pass counts."""
    stages = (
        {"team": "a", "role": "x", "touch": "5h"},
        {"rework": {"to": "a", "share": "50%"}, "wait": "1d"},
    )
    assert pool_of(teams={"a": crew(x=1)}, streams={"s": line(*stages)}).standing.visits == pytest.approx(8.0)


def test_sums_do_not_depend_on_names() -> None:
    """A tenth, a fifth and three tenths are the same in any order; plain addition would say otherwise."""
    touches = ["4h", "8h", "12h"]
    for order in (["s", "t", "u"], ["u", "t", "s"]):
        stages = [{"team": "a", "role": "x", "touch": touch} for touch in touches]
        streams = {id: line(stage, demand="1/week") for id, stage in zip(order, stages, strict=True)}
        assert pool_of(teams={"a": crew(x=1)}, streams=streams).standing.utilisation == 0.6


def test_a_stage_without_a_role_loads_each_by_heads() -> None:
    """All roles of its team are as busy with it."""
    tree = {"teams": {"a": crew(x=3, y=1)}, "streams": {"s": line({"team": "a", "touch": "1d"})}}
    flow = flow_of(tree)
    assert [pool.standing.utilisation for pool in flow.pools] == [pytest.approx(0.2)] * 2
    assert [pool.standing.visits for pool in flow.pools] == [3.0, 1.0]


def test_one_server_with_two_kinds_of_items() -> None:
    """Pollaczek and Khinchine: λ E[S²] / 2 (1 − ρ), over both kinds."""
    streams = {
        "s": line({"team": "a", "role": "x", "touch": "1h", "variability": 0}, demand="10/week"),
        "t": line({"team": "a", "role": "x", "touch": "8h", "variability": 2}, demand="2/week"),
    }
    pool = pool_of(teams={"a": crew(x=1)}, streams=streams)
    second = (10 * 1.0**2 + 2 * 8.0**2 * 3) / 40  # λ E[S²], in hours, with λ an hour
    assert pool.standing.wait == pytest.approx(second / 2 / (1 - 26 / 40))
    assert pool.standing.service == pytest.approx(26 / 12)
    mean_square = (10 + 2 * 64 * 3) / 12
    assert pool.standing.variability == pytest.approx(mean_square / (26 / 12) ** 2 - 1)


def test_the_wait_in_elapsed_days() -> None:
    """Four services of a working day each, and five working days are seven."""
    pool = pool_of(teams={"a": crew(x=1)}, streams={"s": line({"team": "a", "role": "x", "touch": "1d"})})
    assert pool.wait.amount == pytest.approx(4 * 7 / 5)
    assert str(pool.wait.parts[0].address) == "pools[a x]"


def test_from_all_its_time_on_it_is_unstable() -> None:
    """No time is made up: what grows is the queue, by what comes beyond what it can do."""
    stage = {"team": "a", "role": "x", "touch": "1d"}
    pool = pool_of(teams={"a": crew(x=1)}, streams={"s": line(stage, demand="5/week")})
    assert pool.is_unstable
    assert pool.standing.growth == 0.0
    pool = pool_of(teams={"a": crew(x=1)}, streams={"s": line(stage, demand="7/week")})
    assert pool.wait.amount is None
    assert pool.growth.amount == pytest.approx(2.0)
    assert pool.wait.missing == ("a x is unstable: its queue grows by 2 items a week",)


def test_a_stream_without_demand_loads_nobody_knows_how_much() -> None:
    """What is known stands, and what it leaves out beside it."""
    streams = {
        "s": line({"team": "a", "role": "x", "touch": "1d"}),
        "t": line({"team": "a", "role": "x", "touch": "1d"}, demand=None),
        "u": line({"team": "a", "role": "x"}),
    }
    flow = flow_of({"teams": {"a": crew(x=1)}, "streams": streams})
    pool = flow.find_pool("a", "x")
    assert pool is not None
    assert pool.utilisation.amount == pytest.approx(0.8)
    assert pool.utilisation.missing == ("t says no demand", "u: a says no touch")
    first, second, third = flow.streams
    assert first.flow_time.missing == (
        "a x is busier than that: t says no demand",
        "a x is busier than that: u: a says no touch",
    )
    assert (second.flow_time.amount, second.flow_time.missing[0]) == (None, "t says no demand")
    assert (third.flow_time.amount, third.flow_time.missing) == (None, ("a says no touch",))


def test_nothing_comes() -> None:
    """A demand of zero is said: nobody is busy and nobody waits."""
    pool = pool_of(
        teams={"a": crew(x=1)},
        streams={"s": line({"team": "a", "role": "x", "touch": "1d"}, demand="0/week")},
    )
    assert (pool.utilisation.amount, pool.wait.amount) == (0.0, 0.0)


def test_a_demand_a_day_is_one_of_a_working_day() -> None:
    """Five a week, or as many as the calendar has."""
    stage = {"team": "a", "role": "x", "touch": "1h"}
    tree = {"teams": {"a": crew(x=1)}, "streams": {"s": line(stage, demand="1/day")}}
    assert pool_of(**tree).standing.visits == 5.0
    assert pool_of(**tree, calendar={"week": "4d"}).standing.visits == 4.0


def test_a_stage_of_a_service_is_its_owners() -> None:
    """Whoever owns it does it."""
    tree = {
        "teams": {"a": {"size": 1}},
        "services": {"cart": {"owner": "a"}},
        "streams": {"s": line({"service": "cart", "touch": "1h"})},
    }
    assert pool_of(role=None, **tree).standing.visits == 4.0
