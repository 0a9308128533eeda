"""What does a pattern ask for, as a tree; and what keeps a text from being a pattern?"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

LONGEST_PATTERN = 500
"""Characters."""
_DEEPEST = 30
_MOST_TIMES = 100
_COUNT = re.compile(r"\{([0-9]{1,6})(?:(,)([0-9]{1,6})?)?\}")
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t"}
_CLASSES: Mapping[str, Callable[[str], bool]] = {
    "d": str.isdecimal,
    "s": str.isspace,
    "w": lambda character: character.isalnum() or character == "_",
}


class NotAPattern(ValueError):
    """A text that is no pattern; the message says why, as half a sentence."""


@dataclass(frozen=True, slots=True)
class Character:
    """One character: of these ranges and classes, or of none of them.

    A class is a letter of `\\d \\s \\w`, in upper case for its opposite.
    """

    ranges: tuple[tuple[str, str], ...] = ()
    classes: tuple[str, ...] = ()
    is_negated: bool = False

    def is_one(self, character: str) -> bool:
        """Whether `character` is one of those that are asked for."""
        is_in = any(low <= character <= high for low, high in self.ranges) or any(
            _CLASSES[name.lower()](character) is name.islower() for name in self.classes
        )
        return is_in is not self.is_negated


class Edge(NamedTuple):
    """The start of the text, or its end."""

    is_end: bool


class Row(NamedTuple):
    """One after another."""

    parts: "tuple[Tree, ...]"


class Alternatives(NamedTuple):
    """Any one of them."""

    parts: "tuple[Tree, ...]"


class Repeat(NamedTuple):
    """The same, from `least` to `most` times (None: without end)."""

    part: "Tree"
    least: int
    most: int | None


Tree = Character | Edge | Row | Alternatives | Repeat
_ANY = Character((("\n", "\n"),), is_negated=True)


def read_pattern(text: str) -> Tree:
    """The tree of a pattern; raises `NotAPattern` where `text` is none."""
    if len(text) > LONGEST_PATTERN:
        raise NotAPattern(f"it is longer than {LONGEST_PATTERN} characters")
    return _Reader(text).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0

    def read(self) -> Tree:
        """The whole text as a tree."""
        tree = self._alternatives()
        if self.at < len(self.text):
            raise NotAPattern("a `)` closes nothing")
        return tree

    def _next(self) -> str:
        return self.text[self.at : self.at + 1]

    def _take(self) -> str:
        self.at += 1
        return self.text[self.at - 1 : self.at]

    def _alternatives(self) -> Tree:
        parts = [self._row()]
        while self._next() == "|":
            self.at += 1
            parts.append(self._row())
        return parts[0] if len(parts) == 1 else Alternatives(tuple(parts))

    def _row(self) -> Tree:
        parts: list[Tree] = []
        while self._next() not in ("", "|", ")"):
            part = self._repeated(self._one())
            parts.append(part)
        return Row(tuple(parts))

    def _repeated(self, part: Tree) -> Tree:
        times = self._times()
        if times is None:
            return part
        if isinstance(part, Edge):
            raise NotAPattern("`^` and `$` cannot be repeated")
        if self._next() == "?":  # how much is taken first does not change whether it is found
            self.at += 1
        if self._times() is not None or self._next() == "+":
            raise NotAPattern("what is repeated is repeated again: put it into a group")
        return Repeat(part, *times)

    def _times(self) -> tuple[int, int | None] | None:
        sign = self._next()
        if sign in ("*", "+", "?") and sign:
            self.at += 1
            return {"*": (0, None), "+": (1, None), "?": (0, 1)}[sign]
        if sign != "{":
            return None
        count = _COUNT.match(self.text, self.at)
        if count is None:
            raise NotAPattern("a `{` begins no count like `{2,5}`: write `\\{` for the sign itself")
        self.at = count.end()
        least = int(count[1])
        most = least if count[2] is None else None if count[3] is None else int(count[3])
        if max(least, most or 0) > _MOST_TIMES:
            raise NotAPattern(f"nothing is repeated more than {_MOST_TIMES} times")
        if most is not None and most < least:
            raise NotAPattern(f"`{count[0]}` counts down")
        return least, most

    def _one(self) -> Tree:
        sign = self._take()
        if sign == "(":
            return self._group()
        if sign == "[":
            return self._set()
        if sign in ("*", "+", "?", "{"):
            raise NotAPattern(f"`{sign}` repeats nothing: write `\\{sign}` for the sign itself")
        if sign in ("^", "$"):
            return Edge(sign == "$")
        if sign == ".":
            return _ANY
        return self._escaped() if sign == "\\" else Character(((sign, sign),))

    def _group(self) -> Tree:
        if self.text.startswith("?", self.at) and not self.text.startswith("?:", self.at):
            raise NotAPattern("a group begins with `(` or `(?:`")
        self.at += 2 if self._next() == "?" else 0
        self.depth += 1
        if self.depth > _DEEPEST:
            raise NotAPattern(f"its groups are nested more than {_DEEPEST} deep")
        tree = self._alternatives()
        self.depth -= 1
        if self._take() != ")":
            raise NotAPattern("a `(` is not closed")
        return tree

    def _escaped(self) -> Character:
        sign = self._take()
        if sign.lower() in _CLASSES:
            return Character((), (sign,))
        if sign in _CONTROLS:
            return Character(((_CONTROLS[sign], _CONTROLS[sign]),))
        if not sign or sign.isalnum():
            raise NotAPattern(f"`\\{sign}` is not known: there are `\\d`, `\\w`, `\\s` and their opposites")
        return Character(((sign, sign),))

    def _set(self) -> Character:
        is_negated = self._next() == "^"
        self.at += is_negated
        ranges: list[tuple[str, str]] = []
        classes: list[str] = []
        is_first = True
        while self._next() != "]" or is_first:
            low = self._in_set()
            is_first = False
            if low.classes:
                classes += low.classes
            elif self._next() == "-" and self.text[self.at + 1 : self.at + 2] not in ("", "]"):
                ranges.append(self._range(low.ranges[0][0]))
            else:
                ranges += low.ranges
        self.at += 1
        return Character(tuple(ranges), tuple(classes), is_negated)

    def _range(self, low: str) -> tuple[str, str]:
        self.at += 1
        high = self._in_set()
        if high.classes or high.ranges[0][0] < low:
            raise NotAPattern("a range in `[…]` goes from a lower to a higher character")
        return low, high.ranges[0][0]

    def _in_set(self) -> Character:
        sign = self._take()
        if not sign:
            raise NotAPattern("a `[` is not closed")
        return self._escaped() if sign == "\\" else Character(((sign, sign),))
