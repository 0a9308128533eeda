"""How is a selector read?"""

from typing import Any

import pytest
from pydantic import ValidationError

from topo.model.selector import NARROWING, Selector


def test_a_value_or_a_list() -> None:
    """One value is a list of one; tiers are numbers, whatever the file said."""
    selector = Selector.model_validate({"team": "checkout", "tier": ["1", "2"], "kind": "module"})
    assert selector.team == ("checkout",)
    assert selector.tier == (1, 2)
    assert selector.kind == ("module",)


@pytest.mark.parametrize("said", [{}, {"all": "true"}, {"team": []}])
def test_everybody(said: dict[str, Any]) -> None:
    """No key, `all: true`, or keys that name nothing."""
    assert Selector.model_validate(said).is_everything


@pytest.mark.parametrize("key", NARROWING)
def test_each_key_narrows(key: str) -> None:
    """Whichever it is."""
    words = {"team_type": "platform", "kind": "module", "tier": "1", "lifecycle": "production"}
    assert not Selector.model_validate({key: words.get(key, "a")}).is_everything


@pytest.mark.parametrize("key", ["team_type", "kind", "tier", "lifecycle"])
def test_a_word_that_nothing_has(key: str) -> None:
    """What could never match is an error at its place, not a selector of nobody."""
    with pytest.raises(ValidationError) as caught:
        Selector.model_validate({key: "platfrom"})
    assert caught.value.errors()[0]["loc"] == (key, 0)


def test_the_keys_of_the_language() -> None:
    """Those, and no others."""
    known = ("team", "team_type", "group", "domain", "service", "kind", "tier", "lifecycle", "data", "tag")
    assert known == NARROWING
