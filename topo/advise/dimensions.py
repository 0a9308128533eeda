"""What does the MRI look at, which rules speak of it, and what is there to know of a cell?

Nine dimensions, side by side and never summed. Each has the rules whose findings colour it, one line of facts
from the measures, and says why it is not assessed where it is not.
"""

from collections.abc import Callable
from typing import NamedTuple

from topo.analysis.flow.pool_flow import find_known
from topo.analysis.measures import Measures
from topo.analysis.parts import Number
from topo.analysis.stewardship import Care
from topo.rules.naming import figure, people, whole_percent
from topo.text import count


class Facts(NamedTuple):
    """One line of facts; `why_not` says why a dimension is not assessed, empty where it is."""

    text: str = ""
    why_not: str = ""


class Dimension(NamedTuple):
    """A column of the MRI: its name, what it asks, its rules by code, and what is there to know."""

    name: str
    question: str
    rules: tuple[str, ...]
    find: Callable[[Measures, str], Facts]


def find_ownership(measures: Measures, team: str) -> Facts:
    """What it owns."""
    services = measures.owners.services_of.get(team, ())
    domains = [each for each in measures.ownership.by_owner.get(team, ()) if each.kind == "domain"]
    if not services and not domains:
        return Facts(why_not="owns nothing" if measures.organisation.services else "no services")
    return Facts(f"owns {count(len(services), 'service')} and {count(len(domains), 'domain')}")


def find_waiting(measures: Measures, team: str) -> Facts:
    """Whom it waits on."""
    waiting = measures.waiting.find(team)
    if not waiting.is_assessed:
        return Facts(why_not=_why(waiting.outgoing))
    loads = waiting.loads
    blocking = f", {len(loads.waits_on_blocking)} of them blocking" if loads.waits_on_blocking else ""
    waited = f"; {count(len(loads.waited_on_by), 'team')} on it"
    return Facts(f"waits on {count(len(loads.waits_on), 'team')}{blocking}{waited}")


def find_channels(measures: Measures, team: str) -> Facts:
    """With whom it has to talk."""
    heads = measures.headcount.teams[team].heads
    pairs = measures.talking.by_team.get(team, ())
    if not measures.organisation.interactions and not pairs:
        return Facts(why_not="no interactions")
    size = "" if heads.amount is None else f"{people(heads.amount)}; "
    hidden = sum(pair.is_hidden for pair in pairs)
    unsaid = f", {hidden} without having said how" if hidden else ""
    return Facts(f"{size}must talk with {count(len(pairs), 'team')}{unsaid}")


def find_load(measures: Measures, team: str) -> Facts:
    """What it carries."""
    load = measures.cognitive_load.teams[team]
    if load.fit is None:
        return Facts(why_not="; ".join(load.points.missing) or "no domains")
    friction = measures.friction[team].count.amount
    lines = "" if friction is None else f"; {count(int(friction), 'line')} of friction"
    return Facts(f"{figure(load.points.amount or 0.0)} of {figure(load.capacity)} points, {load.fit}{lines}")


def find_tissue(measures: Measures, team: str) -> Facts:
    """What binds and relieves it."""
    cell = measures.tissue.find(team)
    tissue = measures.organisation.tissue
    if cell is None or not (tissue.capabilities or tissue.guardrails or tissue.forums):
        return Facts(why_not="no tissue")
    bound, relieved = len(cell.guardrails), cell.is_stream_aligned and measures.tissue.has_capabilities
    if not (bound or relieved or cell.seats):
        return Facts(why_not="no guardrail binds it, no capability is for it, it sits in no forum")
    said = []
    if bound:
        automated = len(cell.find_bound("automated"))
        said.append(f"{count(bound, 'guardrail')}, {automated} automated")
    if relieved:
        some = sum(each.capability is not None for each in cell.relief)
        said.append(f"{some} of {len(cell.relief)} areas relieved, in full or by half")
    if cell.seats:
        said.append(f"sits in {count(len({seat.forum for seat in cell.seats}), 'forum')}")
    return Facts("; ".join(said))


