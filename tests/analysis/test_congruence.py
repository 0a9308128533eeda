"""Does what teams declared match what their work requires?"""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given

from tests.analysis.estates import Tree, build, trees
from topo.analysis.congruence import (
    Congruence,
    Verdict,
    measure_congruence,
    measure_requirements,
    measure_score,
)
from topo.analysis.joining import CauseKind, find_joining
from topo.analysis.owners import Owners
from topo.model.organisation import Organisation

Read = Callable[[str], Organisation]
AS_OF = date(2026, 12, 1)
TEAMS = "teams: {a: {size: 2}, b: {size: 3}, c: {size: 4}}\n"
NEEDED = "services: {s: {owner: a, depends_on: [{service: t, via: %s}]}, t: {owner: b}}\n"


def judge(organisation: Organisation) -> Congruence:
    """The verdicts on the day."""
    return measure_congruence(organisation, as_of=AS_OF)


def test_the_vector() -> None:
    """Cataldo et al.: CR = A·D·Aᵀ, and a third of what is required is declared."""
    assignment = {"A": ["2"], "B": ["2", "3"], "C": ["1", "2"]}
    dependencies = [("1", "2"), ("2", "1"), ("2", "3"), ("3", "2")]
    required = measure_requirements(assignment, dependencies)
    assert [[required[one, other] for other in "ABC"] for one in "ABC"] == [[1, 2, 2], [2, 4, 3], [2, 3, 4]]
    pairs = {tuple(sorted(pair)) for pair in required if len(set(pair)) == 2}
    assert measure_score({(one, other) for one, other in pairs}, {("A", "B")}) == 1 / 3


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        (NEEDED % "sync", Verdict.UNDECLARED),
        (
            NEEDED % "sync" + "interactions: [{mode: x-as-a-service, provider: b, consumers: a}]",
            Verdict.CONFIRMED,
        ),
        (
            NEEDED % "release" + "interactions: [{mode: x-as-a-service, provider: b, consumers: a}]",
            Verdict.MODE_MISMATCH,
        ),
        (
            NEEDED % "shared-code" + "interactions: [{mode: x-as-a-service, provider: a, consumers: b}]",
            Verdict.MODE_MISMATCH,
        ),
        (NEEDED % "release" + "interactions: [{mode: collaboration, between: [a, b]}]", Verdict.CONFIRMED),
        (
            NEEDED % "sync" + "interactions: [{mode: collaboration, between: [a, b], until: 2026-11-30}]",
            Verdict.EXPIRED,
        ),
        (
            NEEDED % "sync" + "interactions: [{mode: collaboration, between: [a, b], until: 2026-12-01}]",
            Verdict.CONFIRMED,
        ),
        (
            NEEDED % "sync" + "interactions: [{mode: collaboration, between: [a, b], since: 2026-12-02}]",
            Verdict.UNDECLARED,
        ),
        ("interactions: [{mode: collaboration, between: [a, b], until: 2026-11-30}]", Verdict.EXPIRED),
        ("interactions: [{mode: collaboration, between: [a, b]}]", Verdict.UNUSED),
        ("interactions: [{mode: x-as-a-service, provider: a, consumers: b}]", Verdict.UNUSED),
        ("interactions: [{mode: facilitating, by: a, for: b}]", Verdict.CONFIRMED),
        ("streams: {f: {stages: {x: {team: a}, y: {team: b}}}}", Verdict.UNDECLARED),
        ("services: {s: {owner: a, part_of: t}, t: {owner: b}}", Verdict.UNDECLARED),
        (
            "services: {s: {owner: a, part_of: t}, t: {owner: b}}\n"
            "interactions: [{mode: x-as-a-service, provider: b, consumers: a}]",
            Verdict.MODE_MISMATCH,
        ),
        (
            "tissue: {capabilities: {road: {provider: a, serves: {team: b}, mode: x-as-a-service}}}",
            Verdict.CONFIRMED,
        ),
        (
            "tissue: {capabilities: {road: {provider: a, serves: {team: b}, mode: ticket}}}\n"
            "interactions: [{mode: x-as-a-service, provider: a, consumers: b}]",
            Verdict.CONFIRMED,
        ),
        (
            "tissue: {capabilities: {road: {provider: b, serves: {team: a}, mode: ticket}}}\n"
            "interactions: [{mode: x-as-a-service, provider: a, consumers: b}]",
            Verdict.UNUSED,
        ),
        (
            "tissue: {capabilities: {road: {provider: a, serves: {team: b}, mode: ticket}}}\n"
            "interactions: [{mode: collaboration, between: [a, b]}]",
            Verdict.UNUSED,
        ),
        (
            "tissue: {capabilities: {road: {provider: a, serves: {team: b}, mode: collaboration}}}",
            Verdict.CONFIRMED,
        ),
    ],
)
def test_verdicts(read: Read, said: str, verdict: Verdict) -> None:
    """The first that holds: expired, undeclared, unused, mode mismatch, confirmed."""
    (pair,) = judge(read(TEAMS + said)).pairs
    assert (pair.teams, pair.verdict) == (("a", "b"), verdict)


