"""How are a model's files laid out canonically, and what would that change?"""

import difflib
from dataclasses import dataclass
from pathlib import Path

from topo.errors import TopoError
from topo.source.formatting import format_yaml
from topo.source.positions import show_path
from topo.source.reading import LARGEST_FILE
from topo.source.writing import write_text_atomically


@dataclass(frozen=True, slots=True)
class LaidOut:
    """What laying out did: how many files, the changed ones with their difference, those left and why."""

    files: int
    changed: tuple[tuple[str, str], ...]
    refused: tuple[tuple[str, str], ...]


def lay_out(paths: list[Path], *, write: bool) -> LaidOut:
    """Lay out these files; with `write` the changed ones are written, atomically."""
    changed, refused = [], []
    for path in paths:
        shown = show_path(path)
        try:
            if path.stat().st_size > LARGEST_FILE:
                refused.append((shown, f"the file is larger than {LARGEST_FILE // (1024 * 1024)} MB"))
                continue
            data = path.read_bytes()
            text = data.decode("utf-8")
            after = format_yaml(text)
        except (OSError, UnicodeDecodeError) as error:
            refused.append((shown, str(error)))
            continue
        except TopoError as error:
            refused.append((shown, error.message))
            continue
        if after != text:
            if write:
                write_text_atomically(path, after, expect=data)
            changed.append((shown, _difference(text, after, shown)))
    return LaidOut(len(paths), tuple(changed), tuple(refused))


def _difference(before: str, after: str, shown: str) -> str:
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"a/{shown}", f"b/{shown}"
    )
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )
