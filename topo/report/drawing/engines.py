"""Which Graphviz is there, and what does it make of a picture in DOT?

The program `dot` where it is found, else the library that pygraphviz brings along. Either runs as a child
with a time limit: a picture may be too much for any engine, and a library cannot be interrupted.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from importlib.util import find_spec

from topo.errors import EngineFailed
from topo.text import printable

TIME_LIMIT = 60.0
"""Seconds that an engine gets."""

_PYGRAPHVIZ = """
import sys
import pygraphviz
graph = pygraphviz.AGraph(string=sys.stdin.buffer.read().decode())
sys.stdout.buffer.write(graph.draw(format=sys.argv[1], prog="dot"))
"""


class Engine(StrEnum):
    """Who lays a picture out: `auto` is the first of the others that is there."""

    AUTO = "auto"
    DOT = "dot"
    PYGRAPHVIZ = "pygraphviz"
    OWN = "own"


Run = Callable[[str, str, float], bytes]
"""What draws DOT in a format within so many seconds; raises `EngineFailed`."""


def find_engine(wanted: Engine = Engine.AUTO) -> tuple[Engine, Run] | None:
    """The engine that is wanted, or the first that is there; None where there is none."""
    for engine, is_there, run in (
        (Engine.DOT, _find_dot() is not None, _run_dot),
        (Engine.PYGRAPHVIZ, find_spec("pygraphviz") is not None, _run_pygraphviz),
    ):
        if wanted in (Engine.AUTO, engine) and is_there:
            return engine, run
    return None


def _find_dot() -> str | None:
    return shutil.which("dot")


def _run_dot(dot: str, format: str, time_limit: float) -> bytes:
    return _run([_find_dot() or "dot", f"-T{format}"], "dot", dot, time_limit)


def _run_pygraphviz(dot: str, format: str, time_limit: float) -> bytes:
    # -P: a file called pygraphviz.py in the working folder is not what is meant.
    return _run([sys.executable, "-P", "-c", _PYGRAPHVIZ, format], "pygraphviz", dot, time_limit)


def _run(command: Sequence[str], name: str, dot: str, time_limit: float) -> bytes:
    try:
        done = subprocess.run(
            command, input=dot.encode(), capture_output=True, timeout=time_limit, check=False
        )
    except subprocess.TimeoutExpired:
        raise EngineFailed(f"{name} did not finish within {time_limit:g} seconds") from None
    except OSError as error:
        raise EngineFailed(f"{name} cannot be started: {error.strerror or error}") from None
    if done.returncode or not done.stdout:
        said = printable(done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2], limit=200)
        raise EngineFailed(f"{name} failed with exit code {done.returncode}: {said or 'it says nothing'}")
    return done.stdout
