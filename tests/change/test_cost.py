"""Does a change cost what it costs, and nothing else?"""

from hypothesis import given
from hypothesis import strategies as st

from tests.change.comparing import make, put_beside, put_one, script, step
from tests.change.scripting import scripts
from tests.strategies import organisations
from topo.analysis.parts import sum_parts
from topo.change.comparison.contender import Contender
from topo.change.cost import Cost
from topo.model.organisation import Organisation

TODAY = make(
    teams={
        "shop": {"members": ["ana", "bo"], "manager": "lee"},
        "pay": {"members": ["cy"], "manager": "lee"},
        "core": {"roles": {"engineer": 4}, "manager": "kim"},
        "ops": {"roles": {"engineer": 2}},
    },
    people={
        "ana": {"knows": ["cart"]},
        "bo": {},
        "cy": {"knows": ["money"]},
        "lee": {},
        "kim": {},
    },
    domains={"cart": {"owner": "shop"}, "money": {"owner": "pay"}},
    services={
        "cart-api": {"owner": "shop", "domain": "cart", "depends_on": [{"service": "ledger"}]},
        "basket": {"owner": "shop", "domain": "cart", "depends_on": [{"service": "cart-api"}]},
        "ledger": {"owner": "pay", "domain": "money"},
    },
)


def tell(cost: Cost) -> dict[str, float]:
    """What costs something."""
    return {name: number.amount for name, number in cost.numbers.items() if number.amount}


def test_doing_nothing_costs_nothing() -> None:
    """And all of it is known where people and what they know are named."""
    cost = put_one(TODAY).cost
    assert cost.is_nothing
    assert all(number.amount == 0 for number in cost.numbers.values())


def test_people_who_change_team() -> None:
    """By heads, with their ramp-up: three months at half."""
    cost = put_one(TODAY, step("move-people", from_="core", to="ops", roles={"engineer": 2})).cost
    assert tell(cost) == {"people_moved": 2, "ramp_up": 3.0}
    assert [part.label for part in cost.people_moved.parts] == ["2 × engineer: core → ops"]
    assert cost.ramp_up.parts[0].weighed_by == "change.ramp-up-months"


def test_hires_are_up_to_speed_as_late_as_others() -> None:
    """They change no team; who leaves has nothing to learn."""
    hired = put_one(TODAY, step("add-people", team="ops", roles={"engineer": 1})).cost
    assert tell(hired) == {"hires": 1, "ramp_up": 1.5}
    assert tell(put_one(TODAY, step("remove-people", team="ops", roles={"engineer": 1})).cost) == {
        "leavers": 1
    }


def test_a_service_that_changes_owner() -> None:
    """What was a call inside a team is one across from then on; who knows it is left behind."""
    cost = put_one(TODAY, step("move-service", service="basket", to="core")).cost
    assert tell(cost) == {"services_moved": 1, "new_pairs": 1, "new_dependencies": 1, "knowledge_lost": 1}
    assert [part.label for part in cost.services_moved.parts] == ["basket: shop → core"]
    assert [part.label for part in cost.new_dependencies.parts] == ["basket → cart-api (core on shop)"]
    assert [part.label for part in cost.knowledge_lost.parts] == ["ana knows basket: shop → core"]


def test_somebody_who_knows_goes_with_it() -> None:
    """Then the knowledge of it stays, and that of what stays behind leaves."""
    steps = (
        step("move-service", service="basket", to="pay"),
        step("move-people", from_="shop", to="pay", members=["ana"]),
    )
    lost = [part.label for part in put_one(TODAY, *steps).cost.knowledge_lost.parts]
    assert lost == ["ana knows cart: shop → shop", "ana knows cart-api: shop → shop"]


def test_what_nobody_owned_changes_no_hands() -> None:
    """An owner for what had none is no hand-over."""
    today = make(teams={"a": {"size": 3}}, services={"cart": {}})
    assert "services_moved" not in tell(put_one(today, step("move-service", service="cart", to="a")).cost)


def test_managers_who_change() -> None:
    """A team with another one, and one whose teams are all gone."""
    cost = put_one(TODAY, step("set-manager", team="shop", to="kim")).cost
    assert [part.label for part in cost.managers_changed.parts] == ["shop: lee → kim"]
    gone = put_one(TODAY, step("dissolve-team", team="core", people_to={"ops": {"engineer": 4}})).cost
    assert [part.label for part in gone.managers_changed.parts] == ["kim manages no team any more"]
    assert [part.label for part in gone.teams_gone.parts] == ["core"]


def test_a_rename_costs_nothing() -> None:
    """Teams, services, domains and people are who they were."""
    steps = [
        step("rename", kind=kind, from_=id, to=f"new-{id}")
        for kind, id in (
            *(("team", "shop"), ("service", "basket"), ("domain", "cart"), ("person", "ana")),
            *(("person", "lee"), ("team", "core")),
        )
    ]
    assert tell(put_one(TODAY, *steps).cost) == {}


def test_knowledge_is_not_assessed_where_nobody_is_named() -> None:
    """Missing is not zero: teams that are counted do not tell who is there."""
    counted = make(teams={"a": {"size": 3}}, people={"bo": {"knows": ["cart"]}}, domains={"cart": {}})
    assert put_one(counted).cost.knowledge_lost.missing == ("no team lists its members",)
    silent = make(teams={"a": {"members": ["bo"]}}, people={"bo": {}})
    assert put_one(silent).cost.knowledge_lost.missing == ("nobody is said to know anything",)


def test_there_and_back_costs_something_in_each_phase_alone() -> None:
    """In all nothing has changed."""
    there = step("move-service", service="basket", to="core"), step("set-manager", team="shop", to="kim")
    back = step("move-service", service="basket", to="shop"), step("set-manager", team="shop", to="lee")
    contender = put_beside(TODAY, script("try", there, back)).contenders[0]
    assert contender.cost.is_nothing
    assert [each.cost.services_moved.amount for each in contender.phases] == [1, 1]


SUMS = (
    "people_moved",
    "hires",
    "leavers",
    "services_moved",
    "domains_moved",
    "new_pairs",
    "new_dependencies",
)


@given(organisations(least=1, most=3), st.data())
def test_phases_cost_at_least_what_the_whole_costs(organisation: Organisation, data: st.DataObject) -> None:
    """Whatever is undone later is paid twice; parts add up exactly, and no cost is below nothing."""
    written = data.draw(scripts(organisation))
    contender: Contender = put_beside(organisation, written).contenders[0]
    for name, number in contender.cost.numbers.items():
        assert number.amount is None or number.amount >= 0
        assert number.amount is None or number.amount == sum_parts(number.parts)
        if name in SUMS:
            phases = [each.cost.numbers[name].amount or 0.0 for each in contender.phases]
            assert sum(phases) >= (number.amount or 0.0) - 1e-9, name
