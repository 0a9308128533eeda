"""Check a model: its findings, where they stand, and how they are told."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from topo.api.rules import find_described, read_rule_page
from topo.errors import UsageError
from topo.findings import Finding, Position, Related, Severity
from topo.rules.checking import Reading, check_organisation
from topo.rules.context import Context
from topo.rules.result import CheckResult, Places
from topo.rules.selection import select_rules
from topo.source.discovery import ROOT
from topo.source.loading import LoadedModel
from topo.source.positions import show_path
from topo.source.shelf import read_packs

if TYPE_CHECKING:
    from topo.rules.baseline import Baseline


class Checked(NamedTuple):
    """The outcome of a check, with what a report needs to quote the files."""

    model: LoadedModel
    result: CheckResult
    places: Places

    def is_failing(self, level: Severity = Severity.ERROR) -> bool:
        """Whether any finding is at or above `level`."""
        return self.result.reaches(level)


BASELINE = "topo-baseline.json"


def check(
    model: LoadedModel,
    *,
    as_of: date | None = None,
    min_coverage: float | None = None,
    baseline: str | Path | None = None,
    changed_since: str | None = None,
) -> Checked:
    """Check a model with the rules that it selects.

    `as_of` is the day on which waivers and dates are judged (default: today), `min_coverage` the least
    share that must be owned (0 to 1), `baseline` a file of known findings (default: `topo-baseline.json`
    beside the model, where it is there), `changed_since` a git revision: only findings in what changed
    since then are kept. Raises `UsageError` for a baseline that is missing or none, and for a revision
    that git does not know.
    """
    from topo.source.weighing import Weights

    weights = Weights(model.organisation, model.folder)
    context = Context(model.organisation, as_of or date.today(), weights, min_coverage)
    selection = select_rules(model.organisation.check, read_packs(), model.organisation)
    reading = make_reading(model)
    result = check_organisation(context, selection, reading, read_baseline(model, baseline))
    if changed_since is not None:
        result = _narrow(model, result, changed_since)
    elif any(line.owned < line.total for line in result.coverage):
        from topo.rules.next_steps import find_next_steps

        reads_sources = bool(model.organisation.sources)
        steps = find_next_steps(result, reads_sources=reads_sources, model=_find_argument(model))
        result = replace(result, next_steps=steps)
    return Checked(model, result, make_places(model))


def make_reading(model: LoadedModel) -> Reading:
    """What a check knows of the files of a model."""
    misfits = _find_misfits(model) if model.organisation.profiles else ()
    return Reading(
        (*model.findings, *misfits),
        _find_notes(model),
        lambda each: position_of(model, each),
        model.positions.is_foreign,
    )


def _find_misfits(model: LoadedModel) -> tuple[Finding, ...]:
    from topo.source.weighing import read_profiles

    return read_profiles(model.organisation, model.folder)[1]


def _find_notes(model: LoadedModel) -> tuple[str, ...]:
    """What is to be known of the reading, with the first place of what sources hold that topo cannot use."""
    if not model.skipped:
        return model.notes
    from topo.report.placing import render_position

    position, reason = model.skipped[0]
    more = len(model.skipped) - 1
    rest = f"; {more:,} more: topo import --dry-run" if more else ""
    return (*model.notes, f"skipped {render_position(position)}: {reason}{rest}")


def _find_argument(model: LoadedModel) -> str:
    """What a command is told to find this model from the working folder; "" for one that stands there."""
    shown = show_path(model.folder if model.root.name == ROOT else model.root)
    return "" if shown == "." else shown


def position_of(model: LoadedModel, finding: Finding) -> Position | None:
    """Where a finding stands: its own position, else its address looked up; an unknown key is the key."""
    if finding.position is not None:
        return finding.position
    if finding.code == "SYN003":
        return model.positions.find(finding.address)
    return model.positions.find_value(finding.address)


def make_places(model: LoadedModel) -> Places:
    """How reports quote the files of a model."""
    return Places(
        lambda finding: position_of(model, finding),
        lambda related: _related_position(model, related),
        model.positions.documents.source_line,
        lambda code: read_rule_page(code, model),
        lambda code: find_described(code, model),
        show_path(model.root),
    )


def _related_position(model: LoadedModel, related: object) -> Position | None:
    assert isinstance(related, Related)
    if related.position is not None:
        return related.position
    return None if related.address is None else model.positions.find_value(related.address)


def _narrow(model: LoadedModel, result: CheckResult, revision: str) -> CheckResult:
    from topo.source.changes import find_changes

    changes = find_changes(model.folder, revision)
    kept = tuple(each for each in result.findings if _is_touched(model, each, changes))
    return replace(result, findings=kept, hidden=len(result.findings) - len(kept))


def _is_touched(model: LoadedModel, finding: Finding, changes: object) -> bool:
    from topo.source.changes import Changes

    assert isinstance(changes, Changes)
    if finding.code.startswith("REF"):
        return True
    extents = [model.positions.find_extent(finding.address)]
    extents += [
        model.positions.find_extent(each.address) for each in finding.related if each.address is not None
    ]
    position = position_of(model, finding)
    if position is not None:
        extents.append((position.file, position.line, position.line))
    return any(changes.touch(*extent) for extent in extents if extent is not None)


def render_check(
    checked: Checked,
    format: str,
    *,
    color: bool = False,
    width: int = 100,
    fail_level: Severity = Severity.ERROR,
) -> str:
    """The result of a check as text in one of the formats of `topo check`.

    `color` and `width` (in columns) are for a screen; `fail_level` is the least severity that a test
    report calls a failure. Raises `UsageError` for a format that is none.
    """
    from topo.report.formats import render

    return render(format, checked.result, checked.places, color=color, width=width, fail_level=fail_level)


def read_baseline(model: LoadedModel, path: str | Path | None = None) -> "Baseline | None":
    """The baseline of a model: the named file, else the one beside it, else None."""
    file = Path(path) if path is not None else model.folder / BASELINE
    if path is None and not file.is_file():
        return None
    import json

    from topo.rules.baseline import from_document

    try:
        document = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UsageError(f"there is no baseline `{file}`", hint="`topo baseline write` makes one") from None
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(f"the baseline `{file}` cannot be read: {error}") from None
    return from_document(document, file=str(file))
