"""Whom does a selector reach, asked of the whole organisation at once?"""

from collections.abc import Callable

from hypothesis import given, settings

from tests.strategies import organisations
from topo.analysis.owners import Owners
from topo.analysis.reaching import Reached, Reaching
from topo.analysis.selecting import Selecting
from topo.model.organisation import Organisation
from topo.model.selector import Selector

Read = Callable[[str], Organisation]

MODEL = """
teams:
  a: {size: 3, type: stream-aligned, tags: [red]}
  b: {size: 3}
domains:
  shop: {}
  cart: {parent: shop, owner: b}
services:
  one: {owner: a, tier: 1, domain: shop}
  two: {owner: a, tier: 2, tags: [blue]}
  gone: {owner: a, tier: 3, lifecycle: retired}
  vendor: {owner: a, tier: 4, kind: external}
  nobodys: {tier: 4}
"""


def find(read: Read, **wanted: object) -> Reached:
    """Whom a selector reaches in the model above."""
    return Reaching(Owners(read(MODEL))).find(Selector.model_validate(wanted))


def test_everybody(read: Read) -> None:
    """An absent selector, and one that narrows nothing, speak of all teams and all that counts."""
    reaching = Reaching(Owners(read(MODEL)))
    everybody = reaching.find(None)
    assert everybody == reaching.find(Selector(all=True))
    assert everybody.teams == everybody.alone == {"a", "b"}
    assert everybody.services == {"one", "two", "nobodys"}
    assert everybody.domains == {"shop", "cart"}


def test_through_a_service(read: Read) -> None:
    """The team with its service, not the team alone."""
    reached = find(read, tier=1)
    assert (reached.teams, reached.alone, reached.services) == ({"a"}, set(), {"one"})


def test_through_a_domain_that_it_owns(read: Read) -> None:
    """A domain's owner is reached without any service in it, also through what the domain is a part of."""
    assert find(read, domain="shop").teams == {"a", "b"}
    assert find(read, domain="cart").teams == {"b"}


def test_all_keys_hold_for_one_service(read: Read) -> None:
    """Two services that hold one each are no match; a team's key counts for each of its services."""
    assert find(read, tier=1, tag="blue").is_nobody
    assert find(read, tier=2, tag=["red", "blue"]).services == {"two"}
    assert find(read, tier=1, team_type="stream-aligned").teams == {"a"}
    assert find(read, tier=1, team="b").is_nobody


def test_what_nobody_owns(read: Read) -> None:
    """It is reached, and no team is; retired and external services are not."""
    reached = find(read, tier=[3, 4])
    assert (reached.teams, reached.services, reached.is_nobody) == (set(), {"nobodys"}, False)


def test_a_team_as_a_whole(read: Read) -> None:
    """By itself, or by all of its services; a team without services only by itself."""
    reaching = Reaching(Owners(read(MODEL)))
    covered = {
        text: [team for team in "ab" if reaching.covers(reaching.find(Selector.model_validate(said)), team)]
        for text, said in {
            "one": {"tier": 1},
            "both": {"tier": [1, 2]},
            "itself": {"team": "a"},
            "domain": {"domain": "cart"},
            "all": {},
        }.items()
    }
    assert covered == {"one": [], "both": ["a"], "itself": ["a"], "domain": [], "all": ["a", "b"]}


def test_a_selector_that_names_nothing(read: Read) -> None:
    """Whom it is meant for is unknown; a word that nothing has is no name."""
    reaching = Reaching(Owners(read(MODEL)))
    assert reaching.is_dangling(Selector(team=("a", "gone")))
    assert not reaching.is_dangling(Selector(tag=("gone",)))
    assert not reaching.is_dangling(None)


@settings(max_examples=30)
@given(organisations())
def test_the_same_as_one_at_a_time(organisation: Organisation) -> None:
    """A service is reached exactly where the selector speaks of it with its team."""
    owners = Owners(organisation)
    reaching, selecting = Reaching(owners), Selecting(organisation)
    selectors = [each.applies_to for each in organisation.tissue.guardrails.values()]
    selectors += [each.serves for each in organisation.tissue.capabilities.values()]
    for selector in selectors:
        reached = reaching.find(selector)
        for id, service in owners.services.items():
            owner = selecting.owner_of(service)
            if owner is None or not owner.is_empty:
                assert (id in reached.services) == selecting.selects_service(selector, service)
        assert all(selecting.selects_team(selector, organisation.teams[team]) for team in reached.alone)