def test_a_shared_domain_requires_nothing(read: Read) -> None:
    """Two teams in one domain must talk, but no dependency requires that they coordinate."""
    said = "domains: {d: {}}\nservices: {s: {owner: a, domain: d}, t: {owner: b, domain: d}}"
    congruence = judge(read(TEAMS + said))
    assert congruence.pairs == ()
    assert (congruence.score.amount, congruence.score.missing) == (None, ("nothing is required",))


def test_the_score(read: Read) -> None:
    """The share of required pairs that are declared; a mode that does not fit is declared all the same."""
    congruence = judge(
        read(
            TEAMS + "services:\n"
            "  s: {owner: a, depends_on: [{service: t, via: release}, u]}\n"
            "  t: {owner: b}\n  u: {owner: c}\n"
            "interactions:\n"
            "- {mode: x-as-a-service, provider: b, consumers: a}\n"
            "- {mode: collaboration, between: [b, c]}"
        )
    )
    assert [pair.verdict for pair in congruence.pairs] == [
        Verdict.MODE_MISMATCH,
        Verdict.UNDECLARED,
        Verdict.UNUSED,
    ]
    assert congruence.score.amount == 0.5
    assert str(congruence.score.parts[0].address) == "interactions[x-as-a-service b a]"
    assert [pair.teams for pair in congruence.find(Verdict.UNUSED)] == [("b", "c")]


@given(trees)
def test_pairs_by_dependency_are_the_formulas(tree: Tree) -> None:
    """The pairs that dependencies require, and over how many, are those of CR = A·D·Aᵀ off the diagonal."""
    owners = Owners(build(tree))
    assignment: dict[str, list[str]] = {}
    for service, team in owners.teams.items():
        assignment.setdefault(team, []).append(service)
    dependencies = {
        (id, target)
        for id, service in owners.services.items()
        for each in service.depends_on
        if (target := owners.find_service(each.service)) is not None
    }
    formula = measure_requirements(assignment, dependencies)
    expected = {
        (one, other): formula[one, other] + formula[other, one]
        for one in assignment
        for other in assignment
        if one < other and formula[one, other] + formula[other, one]
    }
    found = {pair.teams: pair.dependencies for pair in judge(owners.organisation).pairs if pair.dependencies}
    assert found == expected
    assert find_joining(owners).required.keys() >= expected.keys()


@given(trees)
def test_every_pair_has_a_reason(tree: Tree) -> None:
    """A pair is required or declared; the score is a share, and null when nothing is required."""
    congruence = judge(build(tree))
    required = [pair for pair in congruence.pairs if pair.is_required]
    assert all(pair.is_required or pair.declared for pair in congruence.pairs)
    assert all(cause.kind is not CauseKind.DOMAIN for pair in required for cause in pair.required_by)
    assert (congruence.score.amount is None) is (not required)
    if required:
        met = sum(pair.is_met for pair in required)
        assert congruence.score.amount == pytest.approx(met / len(required))


@given(trees)
def test_declaring_requires_nothing(tree: Tree) -> None:
    """What is required does not depend on what is declared."""
    loud = {pair.teams for pair in judge(build(tree)).pairs if pair.is_required}
    silent = {pair.teams for pair in judge(build({**tree, "interactions": []})).pairs if pair.is_required}
    assert loud == silent
