"""Are scenarios beside doing nothing what they are, and nothing more?"""

import math
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.change.comparing import make, put_beside, put_one, script, stand, step
from tests.change.scripting import scripts
from tests.strategies import organisations
from topo.change.challenge import challenge
from topo.change.comparison.aspect import find_aspects
from topo.change.comparison.change import Verdict, judge
from topo.change.comparison.compared import compare
from topo.change.comparison.comparison import NOTHING, Comparison
from topo.change.comparison.contender import Contender
from topo.change.comparison.holding import is_clear, measure_holding, name_nothing
from topo.change.former import find_successors
from topo.change.history import Step
from topo.model.organisation import COLLECTIONS, Organisation

fewer = settings(max_examples=settings().max_examples // 3)
TODAY = make(
    teams={
        "shop": {"roles": {"engineer": 4}, "type": "stream-aligned"},
        "pay": {"roles": {"engineer": 3}, "type": "stream-aligned"},
        "core": {"roles": {"engineer": 2}, "type": "platform"},
    },
    domains={"cart": {"complexity": "complicated"}, "money": {"complexity": "complex"}},
    services={
        "cart-api": {"owner": "shop", "domain": "cart", "depends_on": [{"service": "ledger"}]},
        "basket": {"owner": "shop", "domain": "cart"},
        "ledger": {"owner": "pay", "domain": "money"},
        "invoices": {"owner": "shop", "domain": "money"},
    },
    streams={
        "orders": {
            "demand": "2/week",
            "stages": {
                "build": {
                    "id": "build",
                    "team": "shop",
                    "role": "engineer",
                    "touch": "1d",
                    "phase": "create",
                },
                "check": {"id": "check", "team": "core", "role": "engineer", "touch": "2h", "wait": "1d"},
            },
        }
    },
)
HAND_OVER = step("move-service", service="invoices", to="pay")
CLAIM = step("set-stage", stream="orders", stage="check", wait="1h")
EMPTY_CORE = step("move-people", from_="core", to="pay", roles={"engineer": 2})


def verdicts(contender: Contender, *wanted: Verdict) -> dict[tuple[str, str], Verdict]:
    """What became of what, by id and measure."""
    return {
        (each.id, each.aspect.name): each.verdict
        for each in contender.compared.changes
        if each.verdict in (wanted or (Verdict.BETTER, Verdict.WORSE))
    }


# --- better and worse -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("better", "before", "after", "verdict"),
    [
        ("lower", 1.0, 2.0, "worse"),
        ("higher", 1.0, 2.0, "better"),
        ("neither", 1.0, 2.0, "different"),
        ("lower", 0.1 + 0.2, 0.3, "same"),
        ("lower", 5.0, math.inf, "worse"),
        ("lower", math.inf, 5.0, "better"),
        ("lower", math.inf, math.inf, "same"),
    ],
)
def test_which_way_is_better(better: Any, before: float, after: float, verdict: str) -> None:
    """Each measure says it; without end is worse than any number."""
    assert judge(better, before, after) == verdict


def test_a_scenario_beside_doing_nothing() -> None:
    """Money in one hand: a domain less for one team, and none shared."""
    contender = put_one(TODAY, HAND_OVER)
    found = verdicts(contender)
    assert found["", "overloaded_teams"] is Verdict.BETTER
    assert found["shop", "domain_points"] is Verdict.BETTER
    change = contender.compared.by_key["team", "shop", "domain_points"]
    assert change.before is not None and change.after is not None
    assert (change.before.number.amount, change.after.number.amount, change.delta) == (5.0, 2.0, -3.0)
    assert [each.code for each in contender.compared.findings.gone if each.code == "OWN005"] == ["OWN005"]
    assert contender.compared.findings.new == ()


def test_a_queue_without_end_is_worse_than_any() -> None:
    """Nobody is left at a stage: there is no flow time, and that is no gap but the worst there is."""
    contender = put_one(TODAY, EMPTY_CORE)
    found = verdicts(contender)
    assert found["orders", "flow_time"] is found["orders", "constraint_utilisation"] is Verdict.WORSE
    first = contender.compared.find(Verdict.WORSE)[0]
    assert first.after is not None and first.after.is_endless and first.delta is None


def test_teams_come_and_go() -> None:
    """What was not there has no number to be better than; what is renamed was there."""
    contender = put_one(
        TODAY,
        step("create-team", id="new"),
        step("rename", kind="team", from_="pay", to="money-people"),
        step("rename", kind="stream", from_="orders", to="purchases"),
    )
    assert set(verdicts(contender, Verdict.NEW, Verdict.GONE)) == {
        ("new", name.name) for name in find_aspects() if name.of == "team"
    }
    assert verdicts(contender, Verdict.WORSE) == {}


