"""What was decided, so that somebody who was not there understands it? One page of Markdown."""

from collections.abc import Iterable, Iterator

from topo.analysis.parts import Number
from topo.change.challenge import Challenge
from topo.change.comparison.change import Change, Verdict
from topo.change.comparison.contender import Contender, PhaseStanding
from topo.change.trial import Attempt, Status
from topo.report.compared.headlines import find_largest, say_cost, say_findings
from topo.report.compared.saying import say_change, say_value
from topo.report.compared.saying import say_cost as show_cost
from topo.report.markdown import escape_markdown
from topo.rules.naming import whole_percent
from topo.text import count, printable
from topo.tui.lenses.compare import list_changed, list_phase_titles, mark_paper
from topo.tui.session import Session
from topo.tui.strip import name_change

_MOST_CHANGES = 5
_HOW_TO_READ = """## How to read this page

- *Today* is the organisation as the model's files describe it, with the corrections of this
  page; *after* is the same with the moves of this page.
- A *claim* is a move that somebody has yet to make true (an agreement, a limit, a gate that is automated);
  the other moves change who owns what, and who is where. `*` marks what is better by claims alone.
- `~` marks a number that rests on a rule of thumb, or on topo's own encoding.
- The numbers describe the structure as it is written down. They are indicators and no predictions, and there
  is no score of all of them."""


def write_minutes(session: Session, *, title: str) -> str:
    """The minutes: the scenario that is open, its moves, what they change, and what was doubted."""
    contender = session.contend(session.fork)
    challenge = Challenge(contender, session.comparison.dominated.get(contender.name, ()))
    sections = (
        _begin(session, contender, title),
        _sum_up(session, contender),
        _list_corrections(contender),
        _list_moves(contender),
        _list_hands(contender),
        _list_costs(contender),
        _list_way(contender),
        _list_assumptions(challenge),
        _list_numbers(session, contender),
        _list_findings(contender),
        _list_guesses(session),
        _list_doubts(session),
        _list_others(session),
        iter(_HOW_TO_READ.split("\n")),
    )
    return "\n\n".join("\n".join(lines) for lines in map(list, sections) if lines) + "\n"


def _begin(session: Session, contender: Contender, title: str) -> Iterator[str]:
    script = contender.trial.script
    yield f"# {escape_markdown(title)}: {contender.name}"
    yield ""
    moves = [each for each in contender.trial.attempts if not each.step.is_correction]
    done = sum(each.status is Status.DONE for each in moves)
    yield (
        f"What was tried on the organisation as it stands on {session.as_of.isoformat()}: "
        f"{count(done, 'move')}{f', {len(contender.claims)} of them claims' if contender.claims else ''}. "
        "The end of this page says how to read it."
    )
    why = [escape_markdown(each.why) for each in script.chain if each.why]
    yield from (line for each in why for line in ("", f"**Why:** {each}"))
    yield ""
    yield f"**Decision:** {_say_decision(contender)}"
    if session.fork.path and not session.names.is_hiding:
        yield ""
        yield f"The moves are in `{printable(session.fork.path)}`; `topo scenario compare {contender.name}` "
        yield f"shows every number, `topo scenario apply {contender.name}` writes them into the model."
    elif not session.fork.path:
        yield ""
        yield "The moves are not saved as a scenario yet."


def _say_decision(contender: Contender) -> str:
    decided = contender.trial.script.decided
    if decided is None:
        return "none is recorded (`decided:` in the scenario)."
    said = [
        *([f"on {decided.on}"] if decided.on else []),
        *([f"by {escape_markdown(decided.by)}"] if decided.by else []),
        *([f"– {escape_markdown(decided.note)}"] if decided.note else []),
    ]
    return f"taken {' '.join(said)}" if said else "taken."


def _sum_up(session: Session, contender: Contender) -> Iterator[str]:
    yield "## In short"
    yield ""
    for word, verdict in (("better", Verdict.BETTER), ("worse", Verdict.WORSE)):
        changes = _trust(session, contender.compared.find(verdict))
        most = "; ".join(map(say_change, find_largest(changes, _MOST_CHANGES)))
        yield f"- {count(len(changes), 'number')} {word}{f': {escape_markdown(most)}' if most else ''}"
    yield f"- findings of the rules: {say_findings(contender.compared.findings)}"
    yield f"- cost: {escape_markdown(say_cost(contender.cost))}"
    by = session.comparison.dominated.get(contender.name)
    if by:
        yield f"- it is better in nothing than {escape_markdown(', '.join(by))}, and worse in something"


