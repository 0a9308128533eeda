"""How do cards that nothing ties stand in rows, where an engine would put all of them in one?"""

import math

from topo.report.pictures.picture import Flow, Picture

_SLENDER = {Flow.DOWN: 1.8, Flow.RIGHT: 2.2}
"""How many more rows than cards in a row, as the flow goes: cards are wider than high."""


def find_rows(picture: Picture) -> list[tuple[str, str]]:
    """Pairs of nodes of which the second shall stand behind the first, as an invisible line puts it."""
    tied = {id for edge in picture.edges for id in (edge.tail, edge.head)}
    alone: dict[str | None, list[str]] = {}
    for node in picture.nodes:
        if node.id not in tied:
            alone.setdefault(node.box, []).append(node.id)
    return [pair for ids in alone.values() for pair in _find_pairs(ids, _SLENDER[picture.flow])]


def _find_pairs(ids: list[str], slender: float) -> list[tuple[str, str]]:
    beside = max(1, round(math.sqrt(len(ids) * slender)))
    return list(zip(ids, ids[beside:], strict=False))
