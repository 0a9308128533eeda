"""Could a few people with AI carry what this team carries?"""

from collections.abc import Callable

import pytest

from tests.analysis.shipped import weights_of
from topo.analysis.criterion import Standing
from topo.analysis.readiness import Readying, measure_readiness
from topo.model.organisation import Organisation

Read = Callable[[str], Organisation]
LIMITS = weights_of("readiness")

READY = {
    "alerts": "9/week",
    "rollback": "proven",
    "independent_releasers": "3",
    "ai_checks": "mandatory",
    "toil_trend": "falling",
}


def measure(read: Read, *, slo: str = "99.9%", data: str = "[]", **signals: str | None) -> Readying:
    """The readiness of a team with one service."""
    said = {**READY, **signals}
    text = ", ".join(f"{key}: {value}" for key, value in said.items() if value is not None)
    organisation = read(
        f"teams: {{a: {{signals: {{{text}}}}}}}\nservices: {{s: {{owner: a, slo: {slo}, data: {data}}}}}"
    )
    readying = measure_readiness(organisation, weights=LIMITS).find("a")
    assert readying is not None
    return readying


def standing_of(readying: Readying, name: str) -> Standing:
    """How one criterion stands."""
    return next(each.standing for each in readying.criteria if each.name == name)


def test_all_is_met(read: Read) -> None:
    """Each limit as it is still met."""
    readying = measure(read)
    assert {each.standing for each in readying.criteria} == {Standing.MET}
    assert readying.is_ready is True


@pytest.mark.parametrize(
    ("criterion", "said"),
    [
        ("exposure", {"slo": "99.95%"}),
        ("exposure", {"data": "[pii]"}),
        ("calm", {"alerts": "2/day"}),
        ("calm", {"rollback": "untested"}),
        ("releasers", {"independent_releasers": "2"}),
        ("ai-checks", {"ai_checks": "advisory"}),
        ("toil", {"toil_trend": "flat"}),
    ],
)
def test_one_is_not_met(read: Read, criterion: str, said: dict[str, str]) -> None:
    """At the limit of availability and of alerts already; all is known, so there is a verdict."""
    readying = measure(read, **said)
    assert [each.name for each in readying.criteria if each.standing is Standing.NOT_MET] == [criterion]
    assert readying.is_ready is False


@pytest.mark.parametrize(
    ("criterion", "said"),
    [
        ("exposure", {"slo": "~"}),
        ("exposure", {"data": "~"}),
        ("calm", {"alerts": None}),
        ("calm", {"rollback": None}),
        ("releasers", {"independent_releasers": None}),
        ("ai-checks", {"ai_checks": None}),
        ("toil", {"toil_trend": None}),
    ],
)
def test_one_is_unknown(read: Read, criterion: str, said: dict[str, str | None]) -> None:
    """No verdict, also where another criterion is not met."""
    readying = measure(read, **said)  # type: ignore[arg-type]
    assert standing_of(readying, criterion) is Standing.UNKNOWN
    assert readying.is_ready is None
    other = "releasers" if criterion != "releasers" else "toil"
    worse = {"independent_releasers": "0"} if other == "releasers" else {"toil_trend": "rising"}
    both = measure(read, **{**said, **worse})  # type: ignore[arg-type]
    assert standing_of(both, other) is Standing.NOT_MET
    assert both.is_ready is None


def test_facts_say_where_and_by_which_limit(read: Read) -> None:
    """The fact behind a criterion has its address and its profile entry."""
    facts = [fact for each in measure(read, slo="99.99%").criteria for fact in each.facts]
    found = {str(fact.address): (fact.text, fact.weighed_by) for fact in facts}
    assert found["services.s.slo"] == ("`s` promises 99.99 %", "readiness.slo")
    assert found["teams.a.signals.alerts"] == ("9 alerts a week", "readiness.alerts-a-week")


def test_one_service_of_several(read: Read) -> None:
    """One that is known to be out of reach decides; one of which nothing is said leaves it open."""
    text = """
        teams: {{a: {{size: 3}}}}
        services: {{s: {{owner: a, slo: {slo}, data: []}}, t: {{owner: a, data: []}}}}
    """
    standings = []
    for slo in ("99.99%", "99%"):
        readying = measure_readiness(read(text.format(slo=slo)), weights=LIMITS).teams[0]
        standings.append(standing_of(readying, "exposure"))
    assert standings == [Standing.NOT_MET, Standing.UNKNOWN]


def test_without_limits(read: Read) -> None:
    """No threshold is made up."""
    organisation = read("teams: {a: {signals: {alerts: 1/week, independent_releasers: 9}}}")
    readying = measure_readiness(organisation, weights={}).teams[0]
    assert standing_of(readying, "releasers") is Standing.UNKNOWN
    assert standing_of(readying, "calm") is Standing.UNKNOWN


def test_a_week_of_four_days(read: Read) -> None:
    """A day is a working day: 2.4 a day are 9.6 a week of four, and 12 of five."""
    signals = "signals: {alerts: 2.4/day, rollback: proven}"
    standings = []
    for week in ("4d", "5d"):
        organisation = read(f"calendar: {{week: {week}}}\nteams: {{a: {{{signals}}}}}")
        readying = measure_readiness(organisation, weights=LIMITS).teams[0]
        standings.append(standing_of(readying, "calm"))
    assert standings == [Standing.MET, Standing.NOT_MET]
