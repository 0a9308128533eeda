"""Who owns this, what binds it, and whom does one talk to?"""

from datetime import date

import pytest

from topo.analysis.ownership import Gap, State
from topo.analysis.who import Answer, find_answer
from topo.model.organisation import Organisation

DAY = date(2026, 12, 1)


def answer(service: str, **sections: object) -> Answer:
    """What is said of a service of an organisation in sections by id."""
    named = {
        name: {id: {"id": id, **fields} for id, fields in section.items()}
        for name, section in sections.items()
        if name != "tissue" and isinstance(section, dict)
    }
    tissue = sections.get("tissue", {})
    assert isinstance(tissue, dict)
    inner = {name: {id: {"id": id, **fields} for id, fields in each.items()} for name, each in tissue.items()}
    organisation = Organisation.model_validate({**named, "tissue": inner})
    return find_answer(organisation, organisation.services[service], as_of=DAY)


def test_the_owner_answers_with_its_contacts() -> None:
    """On call is the owner unless another is named."""
    found = answer(
        "s",
        teams={"a": {"contacts": {"slack": "#a"}, "group": "g"}},
        groups={"g": {}},
        services={"s": {"owner": "a"}},
    )
    assert (found.owner, found.on_call, found.group, found.contacts) == ("a", "a", "g", {"slack": "#a"})
    assert found.state is State.OWNED
    assert (found.kind, found.lifecycle) == ("service", "production")


def test_another_may_be_on_call() -> None:
    """The pager is not the ownership."""
    found = answer("s", teams={"a": {}, "b": {}}, services={"s": {"owner": "a", "on_call": "b"}})
    assert (found.owner, found.on_call) == ("a", "b")


@pytest.mark.parametrize(
    ("fields", "gap"),
    [
        ({}, Gap.NOBODY),
        ({"owner": "x"}, Gap.UNKNOWN),
        ({"owner": "g"}, Gap.GROUP),
        ({"owner": "p"}, Gap.PERSON),
        ({"owner": "e"}, Gap.EMPTY),
    ],
)
def test_why_nobody_owns_it(fields: dict[str, str], gap: Gap) -> None:
    """Each reason is its own."""
    found = answer(
        "s", teams={"e": {"size": "0"}}, groups={"g": {}}, people={"p": {}}, services={"s": fields}
    )
    assert (found.owner, found.gap, found.said) == (None, gap, fields.get("owner"))


def test_guardrails_bind_through_service_domain_data_and_team() -> None:
    """An absent selector binds everybody; every key that is given must match."""
    found = answer(
        "s",
        teams={"a": {"type": "platform"}},
        domains={"d": {}, "e": {"parent": "d"}},
        services={"s": {"owner": "a", "domain": "e", "data": ["pii"]}},
        tissue={
            "guardrails": {
                "all": {},
                "by-data": {"applies_to": {"data": "pii"}},
                "by-domain": {"applies_to": {"domain": "d"}},
                "by-team": {"applies_to": {"team_type": "platform"}},
                "not-both": {"applies_to": {"data": "pii", "team_type": "enabling"}},
                "other": {"applies_to": {"service": "t"}},
            }
        },
    )
    assert [binding.id for binding in found.guardrails] == ["all", "by-data", "by-domain", "by-team"]


def test_a_retired_service_is_answered_too() -> None:
    """It is in no measure, and still somebody may ask."""
    found = answer("s", teams={"a": {}}, services={"s": {"owner": "a", "lifecycle": "retired"}})
    assert found.lifecycle == "retired"
    assert found.owner == "a"
