"""Are the comments of a text found exactly, and the waivers among them read as they were meant?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topo.source.comments import Comment, WaiverComment, find_comments, find_waiver_comments


def texts(text: str) -> list[str]:
    return [comment.text for comment in find_comments(text)]


def the_waiver(comment: str) -> WaiverComment:
    """The only waiver of a text with this comment above a service."""
    (waiver,) = find_waiver_comments(f"services:\n  {comment}\n  cart: {{}}\n")
    return waiver


# --- comments ------------------------------------------------------------------------------------------


def test_places():
    """Line and column count from 1; what stands in front decides whether a comment is alone."""
    assert find_comments("# a\nfiles: [  # b \n \t# c\n]\n") == (
        Comment(1, 1, "# a", is_alone=True),
        Comment(2, 11, "# b", is_alone=False),
        Comment(3, 3, "# c", is_alone=True),
    )


def test_hash_that_is_no_comment():
    """In quotes, inside a word and in a block scalar it is text."""
    assert texts('a: "b # c"\nd: \'e # f\'\ng: h#i\nj: |\n  # k\n  l # m\nn: "o\n  # p"\n') == []


def test_comment_in_the_header_of_a_block_scalar():
    """It is a comment, and so is what follows at a smaller margin."""
    assert texts("a: |-  # why\n  # text\n # after\nb: >2 #c\n    x\n# end") == [
        "# why",
        "# after",
        "#c",
        "# end",
    ]


def test_comments_inside_brackets():
    """They stand between entries, and may touch the bracket."""
    assert texts("a: [b, # c\n  d]#e\n# f\n") == ["# c", "#e", "# f"]


def test_comments_at_markers_and_directives():
    """Several documents are one text."""
    assert texts("%YAML 1.1 # a\n--- # b\nc: 1\n... # d\n# e\n---\n") == ["# a", "# b", "# d", "# e"]


def test_line_ends_and_marks():
    """Windows' line ends count once, a byte order mark is no column, wide characters are one each."""
    assert find_comments("\ufeffé: 😀 # a\r\n# b\r\n") == (
        Comment(1, 6, "# a", is_alone=False),
        Comment(2, 1, "# b", is_alone=True),
    )


def test_text_that_is_no_yaml():
    """The comments in front of the error are found."""
    assert texts("# a\nb: 1\n# c\nowner: @acme\n# d\n") == ["# a", "# c"]
    assert texts("a: 1 # b\nc: 'd # e\n") == ["# b"]


@pytest.mark.parametrize(
    "text", ["", "a: 1", "\ufeff", "a: \x00 # b", "a: \ud800 # b", "[" * 2000 + "# a", "\t# a"]
)
def test_any_text_is_taken(text: str):
    """No text makes the search fail."""
    assert isinstance(find_comments(text), tuple)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                [
                    "",
                    "a: 1",
                    "- b",
                    "c: '#'",
                    'd: "\\" # \\""',
                    "e: [f, '#']",
                    "g#: h#",
                    "i: |-\n   # j\n   k",
                ]
            ),
            st.sampled_from([None, "#", "# x", "#y # z", "# 'q", '# "', "# topo: x"]),
        )
    )
)
def test_lines_by_chance(lines: list[tuple[str, str | None]]):
    """Each comment that was written is found, in order, and nothing else."""
    text, written = "", []
    for number, (code, comment) in enumerate(lines):
        head, *rest = code.split("\n")
        key = (
            f"k{number}: {{{head}}}" if ":" in head and not rest else f"k{number}:" + (" |-" if rest else "")
        )
        text += f"  {key} {comment or ''}\n" + "".join(f"{line}\n" for line in rest)
        written += [comment] if comment else []
    assert texts(text) == written


# --- waivers -------------------------------------------------------------------------------------------


def test_waiver():
    """Codes, date and reason are read; the place is that of the comment."""
    assert the_waiver("# topo: allow[OWN001] until 2027-03-31: vendor hands over in Q1") == WaiverComment(
        line=2,
        column=3,
        end_column=66,
        codes=("OWN001",),
        until=date(2027, 3, 31),
        reason="vendor hands over in Q1",
        covers_line=3,
        problem=None,
    )


@pytest.mark.parametrize(
    "comment",
    [
        "#topo:allow[OWN001,REF005]until 2027-03-31:x",
        "#  topo :  allow [ OWN001 , REF005 ]  until  2027-03-31 :  x  ",
        "## Topo: Allow[OWN001,REF005] Until 2027-03-31: x",
        "# handed over. # topo: allow[OWN001, REF005] until 2027-03-31: x",
    ],
)
def test_other_spelling(comment: str):
    """Spaces, capitals and words in front make no difference."""
    waiver = the_waiver(comment)
    assert (waiver.codes, waiver.until, waiver.reason, waiver.problem) == (
        ("OWN001", "REF005"),
        date(2027, 3, 31),
        "x",
        None,
    )


