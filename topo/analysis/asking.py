"""What is the measure of one thing, where no result has it ready as a number or a verdict?

Raises KeyError, each of them, for an id that its measure does not know.
"""

from collections.abc import Callable, Iterable, Iterator

from topo.analysis.coverage import Coverage, entry_of, measure_coverage
from topo.analysis.criterion import Criterion, Fact, Standing
from topo.analysis.judgement import Judgement, not_judged
from topo.analysis.measures import Measures
from topo.analysis.ownership import Owning, State
from topo.analysis.parts import Number, Part, add_up, count_up, not_assessed, sum_repeated
from topo.model.organisation import address_of


def find_coverage(measures: Measures, _: str) -> Number:
    """The share of services and modules that is owned, a part for each that is."""
    return _cover("ownership coverage", lambda: measures.ownership.code, measures.ownership.overall)


def find_domain_coverage(measures: Measures, domain: str) -> Number:
    """The share of what stands directly in a domain that is owned."""
    things = measures.standing_in.get(_known(measures, domain), ())
    return _cover("domain coverage", lambda: things, measure_coverage(things))


def find_weighted_coverage(measures: Measures, _: str) -> Number:
    """The same as `find_coverage`, each weighed by its tier."""
    name, ownership = "weighted coverage", measures.ownership
    total = ownership.overall.weighted_total
    if not total:
        return not_assessed(name, "share", "no services")

    def weigh(tier: int | None) -> float:
        return ownership.weights.get(entry_of(tier), 1.0) / total

    def make_parts() -> Iterator[Part]:
        for each in ownership.code:
            if each.state is State.OWNED:
                entry = f"ownership.{entry_of(each.tier)}"
                yield Part(each.id, weigh(each.tier), "share", each.address, entry)

    owned = (
        (tier, number) for (_, tier, state), number in ownership.tally_code.items() if state is State.OWNED
    )
    amount = sum_repeated((weigh(tier), number) for tier, number in owned)
    return Number(name, amount, "share", make_parts, _tell_waived(ownership.overall))


def find_hidden_pairs(measures: Measures, _: str) -> Number:
    """How many pairs must talk without having said how."""
    talking = measures.talking

    def make_parts() -> Iterator[Part]:
        for pair in talking.hidden:
            yield Part(" – ".join(pair.teams), 1.0, "pairs", pair.address)

    return count_up(
        "hidden pairs", "pairs", talking.count_hidden, make_parts, lambda: talking.must_talk.missing
    )


def find_orphans(measures: Measures, _: str) -> Number:
    """How much of the tissue is without use."""
    tissue = measures.organisation.tissue
    if not (tissue.capabilities or tissue.guardrails or tissue.forums or tissue.data):
        return not_assessed("orphans", "things", "no tissue")
    parts = (
        Part(f"{each.kind} {each.id}", 1.0, "things", each.address, note=each.lack.value)
        for each in measures.tissue.orphans
    )
    return add_up("orphans", "things", parts)


def find_unstewarded(measures: Measures, _: str) -> Number:
    """How many ways of working nobody looks after, over all teams."""
    from topo.analysis.stewardship import Care

    return measures.stewardship.count(Care.NOBODY)


def find_unstewarded_areas(measures: Measures, team: str) -> Number:
    """Which ways of working of a team have an explicit nobody."""
    from topo.analysis.stewardship import Care

    name, unit = "unstewarded areas", "areas"
    stewarded = measures.stewardship.find(team)
    if stewarded is None:
        raise KeyError(team)
    silent = [each.what for each in stewarded.find(Care.NOT_ASSESSED)]
    if len(silent) == len(stewarded.areas):
        return not_assessed(name, unit, "no stewards")
    parts = (Part(each.what, 1.0, unit, each.address) for each in stewarded.find(Care.NOBODY))
    return add_up(name, unit, parts, [f"{what}: nothing is said" for what in silent])


