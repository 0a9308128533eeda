"""How many working hours do people at different sites share?

A site has a time zone and office hours (9–17 unless said); a name under a team's `sites:` that is no site
may be a time zone itself. Hours are compared on one day, since summer time begins and ends on different days
in different places. Where a zone is unknown, nothing is assessed.

Source: arithmetic on the time zone database (grade A); that everybody keeps office hours is topo's own
assumption (E).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import NamedTuple

from topo.analysis.declaring import Pair
from topo.findings import Address
from topo.model.organisation import Organisation, address_of
from topo.model.quantity import OfficeHours
from topo.model.references import resolve
from topo.model.team import Team

OFFICE_HOURS = OfficeHours(9.0, 17.0)
"""The hours of a site that says none: the language's own default."""


class Place(NamedTuple):
    """Where some of a team's people work: their zone (None: unknown) and local office hours."""

    team: str
    site: str
    zone: str | None
    hours: OfficeHours

    @property
    def address(self) -> Address:
        """Where the team says so."""
        return address_of("team", self.team) / "sites" / self.site


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two places and the working hours that they share in a day; None: a zone is unknown."""

    one: Place
    other: Place
    hours: float | None


@dataclass(frozen=True, slots=True)
class SharedHours:
    """The working hours that two teams share, place by place."""

    teams: Pair
    overlaps: tuple[Overlap, ...]

    @property
    def least(self) -> float | None:
        """The fewest hours that people of the two share; None where a zone is unknown."""
        hours = [overlap.hours for overlap in self.overlaps]
        known = [each for each in hours if each is not None]
        return min(known) if known and len(known) == len(hours) else None


def find_places(organisation: Organisation) -> dict[str, tuple[Place, ...]]:
    """Where the people of each team work, for the teams that say so; a site with nobody is none."""
    teams = {id: find_places_of(organisation, team) for id, team in sorted(organisation.teams.items())}
    return {id: places for id, places in teams.items() if places}


def find_places_of(organisation: Organisation, team: Team) -> tuple[Place, ...]:
    """Where the people of one team work; none where it does not say so."""
    sites = sorted(team.sites.items()) if team.sites else ()
    return tuple(_place(organisation, team.id, site) for site, heads in sites if heads)


def measure_shared_hours(
    places: Mapping[str, tuple[Place, ...]], pairs: Iterable[Pair], *, as_of: date
) -> tuple[SharedHours, ...]:
    """The hours that each of these pairs of teams shares on the day `as_of`; without sites it is left out."""
    return tuple(
        SharedHours(pair, tuple(_overlap(a, b, as_of) for a in places[pair[0]] for b in places[pair[1]]))
        for pair in pairs
        if pair[0] in places and pair[1] in places
    )


def find_overlaps_inside(places: Iterable[Place], *, as_of: date) -> tuple[Overlap, ...]:
    """The hours that each two places of one team share; places with one zone and the same hours are one."""
    distinct: dict[tuple[str | None, OfficeHours], Place] = {}
    for place in places:
        distinct.setdefault((place.zone or f"unknown: {place.site}", place.hours), place)
    apart = list(distinct.values())
    return tuple(_overlap(a, b, as_of) for at, a in enumerate(apart) for b in apart[at + 1 :])


def count_shared_hours(one: OfficeHours, other: OfficeHours, *, apart: float) -> float:
    """The hours that two working days share when the other's clocks are `apart` hours ahead.

    >>> count_shared_hours(OfficeHours(9, 17), OfficeHours(10, 18), apart=4.5)
    4.5
    """
    shared = 0.0
    for days in (-24, 0, 24):
        begin = max(one.start, other.start - apart + days)
        end = min(one.end, other.end - apart + days)
        shared += max(0.0, end - begin)
    return shared


@cache
def find_offset(zone: str, day: date) -> float | None:
    """The hours by which a zone's clocks are ahead of UTC at noon of `day`; None: no such zone is known.

    >>> find_offset("Europe/Berlin", date(2026, 7, 1)), find_offset("Berlin", date(2026, 7, 1))
    (2.0, None)
    """
    from zoneinfo import ZoneInfo

    try:
        offset = datetime.combine(day, time(12), ZoneInfo(zone)).utcoffset()
    except (KeyError, ValueError, OSError):  # not found; a path that leads elsewhere; a folder of zones
        return None
    return None if offset is None else offset.total_seconds() / 3600


def _place(organisation: Organisation, team: str, said: str) -> Place:
    target = resolve(organisation, said, ("site",))
    if target is None:
        return Place(team, said, said, OFFICE_HOURS)
    site = organisation.sites[target.id]
    return Place(team, said, site.zone, site.hours or OFFICE_HOURS)


def _overlap(one: Place, other: Place, as_of: date) -> Overlap:
    here = None if one.zone is None else find_offset(one.zone, as_of)
    there = None if other.zone is None else find_offset(other.zone, as_of)
    if here is None or there is None:
        return Overlap(one, other, None)
    return Overlap(one, other, count_shared_hours(one.hours, other.hours, apart=there - here))
