"""How are a model's files laid out canonically, and what would that change?"""

from dataclasses import dataclass
from pathlib import Path

from topo.errors import TopoError
from topo.source.formatting import format_yaml
from topo.source.opening import UnreadableFile, read_regular_file
from topo.source.patching import render_patch
from topo.source.positions import show_path
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
            data = read_regular_file(path)
            text = data.decode("utf-8")
            after = format_yaml(text)
        except (UnreadableFile, UnicodeDecodeError) as error:
            refused.append((shown, str(error)))
            continue
        except TopoError as error:
            refused.append((shown, error.message))
            continue
        if after != text:
            if write:
                write_text_atomically(path, after, expect=data)
            changed.append((shown, render_patch(text, after, shown)))
    return LaidOut(len(paths), tuple(changed), tuple(refused))
