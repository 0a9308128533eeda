from collections.abc import Callable

from topo.report.pictures.picture import Kind, Picture

Make = Callable[..., Picture]

MODEL = {
    "groups": {"retail": {}},
    "people": {"bo": {}},
    "teams": {"shop": {"size": 5, "group": "retail"}, "pay": {}, "idle": {}},
    "domains": {"sales": {"owner": "shop"}, "orders": {}},
    "services": {
        "cart": {"owner": "shop", "domain": "sales", "tier": 1, "depends_on": [{"service": "gateway"}]},
        "gateway": {"owner": "pay", "domain": "orders"},
        "order": {"owner": "shop", "domain": "orders", "kind": "module"},
        "ledger": {"tier": 2, "domain": "orders"},
        "rates": {"owner": "bo"},
        "told": {"waivers": [{"rule": "OWN001", "until": "2027-03-31", "why": "soon"}]},
        "mail": {"kind": "external"},
        "gone": {"lifecycle": "retired"},
    },
    "tissue": {
        "guardrails": {"pii": {"owner": "pay"}},
        "capabilities": {"road": {}},
        "data": {"facts": {"owner": "shop"}},
    },
}


def test_what_nobody_owns_stands_first(picture: Make) -> None:
    """Each thing with its kind and why, then what is waived and what is shared."""
    made = picture("ownership", MODEL)
    assert [(node.id, node.kind) for node in made.nodes[:3]] == [
        ("nobody", Kind.NOBODY),
        ("nobody, waived", Kind.WAIVED),
        ("shared", Kind.SHARED),
    ]
    nobody, waived, shared = made.nodes[:3]
    assert nobody.title == "nobody: 3 things"
    assert nobody.items == (
        "ledger · tier\u00a02",
        "rates: no team: `bo` is a person",
        "capability road",
    )
    assert waived.items == ("told",)
    assert shared.items == ("domain orders: pay, shop",)


def test_what_each_team_owns(picture: Make) -> None:
    """A card each, also for a team that owns nothing."""
    cards = {node.id: node for node in picture("ownership", MODEL).nodes}
    assert cards["shop"].items == ("cart · tier\u00a01", "module order", "domain sales", "data product facts")
    assert cards["pay"].items == ("gateway", "guardrail pii")
    assert cards["idle"].lines == ("size not said", "owns nothing")


def test_how_much_is_owned(picture: Make) -> None:
    """As the coverage of the check counts; rounded down, so that only all is 100 %."""
    assert picture("ownership", MODEL).notes == ("3 of 5 services and modules owned (60 %), 1 waived",)


def test_by_domain_each_has_cards_of_its_own(picture: Make) -> None:
    """A team in each domain where it owns something, and so nobody."""
    made = picture("ownership", MODEL, group_by="domain")
    assert {(node.id, node.box) for node in made.nodes if node.box == "box domain orders"} == {
        ("nobody box domain orders", "box domain orders"),
        ("shared box domain orders", "box domain orders"),
        ("pay box domain orders", "box domain orders"),
        ("shop box domain orders", "box domain orders"),
    }
    assert [(box.id, box.kind) for box in made.boxes] == [
        ("box domain orders", Kind.SHARED),
        ("box domain sales", Kind.DOMAIN),
    ]


def test_the_surroundings_of_a_team(picture: Make) -> None:
    """The teams that it waits on and those that wait on it, and what nobody owns."""
    assert [node.id for node in picture("ownership", MODEL, focus="shop").nodes] == ["nobody", "pay", "shop"]
    assert [node.id for node in picture("ownership", MODEL, focus="idle").nodes] == ["nobody", "idle"]


def test_a_long_list_is_counted(picture: Make) -> None:
    """A card lists some and says how many more there are; nobody's is listed further."""
    services = {f"s{number:02}": {"owner": "shop"} for number in range(40)}
    services |= {f"n{number:02}": {} for number in range(50)}
    made = picture("ownership", {"teams": {"shop": {}}, "services": services})
    nobody, shop = made.nodes
    assert len(nobody.items) == 50
    assert shop.items[-1] == "… and 25 more"
