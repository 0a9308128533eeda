"""Do the domains that a team carries fit into it?"""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.estates import DOMAINS, SERVICES, TEAMS, Tree, build, trees
from tests.analysis.shipped import weights_of
from topo.analysis.cognitive_load import (
    CognitiveLoad,
    Fit,
    Heuristic,
    correlate_ranks,
    measure_cognitive_load,
)
from topo.analysis.parts import sum_parts
from topo.model.organisation import Organisation

Read = Callable[[str], Organisation]
WEIGHTS = weights_of("cognitive-load")


def load(organisation: Organisation) -> CognitiveLoad:
    """The load with the weights that ship."""
    return measure_cognitive_load(organisation, weights=WEIGHTS)


def carry(*complexities: str | None) -> Organisation:
    """One team that owns a service in a domain of each complexity."""
    ids = [f"d{number}" for number in range(len(complexities))]
    domains = {id: {"id": id, "complexity": said} for id, said in zip(ids, complexities, strict=True)}
    services = {id: {"id": id, "owner": "a", "domain": id} for id in ids}
    other = {"z": {"id": "z", "complexity": "simple"}}
    return build({"teams": {"a": {"id": "a"}}, "domains": {**domains, **other}, "services": services})


S, C, X = "simple", "complicated", "complex"


@pytest.mark.parametrize(
    ("complexities", "points", "fit", "heuristics"),
    [
        ((), 0.0, Fit.FITS, ()),
        ((S,), 1.0, Fit.FITS, ()),
        ((S, S, S), 3.0, Fit.FULL, ()),
        ((S, S, S, S), 4.0, Fit.OVER, (Heuristic.TOO_MANY_SIMPLE,)),
        ((C,), 2.0, Fit.FITS, ()),
        ((C, S), 3.0, Fit.FULL, ()),
        ((C, S, S), 4.0, Fit.OVER, (Heuristic.TOO_MANY_SIMPLE,)),
        ((C, C), 4.0, Fit.OVER, (Heuristic.TWO_COMPLICATED,)),
        ((X,), 3.0, Fit.FULL, ()),
        ((X, S), 4.0, Fit.OVER, (Heuristic.COMPLEX_AND_ANOTHER,)),
        ((X, X), 6.0, Fit.OVER, (Heuristic.COMPLEX_AND_ANOTHER,)),
        (
            (S, S, S, S, C, C, X),
            11.0,
            Fit.OVER,
            (Heuristic.TOO_MANY_SIMPLE, Heuristic.TWO_COMPLICATED, Heuristic.COMPLEX_AND_ANOTHER),
        ),
        ((None,), None, None, ()),
        ((S, None), 1.0, None, ()),
        ((X, None), 3.0, None, ()),
        ((C, C, None), 4.0, Fit.OVER, (Heuristic.TWO_COMPLICATED,)),
    ],
)
def test_the_heuristics(
    complexities: tuple[str | None, ...],
    points: float | None,
    fit: Fit | None,
    heuristics: tuple[Heuristic, ...],
) -> None:
    """Points and capacity say what the three heuristics say; what cannot be weighed gets no verdict."""
    found = load(carry(*complexities)).teams["a"]
    assert (found.points.amount, found.fit, found.heuristics) == (points, fit, heuristics)


@pytest.mark.parametrize("count", range(5))
def test_the_three_heuristics_are_the_integer_rule(count: int) -> None:
    """Three simple fit, a fourth does not; two complicated do not; a complex one tolerates no other."""
    for simple in range(count + 1):
        for hard in range(count + 1 - simple):
            complicated, complex_ = hard, count - simple - hard
            found = load(carry(*[S] * simple, *[C] * complicated, *[X] * complex_)).teams["a"]
            is_too_much = simple > 3 or complicated > 1 or (complex_ > 0 and count > 1)
            is_too_much |= complicated == 1 and simple > 1
            assert (found.fit is Fit.OVER) is is_too_much
            assert bool(found.heuristics) is is_too_much


def test_how_a_team_comes_to_carry_a_domain(read: Read) -> None:
    """By a service in it, by being its owner; a mere umbrella counts for nobody."""
    organisation = read(
        """
        teams: {a: {}, b: {}}
        domains:
          shop: {complexity: complex, owner: a}
          cart: {complexity: simple, parent: shop}
          search: {complexity: simple, owner: a}
          old: {complexity: complex}
        services:
          x: {owner: b, domain: "domain:cart"}
          y: {owner: b, domain: search}
          z: {owner: b, domain: old, lifecycle: retired}
        """
    )
    teams = load(organisation).teams
    assert [part.label for part in teams["a"].points.parts] == ["search"]
    assert [part.label for part in teams["b"].points.parts] == ["cart", "search"]
    assert teams["a"].through == {"search": teams["a"].through["search"]} if teams["a"].through else False
    part = teams["b"].points.parts[0]
    assert (str(part.address), part.weighed_by) == ("domains.cart.complexity", "cognitive-load.simple")
    assert {domain: list(map(str, at)) for domain, at in (teams["b"].through or {}).items()} == {
        "cart": ["services.x.domain"],
        "search": ["services.y.domain"],
    }


