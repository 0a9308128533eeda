"""Which option does what? Any number of scenarios beside doing nothing; no total, for there is none."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from topo.change.comparison.aspect import Key
from topo.change.comparison.change import Change, Verdict
from topo.change.comparison.comparison import NOTHING
from topo.change.comparison.contender import Contender, PhaseStanding
from topo.change.trial import Status
from topo.findings import Finding
from topo.report.compared.headlines import say_findings
from topo.report.compared.saying import find_unit, say_cost, show_delta, show_value
from topo.report.compared.shown import is_of_interest
from topo.report.measured.amounts import show_share
from topo.rules.naming import joined
from topo.tui.grid import Cell, Column, Grid, Row, Tone
from topo.tui.session import Session
from topo.tui.strip import name_change

_TONES: dict[Verdict, Tone] = {Verdict.BETTER: "good", Verdict.WORSE: "bad"}
_TITLES = {"organisation": "The whole", "stream": "Streams", "team": "Teams"}
MOST_FINDINGS = 60
_LEAST_SHARE = 5e-3


@dataclass(frozen=True, slots=True)
class CompareView:
    """The scenarios beside each other, and the phases of the one that is open where it has several."""

    scenarios: Grid
    phases: Grid | None


def view_comparison(session: Session) -> CompareView:
    """Everything that `topo scenario compare` says of the scenarios of the session."""
    contenders = session.comparison.contenders
    columns = (
        Column("", grows=1, least=18),
        Column(NOTHING, is_number=True),
        *(Column(f"{'▶ ' if each.name == session.active else ''}{each.name}") for each in contenders),
    )
    rows = [*_list_facts(session, contenders), *_list_numbers(session, contenders)]
    rows += [*_list_costs(contenders), *_list_findings(contenders)]
    if not any(_count_moves(each) for each in contenders):
        note = "Nothing is tried yet: on the board (1) press m to carry something, or a to choose a move"
        return CompareView(Grid(columns, rows, note), None)
    note = "Today beside each scenario · * rests on claims alone · o goes on with another, f makes one more"
    return CompareView(Grid(columns, rows, note), _list_phases(session))


def list_phase_titles(phases: Iterable[PhaseStanding]) -> list[str]:
    """The phases by their names, and until when."""
    return [f"{each.title}{f', by {each.tried.phase.by}' if each.tried.phase.by else ''}" for each in phases]


# --- what each is -----------------------------------------------------------------------------------------


def _list_facts(session: Session, contenders: Sequence[Contender]) -> Iterator[Row]:
    dominated = session.comparison.dominated
    yield _fact("moves", "0", [str(_count_moves(each)) for each in contenders])
    yield _fact("of these claims", "0", [str(len(each.claims)) for each in contenders])
    if any(each.trial.misfits for each in contenders):
        yield _fact("do not fit", "0", [str(len(each.trial.misfits)) for each in contenders], tone="bad")
    yield _fact("better in", "", [str(_count(session, each, Verdict.BETTER)) for each in contenders])
    yield _fact("worse in", "", [str(_count(session, each, Verdict.WORSE)) for each in contenders])
    yield _fact("findings", "", [say_findings(each.compared.findings) for each in contenders])
    if dominated:
        said = [_say_dominated(dominated.get(each.name, ())) for each in contenders]
        yield _fact("dominated: never better", "", said, tone="bad")


def _say_dominated(by: tuple[str, ...]) -> str:
    return f"by {joined(by)}" if by else ""


def _count_moves(contender: Contender) -> int:
    done = (each for each in contender.trial.attempts if not each.step.is_correction)
    return sum(each.status is Status.DONE for each in done)


def _count(session: Session, contender: Contender, verdict: Verdict) -> int:
    changes = contender.compared.find(verdict)
    return sum(each.aspect.of != "team" and each.aspect.name not in session.muted for each in changes)


def _fact(title: str, nothing: str, values: Sequence[str], *, tone: Tone = "") -> Row:
    cells = (Cell(each, tone if each not in ("", "0") else "") for each in values)
    return Row((Cell(title, "strong"), Cell(nothing), *cells), f"fact:{title}")


def _heading(title: str) -> Row:
    return Row((Cell(f"── {title}"),), f"heading:{title}", is_heading=True)


# --- the numbers ------------------------------------------------------------------------------------------


def _list_numbers(session: Session, contenders: Sequence[Contender]) -> Iterator[Row]:
    keys = session.comparison.keys
    for of, title in _TITLES.items():
        every = [key for key in keys if key[0] == of]
        shown = [key for key in every if is_of_interest(contenders, key)]
        if not shown and of != "organisation":
            continue
        same = len(every) - len(shown)
        rest = f" · {same} numbers are the same in all" if same and shown else ""
        yield _heading(f"{title}{rest}")
        for key in shown or every:
            yield _number(session, contenders, key)


def _number(session: Session, contenders: Sequence[Contender], key: Key) -> Row:
    changes = [each.compared.by_key.get(key) for each in contenders]
    known = next(each for each in changes if each is not None)
    is_muted = known.aspect.name in session.muted
    cells = [_cell(*each, is_muted=is_muted) for each in zip(contenders, changes, strict=True)]
    title = f"{name_change(known)}{' (muted)' if is_muted else ''}"
    before = show_value(known.aspect, known.before)
    of, id, _ = key
    return Row((Cell(title), Cell(before), *cells), f"{of}s.{id}" if id else f"number:{key[2]}")


def _cell(contender: Contender, change: Change | None, *, is_muted: bool) -> Cell:
    if change is None:
        return Cell("")
    if change.verdict is Verdict.SAME:
        return Cell("same", "dim")
    says = _say_after(change)
    if is_muted or change.verdict not in _TONES:
        return Cell(says, "dim" if is_muted else "")
    paper = contender.find_on_paper(change) or 0.0
    return Cell(f"{says} {change.verdict}{mark_paper(paper)}", _TONES[change.verdict])


def mark_paper(share: float) -> str:
    """`*` for what rests on claims alone, with the share where that is a part.

    >>> mark_paper(1.0), mark_paper(0.15), mark_paper(0.0)
    (' *', ' 15 %*', '')
    """
    if share < _LEAST_SHARE:
        return ""
    return " *" if share > 1 - _LEAST_SHARE else f" {show_share(share)}*"


def _say_after(change: Change) -> str:
    shown = show_value(change.aspect, change.after) or "gone"
    return f"{shown} ({show_delta(change.delta, find_unit(change))})" if change.delta else shown


# --- costs and findings -----------------------------------------------------------------------------------


def _list_costs(contenders: Sequence[Contender]) -> Iterator[Row]:
    costs = [each.cost.numbers for each in contenders]
    names = [name for name in costs[0] if any(each[name].amount != 0 for each in costs)] if costs else []
    if names:
        yield _heading("What it costs")
    for name in names:
        number = costs[0][name]
        title = f"~{number.name} in {number.unit}" if name == "ramp_up" else number.name
        cells = (Cell(say_cost(each[name])) for each in costs)
        yield Row((Cell(title), Cell(""), *cells), f"cost:{name}")


def _list_findings(contenders: Sequence[Contender]) -> Iterator[Row]:
    """A row for each finding that is new, worse, better or gone in any of them."""
    found: dict[str, tuple[Finding, dict[str, tuple[str, Tone]]]] = {}
    for contender in contenders:
        for finding, word, tone in list_changed(contender):
            found.setdefault(finding.fingerprint, (finding, {}))[1][contender.name] = (word, tone)
    if found:
        yield _heading("Findings")
    for finding, said in list(found.values())[:MOST_FINDINGS]:
        cells = (Cell(*said.get(each.name, ("", ""))) for each in contenders)
        title = f"{finding.code} {finding.message.replace('`', '')}"
        yield Row((Cell(title), Cell(""), *cells), str(finding.address))
    if len(found) > MOST_FINDINGS:
        yield _heading(f"and {len(found) - MOST_FINDINGS:,} more: see lens 8")


def list_changed(contender: Contender) -> Iterator[tuple[Finding, str, Tone]]:
    """The findings that are not as they are today, the bad news first."""
    changes = contender.compared.findings
    yield from ((each, "new", "bad") for each in changes.new)
    yield from ((each.after, "worse", "bad") for each in changes.worse)
    yield from ((each.after, "better", "good") for each in changes.better)
    yield from ((each, "gone", "good") for each in changes.gone)


# --- phases -----------------------------------------------------------------------------------------------


def _list_phases(session: Session) -> Grid | None:
    """The organisations in between: what is another number on the way, and what each phase costs."""
    contender = session.contend(session.fork)
    phases = contender.phases
    if len(phases) < 2:
        return None
    columns = (
        Column(f"{contender.name}, phase by phase", grows=1, least=18),
        Column(NOTHING, is_number=True),
        *(
            Column(title, short=phase.title)
            for phase, title in zip(phases, list_phase_titles(phases), strict=True)
        ),
    )
    return Grid(columns, [*_list_phase_numbers(session, contender), *_list_phase_costs(phases)])


def _list_phase_numbers(session: Session, contender: Contender) -> Iterator[Row]:
    for key, aspect in session.comparison.keys.items():
        changes = [each.compared.by_key.get(key) for each in contender.phases]
        known = [each for each in changes if each is not None]
        quiet = (Verdict.SAME, Verdict.NOT_ASSESSED)
        if key[0] == "team" or not any(each.verdict not in quiet for each in known):
            continue
        cells = [_plain(each) for each in changes]
        title = Cell(name_change(known[0]))
        yield Row((title, Cell(show_value(aspect, contender.before.find(key))), *cells), f"phase:{key}")
    counts = [len(each.compared.after.findings) for each in contender.phases]
    before = len(contender.before.findings)
    cells = [Cell(str(each), "bad" if each > before else "good" if each < before else "") for each in counts]
    yield Row((Cell("findings"), Cell(str(before)), *cells), "phase:findings")


def _plain(change: Change | None) -> Cell:
    if change is None:
        return Cell("")
    if change.verdict is Verdict.SAME:
        return Cell("same", "dim")
    word = f" {change.verdict}" if change.verdict in _TONES else ""
    return Cell(f"{show_value(change.aspect, change.after)}{word}", _TONES.get(change.verdict, ""))


def _list_phase_costs(phases: Sequence[PhaseStanding]) -> Iterator[Row]:
    for name, number in phases[0].cost.numbers.items():
        numbers = [each.cost.numbers[name] for each in phases]
        if any(each.amount for each in numbers):
            title = f"cost: {'~' if name == 'ramp_up' else ''}{number.name}"
            yield Row((Cell(title), Cell(""), *(Cell(say_cost(each)) for each in numbers)), f"cost:{name}")
