"""What is against the rules? Findings after all moves: what is new, what is gone, what stayed."""

from collections.abc import Mapping
from typing import NamedTuple

from topo.analysis.measures import Measures
from topo.findings import Finding, Severity
from topo.rules.checking import Reading, check_organisation
from topo.rules.context import Context
from topo.rules.selection import Selection, select_rules
from topo.source.shelf import read_packs
from topo.tui.grid import Cell, Column, Grid, Row, Tone
from topo.tui.session import Session

_TONES: Mapping[Severity, Tone] = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.INFO: "dim"}
_COLUMNS = (
    Column(""),
    Column("severity"),
    Column("rule"),
    Column("finding", grows=3),
    Column("what to do", grows=2),
)


class Judged(NamedTuple):
    """The findings of today and of the proposal: gone, new (or worse), and what stayed."""

    gone: tuple[Finding, ...]
    new: tuple[Finding, ...]
    stayed: tuple[Finding, ...]


def judge(session: Session) -> Judged:
    """Check today and the proposal with the rules that the model selects."""
    compared = session.compared
    return judge_pair(compared.before, compared.after, session.read_findings)


def judge_pair(today: Measures, proposal: Measures, read: tuple[Finding, ...]) -> Judged:
    """The findings of two organisations beside each other; `read` is what the files' reading found."""
    before = _check(today, read)
    after = _check(proposal, read) if proposal is not today else before
    new = [each for print_, each in after.items() if print_ not in before or _is_worse(each, before[print_])]
    gone = [each for print_, each in before.items() if print_ not in after]
    fresh = {each.fingerprint for each in new}
    stayed = [each for print_, each in after.items() if print_ not in fresh]
    return Judged(tuple(gone), tuple(new), tuple(stayed))


def list_findings(session: Session) -> Grid:
    """A row for each finding: new ones first, then what stayed, then what is gone."""
    judged = judge(session)
    rows = [_row(each, "new") for each in judged.new]
    rows += [_row(each, "") for each in judged.stayed]
    rows += [_row(each, "gone") for each in judged.gone]
    counts = f"{len(judged.new)} new, {len(judged.gone)} gone, {len(judged.stayed)} as today"
    note = f"{counts} · e opens the file at the line"
    return Grid(
        _COLUMNS, rows, note, empty="Nothing is against the rules that the model selects (check.extends)."
    )


def _check(measures: Measures, read: tuple[Finding, ...]) -> dict[str, Finding]:
    organisation = measures.organisation
    context = Context(organisation, measures.as_of, measures.weights)
    result = check_organisation(context, _select(organisation), Reading(read))
    return {each.fingerprint: each for each in result.findings}


def _select(organisation: object) -> Selection:
    from topo.model.organisation import Organisation

    assert isinstance(organisation, Organisation)
    return select_rules(organisation.check, read_packs(), organisation)


def _is_worse(finding: Finding, before: Finding) -> bool:
    now, then = finding.measured_value, before.measured_value
    return now is not None and then is not None and now > then


def _row(finding: Finding, state: str) -> Row:
    tone: Tone = "good" if state == "gone" else _TONES[finding.severity]
    mark = {"new": "+", "gone": "−", "": " "}[state]
    cells = (
        Cell(mark, tone),
        Cell(finding.severity.value if state != "gone" else "gone", tone),
        Cell(finding.code, "strong"),
        Cell(finding.message.replace("`", ""), tone if state else ""),
        Cell((finding.hint or "").replace("`", ""), "dim"),
    )
    return Row(cells, str(finding.address))
