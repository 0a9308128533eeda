"""Which key does what? One table: bindings, footer, help, palette and the docs' page are made of it.

An action belongs to a context. Those of `EVERYWHERE` hold in every other one too, so that no key means two
things in one place: a test holds the table to that.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Context(StrEnum):
    """Where a key is pressed."""

    EVERYWHERE = "everywhere"
    BOARD = "on the board"
    CARRYING = "while carrying"
    MOVES = "in the list of moves"
    TABLE = "in a table"
    WAITING = "in the matrix"
    NEIGHBOURS = "on the lens of waiting"
    FLOW = "in the flow"
    FINDINGS = "in the findings"


INSIDE: Mapping[Context, tuple[Context, ...]] = {
    Context.MOVES: (Context.TABLE,),
    Context.FINDINGS: (Context.TABLE,),
    Context.FLOW: (Context.TABLE,),
    Context.NEIGHBOURS: (Context.WAITING,),
}
"""Which other contexts hold in one as well: the list of moves is a table."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be done: what the application calls it, its keys, its name and one sentence.

    `is_shown` puts it into the footer. `writes` marks what a read-only session does not do.
    """

    id: str
    keys: tuple[str, ...]
    title: str
    says: str
    context: Context = Context.EVERYWHERE
    is_shown: bool = False
    writes: bool = False


LENSES: tuple[tuple[str, str, str], ...] = (
    ("board", "Board", "Who is there, and what does each carry?"),
    ("ownership", "Ownership", "Is everything owned?"),
    ("waiting", "Waiting", "Who waits on whom?"),
    ("talking", "Talking", "Who must talk, and have they agreed how?"),
    ("flow", "Flow", "Where does work wait?"),
    ("health", "Health", "What is well, and what is not?"),
    ("compare", "Compare", "Which option does what?"),
    ("findings", "Findings", "What is against the rules?"),
)
"""The lenses in the order of their number keys: id, title and the one question that each answers."""


def _lens(number: int, id: str, title: str, question: str) -> Action:
    return Action(f"lens_{id}", (str(number),), title, question)


ACTIONS: tuple[Action, ...] = (
    *(_lens(number, *lens) for number, lens in enumerate(LENSES, start=1)),
    Action("undo", ("u", "ctrl+z"), "Undo", "Take the last move back.", is_shown=True, writes=True),
    Action("redo", ("U", "ctrl+y"), "Redo", "Make again what was undone.", writes=True),
    Action(
        "add_move", ("a",), "Add a move", "Choose a move and fill in its fields.", is_shown=True, writes=True
    ),
    Action("fork", ("f",), "Fork", "Go on in a copy of the scenario, under another name.", writes=True),
    Action("switch_fork", ("o",), "Other scenario", "Go on with another scenario of this session."),
    Action("save", ("s", "ctrl+s"), "Save", "Write the scenario to a file of its own.", writes=True),
    Action("minutes", ("x",), "Minutes", "Write the minutes: decision, moves, costs, notes, what was muted."),
    Action("weights", ("w",), "Weights", "Mute a measure, or give it another weight.", writes=True),
    Action("guess", ("g",), "Guess", "Guess before the numbers are shown; then reveal them."),
    Action("moves", ("l",), "List of moves", "Go to the list of moves, or back to the lens."),
    Action("inspector", ("i",), "Why?", "Open the inspector: why is this number what it is?"),
    Action("filter", ("slash",), "Filter", "Show only what has this text in it."),
    Action("go_to", ("colon",), "Go to", "Go to a team, service or domain by its name."),
    Action("copy", ("y",), "Copy", "Copy what is chosen to the clipboard."),
    Action("theme", ("t",), "Light or dark", "Change between a dark and a light screen."),
    Action("picture", ("p",), "Picture", "Save the screen as an SVG file."),
    Action("help", ("question_mark", "f1"), "Help", "Show every key; it filters as you type.", is_shown=True),
    Action("back", ("escape",), "Back", "Close what is open, put down what is carried, clear the filter."),
    Action(
        "quit",
        ("q", "ctrl+q"),
        "Quit",
        "Leave; asks only where moves are not saved: keep them for next time, or discard them.",
        is_shown=True,
    ),
    Action(
        "carry",
        ("m",),
        "Carry",
        "Pick up a service, a domain or people, to move them.",
        Context.BOARD,
        True,
        True,
    ),
    Action("open_card", ("enter",), "Open", "Show everything about this team.", Context.BOARD),
    Action("drop", ("enter", "m"), "Drop here", "Make the move.", Context.CARRYING, True, True),
    Action(
        "drop_as_correction",
        ("c",),
        "Drop as correction",
        "It is so today already: make it a correction.",
        Context.CARRYING,
        writes=True,
    ),
    Action(
        "toggle_move", ("space",), "On or off", "Switch a move off, or on again.", Context.MOVES, True, True
    ),
    Action(
        "move_up",
        ("K", "shift+up"),
        "Earlier",
        "Put a move before the one above.",
        Context.MOVES,
        writes=True,
    ),
    Action(
        "move_down",
        ("J", "shift+down"),
        "Later",
        "Put a move behind the one below.",
        Context.MOVES,
        writes=True,
    ),
    Action("note", ("n",), "Note", "Write a note to a move.", Context.MOVES, True, True),
    Action(
        "correction",
        ("c",),
        "Correction",
        "It is so today already: a correction, no proposal.",
        Context.MOVES,
        True,
        True,
    ),
    Action(
        "remove_move", ("delete", "d"), "Remove", "Take a move out of the list.", Context.MOVES, writes=True
    ),
    Action("open_row", ("enter",), "Open", "Show why.", Context.TABLE, True),
    Action("sort", ("S",), "Sort", "Sort by the next column; it stays so.", Context.TABLE),
    Action("columns", ("C",), "Columns", "Hide a column, or show it again; it stays so.", Context.TABLE),
    Action("edit", ("e",), "Edit", "Open the file at the line in $EDITOR.", Context.FINDINGS, True),
    Action("open_cell", ("enter",), "Open", "Show what makes one wait on the other.", Context.WAITING, True),
    Action(
        "neighbours",
        ("v",),
        "Neighbours",
        "Show who waits on this team and on whom it waits, as a graph.",
        Context.NEIGHBOURS,
        True,
    ),
    Action(
        "less_ai",
        ("left_square_bracket", "comma"),
        "Slower coding",
        "Take 10 % off what AI adds to coding.",
        Context.FLOW,
        True,
    ),
    Action(
        "more_ai",
        ("right_square_bracket", "full_stop"),
        "Faster coding",
        "Add 10 % to what AI adds to coding.",
        Context.FLOW,
        True,
    ),
)


def find_actions(*contexts: Context) -> Iterator[Action]:
    """The actions of these contexts, in the order of the table."""
    return (each for each in ACTIONS if each.context in contexts)


def name_action(action: Action) -> str:
    """What an action is called where users give it other keys.

    >>> name_action(next(each for each in ACTIONS if each.id == "carry"))
    'board.carry'
    """
    return f"{action.context.name.lower()}.{action.id}"
