"""How is the terminal UI shown in a browser? Through textual-serve, on the loopback address alone."""

import shlex
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from topo.errors import UsageError

HOST = "127.0.0.1"


def serve(
    model: Path,
    *,
    port: int,
    scenarios: Sequence[str] = (),
    is_anonymous: bool = False,
    is_readonly: bool = False,
) -> None:
    """Serve until it is stopped. Raises UsageError where the extra `web` is not installed."""
    if find_spec("textual_serve") is None:
        raise UsageError("a browser needs the extra `web`", hint="pip install 'topo[web]'")
    from textual_serve.server import Server

    command = write_command(model, scenarios=scenarios, is_anonymous=is_anonymous, is_readonly=is_readonly)
    Server(command, host=HOST, port=port, title="topo").serve()


def write_command(
    model: Path, *, scenarios: Sequence[str] = (), is_anonymous: bool = False, is_readonly: bool = False
) -> str:
    """The command line that each browser runs.

    >>> write_command(Path("my org"), is_readonly=True).partition(" -m ")[2]
    "topo tui 'my org' --readonly"
    """
    words = [sys.executable, "-m", "topo", "tui", str(model)]
    words += [word for name in scenarios for word in ("--scenario", name)]
    words += [*(["--anonymous"] if is_anonymous else []), *(["--readonly"] if is_readonly else [])]
    return shlex.join(words)
