"""Does `topo fmt` change the layout of a model file and nothing else?"""

import re
from itertools import pairwise
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topo.source.comments import find_comments, find_waiver_comments
from topo.source.formatting import LAYERS, NotFormattable, format_yaml
from topo.source.layout.sheet import read_sheet
from topo.source.reading import read_yaml


def formatted(text: str) -> str:
    """What fmt makes of a text; holds every text that a test gives to the truths of all texts."""
    result = format_yaml(text)
    assert format_yaml(result) == result
    assert said(result) == said(text)
    return result


def said(text: str) -> object:
    """What a text says: its data with the order of its keys, and its comments."""
    documents = [_with_order(document) for document in read_yaml(text).documents]
    return documents, [(comment.text, comment.is_alone) for comment in find_comments(text)]


def _with_order(value: object) -> object:
    if isinstance(value, dict):
        return [(key, _with_order(inner)) for key, inner in value.items()]
    return [_with_order(item) for item in value] if isinstance(value, list) else value


def lay(text: str) -> str:
    return formatted(dedent(text).removeprefix("\n"))


# --- indentation ---------------------------------------------------------------------------------------


def test_four_columns_a_level():
    """Each level stands two columns further in, whatever the author's width was."""
    assert (
        lay(
            """
        teams:
            checkout:
                size: 7
        """
        )
        == "teams:\n  checkout:\n    size: 7\n"
    )


def test_list_in_the_column_of_its_key():
    """The items of a list stand further in than their key, and so does what is in them."""
    assert lay(
        """
        interactions:
        - mode: facilitating
          for:
          - payments
        - {mode: none}
        """
    ) == dedent(
        """\
        interactions:
          - mode: facilitating
            for:
              - payments
          - {mode: none}
        """
    )


def test_wide_dashes():
    """One space stands behind a dash, and the keys of an item stand below each other."""
    assert lay("a:\n  -   b: 1\n      c: 2\n  -   - d\n      -   e\n") == (
        "a:\n  - b: 1\n    c: 2\n  - - d\n    - e\n"
    )


def test_whole_model_further_in():
    """The outermost level stands at the margin."""
    assert lay("  topo: 1\n  teams: {}\n") == "topo: 1\nteams: {}\n"


def test_value_on_a_line_of_its_own():
    """It stands one level further in than its key, and its other lines keep their distance."""
    assert lay(
        """
        teams:
          pay:
              description:
                    one
                      two
              owns:
                    [ledger]
        """
    ) == dedent(
        """\
        teams:
          pay:
            description:
              one
                two
            owns:
              [ledger]
        """
    )


def test_block_scalar():
    """It moves as a whole; what is further in inside, and a line of spaces, is text."""
    text = "a:\n    b: |  # why\n          one\n            two\n\n          # no comment\n    c: 1\n"
    assert formatted(text) == "a:\n  b: |  # why\n    one\n      two\n\n    # no comment\n  c: 1\n"


def test_block_scalar_with_a_stated_margin():
    """The margin is counted from the block, so it goes with it."""
    assert formatted("a:\n    b: >1-\n        one\n     two\n") == "a:\n  b: >1-\n      one\n   two\n"


def test_block_scalar_with_spaces_alone():
    """White space beyond the margin is text; up to the margin it is none."""
    text = "a:\n      b: |\n          one\n      \n            \n          two\n"
    assert formatted(text) == "a:\n  b: |\n    one\n\n      \n    two\n"


def test_text_in_quotes_over_lines():
    """The lines keep their distance, and stay further in than their key."""
    assert (
        formatted('a:\n    b: "one\n        two \\\n  three"  # c\n')
        == 'a:\n  b: "one\n      two \\\n    three"  # c\n'
    )


def test_explicit_keys():
    """Keys with a question mark are laid out as every other."""
    assert formatted("?   a\n:   - b\n    - c\n") == "? a\n: - b\n  - c\n"


# --- braces and brackets -------------------------------------------------------------------------------


def test_spaces_in_braces():
    """None inside the brackets or before a comma, one behind it and behind a colon."""
    assert formatted('a: { b : 1,c: [ 1 ,2 ], "d":3, e: { } }\n') == 'a: {b: 1, c: [1, 2], "d": 3, e: {}}\n'


