"""How do the actions of the table become keys of a screen or widget?"""

from textual.binding import Binding, BindingType

from topo.tui.actions import Action, Context, find_actions, name_action

_OF_THE_WIDGET = frozenset({Context.EVERYWHERE, Context.TABLE, Context.WAITING})
"""Contexts whose actions are done by whoever has the binding; those of others are the screen's."""


def bind(*contexts: Context) -> list[BindingType]:
    """The bindings of these contexts; each has an id, by which users can give it other keys."""
    return [_bind(action) for action in find_actions(*contexts)]


def _bind(action: Action) -> Binding:
    does = action.id if action.context in _OF_THE_WIDGET else f"screen.{action.id}"
    return Binding(
        ",".join(action.keys),
        does,
        action.title,
        show=action.is_shown,
        id=name_action(action),
        tooltip=action.says,
    )
