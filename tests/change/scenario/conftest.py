"""A model's folder with scenarios to read."""

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from topo.change.scenario.library import LoadedScript

Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes a file into the `scenarios/` of the working folder, or elsewhere by its path."""
    monkeypatch.chdir(tmp_path)

    def write_file(name: str, text: str) -> Path:
        path = tmp_path / name if "/" in name else tmp_path / "scenarios" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
        return path

    return write_file


def say(loaded: LoadedScript) -> list[str]:
    """Each finding in a line, with the part that its carets mark."""
    lines = []
    for finding in loaded.findings:
        at = finding.position
        assert at is not None
        source = loaded.documents.source_line(at) or ""
        marked = source[at.column - 1 : (at.end_column or at.column + 1) - 1]
        hint = f" | {finding.hint}" if finding.hint else ""
        lines.append(f"{at.line}:{at.column} {marked}: {finding.code} {finding.message}{hint}")
    return lines
