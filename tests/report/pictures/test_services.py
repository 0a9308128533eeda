from collections.abc import Callable

from topo.report.pictures.picture import Kind, Picture, Tie

Make = Callable[..., Picture]

MODEL = {
    "groups": {"retail": {}},
    "teams": {"shop": {"type": "stream-aligned", "size": 5, "group": "retail"}, "pay": {}},
    "domains": {"sales": {"owner": "shop"}, "carts": {"parent": "sales"}},
    "services": {
        "cart": {
            "owner": "shop",
            "domain": "carts",
            "kind": "module",
            "tier": 1,
            "part_of": "core",
            "depends_on": [{"service": "web"}, {"service": "gateway", "via": "shared-code"}],
        },
        "web": {"owner": "shop", "depends_on": [{"service": "mail", "via": "async"}]},
        "core": {"owner": "pay", "kind": "monolith"},
        "gateway": {"owner": "pay", "lifecycle": "deprecated"},
        "ledger": {"depends_on": [{"service": "gone"}, {"service": "nowhere"}]},
        "mail": {"kind": "external"},
        "gone": {"lifecycle": "retired"},
    },
}


def test_services_stand_with_their_owners(picture: Make) -> None:
    """Those of nobody in a box of nobody, external ones in none, retired ones nowhere."""
    made = picture("services", MODEL)
    assert {node.id: node.box for node in made.nodes} == {
        "cart": "box team shop",
        "core": "box team pay",
        "gateway": "box team pay",
        "ledger": "box nobody",
        "mail": None,
        "web": "box team shop",
    }
    boxes = {box.id: (box.kind, box.title) for box in made.boxes}
    assert boxes["box nobody"] == (Kind.NOBODY, "nobody")
    assert boxes["box team shop"] == (Kind.STREAM_ALIGNED, "shop")


def test_what_a_service_says(picture: Make) -> None:
    """What is usual is not said: a service in production."""
    lines = {node.id: (node.lines, node.alarms) for node in picture("services", MODEL).nodes}
    assert lines["cart"] == (("module · tier 1",), ())
    assert lines["gateway"] == (("deprecated",), ())
    assert lines["web"] == ((), ())
    assert lines["ledger"] == ((), ("nobody",))


def test_how_services_wait(picture: Make) -> None:
    """Blocking, waiting and being part are different ties; inside a team is told from across."""
    edges = {(each.tail, each.head): each for each in picture("services", MODEL).edges}
    assert {ends: (each.tie, each.is_inside) for ends, each in edges.items()} == {
        ("cart", "gateway"): (Tie.BLOCKS, False),
        ("cart", "web"): (Tie.WAITS, True),
        ("web", "mail"): (Tie.WAITS, False),
        ("cart", "core"): (Tie.PART_OF, False),
    }
    assert edges["cart", "gateway"].reasons == ("shared-code",)


def test_by_domain_the_card_is_the_owners(picture: Make) -> None:
    """Its kind and a line say whose it is; what stands in no domain is counted."""
    made = picture("services", MODEL, group_by="domain")
    cart, ledger = made.nodes[0], made.nodes[3]
    assert (cart.kind, cart.lines, cart.box) == (
        Kind.STREAM_ALIGNED,
        ("module · tier 1", "owner: shop"),
        "box domain carts",
    )
    assert (ledger.kind, ledger.box) == (Kind.NOBODY, None)
    assert [(box.id, box.parent, box.kind) for box in made.boxes] == [
        ("box domain carts", "box domain sales", Kind.DOMAIN),
        ("box domain sales", None, Kind.DOMAIN),
    ]
    assert "in no domain: 4 services" in made.notes


def test_by_group_owners_stand_in_groups(picture: Make) -> None:
    """The boxes of owners nest in those of their groups."""
    boxes = {box.id: box.parent for box in picture("services", MODEL, group_by="group").boxes}
    assert boxes == {
        "box nobody": None,
        "box group retail": None,
        "box team pay": None,
        "box team shop": "box group retail",
    }


def test_the_surroundings_of_a_team(picture: Make) -> None:
    """Its services and what is one step from them; the box of the team in focus is marked."""
    made = picture("services", MODEL, focus="pay")
    assert {node.id: node.is_focus for node in made.nodes} == {"cart": False, "core": True, "gateway": True}
    assert {box.id: box.is_focus for box in made.boxes} == {"box team pay": True, "box team shop": False}
    assert made.notes[0] == "1 step around pay: 3 of 6"
    assert len(picture("services", MODEL, focus="pay", depth=2).nodes) == 4
    assert len(picture("services", MODEL, focus="pay", depth=0).nodes) == 2
