"""How is a comparison written for programs: one document, or rows for a spreadsheet?

What grows without end is null with `endless` true; what is not assessed is null with its reasons.
"""

from collections.abc import Iterator
from typing import Any

from topo import __version__
from topo.analysis.describing import describe_parts
from topo.analysis.parts import Number
from topo.change.comparison.aspect import Aspect, Key, Value
from topo.change.comparison.change import Change
from topo.change.comparison.compared import Compared
from topo.change.comparison.contender import Contender, PhaseStanding
from topo.change.comparison.found import FindingChanges, Shift
from topo.change.comparison.holding import is_clear
from topo.change.cost import Cost
from topo.change.trial import Attempt
from topo.findings import Finding
from topo.report.compared.shown import Shown
from topo.report.json_text import render_json_text
from topo.report.sheets.csv import write_rows

VERSION = 1
COLUMNS = (
    *("scenario", "phase", "of", "id", "measure", "unit", "better"),
    *("before", "after", "delta", "verdict", "on_paper", "holds"),
)


# --- JSON -------------------------------------------------------------------------------------------------


def render_json(shown: Shown) -> str:
    """The comparison as one versioned document."""
    comparison = shown.comparison
    holding = shown.holding
    return render_json_text(
        {
            "topo-compare": VERSION,
            "topo": __version__,
            "as_of": str(comparison.start.context.as_of),
            "sensitivity": None
            if holding is None
            else {"draws": holding.draws, "seed": holding.seed, "spread": holding.spread},
            "scenarios": [_describe(shown, each) for each in comparison.contenders],
            "numbers": [_describe_number(shown, key, aspect) for key, aspect in comparison.keys.items()],
            "between": list(_find_between(shown)),
        }
    )


def _describe(shown: Shown, contender: Contender) -> dict[str, Any]:
    script = contender.trial.script
    return {
        "scenario": contender.name,
        "why": script.why,
        "assumes": [each for one in script.chain for each in one.assumes],
        "fits": contender.trial.fits,
        "left_out": [_describe_attempt(each) for each in contender.trial.misfits],
        "claims": [_describe_attempt(each) for each in contender.claims],
        "dominated_by": list(shown.comparison.dominated.get(contender.name, ())),
        "cost": describe_cost(contender.cost),
        "findings": describe_findings(contender.compared.findings),
        "phases": [_describe_phase(each) for each in contender.phases] if shown.with_phases else None,
    }


def _describe_attempt(attempt: Attempt) -> dict[str, Any]:
    return {
        "scenario": attempt.scenario,
        "number": attempt.number,
        "says": attempt.step.move.describe(),
        "evidence": attempt.step.evidence,
        "misfits": [str(each) for each in attempt.misfits],
    }


def _describe_phase(phase: PhaseStanding) -> dict[str, Any]:
    return {
        "scenario": phase.tried.scenario,
        "phase": phase.title,
        "by": phase.tried.phase.by,
        "cost": describe_cost(phase.cost),
        "findings": describe_findings(phase.compared.findings),
        "numbers": [
            {
                "of": each.aspect.of,
                "id": each.id or None,
                "measure": each.aspect.name,
                **describe_change(each),
            }
            for each in phase.compared.changes
        ],
    }


def describe_cost(cost: Cost) -> dict[str, Any]:
    """Every cost with its parts."""
    return {name: {"amount": each.amount, **_open(each)} for name, each in cost.numbers.items()}


def describe_findings(changes: FindingChanges) -> dict[str, Any]:
    """What became of the findings."""
    return {
        "new": [_describe_finding(each) for each in changes.new],
        "gone": [_describe_finding(each) for each in changes.gone],
        "worse": [_describe_shift(each) for each in changes.worse],
        "better": [_describe_shift(each) for each in changes.better],
        "kept": changes.kept,
    }


def _describe_finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "address": str(finding.address),
        "message": finding.message,
        "hint": finding.hint,
        "fingerprint": finding.fingerprint,
    }


def _describe_shift(shift: Shift) -> dict[str, Any]:
    values = {"was": shift.before.measured_value, "is": shift.after.measured_value}
    return {**_describe_finding(shift.after), **values}


def _open(number: Number) -> dict[str, Any]:
    return {"unit": number.unit, "parts": describe_parts(number), "missing": list(number.missing)}


