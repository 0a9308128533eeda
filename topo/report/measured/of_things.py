"""What is there to know of one service, domain, person, product or stream, in a sentence each?"""

from collections.abc import Callable, Iterator, Mapping

from topo.analysis.heads import find_teams_of_people
from topo.analysis.ownership import Gap, Owning, State
from topo.report.measured.amounts import show_amount
from topo.report.measured.asked import Asked
from topo.report.measured.of_stream import find_stream_lines
from topo.report.sheets.sheet import Line
from topo.rules.naming import joined

MOST_NAMED = 12
_WHY: Mapping[Gap, str] = {
    Gap.NOBODY: "nobody",
    Gap.UNKNOWN: "nobody: {said} does not exist",
    Gap.UNREADABLE: "cannot be read",
    Gap.GROUP: "no team: {said} is a group",
    Gap.PERSON: "no team: {said} is a person",
    Gap.EMPTY: "nobody: the team {said} is empty",
    Gap.CONFLICT: "nobody: several teams claim it",
    Gap.SHARED: "shared by {teams}",
}


def find_lines(asked: Asked, of: str, id: str) -> Iterator[Line]:
    """The sentences about one thing; teams have a page of their own."""
    for label, text in _FINDERS[of](asked, id):
        if text:
            yield Line(label, text)


def say_owner(owning: Owning | None) -> str:
    """Who owns a thing, or why nobody does."""
    if owning is None:
        return "in no measure: retired or external"
    waived = " (waived)" if owning.state is State.WAIVED else ""
    if owning.owner is not None:
        return owning.owner
    if owning.gap is None:
        return f"its subdomains' owners: {joined(owning.teams)}"
    return _WHY[owning.gap].format(said=owning.said, teams=joined(owning.teams)) + waived


def _find_service(asked: Asked, id: str) -> Iterator[tuple[str, str]]:
    service, graph = asked.measures.organisation.services[id], asked.measures.team_graph
    yield "owner", say_owner(asked.measures.ownership.find("service", id))
    yield "domain", service.domain or ""
    yield "tier", "" if service.tier is None else str(service.tier)
    number = graph.services.numbers.get(id)
    if number is not None:
        yield "waits on", _name_waits(asked, [other for other, _ in graph.services.waits[number]])
        yield "waited on by", _name_waits(asked, [other for other, _ in graph.services.waited_on[number]])
        place = graph.services.deployables_of.get(number)
        if place is not None:
            deployable = graph.services.deployables[place]
            others = [graph.services.ids[part] for part in deployable.parts if part != number]
            yield "released with", joined(sorted(others), most=MOST_NAMED)
    yield "known by", joined(asked.measures.bus_factors.services.get(id, ()), most=MOST_NAMED)


def _name_waits(asked: Asked, numbers: list[int]) -> str:
    """Services with their owners."""
    ids = sorted({asked.measures.team_graph.services.ids[number] for number in numbers})
    owners = asked.measures.owners.teams
    return joined((f"{id} ({owners.get(id, 'no team')})" for id in ids), most=MOST_NAMED)


def _find_domain(asked: Asked, id: str) -> Iterator[tuple[str, str]]:
    domain = asked.measures.organisation.domains[id]
    yield "owner", say_owner(asked.measures.ownership.find("domain", id))
    yield "is", ", ".join(filter(None, (domain.classification, domain.complexity)))
    yield "part of", domain.parent or ""
    parts = sorted(each.id for each in asked.measures.organisation.domains.values() if each.parent == id)
    yield "subdomains", joined(parts, most=MOST_NAMED)
    inside = asked.measures.standing_in.get(id, ())
    yield "services", joined((f"{each.id} ({say_owner(each)})" for each in inside), most=MOST_NAMED)
    carriers = [team for team, carried in asked.measures.carried.items() if id in carried.domains]
    yield "carried by", joined(carriers, most=MOST_NAMED)
    yield "known by", joined(asked.measures.bus_factors.domains.get(id, ()), most=MOST_NAMED)
    yield "products", joined(asked.measures.product_map.holders.get(id, ()), most=MOST_NAMED)


def _find_person(asked: Asked, id: str) -> Iterator[tuple[str, str]]:
    person, spans = asked.measures.organisation.people[id], asked.measures.spans
    yield "roles", ", ".join(person.roles)
    yield "in", joined(find_teams_of_people(asked.measures.organisation).get(id, ()), most=MOST_NAMED)
    if id in spans.managers:
        teams = spans.managers[id].teams.parts
        yield "manages", joined((part.label for part in teams), most=MOST_NAMED)
    if id in spans.stewards:
        aspects = spans.stewards[id].aspects.items()
        yield (
            "looks after",
            joined((f"{team} ({', '.join(said)})" for team, said in aspects), most=MOST_NAMED),
        )
    yield "knows", joined(person.knows, most=MOST_NAMED)


def _find_product(asked: Asked, id: str) -> Iterator[tuple[str, str]]:
    held = asked.measures.product_map.find(id)
    assert held is not None
    yield "group", held.group or ""
    yield "funding", held.funding or ""
    for label, number in (("domains", held.domains), ("services", held.services), ("teams", held.teams)):
        names = joined((part.label for part in number.parts), most=MOST_NAMED)
        yield label, f"{show_amount(number.amount or 0.0)}{': ' if names else ''}{names}"


_FINDERS: Mapping[str, Callable[[Asked, str], Iterator[tuple[str, str]]]] = {
    "service": _find_service,
    "domain": _find_domain,
    "person": _find_person,
    "product": _find_product,
    "stream": find_stream_lines,
}
