import os
import re
from pathlib import Path

import pytest

from tests.report.conftest import World
from topo import report
from topo.errors import UsageError
from topo.report import json as json_report
from topo.report import sarif
from topo.report.formats import FORMATS, render
from topo.text import printable

GOLDEN = Path(__file__).parent / "golden"
SUFFIXES = {"json": "json", "sarif": "json", "junit": "xml", "gitlab": "json", "markdown": "md"}


@pytest.fixture(autouse=True)
def _one_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """A release changes no golden file."""
    monkeypatch.setattr(json_report, "__version__", "1.2.3")
    monkeypatch.setattr(sarif, "__version__", "1.2.3")


def check_golden(name: str, text: str) -> None:
    """Compares bytes; TOPO_UPDATE_GOLDEN=1 writes them, to be read before they are committed."""
    path = GOLDEN / name
    if os.environ.get("TOPO_UPDATE_GOLDEN") == "1":
        path.write_bytes(text.encode())
    assert text.encode() == path.read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_a_nasty_organisation_in_every_format(name: str, nasty: World) -> None:
    """Bytes out are a contract."""
    check_golden(f"nasty-{name}.{SUFFIXES.get(name, 'txt')}", render(name, nasty.result, nasty.places))


@pytest.mark.parametrize("name", ["text", "concise"])
def test_in_colour(name: str, nasty: World) -> None:
    """The screen formats with their colours."""
    check_golden(f"nasty-{name}-color.txt", render(name, nasty.result, nasty.places, color=True))


def test_on_a_narrow_screen(nasty: World) -> None:
    """Long lines are cut around the caret."""
    check_golden("nasty-text-60.txt", render("text", nasty.result, nasty.places, width=60))


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_found_in_every_format(name: str, calm: World) -> None:
    """A clean result says what was checked."""
    check_golden(f"calm-{name}.{SUFFIXES.get(name, 'txt')}", render(name, calm.result, calm.places))


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_lets_a_control_character_through(name: str, nasty: World) -> None:
    """Neither ESC nor a direction mark of a name reaches a terminal, a page or a file."""
    text = render(name, nasty.result, nasty.places)
    assert [line for line in text.split("\n") if printable(line) != line] == []
    assert text.endswith("\n") and not text.endswith("\n\n")


@pytest.mark.parametrize("name", ["text", "concise"])
def test_colour_adds_codes_and_nothing_else(name: str, nasty: World) -> None:
    """Without its codes a coloured text is the plain one, and no code but topo's own is in it."""
    coloured = render(name, nasty.result, nasty.places, color=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render(name, nasty.result, nasty.places)
    assert coloured != render(name, nasty.result, nasty.places)


def test_every_module_that_renders_a_result_is_in_the_table() -> None:
    """A format that nobody can ask for would be dead."""
    folder = Path(report.__file__).parent
    signature = re.compile(r"^def render_(\w+)\(\s*result: CheckResult, places: Places", re.MULTILINE)
    written = {name for path in folder.glob("*.py") for name in signature.findall(path.read_text("utf-8"))}
    assert written == set(FORMATS)


def test_a_misspelt_format() -> None:
    """The error offers the nearest one."""
    world = World(json_report.CheckResult(()))
    with pytest.raises(UsageError) as caught:
        render("sarf", world.result, world.places)
    assert caught.value.hint == "did you mean `sarif`?"
