"""What was tried, kept as it is made, so that a crash or a closed terminal loses nothing?

One file per model under the user's state folder: each line is the whole of the session after a change, as
JSON. The last line that is whole counts; the file is begun anew when it gets long.
"""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

from topo.change.catalogue import read_move
from topo.change.history import History, Step
from topo.change.scenario.writing import to_document
from topo.change.script import Script
from topo.errors import TopoError
from topo.model.organisation import Organisation
from topo.tui.fork import Fork
from topo.tui.hiding import SCENARIO, Names
from topo.tui.revealed import Revealed
from topo.tui.scripting import make_script
from topo.tui.session import Session

Load = Callable[[str], Script | None]
LONGEST = 4_000_000
"""From how many bytes on the file is begun anew."""


def find_journal(model: Path) -> Path:
    """The journal of a model: a file under the user's state folder, named after the model's path."""
    state = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(state) / "topo" / f"{sha256(str(model.resolve()).encode()).hexdigest()[:24]}.jsonl"


class Journal:
    """Writes what a session holds, line by line. Where nothing can be written, nothing is."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.is_working = True

    def keep(self, session: Session) -> None:
        """Write the session as it is now, and make sure that it is on the disk."""
        if not session.is_readonly:
            self.write(put_down(session))

    def write(self, line: str) -> None:
        """Write a line, and wait until it is on the disk; may run in a thread of its own."""
        if not self.is_working:
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            is_long = self.path.exists() and self.path.stat().st_size > LONGEST
            if is_long:
                self._begin_anew(line)
                return
            with self.path.open("a", encoding="utf-8") as file:
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            self.is_working = False

    def _begin_anew(self, line: str) -> None:
        fresh = self.path.with_suffix(".new")
        fresh.write_text(line, encoding="utf-8")
        fresh.replace(self.path)

    def read(self) -> Mapping[str, Any] | None:
        """What the last whole line says; None where there is none, or nothing was left unsaved."""
        try:
            lines = self.path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return None
        for line in reversed(lines[-3:]):
            try:
                document = json.loads(line)
            except ValueError:
                continue  # a line that was being written when the process died
            return document if isinstance(document, dict) else None
        return None

    def clear(self) -> None:
        """Forget: everything is saved, or nobody wants it."""
        self.path.unlink(missing_ok=True)


def put_down(session: Session) -> str:
    """The session as it is now, as a line of the journal."""
    return f"{json.dumps(describe(session), sort_keys=True)}\n"


def describe(session: Session) -> dict[str, Any]:
    """The session as plain data: each fork's moves as a scenario file says them."""
    return {
        "version": 1,
        "active": session.active,
        "is_dirty": session.is_dirty,
        "muted": sorted(session.muted),
        "reweighed": dict(sorted(session.reweighed.items())),
        "guesses": [asdict(each) for each in session.guesses],
        "forks": [_describe(fork, session.names) for fork in session.forks.values()],
    }


def restore(session: Session, document: Mapping[str, Any], load: Load) -> None:
    """Take over the scenarios of a journal, over the organisation that the session has.

    `load` reads what the file of a scenario says beside its moves.

    Raises TopoError, ValueError, KeyError or TypeError where the document does not say a session.
    """
    forks = [_restore(each, session.start, session.names, load) for each in document["forks"]]
    session.forks = {fork.name: fork for fork in forks} or session.forks
    session.active = document["active"] if document["active"] in session.forks else next(iter(session.forks))
    session.muted = frozenset(map(str, document.get("muted", ())))
    session.guesses = tuple(map(_restore_guess, document.get("guesses", ())))
    for entry, value in document.get("reweighed", {}).items():
        session.reweigh(str(entry), float(value))
    session.version += 1


def _restore_guess(said: Mapping[str, Any]) -> Revealed:
    votes = tuple((str(team), int(count)) for team, count in said["votes"])
    amount = None if said["amount"] is None else float(said["amount"])
    return Revealed(str(said["question"]), votes, tuple(map(str, said["leading"])), amount)


def _describe(fork: Fork, names: Names) -> dict[str, Any]:
    steps = [_describe_step(names.show_step(step)) for step in fork.history.steps]
    return {
        "name": names.find_real("", fork.name),
        "cursor": fork.history.cursor,
        "steps": steps,
        "path": fork.path,
        "script": json.loads(json.dumps(to_document(names.show_script(make_script(fork))), default=str)),
    }


def _describe_step(step: Step) -> dict[str, Any]:
    return {
        "move": json.loads(json.dumps(step.move.to_document(), default=str)),
        "is_on": step.is_on,
        "note": step.note,
        "evidence": step.evidence,
        "is_correction": step.is_correction,
    }


def _restore(said: Mapping[str, Any], start: Organisation, names: Names, load: Load) -> Fork:
    steps = tuple(_restore_step(each, names) for each in said["steps"])
    name = str(said["name"])
    name = names.give(SCENARIO, name) if said.get("path") else name
    cursor = max(0, min(int(said["cursor"]), len(steps)))
    path = said.get("path")
    script = load(path) if path else None
    saved = () if script is None else tuple(step for each in script.chain for step in each.steps)
    return Fork(name, History(start, steps, cursor), script, saved, path)


def _restore_step(said: Mapping[str, Any], names: Names) -> Step:
    step = Step(
        read_move(said["move"]),
        is_on=bool(said["is_on"]),
        note=said["note"],
        evidence=said["evidence"],
        is_correction=bool(said["is_correction"]),
    )
    return names.hide_step(step)


def try_restore(session: Session, journal: Journal, load: Load = lambda path: None) -> bool:
    """Take over what a session that ended without saving has left; whether there was anything."""
    document = journal.read()
    if document is None or not document.get("is_dirty"):
        return False
    kept = dict(session.forks), session.active
    try:
        restore(session, document, load)
    except (TopoError, ValueError, KeyError, TypeError):
        session.forks, session.active = kept
        return False
    return True
