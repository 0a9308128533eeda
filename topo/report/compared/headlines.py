"""What does each scenario come to, in a sentence or two?"""

from collections.abc import Iterable, Iterator

from topo.analysis.sensitivity import CLEAR
from topo.change.comparison.change import Change, Verdict
from topo.change.comparison.comparison import NOTHING, Baseline
from topo.change.comparison.contender import Contender
from topo.change.comparison.found import FindingChanges
from topo.change.cost import Cost
from topo.report.compared.saying import say_change
from topo.report.compared.shown import Shown
from topo.report.measured.amounts import count_unit, show_amount, show_share
from topo.report.sheets.sheet import Line
from topo.rules.naming import joined, quoted
from topo.text import count

_MOST_CHANGES = 3
_COSTS = (
    ("people_moved", "person changes team", "people change team"),
    ("hires", "hire", "hires"),
    ("leavers", "person leaves", "people leave"),
    ("services_moved", "service changes owner", "services change owner"),
    ("domains_moved", "domain changes owner", "domains change owner"),
    ("new_pairs", "new pair must talk", "new pairs must talk"),
    ("knowledge_lost", "piece of knowledge leaves its team", "pieces of knowledge leave their team"),
)


def find_headlines(shown: Shown) -> Iterator[Line]:
    """A line for doing nothing, and a few for each scenario."""
    for baseline in shown.comparison.baselines:
        yield Line(NOTHING, _say_nothing(baseline, shown))
    for contender in shown.comparison.contenders:
        first, *rest = _say(contender, shown)
        yield Line(contender.name, first)
        yield from (Line("", each) for each in rest)


def _say_nothing(baseline: Baseline, shown: Shown) -> str:
    findings = baseline.standing.findings
    said = count(len(findings), "finding") if findings else "no findings"
    if len(shown.comparison.baselines) == 1:
        return f"the organisation of today: {said}"
    if baseline.standing.organisation is shown.comparison.start.organisation:
        return f"the organisation as the model has it: {said}"
    verb = "corrects" if len(baseline.names) == 1 else "correct"
    return f"the organisation as {joined(map(quoted, baseline.names))} {verb} it: {said}"


def _say(contender: Contender, shown: Shown) -> Iterator[str]:
    yield _say_numbers(contender, shown)
    yield from _say_most(contender)
    yield f"findings: {say_findings(contender.compared.findings)}"
    yield f"cost: {say_cost(contender.cost)}{_say_claims(contender)}"
    dominated = shown.comparison.dominated.get(contender.name)
    if dominated:
        by = joined(each if each == NOTHING else quoted(each) for each in dominated)
        yield f"dominated by {by}: better in nothing, worse in something"
    yield from say_misfits(contender)


def _say_numbers(contender: Contender, shown: Shown) -> str:
    """How many numbers of the whole and of the streams are better and worse."""
    better, worse = (
        [each for each in contender.compared.find(verdict) if each.aspect.of != "team"]
        for verdict in (Verdict.BETTER, Verdict.WORSE)
    )
    said = f"{len(better)} better, {len(worse)} worse" if better or worse else "nothing better, nothing worse"
    if shown.holding is not None:
        unclear = sum(not shown.is_clear(contender, each) for each in (*better, *worse))
        said += (
            f"; {unclear} of them no clear difference"
            if unclear
            else f"; each holds in {show_share(CLEAR)} of the draws or more"
        )
    paper = sum((contender.find_on_paper(each) or 0.0) >= 1.0 - 1e-9 for each in better)
    if paper:
        said += f"; {_say_paper(paper, len(better))} on claims alone"
    return said


def _say_most(contender: Contender) -> Iterator[str]:
    """The largest changes for the better and for the worse."""
    for word, verdict in (("better", Verdict.BETTER), ("worse", Verdict.WORSE)):
        changes = [each for each in contender.compared.find(verdict) if each.aspect.of != "team"]
        if changes:
            shown = "; ".join(map(say_change, find_largest(changes, _MOST_CHANGES)))
            yield f"most {word}: {shown}"


def find_largest(changes: Iterable[Change], most: int) -> list[Change]:
    """The first changes of a list, one for each aspect as long as there are enough."""
    first: dict[tuple[str, str], Change] = {}
    listed = list(changes)
    for each in listed:
        first.setdefault((each.aspect.of, each.aspect.name), each)
    chosen = list(first.values())[:most]
    return chosen + [each for each in listed if each not in chosen][: most - len(chosen)]


def _say_claims(contender: Contender) -> str:
    """How much is yet to be made true: a claim costs paper here, and work in the world."""
    claims = len(contender.claims)
    return f"; {count(claims, 'claim')} to be made true, at a cost that nobody states" if claims else ""


def _say_paper(some: int, all_: int) -> str:
    """How much of what is better rests on something.

    >>> _say_paper(3, 3), _say_paper(1, 3)
    ('all that is better rests', '1 of what is better rests')
    """
    if some == all_:
        return "all that is better rests"
    return f"{some} of what is better {'rests' if some == 1 else 'rest'}"


def say_findings(changes: FindingChanges) -> str:
    """How many are gone, new, worse and better.

    >>> say_findings(FindingChanges(kept=3))
    'the same 3'
    """
    named = (
        ("new", changes.new),
        ("gone", changes.gone),
        ("worse", changes.worse),
        ("better", changes.better),
    )
    said = [f"{len(found)} {word}" for word, found in named if found]
    if said:
        return ", ".join(said)
    return f"the same {changes.kept}" if changes.kept else "none before and after"


def say_cost(cost: Cost) -> str:
    """What it costs, the people first."""
    said = []
    for name, one, several in _COSTS:
        amount = cost.numbers[name].amount
        if amount:
            said.append(f"{show_amount(amount)} {one if amount == 1 else several}")
    ramp_up = cost.ramp_up.amount
    if ramp_up:
        said.append(f"~{count_unit(ramp_up, cost.ramp_up.unit)} of ramp-up")
    return joined(said, most=len(said)) if said else "nothing that is measured"


def say_misfits(contender: Contender) -> Iterator[str]:
    """Which of its moves do not fit and were left out, and which need a claim first."""
    misfits = contender.trial.misfits
    if misfits:
        one = len(misfits) == 1
        what = f"{count(len(misfits), 'move')} {'does' if one else 'do'} not fit and {'is' if one else 'are'}"
        yield f"{what} left out: topo scenario show {contender.name} says why"
    needing = contender.lost_without_claims
    if needing:
        verb = "needs" if len(needing) == 1 else "need"
        moves = count(len(needing), "structural move")
        yield f"{moves} {verb} a claim first: what they bring counts as claimed"
