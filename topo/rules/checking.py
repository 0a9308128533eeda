"""What does a check of an organisation come to?

The reading's findings and the rules' go through one mill: severities as set, waivers, the baseline; what
is left counts. WAI rules run last, for they speak of what the waivers did.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from topo.findings import Address, Finding, Position, Severity
from topo.model.organisation import COLLECTIONS, Acceptance
from topo.model.selector import Selector
from topo.rules.catalogue import BY_CODE, POLICY, load_check
from topo.rules.context import Context
from topo.rules.result import Accepted, CheckResult, CoverageLine
from topo.rules.selection import Selected, Selection
from topo.rules.speaking import speaks_of
from topo.rules.waiving import Tally, check_waivers

if TYPE_CHECKING:
    from topo.rules.baseline import Baseline, Entry

_NOUNS = {"person": "people", "capability": "capabilities", "data": "data products"}
_COUNTED = (
    "team",
    "service",
    "domain",
    "group",
    "person",
    "product",
    "capability",
    "guardrail",
    "forum",
    "data",
    "stream",
)
_KIND_ORDER = ("service", "module", "domain", "capability", "guardrail", "data")
_SAID_ELSEWHERE = frozenset({"OWN001", "REF001"})
"""Rules that speak otherwise of a thing in a foreign file."""
_KIND_OF = {path: kind for kind, path in COLLECTIONS.items()}


class Reading(NamedTuple):
    """What a check knows of the files: the reading's findings and notes, and where addresses stand."""

    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    position_of: Callable[[Finding], Position | None] = lambda finding: finding.position
    is_foreign: Callable[[Address], bool] = lambda address: False


def check_organisation(
    context: Context, selection: Selection, reading: Reading | None = None, baseline: "Baseline | None" = None
) -> CheckResult:
    """Run the selected rules over an organisation and sort out what counts."""
    reading = reading or Reading()
    awake = [selected for selected in selection.rules if _is_awake(selected, context)]
    raw = [*reading.findings, *selection.findings, *_run(context, awake), *_run_policies(context, awake)]
    found = [finding for finding in (_adjust(each, context, selection, reading) for each in raw) if finding]
    tally = Tally(context.measures.acceptances, context.as_of)
    waived, rest = _waive(found, tally, reading)
    known, counting = _compare(rest, baseline, context, tally)
    broken = context.policies.broken if context.policies is not None else frozenset()
    looked_everywhere = {selected.rule.code for selected in awake if selected.only is None} - broken
    late = check_waivers(tally, context, baseline, looked_everywhere)
    counting += [each for each in (_adjust(one, context, selection, reading) for one in late) if each]
    return CheckResult(
        tuple(sorted(counting, key=lambda finding: _order(finding, reading))),
        tuple(sorted(waived, key=lambda each: _order(each.finding, reading))),
        tuple(sorted(known, key=lambda each: _order(each.finding, reading))),
        tuple(_coverage(context)),
        tuple(_asleep(context, selection)),
        tuple(_counts(context)),
        reading.notes,
        tuple(selected.rule.code for selected in awake),
    )


def _run(context: Context, awake: list[Selected]) -> Iterator[Finding]:
    for selected in awake:
        check = load_check(selected.rule)
        if check is not None:
            yield from check(context)


def _run_policies(context: Context, awake: list[Selected]) -> Iterator[Finding]:
    """What is wrong with policies, whether they run or not, and what those that run find."""
    if context.policies is None:
        return
    from topo.rules.policy.checking import check_policies  # most models have none

    yield from context.policies.findings
    codes = {selected.rule.code for selected in awake if selected.rule.family == POLICY}
    if codes:
        yield from check_policies(context.policies, context.measures, codes)


def _is_awake(selected: Selected, context: Context) -> bool:
    return all(context.has_section(section) for section in selected.rule.needs)


def _adjust(finding: Finding, context: Context, selection: Selection, reading: Reading) -> Finding | None:
    """The finding with the severity that is set; None where the rule is off or does not look there."""
    if finding.code not in BY_CODE and not finding.code.startswith(POLICY):
        return finding
    selected = selection.find(finding.code)
    if selected is None:
        return None
    only = selected.only
    if only is not None and not any(_is_selected(each, only, context) for each in finding.subjects):
        return None
    severity = selected.severity
    if finding.code in _SAID_ELSEWHERE and reading.is_foreign(finding.address):
        if finding.code == "OWN001":
            finding = replace(finding, hint=f"{finding.hint}, in that file or under `services:` in topo.yaml")
        elif severity is None:
            severity = Severity.WARNING
    return finding if severity in (None, finding.severity) else replace(finding, severity=severity)


