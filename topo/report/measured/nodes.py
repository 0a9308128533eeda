"""What is a node of the team graph called?"""

from topo.graph.owners import is_nobodys, service_of
from topo.model.organisation import Organisation


def name_node(organisation: Organisation, node: str) -> str:
    """A team by its id, a service that no team owns with a word on why.

    >>> name_node(Organisation(), "checkout"), name_node(Organisation(), "service:cart")
    ('checkout', 'cart (no team)')
    """
    if not is_nobodys(node):
        return node
    service = organisation.services.get(service_of(node))
    return f"{service_of(node)} ({'external' if service is not None and service.is_external else 'no team'})"
