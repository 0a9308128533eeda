"""Would more speed amplify strength or dysfunction in a team, and why?

Ten signs, each for it, against it, neither, or unknown, with what it rests on. One of great weight against
it is enough for *dysfunction*; where less than half of the weight is known there is no outlook; else what
weighs more decides, and a tie is dysfunction: an amplifier does not choose.

Source: that AI amplifies what is there agrees with DORA (2025), C; the signs and weights are topo's own (E,
profile `mri`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import fsum
from typing import NamedTuple

from topo.analysis.cognitive_load import Fit
from topo.analysis.flow.stressed import PoolChange, StreamChange
from topo.analysis.friction import BY_HAND
from topo.analysis.measures import Measures
from topo.analysis.stewardship import Care
from topo.rules.naming import figure, joined, named, quoted, whole_percent

DECISIVE = 2.0
"""The weight from which on a sign against it is enough."""


class Colour(StrEnum):
    """How a field of the MRI looks."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    NOT_ASSESSED = "not assessed"


class Leaning(StrEnum):
    """What a sign says of more speed."""

    FOR = "for"
    AGAINST = "against"
    NEITHER = "neither"
    UNKNOWN = "unknown"


class Sign(NamedTuple):
    """One sign: its name, what it says, in which words, and the entry of the profile that weighs it."""

    name: str
    leaning: Leaning
    text: str
    weight: float

    @property
    def entry(self) -> str:
        """The entry of the profile."""
        return f"mri.sign-{self.name}"


class Verdict(StrEnum):
    """What more speed would amplify."""

    STRENGTH = "strength"
    DYSFUNCTION = "dysfunction"
    NOT_ASSESSED = "not assessed"


@dataclass(frozen=True)
class Outlook:
    """The verdict on one team, with its signs in the order of the table."""

    team: str
    verdict: Verdict
    signs: tuple[Sign, ...]

    def find(self, leaning: Leaning) -> tuple[Sign, ...]:
        """The signs that lean so."""
        return tuple(sign for sign in self.signs if sign.leaning is leaning)


class Seen(NamedTuple):
    """What signs look at: the measures, a team, and the colours of its fields by dimension."""

    measures: Measures
    team: str
    colours: Mapping[str, Colour]
    codes: frozenset[str] = frozenset()
    """The rules that found something about it."""


def find_outlook(seen: Seen, weights: Mapping[str, float]) -> Outlook:
    """The outlook of a team; `weights` are the entries of the profile `mri`."""
    signs = tuple(
        Sign(name, *find(seen), weights[f"sign-{name}"])
        for name, find in SIGNS.items()
        if weights[f"sign-{name}"]
    )
    return Outlook(seen.team, judge(signs, weights["outlook-known"]), signs)


def judge(signs: tuple[Sign, ...], least_known: float) -> Verdict:
    """What the signs come to; `least_known` is the share of all weight that has to be known.

    >>> signs = (Sign("flow", Leaning.FOR, "", 2.0), Sign("results", Leaning.AGAINST, "", 1.0))
    >>> judge(signs, 0.5).value, judge(signs[1:], 0.5).value, judge((), 0.5).value
    ('strength', 'dysfunction', 'not assessed')
    """
    against = [sign.weight for sign in signs if sign.leaning is Leaning.AGAINST]
    if any(weight >= DECISIVE for weight in against):
        return Verdict.DYSFUNCTION
    known = fsum(sign.weight for sign in signs if sign.leaning is not Leaning.UNKNOWN)
    total = fsum(sign.weight for sign in signs)
    if not known or known < least_known * total:
        return Verdict.NOT_ASSESSED
    supporting = fsum(sign.weight for sign in signs if sign.leaning is Leaning.FOR)
    return Verdict.STRENGTH if supporting > fsum(against) else Verdict.DYSFUNCTION


RING, BLOCKED = "DEP001", "DEP004"
"""The rules about teams that wait in a ring, and that too many teams block."""

Said = tuple[Leaning, str]


def _find_flow(seen: Seen) -> Said:
    """What its own people, and what comes after its faster stages, do when coding is faster."""
    stress = seen.measures.stress
    own = [change for change in stress.push.pools if change.after.pool.team == seen.team]
    fed = [change for stream in stress.push.streams for change in _find_fed(stream, seen.team)]
    pools = {change.after.number: change for change in (*own, *fed)}
    jammed = sorted((each for each in pools.values() if each.after.is_unstable), key=lambda each: each.id)
    faster = whole_percent(stress.ai or 0.0)
    if jammed:
        return (
            Leaning.AGAINST,
            f"with coding {faster} faster, {_name(each.id for each in jammed)} cannot keep up",
        )
    if not pools:
        return Leaning.UNKNOWN, "no stream draws on it"
    if any(each.after.standing.utilisation is None for each in pools.values()):
        return Leaning.UNKNOWN, "it is not known how busy everybody on its streams is"
    hot = seen.measures.flow.weights["hot-pool"]
    full = sorted(each.id for each in pools.values() if each.after.standing.busyness >= hot)
    if full:
        return Leaning.NEITHER, f"with coding {faster} faster, {_name(full)} would have hardly any time left"
    return Leaning.FOR, f"with coding {faster} faster, everybody it feeds keeps up"


def _name(ids: Iterable[str]) -> str:
    return named(ids, most=3) or "its own"