def find_flow(measures: Measures, team: str) -> Facts:
    """How busy its people are."""
    pools = tuple(pool for pool in measures.flow.pools if pool.pool.team == team)
    if not pools:
        why = "no stream draws on it" if measures.organisation.streams else "no streams"
        return Facts(why_not=why)
    hottest = find_known(pools, 0)
    if hottest is None:
        return Facts(
            why_not="; ".join(dict.fromkeys(why for pool in pools for why in pool.utilisation.missing))
        )
    if hottest.pool.is_nobody:
        return Facts(f"nobody is there: {hottest.id}")
    return Facts(f"{hottest.pool.role or 'people'} {whole_percent(hottest.standing.busyness)} busy")


def find_stewardship(measures: Measures, team: str) -> Facts:
    """Who looks after its ways of working."""
    stewarded = measures.stewardship.find(team)
    if stewarded is None or len(stewarded.find(Care.NOT_ASSESSED)) == len(stewarded.areas):
        return Facts(why_not="no stewards")
    kinds = ((care, [each.what for each in stewarded.find(care)]) for care in Care)
    return Facts("; ".join(f"{care}: {', '.join(areas)}" for care, areas in kinds if areas))


def find_accountability(measures: Measures, team: str) -> Facts:
    """What it answers for."""
    answering = measures.accountability.find(team)
    if answering is None or not answering.outcomes:
        return Facts(why_not="states no outcomes")
    results = sum(outcome.is_result for outcome in answering.outcomes)
    return Facts(f"business results among its outcomes: {results} of {len(answering.outcomes)}")


def find_survey(measures: Measures, team: str) -> Facts:
    """What its people say."""
    load = measures.cognitive_load.teams[team]
    if load.survey is None:
        return Facts(why_not="too few answered" if load.withheld else "no survey")
    return Facts(f"raw task load index {figure(load.survey)}")


def _why(number: Number) -> str:
    return "; ".join(number.missing) or "nothing is said"


DIMENSIONS: tuple[Dimension, ...] = (
    Dimension(
        "ownership",
        "is everything near it owned, by one?",
        (*(f"OWN{number:03d}" for number in range(1, 15) if number != 9), "ORG004", "REF005"),
        find_ownership,
    ),
    Dimension(
        "waiting",
        "whom does it wait on?",
        ("DEP001", "DEP002", "DEP003", "DEP004", "DEP005", "DEP006"),
        find_waiting,
    ),
    Dimension(
        "channels",
        "with whom must it talk, and has it said how?",
        ("COM001", "COM002", "COM003", "COM004", "COM005", "ORG001"),
        find_channels,
    ),
    Dimension(
        "load",
        "does what it carries fit?",
        ("COG001", "COG002", "ORG003", "ORG005", "ORG007"),
        find_load,
    ),
    Dimension(
        "tissue",
        "what binds it, and what relieves it?",
        ("TIS001", "TIS002", "TIS003", "TIS004", "TIS005", "TIS006", "TIS007"),
        find_tissue,
    ),
    Dimension(
        "flow",
        "are its people what work waits for?",
        ("FLO001", "FLO002", "FLO003", "FLO004", "FLO005"),
        find_flow,
    ),
    Dimension(
        "stewardship",
        "does somebody look after its ways of working?",
        ("STW001", "ORG002", "ORG008"),
        find_stewardship,
    ),
    Dimension(
        "accountability",
        "does it answer for results?",
        ("ACC001", "ACC002", "ACC003", "ACC004"),
        find_accountability,
    ),
    Dimension("survey", "what do its people say?", (), find_survey),
)

DIMENSION_OF = {code: dimension.name for dimension in DIMENSIONS for code in dimension.rules}
"""The dimension that a rule colours; the others (the reading's, the head count's, waivers') colour none."""
