"""Who has moved in the end, when people move several times?"""

from topo.change.applied import Transfer
from topo.change.travelling import find_net


def move(count: float, source: str | None, target: str | None, role: str | None = "qa") -> Transfer:
    return Transfer(count, role, source=source, target=target)


def tell(*transfers: Transfer, **renamed: str) -> list[tuple[float, str | None, str | None]]:
    return [(each.count, each.source, each.target) for each in find_net(transfers, renamed)]


def test_who_moves_on_counts_once() -> None:
    """Two go, one of them goes on: one is there, one is further."""
    assert tell(move(2, "a", "b"), move(1, "b", "c")) == [(1, "a", "b"), (1, "a", "c")]


def test_who_comes_back_not_at_all() -> None:
    """There and back again is nowhere."""
    assert tell(move(2, "a", "b"), move(2, "b", "a")) == []


def test_more_go_on_than_came() -> None:
    """The rest were there before."""
    assert tell(move(1, "a", "b"), move(3, "b", "c")) == [(1, "a", "c"), (2, "b", "c")]


def test_another_role_is_somebody_else() -> None:
    """A tester who leaves is not the engineer who came; people without a role may be anybody."""
    assert tell(move(1, "a", "b", "engineer"), move(1, "b", "c", "qa")) == [(1, "a", "b"), (1, "b", "c")]
    assert tell(move(1, "a", "b", "engineer"), move(1, "b", "c", None)) == [(1, "a", "c")]


def test_named_people_are_themselves() -> None:
    """Bo who goes on is not cy who came."""
    came = Transfer(1.0, person="cy", source="a", target="b")
    goes = Transfer(1.0, person="bo", source="b", target="c")
    assert len(find_net([came, goes])) == 2


def test_who_left_does_not_come_back() -> None:
    """A hire after a leave is another person."""
    assert tell(move(1, "a", None), move(1, None, "a")) == [(1, None, "a"), (1, "a", None)]


def test_a_hire_who_moves_on_is_hired_there() -> None:
    """And has not changed team."""
    assert tell(move(1, None, "a"), move(1, "a", "b")) == [(1, None, "b")]


def test_a_team_with_another_name_is_the_same_team() -> None:
    """Who goes to what is now called `z` and on from there went once."""
    assert tell(move(1, "a", "b"), move(1, "z", "c"), b="z") == [(1, "a", "c")]
