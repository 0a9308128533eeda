"""Names are hidden everywhere, nothing else changes, and what is saved says the real ones."""

import re
from pathlib import Path

import pytest
from rich.style import Style

from tests.tui.conftest import DAY
from topo.change.moves.move_service import MoveService
from topo.change.scenario.writing import to_document
from topo.tui.cards import deal_cards
from topo.tui.grid import Grid
from topo.tui.hiding import HIDDEN
from topo.tui.inspecting import inspect
from topo.tui.inspecting_finding import inspect_finding
from topo.tui.journal import Journal
from topo.tui.lenses.compare import view_comparison
from topo.tui.lenses.findings import list_findings
from topo.tui.lenses.flow import view_flow
from topo.tui.lenses.health import describe_cell, view_health
from topo.tui.lenses.ownership import list_ownership
from topo.tui.lenses.talking import list_talking
from topo.tui.lenses.waiting import make_matrix
from topo.tui.minutes import write_minutes
from topo.tui.opening import Opened, open_model
from topo.tui.scripting import make_script
from topo.tui.strip import make_strip
from topo.tui.widgets.move_list import list_moves

SAMPLES = Path("samples")
SCENARIOS = {
    "agileworks": ("hybrid", "legacytech-structure"),
    "monolith": ("strangle",),
    "northwind": ("split-payments",),
    "paradox": ("automate-gate", "two-more-reviewers"),
}
WORDS = {
    "agileworks": {"platform", "delivery", "members", "card-data", "identity"},
    "monolith": {"platform"},
    "northwind": {"platform", "security", "payments"},
    "paradox": {"security"},
}
"""Ids that stand there as words of their own, too: types of teams, stages, skills, formulas, English."""


def open_sample(sample: str, tmp_path: Path, *, is_anonymous: bool) -> Opened:
    return open_model(
        SAMPLES / sample,
        as_of=DAY,
        scenarios=SCENARIOS[sample],
        is_anonymous=is_anonymous,
        journal=Journal(tmp_path / "journal.jsonl"),
    )


def read_grid(grid: Grid | None) -> str:
    return "" if grid is None else "\n".join(cell.text for row in grid.rows for cell in row.cells) + grid.note


def read_everything(opened: Opened) -> str:
    """The text of every lens, the moves, the strip, the inspector of everything, and the minutes."""
    session = opened.session
    compared, health, flow = view_comparison(session), view_health(session), view_flow(session, 0.4)
    grids = [
        list_ownership(session),
        list_talking(session),
        list_findings(session),
        compared.scenarios,
        compared.phases,
        health.grid,
        flow.pools,
        flow.streams,
        *(list_moves(fork.history) for fork in session.forks.values()),
    ]
    cards = [card for row in deal_cards(session.compared.after) for card in row.cards]
    said = [
        *map(read_grid, grids),
        flow.sentence,
        str(make_matrix(session)),
        str(cards),
        str(make_strip(session)),
    ]
    for kind in ("team", "service", "domain"):
        path = f"{kind}s"
        said += [
            inspect(session, f"{path}.{id}", opened.places, lambda tone: Style()).plain
            for id in session.organisation.collection(kind)
        ]
    findings = (*session.changes.before.findings, *session.changes.after.findings)
    said += [
        inspect_finding(each, session.organisation, opened.places, lambda tone: Style()).plain
        for each in findings
    ]
    said += [text for cell in health.after.cells for text, _ in describe_cell(health, cell.team)]
    return "\n".join([*said, write_minutes(session, title="x")])


@pytest.mark.parametrize("sample", SCENARIOS)
def test_no_name_is_left_on_any_screen(sample: str, tmp_path: Path) -> None:
    """Neither in a table, a sentence or a finding, nor in the minutes."""
    opened = open_sample(sample, tmp_path, is_anonymous=True)
    organisation = opened.model.organisation
    ids = {id for kind in HIDDEN for id in organisation.collection(kind)}
    names = {each.name for kind in HIDDEN for each in organisation.collection(kind).values() if each.name}
    text = read_everything(opened)
    left = {id for id in ids | names if re.search(rf"(?<![\w-]){re.escape(id)}(?![\w-])", text)}
    assert left - WORDS[sample] == set()
    assert "team-1" in text


@pytest.mark.parametrize("sample", SCENARIOS)
def test_numbers_are_those_of_the_real_names(sample: str, tmp_path: Path) -> None:
    """Every change of the whole has the same size and verdict."""
    shown = []
    for is_anonymous in (False, True):
        changes = open_sample(sample, tmp_path, is_anonymous=is_anonymous).session.changes
        whole = [each for each in changes.changes if each.aspect.of == "organisation"]
        found = [
            (each.aspect.name, each.before and each.before.size, each.delta, each.verdict) for each in whole
        ]
        shown.append((found, len(changes.findings.new), len(changes.findings.gone), changes.findings.kept))
    assert shown[0] == shown[1]


@pytest.mark.parametrize("sample", SCENARIOS)
def test_what_is_saved_says_the_real_names(sample: str, tmp_path: Path) -> None:
    """The scenario is the same as without hiding, notes and phases included."""
    real, hidden = (open_sample(sample, tmp_path, is_anonymous=each).session for each in (False, True))
    for one, other in zip(real.forks.values(), hidden.forks.values(), strict=True):
        shown = hidden.names.show_script(make_script(other))
        assert to_document(shown) == to_document(make_script(one))
        assert to_document(make_script(other)) != to_document(shown)


def test_the_journal_says_the_real_names(folder: Path, journal: Journal) -> None:
    """So that the next session may show them."""
    opened = open_model(folder, as_of=DAY, is_anonymous=True, journal=journal)
    service, team = (
        opened.session.names.give(kind, id) for kind, id in (("service", "cart-api"), ("team", "payments"))
    )
    opened.session.do(MoveService.model_validate({"service": service, "to": team}))
    opened.keep()
    assert "cart-api" in journal.path.read_text(encoding="utf-8")
    again = open_model(folder, as_of=DAY, journal=journal)
    assert again.session.organisation.services["cart-api"].owner == "payments"
    hidden = open_model(folder, as_of=DAY, is_anonymous=True, journal=journal)
    assert hidden.session.organisation.services[service].owner == team
