"""Does docs/measures.md say what the table of measures says?"""

import os
from pathlib import Path

from topo.analysis.catalogue import MEASURES
from topo.report.measured.listed import render_measures

PAGE = Path(__file__).parents[2] / "docs" / "measures.md"


def test_the_page_is_fresh() -> None:
    """TOPO_UPDATE_GOLDEN=1 writes it anew."""
    text = render_measures()
    if os.environ.get("TOPO_UPDATE_GOLDEN"):
        PAGE.write_text(text, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == text


def test_every_measure_is_on_it() -> None:
    """None is forgotten."""
    text = PAGE.read_text(encoding="utf-8")
    assert all(f"`{each.name}`" in text or f"*{each.name}*" in text for each in MEASURES)
