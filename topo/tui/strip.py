"""Which numbers changed, and is that better? The largest change first, as the comparison judges it."""

from collections.abc import Iterable
from typing import NamedTuple

from topo.change.comparison.change import Change, Verdict
from topo.report.compared.headlines import find_largest
from topo.report.compared.saying import say_value, show_value
from topo.report.measured.amounts import DASH
from topo.text import count
from topo.tui.grid import Tone
from topo.tui.session import Session

_ALWAYS = ("ownership_coverage", "people", "cross_team_share", "team_cycles")
"""What is shown while nothing changed."""
_TONES: dict[Verdict, Tone] = {Verdict.BETTER: "good", Verdict.WORSE: "bad"}


class Shift(NamedTuple):
    """A number in the strip: its name, what became of it, and how that is meant."""

    title: str
    says: str
    tone: Tone
    is_change: bool


class Strip(NamedTuple):
    """The two lines at the bottom."""

    head: str
    shifts: tuple[Shift, ...]


def make_strip(session: Session) -> Strip:
    """What all moves together did to the whole and to the streams."""
    compared = session.changes
    changed = [
        each
        for each in compared.find(Verdict.WORSE, Verdict.BETTER, Verdict.DIFFERENT)
        if each.aspect.of != "team"
    ]
    changed = find_largest(changed, len(changed))
    changed.sort(key=lambda each: (each.aspect.name in session.muted, each.verdict is Verdict.DIFFERENT))
    shown = changed or [compared.by_key["organisation", "", name] for name in _ALWAYS]
    shifts = tuple(say_shift(each, is_muted=each.aspect.name in session.muted) for each in shown)
    return Strip(_head(session, changed), shifts)


def say_shift(change: Change, *, is_muted: bool = False) -> Shift:
    """`cross team share`, `59 % → 73 % ▲ worse`; a muted measure is neither better nor worse."""
    title = name_change(change)
    before, after = say_value(change.aspect, change.before), show_value(change.aspect, change.after)
    if change.verdict is Verdict.SAME or change.before is None:
        return Shift(title, after or DASH, "", is_change=False)
    arrow = "" if not change.delta else " ▲" if change.delta > 0 else " ▼"
    word = "muted" if is_muted else change.verdict.value if change.verdict in _TONES else ""
    tone: Tone = "dim" if is_muted else _TONES.get(change.verdict, "")
    return Shift(
        title, f"{before} → {after or 'gone'}{arrow}{f' {word}' if word else ''}", tone, is_change=True
    )


def name_change(change: Change) -> str:
    """What a number is called, and whose it is where it is not of the whole."""
    return f"{change.id}: {change.aspect.title}" if change.id else change.aspect.title


def _head(session: Session, changed: Iterable[Change]) -> str:
    history = session.history
    done = [step for step in history.steps[: history.cursor] if step.is_on]
    moves = sum(not step.is_correction for step in done)
    corrections = len(done) - moves
    said = [f"{session.fork.name}: {count(moves, 'move')}" if moves else f"{session.fork.name}: no moves yet"]
    if corrections:
        said.append(f"{count(corrections, 'correction')} to today")
    trusted = [each for each in changed if each.aspect.name not in session.muted]
    better, worse = (
        sum(each.verdict is wanted for each in trusted) for wanted in (Verdict.BETTER, Verdict.WORSE)
    )
    if better or worse:
        said.append(f"{better} better, {worse} worse")
    findings = session.changes.findings
    if not findings.is_nothing:
        said.append(
            f"findings: {len(findings.new) + len(findings.worse)} new or worse, {len(findings.gone)} gone"
        )
    return " · ".join(said)
