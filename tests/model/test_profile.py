"""Does a profile say what each number is worth, and can a model override it without losing the rest?"""

import pytest
from pydantic import ValidationError

from topo.model.base import FrozenDict
from topo.model.profile import SAID_BY_MODEL, Entry, Misfit, Profile, override
from topo.resources import find_resource, find_resource_names
from topo.source.shelf import read_shipped

PROFILE = Profile.model_validate(
    {
        "profile": "ownership",
        "weighs": "services by tier",
        "entries": {
            "tier-1": {
                "value": "4",
                "unit": "points",
                "source": "a study",
                "grade": "C",
                "why": "it matters",
            },
            "tier-2": {"value": "3", "source": "a study", "grade": "C", "why": "it matters less"},
        },
    }
)


@pytest.mark.parametrize("name", find_resource_names("models"))
def test_a_shipped_profile(name: str) -> None:
    """It can be read, is called like its file, and says of every number where it comes from."""
    profile = Profile.model_validate(read_shipped(find_resource("models", name)))
    assert profile.name == name
    assert profile.entries
    assert all(entry.source and entry.why for entry in profile.entries.values())


def test_the_weights_of_ownership() -> None:
    """The more critical, the heavier; what has no tier counts like the least critical."""
    profile = Profile.model_validate(read_shipped(find_resource("models", "ownership")))
    assert profile.values == {"tier-1": 4, "tier-2": 3, "tier-3": 2, "tier-4": 1, "no-tier": 1}
    assert {entry.grade for entry in profile.entries.values()} == {"E"}


def test_a_number_by_its_name() -> None:
    """A name that is not there is a mistake of the code."""
    assert PROFILE.value("tier-1") == 4
    with pytest.raises(KeyError):
        PROFILE.value("tier-9")


def test_an_entry_without_a_source() -> None:
    """No number without somebody who says so."""
    with pytest.raises(ValidationError):
        Entry.model_validate({"value": "4", "grade": "E", "why": "because"})


def test_one_number_overridden() -> None:
    """It is the model's word now, of grade E; the others stay, and so does the profile itself."""
    changed, misfits = override(PROFILE, {"tier-1": "5"})
    assert misfits == ()
    entry = changed.entries["tier-1"]
    assert (entry.value, entry.source, entry.grade, entry.unit) == (5, SAID_BY_MODEL, "E", "points")
    assert changed.entries["tier-2"] is PROFILE.entries["tier-2"]
    assert PROFILE.value("tier-1") == 4


def test_a_number_overridden_with_reasons() -> None:
    """A mapping may say who says so, and how sure that is."""
    said = FrozenDict({"value": 2.5, "why": "we counted", "source": "incident review 2026", "grade": "C"})
    changed, misfits = override(PROFILE, {"tier-2": said})
    assert misfits == ()
    assert changed.entries["tier-2"] == Entry(
        value=2.5, source="incident review 2026", grade="C", why="we counted"
    )


def test_a_new_name_in_an_open_profile() -> None:
    """It is taken, on the model's word; a value that does not fit is not."""
    opened = PROFILE.model_copy(update={"open": True})
    changed, [misfit] = override(opened, {"tier-9": "2", "tier-8": "much"})
    assert (changed.value("tier-9"), changed.entries["tier-9"].source) == (2, SAID_BY_MODEL)
    assert misfit.entry == "tier-8"
    assert "tier-8" not in changed.entries


def test_a_name_that_is_nearly_there() -> None:
    """It is returned, with the name that was meant; the numbers stay."""
    changed, misfits = override(PROFILE, {"tier1": "5"})
    assert misfits == (
        Misfit("tier1", "the profile `ownership` has no entry `tier1`", "did you mean `tier-1` or `tier-2`?"),
    )
    assert changed == PROFILE


def test_a_name_that_is_nowhere_near() -> None:
    """All names are shown."""
    _, [misfit] = override(PROFILE, {"weight": "5"})
    assert misfit.hint == "it has `tier-1`, `tier-2`"


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("high", "`tier-1`: `high` is not a number of 0 or more"),
        ("-1", "`tier-1`: `-1` is not a number of 0 or more"),
        (["5"], "is not a number of 0 or more"),
        (None, "is not a number of 0 or more"),
        ({"why": "we counted"}, "`tier-1`: `value` is missing"),
        ({"value": "5", "wyh": "we counted"}, "`tier-1`: unknown key `wyh`"),
        ({"value": "5", "grade": "F"}, "`tier-1`: `grade` does not fit"),
    ],
)
def test_what_is_no_number(said: object, message: str) -> None:
    """Each misfit says of which entry it was said; the others are overridden all the same."""
    changed, [misfit] = override(PROFILE, {"tier-1": said, "tier-2": 1})
    assert misfit.entry == "tier-1"
    assert message in misfit.message
    assert changed.values == {"tier-1": 4, "tier-2": 1}