def _trust(session: Session, changes: Iterable[Change]) -> list[Change]:
    """The changes of the whole and of the streams that the room trusts."""
    return [each for each in changes if each.aspect.of != "team" and each.aspect.name not in session.muted]


# --- what is done -----------------------------------------------------------------------------------------


def _list_corrections(contender: Contender) -> Iterator[str]:
    yield "## Corrections to today"
    yield ""
    corrections = contender.trial.corrections
    if not corrections:
        yield "None: today is as the model says."
    else:
        yield (
            "These are true already, and the model does not say so yet "
            f"(`topo scenario apply {contender.name} --corrections-only` writes them alone):"
        )
        yield ""
    for each in corrections:
        yield from _say_move(each)


def _list_moves(contender: Contender) -> Iterator[str]:
    yield "## The moves"
    phases = [each for each in contender.phases if each.tried.attempts]
    if not phases:
        yield ""
        yield "None yet."
    for phase, title in zip(phases, list_phase_titles(phases), strict=True):
        yield ""
        if len(phases) > 1 or not phase.tried.phase.is_plain:
            yield f"### {escape_markdown(title)}"
            yield ""
        for each in phase.tried.attempts:
            yield from _say_move(each)


def _say_move(attempt: Attempt) -> Iterator[str]:
    step = attempt.step
    marks = [
        *(["a claim"] if step.move.is_claim else []),
        *(["switched off"] if attempt.status is Status.OFF else []),
        *(["does not fit: " + "; ".join(map(str, attempt.misfits))] if attempt.misfits else []),
    ]
    said = f" ({escape_markdown(', '.join(marks))})" if marks else ""
    yield f"- {step.move.describe()}{said}"
    if step.note:
        yield f"  - note: {escape_markdown(step.note)}"
    if step.evidence:
        yield f"  - evidence: {escape_markdown(step.evidence)}"


def _list_hands(contender: Contender) -> Iterator[str]:
    yield "## Who changes what"
    yield ""
    cost = contender.cost
    kinds = (
        ("people who change team", cost.people_moved),
        ("hired", cost.hires),
        ("leave", cost.leavers),
        ("services that change owner", cost.services_moved),
        ("domains that change owner", cost.domains_moved),
        ("new teams", cost.teams_new),
        ("teams that are gone", cost.teams_gone),
        ("who must talk and did not", cost.new_pairs),
    )
    told = [(title, number) for title, number in kinds if number.amount]
    if not told:
        yield "Nobody changes team, and nothing changes hands."
    for title, number in told:
        yield f"- {title}: {_list_parts(number)}"


def _list_parts(number: Number) -> str:
    return "; ".join(escape_markdown(part.label) for part in number.parts)


def _list_costs(contender: Contender) -> Iterator[str]:
    yield "## What it costs"
    yield ""
    yield "| | |"
    yield "|---|--:|"
    for name, number in contender.cost.numbers.items():
        if number.amount != 0:
            mark = "~" if name == "ramp_up" else ""
            missing = f" ({'; '.join(number.missing)})" if number.amount is None else ""
            unit = f" in {number.unit}" if name == "ramp_up" else ""
            yield f"| {escape_markdown(f'{mark}{number.name}{unit}{missing}')} | {show_cost(number)} |"
    if contender.claims:
        yield ""
        claims = count(len(contender.claims), "claim")
        yield f"And {claims} to be made true, at a cost that nobody has stated."


def _list_way(contender: Contender) -> Iterator[str]:
    phases = contender.phases
    if len(phases) < 2:
        return
    yield "## On the way"
    yield ""
    yield "| after | better | worse | findings | cost of the phase |"
    yield "|---|--:|--:|--:|---|"
    for phase, title in zip(phases, list_phase_titles(phases), strict=True):
        counts = (
            _count(phase, Verdict.BETTER),
            _count(phase, Verdict.WORSE),
            len(phase.compared.after.findings),
        )
        cells = (escape_markdown(title), *map(str, counts), escape_markdown(say_cost(phase.cost)))
        yield f"| {' | '.join(cells)} |"


