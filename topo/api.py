"""The door that front ends and scripts use: load a model, check it, ask who owns what.

>>> from topo import api
>>> model = api.load("samples/northwind")          # doctest: +SKIP
>>> api.check(model).result.findings               # doctest: +SKIP
()
"""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from topo.errors import UsageError
from topo.findings import Finding, Position, Related, Severity
from topo.rules.checking import Reading, check_organisation
from topo.rules.context import Context
from topo.rules.result import CheckResult, Places
from topo.rules.selection import select_rules
from topo.source.loading import LoadedModel, load_model
from topo.source.shelf import read_packs

if TYPE_CHECKING:
    from topo.rules.baseline import Baseline

BASELINE = "topo-baseline.json"


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of a check, with what a report needs to quote the files."""

    model: LoadedModel
    result: CheckResult
    places: Places

    def is_failing(self, level: Severity = Severity.ERROR) -> bool:
        """Whether any finding is at or above `level`."""
        return self.result.reaches(level)


def load(start: str | Path = ".", *, public: bool = False) -> LoadedModel:
    """Read the model that `start` means: a `topo.yaml`, a folder, a single file; `.` looks upwards too.

    What is wrong with the files are findings of the result. Raises `ModelNotFound` where there is no
    model, `NothingReadable` where it cannot be opened. `public` leaves the private overlay out.
    """
    return load_model(Path(start), public=public)


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
    context = Context(model.organisation, as_of or date.today(), min_coverage=min_coverage)
    selection = select_rules(model.organisation.check, read_packs())
    reading = Reading(model.findings, model.notes, lambda each: position_of(model, each), model.positions.is_foreign)
    result = check_organisation(context, selection, reading, read_baseline(model, baseline))
    if changed_since is not None:
        result = _narrow(model, result, changed_since)
    return Checked(model, result, make_places(model))


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
    except (OSError, ValueError) as error:
        raise UsageError(f"the baseline `{file}` cannot be read: {error}") from None
    return from_document(document, file=str(file))


def position_of(model: LoadedModel, finding: Finding) -> Position | None:
    """Where a finding stands: its own position, else its address looked up."""
    if finding.position is not None:
        return finding.position
    return model.positions.find_value(finding.address)


def make_places(model: LoadedModel) -> Places:
    """How reports quote the files of a model."""
    return Places(
        lambda finding: position_of(model, finding),
        lambda related: _related_position(model, related),
        model.positions.documents.source_line,
        read_rule_page,
    )


def read_rule_page(code: str) -> str:
    """The page of a rule; raises `UsageError` where there is none."""
    from topo.rules.catalogue import BY_CODE, load_page
    from topo.text import did_you_mean

    rule = BY_CODE.get(code.upper()) or next((each for each in BY_CODE.values() if each.slug == code.lower()), None)
    if rule is None:
        names = [*BY_CODE, *(each.slug for each in BY_CODE.values())]
        raise UsageError(f"there is no rule `{code}`", hint=did_you_mean(code, names) or "`topo rules` lists them")
    return load_page(rule)


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
    extents += [model.positions.find_extent(each.address) for each in finding.related if each.address is not None]
    position = position_of(model, finding)
    if position is not None:
        extents.append((position.file, position.line, position.line))
    return any(changes.touch(*extent) for extent in extents if extent is not None)
