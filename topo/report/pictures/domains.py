"""Which domains are there, in which is each, and who answers for it?

A tree by `parent`. A card says how a domain is classified, how complex it is, how many services sit in it
directly, and who owns it; with several teams it is shared, with none it is nobody's.
"""

from collections import Counter
from collections.abc import Iterator

from topo.analysis.measures import Measures
from topo.analysis.nesting import Nesting, find_containers
from topo.report.pictures.cards import TEAM_WORDS, find_kind
from topo.report.pictures.grouping import describe_domain_owner
from topo.report.pictures.picture import Edge, Kind, Meaning, Node, Picture, Tie, explain
from topo.report.pictures.wanted import Wanted, narrow
from topo.text import count

_WORDS: dict[Meaning, str] = {
    **{kind: f"owned by a {said}" for kind, said in TEAM_WORDS.items()},
    Kind.ENABLING: "owned by an enabling team",
    Kind.DOMAIN: "owned through its subdomains",
    Kind.SHARED: "shared by several teams: owned by none",
    Kind.NOBODY: "nobody owns it",
    Kind.WAIVED: "nobody owns it, waived",
    Tie.CONTAINS: "contains",
}


def picture_domains(measures: Measures, wanted: Wanted) -> Picture:
    """The picture of the domains and their owners."""
    domains = measures.organisation.domains
    nesting = Nesting(find_containers(measures.organisation, "domain"), domains)
    edges = tuple(Edge(above, id, Tie.CONTAINS) for id, above in sorted(nesting.containers.items()))
    nodes = tuple(_make_nodes(measures))
    notes = tuple(_find_notes(measures))
    picture = Picture("domains", "which domains there are, and who owns them", nodes, edges, notes=notes)
    return explain(narrow(picture, wanted), _WORDS)


def _make_nodes(measures: Measures) -> Iterator[Node]:
    inside = Counter(thing.domain for thing in measures.ownership.things if thing.kind != "domain")
    for id, domain in sorted(measures.organisation.domains.items()):
        owning = measures.ownership.find("domain", id)
        assert owning is not None
        facts = [each for each in (domain.classification, domain.complexity) if each]
        kind, line, alarm = describe_domain_owner(measures, owning)
        if owning.owner is not None:
            kind = find_kind(measures.organisation.teams[owning.owner])
        services = count(inside[id], "service") if inside[id] else "no service of its own"
        lines = [" · ".join(facts) or "complexity not said", services, *([line] if line else [])]
        yield Node(id, kind, domain.label, tuple(lines), (alarm,) if alarm else (), team=owning.owner)


def _find_notes(measures: Measures) -> Iterator[str]:
    if not measures.organisation.domains:
        yield "no domains are declared"
    outside = measures.ownership.by_domain.get(None)
    if measures.organisation.domains and outside is not None:
        yield f"in no domain: {count(outside.total + outside.waived, 'service')}"