def _find_fed(stream: StreamChange, team: str) -> Iterator[PoolChange]:
    """The pools of the stages after those that AI makes faster at a team."""
    steps = stream.after.route.steps
    pools = [stream.after.by_number(number) for step in steps for number, _ in step.draws]
    teams = {pool.number: pool.pool.team for pool in pools}
    faster = [at for at in stream.coding.assisted if any(teams[n] == team for n, _ in steps[at].draws)]
    if not faster:
        return
    for step in steps[min(faster) :]:
        for number, _ in step.draws:
            yield PoolChange(stream.before.by_number(number), stream.after.by_number(number))


def _find_load(seen: Seen) -> Said:
    load = seen.measures.cognitive_load.teams[seen.team]
    if load.fit is None:
        return Leaning.UNKNOWN, "it is not known what its domains ask of it"
    points = f"{figure(load.points.amount or 0.0)} of {figure(load.capacity)} points"
    if load.fit is Fit.OVER:
        return Leaning.AGAINST, f"its domains are too much for it: {points}"
    return Leaning.FOR, f"its domains fit: {points}"


def _find_waiting(seen: Seen) -> Said:
    colour = seen.colours["waiting"]
    if colour is Colour.NOT_ASSESSED:
        return Leaning.UNKNOWN, "it is not known whom it waits on"
    blocking = seen.measures.waiting.find(seen.team).loads.waits_on_blocking
    if RING in seen.codes:
        return Leaning.AGAINST, "it waits in a ring of teams"
    if colour is Colour.RED or BLOCKED in seen.codes:
        return Leaning.AGAINST, f"too much of its work waits on others: {_name(blocking)}"
    if blocking:
        return Leaning.NEITHER, f"it waits on {named(blocking)}, and cannot go on without"
    return Leaning.FOR, "no other team holds it up"


def _find_ownership(seen: Seen) -> Said:
    colour = seen.colours["ownership"]
    if colour is Colour.NOT_ASSESSED:
        return Leaning.UNKNOWN, "it owns nothing that is known"
    if colour is Colour.RED:
        return Leaning.AGAINST, "near it are things that nobody, or more than one, answers for"
    return Leaning.FOR, "what is near it is owned"


def _find_gates(seen: Seen) -> Said:
    cell = seen.measures.tissue.find(seen.team)
    if cell is None or not seen.measures.organisation.tissue.guardrails:
        return Leaning.UNKNOWN, "nothing is said of guardrails"
    by_hand = [bound.guardrail for bound in cell.guardrails if bound.enforcement in BY_HAND]
    if by_hand:
        return Leaning.AGAINST, f"its changes wait for people at {named(sorted(by_hand))}"
    if any(bound.enforcement != "automated" for bound in cell.guardrails):
        return Leaning.UNKNOWN, "not every guardrail that binds it says how it holds"
    return Leaning.FOR, "no guardrail that binds it waits for people"


def _find_ai_checks(seen: Seen) -> Said:
    signals = seen.measures.organisation.teams[seen.team].signals
    said = None if signals is None else signals.ai_checks
    if said is None:
        return Leaning.UNKNOWN, "nothing is said of checks of what AI writes"
    if said == "mandatory":
        return Leaning.FOR, "checks of what AI writes are mandatory"
    return Leaning.AGAINST, "checks of what AI writes " + (
        "are advice" if said == "advisory" else "are missing"
    )


def _find_rollback(seen: Seen) -> Said:
    signals = seen.measures.organisation.teams[seen.team].signals
    said = None if signals is None else signals.rollback
    if said is None:
        return Leaning.UNKNOWN, "nothing is said of taking releases back"
    if said == "proven":
        return Leaning.FOR, "taking a release back is proven"
    return Leaning.AGAINST, "taking a release back is " + ("untested" if said == "untested" else "impossible")


def _find_toil(seen: Seen) -> Said:
    signals = seen.measures.organisation.teams[seen.team].signals
    trend = None if signals is None else signals.toil_trend
    if trend is None:
        return Leaning.UNKNOWN, "nothing is said of where its toil is going"
    leaning = {"rising": Leaning.AGAINST, "falling": Leaning.FOR, "flat": Leaning.NEITHER}[trend]
    return leaning, f"its toil is {trend}"


def _find_results(seen: Seen) -> Said:
    answering = seen.measures.accountability.find(seen.team)
    if answering is None or not answering.outcomes:
        return Leaning.UNKNOWN, "it states no outcomes"
    output = answering.find_output()
    if output:
        return Leaning.AGAINST, f"it answers for output: {joined(quoted(each.metric) for each in output)}"
    return Leaning.FOR, "it answers for business results"


def _find_impediments(seen: Seen) -> Said:
    stewarded = seen.measures.stewardship.find(seen.team)
    cares = {} if stewarded is None else {area.what: area.care for area in stewarded.areas}
    care = cares.get("impediments", Care.NOT_ASSESSED)
    if care is Care.NOT_ASSESSED:
        return Leaning.UNKNOWN, "nothing is said of who takes impediments away"
    if care is Care.NOBODY:
        return Leaning.AGAINST, "nobody takes impediments away"
    return Leaning.FOR, "somebody takes impediments away"


SIGNS: Mapping[str, Callable[[Seen], Said]] = {
    "flow": _find_flow,
    "load": _find_load,
    "waiting": _find_waiting,
    "ownership": _find_ownership,
    "gates": _find_gates,
    "ai-checks": _find_ai_checks,
    "rollback": _find_rollback,
    "toil": _find_toil,
    "results": _find_results,
    "impediments": _find_impediments,
}
"""The signs by name; the entry `sign-NAME` of the profile `mri` weighs each."""
