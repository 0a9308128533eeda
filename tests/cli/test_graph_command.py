"""The pictures, as a person draws them."""

import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from topo.report.pictures.catalogue import VIEWS

MODEL = """\
topo: 1
teams:
  checkout: {size: 7, type: stream-aligned, owns: [cart-api]}
  platform: {size: 6, type: platform, owns: [deploy]}
  far: {size: 5}
services:
  cart-api: {domain: cart, depends_on: [deploy, ledger]}
  ledger: {tier: 1}
domains: {cart: {complexity: simple}}
streams: {orders: {demand: 1/week, stages: {build: {team: checkout, touch: 1d}}}}
"""


@pytest.fixture
def model(write: Any) -> None:
    """A small model in the working folder."""
    write("topo.yaml", MODEL)


@pytest.mark.usefixtures("model")
@pytest.mark.parametrize("name", VIEWS)
def test_every_picture_is_dot_unless_said_otherwise(topo: Any, name: str) -> None:
    """On stdout, and nothing but it."""
    done = topo("graph", name)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"digraph {name} {{\n") and done.stdout.endswith("}\n")


@pytest.mark.usefixtures("model")
def test_the_file_tells_the_format(topo: Any, tmp_path: Path) -> None:
    """And stdout stays empty; --format beats the name."""
    done = topo("graph", "teams", "--output", "a.mmd")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "wrote a.mmd\n")
    assert "flowchart" in (tmp_path / "a.mmd").read_text()
    assert topo("graph", "teams", "-o", "a.svg", "--engine", "own").returncode == 0
    assert etree.parse(str(tmp_path / "a.svg")).getroot().tag.endswith("svg")
    assert topo("graph", "teams", "-o", "a.txt", "--format", "dot").returncode == 0
    assert (tmp_path / "a.txt").read_text().startswith("digraph")
    odd = topo("graph", "teams", "-o", "b.txt")
    assert odd.returncode == 2 and "tells no format" in odd.stderr
    assert not (tmp_path / "b.txt").exists()


@pytest.mark.usefixtures("model")
def test_nothing_is_overwritten_unasked(topo: Any, tmp_path: Path) -> None:
    """Neither a file nor a dangling link; --force does it, whole."""
    (tmp_path / "a.dot").write_text("mine")
    done = topo("graph", "teams", "-o", "a.dot")
    assert done.returncode == 2 and "not overwritten" in done.stderr
    assert (tmp_path / "a.dot").read_text() == "mine"
    assert topo("graph", "teams", "-o", "a.dot", "--force").returncode == 0
    assert (tmp_path / "a.dot").read_text().endswith("}\n")
    os.symlink("nowhere.dot", tmp_path / "link.dot")
    assert topo("graph", "teams", "-o", "link.dot").returncode == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.dot", "link.dot", "topo.yaml"]


@pytest.mark.usefixtures("model")
def test_a_folder_that_is_not_there(topo: Any, tmp_path: Path) -> None:
    """A new file makes the folders that it needs."""
    assert topo("graph", "teams", "-o", "pictures/a.dot").returncode == 0
    assert (tmp_path / "pictures" / "a.dot").is_file()


@pytest.mark.usefixtures("model")
def test_the_surroundings_of_one_team(topo: Any) -> None:
    """A step around it, or two; a team that there is not is an error with the nearest."""
    assert "far" not in topo("graph", "teams", "--focus", "platform").stdout
    near = topo("graph", "teams", "--focus", "platform").stdout
    further = topo("graph", "teams", "--focus", "platform", "--depth", "2").stdout
    assert "ledger" not in near and "ledger" in further
    done = topo("graph", "teams", "--focus", "chekout")
    assert done.returncode == 2 and "did you mean `checkout`?" in done.stderr


@pytest.mark.usefixtures("model")
def test_a_wrong_call(topo: Any) -> None:
    """Exit 2, and nothing on stdout."""
    for arguments in (
        ["teem"],
        ["teams", "--group-by", "owner"],
        ["teams", "--focus", "far", "--depth", "-1"],
        ["teams", "--depth", "2"],
        ["teams", "--format", "gif"],
        ["teams", "--time-limit", "0"],
        ["teams", "nowhere"],
        ["teams", "--format", "png", "--engine", "own"],
    ):
        done = topo("graph", *arguments)
        assert (done.returncode, done.stdout) == (2, ""), arguments


