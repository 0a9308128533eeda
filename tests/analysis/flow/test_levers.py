"""What would relieve the constraint, and by how much?"""

from typing import Any

import pytest

from tests.analysis.flow.flows import WEIGHTS, build, crew, flow_of, line
from topo.analysis.flow.levers import Lever, Levers, measure_levers
from topo.analysis.flow.measuring import measure_flow

BUILD = {"phase": "create", "team": "a", "role": "x", "touch": "1d"}
REVIEW = {"team": "b", "role": "y", "touch": "7h", "guardrail": "board"}
BACK = {"rework": {"to": "a", "share": "20%"}}


def tree_of(*stages: dict[str, Any], **teams: Any) -> dict[str, Any]:
    """A stream of these stages, with two people who build and one who reviews."""
    return {
        "teams": {"a": crew(x=2), "b": crew(y=1), **teams},
        "tissue": {"guardrails": {"board": {"enforcement": "gate"}}},
        "streams": {"s": line(*stages)},
    }


def levers_of(*stages: dict[str, Any], areas: Any = None, **teams: Any) -> Levers:
    """The levers of such a stream."""
    return measure_levers(flow_of(tree_of(*stages, **teams)), areas=areas)


def find(levers: Levers, kind: str) -> list[Lever]:
    """The levers of a kind."""
    return [lever for lever in levers.levers if lever.change.kind == kind]


def busy(tree: dict[str, Any]) -> float | None:
    """How busy the reviewers of a tree are."""
    pool = flow_of(tree).find_pool("b", "y")
    return 0.0 if pool is None else pool.standing.utilisation


def test_a_person_more() -> None:
    """As busy as a pool of one more, as the move says."""
    first, second = find(levers_of(BUILD, REVIEW), "a person more")
    assert first.move == {"add-people": {"team": "b", "roles": {"y": 1}}}
    assert first.utilisation == busy(tree_of(BUILD, REVIEW, b=crew(y=2))) == pytest.approx(0.35)
    assert first.relief == pytest.approx(0.35)
    assert (first.constraint and first.constraint.id) == "a x"
    assert second.move == {"add-people": {"team": "a", "roles": {"x": 1}}}
    assert second.relief == 0.0
    assert second.saved is not None
    assert second.saved > 0.0


def test_a_person_more_in_a_team_by_size_and_in_one_by_members() -> None:
    """By size; who joins a team of named people has to be said."""
    by_size, *_ = find(levers_of(REVIEW | {"team": "c", "role": None}, c={"size": 1}), "a person more")
    assert by_size.move == {"add-people": {"team": "c", "size": 1}}
    named, *_ = find(levers_of({"team": "c", "touch": "1h"}, c={"members": ["bo"]}), "a person more")
    assert named.move is None
    assert named.relief > 0.0


def test_the_first_person_of_a_role() -> None:
    """From nobody to somebody is more than any share."""
    lever, *_ = levers_of(REVIEW | {"role": "z"}, BUILD).levers
    assert lever.change.kind == "a gate automated"
    person = next(
        each
        for each in levers_of(REVIEW | {"role": "z"}, BUILD).levers
        if each.change.kind == "a person more"
    )
    assert (person.relief, person.utilisation) == (float("inf"), pytest.approx(0.7))


def test_rework_halved() -> None:
    """As the stage says it afterwards, and what more care may cost to break even."""
    (lever,) = find(levers_of(BUILD, REVIEW | BACK), "rework halved")
    said = {"to": "a", "share": "10%"}
    assert lever.move == {"set-stage": {"stream": "s", "stage": "b", "rework": said}}
    assert lever.utilisation == busy(tree_of(BUILD, REVIEW | {"rework": said}))
    # 15 hours of work at 1.25 passes, and at 1.111: what is saved for each pass that is left.
    assert lever.care is not None
    assert lever.care.amount == pytest.approx(15 * (1.25 - 1 / 0.9) / (1 / 0.9))
    assert [part.label for part in lever.care.parts] == ["a less often", "b less often"]


def test_care_that_costs_what_it_saves_takes_as_much_work() -> None:
    """With it at the stage that rework goes back to, an item takes as much of people's time as before."""
    (lever,) = find(levers_of(BUILD, REVIEW | BACK), "rework halved")
    assert lever.care is not None
    care = lever.care.amount or 0.0
    before, after = lever.before.streams[0].route, lever.after.streams[0].route
    work = [
        sum((step.touch or 0.0) * v for step, v in zip(r.steps, r.visits or (), strict=True))
        for r in (before, after)
    ]
    assert work[1] + care * (after.visits or ())[0] == pytest.approx(work[0])


def test_a_gate_automated() -> None:
    """Nobody is loaded by it any more."""
    (lever,) = find(levers_of(BUILD, REVIEW), "a gate automated")
    assert lever.move == {"automate-guardrail": {"guardrail": "board"}}
    assert (lever.utilisation, lever.relief) == (0.0, pytest.approx(0.7))
    assert (lever.constraint and lever.constraint.id) == "a x"


def test_twice_the_cadence() -> None:
    """The constraint stays as busy; an item saves a quarter of the period."""
    (lever,) = find(levers_of(BUILD, REVIEW | {"every": "2w"}), "twice the cadence")
    assert lever.move == {"set-stage": {"stream": "s", "stage": "b", "every": "1w"}}
    assert lever.relief == 0.0
    assert lever.saved == pytest.approx(3.5)


