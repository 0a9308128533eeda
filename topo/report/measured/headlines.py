"""What does an architect need to know of an organisation first, in a sentence each?"""

from collections.abc import Callable, Iterator, Sequence
from math import fsum
from typing import TYPE_CHECKING

from topo.analysis.ownership import CODE, Owning, State
from topo.analysis.parts import Number
from topo.report.measured.amounts import count_unit, say_found, show_amount, show_share
from topo.report.measured.asked import Asked, Gap
from topo.report.measured.nodes import name_node
from topo.report.measured.of_stream import say_flow
from topo.report.paint import Style
from topo.report.sheets.sheet import NOT_ASSESSED, Line
from topo.rules.naming import joined, plural
from topo.text import count

if TYPE_CHECKING:
    from topo.analysis.cycles import Cycle
    from topo.analysis.talking import TalkingPair
    from topo.analysis.waiting import TeamWaiting

MOST_NAMED = 3
ORGANISATION = "organisation"


def find_headlines(asked: Asked) -> Iterator[Line]:
    """The sentences that can be said, most pressing questions first."""
    for label, find in _HEADLINES:
        said = find(asked)
        if said is not None:
            yield Line(label, *said)


Said = tuple[str, Style | None] | None


def _say_ownership(asked: Asked) -> Said:
    ownership = asked.measures.ownership
    whole, weighted = ownership.overall, ownership.overall.weighted_share
    if not whole.total or weighted is None:
        return f"{NOT_ASSESSED}: no services", None
    share = show_share(whole.owned / whole.total)
    text = f"{whole.owned:,} of {whole.total:,} services and modules are owned ({share})"
    text += f", ~{show_share(weighted)} weighted by tier"
    unowned = [each for each in ownership.things if each.kind in CODE and each.state is State.UNOWNED]
    if unowned:
        names = (each.id for each in sorted(unowned, key=_by_tier))
        text += f"; no team owns {joined(names, most=MOST_NAMED)}"
    others = [_say_kind(asked, kind) for kind in ownership.by_kind if kind not in CODE]
    text = "; ".join((text, *filter(None, others)))
    return text, "good" if whole.owned == whole.total else "bad"


def _by_tier(thing: Owning) -> tuple[int, str]:
    return thing.tier or 9, thing.id


def _say_kind(asked: Asked, kind: str) -> str:
    """The coverage of another kind of things, where it is not whole."""
    cover = asked.measures.ownership.by_kind[kind]
    if cover.owned == cover.total:
        return ""
    shared = sum(each.state is State.SHARED for each in asked.measures.ownership.things if each.kind == kind)
    apart = f", {shared:,} shared by several teams" if shared else ""
    return f"{plural(kind)} {cover.owned:,} of {cover.total:,}{apart}"


def _say_waiting(asked: Asked) -> Said:
    teams = [each for each in asked.measures.waiting.teams if each.is_assessed]
    if not teams:
        return _say_missing(asked, "cross_team_share")
    on, by = max(teams, key=_waits), max(teams, key=_is_waited_on)
    facts = []
    if by.loads.incoming:
        facts.append(
            f"{by.team} is waited on most: by {count(len(by.loads.waited_on_by), 'team')}"
            f"{_say_blocking(len(by.loads.waited_on_by_blocking))}, ~{show_amount(by.loads.incoming)} load"
        )
    if on.loads.outgoing:
        facts.append(
            f"{on.team} waits most: on {count(len(on.loads.waits_on), 'team')}"
            f"{_say_blocking(len(on.loads.waits_on_blocking))}, ~{show_amount(on.loads.outgoing)} load"
        )
    services = asked.measures.organisation.services
    nobodys = {id for team in teams for id in team.of_nobody if not services[id].is_external}
    if nobodys:
        facts.append(f"waited on though no team owns it: {joined(sorted(nobodys), most=MOST_NAMED)}")
    return "; ".join(facts) or "no team waits on another", None


def _waits(team: "TeamWaiting") -> tuple[float, int]:
    return team.loads.outgoing, len(team.loads.waits_on)


