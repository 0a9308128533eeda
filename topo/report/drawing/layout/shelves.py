"""How do layouts that nothing joins stand beside and below each other?"""

import math
from collections.abc import Sequence

from topo.report.drawing.layout.layered import Point, Size

SHELF_GAP = 34.0


def shelve(sizes: Sequence[Size], aspect: float = 1.5) -> tuple[list[Point], Size]:
    """The corner of each, in rows of about the same width, and the whole size; the order stays.

    `aspect` is how much wider across than along the flow it wants to be.

    >>> shelve([Size(100, 50), Size(60, 40), Size(60, 40)])
    ([(0.0, 0.0), (134.0, 0.0), (0.0, 84.0)], Size(across=194.0, along=124.0))
    """
    if not sizes:
        return [], Size(0.0, 0.0)
    area = sum((size.across + SHELF_GAP) * (size.along + SHELF_GAP) for size in sizes)
    widest = max([math.sqrt(area * aspect), *(size.across for size in sizes)])
    corners: list[Point] = []
    across = along = high = right = 0.0
    for size in sizes:
        if across and across + size.across > widest:
            across, along, high = 0.0, along + high + SHELF_GAP, 0.0
        corners.append((across, along))
        right = max(right, across + size.across)
        across, high = across + size.across + SHELF_GAP, max(high, size.along)
    return corners, Size(right, along + high)
