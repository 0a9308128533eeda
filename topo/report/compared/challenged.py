"""How is the case against a scenario told: point by point, the strongest first?"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from topo import __version__
from topo.analysis.parts import Number
from topo.change.challenge import Carrier, Challenge, Dip, Overloaded
from topo.change.comparison.change import Change
from topo.change.comparison.comparison import NOTHING
from topo.report.columns import wrap
from topo.report.compared.headlines import find_largest, say_cost, say_misfits
from topo.report.compared.saying import say_change
from topo.report.json_text import render_json_text
from topo.report.markdown import escape_markdown
from topo.report.measured.amounts import show_amount, show_share
from topo.report.paint import Paint
from topo.report.wording import join_lines
from topo.rules.naming import joined, listed, quoted
from topo.text import count, printable

VERSION = 1
FORMATS: Mapping[str, str] = MappingProxyType(
    {"text": "people at a terminal", "markdown": "a page or a wiki", "json": "programs"}
)
_LEAST_SHARE = 5e-3
MOST = 6
"""How many facts of a point are shown; a document for programs has all."""


class Point(NamedTuple):
    """A point of the case: what it is about, in a sentence, and the facts behind it."""

    key: str
    title: str
    facts: tuple[str, ...]


def render_challenge(challenge: Challenge, format: str, *, color: bool = False, width: int = 100) -> str:
    """The case in one of `FORMATS`."""
    points = list(find_points(challenge))
    if format == "json":
        return render_json_text(_describe(challenge, points))
    if format == "markdown":
        return "\n".join(_find_markdown(challenge, points)) + "\n"
    return "\n".join(_find_lines(challenge, points, Paint(color), width)) + "\n"


def find_points(challenge: Challenge) -> Iterator[Point]:
    """The points that there are, the strongest first; nothing is said of what is not so."""
    for key, find in _POINTS.items():
        title, facts = find(challenge)
        if title:
            yield Point(key, title, tuple(facts))


# --- the points -------------------------------------------------------------------------------------------

_Said = tuple[str, Iterable[str]]
_NO: _Said = ("", ())


def _say_useless(challenge: Challenge) -> _Said:
    facts = []
    if challenge.dominated_by:
        by = joined(each if each == NOTHING else quoted(each) for each in challenge.dominated_by)
        facts.append(f"{by} is better in something and worse in nothing")
    if not challenge.improved:
        return "Nothing that is measured of the whole or of a stream gets better", facts
    return ("It is dominated", facts) if facts else _NO


def _say_misfits(challenge: Challenge) -> _Said:
    facts = list(say_misfits(challenge.contender))
    return ("It does not fit the model as it is", facts) if facts else _NO


def _say_losers(challenge: Challenge) -> _Said:
    facts = [f"{quoted(each.team)} carries {_say_points(each)}" for each in challenge.overloaded]
    facts += [f"{quoted(each.team)}: {listed(map(_say_plainly, each.changes))}" for each in challenge.losers]
    gone = challenge.contender.cost.teams_gone
    if gone.amount:
        names = joined(quoted(part.label) for part in gone.parts)
        verb = "is" if gone.amount == 1 else "are"
        facts.append(f"{count(int(gone.amount), 'team')} {verb} dissolved: {names}")
    return (f"Who loses: {_count_losers(challenge)}", facts) if facts else _NO


def _count_losers(challenge: Challenge) -> str:
    teams = {each.team for each in challenge.losers} | {each.team for each in challenge.overloaded}
    return count(len(teams), "team") if teams else "the teams that are dissolved"


def _say_points(each: Overloaded) -> str:
    return f"~{show_amount(each.points)} domain points where {show_amount(each.capacity)} fit"


def _say_plainly(change: Change) -> str:
    """A change of a team, whose name stands before it."""
    return say_change(change).replace(f" of {change.id}", "", 1)


def _say_worsened(challenge: Challenge) -> _Said:
    changes = challenge.worsened
    facts = [
        f"{say_change(each)}{_say_claimed(challenge, each)}" for each in find_largest(changes, len(changes))
    ]
    facts += [f"not known any more: {each.aspect.title}" for each in challenge.darkened]
    return (f"What worsens: {count(len(facts), 'number')}", facts) if facts else _NO


def _say_claimed(challenge: Challenge, change: Change) -> str:
    """Which part of what worsens is itself but claimed."""
    share = challenge.contender.find_on_paper(change) or 0.0
    return f", {_say_share(share)} by claims alone" if share > _LEAST_SHARE else ""


def _say_findings(challenge: Challenge) -> _Said:
    found = challenge.findings
    facts = [f"{each.code} {each.message}" for each in found.new]
    facts += [f"{each.after.code} {each.after.message} (worse than today)" for each in found.worse]
    title = f"What the rules would find: {count(len(facts), 'finding')} more, or worse"
    return (title, facts) if facts else _NO


def _say_paper(challenge: Challenge) -> _Said:
    paper, unproven = challenge.on_paper, challenge.unproven
    if not challenge.contender.claims:
        return _NO
    facts = [f"{say_change(each)}: {_say_share(share)} by claims alone" for each, share in paper]
    facts += [f"no evidence is said for: {join_lines(each.step.move.describe())}" for each in unproven]
    if not facts:
        return _NO
    claims = f"{len(unproven)} of {count(len(challenge.contender.claims), 'claim')} without evidence"
    if not paper:
        return f"What is claimed: {claims}, though nothing that gets better rests on them", facts
    some = f"{len(paper)} of {count(len(challenge.improved), 'improvement')}"
    return f"What rests on words: {some}; {claims}", facts


def _say_share(share: float) -> str:
    return "all of it" if share > 1 - 1e-9 else show_share(share)


def _say_carriers(challenge: Challenge) -> _Said:
    facts = [_say_carrier(each, challenge) for each in challenge.carriers]
    assumed = [each for script in challenge.contender.trial.script.chain for each in script.assumes]
    facts += [f"it assumes, and nothing here tests: {join_lines(each)}" for each in assumed]
    if not facts:
        return _NO
    return ("Which assumption carries it" if challenge.carriers else "What it assumes"), facts


def _say_carrier(carrier: Carrier, challenge: Challenge) -> str:
    step = carrier.attempt.step
    of = f"{len(carrier.lost)} of {count(len(challenge.improved), 'improvement')}"
    evidence = f" (evidence: {join_lines(step.evidence)})" if step.evidence else " (no evidence is said)"
    return f"without “{join_lines(step.move.describe())}” {of} are gone{evidence}"


def _say_cost(challenge: Challenge) -> _Said:
    cost = challenge.contender.cost
    if cost.is_nothing:
        return _NO
    facts = [_say_parts(each) for name, each in cost.numbers.items() if each.amount and name not in _TOLD]
    return f"What it costs: {say_cost(cost)}", facts


_TOLD = ("ramp_up", "people_moved", "knowledge_lost", "teams_gone")


def _say_parts(number: Number) -> str:
    labels = joined(part.label for part in number.parts)
    return f"{number.name}: {show_amount(number.amount or 0.0)} ({labels})"


def _say_dips(challenge: Challenge) -> _Said:
    facts = [fact for dip in challenge.dips for fact in _say_dip(dip)]
    return ("What is worse on the way than today and in the end", facts) if facts else _NO


def _say_dip(dip: Dip) -> Iterator[str]:
    title = join_lines(dip.phase.title)
    if dip.changes:
        yield f"after {quoted(title)}: {listed(map(say_change, dip.changes))}"
    if dip.findings:
        yield f"after {quoted(title)} alone: {listed(f'{each.code} {each.message}' for each in dip.findings)}"


def _say_people(challenge: Challenge) -> _Said:
    moved = challenge.contender.cost.people_moved
    if not moved.amount:
        return _NO
    who = "person changes team" if moved.amount == 1 else "people change team"
    return f"Who moves: {show_amount(moved.amount)} {who}", (part.label for part in moved.parts)


def _say_knowledge(challenge: Challenge) -> _Said:
    lost = challenge.contender.cost.knowledge_lost
    if lost.amount is None:
        people = challenge.contender.cost.people_moved.amount
        return ("Which knowledge leaves is not known: " + "; ".join(lost.missing), ()) if people else _NO
    return ("Which knowledge leaves", (part.label for part in lost.parts)) if lost.amount else _NO


def _say_unclear(challenge: Challenge) -> _Said:
    facts = [
        f"{say_change(each.change)}: holds in {show_share(each.holds)} of the draws"
        for each in challenge.unclear
    ]
    return ("What is no clear difference", facts) if facts else _NO


_POINTS: Mapping[str, Callable[[Challenge], _Said]] = MappingProxyType(
    {
        "useless": _say_useless,
        "misfits": _say_misfits,
        "losers": _say_losers,
        "worse": _say_worsened,
        "findings": _say_findings,
        "claims": _say_paper,
        "assumptions": _say_carriers,
        "cost": _say_cost,
        "on the way": _say_dips,
        "people": _say_people,
        "knowledge": _say_knowledge,
        "unclear": _say_unclear,
    }
)


# --- formats ----------------------------------------------------------------------------------------------


def _find_lines(challenge: Challenge, points: list[Point], paint: Paint, width: int) -> Iterator[str]:
    yield from (paint("bold", line) for line in wrap(_title(challenge), width))
    for number, point in enumerate(points, start=1):
        yield ""
        yield from _hang(f"{number}. ", printable(point.title), width, lambda line: paint("bold", line))
        for fact in _shorten(point):
            yield from _hang("   - ", printable(fact), width)
    yield ""
    yield from wrap(_end(challenge, points), width)


def _hang(mark: str, text: str, width: int, style: Callable[[str], str] = lambda line: line) -> Iterator[str]:
    first, *rest = wrap(text, width - len(mark))
    yield style(f"{mark}{first}")
    yield from (style(" " * len(mark) + line) for line in rest)


def _shorten(point: Point) -> Iterator[str]:
    yield from point.facts[:MOST]
    more = len(point.facts) - MOST
    if more > 0:
        yield f"and {more} more: --format markdown has them"


def _title(challenge: Challenge) -> str:
    script = challenge.contender.trial.script
    why = f": {join_lines(script.why)}" if script.why else ""
    return f"The case against {quoted(script.name)}{why}"


def _end(challenge: Challenge, points: list[Point]) -> str:
    if not points:
        return "Nothing that is measured speaks against it, and it costs nothing that is measured."
    better, name = len(challenge.improved), challenge.contender.name
    if not better:
        return f"topo scenario compare {name} shows every number"
    speaks, gets = ("speaks", "gets") if better == 1 else ("speak", "get")
    return f"For it {speaks} {count(better, 'number')} that {gets} better: topo scenario compare {name}"


def _find_markdown(challenge: Challenge, points: list[Point]) -> Iterator[str]:
    yield f"## {escape_markdown(_title(challenge))}"
    for number, point in enumerate(points, start=1):
        yield from ("", f"{number}. **{escape_markdown(point.title)}**")
        yield from (f"   - {escape_markdown(fact)}" for fact in point.facts)
    yield from ("", escape_markdown(_end(challenge, points)))


def _describe(challenge: Challenge, points: list[Point]) -> dict[str, Any]:
    holding = challenge.holding
    return {
        "topo-challenge": VERSION,
        "topo": __version__,
        "as_of": str(challenge.contender.before.context.as_of),
        "scenario": challenge.contender.name,
        "why": challenge.contender.trial.script.why,
        "dominated_by": list(challenge.dominated_by),
        "improved": len(challenge.improved),
        "worsened": len(challenge.worsened),
        "sensitivity": None if holding is None else {"draws": holding.draws, "seed": holding.seed},
        "points": [{"about": each.key, "title": each.title, "facts": list(each.facts)} for each in points],
    }
