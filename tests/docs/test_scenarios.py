"""Is what docs/scenarios.md shows beside its commands true as well?"""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from topo.change.scenario.document import MoveEntry, ScenarioFile
from topo.source.locating import find_known_keys

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "scenarios.md").read_text(encoding="utf-8")


def find_block(kind: str) -> str:
    """The one block of a kind on the page."""
    [block] = re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return str(block)


def test_the_scenario_shown_is_that_of_the_sample() -> None:
    """Without the line for editors."""
    sample = (ROOT / "samples/northwind/scenarios/split-payments.yaml").read_text(encoding="utf-8")
    assert sample.partition("\n")[2] == find_block("yaml")


def test_the_python_shown_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it stands there, in a folder with the sample."""
    shutil.copytree(ROOT / "samples" / "northwind", tmp_path / "northwind")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    exec(compile(find_block("python"), "docs/scenarios.md", "exec"), names)
    assert names["trial"].fits  # type: ignore[attr-defined]


def test_every_key_is_told() -> None:
    """Of the file, and of what stands beside a move."""
    keys = set(re.findall(r"^\| `(\w+)(?:: true)?` \|", PAGE, re.MULTILINE))
    assert keys == {*find_known_keys(ScenarioFile), *find_known_keys(MoveEntry)}
