"""Are things found by id, and is the whole one immutable value?"""

import pickle
from datetime import date

import pytest
from pydantic import ValidationError

from topo.findings import Address
from topo.model.base import Entity, FrozenDict
from topo.model.document import ROOT_ONLY, ModelFile
from topo.model.organisation import (
    CLASSES,
    COLLECTIONS,
    SHORT_FORMS,
    Acceptance,
    Facts,
    Organisation,
    address_of,
)
from topo.model.people import Site
from topo.model.service import Service
from topo.model.settings import Collection
from topo.model.team import Team

ORGANISATION = Organisation.model_validate(
    {
        "teams": {
            "checkout": {
                "id": "checkout",
                "waivers": [{"rule": "ORG001", "until": "2027-03-31", "why": "new"}],
            }
        },
        "services": {"cart.api": {"id": "cart.api", "owner": "checkout"}},
        "tissue": {"guardrails": {"scan": {"id": "scan", "owner": "checkout"}}},
        "streams": {"orders": {"id": "orders", "stages": {"build": {"id": "build"}, "ship": {"id": "ship"}}}},
    }
)


@pytest.mark.parametrize("kind", COLLECTIONS)
def test_every_kind_has_a_collection_and_a_class(kind: str) -> None:
    """Each can be looked up, empty or not, and what it holds is of its class."""
    assert all(isinstance(entity, CLASSES[kind]) for entity in ORGANISATION.collection(kind).values())
    assert ORGANISATION.find(kind, "nothing") is None


def test_a_thing_by_its_kind_and_id() -> None:
    """In a section, and inside the tissue."""
    assert ORGANISATION.find("service", "cart.api") is ORGANISATION.services["cart.api"]
    assert ORGANISATION.find("guardrail", "scan") is ORGANISATION.tissue.guardrails["scan"]
    assert ORGANISATION.find("team", "cart.api") is None


def test_where_a_thing_stands() -> None:
    """A dotted id is one step."""
    assert str(address_of("service", "cart.api")) == 'services["cart.api"]'
    assert str(address_of("guardrail", "scan")) == "tissue.guardrails.scan"


def test_every_entity_with_its_address() -> None:
    """In the order of the kinds; the stages of a stream follow it, in their order."""
    assert [str(address) for address, _ in ORGANISATION.entities()] == [
        "teams.checkout",
        'services["cart.api"]',
        "tissue.guardrails.scan",
        "streams.orders",
        "streams.orders.stages.build",
        "streams.orders.stages.ship",
    ]
    assert all(isinstance(entity, Entity) for _, entity in ORGANISATION.entities())


def test_waivers_from_comments_and_on_entities() -> None:
    """Both are acceptances; the comments' come first."""
    comment = Acceptance(("OWN001",), (Address.of("teams"),), date(2027, 1, 1), "because", "topo.yaml", 1, 1)
    organisation = ORGANISATION.model_copy(update={"facts": Facts(acceptances=(comment,))})
    first, second = organisation.acceptances()
    assert first is comment
    assert second.codes == ("ORG001",)
    assert second.is_active(date(2027, 3, 31))
    assert not second.is_active(date(2027, 4, 1))
    assert second.covers("ORG001", Address.of("teams", "checkout", "size"))
    assert not second.covers("ORG001", Address.of("teams", "payments"))
    assert not second.covers("ORG002", Address.of("teams", "checkout"))


@pytest.mark.parametrize(
    ("reason", "until"), [(None, date(2027, 1, 1)), ("", date(2027, 1, 1)), ("why", None)]
)
def test_a_waiver_without_a_reason_or_a_day(reason: str | None, until: date | None) -> None:
    """It waives nothing."""
    acceptance = Acceptance(("OWN001",), (Address.of("teams"),), until, reason)
    assert not acceptance.is_complete
    assert not acceptance.is_active(date(2026, 1, 1))


def test_an_organisation_is_immutable() -> None:
    """Neither the whole nor a mapping in it can be changed; a copy shares what it does not change."""
    with pytest.raises(ValidationError):
        ORGANISATION.teams = FrozenDict()
    with pytest.raises(TypeError):
        ORGANISATION.teams["payments"] = Team(id="payments")  # type: ignore[index]
    other = ORGANISATION.model_copy(update={"services": FrozenDict()})
    assert other != ORGANISATION
    assert other.teams is ORGANISATION.teams


def test_an_organisation_goes_to_another_process_and_back() -> None:
    """Equal, with the same hash."""
    twin = pickle.loads(pickle.dumps(ORGANISATION))
    assert twin == ORGANISATION
    assert hash(twin) == hash(ORGANISATION)


def test_facts_belong_to_the_value() -> None:
    """Two organisations of which different things are known are not equal."""
    other = ORGANISATION.model_copy(update={"facts": Facts(implied_teams=frozenset({"checkout"}))})
    assert other != ORGANISATION


def test_an_empty_organisation() -> None:
    """Nothing has to be said."""
    assert list(Organisation().entities()) == []
    assert Organisation() == Organisation.model_validate({})


def test_short_forms_are_whole_entities() -> None:
    """What a text is short for validates as an entity of its kind."""
    assert set(SHORT_FORMS) <= set(CLASSES)
    site = Site.model_validate({"id": "berlin", **SHORT_FORMS["site"]("Europe/Berlin")})
    assert site.zone == "Europe/Berlin"


def test_what_stands_in_one_file_alone() -> None:
    """The names are sections of a model file."""
    assert set(ROOT_ONLY) < set(ModelFile.model_fields)


def test_policies_reach_every_collection() -> None:
    """What a policy may be about is what an organisation holds."""
    assert set(Collection.__args__) == {path[-1] for path in COLLECTIONS.values()} | {"interactions"}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("said", "is_retired", "is_external"),
    [
        ({}, False, False),
        ({"lifecycle": "retired"}, True, False),
        ({"kind": "external"}, False, True),
        ({"lifecycle": "deprecated", "kind": "module"}, False, False),
    ],
)
def test_services_that_nobody_has_to_own(said: dict[str, str], is_retired: bool, is_external: bool) -> None:
    """Retired ones are in no measure, external ones nobody's here."""
    service = Service.model_validate({"id": "a", **said})
    assert (service.is_retired, service.is_external) == (is_retired, is_external)
