"""Does a sheet say of each piece where it stands, and in what?"""

from topo.source.layout.sheet import Kind, read_sheet


def test_blocks_and_their_depth():
    """A list in the column of its key is a block of its own, one level further in."""
    sheet = read_sheet("a:\n- b: 1\n  c:\n    - d\ne: 2\n")
    found = {piece.line: (piece.block.column, piece.block.wanted) for piece in sheet.pieces if piece.block}
    assert found == {0: (0, 0), 1: (2, 4), 2: (2, 4), 3: (4, 6), 4: (0, 0)}
    assert [piece.line for piece in sheet.pieces if piece.begins_key] == [0, 1, 2, 4]


def test_braces():
    """A bracket stands outside what it opens and inside what it closes."""
    outer, _, _, inner, word, inner_end, outer_end = read_sheet("{a: [b]}\n").pieces
    assert outer.flow is None
    assert inner.kind is Kind.OPEN
    assert [piece.flow and piece.flow.opened for piece in (inner, word, inner_end, outer_end)] == [
        outer,
        inner,
        inner,
        outer,
    ]


def test_lines_inside_scalars():
    """Lines that begin inside a text belong to it; blank lines at its end only where it keeps them."""
    assert set(read_sheet('a: "b\n\n  c"\nd: |\n  e\n\n\nf: |+\n  g\n\nh: i\n  j\n').around) == {
        1,
        2,
        4,
        8,
        9,
        11,
    }


def test_margin_of_a_block_scalar():
    """What is beyond the margin is text, also on a line of spaces."""
    sheet = read_sheet("a:\n  b: |\n     c\n        \n  d: >1\n    e\n")
    assert [piece.margin for piece in sheet.pieces if piece.kind is Kind.BLOCK_SCALAR] == [5, 3]
    assert 3 in sheet.around


def test_comments_have_neighbours():
    """What stands before and after a comment is known, also past other comments."""
    sheet = read_sheet("# a\n# b\nc: 1 # d\n# e\n")
    after = {line: following.line if following else None for line, (_, following) in sheet.neighbours.items()}
    before = {
        line: preceding.text if preceding else None for line, (preceding, _) in sheet.neighbours.items()
    }
    assert after == {0: 2, 1: 2, 2: None, 3: None}
    assert before == {0: None, 1: None, 2: "", 3: ""}


def test_paragraphs():
    """Blank lines part them, but not those inside a text."""
    assert read_sheet("a: 1\n\nb: |\n  c\n\n  d\ne: 1\n").find_paragraphs() == [0, 1, 1, 1, 1, 1, 1]
