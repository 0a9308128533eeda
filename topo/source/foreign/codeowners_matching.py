"""Which of many patterns is the last that matches a path?

Trying each pattern on each path is too slow for thousands of both, so every pattern is filed under its one
clue (see ``codeowners_pattern``), and a path is tried, from the last pattern to the first, only against those
whose clue it answers to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from topo.source.foreign.codeowners_pattern import PathPattern, find_clues


class PatternIndex:
    """Patterns in their order of precedence: a later one wins."""

    def __init__(self, patterns: Sequence[PathPattern]) -> None:
        self._patterns = patterns
        self._needles = [pattern.needle for pattern in patterns]
        self._by_clue: dict[str, list[int]] = defaultdict(list)
        for position, pattern in enumerate(patterns):
            self._by_clue[pattern.clue].append(position)

    def find_last(self, path: str) -> int | None:
        """The position of the last pattern that matches ``path``; None: no pattern does."""
        return self._try(path, self._find_positions(find_clues(path)))

    def find_last_of_each(self, paths: Iterable[str]) -> Iterator[tuple[str, int | None]]:
        """Each path with the position of its last match, folder by folder: not in the order of ``paths``."""
        folders: dict[str, list[str]] = defaultdict(list)
        for path in paths:
            folders[path.rpartition("/")[0]].append(path)
        for folder, files in folders.items():
            shared = find_clues(folder)
            positions = self._find_positions(shared)
            for path in files:
                name = path.rpartition("/")[2]
                own = {f"/{path}", f"={name}"}
                if "." in name:
                    own.add(f".{name.rpartition('.')[2]}")
                extra = self._find_positions(own - shared)
                yield path, self._try(path, sorted(positions + extra) if extra else positions)

    def _find_positions(self, clues: set[str]) -> list[int]:
        return sorted(position for clue in clues for position in self._by_clue.get(clue, ()))

    def _try(self, path: str, positions: list[int]) -> int | None:
        for position in reversed(positions):
            if self._needles[position] in path and self._patterns[position].is_match(path):
                return position
        return None
