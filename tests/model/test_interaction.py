"""What is an interaction called, and when does it not say who works with whom?"""

from typing import Any

import pytest

from topo.model.interaction import PARTIES, Interaction

IDENTITIES = [
    ({"mode": "collaboration", "between": ["payments", "checkout"]}, "collaboration checkout payments"),
    ({"mode": "collaboration", "between": ["c", "a", "b"]}, "collaboration a b c"),
    ({"mode": "x-as-a-service", "provider": "z", "consumers": ["b", "a"]}, "x-as-a-service z a b"),
    ({"mode": "x-as-a-service", "provider": "z", "consumers": "a"}, "x-as-a-service z a"),
    (
        {"mode": "facilitating", "by": "security", "for": ["payments", "cart"]},
        "facilitating security cart payments",
    ),
]
PROBLEMS = [
    ({"mode": "collaboration"}, "stand in `between`: `between` is missing"),
    ({"mode": "collaboration", "between": ["a"]}, "`a` is named alone"),
    ({"mode": "collaboration", "between": ["a", "a"]}, "`a` is named twice"),
    ({"mode": "x-as-a-service", "provider": "a"}, "in `provider` and `consumers`: `consumers` is missing"),
    ({"mode": "x-as-a-service", "provider": "a", "consumers": ["a", "b"]}, "`a` is named twice"),
    ({"mode": "x-as-a-service", "between": ["a", "b"]}, "`between` belongs to another mode"),
    ({"mode": "facilitating", "for": ["a"]}, "`by` is missing"),
    (
        {"mode": "facilitating", "by": "a", "for": "b", "consumers": "c"},
        "`consumers` belongs to another mode",
    ),
    (
        {"mode": "collaboration", "between": ["a", "b"], "since": "2027-02-01", "until": "2027-01-01"},
        "it ends on 2027-01-01, before it begins on 2027-02-01",
    ),
]


@pytest.mark.parametrize(
    ("said", "identity"), IDENTITIES, ids=lambda each: each if isinstance(each, str) else ""
)
def test_what_an_address_calls_it(said: dict[str, Any], identity: str) -> None:
    """Its mode and its teams: provider or facilitator first, the others by id, however they were written."""
    interaction = Interaction.model_validate(said)
    assert interaction.identity == identity
    assert interaction.problem is None


def test_parties_in_the_order_written() -> None:
    """Who provides or helps stands first."""
    interaction = Interaction.model_validate({"mode": "facilitating", "by": "z", "for": ["b", "a"]})
    assert interaction.parties == ("z", "b", "a")


@pytest.mark.parametrize(("said", "problem"), PROBLEMS)
def test_an_interaction_that_says_too_little_or_too_much(said: dict[str, Any], problem: str) -> None:
    """The mode says which keys name the teams; two of them at least, in the order of time."""
    assert problem in str(Interaction.model_validate(said).problem)


def test_one_day_is_long_enough() -> None:
    """`since` and `until` include their day."""
    said = {"mode": "collaboration", "between": ["a", "b"], "since": "2027-01-01", "until": "2027-01-01"}
    assert Interaction.model_validate(said).problem is None


def test_every_mode_has_its_parties() -> None:
    """No mode is without keys for its teams, and none shares a key with another."""
    keys = [key for keys in PARTIES.values() for key in keys]
    assert len(keys) == len(set(keys))
    assert str(sorted(PARTIES)) == str(sorted(Interaction.model_fields["mode"].annotation.__args__))  # type: ignore[union-attr]