def _is_waited_on(team: "TeamWaiting") -> tuple[float, int]:
    return team.loads.incoming, len(team.loads.waited_on_by)


def _say_blocking(teams: int) -> str:
    return f", {teams:,} of them blocking" if teams else ""


def _say_cycles(asked: Asked) -> Said:
    cycles = asked.measures.cycles
    if not cycles.is_assessed:
        return None
    if not cycles.found:
        return "no teams wait on each other in a ring", None
    shown = [_say_cycle(each) for each in cycles.found[:MOST_NAMED]]
    more = len(cycles.found) - len(shown)
    return "; ".join((*shown, *([f"and {more:,} more"] if more else []))), "bad"


def _say_cycle(cycle: "Cycle") -> str:
    """The teams of a ring and the least that breaks it."""
    names = joined((*cycle.teams, *cycle.of_nobody), most=6)
    cut = cycle.cut
    ties = joined((" → ".join(_name(cycle, each) for each in tie) for tie in cut.ties), most=MOST_NAMED)
    load = show_amount(cut.weight.amount or 0.0)
    kind = "the lightest cut is" if cut.is_exact else "a light cut is"
    return f"{names} wait on each other; {kind} {ties} (~{load} load)"


def _name(cycle: "Cycle", node: str) -> str:
    return name_node(cycle.graph.organisation, node)


def _say_reach(asked: Asked) -> Said:
    facts = []
    services = asked.number(ORGANISATION, "service_propagation_cost")
    teams = asked.number(ORGANISATION, "team_propagation_cost")
    if services.amount is not None:
        facts.append(f"a change of a service may reach {show_share(services.amount)} of the other services")
    if teams.amount is not None:
        facts.append(f"one in a team {show_share(teams.amount)} of the other owners")
    chain = asked.measures.chain
    if chain.is_assessed and len(chain.steps) > 1:
        organisation = asked.measures.organisation
        steps = [name_node(organisation, step[0]) + (" …" if len(step) > 1 else "") for step in chain.steps]
        facts.append(f"longest chain {count(len(steps) - 1, 'hand-off')}: {_chain(steps)}")
    inversions = asked.number(ORGANISATION, "tier_inversions").amount
    if inversions:
        facts.append(f"~{count(int(inversions), 'tier inversion')}")
    return ("; ".join(facts), None) if facts else None


def _chain(steps: list[str]) -> str:
    if len(steps) <= 5:
        return " → ".join(steps)
    return " → ".join((*steps[:2], "…", *steps[-2:]))


def _say_talking(asked: Asked) -> Said:
    talking, teams = asked.measures.talking, len(asked.measures.organisation.teams)
    if teams < 2:
        return f"{NOT_ASSESSED}: fewer than two teams", None
    text = f"{len(talking.pairs):,} of {teams * (teams - 1) // 2:,} pairs of teams must talk"
    if not talking.hidden:
        return text, None
    names = joined((_name_pair(each) for each in sorted(talking.hidden, key=_most_causes)), most=MOST_NAMED)
    have = "has" if len(talking.hidden) == 1 else "have"
    return f"{text}; {len(talking.hidden):,} {have} not said how: {names}", "bad"


def _most_causes(pair: "TalkingPair") -> tuple[int, tuple[str, str]]:
    return -len(pair.links), pair.teams


def _name_pair(pair: "TalkingPair") -> str:
    return " – ".join(pair.teams)


def _say_congruence(asked: Asked) -> Said:
    from topo.analysis.congruence import Verdict

    congruence = asked.measures.congruence
    if not congruence.pairs:
        return None
    score = congruence.score.amount
    counts = [f"{each.value} {found:,}" for each in Verdict if (found := len(congruence.find(each)))]
    said = NOT_ASSESSED if score is None else f"{show_share(score)} of what the work requires is declared"
    return f"{said}; pairs: {', '.join(counts)}", None


