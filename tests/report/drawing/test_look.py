import pytest

from topo.report.drawing.look import (
    ALARM,
    FAINT,
    INK,
    LINES,
    LOOKS,
    PALE,
    PAPER,
    RING,
    End,
    find_colour,
    find_width,
    find_words,
)
from topo.report.pictures.picture import Edge, Kind, Tie


def luminance(colour: str) -> float:
    """The relative luminance of a colour, 0 to 1 (WCAG 2.2)."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("kind", Kind)
def test_text_can_be_read(kind: Kind) -> None:
    """At least 4.5 : 1 on cards and in boxes (WCAG 2.2, AA)."""
    look = LOOKS[kind]
    for paper in (look.fill, look.tint):
        assert min(contrast(text, paper) for text in (INK, FAINT, ALARM)) >= 4.5


@pytest.mark.parametrize("tie", Tie)
def test_lines_can_be_seen(tie: Tie) -> None:
    """At least 3 : 1 on paper (WCAG 2.2, AA, for graphics)."""
    assert contrast(LINES[tie].colour, PAPER) >= 3
    assert min(contrast(RING, PAPER), contrast(PALE, PAPER)) >= 3


@pytest.mark.parametrize("kind", Kind)
def test_borders_can_be_seen(kind: Kind) -> None:
    """As lines."""
    assert contrast(LOOKS[kind].border, PAPER) >= 3


def test_no_colour_says_anything_alone() -> None:
    """Two ties that are drawn in one pattern differ in their ends, or in their width."""
    signs = [(line.pattern, line.head, line.tail, line.least) for line in LINES.values()]
    assert len(set(signs)) == len(signs)


def test_what_nobody_owns_has_the_thickest_border() -> None:
    """And red is kept for it."""
    widest = max(LOOKS, key=lambda kind: LOOKS[kind].width)
    assert widest is Kind.NOBODY
    assert {kind for kind, look in LOOKS.items() if look.border == LOOKS[Kind.NOBODY].border} == {
        Kind.NOBODY,
        Kind.WAIVED,
    }


def test_a_heavier_tie_is_wider() -> None:
    """Up to the most, and never under the least."""
    widths = [find_width(Tie.WAITS, share / 10) for share in range(11)]
    assert widths == sorted(set(widths))
    assert (widths[0], widths[-1]) == (LINES[Tie.WAITS].least, LINES[Tie.WAITS].most)


def test_what_stays_inside_a_team_steps_back() -> None:
    """A ring stands out, and a blocking dependency never steps back."""
    colours = {
        find_colour(Edge("a", "b", tie, alarms=alarms, is_inside=inside))
        for tie, alarms, inside in (
            (Tie.WAITS, (), False),
            (Tie.WAITS, (), True),
            (Tie.WAITS, ("ring 1",), False),
            (Tie.BLOCKS, (), True),
        )
    }
    assert len(colours) == 4
    assert find_colour(Edge("a", "b", Tie.BLOCKS, is_inside=True)) == LINES[Tie.BLOCKS].colour


def test_each_end_is_a_word_of_the_legend() -> None:
    """Whoever sees no colour reads what to look for."""
    for tie, line in LINES.items():
        if {line.head, line.tail} - {End.NONE, End.ARROW}:
            assert find_words(tie, "said") != "said"