def _is_selected(address: Address, only: Selector, context: Context) -> bool:
    """Whether a selector speaks of the thing that an address stands in."""
    for length in (2, 3):
        kind = _KIND_OF.get(address.steps[: length - 1])
        if kind is None or len(address.steps) < length:
            continue
        thing = context.organisation.find(kind, address.steps[length - 1])
        return thing is not None and speaks_of(only, kind, thing, context.measures)
    return only.is_everything


def _waive(found: list[Finding], tally: Tally, reading: Reading) -> tuple[list[Accepted], list[Finding]]:
    waived, rest = [], []
    for finding in found:
        waiver = tally.find(finding, reading.position_of(finding) if tally.has_comments else None)
        if waiver is None:
            rest.append(finding)
        else:
            waived.append(Accepted(finding, _why(waiver)))
    return waived, rest


def _why(waiver: Acceptance) -> str:
    return f"waived until {waiver.until}: {waiver.reason}"


def _compare(
    found: list[Finding], baseline: "Baseline | None", context: Context, tally: Tally
) -> tuple[list[Accepted], list[Finding]]:
    if baseline is None:
        return [], found
    from topo.rules.baseline import find_renames, is_worse, worsened  # most models have none

    renames = find_renames(context.organisation)
    known: list[Accepted] = []
    rest: list[Finding] = []
    for finding in found:
        entry = baseline.find(finding, renames)
        if entry is None:
            rest.append(finding)
            continue
        tally.baselined.add(entry.fingerprint)
        if entry.until is not None and entry.until < context.as_of:
            rest.append(finding)
        elif is_worse(finding, entry):
            rest.append(worsened(finding, entry, baseline.file))
        else:
            known.append(Accepted(finding, _why_known(entry)))
    return known, rest


def _why_known(entry: "Entry") -> str:
    return (
        "in the baseline" if entry.reason is None else f"in the baseline until {entry.until}: {entry.reason}"
    )


def _order(finding: Finding, reading: Reading) -> tuple[object, ...]:
    position = reading.position_of(finding)
    place = (position.file, position.line, position.column) if position else ("\uffff", 0, 0)
    return -finding.severity.rank, *place, finding.code, finding.address.steps, finding.message


def _coverage(context: Context) -> Iterator[CoverageLine]:
    measured = context.ownership.by_kind
    for kind in _KIND_ORDER:
        coverage = measured.get(kind)
        if coverage is not None:
            yield CoverageLine(kind, coverage.owned, coverage.total, coverage.waived)
    for paths in context.organisation.facts.paths:
        yield CoverageLine("path", paths.covered, paths.files, 0)


def _asleep(context: Context, selection: Selection) -> Iterator[tuple[str, str]]:
    """Families of which no rule ran, with the sections that would wake them."""
    families: dict[str, list[Selected]] = {}
    for selected in selection.rules:
        families.setdefault(selected.rule.family, []).append(selected)
    for family, chosen in families.items():
        if not any(_is_awake(each, context) for each in chosen):
            missing = _find_missing(chosen, context)
            outermost = [each for each in missing if each.partition(".")[0] not in missing or "." not in each]
            yield family, f"no {' or '.join(section.rpartition('.')[2] for section in outermost)}"
    for family in selection.planned:
        yield family, "not measured by this version"


def _find_missing(asleep: list[Selected], context: Context) -> list[str]:
    """The sections that would wake some of these rules; not those that would not do without others."""
    lacking = [
        frozenset(section for section in each.rule.needs if not context.has_section(section))
        for each in asleep
    ]
    return sorted(frozenset().union(*(each for each in lacking if not any(less < each for less in lacking))))


def _counts(context: Context) -> Iterator[tuple[str, int]]:
    for kind in _COUNTED:
        number = len(context.organisation.collection(kind))
        if number:
            yield _NOUNS.get(kind, f"{kind}s"), number
    if context.organisation.interactions:
        yield "interactions", len(context.organisation.interactions)
