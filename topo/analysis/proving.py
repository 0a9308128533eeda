"""Can each of a team's releases be taken back?

A service's own `rollback` beats the team's signal. Where neither says anything it is unknown.
"""

from collections.abc import Iterable, Iterator

from topo.analysis.criterion import Fact, Standing
from topo.model.organisation import address_of
from topo.model.service import Service
from topo.model.team import Team

PROVEN = "proven"


def find_rollback(team: Team, services: Iterable[Service]) -> tuple[Fact, ...]:
    """A fact for each thing said of taking releases back, and for each service of which nothing is said."""
    signal = None if team.signals is None else team.signals.rollback
    facts = list(_find_stated(services))
    silent = [service for service in services if service.rollback is None]
    if signal is not None and (silent or not facts):
        at = address_of("team", team.id) / "signals" / "rollback"
        facts.append(Fact(_judge(signal), f"rollback of `{team.id}` is {signal}", at))
    elif not facts:
        facts.append(Fact(Standing.UNKNOWN, "nothing is said of rollback", address_of("team", team.id)))
    else:
        facts += [
            Fact(
                Standing.UNKNOWN,
                f"nothing is said of rollback of `{service.id}`",
                address_of("service", service.id),
            )
            for service in silent
        ]
    return tuple(facts)


def _find_stated(services: Iterable[Service]) -> Iterator[Fact]:
    for service in services:
        if service.rollback is not None:
            at = address_of("service", service.id) / "rollback"
            yield Fact(_judge(service.rollback), f"rollback of `{service.id}` is {service.rollback}", at)


def _judge(rollback: str) -> Standing:
    return Standing.MET if rollback == PROVEN else Standing.NOT_MET
