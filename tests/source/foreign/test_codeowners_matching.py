"""Which of many patterns is the last that matches a path?"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from topo.source.foreign.codeowners_matching import PatternIndex
from topo.source.foreign.codeowners_pattern import PathPattern, compile_github, compile_gitlab

_PATTERN = st.text("ab*/.", min_size=1, max_size=8).filter(lambda text: "***" not in text)
_PATHS = st.lists(
    st.lists(st.text("ab.", min_size=1, max_size=3), min_size=1, max_size=4).map("/".join), max_size=6
)


def _last(patterns: list[PathPattern], path: str) -> int | None:
    return max((n for n, pattern in enumerate(patterns) if pattern.is_match(path)), default=None)


def test_two_patterns_that_match() -> None:
    """The later one wins, though the earlier is more specific."""
    index = PatternIndex([compile_github("/a/b.py"), compile_github("*.py"), compile_github("*.md")])
    assert index.find_last("a/b.py") == 1


def test_no_pattern_that_matches() -> None:
    """None, and not the first."""
    index = PatternIndex([compile_github("/a")])
    assert index.find_last("b") is None
    assert PatternIndex([]).find_last("b") is None


@given(st.lists(_PATTERN, max_size=6), _PATHS)
def test_any_patterns_and_paths(patterns: list[str], paths: list[str]) -> None:
    """Filing patterns by their clue changes no answer, one path at a time or all at once."""
    for compiled in (list(map(compile_github, patterns)), list(map(compile_gitlab, patterns))):
        index = PatternIndex(compiled)
        expected = {path: _last(compiled, path) for path in paths}
        assert {path: index.find_last(path) for path in paths} == expected
        assert dict(index.find_last_of_each(paths)) == expected
