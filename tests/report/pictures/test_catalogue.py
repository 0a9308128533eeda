from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report.pictures.conftest import AS_OF
from tests.report.pictures.weights import WEIGHTS
from tests.strategies import organisations
from topo.analysis.measures import Measures
from topo.analysis.ownership import State
from topo.errors import UsageError
from topo.model.organisation import Organisation
from topo.report.pictures.catalogue import VIEWS, make_picture
from topo.report.pictures.picture import Kind, Picture
from topo.report.pictures.wanted import Grouping, Wanted

Make = Callable[..., Picture]


@pytest.mark.parametrize("name", VIEWS)
def test_a_picture_of_nothing(picture: Make, name: str) -> None:
    """It has nothing in it."""
    made = picture(name, {})
    assert (made.nodes, made.edges, made.boxes) == ((), (), ())


def test_the_title_names_the_organisation(picture: Make) -> None:
    """Where it has a name."""
    assert picture("teams", {"organization": {"name": "Acme"}}).title == "Acme: who waits on whom"
    assert picture("teams", {}).title == "who waits on whom"


def test_a_team_that_there_is_not(picture: Make) -> None:
    """The error offers the nearest one; `team:` before an id is understood."""
    with pytest.raises(UsageError) as caught:
        picture("teams", {"teams": {"checkout": {}}}, focus="chekout")
    assert caught.value.hint == "did you mean `checkout`?"
    assert picture("teams", {"teams": {"checkout": {}}}, focus="team:checkout").nodes[0].is_focus


def test_a_picture_that_there_is_not(picture: Make) -> None:
    """The error offers the nearest one."""
    with pytest.raises(UsageError) as caught:
        picture("domain", {})
    assert caught.value.hint == "did you mean `domains`?"


def test_a_grouping_that_makes_no_sense(picture: Make) -> None:
    """The error names those that do."""
    with pytest.raises(UsageError) as caught:
        picture("teams", {}, group_by="owner")
    assert caught.value.hint == "group it by `group` or `domain`"
    with pytest.raises(UsageError):
        picture("domains", {}, group_by="domain")


@given(organisations(), st.sampled_from(sorted(VIEWS)), st.data())
def test_of_any_organisation(organisation: Organisation, name: str, data: st.DataObject) -> None:
    """Ids are unique, ends and boxes exist, and nothing that nobody owns is left out."""
    group_by = data.draw(st.sampled_from([None, *VIEWS[name].groupings]))
    measures = Measures(organisation, AS_OF, WEIGHTS)
    made = make_picture(measures, name, Wanted(group_by=group_by))
    ids = {node.id for node in made.nodes}
    boxes = {box.id for box in made.boxes}
    assert len(ids) == len(made.nodes) and len(boxes) == len(made.boxes)
    assert {end for edge in made.edges for end in (edge.tail, edge.head)} <= ids
    assert {node.box for node in made.nodes} | {box.parent for box in made.boxes} <= boxes | {None}
    assert all(edge.share is None or 0 <= edge.share <= 1 for edge in made.edges)
    if name in ("services", "teams"):
        unowned = [each for each in measures.ownership.things if each.state is State.UNOWNED]
        of_code = [each for each in unowned if each.kind in ("service", "module")]
        assert any(node.kind is Kind.NOBODY for node in made.nodes) == bool(of_code)


@given(organisations(), st.sampled_from(sorted(VIEWS)), st.integers(0, 3))
def test_the_surroundings_of_any_team(organisation: Organisation, name: str, depth: int) -> None:
    """They are a part of the whole picture, and grow with the depth up to all that is joined."""
    measures = Measures(organisation, AS_OF, WEIGHTS)
    for team in sorted(organisation.teams)[:2]:
        whole = make_picture(measures, name, Wanted())
        near = make_picture(measures, name, Wanted(team, depth))
        further = make_picture(measures, name, Wanted(team, depth + 1))
        ids = [{node.id for node in each.nodes} for each in (near, further, whole)]
        assert ids[0] <= ids[1] <= ids[2]
        assert set(near.edges) <= set(whole.edges)
        assert all(node.is_focus == (node.team == team) for node in near.nodes)


def test_groupings_are_those_of_the_command() -> None:
    """Each is of use to some picture."""
    assert {each for view in VIEWS.values() for each in view.groupings} == set(Grouping)
