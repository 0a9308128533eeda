"""How does a model say how it is read, weighed and checked?"""

from typing import Any

import pytest
from pydantic import ValidationError

from topo.model.settings import Calendar, Check, Policy, Source

EXACTLY_ONE = "exactly one of `backstage`, `codeowners`, `compose`, `edges` and `graphml`"
SOURCES = [
    ({"backstage": "../catalog/**/catalog-info.yaml"}, None),
    ({"backstage": ["a.yaml", "b.yaml"], "api_version": "example.com/v1"}, None),
    ({"codeowners": "CODEOWNERS", "tree": "..", "flavour": "gitlab"}, None),
    ({"compose": ["compose.yaml", "compose.full.yaml"]}, None),
    ({"edges": "calls.csv", "from": "caller", "to": "2", "via": "protocol"}, None),
    ({"graphml": "a.graphml", "label": "label", "via": "protocol"}, None),
    ({}, EXACTLY_ONE),
    ({"tree": ".."}, EXACTLY_ONE),
    ({"backstage": "a.yaml", "codeowners": "CODEOWNERS"}, EXACTLY_ONE),
    ({"compose": "compose.yaml", "edges": "calls.csv"}, EXACTLY_ONE),
    ({"backstage": "a.yaml", "tree": ".."}, "`tree` belongs to `codeowners`"),
    ({"codeowners": "CODEOWNERS", "api_version": "example.com/v1"}, "`api_version` belongs to `backstage`"),
    ({"compose": "compose.yaml", "from": "caller"}, "`from` belongs to `edges`"),
    ({"compose": "compose.yaml", "via": "protocol"}, "`via` belongs to `edges` or `graphml`"),
]


@pytest.mark.parametrize(("said", "problem"), SOURCES)
def test_a_source_reads_one_estate(said: dict[str, Any], problem: str | None) -> None:
    """One kind of estate, with what belongs to it."""
    found = Source.model_validate(said).problem
    assert found is None if problem is None else problem in str(found)


def test_a_calendar() -> None:
    """Eight hours and five days, unless said."""
    assert (Calendar().hours_a_day, Calendar().days_a_week) == (8, 5)
    calendar = Calendar.model_validate({"day": "450m", "week": "4d"})
    assert (calendar.hours_a_day, calendar.days_a_week) == (7.5, 4)


def test_a_rule_setting_short_and_long() -> None:
    """A severity alone, or a mapping; `off` is a word."""
    check = Check.model_validate(
        {"rules": {"COM002": "off", "COG001": {"severity": "error", "only": {"group": "commerce"}}}}
    )
    assert check.rules["COM002"].severity == "off"
    assert check.rules["COM002"].only is None
    assert check.rules["COG001"].only is not None


def test_a_severity_that_is_none() -> None:
    """The error names the place that it stands for."""
    with pytest.raises(ValidationError) as caught:
        Check.model_validate({"rules": {"COM002": "of"}})
    assert caught.value.errors()[0]["loc"] == ("rules", "COM002", "severity")


def test_a_stress_of_more_than_all() -> None:
    """Twice as fast and a half is a speed-up that somebody may try."""
    assert Check.model_validate({"stress": "150%"}).stress == 1.5


def test_a_policy_keeps_its_conditions_frozen() -> None:
    """Whatever stands in them, at any depth."""
    policy = Policy.model_validate(
        {"says": "tiers", "for": "services", "require": {"owner.type": ["platform"], "tier": {"min": "1"}}}
    )
    assert policy.require == {"owner.type": ("platform",), "tier": {"min": "1"}}
    assert hash(policy)
