"""What is the longest chain of teams that hand work over to each other?

The longest path in the team graph with every cycle taken as one step: the number of hand-offs is one less
than its steps. A service of nobody is a step too. Of several longest chains the first by id is told.
Deployables that teams share are kept out.

Source: the longest path in an acyclic graph (A); that long chains delay, is a rule of thumb (D).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from topo.analysis.cycles import find_kept_out
from topo.analysis.parts import Number, Part, count_up, not_assessed
from topo.analysis.renewing import Before
from topo.analysis.waiting import NOTHING_SAID
from topo.graph.owners import is_nobodys
from topo.graph.teams import Cause, TeamGraph

_NAME, _UNIT = "longest chain of hand-offs", "hand-offs"


@dataclass(frozen=True)
class Chain:
    """The longest chain: each step waits on the next.

    A step is a team, or the nodes of a cycle, by id; a service of nobody is `service:id`.
    """

    steps: tuple[tuple[str, ...], ...]
    kept_out: tuple[str, ...]
    is_assessed: bool
    graph: TeamGraph = field(repr=False, compare=False)

    @property
    def teams(self) -> tuple[str, ...]:
        """The teams in it, step by step."""
        return tuple(node for step in self.steps for node in step if not is_nobodys(node))

    @property
    def handoffs(self) -> Number:
        """How many hand-offs there are; each part is the first dependency that makes one."""
        if not self.is_assessed:
            return not_assessed(_NAME, _UNIT, NOTHING_SAID)
        return count_up(
            _NAME,
            _UNIT,
            max(0, len(self.steps) - 1),
            lambda: map(_part, self._causes()),
            lambda: (f"{id}: a shared deployable, kept out" for id in self.kept_out),
        )

    def _causes(self) -> Iterator[Cause]:
        for step, following in zip(self.steps, self.steps[1:], strict=False):
            ties = (
                (node, other)
                for node in step
                for other in following
                if other in self.graph.ties.get(node, ())
            )
            node, other = next(ties)
            yield next(self.graph.find_causes(node, other=other))


def measure_chain(graph: TeamGraph, *, before: Before[Chain] | None = None) -> Chain:
    """The longest chain of hand-offs in a team graph; its steps are as `before` where its ties are."""
    kept_out, is_assessed = find_kept_out(graph), graph.services.says_anything
    components = graph.components
    ids = graph.node_ids
    if before is not None and before.inputs["graph"].components is components:
        return Chain(before.result.steps, kept_out, is_assessed, graph)
    steps = [
        tuple(ids[member] for member in components[place]) for place in _longest(components, graph.successors)
    ]
    return Chain(tuple(steps), kept_out, is_assessed, graph)


def _longest(components: list[list[int]], successors: list[list[int]]) -> list[int]:
    """The places of the components on the longest path; a component stands after all that it leads to."""
    place_of = {member: place for place, members in enumerate(components) for member in members}
    lengths: list[int] = []
    following: list[int | None] = []
    for place, members in enumerate(components):
        others = {place_of[other] for member in members for other in successors[member]} - {place}
        best = min(others, key=lambda other: (-lengths[other], components[other][0]), default=None)
        lengths.append(0 if best is None else lengths[best] + 1)
        following.append(best)
    at = min(range(len(components)), key=lambda place: (-lengths[place], components[place][0]), default=None)
    path = []
    while at is not None:
        path.append(at)
        at = following[at]
    return path


def _part(cause: Cause) -> Part:
    return Part(f"{cause.node} waits on {cause.other}", 1, _UNIT, cause.address)