def test_findings_that_shift() -> None:
    """A measured finding that is there before and after is worse or better, not new."""
    today = Organisation.model_validate(
        {
            "check": {"rules": {"COG001": "warning"}},
            "teams": {id: {"id": id, "size": 3} for id in ("a", "b")},
            "domains": {id: {"id": id, "complexity": "complex"} for id in ("one", "two", "three")},
            "services": {
                "s1": {"id": "s1", "owner": "a", "domain": "one"},
                "s2": {"id": "s2", "owner": "a", "domain": "two"},
                "s3": {"id": "s3", "owner": "b", "domain": "three"},
            },
        }
    )
    worse = put_one(today, step("move-service", service="s3", to="a")).compared.findings
    shifted = {each.after.code: each.delta for each in worse.worse}
    assert shifted["COG001"] == 3.0
    other = put_one(today, step("move-service", service="s1", to="b")).compared.findings
    assert [each.code for each in other.gone if each.code == "COG001"] == ["COG001"]
    assert [str(each.address) for each in other.new if each.code == "COG001"] == ["teams.b"]


# --- paper is not work ------------------------------------------------------------------------------------


def test_what_rests_on_a_claim_alone() -> None:
    """The wait is only said to be shorter; the domain is really one less."""
    contender = put_one(TODAY, HAND_OVER, CLAIM)
    by_key = contender.compared.by_key
    assert contender.find_on_paper(by_key["stream", "orders", "flow_time"]) == pytest.approx(1.0)
    assert contender.find_on_paper(by_key["team", "shop", "domain_points"]) == 0.0
    assert contender.find_on_paper(by_key["organisation", "", "people"]) is None


def test_a_part_that_rests_on_a_claim() -> None:
    """Two days less by structure, one by word."""
    shorter = step("add-people", team="core", roles={"engineer": 3})
    busy = make(
        teams={"core": {"roles": {"engineer": 1}}},
        streams={
            "orders": {
                "demand": "2/week",
                "stages": {"check": {"id": "check", "team": "core", "touch": "1d", "wait": "1d"}},
            }
        },
    )
    contender = put_one(busy, shorter, CLAIM)
    key = ("stream", "orders", "flow_time")
    alone, whole = contender.structural.by_key[key].delta, contender.compared.by_key[key].delta
    assert alone is not None and whole is not None and whole < alone < 0
    assert contender.find_on_paper(contender.compared.by_key[key]) == pytest.approx(1 - alone / whole)


def test_a_move_that_needs_a_claim() -> None:
    """It is told: without the claim it cannot be made."""
    add = step("add-capability", id="deploys", provider="core", relieves=["deploy"], mode="x-as-a-service")
    give = step("set-owner", capability="deploys", to="pay")
    contender = put_one(TODAY, add, give, HAND_OVER)
    assert [each.step for each in contender.lost_without_claims] == [give]
    assert put_one(TODAY, HAND_OVER).lost_without_claims == ()


# --- several beside each other ----------------------------------------------------------------------------


def test_a_scenario_that_is_better_in_nothing() -> None:
    """Doing nothing beats it, and so does any that does the same for less."""
    bad = script("bad", (step("move-service", service="basket", to="pay"),))
    good = script("good", (HAND_OVER,))
    comparison = put_beside(TODAY, bad, good)
    assert NOTHING in comparison.dominated["bad"]
    assert "good" not in comparison.dominated


def test_the_same_for_more_is_dominated() -> None:
    """By the one that costs less; the two others are each other's equals."""
    cheap = script("cheap", (HAND_OVER,))
    dear = script("dear", (HAND_OVER, step("move-people", from_="shop", to="pay", roles={"engineer": 1})))
    same = script("same", (HAND_OVER,))
    comparison = put_beside(TODAY, cheap, same)
    assert comparison.dominated == {}
    assert put_beside(TODAY, cheap, dear).dominated == {"dear": ("cheap",)}


def test_what_does_not_fit_is_compared_all_the_same() -> None:
    """The rest of it counts."""
    wrong = step("move-service", service="no-such", to="pay")
    contender = put_one(TODAY, wrong, HAND_OVER)
    assert len(contender.trial.misfits) == 1
    assert verdicts(contender)["shop", "domain_points"] is Verdict.BETTER


