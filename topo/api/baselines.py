"""The baseline of a model: what is known and let be."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from topo.api.checking import BASELINE, check, read_baseline
from topo.api.files import write_file
from topo.source.loading import LoadedModel

if TYPE_CHECKING:
    from topo.rules.recording import Permit, Recorded


def write_baseline(
    model: LoadedModel, path: Path | None = None, *, permit: "Permit | None" = None, as_of: date | None = None
) -> "tuple[Recorded, Path]":
    """Record today's findings as the baseline; returns what changed and the file.

    A baseline that exists only shrinks and improves, unless `permit` lets the findings of one rule in.
    """
    from topo.rules.baseline import find_renames
    from topo.rules.recording import find_all, record

    file = path or model.folder / BASELINE
    known = read_baseline(model, file) if file.is_file() else None
    result = check(model, as_of=as_of, baseline=file if known is not None else None).result
    recorded = record(find_all(result), known, permit, renames=find_renames(model.organisation))
    _write_baseline(file, recorded)
    return recorded, file


def prune_baseline(
    model: LoadedModel, path: Path | None = None, *, as_of: date | None = None
) -> "tuple[Recorded, Path]":
    """Take what is found no more out of the baseline; returns what changed and the file."""
    from topo.rules.baseline import find_renames
    from topo.rules.recording import find_all, prune

    file = path or model.folder / BASELINE
    known = read_baseline(model, file)
    assert known is not None
    result = check(model, as_of=as_of, baseline=file).result
    recorded = prune(find_all(result), known, renames=find_renames(model.organisation))
    _write_baseline(file, recorded)
    return recorded, file


def _write_baseline(file: Path, recorded: "Recorded") -> None:
    from topo.report.json_text import render_json_text
    from topo.rules.baseline import to_document

    write_file(file, render_json_text(to_document(recorded.baseline)))