def find_team_channels(measures: Measures, team: str) -> Number:
    """n(n−1)/2 of one team."""
    from topo.analysis.talking import CHANNELS, count_pairs

    heads = measures.headcount.teams[team].heads
    channels = count_pairs(heads.amount)
    if channels is None:
        return not_assessed("team channels", CHANNELS, *(heads.missing or ("heads unknown",)))
    part = Part(team, channels, CHANNELS, address_of("team", team), note=f"{heads.amount:g} people")
    return add_up("team channels", CHANNELS, (part,))


def find_channels_to_others(measures: Measures, team: str) -> Number:
    """The channels that the declared modes of a team imply; hidden pairs add nothing."""
    from topo.analysis.talking import CHANNELS

    talking = measures.talking
    numbers = [pair.channels for pair in talking.find_declared(_known_team(measures, team))]
    missing = [reason for number in numbers for reason in number.missing]
    hidden = talking.degrees.get(team, 0) - len(numbers)
    if hidden:
        missing.append(f"hidden pairs: {hidden}")
    parts = [part for number in numbers for part in number.parts]
    if missing and not parts:
        return not_assessed("channels to others", CHANNELS, *missing)
    return add_up("channels to others", CHANNELS, parts, missing)


def find_must_talk_with(measures: Measures, team: str) -> Number:
    """With how many teams a team must talk, each by the first reason."""
    talking = measures.talking

    def make_parts() -> Iterator[Part]:
        for pair in talking.by_team.get(team, ()):
            [other] = [each for each in pair.teams if each != team]
            note = "hidden" if pair.is_hidden else ""
            yield Part(other, 1.0, "teams", pair.address, note=note)

    number = talking.degrees.get(_known_team(measures, team), 0)
    return count_up("must talk with", "teams", number, make_parts)


def find_areas_relieved(measures: Measures, team: str) -> Number:
    """Of how many areas of undifferentiated work a team is relieved; of stream-aligned teams alone."""
    from topo.analysis.tissue import Extent

    name, unit, tissue = "areas relieved", "areas", measures.tissue
    cell = tissue.find(team)
    if cell is None:
        raise KeyError(team)
    if not tissue.has_capabilities or not cell.is_stream_aligned:
        return not_assessed(
            name, unit, "not stream-aligned" if tissue.has_capabilities else "no capabilities"
        )
    parts = [
        Part(
            each.area,
            tissue.weights[each.mode],
            unit,
            address_of("capability", each.capability),
            f"tissue.{each.mode}",
        )
        for each in cell.relief
        if each.capability is not None and each.mode is not None
    ]
    unknown = cell.find_relief(Extent.UNKNOWN)
    return add_up(name, unit, parts, [f"{each.area}: {each.capability} says no mode" for each in unknown])


def find_guardrails_by_hand(measures: Measures, team: str) -> Number:
    """At how many guardrails a team waits for somebody."""
    from topo.analysis.friction import BY_HAND

    name, unit = "guardrails by hand", "guardrails"
    cell = measures.tissue.find(team)
    if cell is None:
        raise KeyError(team)
    if not measures.organisation.tissue.guardrails:
        return not_assessed(name, unit, "no guardrails")
    unsaid = [f"{each.guardrail} says no enforcement" for each in cell.guardrails if each.enforcement is None]
    parts = (
        Part(each.guardrail, 1.0, unit, each.address, note=each.enforcement or "")
        for each in cell.guardrails
        if each.enforcement in BY_HAND
    )
    return add_up(name, unit, parts, unsaid)


def find_lacking(measures: Measures, team: str) -> Number:
    """Which skills and roles a team lacks."""
    complete = measures.completeness.find(_known_team(measures, team))
    if complete is None or not complete.needs:
        return not_assessed("lacking", "needs", "nothing is asked of it")
    return complete.count_lacking()


def find_betweenness(measures: Measures, team: str) -> Number:
    """The betweenness of a team; one that owns nothing is no node."""
    if _known_team(measures, team) not in measures.betweenness.nodes:
        return not_assessed("betweenness", "share", "owns no service")
    return measures.betweenness.find(team)


