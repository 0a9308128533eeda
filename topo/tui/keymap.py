"""Which keys did somebody choose instead of those of the table of actions?

They stand in `topo/keys.yaml` under the user's configuration folder, an action by its context and id, with a
key or several:

    everywhere.undo: ctrl+z
    board.carry: [c, m]
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from topo.source.reading import read_yaml
from topo.text import did_you_mean, printable
from topo.tui.actions import ACTIONS, INSIDE, Context, name_action


def read_keys(path: Path) -> tuple[Mapping[str, tuple[str, ...]], tuple[str, ...]]:
    """The chosen keys by the name of their action, and what is wrong with the file.

    Where a key would mean two things none of the chosen keys counts.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}, ()
    except (OSError, UnicodeDecodeError) as error:
        return {}, (f"{path} cannot be read: {printable(str(error))}",)
    reading = read_yaml(text)
    said = reading.documents[0] if reading.documents else {}
    if reading.problems or not isinstance(said, Mapping):
        why = reading.problems[0].message if reading.problems else "it is no mapping of actions to keys"
        return {}, (f"{path} is not read: {why}",)
    keys = {str(name): _read_several(each) for name, each in said.items()}
    names = [name_action(each) for each in ACTIONS]
    problems = [
        f"{path}: there is no action `{printable(name)}`; {did_you_mean(name, names) or 'see `?`'}"
        for name in keys
        if name not in names
    ]
    known = {name: each for name, each in keys.items() if name in names and each}
    clashes = list(find_clashes(known))
    return ({} if clashes else known), (*problems, *(f"{path}: {clash}" for clash in clashes))


def find_clashes(chosen: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The keys that would mean two things in one place, in sentences."""
    told: set[str] = set()
    for context in Context:
        seen: dict[str, str] = {}
        for action in ACTIONS:
            if action.context not in (Context.EVERYWHERE, context, *INSIDE.get(context, ())):
                continue
            name = name_action(action)
            for key in chosen.get(name, action.keys):
                other = seen.setdefault(key, name)
                said = f"`{printable(key)}` would be {other} and {name}: no chosen key counts"
                if other != name and said not in told:
                    told.add(said)
                    yield said


def _read_several(said: object) -> tuple[str, ...]:
    if isinstance(said, list | tuple):
        return tuple(str(each) for each in said)
    return tuple(each.strip() for each in str(said).split(",") if each.strip())