def test_empty_value_in_braces():
    """A colon keeps the space that makes it one."""
    assert formatted("{a: , b: [c: ]}\n") == "{a: , b: [c: ]}\n"


def test_alias_as_key():
    """An alias keeps the space in front of its colon, which would else be part of its name."""
    text = "a: &x b\nc: {*x : 1}\n"
    assert formatted(text) == text


def test_braces_that_open_at_a_line_end():
    """What is inside stands one level further in, the closing one below the line that opens."""
    assert lay(
        """
        files: [
                topo.yaml,  # first
            # the rest
            "**/*.yaml"
        ]
        teams:
            pay: {
              size: 7, owns: [
                 ledger
              ]}
        """
    ) == dedent(
        """\
        files: [
          topo.yaml,  # first
          # the rest
          "**/*.yaml"
        ]

        teams:
          pay: {
            size: 7, owns: [
              ledger
            ]}
        """
    )


def test_braces_aligned_with_their_first_entry():
    """Entries below the first one stay below it."""
    assert lay(
        """
        pay:
            signals: {  toil: 20%,
                        deploys: 9/week,
                        # by hand
                        alerts: {a: 1,
                                 b: 2}}
        """
    ) == dedent(
        """\
        pay:
          signals: {toil: 20%,
                    deploys: 9/week,
                    # by hand
                    alerts: {a: 1,
                             b: 2}}
        """
    )


def test_braces_without_a_pattern():
    """Their lines keep their distance, but stay further in than their key."""
    assert (
        lay(
            """
        a:
            b: {c: 1,
               d: 2,
         e: 3
            }
        """
        )
        == "a:\n  b: {c: 1,\n     d: 2,\n    e: 3\n  }\n"
    )


# --- alignment -----------------------------------------------------------------------------------------


def test_aligned_values_stay_aligned():
    """Values of neighbouring keys in one column stay in one, as near as the longest key allows."""
    assert formatted("a:    1\nbcd:  2\n# about e\n\ne:    3\n") == "a:   1\nbcd: 2\n# about e\n\ne:   3\n"


def test_stray_spaces_go():
    """Space that aligns nothing is one space."""
    assert formatted("a:    1\nbcd: {e:   2,   f: 3}\n") == "a: 1\nbcd: {e: 2, f: 3}\n"


def test_columns_inside_braces_stay():
    """A table of entries in braces keeps its columns."""
    text = dedent(
        """\
        stages:
          ideate: {phase: ideate,  team: checkout}
          build:  {phase: create,  team: checkout}
          launch: {phase: release, team: platform}
        """
    )
    assert formatted(text) == text


def test_space_in_front_of_a_comment():
    """What the author chose stays, and a comment never touches what is in front of it."""
    assert formatted("a: [b]#c\nd: 1   # e\n") == "a: [b] #c\nd: 1   # e\n"


def test_comments_in_one_column():
    """They stay in one column when their lines move by different widths."""
    assert lay(
        """
        teams:                 # all
            pay:               # money
                size: 7        # heads
                               # and hands
                type: platform # self-service
        """
    ) == dedent(
        """\
        teams:             # all
          pay:             # money
            size: 7        # heads
                           # and hands
            type: platform # self-service
        """
    )


def test_comments_behind_aligned_values():
    """The column of comments follows the longest line in front of it."""
    assert formatted("a:     1  # x\nb:     2  # y\n") == "a: 1  # x\nb: 2  # y\n"


# --- comments alone on their lines ---------------------------------------------------------------------


def test_comments_go_with_their_level():
    """A comment stands at the level that it stood at, above the next thing or at the end of a block."""
    assert lay(
        """
        # the model
        teams:
            # first
            pay:
                # how many
                size: 7
                # end of pay
            # end of teams
        # all services
        services: {}
        """
    ) == dedent(
        """\
        # the model
        teams:
          # first
          pay:
            # how many
            size: 7
            # end of pay
          # end of teams

        # all services
        services: {}
        """
    )


def test_comment_in_a_section_without_content():
    """It stays inside: at the margin it would be about the next section."""
    assert (
        lay(
            """
        teams:
            # nobody yet
        services: {}
        """
        )
        == "teams:\n  # nobody yet\n\nservices: {}\n"
    )


