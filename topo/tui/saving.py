"""How is what was tried written down: as a scenario file, and as minutes? The model's files never are."""

import os
from pathlib import Path

from topo.change.scenario.writing import write_script
from topo.errors import UsageError, WriteRefused
from topo.source.writing import write_text_atomically
from topo.tui.minutes import write_minutes
from topo.tui.opening import Opened
from topo.tui.scripting import make_script


def find_folder(model: Path) -> Path:
    """Where to suggest that files are written: beside the model, or here where that cannot be (a sample)."""
    return model if os.access(model, os.W_OK) and "site-packages" not in model.parts else Path.cwd()


def save_fork(opened: Opened, path: Path) -> None:
    """Write the open scenario to a file.

    Raises WriteRefused for a file that is there and is not the scenario's own, UsageError for one of the
    model itself.
    """
    session = opened.session
    own = session.fork.path is not None and Path(session.fork.path).resolve() == path.resolve()
    if path.resolve() in {Path(file).resolve() for file in opened.model.files}:
        raise UsageError(f"`{path}` is a file of the model: a scenario is saved beside it")
    replaces = path.read_bytes() if own and path.exists() else None
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        write_script(path, session.names.show_script(make_script(session.fork)), replaces=replaces)
    except OSError as error:
        raise WriteRefused(f"`{path}` cannot be written: {error}") from None
    session.mark_saved(str(path))
    if opened.journal is not None and not session.is_dirty:
        opened.journal.clear()


def save_minutes(opened: Opened, path: Path) -> None:
    """Write the minutes; they are made anew each time. Raises WriteRefused where that is not possible."""
    organization = opened.session.start.organization
    title = organization.name if organization is not None and organization.name else "Minutes"
    if path.resolve() in {Path(file).resolve() for file in opened.model.files}:
        raise UsageError(f"`{path}` is a file of the model")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text_atomically(path, write_minutes(opened.session, title=title), expect=None)
    except OSError as error:
        raise WriteRefused(f"`{path}` cannot be written: {error}") from None
