"""Do the domains that a team carries fit into it, and what do its people say?

Every domain of which a team owns any part counts in full: simple 1 point, complicated 2, complex 3; capacity
3 (profile `cognitive-load`). *fits* is under the capacity, *full* exactly at it, *over* above. This is
exactly the heuristics of Team Topologies: three simple domains fit, a fourth does not; two complicated do
not; a complex one tolerates no other. A service without a domain, and a domain without complexity, are not
assessed: such a team is over where what is known is too much already, and otherwise gets no verdict.
Sharing a domain lowers nobody's points: only splitting it does.

A survey (n ≥ 5) stands beside the points and is never added; over all teams the rank correlation of the two
is reported. Friction is `topo.analysis.friction`'s.

Source: Skelton & Pais 2019, chapter 3 (D); the points are topo's own encoding (E). NASA task load index:
Hart & Staveland 1988 (A for one person's task, C for a team). Rank correlation: Spearman 1904 (A).
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from topo.analysis.carrying import Carried, find_carried
from topo.analysis.owners import Owners
from topo.analysis.parts import Number, Part, add_up, not_assessed
from topo.analysis.renewing import NOTHING, Before, measure_each
from topo.findings import Address
from topo.model.organisation import Organisation, address_of
from topo.model.team import Survey, Team

POINTS = "points"
PROFILE = "cognitive-load"
_NOTHING = Carried({})


class Fit(StrEnum):
    """How the domains that a team carries compare with what it can carry."""

    FITS = "fits"
    FULL = "full"
    OVER = "over"


class Heuristic(StrEnum):
    """Which heuristic of Team Topologies says that it is too much."""

    TOO_MANY_SIMPLE = "more simple domains than there is room for"
    TWO_COMPLICATED = "two complicated domains"
    COMPLEX_AND_ANOTHER = "a complex domain beside another"


@dataclass(frozen=True, slots=True)
class DomainLoad:
    """The domains that one team carries.

    `points` has a part for each domain that can be weighed. `fit` is None where it cannot be told.
    `through` is by domain what makes the team carry it. `survey` is the mean raw task load index (0 to 100)
    of the people asked; None where there is none, or `withheld` because too few answered.
    """

    team: str
    points: Number
    fit: Fit | None
    capacity: float
    heuristics: tuple[Heuristic, ...] = ()
    through: Mapping[str, tuple[Address, ...]] | None = None
    survey: float | None = None
    withheld: bool = False


@dataclass(frozen=True)
class CognitiveLoad:
    """The domain loads of all teams, sorted by id."""

    teams: Mapping[str, DomainLoad]

    @cached_property
    def surveyed(self) -> tuple[str, ...]:
        """The teams with both points and a survey."""
        return tuple(
            id
            for id, each in self.teams.items()
            if each.points.amount is not None and each.survey is not None
        )

    @cached_property
    def correlation(self) -> float | None:
        """Spearman's rank correlation of points and survey over the `surveyed` teams.

        None with fewer than three of them, or where all points or all surveys are the same.
        """
        points = [self.teams[id].points.amount or 0.0 for id in self.surveyed]
        return correlate_ranks(points, [self.teams[id].survey or 0.0 for id in self.surveyed])


def measure_cognitive_load(
    organisation: Organisation,
    *,
    weights: Mapping[str, float],
    owners: Owners | None = None,
    carried: Mapping[str, Carried] | None = None,
    before: Before[CognitiveLoad] | None = None,
) -> CognitiveLoad:
    """The domain load of every team; `weights` are the entries of the profile `cognitive-load`.

    `carried` is what each team carries, where that is known already, `before` what was measured of an
    earlier organisation.

    >>> from topo.model.organisation import Organisation
    >>> measure_cognitive_load(Organisation(), weights={}).correlation is None
    True
    """
    carried = find_carried(owners or Owners(organisation)) if carried is None else carried
    earlier, touched = None, NOTHING
    if before is not None:
        earlier, touched = before.result.teams, _find_touched(before, organisation, carried)
        if not touched:
            return before.result

    def measure(team: Team) -> DomainLoad:
        survey, withheld = _read_survey(team.survey, weights)
        return _measure(organisation, team.id, carried.get(team.id, _NOTHING), weights, survey, withheld)

    return CognitiveLoad(measure_each(organisation.teams, measure, earlier, touched))


def _find_touched(
    before: Before[CognitiveLoad], organisation: Organisation, carried: Mapping[str, Carried]
) -> frozenset[str]:
    """The teams that changed, that carry something else, or a domain that changed."""
    was: Organisation = before.inputs["organisation"]
    if bool(was.domains) != bool(organisation.domains):
        return frozenset((*was.teams, *organisation.teams))
    touched = before.compare(was.teams, organisation.teams) | before.find_changed("carried", carried)
    domains = before.compare(was.domains, organisation.domains)
    if domains:
        touched |= {team for team, each in carried.items() if not domains.isdisjoint(each.domains)}
    return touched


def correlate_ranks(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Spearman's rank correlation, equal values sharing their mean rank; None: too little to tell.

    >>> correlate_ranks([1, 2, 3, 4], [10, 30, 20, 40])
    0.8
    """
    if len(one) < 3:
        return None
    return _correlate(_rank(one), _rank(other))


