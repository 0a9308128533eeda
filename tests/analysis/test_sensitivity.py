"""Is it said honestly how much of a ranking hangs on weights?"""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.conftest import Read
from tests.analysis.estates import Tree, build, trees
from tests.analysis.shipped import weights_of
from topo.analysis.measures import Measures
from topo.analysis.reweighing import count_entries, find_contests, weigh
from topo.analysis.sensitivity import Ranking, Sensitivity, draw_weights, measure_sensitivity

PROFILES = (
    "accountability",
    "channels",
    "cognitive-load",
    "dependencies",
    "ownership",
    "readiness",
    "tissue",
)
WEIGHTS = {profile: weights_of(profile) for profile in PROFILES}
TODAY = date(2026, 12, 1)

SHOP = """
topo: 1
teams:
  cart: {size: 5}
  pay: {size: 5}
  stock: {size: 5}
  web: {size: 5}
domains:
  a: {complexity: complex}
  b: {complexity: simple}
  c: {complexity: simple}
  d: {complexity: complicated}
  e: {complexity: complicated}
services:
  cart-api: {owner: cart, domain: a, depends_on: [{service: pay-api, via: release}, stock-api]}
  pay-api: {owner: pay, domain: d, depends_on: [{service: stock-api, via: data}, cart-api]}
  pay-ui: {owner: pay, domain: e}
  stock-api: {owner: stock, domain: b, depends_on: [{service: cart-api, via: data}, pay-api]}
  stock-ui: {owner: stock, domain: c}
  lost: {domain: b, tier: 1}
  found: {domain: c, tier: 2}
"""


def measures(organisation: object) -> Measures:
    """The measures of an organisation by the shipped profiles."""
    return Measures(organisation, TODAY, WEIGHTS)  # type: ignore[arg-type]


def find(sensitivity: Sensitivity, name: str) -> Ranking:
    """The ranking of this name."""
    return next(each for each in sensitivity.rankings if each.name == name)


def test_a_clear_order(read: Read) -> None:
    """Two complicated domains outweigh two simple ones under any draw, and a complex one nearly so."""
    ranking = find(measure_sensitivity(measures(read(SHOP))), "teams by domain points")
    assert [(each.id, each.amount) for each in ranking.places] == [
        ("pay", 4.0),
        ("cart", 3.0),
        ("stock", 2.0),
        ("web", 0.0),
    ]
    assert ranking.places[2].holds == 1.0
    assert [each.is_clear for each in ranking.places] == [True, True, True, True]
    assert ranking.is_clear
    assert ranking.places[-1].holds is None


def test_equal_numbers(read: Read) -> None:
    """What is level has no clear order, whether it is made of the same things or of others."""
    ranking = find(measure_sensitivity(measures(read(SHOP))), "teams by outgoing load")
    cart, pay, stock = ranking.places
    assert (cart.id, cart.amount, cart.is_clear) == ("cart", 1.3, True)
    assert (pay.amount, stock.amount) == (pytest.approx(0.9), pytest.approx(0.9))
    assert (pay.holds, pay.is_clear) == (0.0, False)
    assert ranking.holds == 0.0
    assert ranking.unranked == ("web",)


def test_a_close_call() -> None:
    """A dependency of 0.3 against one of 0.2 holds in most draws, and not in all."""
    services = {
        "a": {"id": "a", "owner": "one", "depends_on": [{"service": "c"}]},
        "b": {"id": "b", "owner": "two", "depends_on": [{"service": "c", "via": "async"}]},
        "c": {"id": "c", "owner": "three"},
    }
    tree = {"teams": {id: {"id": id} for id in ("one", "two", "three")}, "services": services}
    ranking = find(measure_sensitivity(measures(build(tree))), "teams by outgoing load")
    share = ranking.places[0].holds
    assert share is not None
    assert 0.9 < share < 1.0


