"""Which team waits on which, and which group?

Services are collapsed to their owners, and what they wait on is added up; teams are collapsed to groups.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from topo.graph.owners import find_nodes, is_nobodys
from topo.graph.reprojecting import Reprojection
from topo.graph.sharing import share
from topo.graph.teams import NO_TIE, TeamGraph, Tie, Ties, add_ties
from topo.graph.views import ServiceGraph, view_services
from topo.graph.weights import BLOCKING, Weights
from topo.model.organisation import Organisation
from topo.model.references import resolve


def view_teams(
    organisation: Organisation, weights: Mapping[str, float], *, before: TeamGraph | None = None
) -> TeamGraph:
    """The team graph of an organisation, by the weights of the profile `dependencies`.

    `before` is the graph of an earlier organisation, of which is taken over what did not change.
    """
    services = view_services(organisation, before=None if before is None else before.services)
    nodes = find_nodes(organisation, services.ids)
    exact = Weights.of(weights)
    if before is None or exact != before.weights:
        return project_teams(organisation, services, nodes, exact)
    if services.ids != before.services.ids:
        return project_again(organisation, services, nodes, before)
    moves = [(number, node) for number, node in enumerate(nodes) if node != before.nodes[number]]
    return Reprojection(before).rewait(services).move(moves).freeze(organisation)


def project_teams(
    organisation: Organisation, services: ServiceGraph, nodes: Iterable[str], weights: Weights
) -> TeamGraph:
    """The services of an organisation collapsed to `nodes`, one for each service."""
    nodes = tuple(nodes)
    single = [
        Tie(units, 1, units * (entry in BLOCKING), entry in BLOCKING)
        for entry, units in enumerate(weights.units)
    ]
    ties: dict[str, dict[str, Tie]] = {}
    internal: dict[str, int] = {}
    for node, waits in zip(nodes, services.waits, strict=True):
        others = ties.setdefault(node, {})
        for target, entry in waits:
            other = nodes[target]
            if other == node:
                internal[node] = internal.get(node, 0) + weights.units[entry]
            elif other in others:
                others[other] = add_ties(others[other], single[entry])
            else:
                others[other] = single[entry]
    marks = {node: object() for node in ties}
    ties = {node: others for node, others in ties.items() if others}
    shared = share(services, nodes)
    return TeamGraph(organisation, services, weights, nodes, ties, _reverse(ties), shared, internal, marks)


def project_again(
    organisation: Organisation, services: ServiceGraph, nodes: Iterable[str], before: TeamGraph
) -> TeamGraph:
    """The graph when there are other services than before: the marks of nodes that it does not touch stay."""
    graph = project_teams(organisation, services, nodes, before.weights)
    touched: set[str] = set()
    for id in _find_touched(before, graph):
        touched |= _find_around(before, id) | _find_around(graph, id)
    marks = {
        node: before.marks[node] if node in before.marks and node not in touched else mark
        for node, mark in graph.marks.items()
    }
    return replace(graph, marks=marks)


def _find_touched(before: TeamGraph, after: TeamGraph) -> Iterator[str]:
    """The services that are not as they were: new, gone, of another node, or waiting on others."""
    was, now = before.services, after.services
    yield from was.numbers.keys() ^ now.numbers.keys()
    for id, number in now.numbers.items():
        then = was.numbers.get(id)
        if then is not None and (
            before.nodes[then] != after.nodes[number] or not _is_alike(was, then, now, number)
        ):
            yield id


def _is_alike(was: ServiceGraph, then: int, now: ServiceGraph, number: int) -> bool:
    """Whether a service that has another number waits on the same ones as before, said in the same way."""
    one, other = was.waits[then], now.waits[number]
    return len(one) == len(other) and all(
        entry == its_entry
        and was.ids[target] == now.ids[its_target]
        and was.said.get((then, target)) == now.said.get((number, its_target))
        for (target, entry), (its_target, its_entry) in zip(one, other, strict=True)
    )


def _find_around(graph: TeamGraph, id: str) -> set[str]:
    """The nodes of a service, of what it is tied to, and of what it is released with."""
    services = graph.services
    number = services.numbers.get(id)
    if number is None:
        return set()
    place = services.deployables_of.get(number)
    parts = () if place is None else services.deployables[place].parts
    ends = (*services.waits[number], *services.waited_on[number])
    return {graph.nodes[each] for each in (number, *parts, *(other for other, _ in ends))}


def _reverse(ties: Ties) -> dict[str, dict[str, Tie]]:
    reverse: dict[str, dict[str, Tie]] = {}
    for node, others in ties.items():
        for other, tie in others.items():
            if other in reverse:
                reverse[other][node] = tie
            else:
                reverse[other] = {node: tie}
    return reverse


def project_groups(graph: TeamGraph, organisation: Organisation) -> dict[str, dict[str, Tie]]:
    """The dependencies between groups: teams collapsed to the group they belong to (`group:commerce`).

    A team without a group, and a service of nobody, stays as it is.
    """

    def group_of(node: str) -> str:
        said = None if is_nobodys(node) else organisation.teams[node].group
        target = None if said is None else resolve(organisation, said, ("group",))
        return node if target is None else f"group:{target.id}"

    return collapse(graph.ties, group_of)


def collapse(ties: Ties, into: Callable[[str], str]) -> dict[str, dict[str, Tie]]:
    """Ties between what the nodes collapse into; those inside one are left out."""
    found: dict[str, dict[str, Tie]] = {}
    for node in sorted(ties):
        here = into(node)
        for other, tie in sorted(ties[node].items()):
            there = into(other)
            if here != there:
                others = found.setdefault(here, {})
                others[there] = add_ties(tie, others.get(there, NO_TIE))
    return found
