"""What is asked before something is done? The dialogs of actions, and what becomes of the answers.

They load when the first of them is wanted: the first frame does not wait for them.
"""

import subprocess
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.app import SuspendNotSupported

from topo.change.catalogue import MOVES
from topo.change.move import Move
from topo.findings import Address
from topo.tui.dialogs.confirm import Confirm
from topo.tui.dialogs.help import Help
from topo.tui.dialogs.move_form import MoveForm
from topo.tui.dialogs.picker import Choice, Picker
from topo.tui.dialogs.prompt import Prompt
from topo.tui.dialogs.weights import Weights
from topo.tui.editing import find_editor
from topo.tui.forms import build_move, find_fields
from topo.tui.guessing import QUESTIONS, Question, reveal
from topo.tui.saving import find_folder, save_fork, save_minutes

if TYPE_CHECKING:
    from topo.tui.app import TopoApp


def ask_fork(app: "TopoApp") -> None:
    """Go on in a copy of the scenario."""
    session = app.session
    if session is None:
        return

    def fork(name: str | None) -> None:
        if name is not None:
            app.change(lambda: session.fork_as(name))

    app.push_screen(Prompt("Name of the new scenario", check=session.find_name_problem), fork)


def ask_other_fork(app: "TopoApp") -> None:
    """Go on with another scenario."""
    session = app.session
    if session is None:
        return
    choices = [
        Choice(name, name, f"{len(fork.history.steps)} moves{', not saved' if fork.is_dirty else ''}")
        for name, fork in session.forks.items()
    ]

    def select(name: str | None) -> None:
        if name is not None:
            app.change(lambda: session.select(name))

    app.push_screen(Picker("Go on with which scenario?", choices), select)


def ask_place(app: "TopoApp") -> None:
    """Go to a thing by its name."""
    session = app.session
    if session is None:
        return
    organisation = session.organisation
    choices = [
        Choice(f"{kind}:{id}", id, kind)
        for kind in ("team", "service", "domain")
        for id in sorted(organisation.collection(kind))
    ]

    def go(chosen: str | None) -> None:
        screen = app.lens_screen
        if chosen is not None and screen is not None:
            screen.go_to(*chosen.split(":", 1))

    app.push_screen(Picker("Go to what?", choices), go)


def ask_move(app: "TopoApp") -> None:
    """Choose a move and fill in its fields."""
    session = app.session
    if session is None:
        return
    choices = [Choice(name, name, _say_move(kind)) for name, kind in MOVES.items()]

    def make(move: Move | None) -> None:
        if move is not None:
            app.change(lambda: session.do(move))

    def choose(name: str | None) -> None:
        if name is not None:
            organisation = session.organisation
            fields = find_fields(name, organisation)
            build = partial(build_move, name, organisation=organisation)
            app.push_screen(MoveForm(name, fields, build), make)

    app.push_screen(Picker("Which move?", choices), choose)


def _say_move(kind: type[Move]) -> str:
    """What a kind of move does, and whether it is but a claim."""
    says = (kind.__doc__ or "").split("\n")[0].rstrip(".")
    return f"{says} (a claim)" if kind.kind == "claim" else says


def ask_weights(app: "TopoApp") -> None:
    """Mute measures, or weigh them otherwise."""
    if app.session is not None and app.lens_screen is not None:
        app.push_screen(Weights(app.session), lambda _: app.keep())


def ask_guesses(app: "TopoApp") -> None:
    """Guess, and then see."""
    session = app.session
    if session is None:
        return
    questions = [Choice(name, title) for name, title in QUESTIONS]
    teams = [Choice(team, team) for team in sorted(session.organisation.teams)]
    guesses: list[str] = []

    def ask(question: str | None) -> None:
        if question is None:
            return

        def collect(team: str | None) -> None:
            if team is not None:
                guesses.append(team)
                app.push_screen(Picker(f"{len(guesses)} guessed; one more? esc reveals", teams), collect)
                return
            revealed = reveal(session, cast("Question", question), tuple(guesses))
            session.remember_guess(revealed)
            app.keep()
            app.notify(revealed.say(), title="Guessed and measured", timeout=30)

        app.push_screen(Picker("What is your guess? esc reveals", teams), collect)

    app.push_screen(Picker("Guess what?", questions), ask)


def ask_file(app: "TopoApp") -> None:
    """Write the scenario to a file of its own."""
    opened = app.opened
    if opened is None:
        return
    fork = opened.session.fork
    suggested = fork.path or str(find_folder(opened.model.folder) / "scenarios" / f"{fork.name}.yaml")

    def save(path: str | None) -> None:
        if path and app.change(lambda: save_fork(opened, Path(path))):
            app.notify(f"Saved to {path}")

    app.push_screen(Prompt("Save the scenario to", value=suggested), save)


def ask_minutes_file(app: "TopoApp") -> None:
    """Write the minutes, and a picture of the screen."""
    opened = app.opened
    if opened is None:
        return
    suggested = str(find_folder(opened.model.folder) / f"minutes-{opened.session.active}.md")

    def write(path: str | None) -> None:
        if path:
            app.run_beside(lambda: save_minutes(opened, Path(path)), partial(draw, path))

    def draw(path: str) -> None:
        picture = app.save_screenshot(str(Path(path).with_suffix(".svg")))
        app.notify(f"Minutes in {path}, the screen in {picture}")

    app.push_screen(Prompt("Write the minutes to", value=suggested), write)


def show_help(app: "TopoApp") -> None:
    """Show every key."""
    if app.lens_screen is not None:
        app.push_screen(Help(app.chosen_keys))


def ask_whether_to_leave(app: "TopoApp") -> None:
    """Leave; ask only where moves are not saved."""
    if app.session is None or not app.session.is_dirty:
        app.exit()
        return

    def leave(answer: str | None) -> None:
        if answer == "d" and app.opened is not None:
            app.discard()
        if answer in ("y", "d"):
            app.exit()

    answers = {
        "y": "leave; the moves come back next time",
        "d": "discard them, and leave",
        "n": "stay (s saves them as a scenario)",
    }
    app.push_screen(Confirm("There are moves that are not saved.", answers), leave)


def open_editor(app: "TopoApp", address: str) -> None:
    """Open the file at the line of an address in $EDITOR."""
    place = app.places(Address.parse(address)) if address else ""
    if not place or app.opened is None:
        app.notify("That stands in no file.")
        return
    command = find_editor(place)
    if command is None:
        app.notify(f"Set $EDITOR to open {place}", severity="warning")
        return
    try:
        with app.suspend():
            subprocess.run(command, check=False)
    except SuspendNotSupported:
        app.notify(f"This terminal cannot be left: {place}", severity="warning")


DIALOGS: Mapping[str, Callable[["TopoApp"], None]] = {
    "fork": ask_fork,
    "switch_fork": ask_other_fork,
    "go_to": ask_place,
    "add_move": ask_move,
    "weights": ask_weights,
    "guess": ask_guesses,
    "save": ask_file,
    "minutes": ask_minutes_file,
    "help": show_help,
    "quit": ask_whether_to_leave,
}
"""What opens, by the id of the action."""
