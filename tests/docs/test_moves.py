"""Does docs/moves.md say what the moves themselves say, and can its examples be read?"""

import os
import re
import textwrap
from pathlib import Path

import pytest

from topo.change.catalogue import MOVES
from topo.change.reference import render_moves
from topo.change.scenario.library import Library

_BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGE = Path(__file__).parents[2] / "docs" / "moves.md"


def test_the_page_is_fresh() -> None:
    """TOPO_UPDATE_GOLDEN=1 writes it anew."""
    text = render_moves()
    if os.environ.get("TOPO_UPDATE_GOLDEN"):
        PAGE.write_text(text, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("name", MOVES)
def test_the_example_of_a_move_can_be_read(name: str, tmp_path: Path) -> None:
    """As the moves of a scenario, of which the first is this one."""
    section = PAGE.read_text(encoding="utf-8").partition(f"\n### {name}\n")[2].partition("\n### ")[0]
    [example] = _BLOCK.findall(section)
    path = tmp_path / "try.yaml"
    path.write_text(f"scenario: try\nmoves:\n{textwrap.indent(example, '  ')}", encoding="utf-8")
    loaded = Library(tmp_path).load(str(path))
    assert loaded.findings == ()
    assert loaded.script is not None
    assert loaded.script.steps[0].move.name == name
