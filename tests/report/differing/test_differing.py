"""The difference of two small organisations in every format."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from topo import api
from topo.change.difference import FailOn, ModelDifference
from topo.report import differing
from topo.report.differing import render_difference

FOLDER = Path(__file__).parent
GOLDEN = FOLDER.parent / "golden"


@pytest.fixture(autouse=True)
def _one_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """A release changes no golden file."""
    monkeypatch.setattr(differing, "__version__", "1.2.3")


def make_difference(before: str, after: str) -> ModelDifference:
    one, other = (api.load(FOLDER / each) for each in (before, after))
    return api.diff(one, other, names=(before, after), as_of=date(2026, 12, 1))


@pytest.fixture(scope="module")
def difference() -> ModelDifference:
    return make_difference("before", "after")


@pytest.mark.parametrize(("format", "suffix"), [("text", "txt"), ("markdown", "md"), ("json", "json")])
def test_every_format(format: str, suffix: str, difference: ModelDifference) -> None:
    """Bytes out are a contract; TOPO_UPDATE_GOLDEN=1 writes them, to be read before they are committed."""
    path = GOLDEN / f"diff.{suffix}"
    text = render_difference(difference, format)
    if os.environ.get("TOPO_UPDATE_GOLDEN") == "1":
        path.write_bytes(text.encode())
    assert text.encode() == path.read_bytes()


def test_the_same_twice() -> None:
    """One sentence, and nothing to fail on."""
    same = make_difference("before", "before")
    assert render_difference(same, "text").splitlines() == [
        "before → before on 2026-12-01",
        "  Nothing differs: the same organisation, the same numbers and the same findings.",
    ]
    assert not any(same.fails(each) for each in FailOn)
    assert json.loads(render_difference(same, "json"))["events"] == []


def test_there_and_back(difference: ModelDifference) -> None:
    """What is better one way is worse the other; findings that come go again."""
    back = make_difference("after", "before")
    there = {each.key: each.delta for each in difference.compared.changes if each.delta and not each.id}
    again = {each.key: each.delta for each in back.compared.changes if each.delta and not each.id}
    assert there
    assert again == {key: pytest.approx(-delta) for key, delta in there.items()}
    assert difference.fails(FailOn.NEW_FINDINGS)


def test_every_line_fits_the_screen(difference: ModelDifference) -> None:
    """Whatever is long goes on in the next line."""
    assert max(map(len, render_difference(difference, "text", width=60).splitlines())) <= 60


def test_colour_repeats_what_words_say(difference: ModelDifference) -> None:
    """Without it nothing is lost; in Markdown nothing from outside is markup."""
    plain = render_difference(difference, "text")
    assert "\x1b" not in plain
    assert "\x1b" in render_difference(difference, "text", color=True)
    assert "<b>" not in render_difference(difference, "markdown")
