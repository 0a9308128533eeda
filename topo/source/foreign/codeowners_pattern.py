"""Which paths does one CODEOWNERS pattern match?

The two hosts read the same characters differently:

- GitHub follows gitignore: a pattern with a slash before its end is anchored at the root, a bare name matches
  at any depth, a match of a directory covers all below it; but ``x/*`` and ``/*`` reach one level only.
- GitLab uses Ruby's ``File.fnmatch`` with ``FNM_PATHNAME | FNM_DOTMATCH``: no leading slash means ``**/`` in
  front, only a trailing slash reaches below a directory, ``**`` is recursive only as a whole segment before a
  slash (so ``docs/**`` is ``docs/*``), and ``[a-z]`` is a range.

Every wildcard becomes an atomic group that takes the leftmost fit, so no pattern backtracks exponentially.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from functools import cached_property

ANY_DEPTH = "**"
LONGEST_PATTERN = 4096
"""Characters; git has no longer paths, so a longer pattern can match none."""

_NEVER = r"(?!)"
_EVERY_SEGMENT = r"[^/]++"


class Reach(enum.Enum):
    """How far below the thing that a pattern names its match goes."""

    ITSELF = r"\Z"
    ITSELF_AND_BELOW = r"(?:/|\Z)"
    BELOW = r"/"


@dataclass(frozen=True)
class PathPattern:
    """A compiled pattern: ``is_match`` answers, ``clue`` says which paths are worth asking about.

    ``clue`` is one key that every matching path has among ``find_clues(path)``: ``/a/b`` (lies at or below
    ``a/b``), ``=name`` (has a segment of that name), ``.ext`` (has a segment with that extension), or ``""``
    (any path). ``needle`` is text that every matching path contains.
    """

    expression: str
    clue: str
    needle: str

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        return re.compile(self.expression, re.DOTALL)

    def is_match(self, path: str) -> bool:
        """Whether ``path`` (relative to the root, ``/`` between segments, none in front) is matched."""
        return self._regex.match(path) is not None


def find_clues(path: str) -> set[str]:
    """Every clue that ``path`` answers to, whether ``path`` is a directory or a file; the root is ``""``."""
    clues = {""}
    end = 0
    for name in path.split("/") if path else ():
        end += len(name)
        clues.update((f"/{path[:end]}", f"={name}"))
        _, dot, extension = name.rpartition(".")
        if dot:
            clues.add(f".{extension}")
        end += 1
    return clues


def compile_github(pattern: str) -> PathPattern:
    """The meaning of ``pattern`` (escapes still in it) on GitHub; ``/`` alone matches nothing."""
    segments = pattern.split("/")
    if pattern == "/" or len(pattern) > LONGEST_PATTERN:
        return PathPattern(_NEVER, "", "")
    reach = Reach.ITSELF if segments[-1] == "*" else Reach.ITSELF_AND_BELOW
    if segments[-1] == "":
        segments.pop()
        reach = Reach.BELOW
    if segments[0] == "":
        del segments[0]
    elif len(segments) == 1:
        segments.insert(0, ANY_DEPTH)
    while segments and segments[-1] == ANY_DEPTH:
        segments.pop()
        reach = Reach.BELOW
    return _compile(segments, reach, has_ranges=False)


def compile_gitlab(pattern: str) -> PathPattern:
    """The meaning of ``pattern`` (escapes still in it, no ``!``) on GitLab; an empty one matches all."""
    if len(pattern) > LONGEST_PATTERN:
        return PathPattern(_NEVER, "", "")
    segments = (pattern or "/").split("/")
    if segments[0] == "":
        del segments[0]
    else:
        segments.insert(0, ANY_DEPTH)
    reach = Reach.ITSELF
    if segments[-1] == "":
        segments.pop()
        reach = Reach.BELOW
    elif segments[-1] == ANY_DEPTH:
        segments[-1] = "*"
    while segments and reach is Reach.BELOW and segments[-1] == ANY_DEPTH:
        segments.pop()
    return _compile(segments, reach, has_ranges=True)


def _compile(segments: list[str], reach: Reach, *, has_ranges: bool) -> PathPattern:
    groups: list[list[_Segment]] = [[]]
    for segment in segments:
        if segment == ANY_DEPTH:
            groups.append([])
        else:
            groups[-1].append(_read_segment(segment, has_ranges=has_ranges))
    root, floating = groups[0], [group for group in groups[1:] if group]
    named = [segment for group in (root, *floating) for segment in group]
    needle = max((segment.needle for segment in named), key=len, default="")
    return PathPattern(_build_expression(root, floating, reach), _choose_clue(root, named), needle)


def _build_expression(root: list[_Segment], floating: list[list[_Segment]], reach: Reach) -> str:
    """``root`` starts at the root; each of ``floating`` starts at any segment after the one before."""
    if not root and not floating:
        return ""
    parts = [_join(root) + ("/" if floating else "")] if root else []
    parts.extend(f"(?>(?:[^/]*/)*?{_join(group)}/)" for group in floating[:-1])
    if floating:
        parts.append(f"(?:[^/]*/)*?{_join(floating[-1])}")
    return "".join(parts) + reach.value


def _join(group: list[_Segment]) -> str:
    return "/".join(segment.expression for segment in group)


def _choose_clue(root: list[_Segment], segments: list[_Segment]) -> str:
    prefix: list[str] = []
    for segment in root:
        if segment.literal is None:
            break
        prefix.append(segment.literal)
    if prefix:
        return "/" + "/".join(prefix)
    named = [segment.literal for segment in segments if segment.literal]
    if named:
        return f"={named[-1]}"
    endings = [segment.ending for segment in segments if "." in segment.ending]
    return f".{endings[-1].rpartition('.')[2]}" if endings else ""


@dataclass(frozen=True)
class _Segment:
    """One name between slashes: ``literal`` is all its text, None where it has a wildcard.

    ``ending`` is the literal text at its end, ``needle`` the longest literal text anywhere in it.
    """

    expression: str
    literal: str | None
    ending: str
    needle: str


def _read_segment(segment: str, *, has_ranges: bool) -> _Segment:
    chunks = _read_chunks(segment, has_ranges=has_ranges)
    runs = [run for chunk in chunks for run in _find_literal_runs(chunk)]
    literal = runs[0] if len(chunks) == len(runs) == 1 else None
    return _Segment(_render_chunks(chunks), literal, runs[-1], max(runs, key=len))


def _render_chunks(chunks: list[list[_One]]) -> str:
    """Each chunk between two stars takes the leftmost place where it fits: if that fails, none would do."""
    first, last = _render(chunks[0]), _render(chunks[-1])
    if len(chunks) == 1:
        return first
    if not any(chunks):
        return _EVERY_SEGMENT
    middle = "".join(f"(?>[^/]*?{_render(chunk)})" for chunk in chunks[1:-1])
    return first + middle + (f"[^/]*{last}" if last else "[^/]*+")


@dataclass(frozen=True)
class _One:
    """What matches exactly one character: a literal ``text``, or an expression."""

    text: str
    is_literal: bool


def _render(chunk: list[_One]) -> str:
    return "".join(re.escape(one.text) if one.is_literal else one.text for one in chunk)


def _find_literal_runs(chunk: list[_One]) -> list[str]:
    """The texts between what is not literal, so that one without wildcards has one run."""
    runs = [""]
    for one in chunk:
        if one.is_literal:
            runs[-1] += one.text
        else:
            runs.append("")
    return runs


def _read_chunks(segment: str, *, has_ranges: bool) -> list[list[_One]]:
    """``segment`` cut at its stars; neighbouring stars are one."""
    chunks: list[list[_One]] = [[]]
    at = 0
    while at < len(segment):
        character = segment[at]
        at += 1
        if character == "*":
            if chunks[-1] or len(chunks) == 1:
                chunks.append([])
        elif character == "?":
            chunks[-1].append(_One("[^/]", False))
        elif character == "[" and has_ranges:
            expression, at = _read_range(segment, at)
            chunks[-1].append(_One(expression, False))
        else:
            if character == "\\" and at < len(segment):
                character = segment[at]
                at += 1
            chunks[-1].append(_One(character, True))
    return chunks


def _read_range(segment: str, at: int) -> tuple[str, int]:
    """The class that opens before ``at``, and where it ends; one that never closes matches nothing."""
    is_negated = segment[at : at + 1] in ("!", "^")
    at += is_negated
    items: list[str] = []
    while at < len(segment) and segment[at] != "]":
        low, at = _read_range_end(segment, at)
        high = low
        if segment[at : at + 1] == "-" and segment[at + 1 : at + 2] not in ("", "]"):
            high, at = _read_range_end(segment, at + 1)
        if low <= high:
            items.append(f"{re.escape(low)}-{re.escape(high)}")
    if at >= len(segment):
        return _NEVER, at
    if is_negated:
        return f"[^/{''.join(items)}]", at + 1
    return f"[{''.join(items)}]" if items else _NEVER, at + 1


def _read_range_end(segment: str, at: int) -> tuple[str, int]:
    if segment[at] == "\\" and at + 1 < len(segment):
        at += 1
    return segment[at], at + 1
