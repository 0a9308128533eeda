"""Do teams work together as is claimed, and in no other way beside it?"""

import pytest

from tests.change.conftest import Read
from tests.change.trying import apply, refusals
from topo.model.organisation import Organisation


@pytest.fixture
def estate(read: Read) -> Organisation:
    """Three teams with every mode among them."""
    return read("""
        teams: {a: {}, b: {}, c: {}}
        interactions:
          - {mode: collaboration, between: [a, b, c], purpose: all}
          - {mode: x-as-a-service, provider: a, consumers: [b, c]}
          - {mode: x-as-a-service, provider: b, consumers: [a]}
          - {mode: facilitating, by: c, for: [a]}
    """)


def said(organisation: Organisation) -> list[str]:
    """What is declared."""
    return [each.identity for each in organisation.interactions]


def test_as_a_service(estate: Organisation) -> None:
    """Whatever else was declared between the two is gone; what the other provides, and third teams, stay."""
    now = apply(estate, "set-interaction", mode="x-as-a-service", provider="a", consumers=["b"]).organisation
    assert said(now) == [
        "collaboration a c",
        "collaboration b c",
        "x-as-a-service a c",
        "x-as-a-service b a",
        "facilitating c a",
        "x-as-a-service a b",
    ]
    assert {each.purpose for each in now.interactions[:2]} == {"all"}


def test_collaboration(estate: Organisation) -> None:
    """It takes the place of every service between them, with its purpose and time."""
    now = apply(estate, "set-interaction", mode="collaboration", between=["a", "b"], until="2027-01-01")
    assert said(now.organisation) == [
        "collaboration a c",
        "collaboration b c",
        "x-as-a-service a c",
        "facilitating c a",
        "collaboration a b",
    ]
    assert str(now.organisation.interactions[-1].until) == "2027-01-01"


def test_facilitating(estate: Organisation) -> None:
    """One team helps others."""
    now = apply(estate, "set-interaction", mode="facilitating", by="c", for_=["a", "b"]).organisation
    assert said(now) == [
        "collaboration a b",
        "x-as-a-service a b",
        "x-as-a-service b a",
        "facilitating c a b",
    ]


def test_none(estate: Organisation) -> None:
    """Between teams everything ends; of a service or of help only that."""
    now = apply(estate, "set-interaction", mode="none", between=["a", "b", "c"]).organisation
    assert said(now) == []
    now = apply(estate, "set-interaction", mode="none", provider="a", consumers=["c"]).organisation
    assert said(now) == [
        "collaboration a b c",
        "x-as-a-service a b",
        "x-as-a-service b a",
        "facilitating c a",
    ]
    now = apply(estate, "set-interaction", mode="none", by="c", for_=["a"]).organisation
    assert said(now) == ["collaboration a b c", "x-as-a-service a b c", "x-as-a-service b a"]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"mode": "collaboration", "between": ["a", "d"]},
            "between[d]: `d` names no team (there are `a`, `b` and `c`)",
        ),
        (
            {"mode": "collaboration", "provider": "a", "consumers": ["b"]},
            "mode: the teams of `collaboration` stand in `between`: `between` is missing, "
            "`consumers` belongs to another mode, `provider` belongs to another mode",
        ),
        (
            {"mode": "collaboration", "between": ["a"]},
            "mode: it takes two teams to work together, and `a` is named alone",
        ),
        (
            {"mode": "none"},
            "mode: it is not said between whom it ends "
            "(name `between`, or `provider` and `consumers`, or `by` and `for`)",
        ),
        (
            {"mode": "none", "provider": "c", "consumers": ["a"]},
            "mode: nothing of the kind is declared between `c` and `a`",
        ),
        (
            {"mode": "x-as-a-service", "provider": "b", "consumers": ["a"]},
            "mode: exactly this is declared already",
        ),
    ],
)
def test_what_does_not_fit(estate: Organisation, fields: dict[str, object], message: str) -> None:
    """One mistake each, at its field."""
    assert refusals(estate, "set-interaction", **fields) == [message]
