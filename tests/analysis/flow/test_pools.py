"""Which people does a stage draw on?"""

import pytest

from tests.analysis.flow.flows import Tree, build, crew, flow_of, line
from topo.analysis.flow.pools import Draw, Staffing
from topo.analysis.heads import measure_heads


def staff(**tree: Tree) -> Staffing:
    """The people of a tree, with a focus of 65 % unless said."""
    organisation = build(tree)
    return Staffing(organisation, measure_heads(organisation), 0.65)


def test_roles() -> None:
    """One pool a role; a stage without one loads each by its heads."""
    team = staff(teams={"a": {"roles": {"engineer": 3, "tester": 1}}}).find_crew("a")
    assert team.draw("tester") == (Draw("a", "tester", 1.0),)
    assert team.draw(None) == (Draw("a", "engineer", 0.75), Draw("a", "tester", 0.25))


def test_a_team_by_its_size_is_one_pool() -> None:
    """Also where a role is asked of it."""
    team = staff(teams={"a": {"size": 4}}).find_crew("a")
    assert team.draw("tester") == team.draw(None) == (Draw("a", None, 1.0),)


def test_a_person_stands_in_the_pool_of_the_first_role() -> None:
    """With the share of their time; who has no role stands in a pool without one."""
    people = {"bo": {"roles": ["engineer", "tester"]}, "cy": {}}
    members = ["bo", {"person": "cy", "allocation": "50%"}, "di"]
    team = staff(people=people, teams={"a": {"members": members}}).find_crew("a")
    assert team.roles == {"engineer": 1.0, None: 1.5}
    assert not team.has_role("tester")


def test_members_without_roles_are_split_as_roles_say() -> None:
    """Heads are those of the members; only who does what is taken from `roles`."""
    team = staff(teams={"a": {"members": ["bo", "cy"], "roles": {"engineer": 3, "tester": 1}}}).find_crew("a")
    assert team.roles == {"engineer": 1.5, "tester": 0.5}


def test_a_role_that_nobody_has() -> None:
    """A pool of nobody, unstable as soon as something comes."""
    flow = flow_of(
        {"teams": {"a": crew(engineer=2)}, "streams": {"s": line({"team": "a", "role": "x", "touch": "1h"})}}
    )
    pool = flow.find_pool("a", "x")
    assert pool is not None
    assert pool.is_unstable
    assert pool.utilisation.amount is None
    assert pool.growth.amount == 4.0
    assert flow.streams[0].flow_time.missing == ("nobody is there: a x",)


def test_heads_that_nobody_says() -> None:
    """Not assessed, which is neither busy nor idle."""
    flow = flow_of({"teams": {"a": {}}, "streams": {"s": line({"team": "a", "touch": "1h"})}})
    pool = flow.find_pool("a")
    assert pool is not None
    assert not pool.is_unstable
    assert pool.utilisation.missing == ("heads of a unknown",)
    assert flow.constraint is None


def test_focus() -> None:
    """The team's own, else the profile's, and it says whose."""
    staffing = staff(teams={"a": {"size": 4, "focus": "50%"}, "b": {"size": 4}})
    assert (staffing.find_pool("a", None).focus, staffing.find_pool("a", None).weighed_by) == (0.5, None)
    assert (staffing.find_pool("b", None).focus, staffing.find_pool("b", None).weighed_by) == (
        0.65,
        "flow.focus",
    )


@pytest.mark.parametrize(
    ("heads", "servers", "pace"),
    [
        (["100%"], 1, 1.0),
        (["50%"], 1, 2.0),
        (["100%", "50%"], 1, 1 / 1.5),
        (["100%"] * 3 + ["50%"], 3, 3 / 3.5),
    ],
)
def test_fractions_of_heads(heads: list[str], servers: int, pace: float) -> None:
    """Whole servers, and a service time that leaves the utilisation as it is."""
    members = [{"person": f"p{number}", "allocation": each} for number, each in enumerate(heads)]
    pool = staff(teams={"a": {"members": members, "focus": "100%"}}).find_pool("a", None)
    assert (pool.servers, pool.pace) == (servers, pytest.approx(pace))


def test_a_pool_is_called_by_its_team_and_role() -> None:
    """In parts and explanations; a finding points at the place in the model."""
    pool = staff(teams={"a": {"roles": {"engineer": 1}}}).find_pool("a", "engineer")
    assert (str(pool.address), str(pool.place)) == ("pools[a engineer]", "teams.a.roles.engineer")


def test_no_two_pools_share_a_place() -> None:
    """Roles of members too: findings are told apart by it."""
    staffing = staff(people={"bo": {"roles": ["x"]}}, teams={"a": {"members": ["bo", "cy"]}})
    places = {str(staffing.find_pool("a", role).place) for role in (None, "x", "y")}
    assert places == {"teams.a.members", "teams.a.roles.x", "teams.a.roles.y"}
