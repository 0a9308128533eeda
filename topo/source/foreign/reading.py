"""Which reader does a source need?"""

from collections.abc import Callable, Iterable
from pathlib import Path

from topo.errors import UsageError
from topo.model.settings import Source
from topo.source.foreign.estate import Estate
from topo.source.positions import Documents, Mapping

Glob = Callable[[Path, str], list[Path]]


def read_source(source: Source, folder: Path, documents: Documents, expand: Glob, root: Mapping) -> Estate:
    """Read an estate in place; `root` is the model read so far, which says what is known already.

    Raises `UsageError` where the source names no file, not exactly one format, or an option of another one.
    """
    if source.problem is not None:
        raise UsageError(source.problem, hint="one item each")
    if source.backstage:
        return _read_backstage(source, folder, documents, expand)
    if source.compose:
        return _read_compose(source, folder, documents, expand, root)
    if source.edges:
        from topo.source.foreign.edge_list import Columns, read_edge_lists

        paths = _find_files(source.edges, folder, expand)
        columns = Columns(source.from_, source.to, source.via)
        return read_edge_lists(paths, documents, columns=columns, root=root)
    if source.graphml:
        from topo.source.foreign.graphml import read_graphml

        paths = _find_files(source.graphml, folder, expand)
        return read_graphml(paths, documents, label=source.label, via=source.via, root=root)
    return _read_codeowners(source, folder, documents, root)


def _read_backstage(source: Source, folder: Path, documents: Documents, expand: Glob) -> Estate:
    from topo.source.foreign.backstage import find_catalog_files, read_backstage

    versions = tuple(source.api_version)
    found: set[Path] = set()
    for pattern in source.backstage:
        catalog = folder / pattern
        is_folder = catalog.is_dir()
        found.update(
            find_catalog_files(catalog, api_versions=versions) if is_folder else expand(folder, pattern)
        )
    return read_backstage(_demand(sorted(found), source.backstage), documents, api_versions=versions)


def _read_codeowners(source: Source, folder: Path, documents: Documents, root: Mapping) -> Estate:
    from topo.source.foreign.codeowners_estate import read_codeowners

    assert source.codeowners is not None
    path = folder / source.codeowners
    if not path.is_file():
        hint = "paths start in the folder of topo.yaml"
        raise UsageError(f"there is no file `{source.codeowners}`", hint=hint)
    return read_codeowners(
        path, documents, flavour=source.flavour, tree=source.tree, folder=folder, root=root
    )


def _read_compose(source: Source, folder: Path, documents: Documents, expand: Glob, root: Mapping) -> Estate:
    from topo.source.foreign.compose import find_compose_files, read_compose

    found: dict[Path, None] = {}  # in the order said, as a later file is laid over an earlier one
    for pattern in source.compose:
        place = folder / pattern
        found.update(dict.fromkeys(find_compose_files(place) if place.is_dir() else expand(folder, pattern)))
    return read_compose(_demand(list(found), source.compose), documents, root=root)


def _find_files(patterns: Iterable[str], folder: Path, expand: Glob) -> list[Path]:
    """The files that the patterns match, sorted, each once."""
    patterns = list(patterns)
    return _demand(sorted({path for pattern in patterns for path in expand(folder, pattern)}), patterns)


def _demand(paths: list[Path], patterns: Iterable[str]) -> list[Path]:
    """The paths, if there are any; raises `UsageError` else."""
    if not paths:
        raise UsageError(
            f"no file matches `{', '.join(patterns)}`", hint="globs start in the folder of topo.yaml"
        )
    return paths
