"""How far does a change spread?

Propagation cost: with V the reflexive transitive closure of who waits on whom among n nodes (services, or
teams with the services of nobody), the *plain* cost is ΣV / n², the share of all pairs in which one may be
touched by a change of the other. Each node reaches itself, which alone makes 1/n; the *corrected* cost leaves
that floor out: (ΣV − n) / (n (n − 1)). Compare only organisations of about the same size. Deployables that
teams share are kept out; teams that own nothing are no nodes.

>>> [reached.bit_count() for reached in find_closure([[1, 2], [3], [4], [], [5], []])]
[6, 2, 3, 1, 2, 1]

Source: MacCormack, Rusnak and Baldwin (2006), Management Science 52(7) (B); the correction is arithmetic (A).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from topo.analysis.cycles import find_kept_out
from topo.analysis.parts import Number, Part, not_assessed, sum_repeated
from topo.analysis.renewing import Before
from topo.analysis.waiting import NOTHING_SAID
from topo.findings import Address
from topo.graph.components import find_components
from topo.graph.owners import is_nobodys, service_of
from topo.graph.teams import TeamGraph
from topo.graph.views import ServiceGraph
from topo.model.organisation import address_of

_SHARE = "share"


@dataclass(frozen=True)
class Propagation:
    """How many nodes each node reaches, itself included: those on which it waits, in however many steps.

    `over` says what the nodes are: services, or teams (where a service of nobody is `service:id`).
    """

    over: str
    nodes: tuple[str, ...] = field(repr=False)
    reached: tuple[int, ...] = field(repr=False)
    is_assessed: bool
    kept_out: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """ΣV: how many ordered pairs of nodes reach each other, each node and itself among them."""
        return sum(self.reached)

    @cached_property
    def plain(self) -> Number:
        """ΣV / n², a part for each node; not assessed where nothing is said of dependencies."""
        return self._share("propagation cost, plain", len(self.nodes) ** 2, 0)

    @cached_property
    def corrected(self) -> Number:
        """(ΣV − n) / (n (n − 1)), a part for each node that reaches another; from two nodes on."""
        count = len(self.nodes)
        return self._share("propagation cost", count * (count - 1), 1)

    def _share(self, name: str, pairs: int, floor: int) -> Number:
        name = f"{name}, over {self.over}"
        if not self.is_assessed:
            return not_assessed(name, _SHARE, NOTHING_SAID)
        if not pairs:
            return not_assessed(name, _SHARE, f"fewer than two {self.over}")
        amount = sum_repeated(
            ((count - floor) / pairs, times) for count, times in Counter(self.reached).items()
        )
        return Number(name, amount, _SHARE, lambda: self._parts(pairs, floor), self._find_missing)

    def _find_missing(self) -> Iterator[str]:
        return (f"{id}: a shared deployable, kept out" for id in self.kept_out)

    def _parts(self, pairs: int, floor: int) -> Iterator[Part]:
        for node, count in zip(self.nodes, self.reached, strict=True):
            if count > floor:
                label = f"{node} reaches {count - floor}"
                yield Part(label, (count - floor) / pairs, _SHARE, _address(self.over, node))


@dataclass(frozen=True)
class Reach:
    """On how many others each service waits, in however many steps.

    `closure` is by service what it reaches, itself included, as bits; `bits` is by service its own bit.
    """

    graph: ServiceGraph = field(repr=False, compare=False)
    closure: tuple[int, ...] = field(repr=False)
    bits: tuple[int, ...] = field(repr=False)

    def find(self, service: str) -> Number:
        """How many others a service reaches, a part for each dependency through which it reaches more.

        What several dependencies lead to counts with the first of them by id.
        """
        if not self.graph.says_anything:
            return not_assessed("reach", "services", NOTHING_SAID)
        number = self.graph.numbers.get(service)
        if number is None:
            return not_assessed("reach", "services", "retired")
        amount = float(self.closure[number].bit_count() - 1)
        return Number("reach", amount, "services", lambda: self._parts(number))

    def _parts(self, number: int) -> Iterator[Part]:
        seen = 1 << self.bits[number]
        for other in self.graph.successors[number]:
            new = (self.closure[other] & ~seen).bit_count()
            seen |= self.closure[other]
            if new:
                label = (
                    self.graph.ids[other] if new == 1 else f"{self.graph.ids[other]} and {new - 1} behind it"
                )
                yield Part(label, float(new), "services", self.graph.address(number, other))


def measure_reach(graph: ServiceGraph, *, before: Before[Reach] | None = None) -> Reach:
    """What each service of a graph reaches; as `before` where none waits on others."""
    if before is not None and before.inputs["graph"].ids == graph.ids:
        was: ServiceGraph = before.inputs["graph"]
        if was.successors == graph.successors:
            return replace(before.result, graph=graph)
    closure, order = _find_closure(graph.successors)
    bits = [0] * len(order)
    for bit, number in enumerate(order):
        bits[number] = bit
    return Reach(graph, tuple(closure), tuple(bits))


def measure_service_propagation(
    graph: ServiceGraph, *, reach: Reach | None = None, before: Before[Propagation] | None = None
) -> Propagation:
    """The propagation cost over services. It does not change when only owners do.

    `reach` is what each service reaches, where that is known already.
    """
    if before is not None and reach is not None and before.inputs["reach"].closure is reach.closure:
        return replace(before.result, is_assessed=graph.says_anything)
    reach = reach or measure_reach(graph)
    reached = tuple(bits.bit_count() for bits in reach.closure)
    return Propagation("services", graph.ids, reached, graph.says_anything)


def measure_team_propagation(graph: TeamGraph, *, before: Before[Propagation] | None = None) -> Propagation:
    """The propagation cost over teams, and over the services of nobody as nodes of their own."""
    kept_out, says_anything = find_kept_out(graph), graph.services.says_anything
    if before is not None and before.inputs["graph"].successors is graph.successors:
        was = before.result
        if was.kept_out == kept_out and was.is_assessed == says_anything:
            return was
        return replace(was, kept_out=kept_out, is_assessed=says_anything)
    reached = count_reached(graph.successors, graph.components)
    return Propagation("teams", graph.node_ids, reached, says_anything, kept_out)


def count_reached(
    successors: Sequence[Sequence[int]], components: Sequence[Sequence[int]] | None = None
) -> tuple[int, ...]:
    """How many nodes each node reaches, itself included; `components` where they are known already."""
    return tuple(reached.bit_count() for reached in _find_closure(successors, components)[0])


def find_closure(successors: Sequence[Sequence[int]]) -> list[int]:
    """The nodes that each node reaches, as bits of a number; bit n is node n."""
    reached, order = _find_closure(successors)
    return [_renumber(bits, order) for bits in reached]


def _find_closure(
    successors: Sequence[Sequence[int]], components: Sequence[Sequence[int]] | None = None
) -> tuple[list[int], list[int]]:
    """The nodes that each node reaches, as bits, and which node each bit is.

    Bits go component by component, so that the members of one are neighbours. Members of a component share
    one number, and a component is closed after all that it leads to.
    """
    order: list[int] = []
    reached = [0] * len(successors)
    for members in find_components(successors) if components is None else components:
        bits = ((1 << len(members)) - 1) << len(order)
        order += members
        own = set(members)
        for other in {other for member in members for other in successors[member]} - own:
            bits |= reached[other]
        for member in members:
            reached[member] = bits
    return reached, order


def _renumber(bits: int, order: Sequence[int]) -> int:
    found = 0
    while bits:
        low = bits & -bits
        found |= 1 << order[low.bit_length() - 1]
        bits ^= low
    return found


def _address(over: str, node: str) -> Address:
    if over == "services":
        return address_of("service", node)
    return address_of("service", service_of(node)) if is_nobodys(node) else address_of("team", node)
