"""Whom does a selector speak of?"""

from collections.abc import Callable
from typing import Any

import pytest

from topo.analysis.selecting import Selecting
from topo.model.organisation import Organisation
from topo.model.selector import Selector

Read = Callable[[str], Organisation]

ESTATE = """
    groups: {retail: {}, shop: {parent: retail}, other: {}}
    teams:
      checkout: {type: stream-aligned, group: shop, tags: [pci]}
      platform: {type: platform, group: "group:other"}
      idle: {type: enabling}
    domains: {commerce: {}, cart: {parent: commerce}, ops: {owner: platform}}
    services:
      cart-api: {owner: checkout, domain: "domain:cart", tier: 1, data: [pii]}
      basket: {owner: "team:checkout", domain: commerce, tier: 2, kind: application, tags: [web, "a:b"]}
      deploy: {owner: platform, lifecycle: experimental}
      nobodys: {domain: cart, tier: 1}
      old: {owner: idle, tier: 4, lifecycle: retired}
"""


@pytest.fixture
def selecting(read: Read) -> Selecting:
    """Selectors over the estate."""
    return Selecting(read(ESTATE))


def select(selecting: Selecting, **keys: Any) -> tuple[set[str], set[str]]:
    """The services and the teams that a selector speaks of."""
    selector = Selector.model_validate(keys)
    organisation = selecting.organisation
    return (
        {id for id, each in organisation.services.items() if selecting.selects_service(selector, each)},
        {id for id, each in organisation.teams.items() if selecting.selects_team(selector, each)},
    )


ALL_SERVICES = {"cart-api", "basket", "deploy", "nobodys", "old"}
ALL_TEAMS = {"checkout", "platform", "idle"}


@pytest.mark.parametrize(
    ("keys", "services", "teams"),
    [
        ({}, ALL_SERVICES, ALL_TEAMS),
        ({"all": "true"}, ALL_SERVICES, ALL_TEAMS),
        ({"team": "checkout"}, {"cart-api", "basket"}, {"checkout"}),
        ({"team": ["team:checkout", "platform"]}, {"cart-api", "basket", "deploy"}, {"checkout", "platform"}),
        ({"team_type": "platform"}, {"deploy"}, {"platform"}),
        ({"group": "retail"}, {"cart-api", "basket"}, {"checkout"}),
        ({"group": "other"}, {"deploy"}, {"platform"}),
        ({"domain": "commerce"}, {"cart-api", "basket", "nobodys"}, {"checkout"}),
        ({"domain": "cart"}, {"cart-api", "nobodys"}, {"checkout"}),
        ({"service": "service:deploy"}, {"deploy"}, {"platform"}),
        ({"kind": "service"}, {"cart-api", "deploy", "nobodys", "old"}, {"checkout", "platform"}),
        ({"tier": "1"}, {"cart-api", "nobodys"}, {"checkout"}),
        ({"tier": ["2", "4"]}, {"basket", "old"}, {"checkout"}),
        ({"lifecycle": "production"}, {"cart-api", "basket", "nobodys"}, {"checkout"}),
        ({"data": "pii"}, {"cart-api"}, {"checkout"}),
        ({"tag": "pci"}, {"cart-api", "basket"}, {"checkout"}),
        ({"tag": "a:b"}, {"basket"}, {"checkout"}),
        ({"tag": "b"}, set(), set()),
        ({"tier": "1", "kind": "application"}, set(), set()),
        ({"team_type": "stream-aligned", "tier": "2"}, {"basket"}, {"checkout"}),
        ({"group": "other", "tier": "1"}, set(), set()),
    ],
)
def test_keys(selecting: Selecting, keys: dict[str, Any], services: set[str], teams: set[str]) -> None:
    """All keys hold for one candidate: a service with its owner, a team alone or with one of its services."""
    assert select(selecting, **keys) == (services, teams)


def test_no_selector_is_everybody(selecting: Selecting) -> None:
    """Absent is not empty."""
    organisation = selecting.organisation
    assert selecting.selects_team(None, organisation.teams["idle"])
    assert selecting.selects_service(None, organisation.services["nobodys"])
    assert selecting.selects_domain(None, "cart")
    assert selecting.selects_group(None, "shop")


def test_a_team_stands_in_for_a_missing_owner(selecting: Selecting) -> None:
    """The owner of a domain speaks for the services in it that nobody owns, and for no others."""
    organisation = selecting.organisation
    checkout, selector = organisation.teams["checkout"], Selector.model_validate({"team": "checkout"})
    nobodys, deploy = organisation.services["nobodys"], organisation.services["deploy"]
    assert not selecting.selects_service(selector, nobodys)
    assert selecting.selects_service(selector, nobodys, stand_in=checkout)
    assert not selecting.selects_service(selector, deploy, stand_in=checkout)


@pytest.mark.parametrize(
    ("keys", "domains"),
    [
        ({"domain": "commerce"}, {"commerce", "cart"}),
        ({"tier": "1"}, {"cart"}),
        ({"team": "checkout"}, {"commerce", "cart"}),
        ({"team": "platform"}, {"ops"}),
        ({"domain": "ops", "team": "checkout"}, set()),
    ],
)
def test_domains(selecting: Selecting, keys: dict[str, Any], domains: set[str]) -> None:
    """By themselves and those above them, by the team that owns them, or by a service in them."""
    organisation = selecting.organisation
    selector = Selector.model_validate(keys)
    owners = {"ops": organisation.teams["platform"]}
    found = {
        id for id in organisation.domains if selecting.selects_domain(selector, id, owner=owners.get(id))
    }
    assert found == domains


def test_groups(selecting: Selecting) -> None:
    """By themselves or one above them; what speaks of teams or services too is about no group."""
    assert selecting.selects_group(Selector.model_validate({"group": "retail"}), "shop")
    assert not selecting.selects_group(Selector.model_validate({"group": "shop"}), "retail")
    assert not selecting.selects_group(Selector.model_validate({"group": "retail", "tier": "1"}), "shop")


def test_groups_in_a_ring(read: Read) -> None:
    """Looking upwards ends where it began."""
    organisation = read("groups: {a: {parent: b}, b: {parent: a}}\nteams: {one: {group: a}}")
    selector = Selector.model_validate({"group": "b"})
    assert Selecting(organisation).selects_team(selector, organisation.teams["one"])
