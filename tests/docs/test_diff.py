"""Is what docs/diff.md shows beside its commands true as well?"""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from topo.change.events import WHATS
from topo.report.differing import HEADS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "diff.md").read_text(encoding="utf-8")


def test_the_python_shown_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it stands there, with two models."""
    for name in ("before", "after"):
        shutil.copytree(ROOT / "samples" / "northwind", tmp_path / name)
    monkeypatch.chdir(tmp_path)
    [block] = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    names: dict[str, Any] = {}
    exec(compile(block, "docs/diff.md", "exec"), names)
    assert names["difference"].compared.findings.is_nothing


def test_every_word_is_told() -> None:
    """What each kind of event is called, and means."""
    told = PAGE.partition("| word | means |")[2].partition("\n\n")[0]
    words = [word for row in re.findall(r"^\| ([a-z, ]+) \|", told, re.MULTILINE) for word in row.split(", ")]
    assert words == [HEADS[what] for what in WHATS]
