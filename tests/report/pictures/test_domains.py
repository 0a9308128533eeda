from collections.abc import Callable

from topo.report.pictures.picture import Kind, Picture, Tie

Make = Callable[..., Picture]

MODEL = {
    "teams": {"shop": {"type": "stream-aligned"}, "pay": {"type": "platform"}},
    "domains": {
        "sales": {},
        "carts": {"parent": "sales", "owner": "shop", "classification": "core", "complexity": "complex"},
        "prices": {"parent": "sales", "owner": "pay"},
        "orders": {},
        "orphan": {},
        "told": {"waivers": [{"rule": "OWN004", "until": "2027-03-31", "why": "soon"}]},
    },
    "services": {
        "cart": {"owner": "shop", "domain": "carts"},
        "order-api": {"owner": "shop", "domain": "orders"},
        "order-web": {"owner": "pay", "domain": "orders"},
        "loose": {"owner": "shop"},
    },
}


def test_domains_are_a_tree(picture: Make) -> None:
    """By their parents."""
    made = picture("domains", MODEL)
    assert [(each.tail, each.head, each.tie) for each in made.edges] == [
        ("sales", "carts", Tie.CONTAINS),
        ("sales", "prices", Tie.CONTAINS),
    ]


def test_who_owns_a_domain(picture: Make) -> None:
    """Its card is its owner's; shared, followed, waived and unowned ones are each marked."""
    nodes = {node.id: node for node in picture("domains", MODEL).nodes}
    assert {id: node.kind for id, node in nodes.items()} == {
        "carts": Kind.STREAM_ALIGNED,
        "orders": Kind.SHARED,
        "orphan": Kind.NOBODY,
        "prices": Kind.PLATFORM,
        "sales": Kind.DOMAIN,
        "told": Kind.WAIVED,
    }
    assert nodes["carts"].lines == ("core · complex", "1 service", "owner: shop")
    assert nodes["sales"].lines == (
        "complexity not said",
        "no service of its own",
        "owned through its subdomains",
    )
    assert nodes["orders"].alarms == ("shared by pay, shop",)
    assert nodes["orphan"].alarms == ("nobody",)
    assert nodes["told"].lines[-1] == "nobody, waived"


def test_services_in_no_domain_are_counted(picture: Make) -> None:
    """A domain picture shows no services; those it cannot hold are not lost."""
    assert picture("domains", MODEL).notes == ("in no domain: 1 service",)
    assert picture("domains", {"teams": {}}).notes == ("no domains are declared",)


def test_the_domains_of_a_team(picture: Make) -> None:
    """And what is around them in the tree."""
    assert [node.id for node in picture("domains", MODEL, focus="shop").nodes] == ["carts", "sales"]