def test_doing_nothing_is_the_corrected_model() -> None:
    """A fact that was wrong is no merit of the scenario; who corrects the same has the same before."""
    one = script("one", corrections=(HAND_OVER,))
    two = script("two", (CLAIM,), corrections=(HAND_OVER,))
    comparison = put_beside(TODAY, one, two, script("three"))
    assert verdicts(comparison.contenders[0]) == {}
    assert comparison.contenders[0].before is comparison.contenders[1].before
    assert [each.names for each in comparison.baselines] == [("one", "two"), ("three",)]


def test_phases_are_measured_too() -> None:
    """Each from today, and from the phase before it; the last is the end."""
    contender = put_beside(TODAY, script("try", (EMPTY_CORE,), (HAND_OVER,))).contenders[0]
    first, last = contender.phases
    assert first.compared.by_key["stream", "orders", "flow_time"].verdict is Verdict.WORSE
    assert last.step.by_key["stream", "orders", "flow_time"].verdict is Verdict.SAME
    assert last.compared.after is contender.after
    assert (first.title, last.number) == ("phase 1", 2)


# --- how sure -----------------------------------------------------------------------------------------------

CLOSE = make(
    teams={id: {"size": 3} for id in ("a", "b")},
    services={
        "one": {"owner": "a", "depends_on": [{"service": "two", "via": "sync"}]},
        "two": {"owner": "b", "depends_on": [{"service": "three", "via": "shared-code"}]},
        "three": {"owner": "b"},
    },
)


def find_holds(comparison: Comparison, name: str, of: str, id: str, measure: str) -> float | None:
    return measure_holding(comparison, draws=200).find((of, id, measure), name_nothing(name), name)


def test_what_weights_cannot_turn_holds_always() -> None:
    """A dependency less is less load whatever it weighs; a count hangs on none."""
    comparison = put_beside(CLOSE, script("less", (step("remove-dependency", from_="one", to="two"),)))
    assert find_holds(comparison, "less", "team", "a", "outgoing_load") == 1.0
    assert find_holds(comparison, "less", "team", "a", "teams_waited_on") is None
    assert find_holds(comparison, "less", "team", "b", "outgoing_load") is None
    assert is_clear(None) and not is_clear(0.79) and is_clear(0.8)


def test_a_share_is_weighed_in_both_of_its_parts() -> None:
    """One dependency in, one out: weights move the share, and its sign holds as both are drawn."""
    comparison = put_beside(CLOSE, script("swap", (step("move-service", service="two", to="a"),)))
    holding = measure_holding(comparison, draws=300)
    amounts = holding.amounts["swap"]["organisation", "", "cross_team_share"]
    change = comparison.contenders[0].compared.by_key["organisation", "", "cross_team_share"]
    assert change.after is not None and amounts[0] == pytest.approx(change.after.number.amount)
    assert len(set(amounts)) > 200
    assert holding == measure_holding(comparison, draws=300)


def test_streams_are_solved_again() -> None:
    """With the focus and the variability that the model does not say; the first is as measured."""
    comparison = put_beside(TODAY, script("more", (step("add-people", team="shop", roles={"engineer": 1}),)))
    holding = measure_holding(comparison, draws=20)
    amounts = holding.amounts["more"]["stream", "orders", "flow_time"]
    value = comparison.contenders[0].after.find(("stream", "orders", "flow_time"))
    assert value is not None and amounts[0] == value.number.amount
    assert len(set(amounts)) == 21
    assert holding.find(("stream", "orders", "flow_time"), name_nothing("more"), "more") == 1.0


# --- the case against ---------------------------------------------------------------------------------------


def test_the_case_against() -> None:
    """Each point has its facts: who loses, what worsens, on whose word it rests, what is worse on the way."""
    back = step("move-people", from_="pay", to="core", roles={"engineer": 2})
    written = script("try", (EMPTY_CORE, CLAIM), (back, step("move-service", service="basket", to="pay")))
    case = challenge(put_beside(TODAY, written), "try")
    assert [each.team for each in case.overloaded] == ["pay"]
    assert "pay" in {each.team for each in case.losers}
    assert [each.aspect.name for each, share in case.on_paper if share == 1.0] == ["flow_time"]
    assert [each.step for each in case.unproven] == [CLAIM]
    [carrier] = case.carriers
    assert carrier.attempt.step == CLAIM and [each.aspect.name for each in carrier.lost] == ["flow_time"]
    [dip] = case.dips
    assert dip.phase.number == 1 and "flow_time" in {each.aspect.name for each in dip.changes}
    assert case.unclear == ()


