"""Who said that a team owns a thing?"""

from pathlib import Path

import pytest

from topo.source.loading import LoadedModel, load_model


@pytest.fixture
def load(tmp_path: Path):  # type: ignore[no-untyped-def]
    def write(text: str) -> LoadedModel:
        (tmp_path / "topo.yaml").write_text(text)
        return load_model(tmp_path)

    return write


def test_owns_means_owner(load) -> None:  # type: ignore[no-untyped-def]
    """The thing says it; the team's list is empty."""
    organisation = load("teams: {a: {owns: [s, new]}}\nservices: {s: {tier: 1}}\n").organisation
    assert organisation.services["s"].owner == "a"
    assert organisation.services["s"].tier == 1
    assert organisation.services["new"].owner == "a"
    assert organisation.facts.implied_services == {"new"}


def test_owner_beats_owns(load) -> None:  # type: ignore[no-untyped-def]
    """And the disagreement is kept."""
    organisation = load("teams: {a: {owns: [s]}, b: }\nservices: {s: {owner: b}}\n").organisation
    assert organisation.services["s"].owner == "b"
    [claims] = organisation.facts.conflicts
    assert [claim.team for claim in claims] == ["b", "a"]


def test_two_owns_leave_a_thing_unowned(load) -> None:  # type: ignore[no-untyped-def]
    """None of them counts."""
    organisation = load("teams: {a: {owns: [s]}, b: {owns: [s]}}\n").organisation
    assert organisation.services["s"].owner is None
    assert [claim.team for claim in organisation.facts.conflicts[0]] == ["a", "b"]


def test_the_same_said_twice_is_no_conflict(load) -> None:  # type: ignore[no-untyped-def]
    """From both sides, or twice by one team."""
    organisation = load("teams: {a: {owns: [s, s]}}\nservices: {s: {owner: a}}\n").organisation
    assert organisation.services["s"].owner == "a"
    assert not organisation.facts.conflicts


def test_owns_finds_the_one_other_thing_of_that_id(load) -> None:  # type: ignore[no-untyped-def]
    """A service first, then a domain, capability, guardrail or data product; a kind may be said."""
    organisation = load(
        """\
teams: {a: {owns: [d, c, x, "domain:x"]}}
domains: {d: , x: }
services: {x: }
tissue: {capabilities: {c: }}
"""
    ).organisation
    assert organisation.domains["d"].owner == "a"
    assert organisation.domains["x"].owner == "a"
    assert organisation.services["x"].owner == "a"
    assert organisation.tissue.capabilities["c"].provider == "a"
    assert not organisation.facts.implied_services


def test_owns_of_what_can_be_no_id(load) -> None:  # type: ignore[no-untyped-def]
    """Is said at its place, and makes nothing."""
    model = load("teams: {a: {owns: [b c]}}\n")
    assert [finding.code for finding in model.findings] == ["SYN006"]
    assert not model.organisation.services


def test_owns_of_a_kind_that_has_no_such_thing_makes_none(load) -> None:  # type: ignore[no-untyped-def]
    """Only services come into being so; what is left in the list is a reference to nothing."""
    organisation = load('teams: {a: {owns: ["domain:nope", s]}}\n').organisation
    assert not organisation.domains
    assert organisation.teams["a"].owns == ("domain:nope",)
    assert organisation.services["s"].owner == "a"
