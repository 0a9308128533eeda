"""Scenarios beside doing nothing in every format, and the case against one, over a small organisation."""

import csv
import io
import json
import os
from datetime import date
from pathlib import Path

import pytest

from topo import api
from topo.change.challenge import Challenge, challenge
from topo.change.comparison.comparison import Comparison
from topo.change.comparison.holding import measure_holding
from topo.report.compared import FORMATS, challenged, listed, render_comparison
from topo.report.compared.shown import Shown

MODEL = Path(__file__).parent / "model"
GOLDEN = Path(__file__).parents[1] / "golden"
SUFFIXES = {"text": "txt", "markdown": "md"}


@pytest.fixture(autouse=True)
def _one_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """A release changes no golden file."""
    for module in (listed, challenged):
        monkeypatch.setattr(module, "__version__", "1.2.3")


def make_comparison(*names: str) -> Comparison:
    model = api.load(MODEL)
    loaded = [api.load_scenario(model, name) for name in names]
    scripts = [each.script for each in loaded if each.script is not None]
    assert len(scripts) == len(names)
    return api.compare_scenarios(model, scripts, as_of=date(2026, 12, 1))


@pytest.fixture(scope="module")
def shown() -> Shown:
    comparison = make_comparison("hand-over", "no-gain")
    return Shown(comparison, True, measure_holding(comparison, draws=40))


@pytest.fixture(scope="module")
def case() -> Challenge:
    comparison = make_comparison("hand-over")
    return challenge(comparison, "hand-over", holding=measure_holding(comparison, draws=40))


def check_golden(name: str, text: str) -> None:
    """Compares bytes; TOPO_UPDATE_GOLDEN=1 writes them, to be read before they are committed."""
    path = GOLDEN / name
    if os.environ.get("TOPO_UPDATE_GOLDEN") == "1":
        path.write_bytes(text.encode())
    assert text.encode() == path.read_bytes()


@pytest.mark.parametrize("format", FORMATS)
def test_the_comparison_in_every_format(format: str, shown: Shown) -> None:
    """Bytes out are a contract: phases and sensitivity too."""
    check_golden(f"compare.{SUFFIXES.get(format, format)}", render_comparison(shown, format))


@pytest.mark.parametrize("format", challenged.FORMATS)
def test_the_case_in_every_format(format: str, case: Challenge) -> None:
    """Bytes out are a contract."""
    check_golden(f"challenge.{SUFFIXES.get(format, format)}", challenged.render_challenge(case, format))


def test_every_line_fits_the_screen(shown: Shown, case: Challenge) -> None:
    """A hundred columns are enough for two scenarios; nothing but a table of numbers is wider than asked."""
    for text in (render_comparison(shown, "text"), challenged.render_challenge(case, "text")):
        assert max(map(len, text.splitlines())) <= 100
    narrow = challenged.render_challenge(case, "text", width=60)
    assert max(map(len, narrow.splitlines())) <= 60


def test_colour_repeats_what_words_say(shown: Shown) -> None:
    """Without it nothing is lost."""
    plain, painted = (render_comparison(shown, "text", color=color) for color in (False, True))
    assert "\x1b" not in plain
    assert "\x1b[31m" in painted and "\x1b[32m" in painted


def test_the_same_numbers_everywhere(shown: Shown) -> None:
    """A spreadsheet and a program get every number of each scenario, and the same."""
    rows = list(csv.DictReader(io.StringIO(render_comparison(shown, "csv"))))
    document = json.loads(render_comparison(shown, "json"))
    for scenario in ("hand-over", "no-gain"):
        flat = {
            (row["of"], row["id"], row["measure"]): row
            for row in rows
            if row["scenario"] == scenario and not row["phase"] and row["of"] not in ("cost", "findings")
        }
        numbers = {
            (each["of"], each["id"] or "", each["measure"]): each["scenarios"][scenario]
            for each in document["numbers"]
            if scenario in each["scenarios"]
        }
        assert flat.keys() == numbers.keys()
        for key, number in numbers.items():
            assert flat[key]["verdict"] == number["verdict"]
            assert flat[key]["delta"] == ("" if number["delta"] is None else f"{number['delta']:.15g}")


def test_a_document_says_who_dominates_and_what_was_left_out(shown: Shown) -> None:
    """And what claims there are, on what evidence."""
    hand_over, no_gain = json.loads(render_comparison(shown, "json"))["scenarios"]
    assert no_gain["dominated_by"] == ["do nothing"]
    assert [each["says"] for each in no_gain["left_out"]] == ["Give service `no-such-service` to `pay`"]
    assert not no_gain["fits"] and hand_over["fits"]
    assert [each["evidence"] for each in hand_over["claims"]] == [None, "they say so"]


def test_many_scenarios_take_several_tables() -> None:
    """As many stand beside each other as fit; on a wide screen and on a page all four."""
    model = api.load(MODEL)
    script = api.load_scenario(model, "hand-over").script
    assert script is not None
    from dataclasses import replace

    scripts = [replace(script, name=f"s{number}") for number in range(4)]
    shown = Shown(api.compare_scenarios(model, scripts))
    for width, tables in ((100, 2), (60, 4), (160, 1)):
        text = render_comparison(shown, "text", width=width)
        assert text.count("Cost of the change") == tables
    assert render_comparison(shown, "markdown").count("Cost of the change") == 1


def test_nothing_to_compare() -> None:
    """A model without scenarios has doing nothing, and says how to begin."""
    shown = Shown(api.compare_scenarios(api.load(MODEL), []))
    assert "topo scenario new NAME" in render_comparison(shown, "text")
    assert json.loads(render_comparison(shown, "json"))["scenarios"] == []