def test_a_model_that_cannot_be_read(topo: Any, write: Any) -> None:
    """Its errors are listed on stderr, and nothing is drawn."""
    write("topo.yaml", "teams: {a: {sizes: 3}}\n")
    done = topo("graph", "teams")
    assert (done.returncode, done.stdout) == (2, "")
    assert "SYN003" in done.stderr


@pytest.mark.usefixtures("model")
def test_without_graphviz(topo: Any, tmp_path: Path) -> None:
    """An SVG all the same, with a word on stderr; a bitmap is an error that says what to install."""
    nowhere = {"PATH": str(tmp_path), "PYTHONPATH": _without_pygraphviz(tmp_path)}
    done = topo("graph", "teams", "--format", "svg", env=nowhere)
    assert (done.returncode, done.stderr) == (0, "no Graphviz here: laid out by topo itself\n")
    assert done.stdout.startswith("<?xml")
    done = topo("graph", "teams", "-o", "a.png", env=nowhere)
    assert done.returncode == 2
    assert "install Graphviz" in done.stderr
    assert not (tmp_path / "a.png").exists()


def _without_pygraphviz(folder: Path) -> str:
    """A folder for the Python path whose start-up file lets nobody find pygraphviz."""
    (folder / "hidden").mkdir()
    (folder / "hidden" / "sitecustomize.py").write_text(
        "import importlib.util as util\n"
        "find = util.find_spec\n"
        "util.find_spec = lambda name, *rest: None if name == 'pygraphviz' else find(name, *rest)\n"
    )
    return str(folder / "hidden")


@pytest.mark.usefixtures("model")
@pytest.mark.parametrize(("format", "begins"), [("png", b"\x89PNG"), ("pdf", b"%PDF"), ("svg", b"<?xml")])
def test_with_graphviz(tmp_path: Path, dot: str, format: str, begins: bytes) -> None:
    """Into a pipe, too."""
    done = subprocess.run(
        [sys.executable, "-m", "topo", "graph", "teams", "--format", format],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert done.stdout.startswith(begins)
    assert done.stderr == b""


@pytest.mark.usefixtures("model")
def test_a_bitmap_is_not_for_a_terminal(tmp_path: Path) -> None:
    """It would be noise there, or worse."""
    terminal, theirs = pty.openpty()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "topo", "graph", "teams", "--format", "png"],
            cwd=tmp_path,
            stdout=theirs,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(theirs)
        os.close(terminal)
    assert done.returncode == 2
    assert b"PNG is not for a terminal" in done.stderr and b"--output" in done.stderr


def test_the_private_overlay_can_be_left_out(topo: Any, write: Any) -> None:
    """Names that stand there are in no public picture."""
    write("topo.yaml", "topo: 1\nteams: {a: {size: 5}}\n")
    write("topo.private.yaml", "teams: {a: {name: Secret}}\n")
    assert "Secret" in topo("graph", "teams").stdout
    assert "Secret" not in topo("graph", "teams", "--public").stdout


def test_an_old_date(topo: Any, write: Any) -> None:
    """What has run out is judged on the day that is said."""
    write(
        "topo.yaml",
        "topo: 1\nteams: {a: {size: 5}, b: {size: 5}}\n"
        "interactions: [{mode: collaboration, between: [a, b], until: 2026-06-30}]\n",
    )
    assert "expired" in topo("graph", "talking", "--as-of", "2026-12-01").stdout
    assert "expired" not in topo("graph", "talking", "--as-of", "2026-06-30").stdout


def test_a_model_with_nothing_in_it(topo: Any, write: Any) -> None:
    """A picture of nothing, and a word about it."""
    write("topo.yaml", "topo: 1\n")
    done = topo("graph", "teams")
    assert (done.returncode, done.stderr) == (0, "there is nothing to draw\n")