def _say_channels(asked: Asked) -> Said:
    inside = asked.number(ORGANISATION, "channels_inside")
    share = asked.number(ORGANISATION, "cross_team_share")
    if inside.amount is None:
        return _say_missing(asked, "channels_inside")
    talking = asked.measures.talking
    facts = [
        f"~{show_amount(inside.amount)} inside teams, ~{show_amount(talking.between.amount or 0.0)} between"
    ]
    if talking.hidden:
        most = fsum(one * other for one, other in (pair.heads for pair in talking.hidden) if one and other)
        facts.append(f"hidden pairs add up to ~{show_amount(most)} at most")
    facts.append(
        "cross-team share of the load " + say_found(asked.measure(ORGANISATION, "cross_team_share"), share)
    )
    return "; ".join(facts), None


def _say_load(asked: Asked) -> Said:
    from topo.analysis.cognitive_load import Fit

    loads = asked.measures.cognitive_load.teams
    fits = [each.fit for each in loads.values()]
    if not any(fits):
        return _say_first_reason([each.points for each in loads.values()])
    over = sorted(
        (each for each in loads.values() if each.fit is Fit.OVER), key=lambda each: -(each.points.amount or 0)
    )
    text = f"over {len(over):,}"
    if over:
        names = (f"{each.team} ~{show_amount(each.points.amount or 0)}" for each in over)
        text += f" ({joined(names, most=MOST_NAMED)} points of {over[0].capacity:g})"
    text += f", full {fits.count(Fit.FULL):,}, fits {fits.count(Fit.FITS):,}"
    unknown = fits.count(None)
    return text + (f", {NOT_ASSESSED} {unknown:,}" if unknown else ""), "bad" if over else None


def _say_friction(asked: Asked) -> Said:
    counts = [(each.count.amount, team) for team, each in asked.measures.friction.items()]
    known = sorted((-amount, team) for amount, team in counts if amount)
    if not known:
        return None
    names = joined((f"{team} ~{show_amount(-amount)}" for amount, team in known), most=MOST_NAMED)
    return f"beside its domains, most wears down {names}", None


def _say_tissue(asked: Asked) -> Said:
    tissue = asked.measures.tissue
    relief, half = tissue.coverage, tissue.by_half.amount
    facts = []
    if relief.amount is not None:
        apart = f" ({show_amount(half)} by half)" if half else ""
        facts.append(f"~{show_share(relief.amount)} of the undifferentiated work is relieved{apart}")
    by_hand = [id for id in asked.subjects("team") if asked.number("team", "guardrails_by_hand", id).amount]
    if by_hand:
        wait = "waits" if len(by_hand) == 1 else "wait"
        facts.append(f"{joined(by_hand, most=MOST_NAMED)} {wait} at gates or manual guardrails")
    if tissue.orphans:
        names = (f"{each.kind} {each.id} ({each.lack.value})" for each in tissue.orphans)
        facts.append(f"orphans: {joined(names, most=MOST_NAMED)}")
    return ("; ".join(facts), None) if facts else _say_missing(asked, "relief")


def _say_autonomy(asked: Asked) -> Said:
    from topo.analysis.autonomy import DISCOVERY, ENGINEERING, ON_THE_LOOP

    tracks, facts = asked.measures.autonomy.tracks, []
    for name in (ENGINEERING, DISCOVERY):
        judged = [each.earned for each in tracks if each.name == name and each.earned is not None]
        if judged:
            facts.append(f"{name} ~{judged.count(ON_THE_LOOP):,} of {len(judged):,} on the loop")
    above = [f"{each.team} ({each.name})" for each in tracks if each.is_above_earned]
    if above:
        facts.append(f"declared but not earned: {joined(above, most=MOST_NAMED)}")
    ready = [each.is_ready for each in asked.measures.readiness.teams if each.is_ready is not None]
    if ready:
        facts.append(f"one-pizza ready ~{ready.count(True):,} of {len(ready):,} that can be judged")
    return ("; ".join(facts), "bad" if above else None) if facts else None


