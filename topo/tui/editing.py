"""Which command opens a file at a line?"""

import os
import shlex
import shutil
from pathlib import Path

_PLUS = frozenset({"vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "kak", "joe", "view"})
_COLON = frozenset({"hx", "helix", "zed", "subl"})
_GOTO = frozenset({"code", "codium", "cursor"})


def find_editor(place: str) -> list[str] | None:
    """The command for `teams.yaml:12`, by $VISUAL or $EDITOR; None where neither is set nor vi is there."""
    file, _, line = place.rpartition(":")
    said = os.environ.get("VISUAL") or os.environ.get("EDITOR") or shutil.which("vi")
    if not said:
        return None
    command = shlex.split(said)
    name = Path(command[0]).stem
    if name in _PLUS:
        return [*command, f"+{line}", file]
    if name in _GOTO:
        return [*command, "--wait", "--goto", place]
    return [*command, place if name in _COLON else file]
