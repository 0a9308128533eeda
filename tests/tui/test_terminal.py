"""The installed command in a real terminal: type, see, quit."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


@pytest.fixture
def terminal(tmp_path: Path, folder: Path) -> Iterator["Terminal"]:
    opened = Terminal(tmp_path / "socket", folder, tmp_path / "state")
    yield opened
    opened.close()


class Terminal:
    """A terminal of 80 × 24 in which topo runs."""

    def __init__(self, socket: Path, folder: Path, state: Path) -> None:
        self._tmux = ["tmux", "-S", str(socket), "-f", "/dev/null"]
        topo = f"{sys.executable} -m topo tui {folder} --as-of 2026-12-01"
        command = f"XDG_STATE_HOME={state} {topo}; echo code $?; sleep 60"
        self._run("new-session", "-d", "-x", "80", "-y", "24", command)

    def _run(self, *words: str) -> str:
        done = subprocess.run([*self._tmux, *words], check=True, capture_output=True, text=True)
        return done.stdout

    def type(self, *keys: str) -> None:
        self._run("send-keys", *keys)

    def wait_for(self, text: str) -> str:
        shown = ""
        for _ in range(300):
            shown = self._run("capture-pane", "-p")
            if text in shown:
                return shown
            time.sleep(0.1)
        raise AssertionError(f"`{text}` is not shown:\n{shown}")

    def wait_until_gone(self, text: str) -> None:
        for _ in range(300):
            if text not in self._run("capture-pane", "-p"):
                return
            time.sleep(0.1)
        raise AssertionError(f"`{text}` is still shown")

    def close(self) -> None:
        subprocess.run([*self._tmux, "kill-server"], check=False, capture_output=True)


def test_type_see_quit(terminal: Terminal) -> None:
    """The board, another lens, the help, and out with exit code 0."""
    shown = terminal.wait_for("checkout")
    assert "owned by nobody" in shown
    assert "Board" in shown.splitlines()[0]
    terminal.type("2")
    terminal.wait_for("services owned")
    terminal.type("?")
    terminal.wait_for("Keys. Type to filter")
    terminal.type("Escape")
    terminal.wait_until_gone("Keys. Type to filter")
    terminal.type("q")
    terminal.wait_for("code 0")


def test_a_whole_move_in_one_burst(terminal: Terminal) -> None:
    """Typed ahead: each key finds the dialog or the card that the one before it led to."""
    terminal.wait_for("owned by nobody")
    terminal.type("m", "orphan", "Enter", "Right", "Enter")
    terminal.wait_for("draft: 1 move")
    terminal.type("q", "d")
    terminal.wait_for("code 0")