def test_block_commented_out():
    """Lines of one run keep the distance between them."""
    assert (
        lay(
            """
        teams:
            pay: {}
            # old:
              # size: 3
        """
        )
        == "teams:\n  pay: {}\n  # old:\n    # size: 3\n"
    )


def test_comment_behind_a_block_scalar():
    """It does not become a part of the text."""
    assert formatted("a:\n    b: |\n        text\n      # comment\n    c: 1\n") == (
        "a:\n  b: |\n    text\n  # comment\n  c: 1\n"
    )


def test_waivers_still_cover_the_same():
    """A waiver stands above what it covers, or behind it, after as before."""
    text = dedent(
        """\
        services:
            # topo: allow[OWN001] until 2030-01-01: being handed over
            cart:   { tier: 1 }
            shop: {}# topo: allow[OWN001] until 2030-01-01: being sold
        """
    )
    before, after = text.splitlines(), formatted(text).splitlines()
    pairs = zip(find_waiver_comments(text), find_waiver_comments("\n".join(after)), strict=True)
    assert [
        (before[old.covers_line - 1].split()[0], after[new.covers_line - 1].split()[0]) for old, new in pairs
    ] == [
        ("cart:", "cart:"),
        ("shop:", "shop:"),
    ]


# --- blank lines and line ends -------------------------------------------------------------------------


def test_blank_lines():
    """None at the start or the end, never two in a row, spaces on them gone."""
    assert formatted("\n\na: 1\n  \n\n\nb: 2\n\n\n") == "a: 1\n\nb: 2\n"


def test_sections_are_parted():
    """One blank line around a section of several lines; single lines stand as the author put them."""
    assert lay(
        """
        topo: 1
        organization: {name: Pay}
        teams:
          pay: {}
        # ours
        # alone
        services:

          cart: {}
        files: []

        x-note: hello
        """
    ) == dedent(
        """\
        topo: 1
        organization: {name: Pay}

        teams:
          pay: {}

        # ours
        # alone
        services:

          cart: {}

        files: []

        x-note: hello
        """
    )


def test_blank_lines_that_are_text():
    """A block scalar that keeps its blank lines keeps them; one that does not may lose them."""
    assert formatted("a: |+\n  b\n\n\nc: |\n  d\n\n\ne: 1\n") == "a: |+\n  b\n\n\nc: |\n  d\n\ne: 1\n"


def test_blank_lines_in_a_text_over_lines():
    """They are line breaks of the text."""
    assert formatted("a: b\n\n\n  c\n") == "a: b\n\n\n  c\n"


@pytest.mark.parametrize("text", ["", "\n", "  \n\n"])
def test_nothing(text: str):
    """A file with nothing in it is empty."""
    assert format_yaml(text) == ""


def test_comments_alone():
    """A file of comments is a file of comments."""
    assert formatted("\n  # a\n\n\n# b") == "# a\n\n# b\n"


def test_last_line_without_an_end():
    """It gets one, unless that would be a part of a text."""
    assert formatted("a: 1") == "a: 1\n"
    assert formatted("a: |-\n  b") == "a: |-\n  b\n"
    assert formatted("a: |\n  b") == "a: |\n  b"


def test_line_ends_of_windows():
    """A file keeps its kind of line end; the first line decides where they are mixed."""
    assert formatted("a:\r\n    b: 1\n    c: |\r\n      d\r\n") == "a:\r\n  b: 1\r\n  c: |\r\n    d\r\n"


def test_byte_order_mark():
    """It stays, and is no column."""
    assert format_yaml("\ufeffa:\n    b:   1\n") == "\ufeffa:\n  b: 1\n"


def test_line_separators_of_unicode():
    """YAML 1.1 and 1.2 do not agree on them: such a text is left alone."""
    text = 'a:\n    b: "c\u2028d"\n'
    assert format_yaml(text) == text


def test_tabs_between_words():
    """A tab behind a colon or at the end of a line is a space like any other."""
    assert formatted("a:\t1\t\nb: 2\t# c\n") == "a: 1\nb: 2 # c\n"


# --- what stays as it is -------------------------------------------------------------------------------


def test_documents_directives_anchors():
    """Markers, directives, anchors, aliases, merge keys and quotes are not layout."""
    text = dedent(
        """\
        %YAML 1.1
        ---
        # first
        base: &base {tier: 1}
        cart: {<<: *base, name: 'it''s'}
        ...
        ---
        - &item "a\\tb"
        - *item
        - ! plain
        """
    )
    assert formatted(text) == text