def test_reason_with_signs():
    """A reason may hold colons and hashes."""
    assert the_waiver("# topo: allow[OWN001] until 2027-03-31: see: #12").reason == "see: #12"


def test_trailing_waiver():
    """It covers its own line."""
    (waiver,) = find_waiver_comments("a: {\n  b: {}}  # topo: allow[OWN001] until 2027-03-31: x\nc: 1\n")
    assert (waiver.line, waiver.column, waiver.covers_line) == (2, 11, 2)


def test_waivers_above_each_other():
    """Comments alone on their lines cover the first line below that holds more."""
    waiver = "# topo: allow[OWN001] until 2027-03-31: x"
    found = find_waiver_comments(f"{waiver}\n# words\n  {waiver}\na: 1 {waiver}\n")
    assert [each.covers_line for each in found] == [4, 4, 4]


def test_waiver_above_a_blank_line():
    """It covers the blank line: what stands further below is not what it is about."""
    (waiver,) = find_waiver_comments("# topo: allow[OWN001] until 2027-03-31: x\n\na: 1\n")
    assert waiver.covers_line == 2


@pytest.mark.parametrize(
    ("comment", "problem"),
    [
        ("# topo: allow[OWN001] until 2027-03-31", "it has no reason"),
        ("# topo: allow[OWN001] until 2027-03-31:  ", "it has no reason"),
        ("# topo: allow[OWN001]: x", "it has no date (`until 2027-03-31`)"),
        ("# topo: allow[OWN001] until: x", "it has no date (`until 2027-03-31`)"),
        ("# topo: allow[OWN001]", "it has no date (`until 2027-03-31`) and it has no reason"),
        ("# topo: allow[OWN001] until 2027-02-30: x", "`2027-02-30` is no day of the calendar"),
        ("# topo: allow[OWN001] until Q1 2027: x", "`Q1 2027` is no date like 2027-03-31"),
        ("# topo: allow[OWN001] until 2027-3-1: x", "`2027-3-1` is no date like 2027-03-31"),
        ("# topo: allow[OWN001] until 2027-03-31 because", "no colon stands in front of its reason"),
        (
            "# topo: allow[OWN001] because",
            "it has no date (`until 2027-03-31`) and no colon stands in front of its reason",
        ),
        ("# topo: allow[own1] until 2027-03-31: x", "`own1` is no code of a rule"),
        ("# topo: allow[] until 2027-03-31: x", "it names no code"),
        ("# topo: allow", "it names no code"),
        ("# topo: allow OWN001", "its codes do not stand in brackets"),
        ("# topo: allow(OWN001) until 2027-03-31: x", "its codes do not stand in brackets"),
        ("# topo: allow[OWN001 until 2027-03-31: x", "its bracket is not closed"),
        ("# topo: ignore[OWN001] until 2027-03-31: x", "the word is `allow`, not `ignore`"),
        ("# topo: alllow[OWN001] until 2027-03-31: x", "the word is `allow`, not `alllow`"),
        (
            "# topo: disable=OWN001",
            "the word is `allow`, not `disable` and its codes do not stand in brackets",
        ),
        ("# topo allow[OWN001] until 2027-03-31: x", "`topo` lacks its colon"),
    ],
)
def test_near_misses(comment: str, problem: str):
    """What was meant as a waiver and is none says what it lacks."""
    assert the_waiver(comment).problem == problem


def test_what_a_near_miss_does_say():
    """Codes, date and reason are given as far as they can be read."""
    waiver = the_waiver("# topo: allow[OWN001] until 2027-02-30: x")
    assert (waiver.codes, waiver.until, waiver.reason) == (("OWN001",), None, "x")


@pytest.mark.parametrize(
    "text",
    [
        "# topo: 1\n",
        "# topo: teams: [a]\n",
        "# topo: allow us to explain\n",
        "# topo: see OWN001 for why\n",
        "# see topo.yaml\n",
        "# mytopo: allow[OWN001]\n",
        'a: "# topo: allow[OWN001] until 2027-03-31: x"\n',
        "a: |\n  # topo: allow[OWN001] until 2027-03-31: x\n",
    ],
)
def test_what_was_not_meant_as_a_waiver(text: str):
    """Prose, lines that are commented out and text in quotes are none."""
    assert find_waiver_comments(text) == ()


@given(st.text(alphabet="# topo:alw[OWN01]until27-3:x\n'|\"", max_size=80))
def test_waivers_by_chance(text: str):
    """Whatever is written: a waiver is whole, or says why it is none."""
    for waiver in find_waiver_comments(f"# topo: allow{text}"):
        is_whole = bool(waiver.codes and waiver.until and waiver.reason)
        assert is_whole or waiver.problem
        assert waiver.covers_line >= waiver.line
