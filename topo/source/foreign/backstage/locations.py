"""Which further files does a Location lead to?

As in Backstage, a target is relative to the file that names it and may be a pattern. Followed is what lies
below one folder: a catalog cannot make topo read any file of the machine, and nothing is fetched.
"""

import os
import re
from pathlib import Path

from topo.findings import Address
from topo.source.discovery import expand_glob
from topo.source.foreign.backstage.catalog import Entity, marks_of
from topo.source.foreign.report import Report
from topo.source.misfits import describe
from topo.source.positions import Sequence

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_NOT_FOLLOWED = "not followed"


def find_targets(location: Entity, file: Path, root: Path, report: Report) -> list[Path]:
    """The files that a Location of `file` names, sorted within each target; the rest is reported."""
    is_optional = location.spec.get("presence") == "optional"
    found: list[Path] = []
    for target, at in _read_targets(location, report):
        paths, problem = _resolve(target, file.parent, root)
        found.extend(paths)
        if problem is not None and not (is_optional and not problem.startswith("it is")):
            report.skip(at, f"the target `{target}` is not followed: {problem}", width=len(target))
            report.tally("target of a Location|targets of Locations", _NOT_FOLLOWED)
    return found


def _read_targets(location: Entity, report: Report) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for key in ("target", "targets"):
        value, at = location.spec.get(key), marks_of(location.spec, key)[1]
        pairs = zip(value, value.items_at, strict=True) if isinstance(value, Sequence) else [(value, at)]
        for item, item_at in pairs:
            if isinstance(item, str) and item:
                found.append((item, item_at))
            elif item is not None:
                message = f"`{key}` takes paths, and this is {describe(item)}"
                report.warn("SYN004", Address.of("locations", location.id, key), item_at, message)
    return found


def _resolve(target: str, folder: Path, root: Path) -> tuple[list[Path], str | None]:
    if _URL.match(target):
        return [], "it is a URL"
    if os.path.isabs(target):
        return [], "it is an absolute path"
    base = Path(os.path.normpath(folder / target))
    if not base.is_relative_to(root):
        return [], f"it is outside of `{root.name or root}`, the folder of this source"
    try:
        is_pattern = any(sign in target for sign in "*?[") and not base.is_file()
        paths = expand_glob(root, base.relative_to(root).as_posix()) if is_pattern else [base]
        files = [path for path in paths if path.is_file() and path.resolve().is_relative_to(root.resolve())]
    except (OSError, ValueError, RuntimeError, re.error) as error:
        return [], f"it is no path ({error})"
    if not files:
        return [], "no file matches it" if is_pattern else "there is no such file"
    return files, None
