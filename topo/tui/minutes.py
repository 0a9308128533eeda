"""What was decided, so that somebody who was not there understands it? One page of Markdown."""

from collections.abc import Iterator

from topo.change.history import History
from topo.tui.deltas import find_deltas
from topo.tui.lenses.findings import judge
from topo.tui.session import Session


def write_minutes(session: Session, *, title: str) -> str:
    """The minutes: the scenario that is open, its moves, what they change, and what was doubted."""
    return "\n".join(_write(session, title)) + "\n"


def _write(session: Session, title: str) -> Iterator[str]:
    fork, history = session.fork, session.history
    yield f"# {title}: {fork.name}"
    yield ""
    yield f"As of {session.as_of.isoformat()}. The moves can be replayed from the scenario file."
    script = fork.script
    if script is not None and script.why:
        yield f"\nWhy: {script.why}"
    if script is not None and script.assumes:
        yield "\n## What it assumes\n"
        yield from (f"- {each}" for each in script.assumes)
    yield "\n## Corrections to today\n"
    yield from _list_moves(history, are_corrections=True) or ["None: today is as the model says."]
    yield "\n## Moves\n"
    yield from _list_moves(history, are_corrections=False) or ["None yet."]
    yield "\n## Who changes what\n"
    yield from _list_transfers(history) or ["Nobody changes team."]
    yield "\n## What it changes\n"
    yield "| measure | today | after | |"
    yield "|---|---|---|---|"
    compared = session.compared
    for delta in find_deltas(compared.before, compared.after, muted=session.muted):
        yield f"| {delta.title} | {delta.say_before()} | {delta.say_after()} | {delta.verdict} |"
    judged = judge(session)
    yield f"\n## Findings: {len(judged.new)} new, {len(judged.gone)} gone\n"
    yield from (f"- new {each.code}: {each.message}" for each in judged.new)
    yield from (f"- gone {each.code}: {each.message}" for each in judged.gone)
    yield "\n## What the room doubted\n"
    yield from _list_doubts(session) or ["Nothing was muted or weighed otherwise."]
    others = [name for name in session.forks if name != session.active]
    if others:
        yield "\n## Also tried\n"
        yield from (f"- {name}: {len(session.forks[name].history.steps)} moves" for name in others)


def _list_moves(history: History, *, are_corrections: bool) -> list[str]:
    lines = []
    skipped = history.skipped
    for number, step in enumerate(history.steps[: history.cursor]):
        if step.is_correction != are_corrections:
            continue
        marks = [
            *(["switched off"] if not step.is_on else []),
            *(["a claim"] if step.move.is_claim else []),
            *(
                ["does not fit: " + "; ".join(each.message for each in skipped[number])]
                if number in skipped
                else []
            ),
        ]
        said = f" ({', '.join(marks)})" if marks else ""
        lines.append(f"- {step.move.describe()}{said}")
        if step.note:
            lines.append(f"  - note: {step.note}")
        if step.evidence:
            lines.append(f"  - evidence: {step.evidence}")
    return lines


def _list_transfers(history: History) -> list[str]:
    lines = []
    for outcome in history.outcomes:
        for each in () if outcome.applied is None else outcome.applied.transfers:
            who = each.person or f"{each.count:g} {each.role or 'people'}"
            lines.append(f"- {who}: {each.source or 'hired'} → {each.target or 'leaves'}")
    return lines


def _list_doubts(session: Session) -> list[str]:
    return [
        *(f"- muted: {name.replace('_', ' ')}" for name in sorted(session.muted)),
        *(
            f"- weight of {entry}: {value:g} instead of {session.find_weight(entry):g}"
            for entry, value in sorted(session.reweighed.items())
        ),
    ]
