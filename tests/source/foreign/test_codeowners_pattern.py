"""Which paths does one CODEOWNERS pattern match?"""

from __future__ import annotations

import fnmatch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topo.source.foreign.codeowners_pattern import PathPattern, compile_github, compile_gitlab, find_clues

# (pattern, paths that it matches, paths that it does not)
GITHUB = [
    ("*", ["a", ".gitignore", "a/b", "a/.b/c"], []),
    ("**", ["a", "a/b/c"], []),
    ("/**", ["a", "a/b/c"], []),
    ("**/", ["a", "a/b"], []),
    ("/", [], ["a", "a/b"]),
    ("/*", ["a", ".gitignore"], ["a/b", "a/b/c"]),
    ("*/", ["a/b", "a/b/c"], ["a"]),
    ("/*/", ["a/b", "a/b/c"], ["a"]),
    ("*.js", ["x.js", "lib/x.js", "lib/.js", "x.js/readme"], ["x.jsx", "x.JS", "xjs"]),
    ("/*.js", ["x.js", "x.js/readme"], ["lib/x.js"]),
    ("/build/logs/", ["build/logs/a", "build/logs/b/c"], ["build/logs", "x/build/logs/a", "build/a"]),
    ("docs/*", ["docs/getting-started.md"], ["docs", "docs/build-app/troubleshooting.md", "x/docs/a"]),
    ("docs/*.md", ["docs/a.md", "docs/x.md/b"], ["docs/b/a.md"]),
    ("apps/", ["apps/a", "x/apps/a", "x/y/apps/b/c"], ["apps", "x/apps", "myapps/a"]),
    ("apps", ["apps", "apps/a", "x/apps", "x/apps/b/c"], ["myapps", "apps.md", "Apps"]),
    ("/docs/", ["docs/a", "docs/b/c"], ["docs", "x/docs/a"]),
    ("/docs", ["docs", "docs/a/b"], ["docs.md", "x/docs"]),
    ("/apps/github", ["apps/github", "apps/github/a"], ["apps/github2", "x/apps/github"]),
    ("src/app", ["src/app", "src/app/a"], ["x/src/app", "src/application"]),
    ("src/app/", ["src/app/a", "src/app/b/c"], ["src/app", "x/src/app/a"]),
    ("**/logs", ["logs", "build/logs", "deeply/nested/logs/a"], ["logs2", "catalogs"]),
    ("**/src/app", ["src/app", "x/src/app", "x/y/src/app/a"], ["src/x/app"]),
    ("**/*test*", ["test", "a/mytests", "a/test/b"], ["a/tes"]),
    ("**/a*/", ["ab/c", "x/ab/c"], ["ab", "x/ab", "b/c"]),
    ("docs/**", ["docs/a", "docs/b/c"], ["docs", "x/docs/a"]),
    ("docs/**/", ["docs/a", "docs/b/c"], ["docs"]),
    ("docs/**/*", ["docs/a", "docs/b/c"], ["docs", "x/docs/a"]),
    ("a/**/b", ["a/b", "a/x/b", "a/x/y/b", "a/x/b/c"], ["ab", "a/xb", "x/a/b"]),
    ("a/**/b/**/c", ["a/b/c", "a/x/b/y/c", "a/b/b/c/d"], ["a/c", "a/c/b"]),
    ("a/*/b", ["a/x/b", "a/x/b/c"], ["a/b", "a/x/y/b"]),
    ("a/**b", ["a/b", "a/xb"], ["a/x/b"]),
    ("?.md", ["a.md", "x/b.md"], [".md", "ab.md"]),
    ("a?c", ["abc"], ["a/c", "ac"]),
    ("f*o*", ["fo", "fabocd", "foo"], ["fab", "of"]),
    (r"with\ space/", ["with space/a"], ["with/a", "with"]),
    (r"a\*", ["a*"], ["ab"]),
    (r"a\?", ["a?"], ["ab"]),
    (r"app/\[id\]/page.ts", ["app/[id]/page.ts"], ["app/i/page.ts"]),
    ("a.b+c(d)", ["a.b+c(d)"], ["aXb+c(d)"]),
    ("a//b", [], ["a/b"]),
]

GITLAB = [
    ("*", ["a", ".gitignore", "a/b/.c"], []),
    ("/*", ["a", ".a"], ["a/b"]),
    ("/", ["a", "a/b"], []),
    ("*.rb", ["a.rb", ".rb", "a/b/c.rb"], ["a.rb/b", "a.rbx"]),
    ("README.md", ["README.md", "internal/README.md", "app/lib/README.md"], ["README.md/a", "readme.md"]),
    ("internal/README.md", ["internal/README.md", "docs/api/internal/README.md"], ["README.md"]),
    ("/README.md", ["README.md"], ["docs/README.md"]),
    ("/docs/", ["docs/a", "docs/b/.c"], ["docs", "x/docs/a"]),
    ("docs/", ["docs/a", "x/docs/b/c"], ["docs", "mydocs/a"]),
    ("docs", ["docs", "x/docs"], ["docs/a"]),
    ("/docs/*", ["docs/a", "docs/.a"], ["docs/b/c", "docs"]),
    ("/docs/**", ["docs/a"], ["docs/b/c"]),
    ("/docs/**/*", ["docs/a", "docs/b/c"], ["docs"]),
    ("/docs/**/", ["docs/a", "docs/b/c"], ["docs"]),
    ("/docs/*.md", ["docs/a.md"], ["docs/b/a.md"]),
    ("/docs/index.*", ["docs/index.md", "docs/index."], ["docs/index"]),
    ("/docs/*spec*", ["docs/qa_specs.rb", "docs/spec"], ["docs/spec/a"]),
    ("/docs/*/README.md", ["docs/api/README.md"], ["docs/README.md", "docs/a/b/README.md"]),
    ("/docs/**/index.md", ["docs/index.md", "docs/api/graphql/index.md"], ["index.md"]),
    ("/config/**/*.rb", ["config/a.rb", "config/b/c.rb"], ["a.rb"]),
    ("**/generated/", ["generated/a", "x/generated/b/c"], ["generated"]),
    (r"\#file", ["#file", "x/#file"], ["file"]),
    (r"path\ with\ spaces/", ["path with spaces/a"], ["path/a"]),
    ("/[ab].md", ["a.md", "b.md"], ["c.md", "ab.md", "[ab].md"]),
    ("/[a-c]x", ["ax", "bx"], ["dx", "-x"]),
    ("/[^a-c]x", ["dx", "-x"], ["bx", "x"]),
    ("/[!a]x", ["bx"], ["ax"]),
    (r"/[\]a]x", ["]x", "ax"], [r"\x"]),
    ("/[a-]x", ["-x", "ax"], ["bx"]),
    ("/[z-a]x", [], ["zx", "ax", "mx"]),
    ("/[]x", [], ["[]x", "x"]),
    ("/[ab", [], ["a", "[ab"]),
    (r"/\[a]", ["[a]"], ["a"]),
    ("/a[/]b", [], ["a/b"]),
]


