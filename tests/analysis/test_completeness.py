"""Can each team deliver end to end?"""

from collections.abc import Callable

from hypothesis import given, settings

from tests.strategies import organisations
from topo.analysis.completeness import Complete, measure_completeness
from topo.analysis.parts import sum_parts
from topo.model.organisation import Organisation

Read = Callable[[str], Organisation]


def measure(organisation: Organisation, team: str = "a") -> Complete:
    """What a team needs and has."""
    complete = measure_completeness(organisation).find(team)
    assert complete is not None
    return complete


def needs(complete: Complete) -> list[tuple[str, bool | None]]:
    """What it needs, and whether that is there."""
    return [(f"{need.kind} {need.name}", need.is_there) for need in complete.needs]


def test_skills_of_its_domains(read: Read) -> None:
    """Its own and its members', in any case; a domain by `owner:` counts, another's does not."""
    organisation = read(
        """
        people: {bo: {skills: [payments]}, cy: {skills: [rust]}}
        teams: {a: {members: [bo], skills: [Python]}, b: {members: [cy]}}
        domains:
          cart: {skills: [python, css]}
          money: {skills: [Payments, css], owner: a}
          other: {skills: [rust]}
        services: {s: {owner: a, domain: cart}}
        """
    )
    complete = measure(organisation)
    assert needs(complete) == [("skill Payments", True), ("skill css", False), ("skill python", True)]
    [lacking] = complete.lacking
    assert list(map(str, lacking.asked_by)) == ["domains.cart.skills[css]", "domains.money.skills[css]"]
    assert complete.is_complete is False
    assert complete.count_lacking().amount == 1


def test_skills_of_a_team_that_states_none(read: Read) -> None:
    """Not assessed, and no lack."""
    complete = measure(read("teams: {a: {size: 3}}\ndomains: {d: {skills: [css], owner: a}}"))
    assert needs(complete) == [("skill css", None)]
    assert (complete.is_complete, complete.lacking) == (None, ())
    number = complete.count_lacking()
    assert (number.amount, number.missing) == (None, ("skill css: it states no skills",))


def test_roles_of_stream_aligned_teams(read: Read) -> None:
    """By heads or by members; a vacancy is no head, and is told; other types need none."""
    organisation = read(
        """
        check: {limits: {cell_roles: [engineer, designer, tester]}}
        people: {bo: {roles: [Tester]}}
        teams:
          a:
            type: stream-aligned
            roles: {engineer: 3, designer: 0}
            vacancies: {designer: 1}
            members: [bo]
          b: {type: platform, roles: {engineer: 3}}
          c: {type: stream-aligned, size: 4}
        """
    )
    complete = measure(organisation)
    assert needs(complete) == [("role designer", False), ("role engineer", True), ("role tester", True)]
    assert [(need.note, str(need.asked_by[0])) for need in complete.lacking] == [
        ("a position is open", "check.limits.cell_roles[designer]")
    ]
    assert measure(organisation, "b").needs == ()
    assert {need.is_there for need in measure(organisation, "c").needs} == {None}


def test_nothing_is_asked(read: Read) -> None:
    """No verdict."""
    assert measure(read("teams: {a: {size: 3, skills: [css]}}")).is_complete is None


@settings(max_examples=30)
@given(organisations())
def test_numbers_add_up(organisation: Organisation) -> None:
    """What is lacking is what has an address."""
    for complete in measure_completeness(organisation).teams:
        number = complete.count_lacking()
        assert number.amount is None or number.amount == sum_parts(number.parts) == len(complete.lacking)
