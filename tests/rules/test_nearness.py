"""Which ids are near a word, in a small model and in a large one?"""

import pytest

from topo.rules.nearness import Nearness
from topo.text import find_nearest

MANY = [
    f"{area}-{noun}-{number}"
    for area in ("cart", "pay", "ship")
    for noun in ("api", "web")
    for number in range(99)
]


@pytest.mark.parametrize(
    "ids", [["checkout", "payments"], ["checkout", "payments", *MANY]], ids=["few", "many"]
)
@pytest.mark.parametrize(
    ("word", "nearest"),
    [
        ("chekout", ["checkout"]),
        ("Payments", ["payments"]),
        ("paymnets", ["payments"]),
        ("zzz", []),
        ("", []),
    ],
)
def test_near(ids: list[str], word: str, nearest: list[str]) -> None:
    """The same in both: however many there are."""
    assert Nearness(ids).find(word) == nearest


@pytest.mark.parametrize("word", ["cart-ap-7", "shipweb-12", "PAY-API-3", "pay-api_98", "crat-web-55"])
def test_as_if_all_were_compared(word: str) -> None:
    """Looking at the likeliest finds what looking at all would find first."""
    assert Nearness(MANY).find(word, most=1) == find_nearest(word, MANY, most=1)


def test_nothing_to_be_near_to() -> None:
    """No ids, no offer."""
    assert Nearness([]).find("checkout") == []
