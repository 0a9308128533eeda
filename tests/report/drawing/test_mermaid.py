import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.report.drawing.conftest import CASES
from tests.report.pictures.weights import WEIGHTS
from tests.strategies import organisations
from topo.analysis.measures import Measures
from topo.model.organisation import Organisation
from topo.report.drawing.mermaid import render_mermaid
from topo.report.pictures.catalogue import VIEWS, make_picture
from topo.report.pictures.picture import Box, Edge, Kind, Node, Picture, Tie
from topo.report.pictures.wanted import Wanted

# A label holds letters, digits, signs that mean nothing where they stand, entities, and topo's own two tags.
TEXT = r'"(?:[^\x00-\x7f]|[0-9A-Za-z ()]|[._/-](?=[0-9A-Za-z])|[,:](?= )|#\d+;|</?b>|<br/>)*"'
NAME = r"[nbktu]\d+|legend|notes"
CLASS = r":::[a-z_]+"
SHAPES = rf"(?:\[{TEXT}\]|\({TEXT}\)|\{{\{{{TEXT}\}}\}})"
ARROW = r"(?:-->|---|--o|--x|==>|===|==o|==x|-\.->|-\.-|-\.-o|-\.-x|~~~)"
THING = rf"(?:{NAME}){SHAPES}(?:{CLASS})?"
STYLE = r"[a-z-]+:[#a-z0-9. ]+(?:,[a-z-]+:[#a-z0-9. ]+)*"
LINES = re.compile(
    rf"\s*(?:{THING}|(?:{THING}|{NAME}) {ARROW}(?:\|{TEXT}\|)? (?:{THING}|{NAME})"
    rf"|subgraph (?:{NAME})\[{TEXT}\]|end|flowchart (?:TD|LR)|---"
    rf"|classDef [a-z_]+ {STYLE}|style (?:{NAME}) {STYLE}|linkStyle [\d,]+ {STYLE})"
)


def check(picture: Picture) -> list[str]:
    """Every line of a picture is of a known form; returns them."""
    lines = render_mermaid(picture).splitlines()
    assert lines[0] == "---" and re.fullmatch(r'title: "[^\x00-\x1f]*"', lines[1])
    for line in lines[2:]:
        assert LINES.fullmatch(line), line
    assert sum(line.strip().startswith("subgraph ") for line in lines) == lines.count("  end") + sum(
        line.strip() == "end" and line != "  end" for line in lines
    )
    return lines


@pytest.mark.parametrize("case", CASES)
def test_the_nasty_organisation(case: str, nasty: Callable[[str], Picture]) -> None:
    """No name ends a label, begins a tag or a line, or says something to Mermaid."""
    picture = nasty(case)
    lines = check(picture)
    assert sum(bool(re.match(r"\s*n\d+[\[({]", line)) for line in lines) == len(picture.nodes)


@settings(max_examples=25)
@given(organisations(), st.sampled_from(sorted(VIEWS)))
def test_any_organisation(organisation: Organisation, name: str) -> None:
    """Whatever its names hold."""
    check(make_picture(Measures(organisation, date(2026, 12, 1), WEIGHTS), name, Wanted()))


@given(st.text(), st.text())
def test_any_text(title: str, line: str) -> None:
    """As id, title, fact, alarm, item, label and note."""
    box = Box(line, Kind.GROUP, title)
    nodes = Node(title, Kind.NOBODY, title, (line,), (line,), (line,)), Node("b", Kind.TEAM, line, box=box.id)
    edge = Edge("b", title, Tie.UNDECLARED, line, alarms=(title,))
    check(Picture("teams", title, nodes, (edge,), (box,), (line,), ((Tie.UNDECLARED, line),)))


def test_a_line_with_an_end_at_its_tail_alone_is_turned() -> None:
    """Mermaid has none: the triangle of a service still stands at who consumes."""
    nodes = Node("shop", Kind.TEAM, "shop"), Node("ops", Kind.PLATFORM, "ops")
    lines = check(Picture("talking", "t", nodes, (Edge("shop", "ops", Tie.X_AS_A_SERVICE),)))
    assert "  n2 --> n1" in lines


def test_styles_are_those_of_the_lines_that_they_number() -> None:
    """Mermaid counts lines in the order in which they stand."""
    nodes = Node("a", Kind.TEAM, "a"), Node("b", Kind.TEAM, "b")
    edges = Edge("a", "b", Tie.BLOCKS, share=1.0), Edge("b", "a", Tie.WAITS), Edge("a", "b", Tie.WAITS)
    lines = check(Picture("teams", "t", nodes, edges))
    assert "  linkStyle 0 stroke:#1f2328,stroke-width:4.8px" in lines
    assert "  linkStyle 1,2 stroke:#57606a,stroke-width:1px" in lines
