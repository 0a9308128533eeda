"""What does a program get of a model: the organisation and all that is measured of it, as one document?

The document is described in `docs/export-json.md` and by the JSON Schema `export` that ships with topo; each
key has its meaning there. Everything in it is sorted or in the order of the model, so that the same model and
day give the same bytes. No place in a file is in it: what moves a line changes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from topo import __version__
from topo.analysis.catalogue import MEASURES, find_subjects
from topo.analysis.catalogue.measure import Measure
from topo.analysis.congruence import JudgedPair
from topo.analysis.declaring import Declaration
from topo.analysis.describing import describe_criteria, describe_parts
from topo.analysis.joining import Cause
from topo.analysis.judgement import Judgement
from topo.analysis.measures import Measures
from topo.analysis.ownership import Owning
from topo.analysis.parts import Number
from topo.analysis.talking import TalkingPair
from topo.export.flow import describe_flow
from topo.findings import Finding
from topo.model.organisation import address_of
from topo.model.profile import Profile
from topo.rules.catalogue import BY_CODE
from topo.rules.result import CheckResult

SCHEMA = "topo-export/1"
"""The version of the document: a key that changes its meaning, or goes, makes it another one."""
UNASKED = "takes long, and was not asked for: --slow"


def make_document(
    measures: Measures,
    model: object,
    *,
    profiles: Mapping[str, Profile],
    shipped: Mapping[str, Profile],
    slow: bool = False,
) -> dict[str, Any]:
    """The document of an organisation that is measured.

    `model` is the organisation as plain data, `profiles` are the weights that it is measured with, `shipped`
    the same as topo ships them. `slow` measures too what takes long.
    """
    measured = [_describe(measures, each, id, slow) for each, id in _find_subjects(measures)]
    return {
        "topo": 1,
        "schema": SCHEMA,
        "version": __version__,
        "as_of": str(measures.as_of),
        "model": model,
        "ownership": [_describe_owning(each) for each in _sort(measures.ownership.things)],
        "measures": measured,
        "not_assessed": sum(each["amount"] is None and each["verdict"] is None for each in measured),
        "pairs": list(_find_pairs(measures)),
        "cycles": list(_find_cycles(measures)),
        "flow": describe_flow(measures),
        "catalogue": [_describe_measure(each) for each in MEASURES],
        "profiles": {name: _describe_profile(profiles[name], shipped[name]) for name in sorted(profiles)},
    }


def describe_findings(result: CheckResult) -> list[dict[str, Any]]:
    """What a check finds, in its order: what counts first, then what is waived, then what is known."""
    standings = (
        *((each, "open") for each in result.findings),
        *((each.finding, "waived") for each in result.waived),
        *((each.finding, "baselined") for each in result.baselined),
    )
    return [_describe_finding(finding, standing) for finding, standing in standings]


def _describe_finding(finding: Finding, standing: str) -> dict[str, Any]:
    rule = BY_CODE.get(finding.code)
    return {
        "code": finding.code,
        "slug": None if rule is None else rule.slug,
        "severity": finding.severity.value,
        "address": str(finding.address),
        "message": finding.message,
        "hint": finding.hint,
        "evidence": finding.evidence,
        "fingerprint": finding.fingerprint,
        "standing": standing,
    }


def _find_subjects(measures: Measures) -> Iterator[tuple[Measure, str]]:
    """Every measure of every thing: thing by thing, in the order of the table."""
    for of in dict.fromkeys(each.of for each in MEASURES):
        table = [each for each in MEASURES if each.of == of]
        for id in find_subjects(measures.organisation, of):
            yield from ((each, id) for each in table)


def _describe(measures: Measures, measure: Measure, id: str, slow: bool) -> dict[str, Any]:
    found = None if measure.is_slow and not slow else measure.find(measures, id)
    number = found if isinstance(found, Number) else None
    judgement = found if isinstance(found, Judgement) else None
    return {
        "of": measure.of,
        "id": id or None,
        "address": str(address_of(measure.of, id)) if id else ".",
        "measure": measure.name,
        "amount": None if number is None else number.amount,
        "verdict": None if judgement is None else judgement.verdict,
        "unit": None if number is None else number.unit,
        "grade": measure.grade,
        "missing": [UNASKED] if found is None else list(found.missing),
        "parts": [] if number is None else describe_parts(number),
        "criteria": [] if judgement is None else describe_criteria(judgement),
    }


def _describe_measure(measure: Measure) -> dict[str, Any]:
    return {
        "of": measure.of,
        "measure": measure.name,
        "question": measure.question,
        "formula": measure.formula,
        "source": measure.source,
        "grade": measure.grade,
        "profile": measure.profile,
        "better": measure.better,
        "verdicts": list(measure.verdicts),
        "slow": measure.is_slow,
    }


def _describe_profile(profile: Profile, shipped: Profile) -> dict[str, Any]:
    return {
        "weighs": profile.weighs,
        "entries": {
            name: {
                "value": entry.value,
                "unit": entry.unit,
                "grade": entry.grade,
                "source": entry.source,
                "why": entry.why,
                "overridden": shipped.entries.get(name) != entry,
            }
            for name, entry in profile.entries.items()
        },
    }


# --- ownership ------------------------------------------------------------------------------------------


def _sort(things: Iterable[Owning]) -> list[Owning]:
    return sorted(things, key=lambda each: each.address)


def _describe_owning(owning: Owning) -> dict[str, Any]:
    return {
        "kind": owning.kind,
        "id": owning.id,
        "address": str(owning.address),
        "state": owning.state.value,
        "owner": owning.owner,
        "gap": None if owning.gap is None else owning.gap.value,
        "said": owning.said,
        "teams": list(owning.teams),
        "tier": owning.tier,
        "domain": owning.domain,
        "group": owning.group,
    }


# --- pairs ----------------------------------------------------------------------------------------------


def _find_pairs(measures: Measures) -> Iterator[dict[str, Any]]:
    """The pairs of teams that must talk or have declared something, by their teams."""
    talking = {pair.teams: pair for pair in measures.talking.pairs}
    judged = {pair.teams: pair for pair in measures.congruence.pairs}
    for teams in sorted({*talking, *judged}):
        yield _describe_pair(teams, talking.get(teams), judged.get(teams))


def _describe_pair(
    teams: tuple[str, str], talking: TalkingPair | None, judged: JudgedPair | None
) -> dict[str, Any]:
    said = None if talking is None else talking.declaration
    declared = judged.declared if judged is not None else talking.declared if talking is not None else ()
    return {
        "teams": list(teams),
        "must_talk": talking is not None,
        "hidden": talking is not None and talking.is_hidden,
        "required": judged is not None and judged.is_required,
        "verdict": None if judged is None else judged.verdict.value,
        "mode": None if said is None else said.mode,
        "channels": None if talking is None else talking.channels.amount,
        "upper_bound": None if talking is None else talking.upper_bound.amount,
        "causes": [] if talking is None else [_describe_cause(each) for each in talking.causes],
        "declared": [_describe_declared(each) for each in declared],
    }


def _describe_cause(cause: Cause) -> dict[str, Any]:
    return {"kind": cause.kind.value, "address": str(cause.address), "what": cause.what}


def _describe_declared(said: Declaration) -> dict[str, Any]:
    return {
        "mode": said.mode,
        "first": said.first,
        "second": said.second,
        "address": str(said.address),
        "since": None if said.since is None else str(said.since),
        "until": None if said.until is None else str(said.until),
        "expired": said.expired,
    }


def _find_cycles(measures: Measures) -> Iterator[dict[str, Any]]:
    for cycle in measures.cycles.found:
        yield {
            "teams": list(cycle.teams),
            "of_nobody": list(cycle.of_nobody),
            "cut": [list(tie) for tie in cycle.cut.ties],
            "load": cycle.cut.weight.amount,
            "exact": cycle.cut.is_exact,
        }
