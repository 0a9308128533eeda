"""Which edges of least weight must go, so that no ring is left?

A minimum feedback arc set. An order of the nodes cuts the edges that run backward in it, and some order's cut
is the lightest; so the exact search is over orders, by subsets (Held and Karp's scheme: 2ⁿ·n steps). Beyond
`MOST_EXACT` nodes the order is found greedily after Eades, Lin and Smyth (1993), with weights: take what
nobody leads to first, what leads to nobody last, else first what leads out most.

Weights are whole numbers, so that equal cuts are seen to be equal.
"""

from collections.abc import Sequence
from heapq import heapify, heappop, heappush

MOST_EXACT = 12
"""Up to how many nodes the cut is the lightest."""

Weights = Sequence[dict[int, int]]
"""By node: the weight of its edge to each other node."""


def find_cut(weights: Weights) -> list[tuple[int, int]]:
    """The edges to cut, in order; the lightest cut up to `MOST_EXACT` nodes.

    >>> find_cut([{1: 3}, {2: 2}, {0: 2, 1: 9}])
    [(1, 2)]
    """
    order = _best_order(weights) if len(weights) <= MOST_EXACT else _greedy_order(weights)
    places = {node: place for place, node in enumerate(order)}
    return sorted(
        (node, other)
        for node, others in enumerate(weights)
        for other in others
        if places[node] > places[other]
    )


def _best_order(weights: Weights) -> list[int]:
    """The order whose backward edges weigh least; a set of nodes is a bit mask."""
    back = [_sums_into(weights[node], len(weights)) for node in range(len(weights))]
    costs, last = [0], [0]
    for nodes in range(1, 1 << len(weights)):
        best, chosen, left = -1, 0, nodes
        while left:
            bit = left & -left
            node = bit.bit_length() - 1
            cost = costs[nodes ^ bit] + back[node][nodes ^ bit]
            if best < 0 or cost < best:
                best, chosen = cost, node
            left ^= bit
        costs.append(best)
        last.append(chosen)
    order, nodes = [], (1 << len(weights)) - 1
    while nodes:
        order.append(last[nodes])
        nodes ^= 1 << last[nodes]
    return order[::-1]


def _greedy_order(weights: Weights) -> list[int]:
    return _Greedy(weights).run()


def _sums_into(edges: dict[int, int], count: int) -> list[int]:
    """The weight of a node's edges into every set of nodes."""
    sums = [0]
    for other in range(count):
        weight = edges.get(other, 0)
        sums += [each + weight for each in sums] if weight else sums
    return sums


class _Greedy:
    """What is left to place, and how much more leads out of each node than into it."""

    def __init__(self, weights: Weights) -> None:
        self.out = weights
        self.into: list[dict[int, int]] = [{} for _ in weights]
        for node, others in enumerate(weights):
            for other, weight in others.items():
                self.into[other][node] = weight
        self.surplus = [
            sum(out.values()) - sum(into.values()) for out, into in zip(weights, self.into, strict=True)
        ]
        self.leading_out = [len(each) for each in weights]
        self.leading_in = [len(each) for each in self.into]
        self.left = set(range(len(weights)))
        self.heap = [(-surplus, node) for node, surplus in enumerate(self.surplus)]
        heapify(self.heap)
        self.ends = [node for node in range(len(weights)) if self._is_end(node)]

    def run(self) -> list[int]:
        first: list[int] = []
        final: list[int] = []
        while self.left:
            node = self._next()
            is_sink = not self.leading_out[node] and self.leading_in[node] > 0
            (final if is_sink else first).append(node)
            self._take(node)
        return first + final[::-1]

    def _next(self) -> int:
        while self.ends:
            node = heappop(self.ends)
            if node in self.left:
                return node
        while True:
            surplus, node = heappop(self.heap)
            if node in self.left and -surplus == self.surplus[node]:
                return node

    def _take(self, node: int) -> None:
        self.left.discard(node)
        for other, weight in self.out[node].items():
            self.leading_in[other] -= 1
            self._change(other, weight)
        for other, weight in self.into[node].items():
            self.leading_out[other] -= 1
            self._change(other, -weight)

    def _change(self, node: int, surplus: int) -> None:
        if node in self.left:
            self.surplus[node] += surplus
            if self._is_end(node):
                heappush(self.ends, node)
            else:
                heappush(self.heap, (-self.surplus[node], node))

    def _is_end(self, node: int) -> bool:
        return not self.leading_in[node] or not self.leading_out[node]
