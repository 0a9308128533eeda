"""Does a selector speak of a thing, whatever kind of thing it is?"""

from topo.analysis.measures import Measures
from topo.model.base import Entity
from topo.model.selector import Selector
from topo.model.service import Service
from topo.model.team import Team


def speaks_of(selector: Selector, kind: str, thing: Entity, measures: Measures) -> bool:
    """Whether `selector` speaks of a thing of `kind`; of one that nobody owns only where it is everything."""
    selecting, owner = measures.selecting, find_owner(kind, thing, measures)
    if isinstance(thing, Service):
        return selecting.selects_service(selector, thing, stand_in=owner)
    if isinstance(thing, Team):
        return selecting.selects_team(selector, thing)
    if kind == "domain":
        return selecting.selects_domain(selector, thing.id, owner=owner)
    if kind == "group":
        return selecting.selects_group(selector, thing.id)
    return selector.is_everything if owner is None else selecting.selects_team(selector, owner)


def find_owner(kind: str, thing: Entity, measures: Measures) -> Team | None:
    """The team that owns a thing, else the owner of the domain that it stands in."""
    owning = measures.ownership.find(kind, thing.id)
    if owning is None:
        return None
    domain = measures.ownership.find("domain", owning.domain) if owning.domain is not None else None
    team = owning.owner or (domain.owner if domain is not None else None)
    return None if team is None else measures.organisation.teams[team]
