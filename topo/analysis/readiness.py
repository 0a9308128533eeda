"""Could a few people with AI carry what this team carries?

One-pizza readiness per cell: no service at 99.95 % or above and no regulated data; under 10 alerts a week
and rollback proven; at least 3 who can release alone; AI checks mandatory; toil falling. Each is met, not
met or unknown, with its facts; a verdict only where all are known.

Source: topo's own encoding (E); the thresholds are the profile `readiness`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from topo.analysis.autonomy import find_ai_checks
from topo.analysis.criterion import Criterion, Fact, Standing, find_standing
from topo.analysis.owners import Owners
from topo.analysis.proving import find_rollback
from topo.analysis.renewing import NOTHING, Before, measure_each
from topo.findings import Address
from topo.model.organisation import Organisation, address_of
from topo.model.service import Service
from topo.model.team import Signals, Team

SLO, ALERTS, RELEASERS = "slo", "alerts-a-week", "releasers"
"""The entries of the profile."""

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Readying:
    """The readiness of one team, criterion by criterion."""

    team: str
    criteria: tuple[Criterion, ...]

    @property
    def is_ready(self) -> bool | None:
        """Whether every criterion is met; None where any is unknown."""
        standings = {criterion.standing for criterion in self.criteria}
        if Standing.UNKNOWN in standings:
            return None
        return find_standing(standings) is Standing.MET

    @property
    def address(self) -> Address:
        """Where the team stands."""
        return address_of("team", self.team)


@dataclass(frozen=True)
class Readiness:
    """The readiness of every team, by id."""

    teams: tuple[Readying, ...]

    def find(self, team: str) -> Readying | None:
        """The readiness of a team."""
        return self.by_team.get(team)

    @cached_property
    def by_team(self) -> dict[str, Readying]:
        """The readiness of each team, by team."""
        return {each.team: each for each in self.teams}


def measure_readiness(
    organisation: Organisation,
    *,
    weights: Mapping[str, float],
    owners: Owners | None = None,
    before: Before[Readiness] | None = None,
) -> Readiness:
    """The one-pizza readiness of every team; `weights` are the entries of the profile `readiness`.

    `owners` spares the work where they are known already; `before` is what was measured of an earlier
    organisation.

    >>> measure_readiness(Organisation(), weights={}).teams
    ()
    """
    owners = owners or Owners(organisation)
    judging = _Judging(weights, _find_week(organisation))
    earlier, touched = None, NOTHING
    if before is not None:
        earlier, touched = before.result.by_team, _find_touched(before, organisation, owners)
        if not touched:
            return before.result

    def measure(team: Team) -> Readying:
        return Readying(team.id, judging.judge(team, owners.services_of.get(team.id, ())))

    return Readiness(tuple(measure_each(organisation.teams, measure, earlier, touched).values()))


def _find_touched(before: Before[Readiness], organisation: Organisation, owners: Owners) -> frozenset[str]:
    """The teams that changed, or have other services; all where a week has another length."""
    was: Organisation = before.inputs["organisation"]
    if _find_week(was) != _find_week(organisation):
        return frozenset((*was.teams, *organisation.teams))
    touched = before.compare(before.inputs["owners"].services_of, owners.services_of)
    return before.compare(was.teams, organisation.teams) | touched


def _find_week(organisation: Organisation) -> float:
    return 5.0 if organisation.calendar is None else organisation.calendar.days_a_week


@dataclass(frozen=True, slots=True)
class _Judging:
    """The thresholds, and the working days of a week."""

    weights: Mapping[str, float]
    week: float

    def judge(self, team: Team, services: tuple[Service, ...]) -> tuple[Criterion, ...]:
        """The criteria of a team."""
        signals = team.signals or _NO_SIGNALS
        calm = (self._judge_alerts(team, signals), *find_rollback(team, services))
        releasers = (self._judge_releasers(team, signals),)
        return (
            Criterion(
                "exposure",
                f"no service at {self._slo} or above, no regulated data",
                tuple(self._find_exposure(team, services)),
            ),
            Criterion("calm", f"under {self._show(ALERTS)} alerts a week, rollback proven", calm),
            Criterion("releasers", f"at least {self._show(RELEASERS)} who can release alone", releasers),
            find_ai_checks(team),
            Criterion("toil", "toil falling", (_judge_toil(team, signals),)),
        )

    def _find_exposure(self, team: Team, services: tuple[Service, ...]) -> Iterator[Fact]:
        at = address_of("team", team.id)
        if not services:
            yield Fact(Standing.UNKNOWN, "it owns no service", at)
        elif all(service.slo is None for service in services):
            yield Fact(Standing.UNKNOWN, "nothing is said of availability", at, _entry(SLO))
        else:
            yield from map(self._judge_slo, services)
        if services and all(service.data is None for service in services):
            yield Fact(Standing.UNKNOWN, "nothing is said of regulated data", at)
        else:
            yield from map(_judge_data, services)

    def _judge_slo(self, service: Service) -> Fact:
        address = address_of("service", service.id)
        if service.slo is None:
            text = f"nothing is said of the availability of `{service.id}`"
            return Fact(Standing.UNKNOWN, text, address, _entry(SLO))
        return self._compare_slo(service.id, service.slo, address / "slo")

    def _compare_slo(self, service: str, slo: float, address: Address) -> Fact:
        limit = self.weights.get(SLO)
        text = f"`{service}` promises {slo * 100:.6g} %"
        if limit is None:
            return Fact(Standing.UNKNOWN, text, address, _entry(SLO))
        return Fact(_judge(slo < limit - _ROUNDING), text, address, _entry(SLO))

    def _judge_alerts(self, team: Team, signals: Signals) -> Fact:
        at, limit = address_of("team", team.id), self.weights.get(ALERTS)
        if signals.alerts is None or limit is None:
            return Fact(Standing.UNKNOWN, "nothing is said of alerts", at, _entry(ALERTS))
        alerts = signals.alerts.per_week(week=self.week)
        text = f"{alerts:.3g} alerts a week"
        return Fact(_judge(alerts < limit - _ROUNDING), text, at / "signals" / "alerts", _entry(ALERTS))

    def _judge_releasers(self, team: Team, signals: Signals) -> Fact:
        at, limit = address_of("team", team.id), self.weights.get(RELEASERS)
        number = signals.independent_releasers
        if number is None or limit is None:
            return Fact(Standing.UNKNOWN, "nothing is said of who can release alone", at, _entry(RELEASERS))
        at = at / "signals" / "independent_releasers"
        return Fact(_judge(number >= limit), f"{number} can release alone", at, _entry(RELEASERS))

    @property
    def _slo(self) -> str:
        limit = self.weights.get(SLO)
        return "a limit" if limit is None else f"{limit * 100:.6g} %"

    def _show(self, entry: str) -> str:
        limit = self.weights.get(entry)
        return "a limit of" if limit is None else f"{limit:g}"


_NO_SIGNALS = Signals.model_construct()


def _judge_data(service: Service) -> Fact:
    address = address_of("service", service.id)
    if service.data is None:
        return Fact(Standing.UNKNOWN, f"nothing is said of regulated data in `{service.id}`", address)
    held = ", ".join(service.data) or "no regulated data"
    return Fact(_judge(not service.data), f"`{service.id}` holds {held}", address / "data")


def _judge_toil(team: Team, signals: Signals) -> Fact:
    at, trend = address_of("team", team.id), signals.toil_trend
    if trend is None:
        return Fact(Standing.UNKNOWN, "nothing is said of where toil is going", at)
    return Fact(_judge(trend == "falling"), f"toil is {trend}", at / "signals" / "toil_trend")


def _judge(is_met: bool) -> Standing:
    return Standing.MET if is_met else Standing.NOT_MET


def _entry(name: str) -> str:
    return f"readiness.{name}"
