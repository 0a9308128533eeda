"""Which files of a repository does nobody answer for?

A file is covered when the source of its tree says that it is owned, or when a service that counts (neither
retired nor external) has it in its `paths`. A glob of `paths` starts at the root of the tree and reads as a
line of a CODEOWNERS file on GitHub does: `services/cart`, `services/cart/` and `services/cart/**` are all of
that folder, `docs/*` the files directly in it, `**/*.tf` files at any depth.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from topo.model.base import FrozenDict
from topo.model.evidence import PathCoverage
from topo.model.service import Service
from topo.source.foreign.codeowners_matching import PatternIndex
from topo.source.foreign.codeowners_pattern import PathPattern, compile_github
from topo.source.foreign.estate import Tree


def compile_glob(glob: str) -> PathPattern:
    """The meaning of an item of a service's `paths:`.

    >>> cart = compile_glob("services/cart")
    >>> [cart.is_match(path) for path in ("services/cart/a.py", "old/services/cart/a.py")]
    [True, False]
    """
    text = _trim(glob)
    return compile_github("**" if text in ("", ".", "**") else f"/{text}")


def find_services_at(services: Mapping[str, Service], path: str) -> list[Service]:
    """The services whose `paths` have this file (or folder) in them; the most specific glob decides.

    Several are returned only where their globs are equally specific.
    """
    wanted = path.strip().removeprefix("./").strip("/")
    found: list[tuple[int, Service]] = []
    for service in services.values():
        lengths = [len(_literal(glob)) for glob in service.paths if _has(glob, wanted)]
        if lengths:
            found.append((max(lengths), service))
    most = max((length for length, _ in found), default=0)
    return sorted((service for length, service in found if length == most), key=lambda service: service.id)


def cover_tree(tree: Tree, services: Mapping[str, Service]) -> PathCoverage:
    """How the files of `tree` are covered by what its source says and by the `paths` of `services`.

    Files that the source leaves without owner by the line that made a service count as that service's:
    covered where it has an owner after all; if not, its own finding says so, and they are no gap.
    """
    counting = {id: each for id, each in services.items() if not each.is_retired and not each.is_external}
    rest = [path for path in tree.files if path not in tree.owned]
    covered = set(_find_covered(rest, (glob for each in counting.values() for glob in each.paths)))
    left = {path: counting[id].owner for path, id in tree.cleared.items() if id in counting}
    covered |= {path for path, owner in left.items() if owner is not None}
    said = {path for path, owner in left.items() if owner is None}
    bare = [path for path in rest if path not in covered]
    gaps = find_gaps(tree.files, [path for path in bare if path not in said])
    return PathCoverage(tree.name, len(tree.files), len(tree.files) - len(bare), FrozenDict(gaps))


def find_gaps(files: Iterable[str], bare: Iterable[str]) -> dict[str, int]:
    """The uncovered files `bare` by topmost place, with how many each place holds, sorted.

    `docs/` is a folder of which nothing is covered; `src/*` are files directly in a folder of which a part
    is, and a single one of those stands for itself. The root is never one place: it would say nothing.
    """
    missing = set(bare)
    partly = {folder for path in files if path not in missing for folder in _find_folders(path)}
    gaps: Counter[str] = Counter()
    alone: dict[str, str] = {}
    for path in missing:
        top = next((folder for folder in _find_folders(path) if folder not in partly), None)
        place = f"{top}/" if top is not None else f"{path.rpartition('/')[0]}/*".lstrip("/")
        gaps[place] += 1
        alone[place] = path
    is_alone = {place for place, number in gaps.items() if number == 1 and place.endswith("*")}
    return dict(sorted((alone[place] if place in is_alone else place, gaps[place]) for place in gaps))


def _trim(path: str) -> str:
    """A path or glob without what only says that it starts at the root."""
    path = path.strip()
    while path.startswith("./"):
        path = path[2:]
    return path.lstrip("/")


def _find_covered(files: Iterable[str], globs: Iterable[str]) -> Iterator[str]:
    patterns = [compile_glob(glob) for glob in dict.fromkeys(globs)]
    if patterns:
        for path, position in PatternIndex(patterns).find_last_of_each(files):
            if position is not None:
                yield path


def _find_folders(path: str) -> Iterator[str]:
    """The folders above a file, the topmost first."""
    at = path.find("/")
    while at >= 0:
        yield path[:at]
        at = path.find("/", at + 1)


def _has(glob: str, path: str) -> bool:
    pattern = compile_glob(glob)
    return pattern.is_match(path) or pattern.is_match(f"{path}/_")


def _literal(glob: str) -> str:
    """What a glob says before its first wildcard."""
    return glob.strip().strip("/").removeprefix("./").partition("*")[0].rstrip("/")
