"""Which files hold a Backstage catalog?"""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from topo.source.foreign.backstage.catalog import ENTITY_FIELDS
from topo.source.opening import UnreadableFile, read_regular_file

_SUFFIXES = (".yaml", ".yml")
_CLOSED = frozenset({"node_modules", "__pycache__"})
_VERSION = rb"^(?:\xef\xbb\xbf)?[\"']?apiVersion[\"']?\s*:\s*[\"']?(?:%b)[\"']?\s*(?:#|$)"
_BACKSTAGE = rb"(?:[A-Za-z0-9-]+\.)?backstage\.io/[^\s\"']+"
# What has another apiVersion and looks like an entity: the reading says how to have it read.
_KIND = re.compile(
    rb"^kind\s*:\s*(?:Component|API|Resource|System|Domain|Group|User)\s*(?:#|$)", re.MULTILINE
)
_FIELD = re.compile(rb"^\s+(?:%b)\s*:" % "|".join(ENTITY_FIELDS).encode(), re.MULTILINE)


def find_catalog_files(folder: Path, *, api_versions: Iterable[str] = ()) -> list[Path]:
    """The YAML files below `folder` that hold Backstage entities, sorted; dot folders are not searched.

    A file holds entities where a line begins with an `apiVersion:` of Backstage or of `api_versions`, or
    where what it says has the kind and the fields of an entity.
    """
    versions = b"|".join([_BACKSTAGE, *(re.escape(version.encode()) for version in api_versions)])
    version = re.compile(_VERSION % versions, re.MULTILINE)
    found: list[Path] = []
    for top, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in _CLOSED]
        paths = (Path(top, name) for name in files if name.lower().endswith(_SUFFIXES))
        found.extend(path for path in paths if _holds_entities(path, version))
    return sorted(found)


def _holds_entities(path: Path, version: re.Pattern[bytes]) -> bool:
    try:
        text = read_regular_file(path)
    except UnreadableFile:
        return False
    if version.search(text):
        return True
    return _KIND.search(text) is not None and _FIELD.search(text) is not None


def find_common_folder(paths: Iterable[Path]) -> Path | None:
    """The innermost folder that holds every one of `paths`; None where there is none."""
    parents = [str(path.parent) for path in paths]
    try:
        return Path(os.path.commonpath(parents)) if parents else None
    except ValueError:  # two drives
        return None
