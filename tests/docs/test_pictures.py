"""Are the pictures in the docs what topo draws now, and does each stand on a page?"""

import os
import runpy
from pathlib import Path

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"


def test_the_pictures_are_fresh() -> None:
    """Byte for byte: topo lays them out itself. TOPO_UPDATE_GOLDEN=1 draws them anew, to be looked at."""
    made = runpy.run_path(str(PICTURES / "make.py"))["make"]()
    if os.environ.get("TOPO_UPDATE_GOLDEN"):
        for name, content in made.items():
            (PICTURES / name).write_bytes(content)
    assert {name: (PICTURES / name).read_bytes() for name in made} == made


def test_every_picture_is_made_by_a_script() -> None:
    """Those of the terminal UI by another one: a screen is looked at, not compared."""
    made = runpy.run_path(str(PICTURES / "make.py"))["PICTURES"]
    taken = runpy.run_path(str(PICTURES / "screens.py"))["SCREENS"]
    assert {path.name for path in PICTURES.glob("*.svg")} == {*made, *taken}


def test_each_picture_stands_on_a_page() -> None:
    """One that nobody sees would be dead."""
    pages = "".join(path.read_text(encoding="utf-8") for path in PICTURES.parent.glob("*.md"))
    assert all(f"(pictures/{path.name})" in pages for path in PICTURES.glob("*.svg"))
