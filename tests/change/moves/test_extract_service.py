"""Is a slice taken out of a service with the dependencies that belong to it?"""

import pytest

from tests.change.conftest import Read
from tests.change.trying import apply, refusals
from topo.model.organisation import Organisation


@pytest.fixture
def estate(read: Read) -> Organisation:
    """A monolith with two dependencies and two consumers."""
    return read("""
        teams: {a: {}, b: {}}
        domains: {billing: {}}
        services:
          mono: {owner: a, tier: 1, data: [pii], tags: [pci], tech: [cobol], repo: x,
                 depends_on: [{service: bank, via: async, slows: no}, mail]}
          bank: {}
          mail: {}
          shop: {depends_on: [{service: mono, via: release}, mail]}
          admin: {depends_on: [mono]}
          dead: {lifecycle: retired}
    """)


FIELDS = {"from": "mono", "service": "bill", "domain": "billing", "owner": "b"}


def test_the_slice_and_what_it_takes(estate: Organisation) -> None:
    """Dependencies go over in the way in which they were said."""
    now = apply(estate, "extract-service", **FIELDS, takes=["bank"], serves=["shop"]).organisation
    bill = now.services["bill"]
    assert (bill.domain, bill.owner, bill.kind) == ("billing", "b", "service")
    assert [(each.service, each.via, each.slows) for each in bill.depends_on] == [("bank", "async", "no")]
    assert [each.service for each in now.services["mono"].depends_on] == ["mail"]
    assert [(each.service, each.via) for each in now.services["shop"].depends_on] == [
        ("bill", "release"),
        ("mail", "sync"),
    ]
    assert [each.service for each in now.services["admin"].depends_on] == ["mono"]


def test_what_was_bound_stays_bound(estate: Organisation) -> None:
    """Tier, regulated data and tags are those of the service; code and promises are its own to say."""
    bill = apply(estate, "extract-service", **FIELDS).organisation.services["bill"]
    assert (bill.tier, bill.data, bill.tags) == (1, ("pii",), ("pci",))
    assert (bill.tech, bill.repo, bill.depends_on) == ((), None, ())


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"from": "momo"}, "from: `momo` names no service (did you mean `mono`?)"),
        ({"from": "dead"}, "from: service `dead` is retired"),
        ({"service": "shop"}, "service: there is a service `shop` already (choose another id)"),
        ({"domain": "biling"}, "domain: `biling` names no domain (did you mean `billing`?)"),
        ({"owner": "c"}, "owner: `c` names no team (there are `a` and `b`)"),
        ({"takes": ["admin"]}, "takes[admin]: service `mono` does not depend on `admin`"),
        ({"serves": ["bank"]}, "serves[bank]: service `bank` does not depend on `mono`"),
        ({"serves": ["shp"]}, "serves[shp]: `shp` names no service (did you mean `shop`?)"),
    ],
)
def test_what_does_not_fit(estate: Organisation, fields: dict[str, object], said: str) -> None:
    """One mistake each, at its field."""
    assert refusals(estate, "extract-service", **{**FIELDS, **fields}) == [said]