def test_order_and_long_lines_stay():
    """Nothing is sorted, wrapped, joined or quoted anew."""
    text = f'b: "{"x" * 200}"\na: [{", ".join(["word"] * 60)}]\n'
    assert formatted(text) == text


def test_key_twice():
    """A text that says too much still has a layout."""
    assert format_yaml("a:  1\na: 2\n") == "a: 1\na: 2\n"


def test_text_that_is_no_yaml():
    """There is no layout, and the problem has its place."""
    with pytest.raises(NotFormattable) as caught:
        format_yaml("a: 1\nowner: @acme\n")
    assert caught.value.exit_code == 2
    assert caught.value.message.startswith("line 2, column 8: not valid YAML")
    assert (caught.value.problems[-1].line, caught.value.problems[-1].column) == (1, 7)


def test_layer_that_would_change_what_is_said(monkeypatch: pytest.MonkeyPatch):
    """It is not applied."""

    def spoil(sheet):  # type: ignore[no-untyped-def]
        return sheet.text.replace("1", "2").replace("# one", "# two")

    monkeypatch.setattr("topo.source.formatting.LAYERS", (spoil,))
    assert format_yaml("a: 1\n") == "a: 1\n"
    assert format_yaml("a: b # one\n") == "a: b # one\n"


def test_samples(project: Path):
    """Every sample is written as fmt writes it."""
    found = sorted((project / "samples").rglob("*.yaml"))
    assert found
    assert [path.name for path in found if format_yaml(text := path.read_text("utf-8")) != text] == []


# --- texts by chance -----------------------------------------------------------------------------------

SPACES = st.sampled_from(["", " ", "  ", "    "])
WORDS = st.sampled_from(
    ["a", "bc", "é", "no", "12:30", "x y", '"q # r"', "'it''s'", "~", '"a: b"', "-1", "u:v"]
)
KEYS = st.sampled_from(
    ["k{0}:", "k{0}:", "long-key{0}:", "né{0} :", '"k k{0}":', "'q{0}':", "&n{0} m{0}:", "? e{0}\n:"]
)
COMMENTS = st.sampled_from(["# c", "#d", "# e: [f", "#", "# topo: allow[OWN001] until 2030-01-01: x"])


@st.composite
def flows(draw: st.DrawFn, depth: int = 2) -> list[str]:
    """A scalar or a collection in brackets as tokens; a `\\n` among them is a line break."""
    kind = draw(st.sampled_from(["word", "list", "map"])) if depth else "word"
    if kind == "word":
        return [draw(WORDS)]
    tokens = ["[" if kind == "list" else "{"]
    for number in range(draw(st.integers(0, 3))):
        if number:
            tokens.append(",")
        if draw(st.integers(0, 3)) == 0:
            tokens.append("\n")
        if kind == "map":
            tokens += [f"k{number}", ":"]
        tokens += draw(flows(depth - 1))
    if draw(st.integers(0, 5)) == 0:
        tokens.append("\n")
    return [*tokens, "]" if kind == "list" else "}"]


@st.composite
def written_flows(draw: st.DrawFn, indent: int) -> str:
    """The same as text: spaces where they may be, comments at line breaks."""
    text = ""
    for token in draw(flows()):
        if token == "\n":
            text += draw(st.sampled_from(["", "  # f", "#g"])) if text[-1] in "[{,]}" else ""
            text += "\n" + " " * (indent + draw(st.integers(1, 12)))
        elif token == ":":
            text += draw(st.sampled_from(["", " "])) + ":" + draw(st.sampled_from([" ", "   "]))
        else:
            text += draw(SPACES) + token if text and text[-1] not in " \n" else token
    return text


