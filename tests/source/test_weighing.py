"""Which weights does a model measure with?"""

from datetime import date
from pathlib import Path

import pytest

from topo import api
from topo.source.weighing import Weights, read_profiles

MODEL = "teams: {a: {owns: [s]}}\nservices: {s: {tier: 1}, t: {tier: 4}}\n"


def write(folder: Path, text: str) -> None:
    (folder / "topo.yaml").write_text(MODEL + text)


def weighted(folder: Path) -> float | None:
    return api.measure_ownership(api.load(folder), as_of=date(2026, 12, 1)).overall.weighted_share


def test_the_shipped_weights(tmp_path: Path) -> None:
    """Tier 1 counts four, tier 4 one: 4 of 5."""
    write(tmp_path, "")
    assert weighted(tmp_path) == pytest.approx(0.8)


def test_a_model_says_otherwise(tmp_path: Path) -> None:
    """In place, or in a file of its own."""
    write(tmp_path, "profiles: {ownership: {tier-1: 9}}\n")
    assert weighted(tmp_path) == pytest.approx(0.9)
    (tmp_path / "weights.yml").write_text("tier-1: {value: 19, why: ours}\n")
    write(tmp_path, "profiles: {ownership: weights.yml}\n")
    assert weighted(tmp_path) == pytest.approx(0.95)


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("profiles: {ownrship: {}}", 3, "ownership"),
        ("profiles: {ownership: {tier-5: 1}}", 3, "tier-1"),
        ("profiles: {ownership: {tier-1: much}}", 3, "number"),
        ("profiles: {ownership: missing.yaml}", 3, "cannot be read"),
        ("profiles: {ownership: [1]}", 3, "mapping"),
    ],
)
def test_what_does_not_fit_is_a_finding_at_its_place(tmp_path: Path, text: str, line: int, word: str) -> None:
    """And the shipped weight stays."""
    write(tmp_path, text)
    checked = api.check(api.load(tmp_path), as_of=date(2026, 12, 1))
    [finding] = [each for each in checked.result.findings if each.code == "SYN004"]
    position = checked.places.position_of(finding)
    assert position is not None
    assert position.line == line
    assert word in f"{finding.message} {finding.hint}"
    assert weighted(tmp_path) == pytest.approx(0.8)


def test_a_profile_of_a_later_measure_sleeps(tmp_path: Path) -> None:
    """The language knows it."""
    write(tmp_path, "profiles: {mri: {amber: 0.4}}")
    assert not [each for each in api.check(api.load(tmp_path)).result.findings if each.code == "SYN004"]


def test_weights_are_those_of_the_profiles(tmp_path: Path) -> None:
    """Each as `read_profiles` has it, with what the model says otherwise, and no other name."""
    write(tmp_path, "profiles: {ownership: {tier-1: 9}, accountability: {codezeile: 1}}\n")
    model = api.load(tmp_path)
    weights = Weights(model.organisation, model.folder)
    profiles, _ = read_profiles(model.organisation, model.folder)
    assert dict(weights) == {name: profile.values for name, profile in profiles.items()}
    assert (weights["ownership"]["tier-1"], weights["accountability"]["codezeile"]) == (9, 1)
    assert "ownrship" not in weights
    assert weights.get("ownrship") is None
