"""Which option does what? Any number of scenarios beside doing nothing; no total, for there is none."""

from collections.abc import Iterator
from typing import NamedTuple

from topo.analysis.measures import Measures
from topo.change.history import History, Step
from topo.tui.deltas import Delta, find_deltas
from topo.tui.fork import Fork
from topo.tui.grid import Cell, Column, Grid, Row, Tone
from topo.tui.lenses.findings import Judged, judge_pair
from topo.tui.session import Session

_TONES: dict[str, Tone] = {"better": "good", "worse": "bad", "changed": "warn", "same": ""}


class _Tried(NamedTuple):
    """A scenario beside today: all of it, and its structural moves alone."""

    fork: Fork
    deltas: tuple[Delta, ...]
    structural: tuple[Delta, ...]
    judged: Judged
    over: int


def list_comparison(session: Session) -> Grid:
    """A row for each measure, a column for doing nothing and for each scenario.

    What improves by claims alone is marked: it is paper until somebody does the work.
    """
    tried = [_try(session, fork) for fork in session.forks.values()]
    columns = (
        Column("", grows=1),
        Column("do nothing", is_number=True),
        *(Column(each.fork.name + (" ◀" if each.fork.name == session.active else "")) for each in tried),
    )
    rows = list(_list_facts(tried, session))
    for number, first in enumerate(tried[0].deltas):
        cells = [Cell(f"{first.title}{' (muted)' if first.is_muted else ''}"), Cell(first.say_before())]
        cells += [_cell(each.deltas[number], each.structural[number]) for each in tried]
        rows.append(Row(tuple(cells), first.measure.name))
    note = "Today beside each scenario; ~ rests on claims alone; o goes on with another, f forks"
    return Grid(columns, rows, note)


def _try(session: Session, fork: Fork) -> _Tried:
    compared = session.compare(fork)
    structural = session.compare_structural(fork)
    deltas = tuple(find_deltas(compared.before, compared.after, muted=session.muted))
    paper = tuple(find_deltas(compared.before, structural, muted=session.muted))
    judged = judge_pair(compared.before, compared.after, session.read_findings)
    return _Tried(fork, deltas, paper, judged, _count_over(compared.after))


def _cell(delta: Delta, structural: Delta) -> Cell:
    if not delta.is_change:
        return Cell("same", "dim")
    is_paper = delta.verdict == "better" and structural.verdict != "better"
    arrow = "▲" if (delta.after or 0) > (delta.before or 0) else "▼"
    word = f" {delta.verdict}" if delta.verdict in ("better", "worse") else ""
    return Cell(f"{delta.say_after()} {arrow}{word}{' ~' if is_paper else ''}", _TONES[delta.verdict])


def _list_facts(tried: list[_Tried], session: Session) -> Iterator[Row]:
    nothing = _count_over(session.compared.before)
    yield _fact("moves", "0", [str(len(_done(each.fork.history))) for each in tried])
    yield _fact(
        "of these claims",
        "0",
        [str(sum(s.move.is_claim for s in _done(each.fork.history))) for each in tried],
    )
    yield _fact("do not fit", "0", [str(len(each.fork.history.skipped)) for each in tried])
    yield _fact("people who change team", "0", [_count_people(each.fork.history) for each in tried])
    yield _fact("findings new", "0", [str(len(each.judged.new)) for each in tried], bad=True)
    yield _fact("findings gone", "0", [str(len(each.judged.gone)) for each in tried])
    yield _fact("teams over their capacity", str(nothing), [str(each.over) for each in tried])


def _fact(title: str, nothing: str, values: list[str], *, bad: bool = False) -> Row:
    cells = (Cell(each, "bad" if bad and each != "0" else "") for each in values)
    return Row((Cell(title, "strong"), Cell(nothing), *cells), title)


def _done(history: History) -> list[Step]:
    steps = history.steps[: history.cursor]
    return [step for step in steps if step.is_on and not step.is_correction]


def _count_people(history: History) -> str:
    moved = 0.0
    for outcome in history.outcomes:
        if outcome.applied is not None and not outcome.step.is_correction:
            moved += sum(each.count for each in outcome.applied.transfers if each.source and each.target)
    return f"{moved:g}"


def _count_over(measures: Measures) -> int:
    from topo.analysis.cognitive_load import Fit

    return sum(load.fit is Fit.OVER for load in measures.cognitive_load.teams.values())
