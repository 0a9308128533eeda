"""Who must talk to whom, why, and through how many channels?"""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from hypothesis import given

from tests.analysis.estates import Tree, build, trees
from tests.analysis.shipped import weights_of
from topo.analysis.joining import find_joining
from topo.analysis.owners import Owners
from topo.analysis.parts import sum_parts
from topo.analysis.talking import Talking, TalkingPair, count_pairs, measure_talking
from topo.model.organisation import Organisation

Read = Callable[[str], Organisation]
AS_OF = date(2026, 12, 1)
WEIGHTS = weights_of("channels")


def talk(organisation: Organisation, weights: Mapping[str, float] = WEIGHTS) -> Talking:
    """The channels with the weights that ship."""
    return measure_talking(organisation, as_of=AS_OF, weights=weights)


def only_pair(organisation: Organisation) -> TalkingPair:
    """The one pair that must talk."""
    (pair,) = talk(organisation).pairs
    return pair


@pytest.mark.parametrize(
    ("people", "channels"), [(5, 10), (7, 21), (10, 45), (20, 190), (1, 0), (0, 0), (0.5, 0)]
)
def test_pairs_of_people(people: float, channels: float) -> None:
    """Brooks 1975; less than one person has nobody to talk to."""
    assert count_pairs(people) == channels


def test_inside(read: Read) -> None:
    """Each team by its heads, with fractions; vacancies and one more person apart; unknown is said."""
    talking = talk(
        read(
            """
            teams:
              a: {size: 5, vacancies: {qa: 2}}
              b: {members: [x, {person: y, allocation: 50%}]}
              c: {}
            """
        )
    )
    assert talking.inside.amount == 10 + 0.375
    assert talking.inside.missing == ("c: heads unknown",)
    assert talking.inside_when_filled.amount == 21 + 0.375
    assert [part.amount for part in talking.one_more.parts] == [5.0, 1.5]
    assert talking.as_one_team.amount == 6.5 * 5.5 / 2
    assert talk(read("teams: {c: {}}")).inside.amount is None


CAUSES = {
    "services: {s: {owner: a, depends_on: [{service: t, via: data}]}, t: {owner: b}}": (
        "dependency",
        "services.s.depends_on[t]",
        "data",
    ),
    "services: {s: {owner: a, part_of: m}, t: {owner: b, part_of: m}, m: {}}": (
        "deployable",
        "services.s.part_of",
        "release",
    ),
    "streams: {f: {stages: {one: {team: a}, two: {team: b}}}}": ("hand-off", "streams.f.stages.two", "a → b"),
    "{services: {s: {owner: a, domain: d}, t: {owner: b, domain: d}}, domains: {d: {}}}": (
        "domain",
        "domains.d",
        "d",
    ),
    "{services: {s: {owner: a, domain: d}}, domains: {d: {owner: b}}}": ("domain", "domains.d", "d"),
    "interactions: [{mode: collaboration, between: [b, a]}]": (
        "interaction",
        "interactions[collaboration a b]",
        "collaboration",
    ),
    "tissue: {capabilities: {road: {provider: a, mode: ticket, serves: {team: b}}}}": (
        "capability",
        "tissue.capabilities.road",
        "ticket",
    ),
}


@pytest.mark.parametrize("said", CAUSES)
def test_causes(read: Read, said: str) -> None:
    """Each way to be joined makes one pair, with the address of what joins it."""
    import yaml

    tree = {"teams": {"a": {"size": 2}, "b": {"size": 3}, "c": {"size": 4}}, **yaml.safe_load(said)}
    pair = only_pair(read(yaml.safe_dump(tree, sort_keys=False)))
    assert pair.teams == ("a", "b")
    cause = pair.causes[0]
    assert (cause.kind, str(cause.address), cause.what) == CAUSES[said]


@pytest.mark.parametrize(
    "said",
    [
        "services: {s: {owner: a, depends_on: [t]}, t: {owner: a}}",
        "services: {s: {owner: a, depends_on: [t]}, t: {owner: b, lifecycle: retired}}",
        "services: {s: {owner: a, depends_on: [t]}, t: {owner: b, kind: external}}",
        "services: {s: {owner: a, part_of: m}, t: {owner: b, part_of: m}, m: {lifecycle: retired}}",
        "streams: {f: {stages: {one: {team: a}, two: {team: nobody}, three: {team: b}}}}",
        "streams: {f: {stages: {one: {team: a}, two: {team: b, guardrail: scan}, three: {team: a}}}}",
        "interactions: [{mode: collaboration, between: [a, b], since: 2026-12-02}]",
        "interactions: [{mode: collaboration, between: [a, b], until: 2026-11-30}]",
    ],
)
def test_nobody_must_talk(read: Read, said: str) -> None:
    """One's own, what is retired or foreign, what is automated, what is unknown, past or in the future."""
    start = "teams: {a: {size: 2}, b: {size: 3}}\ntissue: {guardrails: {scan: {enforcement: automated}}}\n"
    assert talk(read(start + said)).pairs == ()


