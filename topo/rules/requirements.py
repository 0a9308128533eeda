"""What requires that two teams coordinate, as a message tells it?"""

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from topo.analysis.joining import CauseKind, Link, address_of_link, find_wholes
from topo.findings import Address, Related
from topo.rules.context import Context
from topo.rules.naming import bare, joined, quoted
from topo.rules.neighbours import tell_entry
from topo.text import count

_PROFILE = "dependencies"
_RELEASE = "release"


_KINDS = (CauseKind.DEPENDENCY, CauseKind.DEPLOYABLE, CauseKind.HAND_OFF)


class Required(NamedTuple):
    """What requires one pair: where each stands, the heaviest first, and how many of each kind there are."""

    places: tuple[Related, ...]
    dependencies: int
    deployables: int
    hand_offs: int

    @property
    def number(self) -> int:
        """How many there are in all."""
        return self.dependencies + self.deployables + self.hand_offs

    def tell(self) -> str:
        """How many of each kind, in words."""
        kinds = (
            (self.dependencies, "dependency", "dependencies"),
            (self.deployables, "shared deployable", None),
            (self.hand_offs, "hand-off", None),
        )
        return joined(count(number, one, several) for number, one, several in kinds if number)


class Requirements:
    """Tells the links between teams of one organisation."""

    def __init__(self, context: Context) -> None:
        self._organisation = context.organisation
        self._owners = context.measures.owners
        self._weights = context.weights[_PROFILE]

    def gather(self, links: Iterable[Link]) -> Required:
        """What these links come to. A deployable is one, and stands where the teams have parts in it."""
        distinct = sorted(set(links))
        kinds = [each[0] for each in {self._identify(link) for link in distinct}]
        told = [(*self._tell(link), address_of_link(link)) for link in distinct]
        told.sort(key=_heaviest_first)
        places = tuple(Related(text, address) for _, text, address in told)
        return Required(places, *map(kinds.count, _KINDS))

    def _identify(self, link: Link) -> tuple[str, ...]:
        """What is counted once: a service and what it depends on, a deployable, a stage of a stream."""
        return (link[0], self._wholes[link[1]]) if link[0] is CauseKind.DEPLOYABLE else link[:3]

    def _tell(self, link: Link) -> tuple[float, str]:
        """What a link weighs, and what it says; a hand-off weighs nothing, and so comes last."""
        kind, thing, item, what = link
        if kind is CauseKind.HAND_OFF:
            teams = " → ".join(map(bare, what.split(" → ")))
            return 0.0, f"{quoted(thing)} hands over at {quoted(item)}: {teams}"
        service = f"{quoted(thing)} of {quoted(self._owners.teams[thing])}"
        if kind is CauseKind.DEPLOYABLE:
            whole = self._wholes[thing]
            how = "is the deployable" if thing == whole else f"is released with {quoted(whole)}"
            return self._weights[_RELEASE], f"{service} {how}"
        entry = self._find_entry(thing, item, what)
        return self._weights[entry], f"{service} waits on {quoted(item)} ({tell_entry(entry)})"

    def _find_entry(self, service: str, said: str, via: str) -> str:
        """The entry that weighs a dependency: what people say of it beats how it is coupled."""
        for each in self._organisation.services[service].depends_on:
            if each.service == said and each.via == via:
                return each.slows or each.via
        return via

    @cached_property
    def _wholes(self) -> dict[str, str]:
        """The deployable of each service that is released with others."""
        return {part: whole for whole, parts in find_wholes(self._owners).items() for part in parts}


def _heaviest_first(told: tuple[float, str, Address]) -> float:
    return -told[0]
