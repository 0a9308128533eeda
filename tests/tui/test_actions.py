"""The one table of actions: no key means two things, and every action is done by somebody."""

from collections import Counter

import pytest

from topo.tui.actions import ACTIONS, INSIDE, LENSES, Action, Context, find_actions
from topo.tui.app import TopoApp
from topo.tui.dialogs.help import list_keys
from topo.tui.screens import load_screens
from topo.tui.widgets.matrix import MatrixView
from topo.tui.widgets.sheet import Sheet


@pytest.mark.parametrize("context", Context)
def test_no_key_means_two_things(context: Context) -> None:
    """In one place: what holds everywhere, in that place, and in what it stands in."""
    contexts = {Context.EVERYWHERE, context, *INSIDE.get(context, ())}
    keys = Counter(key for action in find_actions(*contexts) for key in action.keys)
    assert {key: count for key, count in keys.items() if count > 1} == {}


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: f"{action.context.name}-{action.id}")
def test_every_action_is_done_by_somebody(action: Action) -> None:
    """The application, a lens, or a widget has a method for it."""
    places = [TopoApp, *load_screens().values(), Sheet, MatrixView]
    assert any(hasattr(place, f"action_{action.id}") for place in places)


def test_every_action_is_in_the_help() -> None:
    """With its keys and its sentence."""
    assert [row.key for row in list_keys().rows] == [action.id for action in ACTIONS]
    assert all(cell.text for row in list_keys().rows for cell in row.cells)


def test_every_lens_has_a_screen_and_a_number() -> None:
    """In the order of the number keys."""
    assert [screen.lens for screen in load_screens().values()] == [id for id, _, _ in LENSES]
    assert [action.keys for action in ACTIONS[: len(LENSES)]] == [
        (str(n),) for n in range(1, len(LENSES) + 1)
    ]