def _count(phase: PhaseStanding, verdict: Verdict) -> int:
    return sum(each.aspect.of != "team" for each in phase.compared.find(verdict))


def _list_assumptions(challenge: Challenge) -> Iterator[str]:
    said = [each for script in challenge.contender.trial.script.chain for each in script.assumes]
    lines = [f"- assumed, and not tested here: {escape_markdown(each)}" for each in said]
    for change, share in challenge.on_paper:
        part = "alone" if share > 1 - 5e-3 else f"by {whole_percent(share)}"
        lines.append(f"- {escape_markdown(say_change(change))} rests on claims {part}")
    lines += [f"- no evidence is said for: {each.step.move.describe()}" for each in challenge.unproven]
    if lines:
        yield from ("## What it rests on", "", *lines)


# --- what it does -----------------------------------------------------------------------------------------


def _list_numbers(session: Session, contender: Contender) -> Iterator[str]:
    changes = [each for each in contender.compared.changes if each.aspect.of != "team"]
    quiet = (Verdict.SAME, Verdict.NOT_ASSESSED)
    changed = [each for each in changes if each.verdict not in quiet]
    yield "## What it changes"
    yield ""
    if not changed:
        yield "No number of the whole or of a stream changes."
        return
    yield "| measure | it asks | today | after | |"
    yield "|---|---|--:|--:|---|"
    for each in changed:
        verdict = "muted" if each.aspect.name in session.muted else each.verdict.value
        paper = mark_paper(contender.find_on_paper(each) or 0.0) if verdict in ("better", "worse") else ""
        values = (say_value(each.aspect, each.before), say_value(each.aspect, each.after))
        cells = map(escape_markdown, (name_change(each), each.aspect.question, *values, f"{verdict}{paper}"))
        yield f"| {' | '.join(cells)} |"
    yield ""
    yield f"{len(changes) - len(changed)} other numbers stay as they are, or cannot be assessed."


def _list_findings(contender: Contender) -> Iterator[str]:
    yield f"## Findings of the rules: {say_findings(contender.compared.findings)}"
    listed = list(list_changed(contender))
    if listed:
        yield ""
    yield from (f"- {word}: {each.code} {escape_markdown(each.message)}" for each, word, _ in listed)


# --- what the room said -----------------------------------------------------------------------------------


def _list_guesses(session: Session) -> Iterator[str]:
    if not session.guesses:
        return
    yield "## Guessed before it was shown"
    yield ""
    for each in session.guesses:
        voted = ", ".join(f"{team} ({votes})" for team, votes in each.votes) or "nobody guessed"
        measured = "not assessed" if each.amount is None else f"{', '.join(each.leading)} ({each.amount:g})"
        yield f"- {escape_markdown(each.question)} Guessed: {escape_markdown(voted)}. "
        yield f"  Measured: {escape_markdown(measured)}."


def _list_doubts(session: Session) -> Iterator[str]:
    yield "## What the room doubted"
    yield ""
    doubts = [
        *(
            f"- muted, so that it counts neither way: {name.replace('_', ' ')}"
            for name in sorted(session.muted)
        ),
        *(
            f"- weight of {entry}: {value:g} instead of {session.find_weight(entry):g}"
            for entry, value in sorted(session.reweighed.items())
        ),
    ]
    yield from doubts or ["Nothing was muted or weighed otherwise."]


def _list_others(session: Session) -> Iterator[str]:
    others = [each for each in session.comparison.contenders if each.name != session.active]
    if not others:
        return
    yield "## Also tried"
    yield ""
    for each in others:
        better, worse = (
            len(_trust(session, each.compared.find(verdict))) for verdict in (Verdict.BETTER, Verdict.WORSE)
        )
        moves = sum(one.status is Status.DONE and not one.step.is_correction for one in each.trial.attempts)
        yield (
            f"- {each.name}: {count(moves, 'move')}, {better} numbers better, {worse} worse; "
            f"findings: {say_findings(each.compared.findings)}; cost: {escape_markdown(say_cost(each.cost))}"
        )
