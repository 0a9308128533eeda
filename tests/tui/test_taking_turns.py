"""How often does work beside the keys let the keys have their turn?"""

import sys

from topo.tui.taking_turns import TURN, short_turns


def test_short_turns() -> None:
    """Only for as long as the terminal UI runs."""
    usual = sys.getswitchinterval()
    with short_turns():
        assert sys.getswitchinterval() == TURN
    assert sys.getswitchinterval() == usual
