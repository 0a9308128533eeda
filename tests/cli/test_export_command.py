"""`topo export`, as a person or a script runs it."""

import json
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def northwind(project: Path) -> str:
    return str(project / "samples" / "northwind")


def test_to_stdout_and_to_a_file(topo: Any, northwind: str, tmp_path: Path) -> None:
    """The same bytes; a file that is there is replaced, and nothing is said."""
    printed = topo("export", "json", northwind, "--as-of", "2026-12-01")
    assert (printed.returncode, printed.stderr) == (0, "")
    (tmp_path / "out.json").write_text("old")
    written = topo("export", "json", northwind, "--as-of", "2026-12-01", "--output", "out.json")
    assert (written.returncode, written.stdout, written.stderr) == (0, "", "")
    assert (tmp_path / "out.json").read_text(encoding="utf-8") == printed.stdout
    document = json.loads(printed.stdout)
    assert (document["topo"], document["schema"], document["as_of"]) == (1, "topo-export/1", "2026-12-01")


def test_the_schema(topo: Any) -> None:
    """Without a model."""
    assert json.loads(topo("export", "json", "--schema").stdout)["title"].startswith("topo export json")


def test_the_private_overlay(topo: Any, write: Any) -> None:
    """In the document, unless it is left out."""
    write("topo.yaml", "teams: {a: {size: 6}}\n")
    write("topo.private.yaml", "teams: {a: {survey: {n: 6, tlx: 48}}}\n")
    assert "survey" in json.loads(topo("export", "json").stdout)["model"]["teams"]["a"]
    assert "survey" not in json.loads(topo("export", "json", "--public").stdout)["model"]["teams"]["a"]


def test_a_broken_model(topo: Any, write: Any, tmp_path: Path) -> None:
    """All SYN errors on stderr, exit 2, and no file."""
    write("topo.yaml", "teams: {a: {sise: 1}}\n")
    done = topo("export", "json", "--output", "out.json")
    assert (done.returncode, done.stdout) == (2, "") and "SYN003" in done.stderr
    assert not (tmp_path / "out.json").exists()


def test_a_format_that_is_none(topo: Any) -> None:
    """The formats are listed."""
    assert topo("export", "yaml").returncode == 2
    assert "json" in topo("export", "--help").stdout
