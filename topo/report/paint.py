"""How does text on a terminal get its colours?

Plain SGR codes of the 16 colours that every terminal has, so that the user's own theme decides how they
look. Colour repeats what a word already says; without it nothing is lost.
"""

import re
from typing import Literal, NamedTuple

Style = Literal["error", "warning", "info", "gutter", "bold", "note", "good", "bad"]

_CODES: dict[Style, str] = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "gutter": "1;34",
    "bold": "1",
    "note": "1;32",
    "good": "32",
    "bad": "31",
}
_CODE = re.compile("\x1b\\[[0-9;]*m")


class Paint(NamedTuple):
    """Colours text, or leaves it as it is where colours are off.

    >>> Paint(False)("error", "no owner")
    'no owner'
    >>> Paint(True)("bold", "no owner")
    '\\x1b[1mno owner\\x1b[0m'
    """

    on: bool

    def __call__(self, style: Style, text: str) -> str:
        """`text` in this style."""
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if self.on and text else text


def strip_paint(text: str) -> str:
    """`text` without its colours."""
    return _CODE.sub("", text)
