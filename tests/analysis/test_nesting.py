"""What stands in what, and which of it goes round in a ring?"""

from hypothesis import given
from hypothesis import strategies as st

from topo.analysis.nesting import Nesting, find_rings

IDS = st.sampled_from("abcdefgh")


def test_a_ring_of_two_is_one_ring() -> None:
    """From its first id on, however it is written."""
    assert find_rings({"b": "a", "a": "b"}) == [("a", "b")]


def test_what_hangs_on_a_ring_is_not_in_it() -> None:
    """Only those that come back to themselves are members."""
    assert find_rings({"x": "y", "y": "c", "c": "b", "b": "c"}) == [("b", "c")]


@given(st.dictionaries(IDS, IDS))
def test_members_come_back_to_themselves(containers: dict[str, str]) -> None:
    """Exactly those: a ring is what following the containers ends in."""
    found = {id for ring in find_rings(containers) for id in ring}
    assert found == {id for id in containers if comes_back(id, containers)}


def comes_back(id: str, containers: dict[str, str]) -> bool:
    """Whether following the containers from `id` leads to it again."""
    at = containers.get(id)
    for _ in containers:
        if at is None or at == id:
            break
        at = containers.get(at)
    return at == id


@given(st.dictionaries(IDS, IDS))
def test_the_order_of_writing_does_not_matter(containers: dict[str, str]) -> None:
    """The rings are the same, from the same first member."""
    assert find_rings(dict(reversed(containers.items()))) == find_rings(containers)


@given(st.dictionaries(IDS, IDS))
def test_innermost_first(containers: dict[str, str]) -> None:
    """Everything has its place once, and comes before what it stands in."""
    nesting = Nesting(containers, "abcdefgh")
    order = nesting.innermost_first
    assert sorted(order) == sorted("abcdefgh")
    for id, container in nesting.containers.items():
        assert order.index(id) < order.index(container)
        assert id in nesting.find_all(container)
