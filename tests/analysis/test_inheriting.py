"""What is known of an organisation, and else of the one that it came of?"""

from topo.analysis.inheriting import Inherited


def test_what_gets_known_later() -> None:
    """What comes of it knows that too; its own comes first, and does not go back."""
    first = Inherited[str, int]()
    second = first.follow()
    assert second.get("a") is None
    first["a"] = 1
    assert second.get("a") == 1
    second["a"] = 2
    assert (first.get("a"), second.get("a")) == (1, 2)


def test_a_chain() -> None:
    """What the nearest knows counts; what was known further back is kept."""
    known = Inherited[str, int]()
    known["old"] = 1
    for number in range(5):
        known = known.follow()
        known[f"step {number}"] = number
    assert known.get("old") == 1
    assert [known.get(f"step {number}") for number in range(5)] == list(range(5))