@pytest.mark.parametrize(
    ("interactions", "mode", "channels"),
    [
        ("{mode: x-as-a-service, provider: a, consumers: [b]}", "x-as-a-service", 1.0),
        ("{mode: facilitating, by: a, for: [b]}", "facilitating", 3.0),
        ("{mode: facilitating, by: b, for: [a]}", "facilitating", 2.0),
        ("{mode: facilitating, by: b, for: [a]}, {mode: facilitating, by: a, for: [b]}", "facilitating", 3.0),
        ("{mode: collaboration, between: [a, b]}", "collaboration", 6.0),
        ("{mode: collaboration, between: [a, b], until: 2026-12-01}", "collaboration", 6.0),
        (
            "{mode: collaboration, between: [a, b], until: 2026-11-30}, {mode: facilitating, by: a, for: b}",
            "facilitating",
            3.0,
        ),
        (
            "{mode: x-as-a-service, provider: b, consumers: a}, {mode: collaboration, between: [a, b]}",
            "collaboration",
            6.0,
        ),
    ],
)
def test_modes(read: Read, interactions: str, mode: str, channels: float) -> None:
    """Several modes on a pair count once, by the busiest that is in force on the day."""
    organisation = read(f"teams: {{a: {{size: 2}}, b: {{size: 3}}}}\ninteractions: [{interactions}]")
    pair = only_pair(organisation)
    assert pair.declaration is not None
    assert (pair.declaration.mode, pair.channels.amount) == (mode, channels)
    assert pair.channels.parts[0].weighed_by == f"channels.{mode}"
    assert talk(organisation).between.amount == channels


def test_hidden_pairs(read: Read) -> None:
    """What must talk undeclared has an upper bound, which no total contains."""
    organisation = read(
        """
        teams: {a: {size: 4}, b: {size: 5}, c: {}}
        services: {s: {owner: a, depends_on: [t, u]}, t: {owner: b}, u: {owner: c}}
        """
    )
    talking = talk(organisation)
    assert [pair.teams for pair in talking.hidden] == [("a", "b"), ("a", "c")]
    assert [pair.upper_bound.amount for pair in talking.hidden] == [20.0, None]
    assert [pair.channels.amount for pair in talking.hidden] == [None, None]
    assert (talking.between.amount, talking.between.missing) == (0.0, ("hidden pairs: 2",))
    assert talking.must_talk.amount == 2
    assert talking.by_team["b"] == (talking.pairs[0],)


def test_what_nobody_owns(read: Read) -> None:
    """A dependency with an end that nobody owns makes no pair, and is said to be left out."""
    talking = talk(read("{teams: {a: {size: 4}}, services: {s: {owner: a, depends_on: [t]}, t: {owner: x}}}"))
    assert talking.pairs == ()
    assert talking.must_talk.missing == ("dependencies with an end that nobody owns: 1",)


def test_three_who_collaborate(read: Read) -> None:
    """Three teams in `between` are three pairs."""
    talking = talk(
        read(
            """
            teams: {a: {size: 1}, b: {size: 2}, c: {size: 3}}
            interactions: [{mode: collaboration, between: [a, b, c]}]
            """
        )
    )
    assert [part.amount for part in talking.between.parts] == [2.0, 3.0, 6.0]


def test_weights_come_from_the_profile(read: Read) -> None:
    """No weight is the code's own."""
    organisation = read(
        "{teams: {a: {size: 2}, b: {size: 3}}, interactions: [{mode: collaboration, between: [a, b]}]}"
    )
    assert talk(organisation, {**WEIGHTS, "collaboration": 0.5}).between.amount == 3.0


@given(trees)
def test_numbers_open_up(tree: Tree) -> None:
    """Every number is the sum of its parts, and every part of a pair has an address."""
    talking = talk(build(tree))
    for number in (talking.inside, talking.one_more, talking.between, talking.must_talk):
        assert number.amount is None or number.amount == sum_parts(number.parts)
        assert all(part.address is not None for part in number.parts)
    assert all(pair.causes for pair in talking.pairs)


@given(trees)
def test_declaring_changes_no_structure(tree: Tree) -> None:
    """Paper is not work: whom the structure joins does not depend on what is declared."""
    silent = find_joining(Owners(build({**tree, "interactions": []})))
    loud = find_joining(Owners(build(tree)))
    assert loud == silent


@given(trees)
def test_order_does_not_matter(tree: Tree) -> None:
    """A model turned around has the same numbers."""
    around = {
        key: dict(reversed(section.items())) if isinstance(section, dict) else section[::-1]
        for key, section in tree.items()
    }
    for one, other in zip(talk(build(tree)).pairs, talk(build(around)).pairs, strict=True):
        assert (one.teams, one.causes, one.channels.amount) == (
            other.teams,
            other.causes,
            other.channels.amount,
        )


@given(trees)
def test_an_unrelated_team(tree: Tree) -> None:
    """A team that has nothing to do with the others changes nobody else's pairs."""
    more = {**tree, "teams": {**tree["teams"], "zz": {"id": "zz", "size": 8}}}
    assert talk(build(more)).pairs == talk(build(tree)).pairs
