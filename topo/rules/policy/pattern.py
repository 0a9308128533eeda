"""Does a pattern occur in a text, in time that grows with the two and no faster?

Patterns come with models, and models from anywhere: one that made a matcher backtrack would hold up every
pipeline that checks it. So a pattern becomes a small program for sets of states, which reads each character
once, whatever the pattern.

The patterns are the part of regular expressions that all dialects share: text, `.`, `[a-z]`, `[^a-z]`,
`\\d \\w \\s` and their opposites, groups, `|`, `* + ?`, `{2}`, `{2,}`, `{2,5}`, `^` and `$`. A pattern is
looked for anywhere in the text, as the JSON Schema does, unless `^` and `$` hold it to the ends.

Source: Thompson 1968, "Regular expression search algorithm", Communications of the ACM 11(6).
"""

from collections.abc import Iterator
from typing import NamedTuple

from topo.rules.policy.pattern_reading import (
    Alternatives,
    Character,
    Edge,
    NotAPattern,
    Repeat,
    Row,
    Tree,
    read_pattern,
)

LONGEST_TEXT = 2_000
"""Characters: no name, repository or path is longer."""
_MOST_STEPS = 500
_MOST_WORK = 20 * _MOST_STEPS
_MOST_REMEMBERED = 5_000


class _Split(NamedTuple):
    """Go on at both."""

    one: int
    other: int


class _Found(NamedTuple):
    """The pattern has occurred."""


_Step = Character | Edge | _Split | _Found


class Pattern:
    """A pattern that is ready to be looked for; sets of its steps are integers with a bit for each."""

    def __init__(self, text: str, program: tuple[_Step, ...]) -> None:
        self.text = text
        self._program = program
        self._found = 1 << (len(program) - 1)
        self._beyond: dict[int, int] = {}
        self._reading: dict[str, int] = {}
        self._after: dict[tuple[int, str], int] = {}

    def is_found_in(self, text: str) -> bool:
        """Whether the pattern occurs in `text`, which is at most `LONGEST_TEXT` long."""
        states = self._close([0], is_start=True, is_end=not text)
        last = len(text) - 1
        for at, character in enumerate(text):
            if states & self._found:
                return True
            states = self._read_last(states, character) if at == last else self._read(states, character)
        return bool(states & self._found)

    def _read(self, states: int, character: str) -> int:
        """The states behind a character inside the text; those seen before are remembered."""
        after = self._after.get((states, character))
        if after is None:
            after = self._go_beyond(0)  # the pattern may begin at any character
            for at in _find_bits(states & self._find_readers(character)):
                after |= self._go_beyond(at + 1)
            if len(self._after) >= _MOST_REMEMBERED:
                self._after.clear()
            self._after[states, character] = after
        return after

    def _read_last(self, states: int, character: str) -> int:
        moved = [at + 1 for at in _find_bits(states & self._find_readers(character))]
        return self._close([0, *moved], is_start=False, is_end=True)

    def _find_readers(self, character: str) -> int:
        """The steps that ask for this character."""
        readers = self._reading.get(character)
        if readers is None:
            readers = sum(
                1 << at
                for at, step in enumerate(self._program)
                if isinstance(step, Character) and step.is_one(character)
            )
            if len(self._reading) >= _MOST_REMEMBERED:
                self._reading.clear()
            self._reading[character] = readers
        return readers

    def _go_beyond(self, start: int) -> int:
        """The states that one step leads to inside the text."""
        if start not in self._beyond:
            self._beyond[start] = self._close([start], is_start=False, is_end=False)
        return self._beyond[start]

    def _close(self, starts: list[int], *, is_start: bool, is_end: bool) -> int:
        """The steps that wait for a character, or have found, from `starts` on."""
        seen: set[int] = set()
        closed = 0
        while starts:
            at = starts.pop()
            if at in seen:
                continue
            seen.add(at)
            step = self._program[at]
            if isinstance(step, _Split):
                starts += (step.one, step.other)
            elif isinstance(step, Edge):
                starts += (at + 1,) if (is_end if step.is_end else is_start) else ()
            else:
                closed |= 1 << at
        return closed


def _find_bits(states: int) -> Iterator[int]:
    while states:
        lowest = states & -states
        yield lowest.bit_length() - 1
        states ^= lowest


def compile_pattern(text: str) -> Pattern:
    """The pattern that `text` writes; raises `NotAPattern` where it is none, or too large.

    >>> compile_pattern("^svc-[a-z]+$").is_found_in("svc-cart")
    True
    >>> compile_pattern("^(a|aa)*$").is_found_in("a" * 1500 + "b")
    False
    """
    program = _Program()
    program.add_tree(read_pattern(text))
    program.add(_Found())
    return Pattern(text, tuple(program.steps))


class _Program:
    """A program as it grows; what is repeated is written out."""

    def __init__(self) -> None:
        self.steps: list[_Step] = []
        self._work = 0

    def add(self, step: _Step) -> int:
        """Add a step; returns where it stands."""
        if len(self.steps) >= _MOST_STEPS:
            raise NotAPattern("it is too large: what is repeated counts each time")
        self.steps.append(step)
        return len(self.steps) - 1

    def add_tree(self, tree: Tree) -> None:
        """Add what a part of a pattern asks for."""
        self._work += 1
        if self._work > _MOST_WORK:
            raise NotAPattern("it is too large: what is repeated counts each time")
        if isinstance(tree, Row):
            for part in tree.parts:
                self.add_tree(part)
        elif isinstance(tree, Alternatives):
            self._add_alternatives(tree)
        elif isinstance(tree, Repeat):
            self._add_repeat(tree)
        else:
            self.add(tree)

    def _add_alternatives(self, tree: Alternatives) -> None:
        ends: list[int] = []
        for part in tree.parts[:-1]:
            split = self.add(_Split(0, 0))
            self.add_tree(part)
            ends.append(self.add(_Split(0, 0)))
            self.steps[split] = _Split(split + 1, len(self.steps))
        self.add_tree(tree.parts[-1])
        for end in ends:
            self.steps[end] = _Split(len(self.steps), len(self.steps))

    def _add_repeat(self, tree: Repeat) -> None:
        for _ in range(tree.least):
            self.add_tree(tree.part)
        if tree.most is None:
            split = self.add(_Split(0, 0))
            self.add_tree(tree.part)
            self.add(_Split(split, split))
            self.steps[split] = _Split(split + 1, len(self.steps))
            return
        splits = []
        for _ in range(tree.most - tree.least):
            splits.append(self.add(_Split(0, 0)))
            self.add_tree(tree.part)
        for split in splits:
            self.steps[split] = _Split(split + 1, len(self.steps))