def test_unowned_things(read: Read) -> None:
    """A tier-1 service that nobody owns outweighs a tier-2 one in most draws."""
    ranking = find(measure_sensitivity(measures(read(SHOP))), "domains by what nobody owns in them")
    assert [(each.id, each.amount) for each in ranking.places] == [("b", 4.0), ("c", 3.0)]


def test_channels_and_relief(read: Read) -> None:
    """A collaboration outweighs a service in any draw; what relieves by ticket counts half."""
    text = """
    topo: 1
    teams:
      cart: {size: 5, type: stream-aligned}
      pay: {size: 5, type: stream-aligned}
      infra: {size: 5, type: platform}
    interactions:
      - {mode: collaboration, between: [cart, pay]}
      - {mode: x-as-a-service, provider: infra, consumers: [cart]}
    tissue:
      capabilities:
        ci: {provider: infra, mode: ticket, relieves: [build], serves: {team: pay}}
        cd: {provider: infra, mode: x-as-a-service, relieves: [build, deploy], serves: {team: cart}}
    """
    sensitivity = measure_sensitivity(measures(read(text)))
    channels = find(sensitivity, "teams by channels to others")
    assert [(each.id, each.amount) for each in channels.places] == [
        ("cart", 26.0),
        ("pay", 26.0),
        ("infra", 2.0),
    ]
    relief = find(sensitivity, "teams by relieved areas")
    assert [(each.id, each.amount, each.holds) for each in relief.places] == [
        ("cart", 2.0, 1.0),
        ("pay", 0.5, None),
    ]


def test_more_than_is_shown(read: Read) -> None:
    """The last place shown is compared with who comes next."""
    ranking = find(measure_sensitivity(measures(read(SHOP)), top=2), "teams by domain points")
    assert [each.id for each in ranking.places] == ["pay", "cart"]
    assert ranking.places[-1].holds is not None
    assert ranking.holds == ranking.places[0].holds
    assert ranking.ranked == 4


def test_nothing_to_rank(read: Read) -> None:
    """An empty model ranks nothing, and says of no order that it holds."""
    for ranking in measure_sensitivity(measures(read("topo: 1"))).rankings:
        assert (ranking.places, ranking.holds, ranking.is_clear) == ((), None, None)


def test_one_seed(read: Read) -> None:
    """The same seed gives the same answer; progress hears of every draw of every ranking."""
    told: list[tuple[int, int]] = []
    shop = measures(read(SHOP))
    first = measure_sensitivity(shop, draws=20, seed=7, progress=lambda *done: told.append(done))
    assert first == measure_sensitivity(shop, draws=20, seed=7)
    assert told == [(done, 120) for done in range(1, 121)]


def test_another_entry() -> None:
    """An entry more draws nothing else for the others."""
    alone = [each["a"] for each in draw_weights({"a": 2.0}, draws=5)]
    assert alone == [each["a"] for each in draw_weights({"a": 2.0, "b": 1.0}, draws=5)]
    assert all(1.5 <= each <= 2.5 for each in alone)


@given(trees, st.integers(0, 9))
@settings(max_examples=25)
def test_weighing_again(tree: Tree, seed: int) -> None:
    """Weighing the parts again comes to what measuring again under the drawn weights comes to."""
    organisation = build(tree)
    base = measures(organisation)
    entries = {f"{profile}.{name}": value for profile in PROFILES for name, value in WEIGHTS[profile].items()}
    drawn = next(draw_weights(entries, draws=1, seed=seed))
    again = {profile: {name: drawn[f"{profile}.{name}"] for name in WEIGHTS[profile]} for profile in PROFILES}
    then = Measures(organisation, TODAY, again)
    anew = {
        contest.name: {each.id: each.number.amount for each in contest.candidates}
        for contest in find_contests(then)
    }
    for contest in find_contests(base):
        found = {each.id: weigh(count_entries(each.number, WEIGHTS), drawn) for each in contest.candidates}
        assert found == pytest.approx(anew[contest.name])
