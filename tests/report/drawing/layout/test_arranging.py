from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.report.drawing.conftest import CASES
from tests.report.pictures.weights import WEIGHTS
from tests.strategies import organisations
from topo.analysis.measures import Measures
from topo.model.organisation import Organisation
from topo.report.drawing.layout.arranging import Arrangement, Heads, Rect, arrange
from topo.report.drawing.layout.curves import find_curves
from topo.report.drawing.layout.pieces import find_point
from topo.report.pictures.catalogue import VIEWS, make_picture
from topo.report.pictures.picture import Box, Edge, Flow, Kind, Node, Picture, Tie
from topo.report.pictures.wanted import Grouping, Wanted

SLACK = 0.5


def lay_out(picture: Picture) -> Arrangement:
    """The arrangement of a picture whose cards differ in size."""
    nodes = {
        node.id: (60.0 + 7 * (len(node.title) % 9), 30.0 + 5 * len(node.lines)) for node in picture.nodes
    }
    return arrange(picture, Heads(nodes, {box.id: (80.0, 20.0) for box in picture.boxes}))


def meets(one: Rect, other: Rect) -> bool:
    """Whether two rectangles share more than a border."""
    return (
        one.x < other.x + other.width - SLACK
        and other.x < one.x + one.width - SLACK
        and one.y < other.y + other.height - SLACK
        and other.y < one.y + one.height - SLACK
    )


def holds(outer: Rect, inner: Rect) -> bool:
    """Whether one rectangle lies in another."""
    return (
        outer.x <= inner.x + SLACK
        and outer.y <= inner.y + SLACK
        and outer.x + outer.width >= inner.x + inner.width - SLACK
        and outer.y + outer.height >= inner.y + inner.height - SLACK
    )


def check(picture: Picture) -> None:
    """Cards and boxes meet none of their neighbours, and stand in their boxes and in the picture."""
    arrangement = lay_out(picture)
    paper = Rect(0.0, 0.0, arrangement.width, arrangement.height)
    inside: dict[str | None, list[Rect]] = {}
    for node in picture.nodes:
        inside.setdefault(node.box, []).append(arrangement.nodes[node.id])
    for box in picture.boxes:
        inside.setdefault(box.parent, []).append(arrangement.boxes[box.id])
    for id, rects in inside.items():
        outer = paper if id is None else arrangement.boxes[id]
        assert all(holds(outer, rect) for rect in rects)
        for number, rect in enumerate(rects):
            assert not any(meets(rect, other) for other in rects[:number])


def find_passed(picture: Picture) -> list[tuple[str, str, str]]:
    """Where a line passes behind a card that is neither of its ends."""
    arrangement = lay_out(picture)
    passed = []
    for number, curve in find_curves(picture, arrangement).items():
        edge = picture.edges[number]
        points = [find_point(piece, share / 12) for piece in curve.pieces for share in range(13)]
        for id, rect in arrangement.nodes.items():
            inner = Rect(rect.x + 1, rect.y + 1, rect.width - 2, rect.height - 2)
            if id not in (edge.tail, edge.head) and any(holds(inner, Rect(*at, 0.0, 0.0)) for at in points):
                passed.append((edge.tail, edge.head, id))
    return passed


@pytest.mark.parametrize("case", CASES)
def test_the_nasty_organisation(case: str, nasty: Callable[[str], Picture]) -> None:
    """Nothing stands on anything, and no line passes behind a card."""
    check(nasty(case))
    assert find_passed(nasty(case)) == []


@settings(max_examples=40)
@given(organisations(), st.sampled_from(sorted(VIEWS)), st.data())
def test_any_organisation(organisation: Organisation, name: str, data: st.DataObject) -> None:
    """Nothing stands on anything, however it is grouped."""
    group_by: Grouping | None = data.draw(st.sampled_from([None, *VIEWS[name].groupings]))
    measures = Measures(organisation, date(2026, 12, 1), WEIGHTS)
    check(make_picture(measures, name, Wanted(group_by=group_by)))


@given(
    st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8))),
    st.lists(st.sampled_from(["outer", "inner", "other", None]), min_size=9, max_size=9),
    st.sampled_from(Flow),
)
def test_any_ties_among_boxes_in_boxes(
    ties: list[tuple[int, int]], places: list[str | None], flow: Flow
) -> None:
    """Each edge but one to itself has a way that begins and ends at its cards."""
    nodes = tuple(Node(f"n{each}", Kind.TEAM, "x" * each, box=place) for each, place in enumerate(places))
    edges = tuple(Edge(f"n{tail}", f"n{head}", Tie.WAITS) for tail, head in ties)
    parents = {"outer": None, "inner": "outer", "other": None}
    boxes = tuple(Box(id, Kind.GROUP, id, parent=parent) for id, parent in parents.items())
    picture = Picture("teams", "t", nodes, edges, boxes, flow=flow)
    check(picture)
    arrangement = lay_out(picture)
    curves = find_curves(picture, arrangement)
    assert set(curves) == {number for number, (tail, head) in enumerate(ties) if tail != head}
    for number, curve in curves.items():
        for end, id in ((curve.start, edges[number].tail), (curve.end, edges[number].head)):
            assert holds(arrangement.nodes[id], Rect(*end, 0.0, 0.0))
        for one, other in pairwise(curve.pieces):
            assert one[3] == pytest.approx(other[0])


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9))), st.sampled_from(Flow))
def test_no_line_passes_behind_a_card(ties: list[tuple[int, int]], flow: Flow) -> None:
    """Where there are no boxes, never."""
    nodes = tuple(Node(f"n{each}", Kind.TEAM, "x" * each, ("l",) * (each % 4)) for each in range(10))
    edges = tuple(Edge(f"n{tail}", f"n{head}", Tie.WAITS) for tail, head in ties)
    assert find_passed(Picture("teams", "t", nodes, edges, flow=flow)) == []


def test_many_cards_without_ties_stand_in_rows() -> None:
    """Neither all beside each other nor all below."""
    nodes = tuple(Node(f"n{each}", Kind.TEAM, "x") for each in range(30))
    arrangement = lay_out(Picture("ownership", "t", nodes))
    assert 0.5 < arrangement.width / arrangement.height < 4


def test_a_long_chain_of_waiting() -> None:
    """Longer than the stack is deep."""
    nodes = tuple(Node(f"n{each}", Kind.TEAM, "x") for each in range(1500))
    edges = tuple(Edge(f"n{each}", f"n{each + 1}", Tie.WAITS) for each in range(1499))
    arrangement = lay_out(Picture("teams", "t", nodes, edges))
    assert arrangement.nodes["n0"].x < arrangement.nodes["n1499"].x
