"""Does a piece of the tissue change hands?"""

import pytest

from tests.change.trying import apply, refusals
from topo.model.organisation import Organisation


@pytest.mark.parametrize(
    ("kind", "id", "field"),
    [
        ("capability", "paved-road", "provider"),
        ("guardrail", "pii-scan", "owner"),
        ("data", "customer-360", "owner"),
    ],
)
def test_each_kind(northwind: Organisation, kind: str, id: str, field: str) -> None:
    """A capability is provided, the others are owned."""
    now = apply(northwind, "set-owner", **{kind: id}, to="payments").organisation
    assert getattr(now.find(kind, id), field) == "payments"


def test_what_does_not_fit(northwind: Organisation) -> None:
    """None or two of the three, what is not there, and who has it already."""
    assert refusals(northwind, "set-owner", to="payments") == [
        "capability: it takes exactly one of `capability`, `guardrail` and `data`"
    ]
    assert refusals(northwind, "set-owner", capability="paved-road", data="customer-360", to="payments") == [
        "data: it takes exactly one of `capability`, `guardrail` and `data`"
    ]
    assert refusals(northwind, "set-owner", guardrail="pii-scn", to="payments") == [
        "guardrail: `pii-scn` names no guardrail (did you mean `pii-scan`?)"
    ]
    assert refusals(northwind, "set-owner", guardrail="pii-scan", to="security") == [
        "to: `security` has guardrail `pii-scan` already"
    ]