def _correlate(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Pearson's correlation; ranks have the mean (n + 1) / 2."""
    mean = (len(one) + 1) / 2
    shared = math.fsum((a - mean) * (b - mean) for a, b in zip(one, other, strict=True))
    spread = math.fsum((a - mean) ** 2 for a in one) * math.fsum((b - mean) ** 2 for b in other)
    return shared / math.sqrt(spread) if spread else None


def _rank(values: Sequence[float]) -> list[float]:
    first: dict[float, int] = {}
    for place, value in enumerate(sorted(values)):
        first.setdefault(value, place)
    counts = Counter(values)
    return [first[value] + (counts[value] + 1) / 2 for value in values]


def _read_survey(survey: Survey | None, weights: Mapping[str, float]) -> tuple[float | None, bool]:
    if survey is None or survey.tlx is None:
        return None, False
    withheld = survey.n < weights["survey-answers"]
    return (None if withheld else survey.tlx), withheld


def _measure(
    organisation: Organisation,
    team: str,
    carried: Carried,
    weights: Mapping[str, float],
    survey: float | None,
    withheld: bool,
) -> DomainLoad:
    capacity = weights.get("capacity", 0.0)
    if not organisation.domains:
        points = not_assessed(POINTS, POINTS, "no domains")
        return DomainLoad(team, points, None, capacity, survey=survey, withheld=withheld)
    points = _add_points(organisation, carried, weights)
    fit = _find_fit(points, capacity)
    heuristics = tuple(_find_heuristics(organisation, carried, weights)) if fit is Fit.OVER else ()
    return DomainLoad(team, points, fit, capacity, heuristics, carried.domains, survey, withheld)


def _add_points(organisation: Organisation, carried: Carried, weights: Mapping[str, float]) -> Number:
    """The points of what can be weighed; not assessed where nothing of what the team carries can be."""
    parts, missing = (
        tuple(_find_parts(organisation, carried, weights)),
        tuple(_missing(organisation, carried)),
    )
    if missing and not parts:
        return not_assessed(POINTS, POINTS, *missing)
    return add_up(POINTS, POINTS, parts, missing)


def _find_parts(organisation: Organisation, carried: Carried, weights: Mapping[str, float]) -> Iterator[Part]:
    for id in carried.domains:
        complexity = organisation.domains[id].complexity
        if complexity is not None:
            address = address_of("domain", id) / "complexity"
            yield Part(id, weights[complexity], POINTS, address, f"{PROFILE}.{complexity}", complexity)


def _missing(organisation: Organisation, carried: Carried) -> Iterator[str]:
    for id in carried.domains:
        if organisation.domains[id].complexity is None:
            yield f"domains.{id} has no complexity"
    for id in carried.without_domain:
        yield f"services.{id} has no domain"


def _find_fit(points: Number, capacity: float) -> Fit | None:
    if points.amount is None:
        return None
    if points.amount > capacity:
        return Fit.OVER
    if points.missing:
        return None
    return Fit.FULL if points.amount == capacity else Fit.FITS


def _find_heuristics(
    organisation: Organisation, carried: Carried, weights: Mapping[str, float]
) -> Iterator[Heuristic]:
    """Which heuristics say that a team is over; domains of unknown complexity are others all the same."""
    found = [organisation.domains[id].complexity for id in carried.domains]
    simple, complicated = found.count("simple"), found.count("complicated")
    is_alone = complicated < 2 and "complex" not in found
    if simple * weights["simple"] > weights["capacity"] or (simple and is_alone):
        yield Heuristic.TOO_MANY_SIMPLE
    if complicated > 1:
        yield Heuristic.TWO_COMPLICATED
    if "complex" in found and len(found) > 1:
        yield Heuristic.COMPLEX_AND_ANOTHER
