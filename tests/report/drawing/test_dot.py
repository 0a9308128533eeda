import re
import subprocess
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
from topo.report.drawing.dot import render_dot
from topo.report.drawing.lettering import clean
from topo.report.pictures.catalogue import VIEWS, make_picture
from topo.report.pictures.picture import Edge, Kind, Node, Picture, Tie
from topo.report.pictures.wanted import Wanted


def run(dot: str, text: str, format: str = "svg") -> bytes:
    """What `dot` makes of a text; it must have nothing to say about it."""
    done = subprocess.run([dot, f"-T{format}"], input=text.encode(), capture_output=True, check=False)
    said = [
        line
        for line in done.stderr.decode().splitlines()
        if "Fontconfig" not in line and "Pango" not in line and "fontname" not in line
    ]
    assert (done.returncode, said) == (0, [])
    return done.stdout


def find_titles(svg: bytes, kind: str) -> list[str]:
    """The names of the nodes, or of the edges, that `dot` drew."""
    tree = etree.fromstring(svg)
    path = f".//{{*}}g[@class='{kind}']/{{*}}title"
    return [element.text for element in tree.iterfind(path)]


@pytest.mark.parametrize("case", CASES)
def test_dot_draws_the_nasty_organisation(case: str, nasty: Callable[[str], Picture], dot: str) -> None:
    """Every node and every edge, and none that a name has smuggled in."""
    picture = nasty(case)
    svg = run(dot, render_dot(picture))
    assert len(find_titles(svg, "node")) == len(picture.nodes)
    assert len(find_titles(svg, "edge")) == len(picture.edges)
    assert not any("evil" in name for name in find_titles(svg, "node"))


@settings(max_examples=25)
@given(organisations(), st.sampled_from(sorted(VIEWS)))
def test_dot_draws_any_organisation(dot: str, organisation: Organisation, name: str) -> None:
    """Whatever its names hold."""
    picture = make_picture(Measures(organisation, date(2026, 12, 1), WEIGHTS), name, Wanted())
    assert len(find_titles(run(dot, render_dot(picture)), "node")) == len(picture.nodes)


@settings(max_examples=40)
@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_dot_reads_any_text(dot: str, id: str, title: str, line: str) -> None:
    """As an id, a title, a line, a label, a reason and a note; the tooltip says all of it."""
    nodes = Node(id, Kind.NOBODY, title, (line,), (line,)), Node("other one", Kind.TEAM, line)
    edge = Edge(id, "other one", Tie.WAITS, title, 0.5, (line,), (title,))
    svg = run(dot, render_dot(Picture("teams", title, nodes, (edge,), notes=(line,))))
    assert len(find_titles(svg, "node")) == 2 - (id == "other one")
    shown = {value for element in etree.fromstring(svg).iter("{*}a") for value in element.attrib.values()}
    words = " ".join(clean(title).split())
    assert any(words in " ".join(value.split()) for value in shown)


def test_ids_that_dot_reads_otherwise() -> None:
    """A colon would be a port, and quotes would end a name: such a node is called by its number."""
    nodes = Node("a:b", Kind.TEAM, "x"), Node('c"', Kind.TEAM, "y"), Node("node", Kind.TEAM, "z")
    text = render_dot(
        Picture("teams", "t", nodes, (Edge("a:b", 'c"', Tie.WAITS), Edge("node", "a:b", Tie.BLOCKS)))
    )
    assert '"node 1" -> "node 2"' in text
    assert '"node" -> "node 1"' in text


def test_blocking_is_told_without_colour() -> None:
    """By the pattern of the line; the wider the heavier."""
    nodes = Node("a", Kind.TEAM, "a"), Node("b", Kind.TEAM, "b")
    ties = Edge("a", "b", Tie.BLOCKS, share=1.0), Edge("b", "a", Tie.WAITS, share=0.25)
    blocks, waits = [
        line for line in render_dot(Picture("teams", "t", nodes, ties)).splitlines() if "->" in line
    ]
    assert "style=dashed" in waits and "style" not in blocks
    assert "penwidth=4.8" in blocks and "penwidth=2.3" in waits


def test_what_nobody_owns_cannot_be_missed() -> None:
    """Thick, red, and called so."""
    text = render_dot(Picture("teams", "t", (Node("a", Kind.NOBODY, "a", alarms=("nobody",)),)))
    assert re.search(r'<b>nobody</b>.*color="#c1121f".*penwidth=4 ', text)


def test_a_backslash_means_itself(dot: str) -> None:
    r"""`\N` would be the node's name, `\E` the edge's and `\G` the picture's."""
    nodes = Node("a", Kind.TEAM, r"\N"), Node("b", Kind.TEAM, "]")
    edge = Edge("a", "b", Tie.WAITS, r"\E")
    svg = run(dot, render_dot(Picture("teams", r"\G", nodes, (edge,))))
    texts = [element.text.replace("\u00a0", "") for element in etree.fromstring(svg).iter("{*}text")]
    assert sorted("".join(texts)) == sorted(r"\G\N]\E")
