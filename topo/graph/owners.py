"""Who owns each service, as the graphs see it?

Only an existing team that does not say it has nobody owns a service. Whoever else is named (nobody, somebody
unknown, a group, a person), the service is a node of its own, so that nothing vanishes; so is an external
one, which nobody here owns.
"""

from topo.model.organisation import Organisation
from topo.model.references import resolve
from topo.model.service import Service

_OWNER_KINDS = ("team", "group", "person")
_NOBODYS = "service:"


def find_nodes(organisation: Organisation, services: tuple[str, ...]) -> list[str]:
    """The node of each of these services: the id of the team that owns it, or one of its own."""
    owners: dict[str | None, str | None] = {None: None}
    nodes = []
    for id in services:
        service = organisation.services[id]
        if service.owner not in owners:
            owners[service.owner] = find_owner(organisation, service.owner)
        nodes.append(find_node(service, owners[service.owner]))
    return nodes


def find_node(service: Service, owner: str | None) -> str:
    """The node that a service is part of when the team `owner` owns it, or nobody (None)."""
    return node_of_nobody(service.id) if owner is None or service.is_external else owner


def find_owner(organisation: Organisation, said: str | None) -> str | None:
    """The team that counts as the owner where `said` is written; None for nobody."""
    target = None if said is None else resolve(organisation, said, _OWNER_KINDS)
    if target is None or target.kind != "team" or organisation.teams[target.id].is_empty:
        return None
    return target.id


def node_of_nobody(service: str) -> str:
    """The node of a service that no team owns.

    >>> node_of_nobody("ledger")
    'service:ledger'
    """
    return f"{_NOBODYS}{service}"


def is_nobodys(node: str) -> bool:
    """Whether a node is a service that no team owns (the id of a team has no colon)."""
    return node.startswith(_NOBODYS)


def service_of(node: str) -> str:
    """The service that a node of nobody is."""
    return node.removeprefix(_NOBODYS)
