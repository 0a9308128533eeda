"""Where are the files that ship with topo?

`models/` and `samples/` stand at the top of the repository; a wheel carries both inside the package.
Everything that reads them asks here, so that a checkout and an installation behave the same.
"""

import os
from pathlib import Path
from typing import Literal

from topo.errors import UsageError
from topo.text import did_you_mean

Kind = Literal["models", "samples", "packs", "schema"]

_PACKAGE = Path(__file__).parent
_BUNDLED = _PACKAGE / "_bundled"
# A wheel's own copy comes first: beside an installed package stand folders of other people.
_TOP = _BUNDLED if _BUNDLED.is_dir() else _PACKAGE.parent

# Each kind has one folder, and a name is an entry of it without the suffix; a sample is a folder.
_PLACES: dict[Kind, tuple[Path, str]] = {
    "models": (_TOP / "models", ".yaml"),
    "samples": (_TOP / "samples", ""),
    "packs": (_PACKAGE / "rules" / "packs", ".yaml"),
    "schema": (_PACKAGE / "schema", ".schema.json"),
}
_NOUNS: dict[Kind, str] = {
    "models": "weight profile",
    "samples": "sample",
    "packs": "rule pack",
    "schema": "schema",
}


def find_resource_names(kind: Kind) -> list[str]:
    """The names of one kind, sorted; nothing where the folder is missing.

    >>> "northwind" in find_resource_names("samples")
    True
    """
    folder, suffix = _PLACES[kind]
    try:
        entries = list(os.scandir(folder))
    except FileNotFoundError:
        return []
    if not suffix:
        return sorted(entry.name for entry in entries if entry.is_dir() and entry.name[0] not in "._")
    return sorted(entry.name.removesuffix(suffix) for entry in entries if entry.name.endswith(suffix))


def find_resource(kind: Kind, name: str) -> Path:
    """The file, or the folder of a sample, that ships under `name`.

    Only names of `find_resource_names` are accepted, so that no name can lead out of the folder.

    Raises:
        UsageError: nothing of this kind has that name; the hint says which names there are.
    """
    names = find_resource_names(kind)
    if name not in names:
        known = f"there are: {', '.join(names)}" if names else "this installation ships none"
        raise UsageError(f"no {_NOUNS[kind]} is called `{name}`", hint=did_you_mean(name, names) or known)
    folder, suffix = _PLACES[kind]
    return folder / f"{name}{suffix}"
