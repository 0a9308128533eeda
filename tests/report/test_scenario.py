"""How are scenarios shown, one by one and in a list?"""

import json
import textwrap
from pathlib import Path

import pytest

from topo import api
from topo.report.markdown import escape_markdown
from topo.report.scenario import render_scenario
from topo.report.scenarios import Entry, render_scenarios

MODEL = """\
teams:
  shop: {size: 3, owns: [cart, stock]}
  pay:  {size: 3}
tissue:
  guardrails: {board: {owner: shop, enforcement: gate}}
"""
BASE = """\
scenario: base
corrections:
  - move-service: {service: stock, to: pay}
"""
SPLIT = """\
scenario: split
why: too much | for <one> team
extends: base
assumes: [two hires by February, nobody leaves]
decided: {on: 2026-12-01, by: architecture, note: after the pilot}
phases:
  - name: pilot
    by: 2027-01-15
    moves:
      - create-team: {id: ledger}
        note: it starts with nobody
      - move-service: {service: cart, to: legder}
  - moves:
      - {automate-guardrail: {guardrail: board}, off: true, evidence: "seen\\x1b elsewhere"}
"""


@pytest.fixture
def entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Entry:
    """The scenario `split` over a small model."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "topo.yaml").write_text(MODEL)
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "base.yaml").write_text(BASE)
    (tmp_path / "scenarios" / "split.yaml").write_text(SPLIT)
    model = api.load()
    loaded = api.load_scenario(model, "split")
    assert loaded.script is not None
    return Entry(loaded, api.try_script(model, loaded.script))


@pytest.fixture
def broken(entry: Entry) -> Entry:
    """A scenario that cannot be read."""
    Path("scenarios/broken.yaml").write_text("scenario: broken\nwhi: so\nphasess: []\n")
    return Entry(api.load_scenario(api.load(), "broken"), None)


def test_for_people(entry: Entry) -> None:
    """What is known first, then each move in words, with what is to be known of it and what does not fit."""
    assert entry.trial is not None
    assert render_scenario(entry.loaded, entry.trial, "text") == textwrap.dedent(
        """\
        split: too much | for <one> team
          file     scenarios/split.yaml
          extends  base
          assumes  two hires by February
                   nobody leaves
          decided  2026-12-01 by architecture: after the pilot

        corrections
           1. Give service `stock` to `pay`

        split: pilot, until 2027-01-15
           1. Create the team `ledger`
              note: it starts with nobody
           2. Give service `cart` to `legder`
              does not fit: scenarios/split.yaml:12:43: `legder` names no team
              help: did you mean `ledger`?

        split: phase 2
           3. Automate guardrail `board` (off, a claim)
              evidence: seen\\x1b elsewhere

        3 moves, 1 claim among them, 1 off, 1 correction: 1 does not fit
        """
    )


def test_as_markdown(entry: Entry) -> None:
    """Headings and lists; what comes from outside makes no markup."""
    assert entry.trial is not None
    shown = render_scenario(entry.loaded, entry.trial, "markdown")
    lines = shown.splitlines()
    assert lines[:3] == ["## split", "", "too much \\| for &lt;one&gt; team"]
    assert "### split: pilot, until 2027-01-15" in lines
    assert f"- {escape_markdown('Give service `stock` to `pay`')}" in lines
    assert "  - note: it starts with nobody" in lines
    assert any(line.startswith("  - **does not fit**: `scenarios/split.yaml:12:43`: ") for line in lines)
    assert "\x1b" not in shown


def test_for_programs(entry: Entry) -> None:
    """Everything, with the place of each move and of each field that does not fit."""
    assert entry.trial is not None
    document = json.loads(render_scenario(entry.loaded, entry.trial, "json"))
    assert document["topo-scenario"] == 1
    assert document["fits"] is False
    assert document["decided"] == {"on": "2026-12-01", "by": "architecture", "note": "after the pilot"}
    assert [each["file"] for each in document["corrections"]] == ["scenarios/base.yaml"]
    assert [(each["scenario"], each["name"], each["by"]) for each in document["phases"]] == [
        ("split", "pilot", "2027-01-15"),
        ("split", None, None),
    ]
    move = document["phases"][0]["moves"][1]
    assert move == {
        "scenario": "split",
        "move": "move-service",
        "kind": "structural",
        "fields": {"service": "cart", "to": "legder"},
        "says": "Give service `cart` to `legder`",
        "status": "does not fit",
        "note": None,
        "evidence": None,
        "file": "scenarios/split.yaml",
        "line": 12,
        "column": 9,
        "misfits": [
            {
                "field": "to",
                "message": "`legder` names no team",
                "hint": "did you mean `ledger`?",
                "file": "scenarios/split.yaml",
                "line": 12,
                "column": 43,
            }
        ],
    }
    assert document["phases"][1]["moves"][0]["status"] == "off"


def test_the_list_for_people(entry: Entry, broken: Entry) -> None:
    """Each in a few lines; one that cannot be read says where to look first."""
    assert render_scenarios([broken, entry], "text") == textwrap.dedent(
        """\
        broken
          cannot be read: scenarios/broken.yaml:2:1: unknown key `whi`, and 1 problem more

        split: too much | for <one> team
          extends base; 2 phases, until 2027-01-15; decided 2026-12-01 by architecture: after the pilot
          3 moves, 1 claim among them, 1 off, 1 correction: 1 does not fit
        """
    )


def test_the_list_as_markdown(entry: Entry, broken: Entry) -> None:
    """A table with a row each, whatever stands in the texts."""
    lines = render_scenarios([broken, entry], "markdown").splitlines()
    assert len(lines) == 4
    assert lines[2].startswith("| broken |  |  |  | cannot be read: ")
    assert lines[3].startswith("| split | too much \\| for &lt;one&gt; team | 2 phases, until 2027-01-15 |")


def test_the_list_for_programs(entry: Entry, broken: Entry) -> None:
    """Counts, days, and whether it fits."""
    first, second = json.loads(render_scenarios([broken, entry], "json"))["scenarios"]
    assert first == {
        "scenario": "broken",
        "file": "scenarios/broken.yaml",
        "problems": 2,
        "fits": False,
    }
    counts = ("phases", "moves", "claims", "off", "corrections", "misfits")
    assert [second[key] for key in counts] == [2, 3, 1, 1, 1, 1]
    assert (second["first_day"], second["last_day"]) == ("2027-01-15", "2027-01-15")


def test_nothing_to_list() -> None:
    """No line at all, and an empty list for programs."""
    assert render_scenarios([], "text") == ""
    assert json.loads(render_scenarios([], "json"))["scenarios"] == []