def test_a_hand_off_removed() -> None:
    """The team before does it; where that takes no hand-off away it is no lever."""
    (lever,) = find(levers_of(BUILD, REVIEW), "a hand-off removed")
    assert lever.move == {"move-stage": {"stream": "s", "stage": "b", "to": "a", "role": "x"}}
    assert lever.relief == pytest.approx(0.7)
    assert lever.after.find_pool("a", "x").standing.utilisation == pytest.approx(0.75)  # type: ignore[union-attr]
    assert lever.after.streams[0].hand_offs == ()
    assert find(levers_of(REVIEW), "a hand-off removed") == []
    assert (
        find(levers_of(REVIEW, {"wait": "1d"}, BUILD | {"team": "b", "role": "y"}), "a hand-off removed")
        == []
    )


def test_an_area_relieved() -> None:
    """Its part of the toil comes back to the streams."""
    team = {"roles": {"y": 1}, "focus": "50%", "signals": {"toil": "30%"}}
    platform = {"size": 3, "type": "platform"}
    areas = {"b": {"build": 1.0, "deploy": 0.5}}
    levers = levers_of(BUILD, REVIEW | {"touch": "3h"}, areas=areas, b=team, p=platform)
    build, deploy = find(levers, "an area relieved")
    assert build.move == {
        "add-capability": {
            "id": "build-for-b",
            "provider": "p",
            "mode": "x-as-a-service",
            "relieves": ["build"],
            "serves": {"team": "b"},
        }
    }
    assert build.utilisation == pytest.approx(0.3 / 0.7)
    assert deploy.utilisation == pytest.approx(0.3 / 0.6)
    assert levers.missing == ()


def test_no_area_without_what_it_needs() -> None:
    """Not assessed, and why."""
    assert levers_of(REVIEW).missing == ("an area relieved: nothing is said of capabilities",)
    assert levers_of(REVIEW, areas={"b": {"build": 1.0}}).missing == (
        "an area relieved: b says nothing of its toil",
    )
    assert levers_of(REVIEW, areas={"b": {}}).missing == ()


def test_no_provider_where_it_is_not_clear_who() -> None:
    """A move names one; the effect is measured all the same."""
    team = {"roles": {"y": 1}, "signals": {"toil": "30%"}}
    (lever,) = find(
        levers_of(REVIEW | {"touch": "1h"}, areas={"b": {"build": 1.0}}, b=team), "an area relieved"
    )
    assert lever.move is None
    assert lever.relief > 0.0


def test_ranked_by_the_effect_on_the_constraint() -> None:
    """Then by what items save."""
    levers = levers_of(BUILD, REVIEW | BACK | {"every": "1w"}).levers
    ranks = [(lever.shifts, -lever.relief, -(lever.saved or 0.0)) for lever in levers]
    assert ranks == sorted(ranks)
    assert len({lever.change.label for lever in levers}) == len(levers) == 6


def test_what_only_moves_the_trouble() -> None:
    """The team before has no time for it either: less busy reviewers are no help, and it comes last."""
    levers = levers_of(BUILD | {"touch": "16h"}, REVIEW | {"touch": "9h"}).levers
    moved = next(lever for lever in levers if lever.change.kind == "a hand-off removed")
    assert moved is levers[-1]
    assert moved.shifts
    assert moved.relief > 0.0
    assert not levers[0].shifts


def test_a_role_that_a_move_cannot_take_away() -> None:
    """A stage of a role given to a team without one: measured, and no move says it."""
    levers = levers_of({"team": "c", "touch": "1h"}, REVIEW, c={"size": 4})
    (lever,) = find(levers, "a hand-off removed")
    assert lever.move is None
    assert lever.after.find_pool("c") is not None


def test_another_pool_than_the_constraint() -> None:
    """Whoever is asked for."""
    flow = flow_of(tree_of(BUILD, REVIEW))
    levers = measure_levers(flow, pool=flow.find_pool("a", "x"))
    assert levers.pool is not None
    assert levers.pool.id == "a x"
    assert levers.levers[0].relief > 0.0


def test_no_pool_that_is_known() -> None:
    """No constraint, no lever."""
    assert measure_levers(flow_of({})).missing == ("it is not known how busy any pool is",)


def test_a_lever_is_what_measuring_anew_says() -> None:
    """Only what changes is made anew: the flow is that of the whole plan."""
    organisation = build(
        tree_of(BUILD, {"team": "a", "touch": "1h"}, REVIEW | BACK | {"every": "1w"}, a=crew(x=2, y=1))
    )
    for lever in measure_levers(measure_flow(organisation, weights=WEIGHTS)).levers:
        whole = lever.after.plan.make_network()
        assert whole.routes == lever.after.network.routes or len(whole.pools) < len(lever.after.network.pools)
        anew = lever.after.with_network(whole)
        assert [stream.days for stream in anew.streams] == [stream.days for stream in lever.after.streams]
        drawn = {pool.id: pool.standing.utilisation for pool in lever.after.pools if pool.standing.loads}
        assert {pool.id: pool.standing.utilisation for pool in anew.pools} == drawn
