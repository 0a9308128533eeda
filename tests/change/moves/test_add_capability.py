"""Does a capability come into being?"""

from tests.change.trying import apply, refusals
from topo.model.organisation import Organisation


def test_it_comes_into_being(northwind: Organisation) -> None:
    """Behind the others, with what is said of it."""
    serves = {"team": ["payments"]}
    fields = {"id": "test-data", "provider": "platform", "mode": "ticket", "relieves": ["data"]}
    now = apply(northwind, "add-capability", **fields, serves=serves).organisation
    capability = now.tissue.capabilities["test-data"]
    assert list(now.tissue.capabilities) == ["paved-road", "test-data"]
    assert (capability.provider, capability.mode, capability.relieves) == ("platform", "ticket", ("data",))
    assert capability.serves is not None and capability.serves.team == ("payments",)
    assert now.tissue.guardrails is northwind.tissue.guardrails


def test_what_does_not_fit(northwind: Organisation) -> None:
    """An id that is taken; a provider, and teams to serve, that are not there."""
    assert refusals(
        northwind, "add-capability", id="paved-road", provider="plat", serves={"team": "paymints"}
    ) == [
        "id: there is a capability `paved-road` already (choose another id)",
        "provider: `plat` names no team (there are `checkout`, `payments`, `platform` and `security`)",
        "serves.team[paymints]: `paymints` names no team (did you mean `payments`?)",
    ]
