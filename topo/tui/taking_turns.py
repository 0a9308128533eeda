"""How often does work beside the keys let the keys have their turn?"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

TURN = 0.0005
"""Seconds for which a thread goes on while another one wants to.

A key waits for several turns: after each look at the terminal the event loop has to ask for its next one.
"""


@contextmanager
def short_turns() -> Iterator[None]:
    """Let threads take turns ten times as often as the interpreter does by itself."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)
