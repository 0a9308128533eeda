"""Is every reference of a model seen, and what does each name?"""

from typing import Any

import pytest

from topo.findings import Address
from topo.model.organisation import COLLECTIONS, Organisation
from topo.model.references import Target, find_mentions, find_unknown, resolve


def make_organisation(
    **sections: dict[str, dict[str, Any]] | list[dict[str, Any]] | dict[str, Any],
) -> Organisation:
    """An organisation of these sections; each entity is given its id, as the reading does."""
    raw: dict[str, Any] = {}
    for key, section in sections.items():
        by_id = isinstance(section, dict) and key not in ("check", "tissue")
        raw[key] = {id: {"id": id, **entity} for id, entity in section.items()} if by_id else section
    return Organisation.model_validate(raw)


def mentions(organisation: Organisation) -> dict[str, tuple[str, tuple[str, ...]]]:
    """What each reference says, and the kinds it may be of, by its address as written."""
    return {str(each.address): (each.text, each.kinds) for each in find_mentions(organisation)}


BOTH = make_organisation(teams={"payments": {}, "cart": {}}, domains={"payments": {}}, people={"ana": {}})


@pytest.mark.parametrize(
    ("text", "kinds", "target"),
    [
        ("payments", ("team",), Target("team", "payments")),
        ("payments", ("domain", "team"), Target("domain", "payments")),
        ("payments", ("team", "domain"), Target("team", "payments")),
        ("team:payments", ("domain", "team"), Target("team", "payments")),
        ("cart", ("domain", "team"), Target("team", "cart")),
        ("person:ana", ("team",), None),
        ("team:nobody", ("team",), None),
        ("Payments", ("team",), None),
        ("owner", ("owner", "team"), None),
        ("", ("team",), None),
        ("squad:payments", ("team",), None),
    ],
)
def test_what_a_reference_names(text: str, kinds: tuple[str, ...], target: Target | None) -> None:
    """The first kind that has such an id, unless a kind is said; cases differ."""
    assert resolve(BOTH, text, kinds) == target


def test_where_a_target_stands() -> None:
    """Its kind and id give its address."""
    assert Target("guardrail", "scan").address == Address.of("tissue", "guardrails", "scan")


def test_references_of_fields_lists_and_parts() -> None:
    """Each at its own place: a field, an item called by what it names, a part of a part."""
    organisation = make_organisation(
        services={"shop": {"owner": "checkout", "depends_on": ["stock", {"service": "pay", "via": "data"}]}},
        teams={"checkout": {"members": ["bo"], "stewards": {"learning": ["ana", "bo"]}, "manager": "ana"}},
        tissue={"guardrails": {"scan": {"id": "scan", "applies_to": {"domain": "cart"}}}},
    )
    assert mentions(organisation) == {
        "teams.checkout.manager": ("ana", ("person",)),
        "teams.checkout.members[bo].person": ("bo", ("person",)),
        "teams.checkout.stewards.learning[ana]": ("ana", ("person",)),
        "teams.checkout.stewards.learning[bo]": ("bo", ("person",)),
        "services.shop.owner": ("checkout", ("team",)),
        "services.shop.depends_on[stock].service": ("stock", ("service",)),
        "services.shop.depends_on[pay].service": ("pay", ("service",)),
        "tissue.guardrails.scan.applies_to.domain[cart]": ("cart", ("domain",)),
    }


def test_references_of_interactions_stages_and_rules() -> None:
    """An interaction is called by its mode and teams; `for` keeps its name."""
    organisation = make_organisation(
        interactions=[{"mode": "facilitating", "by": "security", "for": ["cart"]}],
        streams={"orders": {"stages": {"build": {"id": "build", "team": "checkout", "guardrail": "board"}}}},
        check={"rules": {"COG001": {"only": {"group": "commerce"}}}},
    )
    assert mentions(organisation) == {
        "streams.orders.stages.build.team": ("checkout", ("team",)),
        "streams.orders.stages.build.guardrail": ("board", ("guardrail",)),
        "interactions[facilitating security cart].by": ("security", ("team",)),
        "interactions[facilitating security cart].for[cart]": ("cart", ("team",)),
        "check.rules.COG001.only.group[commerce]": ("commerce", ("group",)),
    }


def test_kinds_that_references_may_be_of() -> None:
    """Each has a collection; `owner` alone is a word of its own."""
    organisation = make_organisation(
        decisions={"buy": {"by": "owner"}},
        people={"bo": {"knows": ["cart"]}},
        teams={"a": {"group": "g", "owns": ["cart"]}},
        products={"shop": {"group": "g", "domains": ["cart"]}},
        tissue={"forums": {"arch": {"id": "arch", "members": ["a"]}}},
    )
    kinds = {kind for _, kinds in mentions(organisation).values() for kind in kinds}
    assert kinds - set(COLLECTIONS) == {"owner"}


def test_nothing_said() -> None:
    """An empty model refers to nothing."""
    assert list(find_mentions(Organisation())) == []


def test_unknown_references() -> None:
    """Those that resolve to nothing, at the same addresses; a word like `owner` stands for something."""
    organisation = make_organisation(
        teams={"checkout": {"manager": "ana", "stewards": {"learning": ["ana", "bo"]}}},
        people={"bo": {}},
        services={"shop": {"owner": "team:checkout", "depends_on": ["stock", {"service": "shop"}]}},
        decisions={"deploy": {"by": ["owner", "board"]}},
        tissue={"guardrails": {"scan": {"id": "scan", "applies_to": {"group": ["shop"]}}}},
        interactions=[{"mode": "collaboration", "between": ["checkout", "nobody"]}],
    )
    unknown = [
        each
        for each in find_mentions(organisation)
        if resolve(organisation, each.text, each.kinds) is None and each.text not in each.kinds
    ]
    assert list(find_unknown(organisation)) == unknown
    assert [str(each.address) for each in unknown] == [
        "teams.checkout.manager",
        "teams.checkout.stewards.learning[ana]",
        "services.shop.depends_on[stock].service",
        "tissue.guardrails.scan.applies_to.group[shop]",
        "decisions.deploy.by[board]",
        "interactions[collaboration checkout nobody].between[nobody]",
    ]
