"""Which one place does a CODEOWNERS pattern name, if it names one?

`/services/cart/`, `services/cart/**` and `/services/cart` are one folder said three ways; `*.md` is none.
"""

from __future__ import annotations

import enum
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from topo.source.foreign.codeowners_rules import Flavour

_SUFFIX = re.compile(r"(?:/\*\*/\*|/\*\*|/\*|/)\Z")
_ESCAPED = re.compile(r"\\(.)")
_WILD = re.compile(r"[*?]")
_WILD_OR_RANGE = re.compile(r"[*?\[]")

# Names without an extension that are files by long custom; without a tree nothing else can tell.
_FILE_NAMES = {
    *("authors", "brewfile", "build", "caddyfile", "changelog", "changes", "codeowners", "containerfile"),
    *("contributing", "contributors", "copying", "deps", "dockerfile", "gemfile", "jenkinsfile", "justfile"),
    *("kconfig", "license", "maintainers", "makefile", "notice", "owners", "pipfile", "podfile", "procfile"),
    *("rakefile", "readme", "rust-toolchain", "security", "snakefile", "tiltfile", "todo", "vagrantfile"),
    *("version", "workspace"),
}
_DOT_FOLDERS = {
    *(".azuredevops", ".buildkite", ".cargo", ".changeset", ".ci", ".circleci", ".claude", ".cursor"),
    *(".devcontainer", ".github", ".gitlab", ".husky", ".idea", ".storybook", ".teamcity", ".vscode"),
    ".yarn",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A folder that a pattern names: `path` from the root without outer slashes, `glob` as `paths:` has it.

    `is_deep`: the pattern reaches everything below the folder; else only the files directly in it.
    """

    path: str
    glob: str
    is_deep: bool


class Aside(enum.Enum):
    """Why a pattern is no place: it counts for paths alone."""

    PATTERN = "pattern"
    """It has a wildcard, or speaks of folders in several places."""
    FILE = "file"
    MISSING = "missing"
    """The tree has nothing there."""
    SLASHLESS = "slashless"
    """It is a folder of the tree, which GitLab would match only with a slash behind it."""


class KnownPaths:
    """The files and folders of a repository, to be asked what a path is."""

    def __init__(self, files: Iterable[str]) -> None:
        self.files = frozenset(files)
        self.folders: set[str] = set()
        for path in self.files:
            folder = path.rpartition("/")[0]
            while folder and folder not in self.folders:
                self.folders.add(folder)
                folder = folder.rpartition("/")[0]
        self._by_name: dict[str, list[str]] = defaultdict(list)
        for each in (*self.folders, *self.files):
            self._by_name[each.rpartition("/")[2]].append(each)

    def find(self, path: str) -> list[str]:
        """Every folder and file that `path` names at any depth."""
        named = self._by_name.get(path.rpartition("/")[2], ())
        return sorted(each for each in named if f"/{each}".endswith(f"/{path}"))


@dataclass(frozen=True, slots=True)
class _Named:
    """A pattern without wildcards, taken apart."""

    path: str
    is_anchored: bool
    is_deep: bool
    has_suffix: bool


def find_place(pattern: str, flavour: Flavour, tree: KnownPaths | None) -> Place | Aside:
    """The folder that `pattern` (escapes still in it) names on its host, or why it names none.

    >>> find_place("/services/cart/", "github", None)
    Place(path='services/cart', glob='services/cart/**', is_deep=True)
    >>> find_place("docs/*", "gitlab", None)
    Place(path='docs', glob='**/docs/*', is_deep=False)
    """
    named = _take_apart(pattern, flavour)
    if named is None:
        return Aside.PATTERN
    if tree is not None:
        return _look_up(named, flavour, tree)
    if not named.has_suffix and (flavour == "gitlab" or _is_file_name(named.path.rpartition("/")[2])):
        return Aside.FILE
    return _make_place(named.path, named)


def find_path(glob: str) -> str | None:
    """The folder that an item of a service's `paths:` names; None: it is a pattern.

    >>> find_path("services/cart/**"), find_path("./services/cart"), find_path("**/*.tf")
    ('services/cart', 'services/cart', None)
    """
    named = _take_apart(f"/{glob.strip().removeprefix('./').lstrip('/')}", "github")
    return named.path if named is not None and named.is_deep else None


def _take_apart(pattern: str, flavour: Flavour) -> _Named | None:
    suffix = _SUFFIX.search(pattern)
    stem = pattern[: suffix.start()] if suffix else pattern
    if _ESCAPED.sub("", stem).endswith("\\") or any(each in "*?[]\\" for each in _ESCAPED.findall(stem)):
        return None
    wild = _WILD if flavour == "github" else _WILD_OR_RANGE
    path = _ESCAPED.sub(r"\1", stem)
    is_anchored = path.startswith("/") or (flavour == "github" and "/" in pattern.rstrip("/"))
    path = path.removeprefix("/")
    if wild.search(path) or any(name in ("", ".", "..") for name in path.split("/")):
        return None
    reaching = ("/", "/**/*", "/**") if flavour == "github" else ("/", "/**/*")
    is_deep = suffix is None or suffix.group() in reaching
    return _Named(path, is_anchored, is_deep, suffix is not None)


def _look_up(named: _Named, flavour: Flavour, tree: KnownPaths) -> Place | Aside:
    if named.is_anchored:
        found = [named.path] if named.path in tree.folders or named.path in tree.files else []
    else:
        found = tree.find(named.path)
    folders = [path for path in found if path in tree.folders]
    if not named.has_suffix and (len(folders) < len(found) or (flavour == "gitlab" and folders)):
        return Aside.FILE if len(folders) < len(found) else Aside.SLASHLESS
    if not folders:
        return Aside.MISSING
    if len(folders) == 1:
        return _make_place(folders[0], named, is_anchored=True)
    return _make_place(named.path, named) if named.path in folders else Aside.PATTERN


def _make_place(path: str, named: _Named, *, is_anchored: bool = False) -> Place:
    start = "" if named.is_anchored or is_anchored else "**/"
    return Place(path, f"{start}{path}/{'**' if named.is_deep else '*'}", named.is_deep)


def _is_file_name(name: str) -> bool:
    if name.startswith("."):
        return name.casefold() not in _DOT_FOLDERS
    return "." in name or name.casefold() in _FILE_NAMES
