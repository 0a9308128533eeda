"""Does docs/tui.md say what the table of actions says?"""

import os
from pathlib import Path

from topo.tui.key_page import render_key_page

PAGE = Path(__file__).parents[2] / "docs" / "tui.md"


def test_the_page_of_keys_is_fresh() -> None:
    """TOPO_UPDATE_GOLDEN=1 writes it anew."""
    text = render_key_page()
    if os.environ.get("TOPO_UPDATE_GOLDEN"):
        PAGE.write_text(text, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == text
