import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.report.drawing.conftest import CASES
from topo.report.drawing.engines import Engine
from topo.report.drawing.formats import FORMATS, draw
from topo.report.pictures.picture import Picture
from topo.text import printable

GOLDEN = Path(__file__).parent / "golden"
TEXTS = [name for name, format in FORMATS.items() if not format.is_binary]

Nasty = Callable[[str], Picture]


def render(picture: Picture, format: str) -> str:
    """A picture as text, by topo itself."""
    return draw(picture, format, engine=Engine.OWN).content.decode()


@pytest.mark.parametrize("format", TEXTS)
@pytest.mark.parametrize("case", ["teams", "services-by-domain", "domains", "talking", "ownership"])
def test_a_nasty_organisation(case: str, format: str, nasty: Nasty) -> None:
    """Bytes out are a contract; TOPO_UPDATE_GOLDEN=1 writes them, to be looked at before a commit."""
    path = GOLDEN / f"{case}{FORMATS[format].suffixes[0]}"
    content = render(nasty(case), format).encode()
    if os.environ.get("TOPO_UPDATE_GOLDEN") == "1":
        path.write_bytes(content)
    assert content == path.read_bytes()


@pytest.mark.parametrize("format", TEXTS)
@pytest.mark.parametrize("case", CASES)
def test_no_control_character_reaches_a_format(case: str, format: str, nasty: Nasty) -> None:
    """Neither ESC nor a direction mark of a name; what is retired is nowhere."""
    text = render(nasty(case), format)
    assert [
        line for line in text.split("\n") if printable(line.replace("\t", "")) != line.replace("\t", "")
    ] == []
    assert "must not be seen" not in text
    assert text.endswith("\n") and not text.endswith("\n\n")


@pytest.mark.parametrize("format", TEXTS)
@pytest.mark.parametrize("case", CASES)
def test_the_same_picture_gives_the_same_bytes(case: str, format: str, nasty: Nasty) -> None:
    """Nothing depends on an order that is not said."""
    assert render(nasty(case), format) == render(nasty(case), format)
