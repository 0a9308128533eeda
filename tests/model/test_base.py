"""Is a part of the model frozen, and does text become what its fields say?"""

import copy
import pickle
from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any

import pytest
from pydantic import Field, ValidationError

from topo.model.base import (
    EMPTY,
    Entity,
    FrozenDict,
    Link,
    Part,
    Reference,
    Text,
    Waiver,
    find_references,
    freeze,
)
from topo.model.service import Dependency, Service
from topo.model.team import Team

CHANGES: dict[str, Callable[[FrozenDict], object]] = {
    "set": lambda mapping: mapping.__setitem__("b", 2),
    "delete": lambda mapping: mapping.__delitem__("a"),
    "update": lambda mapping: mapping.update(b=2),
    "merge": lambda mapping: mapping.__ior__({"b": 2}),
    "setdefault": lambda mapping: mapping.setdefault("b", 2),
    "pop": lambda mapping: mapping.pop("a"),
    "popitem": lambda mapping: mapping.popitem(),
    "clear": lambda mapping: mapping.clear(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_frozen_dict_refuses_every_change(change: str) -> None:
    """Whoever wants another mapping makes one."""
    mapping = FrozenDict({"a": 1})
    with pytest.raises(TypeError, match="frozen"):
        CHANGES[change](mapping)
    assert mapping == {"a": 1}


def test_a_frozen_dict_is_a_dict() -> None:
    """It is equal to a dict with the same items, whatever their order, and keeps its own order."""
    assert FrozenDict({"a": 1, "b": 2}) == {"b": 2, "a": 1}
    assert list(FrozenDict({"b": 2, "a": 1})) == ["b", "a"]
    assert FrozenDict({"a": 1}) != {"a": 2}


def test_equal_frozen_dicts_have_one_hash() -> None:
    """Also where a value has none."""
    first, second = FrozenDict({"a": [1], "b": 2}), FrozenDict({"b": 2, "a": [1]})
    assert first == second
    assert hash(first) == hash(second)


@pytest.mark.parametrize("twin_of", [copy.copy, copy.deepcopy, lambda each: pickle.loads(pickle.dumps(each))])
def test_a_copy_of_a_frozen_dict(twin_of: Callable[[Any], Any]) -> None:
    """Copies and what comes back from a pickle are frozen, too."""
    twin = twin_of(FrozenDict({"a": 1}))
    assert twin == {"a": 1}
    assert isinstance(twin, FrozenDict)


def test_what_is_frozen_is_frozen_inside() -> None:
    """Mappings become frozen ones, lists tuples, at any depth."""
    frozen = freeze({"a": [{"b": [1]}], "c": "text"})
    assert frozen == {"a": ({"b": (1,)},), "c": "text"}
    assert isinstance(frozen, FrozenDict)
    assert isinstance(frozen["a"][0], FrozenDict)


def test_keys_of_the_users_own() -> None:
    """They come under one key, and stay, frozen."""
    part = Part.model_validate({"x-": {"x-cost-centre": ["4711"]}})
    assert part.extensions == {"x-cost-centre": ("4711",)}
    assert Part().extensions is EMPTY


def test_a_part_is_frozen() -> None:
    """No field can be set, and two parts that say the same are equal, with one hash."""
    link = Link(url="https://wiki.example")
    with pytest.raises(ValidationError):
        link.url = "https://elsewhere.example"
    assert link == Link(url="https://wiki.example")
    assert hash(link) == hash(Link(url="https://wiki.example"))


def test_an_unknown_key() -> None:
    """It is an error, and so is a field's name in code where the language has another key."""
    with pytest.raises(ValidationError, match="extra_forbidden"):
        Link.model_validate({"url": "a", "ulr": "b"})
    with pytest.raises(ValidationError, match="extra_forbidden"):
        Part.model_validate({"extensions": {}})


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2027-02-30", "day is out of range for month"),
        ("2027-13-01", "month must be in 1..12"),
        ("31.03.2027", "write it like 2027-03-31"),
        ("2027-W01-1", "write it like 2027-03-31"),
        ("2027-3-1", "write it like 2027-03-31"),
        ("2027-03-31T10:00", "write it like 2027-03-31"),
        ("٢٠٢٧-٠٣-٣١", "write it like 2027-03-31"),
        (["2027-03-31"], "write it like 2027-03-31"),
        (20270331, "write it like 2027-03-31"),
    ],
)
def test_what_is_no_date(text: object, why: str) -> None:
    """The message says why: an impossible day, or another way of writing."""
    with pytest.raises(ValidationError) as caught:
        Waiver.model_validate({"rule": "OWN001", "until": text})
    assert why in caught.value.errors()[0]["msg"]


def test_a_date() -> None:
    """Text, or a date that code made."""
    assert Waiver.model_validate({"rule": "OWN001", "until": "2027-03-31"}).until == date(2027, 3, 31)
    assert Waiver(rule="OWN001", until=date(2027, 3, 31)).until == date(2027, 3, 31)


def test_a_short_form() -> None:
    """A text in the place of a mapping means its one key; a part that code made stays."""
    made = Dependency(service="cart")
    service = Service.model_validate(
        {"id": "shop", "depends_on": ["stock", {"service": "pay", "via": "data"}, made]}
    )
    assert [(each.service, each.via) for each in service.depends_on] == [
        ("stock", "sync"),
        ("pay", "data"),
        ("cart", "sync"),
    ]


def test_a_short_form_that_fits_nowhere() -> None:
    """The error is about the key that it stands for."""
    with pytest.raises(ValidationError) as caught:
        Team.model_validate({"id": "a", "vacancies": {"engineer": "two"}})
    assert caught.value.errors()[0]["loc"] == ("vacancies", "engineer", "count")


def test_more_heads_than_people_on_earth() -> None:
    """A slip of the keyboard, not a number that something else has to survive."""
    with pytest.raises(ValidationError, match="1000000"):
        Team.model_validate({"id": "a", "size": "9" * 400})


def test_a_label_is_what_people_read() -> None:
    """The name, else the id."""
    assert Entity(id="cart", name="Shopping cart").label == "Shopping cart"
    assert Entity(id="cart").label == "cart"


def test_references_are_found_wherever_they_stand() -> None:
    """In an optional field, in a list, in a mapping."""
    person = Annotated[Text, Reference("person")]
    found = find_references(Mapping[str, tuple[person, ...] | None])
    assert [mark.kinds for mark in found] == [("person",)]


def test_a_field_without_a_reference() -> None:
    """Plain text refers to nothing."""

    class Plain(Part):
        said: Text | None = Field(default=None)

    assert list(find_references(Plain.model_fields["said"].annotation)) == []