@st.composite
def scalars(draw: st.DrawFn, indent: int) -> str:
    """A value that is neither a mapping nor a list in block style; `indent` is that of its block."""
    kind = draw(st.sampled_from(["word", "flow", "flow", "literal", "lines", "plain", "below", "empty"]))
    if kind == "word":
        return draw(st.sampled_from(["", "&x ", "! ", "&y   "])) + draw(WORDS)
    if kind == "flow":
        return draw(written_flows(indent))
    if kind == "empty":
        return ""
    further = draw(st.integers(1, 4))
    margin = "\n" + " " * (indent + further)
    if kind == "below":
        above = draw(st.sampled_from(["", "&z", "# above", f"{margin}# above"]))
        return above + margin + draw(written_flows(indent))
    if kind == "plain":
        return margin.join(
            ["more", *draw(st.lists(st.sampled_from(["words", "\n and", "# q"][:2]), max_size=3))]
        )
    lines = draw(st.lists(st.sampled_from(["one", "# two", "three  ", ""]), min_size=1, max_size=4))
    if kind == "lines":
        return '"' + margin.join(["start", *(line.strip() for line in lines), "end"]) + '"'
    stated = draw(st.sampled_from(["", str(further)]))
    chomp = draw(st.sampled_from(["", "-", "+"]))
    header = draw(st.sampled_from("|>")) + stated + chomp + draw(st.sampled_from(["", " # h"]))
    return header + "".join(margin + line if line else "\n" for line in ["first", *lines])


@st.composite
def blocks(draw: st.DrawFn, indent: int = 0, depth: int = 3) -> str:
    """A mapping or list in block style, each line with its end."""
    is_list = draw(st.booleans())
    text = ""
    for number in range(draw(st.integers(1, 4))):
        text += draw(noise(indent))
        gap = draw(st.sampled_from([" ", " ", "  ", "     "]))
        start = "-" if is_list else draw(KEYS).format(number).replace("\n", "\n" + " " * indent)
        inner = indent + draw(st.integers(1, 4))
        if depth and draw(st.booleans()):
            if is_list and draw(
                st.booleans()
            ):  # compact: the first line of what is inside stands behind the dash
                inside = draw(blocks(indent + 1 + len(gap), depth - 1)).lstrip(" \n")
                if not inside.startswith("#"):
                    text += " " * indent + "-" + gap + inside
                    continue
            end = draw(st.sampled_from(["", " ", "  # end"]))
            text += " " * indent + start + end + "\n" + draw(blocks(inner, depth - 1))
        else:
            value = draw(scalars(indent))
            ends = ["", "", "  ", "  # end", "        # end"]
            end = "" if value.startswith(("|", ">")) else draw(st.sampled_from(ends))
            text += " " * indent + start + gap + value + end + "\n"
    return text + draw(noise(indent))


@st.composite
def noise(draw: st.DrawFn, indent: int) -> str:
    """Blank lines and comments between two entries."""
    lines = draw(st.lists(st.sampled_from(["", "blank", "here", "there"]), max_size=2))
    text = ""
    for line in lines:
        if line in ("here", "there"):
            column = indent if line == "here" else draw(st.integers(0, 6))
            text += " " * column + draw(COMMENTS) + "\n"
        elif line == "blank":
            text += draw(SPACES) + "\n"
    return text


def is_valid(text: str) -> bool:
    return read_yaml(text).is_complete


@given(blocks().filter(is_valid))
def test_any_text(text: str):
    """Whatever the layout was: the result says the same, with the same comments, and is canonical."""
    sheet = read_sheet(formatted(text))
    blank = [sheet.is_blank(line) for line in range(len(sheet.lines))]
    assert not any(one and other for one, other in pairwise([True, *blank, True]))
    ends = [line for number, line in enumerate(sheet.lines) if not {number, number + 1} & sheet.around.keys()]
    assert [line for line in ends if line != line.rstrip()] == []


@given(blocks().filter(is_valid))
def test_no_layer_is_ever_refused(text: str):
    """Each layer by itself keeps what is said; the reading afterwards is a net that stays empty."""
    before = said(text)
    for layer in LAYERS:
        text = layer(read_sheet(text))
        assert said(text) == before


@given(blocks().filter(is_valid), st.sampled_from(["\n", "\r\n"]))
def test_line_ends_are_no_layout_of_their_own(text: str, end: str):
    """A file of Windows is laid out as the same file elsewhere."""
    assert format_yaml(text.replace("\n", end)) == format_yaml(text).replace("\n", end)


def test_page_about_fmt(project: Path):
    """The example on the page is what fmt does."""
    page = (project / "docs" / "fmt.md").read_text("utf-8")
    before, after = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert formatted(before) == after
