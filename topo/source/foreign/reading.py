"""Which reader does a source need?"""

from collections.abc import Callable
from pathlib import Path

from topo.errors import UsageError
from topo.model.settings import Source
from topo.source.foreign.estate import Estate
from topo.source.positions import Documents, Mapping

Glob = Callable[[Path, str], list[Path]]


def read_source(source: Source, folder: Path, documents: Documents, expand: Glob, root: Mapping) -> Estate:
    """Read an estate in place; `root` is the model read so far, whose contacts find teams by handle.

    Raises `UsageError` where the source names no file, or not exactly one format.
    """
    if bool(source.backstage) == bool(source.codeowners):
        raise UsageError("a source names exactly one of `backstage` and `codeowners`", hint="one item each")
    if source.backstage:
        from topo.source.foreign.backstage import find_catalog_files, read_backstage

        versions = tuple(source.api_version)
        found: set[Path] = set()
        for pattern in source.backstage:
            catalog = folder / pattern
            found.update(
                find_catalog_files(catalog, api_versions=versions)
                if catalog.is_dir()
                else expand(folder, pattern)
            )
        paths = sorted(found)
        if not paths:
            raise UsageError(
                f"no file matches `{', '.join(source.backstage)}`",
                hint="globs start in the folder of topo.yaml",
            )
        return read_backstage(paths, documents, api_versions=versions)
    from topo.source.foreign.codeowners_estate import read_codeowners

    assert source.codeowners is not None
    path = folder / source.codeowners
    if not path.is_file():
        raise UsageError(
            f"there is no file `{source.codeowners}`", hint="paths start in the folder of topo.yaml"
        )
    return read_codeowners(
        path, documents, flavour=source.flavour, tree=source.tree, folder=folder, root=root
    )