def find_reach(measures: Measures, service: str) -> Number:
    """How many other services a service waits on, in however many steps."""
    if service not in measures.organisation.services:
        raise KeyError(service)
    return measures.reach.find(service)


def find_span(measures: Measures, person: str, of: str) -> Number:
    """The people, teams or domains that somebody manages; not assessed where no team names a manager."""
    spans = measures.spans
    if not spans.managers:
        return not_assessed(of, of, "no team names a manager")
    if person not in spans.managers:
        return add_up(of, of, ())
    span = spans.managers[person]
    return {"people": span.people, "teams": span.teams, "domains": span.domains}[of]


def find_teams_stewarded(measures: Measures, person: str) -> Number:
    """The teams that somebody looks after as a steward; not assessed where no team names one."""
    stewards = measures.spans.stewards
    if not stewards:
        return not_assessed("teams stewarded", "teams", "no team names a steward")
    return stewards[person].teams if person in stewards else add_up("teams stewarded", "teams", ())


def find_held(measures: Measures, product: str, of: str) -> Number:
    """The domains, services or teams of a product."""
    held = measures.product_map.find(product)
    if held is None:
        raise KeyError(product)
    return {"domains": held.domains, "services": held.services, "teams": held.teams}[of]


def judge_domain_fit(measures: Measures, team: str) -> Judgement:
    """Whether the domains of a team fit, and which heuristics say that they do not."""
    load = measures.cognitive_load.teams[team]
    if load.fit is None:
        return not_judged("domain fit", *(load.points.missing or ("no domains",)))
    at, capacity = address_of("team", team), f"{load.capacity:g} points"
    standing = Standing.NOT_MET if load.fit == "over" else Standing.MET
    carried = Fact(standing, f"{load.points.amount:g} of {capacity}", at, "cognitive-load.capacity")
    facts = (carried, *(Fact(Standing.NOT_MET, each.value, at) for each in load.heuristics))
    return Judgement("domain fit", load.fit.value, (Criterion("points", f"at most {capacity}", facts),))


def judge_track(measures: Measures, team: str, track: str) -> Judgement:
    """The autonomy that a team has earned on a track, with what it rests on."""
    name = f"{track} autonomy"
    found = measures.autonomy.find(_known_team(measures, team), track)
    if found is None or found.earned is None:
        return not_judged(name, "nothing is said", criteria=found.criteria if found else ())
    return Judgement(name, found.earned, found.criteria, tuple(fact.text for fact in found.unknown))


def judge_readiness(measures: Measures, team: str) -> Judgement:
    """Whether a team could run with a pizza's worth of people; a verdict only where all is known."""
    found = measures.readiness.find(_known_team(measures, team))
    if found is None:
        return not_judged("readiness", "nothing is said")
    if found.is_ready is None:
        return not_judged("readiness", "not all of it is known", criteria=found.criteria)
    return Judgement("readiness", "ready" if found.is_ready else "not ready", found.criteria)


def _cover(name: str, find_things: Callable[[], Iterable[Owning]], coverage: Coverage) -> Number:
    """The share of things that is owned, from what their coverage is."""
    if not coverage.total:
        return not_assessed(name, "share", "no services", *_tell_waived(coverage))
    each = 1 / coverage.total

    def make_parts() -> Iterator[Part]:
        for thing in find_things():
            if thing.state is State.OWNED:
                yield Part(thing.id, each, "share", thing.address, note=thing.owner or "")

    amount = sum_repeated([(each, coverage.owned)])
    return Number(name, amount, "share", make_parts, _tell_waived(coverage))


def _tell_waived(coverage: Coverage) -> tuple[str, ...]:
    return (f"waived: {coverage.waived}",) if coverage.waived else ()


def _known(measures: Measures, domain: str) -> str:
    if domain not in measures.organisation.domains:
        raise KeyError(domain)
    return domain


def _known_team(measures: Measures, team: str) -> str:
    if team not in measures.organisation.teams:
        raise KeyError(team)
    return team
