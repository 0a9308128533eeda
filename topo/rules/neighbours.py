"""How does a message tell the teams at the other ends of what a team waits on?"""

from collections.abc import Iterable
from typing import NamedTuple

from topo.findings import Related
from topo.graph.owners import is_nobodys
from topo.graph.teams import Cause
from topo.rules.naming import joined, quoted
from topo.text import count

_PROFILE = "dependencies."
_HOW = {"no": "slows nobody"}


class Neighbour(NamedTuple):
    """Another team, and what makes one wait on the other, the heaviest first."""

    team: str
    causes: tuple[Cause, ...]

    @property
    def load(self) -> float:
        """The weight of it all."""
        return sum(cause.weight for cause in self.causes)


def find_neighbours(causes: Iterable[Cause], *, of: str) -> list[Neighbour]:
    """The teams at the ends of these that are not `of`, the heaviest first; what nobody owns is none."""
    found: dict[str, list[Cause]] = {}
    for cause in causes:
        team = cause.node if cause.other == of else cause.other
        if not is_nobodys(team):
            found.setdefault(team, []).append(cause)
    neighbours = [Neighbour(team, tuple(sorted(each, key=_heaviest_first))) for team, each in found.items()]
    return sorted(neighbours, key=lambda each: (-each.load, each.team))


def _heaviest_first(cause: Cause) -> tuple[float, str, str, str]:
    return -cause.weight, cause.service or "", cause.target, cause.weighed_by


def tell(neighbours: Iterable[Neighbour]) -> str:
    """The teams, each with the number of its dependencies."""
    return joined(f"{quoted(each.team)} ({len(each.causes):,})" for each in neighbours)


def relate(neighbour: Neighbour) -> Related:
    """The heaviest of a neighbour's dependencies, and how many more there are."""
    first, *others = neighbour.causes
    more = f", and {count(len(others), 'more dependency', 'more dependencies')}" if others else ""
    return Related(f"{describe(first)}{more}", first.address)


def describe(cause: Cause) -> str:
    """Who waits on what, and how, in words."""
    if cause.service is None:
        return (
            f"{quoted(cause.target)} is released by {quoted(cause.node)} and {quoted(cause.other)} together"
        )
    whose = ", which no team owns" if is_nobodys(cause.other) else f" of {quoted(cause.other)}"
    how = tell_entry(cause.weighed_by.removeprefix(_PROFILE))
    return f"{quoted(cause.service)} waits on {quoted(cause.target)}{whose} ({how})"


def tell_entry(entry: str) -> str:
    """How a dependency is weighed, in words.

    >>> tell_entry("sync"), tell_entry("no")
    ('sync', 'slows nobody')
    """
    return _HOW.get(entry, entry)
