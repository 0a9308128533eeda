"""Whom do selectors reach once an organisation has changed?

Where teams, groups and domains are what they were as far as selectors see, only the services that changed,
and the teams that have or had them, may be reached now and were not, or the other way round.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from topo.analysis.owners import Owners
from topo.analysis.reaching import Reached, Reaching
from topo.analysis.renewing import Before
from topo.model.domain import Domain
from topo.model.organisation import Organisation
from topo.model.selector import Selector
from topo.model.team import Team


def find_reaching(owners: Owners, *, before: Before[Reaching] | None = None) -> Reaching:
    """The selectors' answers; of what has been asked `before`, with what the change touches found again."""
    reaching = Reaching(owners)
    if before is None or not _is_near(before, owners.organisation):
        return reaching
    earlier = before.result
    touched = before.compare(earlier.owners.organisation.services, owners.organisation.services)
    following = _Following(earlier, reaching, touched)
    for selector, reached in earlier.known.items():
        reaching.known[selector] = following.follow(selector, reached) if touched else reached
    return reaching


def find_moved(earlier: Reaching, later: Reaching, selectors: Iterable[Selector | None]) -> frozenset[str]:
    """The teams that one of these selectors reached, and does no more, or the other way round."""
    moved: set[str] = set()
    for selector in selectors:
        was, now = earlier.find(selector).teams, later.find(selector).teams
        if was is not now:
            moved |= was ^ now
    return frozenset(moved)


def _is_near(before: Before[Reaching], now: Organisation) -> bool:
    was = before.result.owners.organisation
    return (
        not before.compare(was.groups, now.groups)
        and all(
            _see_team(was.teams.get(id)) == _see_team(now.teams.get(id))
            for id in before.compare(was.teams, now.teams)
        )
        and all(
            _see_domain(was.domains.get(id)) == _see_domain(now.domains.get(id))
            for id in before.compare(was.domains, now.domains)
        )
    )


def _see_team(team: Team | None) -> tuple[object, ...] | None:
    """What selectors see of a team, and whether anything can be its own."""
    return None if team is None else (team.type, team.group, team.tags, team.is_empty)


def _see_domain(domain: Domain | None) -> tuple[object, ...] | None:
    return None if domain is None else (domain.parent, domain.owner)


class _Following:
    """Follows what selectors reach, over services that changed."""

    def __init__(self, earlier: Reaching, later: Reaching, touched: Collection[str]) -> None:
        self._later = later
        self._touched = touched
        owners = (earlier.owners.teams, later.owners.teams)
        self._teams = {teams[id] for teams in owners for id in touched if id in teams}

    def follow(self, selector: Selector | None, reached: Reached) -> Reached:
        """Whom a selector reaches now; the same value where nothing of it changed."""
        now = self._later.owners.services
        selected = {id for id in self._touched if id in now and self._later.selects(selector, now[id])}
        new, gone = selected - reached.services, reached.services.intersection(self._touched) - selected
        services = (reached.services - gone) | new if new or gone else reached.services
        found = reached if services is reached.services else replace(reached, services=services)
        teams = {team for team in self._teams if self._later.reaches_team(team, found)}
        was = self._teams & reached.teams
        return found if teams == was else replace(found, teams=(found.teams - was) | teams)
