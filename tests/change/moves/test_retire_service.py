"""Is a service retired with nobody left who leans on it?"""

import pytest

from tests.change.conftest import Read
from tests.change.trying import apply, refusals
from topo.model.organisation import Organisation


@pytest.fixture
def estate(read: Read) -> Organisation:
    """A service that others, a stage and a retired one depend on, and its successor."""
    return read("""
        teams: {a: {}}
        services:
          old: {owner: a, depends_on: [bank]}
          new: {depends_on: [old, bank]}
          bank: {}
          shop: {depends_on: [{service: old, via: async}]}
          both: {depends_on: [{service: new, via: data}, {service: old, via: release}]}
          dead: {lifecycle: retired, depends_on: [old]}
          core: {}
          part: {part_of: core}
          gone: {lifecycle: retired, part_of: bank}
        streams: {s: {stages: {build: {service: old}, test: {service: old}}}}
    """)


def depends_on(organisation: Organisation, id: str) -> list[tuple[str, str]]:
    """What a service depends on, and how."""
    return [(each.service, each.via) for each in organisation.services[id].depends_on]


def test_its_consumers_go_to_another(estate: Organisation) -> None:
    """In the way in which they depended on it; what they said of the successor itself stays as it was."""
    now = apply(estate, "retire-service", service="old", consumers_to="new").organisation
    assert now.services["old"].lifecycle == "retired"
    assert depends_on(now, "shop") == [("new", "async")]
    assert depends_on(now, "both") == [("new", "data")]
    assert depends_on(now, "new") == [("bank", "sync")]
    assert depends_on(now, "dead") == [("old", "sync")]
    assert {stage.service for stage in now.streams["s"].stages.values()} == {"new"}


def test_nobody_depends_on_it(estate: Organisation) -> None:
    """Then nothing else has to be said; parts that are retired themselves do not count."""
    now = apply(estate, "retire-service", service="shop").organisation
    assert now.services["shop"].is_retired
    assert list(now.services) == list(estate.services)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"service": "bnk"}, ["service: `bnk` names no service (did you mean `bank`?)"]),
        (
            {"service": "old"},
            [
                "consumers_to: 3 services depend on `old`: `new`, `shop` and `both` "
                "(say what they depend on instead)",
                "consumers_to: the owner of `old` does stage `build` and `test` "
                "(say whose owner does it instead, or use `move-stage` first)",
            ],
        ),
        ({"service": "dead"}, ["service: service `dead` is retired already"]),
        (
            {"service": "core"},
            [
                "service: `part` is released with `core` "
                "(move them to another deployable first (`move-module`))"
            ],
        ),
        ({"service": "old", "consumers_to": "old"}, ["consumers_to: `old` is the service that is retired"]),
        ({"service": "old", "consumers_to": "dead"}, ["consumers_to: service `dead` is retired"]),
        (
            {"service": "shop", "consumers_to": "new"},
            ["consumers_to: nothing depends on `shop` (leave it out)"],
        ),
        (
            {"service": "old", "consumers_to": "bnk"},
            ["consumers_to: `bnk` names no service (did you mean `bank`?)"],
        ),
    ],
)
def test_what_does_not_fit(estate: Organisation, fields: dict[str, object], said: list[str]) -> None:
    """Everything that would be left, and everything that is not there."""
    assert refusals(estate, "retire-service", **fields) == said
