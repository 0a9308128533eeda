import sys
from collections.abc import Callable
from pathlib import Path, PurePath

import pytest

from topo.errors import EngineFailed, UsageError
from topo.report.drawing import engines
from topo.report.drawing.engines import Engine
from topo.report.drawing.formats import FORMATS, MOST_FOR_AN_ENGINE, draw, find_format
from topo.report.pictures.picture import Edge, Kind, Node, Picture, Tie

PICTURE = Picture(
    "teams", "t", (Node("a", Kind.TEAM, "a"), Node("b", Kind.TEAM, "b")), (Edge("a", "b", Tie.WAITS),)
)


def crowd(lines: int) -> Picture:
    """A picture with many lines."""
    nodes = tuple(Node(f"n{each}", Kind.TEAM, "x") for each in range(80))
    pairs = [(one, other) for one in range(80) for other in range(80) if one != other][:lines]
    return Picture(
        "teams", "t", nodes, tuple(Edge(f"n{one}", f"n{other}", Tie.WAITS) for one, other in pairs)
    )


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither `dot` nor pygraphviz is there."""
    monkeypatch.setattr(engines, "_find_dot", lambda: None)
    monkeypatch.setattr(engines, "find_spec", lambda name: None)


@pytest.fixture
def fake_dot(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """Puts a program of a few lines of Python where `dot` would be."""

    def install(code: str) -> None:
        program = tmp_path / "dot"
        program.write_text(f"#!{sys.executable}\n{code}\n")
        program.chmod(0o755)
        monkeypatch.setattr(engines, "_find_dot", lambda: str(program))

    return install


def test_a_name_tells_the_format() -> None:
    """In any case; one that tells none is an error."""
    assert [find_format(PurePath(f"x{suffix}")) for suffix in (".gv", ".MMD", ".svg", ".Png", ".pdf")] == [
        "dot",
        "mermaid",
        "svg",
        "png",
        "pdf",
    ]
    with pytest.raises(UsageError):
        find_format(PurePath("svg"))


@pytest.mark.usefixtures("no_engine")
def test_without_an_engine_topo_draws_svg_itself() -> None:
    """And says so; nothing is said where that was asked for."""
    drawn = draw(PICTURE, "svg")
    assert drawn.content.startswith(b"<?xml") and b"graphviz" not in drawn.content
    assert drawn.notes == ("no Graphviz here: laid out by topo itself",)
    assert draw(PICTURE, "svg", engine=Engine.OWN) == (drawn.content, ())


@pytest.mark.usefixtures("no_engine")
@pytest.mark.parametrize("format", [name for name, each in FORMATS.items() if each.is_binary])
def test_without_an_engine_there_is_no_bitmap(format: str) -> None:
    """The error says what to install."""
    with pytest.raises(UsageError) as caught:
        draw(PICTURE, format)
    assert "Graphviz" in caught.value.message and "`draw`" in (caught.value.hint or "")


@pytest.mark.usefixtures("no_engine")
def test_an_engine_that_was_asked_for_and_is_not_here() -> None:
    """Nothing stands in for it."""
    for engine in (Engine.DOT, Engine.PYGRAPHVIZ):
        with pytest.raises(UsageError):
            draw(PICTURE, "svg", engine=engine)
    with pytest.raises(UsageError):
        draw(PICTURE, "png", engine=Engine.OWN)


def test_an_engine_gets_the_dot(fake_dot: Callable[[str], None]) -> None:
    """On its standard input; a bitmap is drawn sharper."""
    fake_dot("import sys; print(sys.argv[1:], 'dpi=144' in sys.stdin.read())")
    assert draw(PICTURE, "svg").content == b"['-Tsvg'] False\n"
    assert draw(PICTURE, "png").content == b"['-Tpng'] True\n"
    assert draw(PICTURE, "pdf").content == b"['-Tpdf'] False\n"


def test_an_engine_that_takes_too_long(fake_dot: Callable[[str], None]) -> None:
    """It is ended; topo stands in for SVG, and says why."""
    fake_dot("import time; time.sleep(600)")
    with pytest.raises(EngineFailed) as caught:
        draw(PICTURE, "png", time_limit=0.2)
    assert caught.value.message == "dot did not finish within 0.2 seconds"
    assert "--focus" in (caught.value.hint or "")
    drawn = draw(PICTURE, "svg", time_limit=0.2)
    assert drawn.notes == ("dot did not finish within 0.2 seconds: laid out by topo itself",)
    with pytest.raises(EngineFailed):
        draw(PICTURE, "svg", engine=Engine.DOT, time_limit=0.2)


def test_an_engine_that_breaks_off(fake_dot: Callable[[str], None]) -> None:
    """Its last words are shown, without what a terminal would act on."""
    fake_dot(r"import sys; sys.stderr.write('one\n\x1b[31mtwo\n'); sys.exit(3)")
    with pytest.raises(EngineFailed) as caught:
        draw(PICTURE, "pdf")
    assert caught.value.message == r"dot failed with exit code 3: \x1b[31mtwo"
    assert draw(PICTURE, "svg").content.startswith(b"<?xml")


def test_an_engine_that_says_nothing(fake_dot: Callable[[str], None]) -> None:
    """No bytes are no picture."""
    fake_dot("pass")
    with pytest.raises(EngineFailed):
        draw(PICTURE, "pdf")


def test_a_misspelt_format() -> None:
    """The error offers the nearest one."""
    with pytest.raises(UsageError) as caught:
        draw(PICTURE, "mermad")
    assert caught.value.hint == "did you mean `mermaid`?"


def test_a_picture_that_nobody_can_read() -> None:
    """It is drawn all the same, and the note says how to draw less."""
    drawn = draw(crowd(300), "dot")
    assert drawn.notes == (
        "80 things and 300 lines are hard to read: `--focus TEAM` draws one team's surroundings",
    )
    assert draw(Picture("teams", "t", ()), "dot").notes == ("there is nothing to draw",)
    assert draw(PICTURE, "dot").notes == ()


def test_a_picture_that_is_too_much_for_an_engine(fake_dot: Callable[[str], None]) -> None:
    """It is not tried for minutes, unless it is asked for."""
    fake_dot("print('drawn')")
    drawn = draw(crowd(MOST_FOR_AN_ENGINE + 1), "svg")
    assert drawn.notes[-1] == "3,001 lines are too many for Graphviz: laid out by topo itself"
    assert draw(crowd(MOST_FOR_AN_ENGINE + 1), "svg", engine=Engine.DOT).content == b"drawn\n"


def test_a_picture_that_mermaid_refuses() -> None:
    """The note says its limits."""
    assert "Mermaid refuses" in draw(crowd(501), "mermaid").notes[-1]
    assert draw(PICTURE, "mermaid").notes == ()


def test_pygraphviz_is_a_child_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It runs in this Python, with what is installed there and not what stands in the working folder."""
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "pygraphviz.py").write_text("raise SystemExit(9)")
    (tmp_path / "installed").mkdir()
    (tmp_path / "installed" / "pygraphviz.py").write_text(
        "class AGraph:\n"
        "    def __init__(self, string): self.string = string\n"
        "    def draw(self, format, prog): return f'{format} {prog} {len(self.string) > 99}'.encode()\n"
    )
    monkeypatch.setattr(engines, "_find_dot", lambda: None)
    monkeypatch.setattr(engines, "find_spec", lambda name: name == "pygraphviz")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "installed"))
    monkeypatch.chdir(tmp_path / "here")
    assert draw(PICTURE, "pdf").content == b"pdf dot True"