def _say_outcomes(asked: Asked) -> Said:
    accountability = asked.measures.accountability
    facts = []
    if accountability.is_assessed:
        output = [each.team for each in accountability.teams if each.find_output()]
        results = int(accountability.results.amount or 0)
        facts.append(
            f"~{count(results, 'outcome')} {'is a result' if results == 1 else 'are results'} of the business"
        )
        if output:
            counts = "counts" if len(output) == 1 else "count"
            facts.append(f"{joined(output, most=MOST_NAMED)} {counts} output")
        silent = sum(not each.outcomes for each in accountability.teams)
        if silent:
            facts.append(f"{count(silent, 'team')} {'states' if silent == 1 else 'state'} none")
    off = asked.number(ORGANISATION, "off_the_map")
    if off.amount:
        names = joined((part.label for part in off.parts), most=MOST_NAMED)
        facts.append(f"on no product: {names}")
    return ("; ".join(facts), None) if facts else None


def _say_stewards(asked: Asked) -> Said:
    nobody = asked.number(ORGANISATION, "unstewarded")
    if nobody.amount is None:
        return None
    names = joined((part.label for part in nobody.parts), most=MOST_NAMED)
    text = f"nobody looks after {names}" if nobody.parts else "nothing is said to be nobody's"
    silent = len(nobody.missing)
    if silent:
        text += f"; {count(silent, 'team')} {'leaves' if silent == 1 else 'leave'} some of it open"
    return text, None


def _say_people(asked: Asked) -> Said:
    managers = asked.measures.spans.managers.values()
    facts = []
    known = [each for each in managers if each.people.amount is not None]
    if known:
        most = max(known, key=lambda each: (each.people.amount or 0.0, each.manager))
        teams = count(int(most.teams.amount or 0), "team")
        people = count_unit(most.people.amount or 0.0, "people")
        facts.append(f"{count(len(managers), 'manager')}, most under {most.manager}: {people} in {teams}")
    open_positions = sum(heads.vacancies for heads in asked.measures.headcount.teams.values())
    if open_positions:
        facts.append(count(int(open_positions), "open position"))
    alone = asked.measures.bus_factors.find_held_by(1)
    if alone:
        names = joined((f"{kind} {id}" for kind, id in alone), most=MOST_NAMED)
        facts.append(f"one person alone knows {names}")
    survey = asked.measures.cognitive_load.correlation
    if survey is not None:
        facts.append(f"survey and domain points correlate by {survey:.2f}")
    return ("; ".join(facts), None) if facts else None


def _say_unassessed(asked: Asked) -> Said:
    said = say_gaps(asked.gaps, asked.total)
    return (said, None) if said else None


def say_gaps(gaps: Sequence[Gap], total: int) -> str:
    """How much of `total` could not be assessed, and why most of it; "" where all could be."""
    missing = sum(each.things for each in gaps)
    most = sorted(gaps, key=lambda each: -each.things)
    names = (f"{_name_gap(each.measure.name, each.measure.of, each.things)} ({each.reason})" for each in most)
    return f"{missing:,} of {total:,}: {joined(names, most=4)}" if missing else ""


def _name_gap(name: str, of: str, things: int) -> str:
    return name if of == ORGANISATION else f"{name} of {things:,} {plural(of) if things > 1 else of}"


def _say_unasked(asked: Asked) -> Said:
    names = [each.name for each in asked.unasked]
    return (f"{', '.join(names)}: they take long, and --slow measures them", None) if names else None


def _say_missing(asked: Asked, name: str) -> Said:
    return _say_first_reason([asked.number(ORGANISATION, name)])


def _say_first_reason(numbers: list[Number]) -> Said:
    reason = next((each.missing[0] for each in numbers if each.missing), "nothing is said")
    return f"{NOT_ASSESSED}: {reason}", None


_HEADLINES: tuple[tuple[str, Callable[[Asked], Said]], ...] = (
    ("ownership", _say_ownership),
    ("waiting", _say_waiting),
    ("cycles", _say_cycles),
    ("reach", _say_reach),
    ("must talk", _say_talking),
    ("congruence", _say_congruence),
    ("channels", _say_channels),
    ("domains", _say_load),
    ("friction", _say_friction),
    ("tissue", _say_tissue),
    ("autonomy", _say_autonomy),
    ("outcomes", _say_outcomes),
    ("stewards", _say_stewards),
    ("people", _say_people),
    ("flow", say_flow),
    (NOT_ASSESSED, _say_unassessed),
    ("not asked", _say_unasked),
)