def _cases(table: list[tuple[str, list[str], list[str]]]) -> list[tuple[str, str, bool]]:
    return [(p, path, True) for p, paths, _ in table for path in paths] + [
        (p, path, False) for p, _, paths in table for path in paths
    ]


@pytest.mark.parametrize(("pattern", "path", "expected"), _cases(GITHUB))
def test_a_path_on_github(pattern: str, path: str, expected: bool) -> None:
    """GitHub's documented examples, and what gitignore says where they are silent."""
    assert compile_github(pattern).is_match(path) is expected


@pytest.mark.parametrize(("pattern", "path", "expected"), _cases(GITLAB))
def test_a_path_on_gitlab(pattern: str, path: str, expected: bool) -> None:
    """GitLab's documented examples, and what File.fnmatch says where they are silent."""
    assert compile_gitlab(pattern).is_match(path) is expected


@pytest.mark.parametrize(
    ("pattern", "clue"),
    [
        ("/a/b/*.c", "/a/b"),
        ("a/b/", "/a/b"),
        ("apps/", "=apps"),
        ("**/x/*", "=x"),
        ("*.md", ".md"),
        ("/*.d.ts", ".ts"),
        ("*", ""),
        ("*x", ""),
        (r"/a\*/b", "/a*/b"),
    ],
)
def test_the_clue_of_a_pattern(pattern: str, clue: str) -> None:
    """A pattern is filed under the first of: its place, a name in it, an extension in it."""
    assert compile_github(pattern).clue == clue


def test_the_clues_of_a_path() -> None:
    """Every place on its way, every name and every extension is a clue; the root has only the empty one."""
    assert find_clues("a/b.c") == {"", "/a", "/a/b.c", "=a", "=b.c", ".c"}
    assert find_clues("") == {""}


@pytest.mark.parametrize("compiled", [compile_github, compile_gitlab])
@pytest.mark.parametrize("pattern", ["*a" * 2000 + "b", "**/a*/" * 600 + "b", "**/" * 1300 + "b", "?" * 4000])
def test_a_pattern_made_to_backtrack(compiled: object, pattern: str) -> None:
    """A hostile pattern fails at once: a backtracking match would not end within anybody's life."""
    assert callable(compiled)
    assert not compiled(pattern).is_match("/".join(["aaa"] * 500))
    assert not compiled(pattern).is_match("a" * 3000)


def test_a_pattern_longer_than_any_path() -> None:
    """What no path can match is not compiled."""
    assert not compile_github("a" * 5000).is_match("a" * 5000)
    assert not compile_gitlab("a" * 5000).is_match("a" * 5000)


_SEGMENT = st.text("ab*?.", min_size=1, max_size=4).filter(lambda text: "**" not in text)
_PATTERN_SEGMENTS = st.lists(st.one_of(_SEGMENT, st.just("**")), min_size=1, max_size=4)
_PATH = st.lists(st.text("ab.", min_size=1, max_size=3), min_size=1, max_size=5).map("/".join)


def _glob(segments: list[str], names: list[str], *, below: bool) -> bool:
    """A matcher that tries everything: slow, and plainly right."""
    if not segments:
        return below or not names
    if not names:
        return False
    if segments[0] == "**":
        return any(_glob(segments[1:], names[skip:], below=below) for skip in range(len(names)))
    return fnmatch.fnmatchcase(names[0], segments[0]) and _glob(segments[1:], names[1:], below=below)


@given(_PATTERN_SEGMENTS.filter(lambda segments: segments[-1] not in ("*", "**")), _PATH)
def test_any_rooted_pattern_on_github(segments: list[str], path: str) -> None:
    """The expression agrees with trying everything."""
    expected = _glob(segments, path.split("/"), below=True)
    _assert_match(compile_github("/" + "/".join(segments)), path, expected)


@given(_PATTERN_SEGMENTS.filter(lambda segments: segments[-1] != "**"), _PATH)
def test_any_rooted_pattern_on_gitlab(segments: list[str], path: str) -> None:
    """The expression agrees with trying everything."""
    expected = _glob(segments, path.split("/"), below=False)
    _assert_match(compile_gitlab("/" + "/".join(segments)), path, expected)


def _assert_match(pattern: PathPattern, path: str, expected: bool) -> None:
    assert pattern.is_match(path) is expected
    if expected:
        assert pattern.clue in find_clues(path)
        assert pattern.needle in path
