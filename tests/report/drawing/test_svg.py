from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.report.drawing.conftest import CASES
from tests.report.pictures.weights import WEIGHTS
from tests.strategies import organisations
from topo.analysis.measures import Measures
from topo.model.organisation import Organisation
from topo.report.drawing.lettering import clean, tell
from topo.report.drawing.svg import render_svg
from topo.report.pictures.catalogue import VIEWS, make_picture
from topo.report.pictures.picture import Box, Edge, Kind, Node, Picture, Tie
from topo.report.pictures.wanted import Wanted

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"svg", "g", "title", "rect", "text", "path", "polygon", "circle"}


def parse(picture: Picture) -> etree._Element:
    """The document, which must be well-formed and hold nothing but plain shapes and text."""
    tree = etree.fromstring(render_svg(picture).encode())
    assert {element.tag.removeprefix(SVG) for element in tree.iter()} <= ELEMENTS
    return tree


@pytest.mark.parametrize("case", CASES)
def test_the_nasty_organisation(case: str, nasty: Callable[[str], Picture]) -> None:
    """Well-formed, and every thing, tie and box tells what it is."""
    picture = nasty(case)
    titles = [element.text for element in parse(picture).iter(f"{SVG}title")]
    assert len(titles) == 1 + len(picture.nodes) + len(picture.edges) + len(picture.boxes)
    for thing in (*picture.nodes, *picture.boxes):
        assert tell(thing) in titles


@settings(max_examples=25)
@given(organisations(), st.sampled_from(sorted(VIEWS)))
def test_any_organisation(organisation: Organisation, name: str) -> None:
    """Well-formed, whatever its names hold."""
    picture = make_picture(Measures(organisation, date(2026, 12, 1), WEIGHTS), name, Wanted())
    titles = [element.text for element in parse(picture).iter(f"{SVG}title")]
    assert len(titles) == 1 + len(picture.nodes) + len(picture.edges) + len(picture.boxes)


@given(st.text(), st.text())
def test_any_text(title: str, line: str) -> None:
    """As id, title, fact, alarm, item, label and note."""
    box = Box(line, Kind.NOBODY, line, (title,), (title,))
    nodes = (
        Node(f"a{title}", Kind.NOBODY, title, (line,), (line,), (line,), box=box.id),
        Node("", Kind.COMPLICATED_SUBSYSTEM, line),
    )
    edge = Edge(f"a{title}", "", Tie.RELEASED_TOGETHER, line, alarms=(title,), reasons=(line,))
    tree = parse(Picture("teams", title, nodes, (edge,), (box,), (line,), ((Kind.NOBODY, line),)))
    assert tree.find(f"{SVG}title").text in (clean(title), None)


def test_a_picture_of_nothing() -> None:
    """A title and no more."""
    assert parse(Picture("teams", "nothing", ())).find(f"{SVG}title").text == "nothing"


def test_the_team_in_focus_is_marked() -> None:
    """By a border of its own."""
    plain = render_svg(Picture("teams", "t", (Node("a", Kind.TEAM, "a"),)))
    marked = render_svg(Picture("teams", "t", (Node("a", Kind.TEAM, "a", is_focus=True),)))
    assert "#0b3d91" in marked and "#0b3d91" not in plain