def test_an_umbrella_with_a_service_of_its_own(read: Read) -> None:
    """A domain with subdomains is carried by its owner once some service sits in it directly."""
    text = "teams: {a: {}, b: {}}\ndomains: {shop: {complexity: complex, owner: a}, cart: {parent: shop}}\n"
    assert load(read(text)).teams["a"].points.amount == 0.0
    assert load(read(text + "services: {x: {owner: b, domain: shop}}")).teams["a"].points.amount == 3.0


def test_what_is_missing_is_said(read: Read) -> None:
    """A service without a domain, and a domain without complexity, are named; without domains nothing is."""
    found = load(
        read("{teams: {a: {}}, domains: {d: {}}, services: {x: {owner: a}, y: {owner: a, domain: d}}}")
    )
    assert found.teams["a"].points.missing == ("domains.d has no complexity", "services.x has no domain")
    assert load(read("teams: {a: {size: 3}}")).teams["a"].points.missing == ("no domains",)


def test_a_survey_stands_beside(read: Read) -> None:
    """It changes no point; with too few answers it is withheld."""
    teams = load(
        read("{teams: {a: {survey: {n: 5, tlx: 48}}, b: {survey: {n: 4, tlx: 80}}, c: {}}, domains: {d: {}}}")
    ).teams
    assert [(each.survey, each.withheld, each.points.amount) for each in teams.values()] == [
        (48.0, False, 0.0),
        (None, True, 0.0),
        (None, False, 0.0),
    ]


def test_correlation_over_teams(read: Read) -> None:
    """The teams that feel more are those with more points: ranks agree, whatever the distances."""
    organisation = read(
        """
        teams:
          a: {survey: {n: 5, tlx: 10}}
          b: {survey: {n: 5, tlx: 90}}
          c: {survey: {n: 5, tlx: 40}}
          d: {survey: {n: 2, tlx: 0}}
        domains:
          x: {owner: a, complexity: simple}
          y: {owner: b, complexity: complex}
          z: {owner: c, complexity: complicated}
        """
    )
    assert load(organisation).surveyed == ("a", "b", "c")
    assert load(organisation).correlation == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("one", "other", "rank"),
    [
        ([1, 2, 3], [3, 2, 1], -1.0),
        ([1, 2], [1, 2], None),
        ([1, 1, 1], [1, 2, 3], None),
        ([1, 2, 2, 3], [1, 2, 3, 4], 0.9486833),
        ([86, 97, 99, 100, 101, 103, 106, 110, 112, 113], [2, 20, 28, 27, 50, 29, 7, 17, 6, 12], -29 / 165),
    ],
)
def test_rank_correlation(one: list[float], other: list[float], rank: float | None) -> None:
    """Equal values share their mean rank; the long one is a textbook's."""
    found = correlate_ranks(one, other)
    assert found == (None if rank is None else pytest.approx(rank))


@given(trees, st.sampled_from(SERVICES), st.sampled_from(TEAMS))
def test_sharing_lowers_nobodys_points(tree: Tree, service: str, team: str) -> None:
    """One more team that owns a part of a domain takes nothing off those who carry it."""
    before = load(build(tree)).teams
    domain: Any = tree["services"][service].get("domain", "d1")
    part = {"id": "part", "owner": team, "domain": domain}
    after = load(build({**tree, "services": {**tree["services"], "part": part}})).teams
    for id in TEAMS:
        was = before[id].points.amount
        assert was is None or (after[id].points.amount or 0.0) >= was


@given(trees)
def test_points_open_up(tree: Tree) -> None:
    """Every number is the sum of its parts; a verdict needs a number."""
    for each in load(build(tree)).teams.values():
        assert each.points.amount is None or each.points.amount == sum_parts(each.points.parts)
        assert each.fit is None or each.points.amount is not None


@given(trees)
def test_renaming_a_domain(tree: Tree) -> None:
    """Names carry no weight."""
    import json

    text = json.dumps(tree)
    for id in DOMAINS:
        text = text.replace(f'"{id}"', f'"renamed-{id}"').replace(f"domain:{id}", f"domain:renamed-{id}")
    before, after = load(build(tree)).teams, load(build(json.loads(text))).teams
    assert [(each.points.amount, each.fit) for each in after.values()] == [
        (each.points.amount, each.fit) for each in before.values()
    ]
