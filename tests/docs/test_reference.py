"""Does docs/reference.md say what the model's classes say?"""

import os
from pathlib import Path

from topo.schema.reference import render_reference

PAGE = Path(__file__).parents[2] / "docs" / "reference.md"


def test_the_reference_is_fresh() -> None:
    """TOPO_UPDATE_GOLDEN=1 writes it anew."""
    text = render_reference()
    if os.environ.get("TOPO_UPDATE_GOLDEN"):
        PAGE.write_text(text, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == text
