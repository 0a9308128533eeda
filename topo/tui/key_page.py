"""Which keys are there, as a page of the docs?"""

from collections.abc import Iterator

from topo.tui.actions import LENSES, Action, Context, find_actions, name_action
from topo.tui.keys import name_key

_HEAD = """# The terminal UI, and its keys

    topo tui                                        # the nearest topo.yaml, or a sample to choose
    topo tui samples/agileworks --scenario hybrid   # with a scenario open
    topo serve samples/agileworks                   # in a browser, on this machine alone (extra `web`)

For a room that tries a reorganisation: somebody shares the screen, people propose moves, everybody sees what
each does. **The model's files are never changed.** What is tried is saved as a scenario (`s`), and `topo
scenario apply` writes it into the model when it is decided. Every change is kept in a journal as it is made,
so that a crash or a closed terminal loses nothing; files that change, come or go on disk are read again under
the open scenario.

![The board: a service is carried over the cards, and each says what a drop would do](pictures/board.svg)

The lenses are on the number keys, each one question:
"""
_TAIL = """
Keys can be typed ahead, on a slow line as in a script: each finds what the one before it opened. What takes
long is worked out beside the keys, and given up for a lens that is only passed.

On the lens of waiting the row of the cross-hair is drawn with its neighbours: who waits on the team, and on
whom it waits; what is new, less or no more says so:

![Waiting: the matrix, and below it one team with its neighbours](pictures/waiting.svg)

On the lens of flow `]` makes coding faster, and the bottleneck moves before everybody's eyes:

![Flow: with coding 40 % faster the security review saturates](pictures/flow.svg)

The ends of each number (with demand and touch times 20 % less or more, variability half or double) are worked
out beside the keys when the slider rests, and so is which input alone would make other people the constraint.

On the lens of comparison any number of scenarios stand beside doing nothing: every number that differs, what
rests on claims alone (`*`), costs, findings that are new or gone, and below them the phases of the open one:

![Compare: two scenarios beside doing nothing, and the phases of the first](pictures/compare.svg)

Muting a measure or giving it another weight (`w`) is written into the minutes (`x`). `--anonymous` calls
teams, people, services and everything else that has a name by numbers (`team-3`), on every screen and in the
minutes; what is saved for the model says the real names. `--readonly` only shows. `NO_COLOR` is honoured;
no colour says anything alone.

How tables are sorted and filtered, which columns are seen, and light or dark stay from one session to the
next. Other keys stand in `~/.config/topo/keys.yaml`, an action by where it is done and its id, with one key
or several; where a key would mean two things in one place, that is said, and none of them counts:

```yaml
everywhere.undo: ctrl+z
board.carry: [c, m]
```

The tables below are made of the same table as the bindings, the help (`?`) and the palette (`ctrl+p`).
"""


def render_key_page() -> str:
    """The page, from the table of actions."""
    return "\n".join(_render()) + "\n"


def _render() -> Iterator[str]:
    yield _HEAD
    yield "| key | lens | asks |"
    yield "|---|---|---|"
    for number, (_, title, question) in enumerate(LENSES, start=1):
        yield f"| `{number}` | {title} | {question} |"
    yield _TAIL
    lenses = {f"lens_{id}" for id, _, _ in LENSES}
    for context in Context:
        yield f"## {context.value[0].upper()}{context.value[1:]}"
        yield ""
        yield "| keys | does | | its name |"
        yield "|---|---|---|---|"
        yield from (_row(action) for action in find_actions(context) if action.id not in lenses)
        yield ""


def _row(action: Action) -> str:
    keys = ", ".join(f"`{name_key(key)}`" for key in action.keys)
    return f"| {keys} | {action.title} | {action.says} | `{name_action(action)}` |"
