"""Which files hold a Backstage catalog, and what is their text?"""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from topo.findings import Address, Finding, Position, Severity
from topo.source.foreign.backstage.catalog import ENTITY_FIELDS
from topo.source.foreign.backstage.report import Report
from topo.source.opening import UnreadableFile, read_regular_file
from topo.source.positions import show_path

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


def read_text(path: Path, report: Report) -> str | None:
    """The text of a file; None, and a finding, where it cannot be read."""
    try:
        data = read_regular_file(path)
    except UnreadableFile as error:
        _refuse(report, path, str(error), error.hint)
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        message = f"the file is not UTF-8: byte 0x{data[error.start]:02x}"
        _refuse(report, path, message, "save it as UTF-8", code="SYN009", line=line, column=column)
        return None


def _refuse(
    report: Report,
    path: Path,
    message: str,
    hint: str,
    *,
    code: str = "SYN001",
    line: int = 0,
    column: int = 1,
) -> None:
    shown = show_path(path)
    position = Position(shown, line, column)
    report.take(Finding(code, Severity.ERROR, Address.of(shown), message, hint=hint, position=position))
