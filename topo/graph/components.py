"""Which nodes reach each other, both ways?

Strongly connected components, after Tarjan (1972), "Depth-first search and linear graph algorithms", SIAM
Journal on Computing 1(2). Without recursion: a chain of services may be longer than the stack is deep.
"""

from collections.abc import Iterator, Sequence


def find_components(successors: Sequence[Sequence[int]]) -> list[list[int]]:
    """The components, each in order; whatever a component leads to stands before it.

    >>> find_components([[1], [0, 2], []])
    [[2], [0, 1]]
    """
    return _Search(successors).run()


class _Search:
    def __init__(self, successors: Sequence[Sequence[int]]) -> None:
        self.successors = successors
        self.found: list[list[int]] = []
        self.order = [0] * len(successors)  # 0: not seen yet
        self.low = [0] * len(successors)
        self.is_open = [False] * len(successors)
        self.open: list[int] = []
        self.seen = 0

    def run(self) -> list[list[int]]:
        for node in range(len(self.successors)):
            if not self.order[node]:
                self._visit(node)
        return self.found

    def _visit(self, start: int) -> None:
        path = [(start, self._enter(start))]
        low, order = self.low, self.order
        while path:
            node, left = path[-1]
            for other in left:
                if not order[other]:
                    path.append((other, self._enter(other)))
                    break
                if self.is_open[other] and order[other] < low[node]:
                    low[node] = order[other]
            else:
                path.pop()
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[node])
                if low[node] == order[node]:
                    self._close(node)

    def _enter(self, node: int) -> Iterator[int]:
        self.seen += 1
        self.order[node] = self.low[node] = self.seen
        self.is_open[node] = True
        self.open.append(node)
        return iter(self.successors[node])

    def _close(self, node: int) -> None:
        members: list[int] = []
        while not members or members[-1] != node:
            members.append(self.open.pop())
            self.is_open[members[-1]] = False
        self.found.append(sorted(members))