def test_a_claim_with_evidence_is_proven_as_far_as_words_go() -> None:
    """It still carries what it carries."""
    proven = step("set-stage", evidence="the pilot", stream="orders", stage="check", wait="1h")
    case = challenge(put_beside(TODAY, script("try", (proven,))), "try")
    assert case.unproven == () and len(case.carriers) == 1


def test_a_hire_carries_what_it_carries() -> None:
    """Though it is no claim: nobody is hired until somebody is."""
    hire = step("add-people", team="shop", roles={"engineer": 2})
    case = challenge(put_beside(TODAY, script("try", (hire,))), "try")
    assert [each.attempt.step for each in case.carriers] == [hire]
    assert case.on_paper == ()


# --- what must hold -----------------------------------------------------------------------------------------


@given(organisations(least=1, most=3))
@fewer
def test_comparing_with_itself(organisation: Organisation) -> None:
    """All is the same, found twice or once, and so are the findings."""
    for compared in (
        compare(stand(organisation), stand(organisation)),
        put_one(organisation).compared,
    ):
        assert {each.verdict for each in compared.changes} <= {Verdict.SAME, Verdict.NOT_ASSESSED}
        assert all(each.delta in (0.0, None) for each in compared.changes)
        assert compared.findings.is_nothing
        assert compared.findings.kept == len(compared.before.findings)


@given(organisations(least=1, most=3), st.data())
@fewer
def test_claims_alone_have_no_structure(organisation: Organisation, data: st.DataObject) -> None:
    """Whatever they improve, none of it is there without them; without claims nothing is on paper."""
    written = data.draw(scripts(organisation))
    steps = [each for phase in written.phases for each in phase.steps]
    for claims in (True, False):
        kept = tuple(each for each in steps if each.move.is_claim is claims)
        contender = put_one(organisation, *kept)
        for change in contender.compared.find(Verdict.BETTER, Verdict.WORSE):
            assert contender.find_on_paper(change) == pytest.approx(1.0 if claims else 0.0)


@given(organisations(least=1, most=3), st.data())
@fewer
def test_the_way_back_is_the_other_way_round(organisation: Organisation, data: st.DataObject) -> None:
    """What is better there is worse back, new is gone, and deltas change their sign."""
    contender = put_beside(organisation, data.draw(scripts(organisation))).contenders[0]
    there = compare(contender.before, contender.after)
    opposite = {"better": "worse", "worse": "better", "new": "gone", "gone": "new"}
    states = contender.before.organisation, contender.after.organisation
    if any(find_successors(*states, kind) for kind in COLLECTIONS):
        return  # what is called otherwise says what it was called before, and not what it will be
    back = compare(contender.after, contender.before).by_key
    for change in there.changes:
        other = back[change.key]
        assert other.verdict == opposite.get(change.verdict, change.verdict)
        assert (change.delta is None) == (other.delta is None)
        assert change.delta is None or change.delta == -(other.delta or 0.0)
    findings = compare(contender.after, contender.before).findings
    assert len(findings.new) == len(there.findings.gone) and len(findings.worse) == len(there.findings.better)


def test_ids_change_no_number() -> None:
    """An organisation with other names in another order costs, gains and loses the same."""

    def tell(names: Mapping[str, str]) -> list[object]:
        def call(value: Any) -> Any:
            if isinstance(value, dict):
                return {names.get(key, key): call(each) for key, each in reversed(value.items())}
            if isinstance(value, list | tuple):
                return [call(each) for each in value]
            return names.get(value, value) if isinstance(value, str) else value

        document = call(TODAY.model_dump(by_alias=True, exclude_none=True, exclude={"facts"}, mode="json"))
        for id, each in document["streams"].items():
            each["stages"] = dict(reversed(each["stages"].items()))
            assert id
        moved = [
            Step(type(each.move).model_validate(call(each.move.to_document()[each.move.name])))
            for each in (HAND_OVER, CLAIM, EMPTY_CORE)
        ]
        contender = put_one(Organisation.model_validate(document), *moved)
        numbers = sorted(
            (each.aspect.of, each.aspect.name, str(each.delta), each.verdict)
            for each in contender.compared.changes
        )
        return [numbers, [each.amount for each in contender.cost.numbers.values()]]

    names = {"shop": "zz", "pay": "aa", "cart-api": "x1", "ledger": "b2", "cart": "yy", "orders": "q"}
    assert tell({}) == tell(names)
