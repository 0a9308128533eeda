from hypothesis import given
from hypothesis import strategies as st

from topo.report.columns import measure_width
from topo.report.drawing.lettering import (
    HANGING,
    MOST_LABELS,
    Style,
    TextLine,
    clean,
    label,
    letter,
    measure,
    tell,
    wrap,
)
from topo.report.pictures.picture import Edge, Kind, Node, Picture, Tie


@given(st.text(), st.integers(2, 40), st.integers(1, 4))
def test_no_line_is_too_long(text: str, width: int, most: int) -> None:
    """And there are not too many of them."""
    lines = wrap(text, width, most)
    assert 1 <= len(lines) <= most
    assert all(measure_width(line) <= width for line in lines)


@given(st.text())
def test_nothing_is_lost_before_the_ellipsis(text: str) -> None:
    """What is wrapped is the text, but for spaces where a line ends."""
    lines = wrap(text, 30, 400)
    assert "".join("".join(lines).split()) == "".join(clean(text).split())


def test_a_line_ends_between_words() -> None:
    """Words of a name in kebab case are words."""
    assert wrap("payments-and-settlement gateway", 18) == ("payments-and-", "settlement gateway")


def test_a_card_is_title_facts_alarms_and_items() -> None:
    """In this order; what nobody owns is an alarm line by line."""
    node = Node("a", Kind.NOBODY, "title", ("fact",), ("alarm",), ("item " * 12,))
    lines = letter(node)
    assert [line.style for line in lines[:3]] == [Style.TITLE, Style.FACT, Style.ALARM]
    assert {line.style for line in lines[3:]} == {Style.ALARMING_ITEM}
    assert lines[4].text.startswith(HANGING)


def test_a_tooltip_is_cut_nowhere() -> None:
    """The whole of a long name is there."""
    name = "long-" * 50
    assert tell(Node("a", Kind.TEAM, name, items=("item",))) == f"{name}\nitem"
    assert letter(Node("a", Kind.TEAM, name))[-1].text.endswith("…")


def test_labels_give_way_where_there_are_many_lines() -> None:
    """What only the label says stays: that an interaction has run out."""
    few = Picture("p", "t", (), (Edge("a", "b", Tie.WAITS, "~1", alarms=("ring 1",)),))
    assert [line.text for line in label(few, few.edges[0])] == ["ring 1", "~1"]
    edges = (
        Edge("a", "b", Tie.WAITS, "~1", alarms=("ring 1",)),
        Edge("a", "b", Tie.UNDECLARED, alarms=("undeclared",)),
        Edge("a", "b", Tie.UNDECLARED, alarms=("expired",)),
    ) * MOST_LABELS
    many = Picture("p", "t", (), edges)
    assert [[line.text for line in label(many, edge)] for edge in edges[:3]] == [[], [], ["expired"]]


def test_wide_letters_are_wide() -> None:
    """And those that combine take no room."""
    widths = [measure(TextLine(Style.FACT, text)) for text in ("i", "n", "W", "台", "e\u0301")]
    assert widths[0] < widths[1] < widths[2] < widths[3]
    assert widths[4] == measure(TextLine(Style.FACT, "e"))
