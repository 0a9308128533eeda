"""Is what happened between two organisations said in their own words, and is nothing guessed?"""

import pytest

from topo.change.events import find_events
from topo.change.moves.merge_teams import MergeTeams
from topo.change.moves.rename import Rename
from topo.model.organisation import Organisation
from topo.source.loading import load_model

BEFORE = """
teams:
  shop: {size: 3, owns: [cart, web], members: [ana, bo]}
  pay: {roles: {engineer: 4}, owns: [ledger]}
people: {ana: {}, bo: {}}
services:
  cart: {tier: 2, depends_on: [ledger]}
  web: {depends_on: [cart]}
  ledger: {}
"""


@pytest.fixture
def read(tmp_path):  # type: ignore[no-untyped-def]
    def read_text(text: str) -> Organisation:
        path = tmp_path / "topo.yaml"
        path.write_text(text, encoding="utf-8")
        return load_model(path).organisation

    return read_text


def _tell(before: Organisation, after: Organisation) -> list[tuple[str, str]]:
    return [(each.what, each.text) for each in find_events(before, after)]


def test_nothing(read) -> None:  # type: ignore[no-untyped-def]
    """The same text is the same organisation, in whatever order it lists what it depends on."""
    assert _tell(read(BEFORE), read(BEFORE)) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("owns: [ledger]", "owns: [ledger, web]", None),
        ("tier: 2", "tier: 1", ("changed", "service `cart`: tier 2 → 1")),
        ("{engineer: 4}", "{engineer: 6, qa: 1}", ("people", "team `pay`: engineer 4 → 6")),
        ("{engineer: 4}", "{engineer: 6, qa: 1}", ("people", "team `pay`: qa 0 → 1")),
        ("size: 3", "size: 4", ("people", "team `shop`: size 3 → 4")),
        ("[ana, bo]", "[ana]", ("people", "`bo` leaves `shop`")),
        ("  ledger: {}", "  ledger: {}\n  tax: {}", ("new", "service `tax`")),
        ("  ledger: {}", "  ledger: {}\n  tax: {owner: pay}", ("new", "service `tax` of `pay`")),
        (
            "depends_on: [ledger]",
            "depends_on: []",
            ("changed", "service `cart`: depends_on ledger is gone"),
        ),
        (
            "owns: [ledger]",
            "",
            ("owner", "nobody owns service `ledger` any more: it was with `pay`"),
        ),
    ],
)
def test_words(read, old: str, new: str, told: tuple[str, str] | None) -> None:  # type: ignore[no-untyped-def]
    """Each kind of change, in a sentence."""
    assert old in BEFORE
    found = _tell(read(BEFORE), read(BEFORE.replace(old, new)))
    if told is not None:
        assert told in found


def test_what_changes_hands_together(read) -> None:  # type: ignore[no-untyped-def]
    """Everything that goes the same way is one sentence; a claim under `owns:` is not told twice."""
    after = BEFORE.replace("owns: [cart, web], ", "").replace("[ledger]}", "[ledger, cart, web]}", 1)
    assert _tell(read(BEFORE), read(after)) == [
        ("owner", "services `cart` and `web` go from `shop` to `pay`"),
    ]


def test_a_person_who_moves(read) -> None:  # type: ignore[no-untyped-def]
    """Not somebody who leaves and somebody who comes."""
    after = BEFORE.replace("[ana, bo]", "[ana]").replace("{engineer: 4},", "{engineer: 4}, members: [bo],")
    assert ("people", "`bo` moves from `shop` to `pay`") in _tell(read(BEFORE), read(after))


def test_what_follows_a_new_id_is_no_change(read) -> None:  # type: ignore[no-untyped-def]
    """A renamed service and team are renamed, and that is all."""
    before = read(BEFORE)
    once = Rename.model_validate({"kind": "service", "from": "ledger", "to": "book"}).apply(before)
    twice = Rename.model_validate({"kind": "team", "from": "pay", "to": "payments"}).apply(once.organisation)
    assert _tell(before, twice.organisation) == [
        ("renamed", "service `ledger` is now `book`"),
        ("renamed", "team `pay` is now `payments`"),
    ]


def test_without_formerly_nothing_is_guessed(read) -> None:  # type: ignore[no-untyped-def]
    """A team that goes and one that comes are two teams, even with the same things."""
    found = _tell(read(BEFORE), read(BEFORE.replace("  pay:", "  payments:")))
    assert ("new", "team `payments` with service `ledger`") in found
    assert ("gone", "team `pay`; what it owned is with `payments`") in found
    assert "renamed" not in {what for what, _ in found}


def test_merged(read) -> None:  # type: ignore[no-untyped-def]
    """What says that it was called so took the other in."""
    before = read(BEFORE)
    after = MergeTeams.model_validate({"teams": ["shop", "pay"], "into": "shop"}).apply(before).organisation
    found = _tell(before, after)
    assert ("merged", "team `pay` was merged into `shop`") in found
    assert ("owner", "service `ledger` goes from `pay` to `shop`") in found


def test_split(read) -> None:  # type: ignore[no-untyped-def]
    """A team that is gone, and all of whose things are with teams that are new, was split."""
    after = BEFORE.replace(
        "  shop: {size: 3, owns: [cart, web], members: [ana, bo]}",
        "  front: {size: 1, owns: [web]}\n  back: {size: 2, owns: [cart]}",
    )
    assert ("split", "team `shop` was split into `back` and `front`") in _tell(read(BEFORE), read(after))
    more = after.replace("owns: [web]", "owns: [web, ledger]").replace(", owns: [ledger]", "")
    assert "split" not in {what for what, _ in _tell(read(BEFORE), read(more))}


def test_the_stages_of_a_stream(read) -> None:  # type: ignore[no-untyped-def]
    """They are part of their stream."""
    one = "streams: {sell: {arrivals: 3/week, stages: {code: {by: pay}, review: {by: shop}}}}\n"
    before = read(BEFORE + one)
    after = read(BEFORE + one.replace(", review: {by: shop}", ""))
    assert ("changed", "stream `sell`: stage `review` is gone") in _tell(before, after)
