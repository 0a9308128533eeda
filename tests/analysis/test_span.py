"""How much is under one manager, and how many teams does a steward serve?"""

from collections.abc import Callable

from topo.analysis.span import ASPECTS, measure_spans
from topo.model.organisation import Organisation

Read = Callable[[str], Organisation]


def test_a_manager(read: Read) -> None:
    """People by allocation, teams, and each domain once; unknown heads are said."""
    spans = measure_spans(
        read(
            """
            teams:
              a: {members: [x, y], manager: ana}
              b: {members: [y], manager: "person:ana"}
              c: {manager: ana}
              d: {manager: bo}
              e: {size: 3}
            domains: {d1: {}, d2: {owner: b}}
            services: {s: {owner: a, domain: d1}, t: {owner: b, domain: d1}, u: {owner: c}}
            """
        )
    )
    ana, bo = spans.managers["ana"], spans.managers["bo"]
    assert (ana.people.amount, ana.people.missing) == (2.0, ("c: heads unknown",))
    assert (ana.teams.amount, str(ana.teams.parts[0].address)) == (3.0, "teams.a.manager")
    assert [part.label for part in ana.domains.parts] == ["d1", "d2"]
    assert ana.domains.missing == ("services.u has no domain",)
    assert (bo.people.amount, bo.teams.amount) == (None, 1.0)
    assert spans.unmanaged == ("e",)


def test_nobody_manages_themselves(read: Read) -> None:
    """A manager who is a listed member is not among the people managed, whatever share they have."""
    spans = measure_spans(
        read(
            """
            teams:
              a: {members: [ana, x, y], manager: ana}
              b: {members: [{person: "person:ana", allocation: 25%}, z], manager: ana}
              c: {roles: {ana: 1, engineer: 4}, manager: ana}
            """
        )
    )
    people = spans.managers["ana"].people
    assert [(part.label, part.amount, part.note) for part in people.parts] == [
        ("a", 2.0, "without ana"),
        ("b", 1.0, "without ana"),
        ("c", 5.0, ""),
    ]


def test_a_steward(read: Read) -> None:
    """A team counts once, whatever is looked after; nobody, and not being asked, are no steward."""
    spans = measure_spans(
        read(
            """
            teams:
              a: {stewards: {collaboration: ana, team-health: [ana, bo], improvement: ~}}
              b: {stewards: {learning: "person:ana"}}
              c: {}
            """
        )
    )
    ana = spans.stewards["ana"]
    assert ana.teams.amount == 2.0
    assert ana.aspects == {"a": ("collaboration", "team-health"), "b": ("learning",)}
    assert str(ana.teams.parts[0].address) == "teams.a.stewards.collaboration"
    assert list(spans.stewards) == ["ana", "bo"]


def test_the_ways_of_working_are_the_languages() -> None:
    """All five, as a file writes them."""
    assert list(ASPECTS.values()) == [
        "collaboration",
        "impediments",
        "improvement",
        "team-health",
        "learning",
    ]