def _describe_number(shown: Shown, key: Key, aspect: Aspect) -> dict[str, Any]:
    of, id, name = key
    changes = {each.name: each.compared.by_key.get(key) for each in shown.comparison.contenders}
    return {
        "of": of,
        "id": id or None,
        "measure": name,
        "question": aspect.question,
        "better": aspect.better,
        "grade": aspect.grade,
        "scenarios": {
            each.name: _describe_beside(shown, each, change)
            for each in shown.comparison.contenders
            if (change := changes[each.name]) is not None
        },
    }


def _describe_beside(shown: Shown, contender: Contender, change: Change) -> dict[str, Any]:
    described = {**describe_change(change), "on_paper": contender.find_on_paper(change)}
    if shown.holding is not None:
        holds = shown.find_holds(contender, change.key)
        described |= {"holds": holds, "clear": None if holds is None else is_clear(holds)}
    return described


def describe_change(change: Change) -> dict[str, Any]:
    """A number before and after, the difference and the verdict."""
    return {
        "before": _describe_value(change.before),
        "after": _describe_value(change.after),
        "delta": change.delta,
        "verdict": change.verdict.value,
    }


def _describe_value(value: Value | None) -> dict[str, Any] | None:
    if value is None:
        return None
    number = value.number
    described: dict[str, Any] = {"amount": number.amount, "unit": number.unit, "endless": value.is_endless}
    if number.missing:
        described["missing"] = list(number.missing)
    return described


def _find_between(shown: Shown) -> Iterator[dict[str, Any]]:
    """Of each two scenarios, the numbers of which weights decide which is the larger."""
    if shown.holding is None:
        return
    contenders = shown.comparison.contenders
    for place, one in enumerate(contenders):
        for other in contenders[place + 1 :]:
            for of, id, name in shown.comparison.keys:
                holds = shown.holding.find((of, id, name), one.name, other.name)
                if holds is not None:
                    yield {
                        "scenarios": [one.name, other.name],
                        "of": of,
                        "id": id or None,
                        "measure": name,
                        "holds": holds,
                        "clear": is_clear(holds),
                    }


# --- rows -------------------------------------------------------------------------------------------------


def render_csv(shown: Shown) -> str:
    """A row for each number of each scenario, and of each phase where they are asked for; costs last."""
    return write_rows(COLUMNS, _find_rows(shown))


def _find_rows(shown: Shown) -> Iterator[tuple[object, ...]]:
    for contender in shown.comparison.contenders:
        yield from _find_numbers(contender.name, "", contender.compared, shown, contender)
        yield from _find_counts(contender.name, "", contender.compared)
        yield from _find_costs(contender.name, "", contender.cost)
        for phase in contender.phases if shown.with_phases else ():
            yield from _find_numbers(contender.name, phase.title, phase.compared)
            yield from _find_counts(contender.name, phase.title, phase.compared)
            yield from _find_costs(contender.name, phase.title, phase.cost)


def _find_numbers(
    scenario: str,
    phase: str,
    compared: Compared,
    shown: Shown | None = None,
    contender: Contender | None = None,
) -> Iterator[tuple[object, ...]]:
    for each in compared.changes:
        known = each.after or each.before
        paper = contender.find_on_paper(each) if contender is not None else None
        holds = shown.find_holds(contender, each.key) if shown is not None and contender is not None else None
        yield (
            *(scenario, phase, each.aspect.of, each.id, each.aspect.name),
            *("" if known is None else known.number.unit, each.aspect.better),
            *(_write(each.before), _write(each.after), each.delta, each.verdict.value, paper, holds),
        )


def _write(value: Value | None) -> object:
    if value is None:
        return None
    if value.is_endless:
        return "endless"
    return "not assessed" if value.number.amount is None else value.number.amount


def _find_counts(scenario: str, phase: str, compared: Compared) -> Iterator[tuple[object, ...]]:
    changes = compared.findings
    for name in ("new", "gone", "worse", "better"):
        found = len(getattr(changes, name))
        yield scenario, phase, "findings", "", name, "findings", "", "", found, "", "", "", ""


def _find_costs(scenario: str, phase: str, cost: Cost) -> Iterator[tuple[object, ...]]:
    for name, number in cost.numbers.items():
        amount = "not assessed" if number.amount is None else number.amount
        yield scenario, phase, "cost", "", name, number.unit, "lower", "", amount, "", "", "", ""
