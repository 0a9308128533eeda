"""Which folder does a pattern name, with a tree and without?"""

from __future__ import annotations

import pytest

from topo.source.foreign.codeowners_pattern import compile_github, compile_gitlab
from topo.source.foreign.codeowners_places import Aside, KnownPaths, Place, find_path, find_place
from topo.source.foreign.codeowners_rules import Flavour

TREE = KnownPaths(
    ["services/cart/a.py", "services/cart/sub/b.py", "docs/x.md", "web/docs/y.md", "web/Makefile", "tools"]
)


@pytest.mark.parametrize(
    ("pattern", "path", "glob"),
    [
        ("/services/cart/", "services/cart", "services/cart/**"),
        ("/services/cart", "services/cart", "services/cart/**"),
        ("services/cart", "services/cart", "services/cart/**"),
        ("services/cart/**", "services/cart", "services/cart/**"),
        ("services/cart/**/*", "services/cart", "services/cart/**"),
        ("services/cart/*", "services/cart", "services/cart/*"),
        ("apps/", "apps", "**/apps/**"),
        ("apps", "apps", "**/apps/**"),
        ("/apps", "apps", "apps/**"),
        ("apps/**", "apps", "apps/**"),
        (".github/", ".github", "**/.github/**"),
        ("/.github", ".github", ".github/**"),
        (r"/my\ team/", "my team", "my team/**"),
        ("/v1.2/", "v1.2", "v1.2/**"),
    ],
)
def test_a_folder_on_github(pattern: str, path: str, glob: str) -> None:
    """What has no wildcard but at its end is one folder, and the glob starts where the pattern does."""
    assert find_place(pattern, "github", None) == Place(path, glob, is_deep=not glob.endswith("/*"))


@pytest.mark.parametrize(
    ("pattern", "path", "glob"),
    [
        ("/services/cart/", "services/cart", "services/cart/**"),
        ("services/cart/", "services/cart", "**/services/cart/**"),
        ("/services/cart/**/*", "services/cart", "services/cart/**"),
        ("/services/cart/**", "services/cart", "services/cart/*"),
        ("/services/cart/*", "services/cart", "services/cart/*"),
    ],
)
def test_a_folder_on_gitlab(pattern: str, path: str, glob: str) -> None:
    """Without a slash in front it may lie anywhere; `**` at the end is no more than `*`."""
    assert find_place(pattern, "gitlab", None) == Place(path, glob, is_deep=not glob.endswith("/*"))


@pytest.mark.parametrize(
    ("pattern", "flavour"),
    [
        *(
            (pattern, "github")
            for pattern in ("*", "/*", "**", "/", "*.md", "/a/*/b/", "/a/b*", "/a?/", "a//b/")
        ),
        *((pattern, "gitlab") for pattern in ("*", "/", "/a/[bc]/", "/a/../b/", r"/a\*/", "")),
    ],
)
def test_a_pattern(pattern: str, flavour: Flavour) -> None:
    """A wildcard, or nothing at all, names no one folder."""
    assert find_place(pattern, flavour, None) is Aside.PATTERN


@pytest.mark.parametrize("pattern", ["/README.md", "Makefile", "/LICENSE", ".gitignore", "/a/go.mod"])
def test_a_file_without_a_tree(pattern: str) -> None:
    """An extension, or a name that files have by long custom, tells a file."""
    assert find_place(pattern, "github", None) is Aside.FILE


@pytest.mark.parametrize(
    ("pattern", "flavour", "found"),
    [
        ("/services/cart", "github", Place("services/cart", "services/cart/**", True)),
        ("/tools", "github", Aside.FILE),
        ("/tools/", "github", Aside.MISSING),
        ("/gone/", "github", Aside.MISSING),
        ("cart/", "github", Place("services/cart", "services/cart/**", True)),
        ("docs/", "github", Place("docs", "**/docs/**", True)),
        ("sub", "github", Place("services/cart/sub", "services/cart/sub/**", True)),
        ("Makefile", "github", Aside.FILE),
        ("/docs", "gitlab", Aside.SLASHLESS),
        ("docs", "gitlab", Aside.SLASHLESS),
        ("/tools", "gitlab", Aside.FILE),
        ("/docs/", "gitlab", Place("docs", "docs/**", True)),
    ],
)
def test_with_a_tree(pattern: str, flavour: Flavour, found: Place | Aside) -> None:
    """The tree knows what is a folder, and where the only one of a name lies."""
    assert find_place(pattern, flavour, TREE) == found


def test_folders_of_one_name_in_several_places() -> None:
    """They are a pattern, unless one of them lies at the root."""
    tree = KnownPaths(["a/test/x", "b/test/y"])
    assert find_place("test/", "github", tree) is Aside.PATTERN
    assert find_place("test/", "github", KnownPaths([*tree.files, "test/z"])) == Place(
        "test", "**/test/**", True
    )


@pytest.mark.parametrize(
    "pattern",
    ["/a/b/", "/a/b", "a/b/**", "a/b/*", "a/b/**/*", "b/", "/b/*", r"/a\ b/", "/a/b/c/"],
)
@pytest.mark.parametrize("flavour", ["github", "gitlab"])
def test_the_glob_means_what_the_pattern_means(pattern: str, flavour: Flavour) -> None:
    """As a line of GitHub's, anchored at the root, it matches the same files below folders."""
    place = find_place(pattern, flavour, None)
    if isinstance(place, Aside):
        assert flavour == "gitlab" and pattern == "/a/b"
        return
    theirs = (compile_github if flavour == "github" else compile_gitlab)(pattern)
    ours = compile_github(f"/{place.glob}")
    files = ["a/b/x", "a/b/c/x", "a/b/c/d/x", "b/x", "b/c/x", "x/b/y", "x/a/b/y", "a b/x", "a/x"]
    assert [path for path in files if ours.is_match(path)] == [
        path for path in files if theirs.is_match(path)
    ]


@pytest.mark.parametrize(
    ("glob", "path"),
    [
        ("services/cart", "services/cart"),
        ("services/cart/", "services/cart"),
        ("./services/cart/**", "services/cart"),
        ("/services/cart/**/*", "services/cart"),
        ("services/cart/*", None),
        ("services/*/cart", None),
        ("**/*.tf", None),
        ("**", None),
    ],
)
def test_the_folder_of_a_glob(glob: str, path: str | None) -> None:
    """A glob that takes all of one folder names it, however it is written."""
    assert find_path(glob) == path
