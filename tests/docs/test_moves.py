"""Does docs/moves.md say what the moves themselves say?"""

import os
from pathlib import Path

from topo.change.reference import render_moves

PAGE = Path(__file__).parents[2] / "docs" / "moves.md"


def test_the_page_is_fresh() -> None:
    """TOPO_UPDATE_GOLDEN=1 writes it anew."""
    text = render_moves()
    if os.environ.get("TOPO_UPDATE_GOLDEN"):
        PAGE.write_text(text, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == text
