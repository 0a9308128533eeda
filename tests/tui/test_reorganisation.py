"""A room reorganises AgileWorks in twenty moves, by keys alone; what it leaves behind is read by others."""

import json
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.conftest import DAY
from tests.tui.driving import carry, fill_in, find_moves, find_session, press, settle, type_in
from topo.tui.app import TopoApp
from topo.tui.journal import Journal
from topo.tui.opening import open_model
from topo.tui.session import Session

pytestmark = pytest.mark.asyncio

CARRIED = (
    ("waiting-list", "booking", "members"),
    ("support-desk", "members", "trade"),
    ("price-api", "browse", "payments"),
    ("sign-in", "platform", "members"),
    ("ledger-export", "payments", "trade"),
    ("spare-parts", "fleet-care", "delivery"),
    ("1 tester", "booking", "trade"),
    ("1 engineer", "platform", "route-planning"),
)
FILLED = (
    ("change-type", {"team": "route-planning", "to": "stream-aligned"}),
    ("set-complexity", {"domain": "notifications", "to": "complex"}),
    ("create-team", {"id": "shop-window", "type": "stream-aligned", "group": "renting"}),
    ("move-service", {"service": "shop-web", "to": "shop-window"}),
    ("move-people", {"from": "browse", "to": "shop-window", "roles": "{engineer: 2, designer: 1}"}),
    ("add-people", {"team": "shop-window", "roles": "{product-manager: 1}"}),
    (
        "set-interaction",
        {"mode": "x-as-a-service", "provider": "members", "consumers": "[trade]", "purpose": "signing in"},
    ),
    ("set-group", {"team": "route-planning", "to": "renting"}),
    ("rename", {"kind": "team", "from": "fleet-care", "to": "tool-care"}),
    ("remove-dependency", {"from": "booking-web", "to": "price-api"}),
    ("set-interaction", {"mode": "collaboration", "between": "[booking, members]", "until": "2027-03-01"}),
    ("move-service", {"service": "travel-times", "to": "delivery"}),
)


@pytest.fixture
def estate(tmp_path: Path) -> Path:
    folder = tmp_path / "agileworks"
    shutil.copytree("samples/agileworks", folder)
    return folder


@pytest.fixture
def room(estate: Path, journal: Journal) -> TopoApp:
    return TopoApp(partial(open_model, as_of=DAY, journal=journal), estate)


async def test_twenty_moves(room: TopoApp, estate: Path) -> None:
    """Carried, undone, filled in, marked, noted, forked, saved: others read the same numbers."""
    before = {path: path.read_bytes() for path in sorted(estate.rglob("*.yaml"))}
    async with room.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        session = find_session(pilot)
        for number, (thing, source, to) in enumerate(CARRIED, start=1):
            await carry(pilot, thing, source=source, to=to, drop="c" if thing == "sign-in" else "enter")
            assert len(session.history.steps) == number
        await take_back_and_make_again(pilot)
        for move, fields in FILLED:
            await fill_in(pilot, move, **fields)
        assert len(session.history.steps) == 20
        assert session.history.skipped == {}
        await work_on_the_list(pilot)
        await save_as(pilot, "s", estate / "scenarios" / "draft.yaml")
        await fork_without_the_last(pilot)
        await save_as(pilot, "s", estate / "scenarios" / "leaner.yaml")
        assert not session.is_dirty
        await press(pilot, "o")
        await type_in(pilot, "draft")
        assert session.active == "draft"
        await save_as(pilot, "x", estate / "minutes.md")
        check_comparison(session, estate)
    check_minutes(session, (estate / "minutes.md").read_text(encoding="utf-8"))
    assert {path: path.read_bytes() for path in before} == before


async def take_back_and_make_again(pilot: Pilot[None]) -> None:
    """Undo goes back as far as one likes, redo forward again."""
    session = find_session(pilot)
    done = session.organisation
    await press(pilot, "u", "u", "ctrl+z")
    assert session.history.cursor == len(CARRIED) - 3
    assert session.organisation.domains["spare-parts"].owner is None
    await press(pilot, "U", "ctrl+y", "U")
    assert session.organisation == done


async def work_on_the_list(pilot: Pilot[None]) -> None:
    """The last move goes off and up, another gets a note, the first becomes a correction and is none."""
    session = find_session(pilot)
    await press(pilot, "l", "end", "space", "K")
    assert [step.is_on for step in session.history.steps[-2:]] == [False, True]
    await press(pilot, "down", "n")
    await type_in(pilot, "Ana asks for a date")
    assert session.history.steps[-1].note == "Ana asks for a date"
    await press(pilot, "home", "c")
    assert [step.is_correction for step in session.history.steps].count(True) == 2
    await press(pilot, "c", "l")
    assert [step.is_correction for step in session.history.steps].count(True) == 1
    assert len(find_moves(pilot).rows) == 20


async def fork_without_the_last(pilot: Pilot[None]) -> None:
    """A fork goes its own way."""
    session = find_session(pilot)
    await press(pilot, "f")
    await type_in(pilot, "leaner")
    await press(pilot, "l", "end", "d", "d", "l")
    assert [len(fork.history.steps) for fork in session.forks.values()] == [20, 18]


async def save_as(pilot: Pilot[None], key: str, path: Path) -> None:
    """Save the scenario, or write the minutes, to a path."""
    await press(pilot, key)
    field = pilot.app.screen.query_one(Input)
    field.value = str(path)
    await press(pilot, "enter")
    assert path.exists()


def check_comparison(session: Session, estate: Path) -> None:
    """The command, in a process of its own, finds the numbers and the findings of the session."""
    words = ["scenario", "compare", "draft", "leaner", "-m", str(estate), "--format", "json"]
    command = [sys.executable, "-m", "topo", *words, "--as-of", DAY.isoformat()]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    changed = 0
    for name in ("draft", "leaner"):
        compared = session.contend(session.forks[name]).compared
        for number in document["numbers"]:
            said = number["scenarios"].get(name)
            change = compared.by_key.get((number["of"], number["id"] or "", number["measure"]))
            if said is None or change is None:  # a team that only the other one has
                assert said is change is None
                continue
            assert said["verdict"] == change.verdict.value, number
            for told, value in ((said["before"], change.before), (said["after"], change.after)):
                assert (told and told["amount"]) == (value and value.number.amount), number
            changed += said["verdict"] in ("better", "worse")
    assert changed > 10
    for said in document["scenarios"]:
        assert said["fits"]
        findings = session.contend(session.forks[said["scenario"]]).compared.findings
        for word in ("new", "gone"):
            told = [each["fingerprint"] for each in said["findings"][word]]
            assert told == [each.fingerprint for each in getattr(findings, word)]


def check_minutes(session: Session, text: str) -> None:
    """Whoever was not there reads each move, what it did to which number, and what the rules say now."""
    moves, corrections = text.split("## The moves")[1], text.split("## Corrections to today")[1]
    for step in session.history.steps:
        part = corrections.split("## The moves")[0] if step.is_correction else moves
        assert f"- {step.move.describe()}" in part
    assert "switched off" in moves
    assert "note: Ana asks for a date" in moves
    compared = session.contend(session.fork).compared
    for change in compared.changes:
        if change.aspect.of == "organisation" and change.verdict.value in ("better", "worse"):
            assert change.aspect.question in text
    for finding in (*compared.findings.new, *compared.findings.gone):
        assert finding.code in text
        assert finding.message.split("`")[1] in text
    assert compared.findings.new
    for said in ("What it costs", "people who change team", "rests on", "leaner", "How to read this page"):
        assert said in text
