"""The door that front ends and scripts use: load a model, check it, ask who owns what.

>>> from topo import api
>>> model = api.load("samples/northwind")          # doctest: +SKIP
>>> api.check(model).result.findings               # doctest: +SKIP
()
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from topo.errors import UsageError
from topo.findings import Address, Finding, Position, Related, Severity
from topo.model.base import EMPTY
from topo.rules.catalogue import BY_CODE
from topo.rules.checking import Reading, check_organisation
from topo.rules.context import Context
from topo.rules.result import CheckResult, Places
from topo.rules.selection import select_rules
from topo.source.discovery import ROOT
from topo.source.loading import LoadedModel, load_model
from topo.source.positions import show_path
from topo.source.shelf import read_packs

if TYPE_CHECKING:
    from topo.advise.mri import Mri
    from topo.advise.stress_test import StressTest
    from topo.analysis.measures import Measures
    from topo.analysis.ownership import Ownership
    from topo.analysis.progress import Progress
    from topo.analysis.who import Answer
    from topo.change.challenge import Challenge
    from topo.change.comparison.comparison import Comparison
    from topo.change.comparison.holding import Holding
    from topo.change.comparison.standing import Standing
    from topo.change.difference import ModelDifference
    from topo.change.scenario.library import LoadedScript
    from topo.change.script import Script
    from topo.change.trial import Trial
    from topo.model.organisation import Organisation
    from topo.model.profile import Profile
    from topo.report.drawing.formats import Drawing
    from topo.report.pictures.picture import Picture
    from topo.report.sheets import Sheet
    from topo.rules.baseline import Baseline
    from topo.rules.recording import Permit, Recorded
    from topo.rules.rule import Rule
    from topo.simulate.repeating import Makers
    from topo.simulate.simulation import Simulation
    from topo.source.laying_out import LaidOut
    from topo.source.splicing.plan import EditPlan

BASELINE = "topo-baseline.json"
SOURCE_KEYS = {
    "backstage": "backstage",
    "codeowners": "codeowners",
    "compose": "compose",
    "csv": "edges",
    "graphml": "graphml",
}
"""What a model may begin with, by the name of the format, and the key of `sources:` that reads it."""


class Checked(NamedTuple):
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
    from topo.source.weighing import Weights

    weights = Weights(model.organisation, model.folder)
    context = Context(model.organisation, as_of or date.today(), weights, min_coverage)
    selection = select_rules(model.organisation.check, read_packs(), model.organisation)
    reading = _make_reading(model)
    result = check_organisation(context, selection, reading, read_baseline(model, baseline))
    if changed_since is not None:
        result = _narrow(model, result, changed_since)
    elif any(line.owned < line.total for line in result.coverage):
        from topo.rules.next_steps import find_next_steps

        reads_sources = bool(model.organisation.sources)
        steps = find_next_steps(result, reads_sources=reads_sources, model=_find_argument(model))
        result = replace(result, next_steps=steps)
    return Checked(model, result, make_places(model))


def _make_reading(model: LoadedModel) -> Reading:
    """What a check knows of the files of a model."""
    misfits = _read_profiles(model)[1] if model.organisation.profiles else ()
    return Reading(
        (*model.findings, *misfits),
        _find_notes(model),
        lambda each: position_of(model, each),
        model.positions.is_foreign,
    )


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


def measure_ownership(model: LoadedModel, *, as_of: date | None = None) -> "Ownership":
    """Who owns what, and how much is owned: plain and weighted by tier, in all and by kind."""
    from topo.analysis import ownership

    weights = _read_profiles(model)[0]["ownership"].values
    return ownership.measure_ownership(model.organisation, as_of=as_of or date.today(), weights=weights)


def _read_profiles(model: LoadedModel) -> "tuple[dict[str, Profile], tuple[Finding, ...]]":
    from topo.source.weighing import read_profiles

    return read_profiles(model.organisation, model.folder)


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
        lambda code: _find_rule(code, model),
        show_path(model.root),
    )


def read_rule_page(code: str, model: LoadedModel | None = None) -> str:
    """The page of a rule, or of a policy of `model`; raises `UsageError` where there is none."""
    policies = {} if model is None else model.organisation.policies
    if code in policies:
        from topo.rules.policy.describing import write_page

        return write_page(code, policies[code])
    from topo.rules.catalogue import load_page

    return load_page(find_rule(code))


def _find_rule(code: str, model: LoadedModel) -> "Rule | None":
    policy = model.organisation.policies.get(code)
    if policy is None:
        return BY_CODE.get(code)
    from topo.rules.policy.describing import describe_policy

    return describe_policy(code, policy)


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


def write_file(path: Path, text: str) -> None:
    """Make `text` the content of a file that topo writes anew each time (a report); atomic."""
    from topo.source.writing import write_text_atomically

    write_text_atomically(path, text, expect=None)


def is_empty(model: LoadedModel) -> bool:
    """Whether the model holds nothing at all."""
    return next(model.organisation.entities(), None) is None


def find_rules() -> "tuple[Rule, ...]":
    """Every rule, in the order of the catalogue."""
    from topo.rules.catalogue import RULES

    return RULES


def find_rule(code: str, model: LoadedModel | None = None) -> "Rule":
    """The rule with this code or slug, or the policy of `model`; raises `UsageError` where there is none."""
    from topo.text import did_you_mean

    by_slug = {rule.slug: rule for rule in BY_CODE.values()}
    rule = BY_CODE.get(code.upper()) or by_slug.get(code.lower())
    if rule is None and model is not None:
        rule = _find_rule(code.upper(), model)
    if rule is None:
        policies = () if model is None else model.organisation.policies
        raise UsageError(
            f"there is no rule `{code}`",
            hint=did_you_mean(code, [*BY_CODE, *by_slug, *policies]) or "`topo rules` lists them",
        )
    return rule


def find_syntax_errors(model: LoadedModel) -> tuple[Finding, ...]:
    """The SYN findings of a model's own YAML: those of the reading, and those of its policies."""
    if not model.organisation.policies:
        return model.syntax_errors
    from topo.rules.policy.reading import read_policies

    misfits = read_policies(model.organisation).findings
    return (*model.syntax_errors, *(each for each in misfits if each.code.startswith("SYN")))


def who(model: LoadedModel, subject: str, *, as_of: date | None = None) -> "tuple[Answer, ...]":
    """Who answers for a service (by id or name) or for a path; several services may claim a path.

    Raises `UsageError` where nothing is called that and no service's `paths` cover it.
    """
    from topo.analysis.who import find_answer
    from topo.source.covering import find_services_at
    from topo.text import did_you_mean

    services = model.organisation.services
    found = (
        [services[subject]]
        if subject in services
        else [each for each in services.values() if each.name == subject]
    )
    found = found or find_services_at(services, subject)
    if not found:
        raise UsageError(
            f"no service is called `{subject}`, and no service's `paths` cover it",
            hint=did_you_mean(subject, services) or "`topo check` says what is owned",
        )
    return tuple(find_answer(model.organisation, each, as_of=as_of or date.today()) for each in found)


def measure(
    model: LoadedModel, *, as_of: date | None = None, progress: "Progress | None" = None
) -> "Measures":
    """The measures of a model on the day `as_of` (default: today), each made when it is first asked for.

    `progress` hears of those that take seconds.
    """
    from topo.analysis.measures import Measures
    from topo.analysis.progress import ignore
    from topo.source.weighing import Weights

    weights = Weights(model.organisation, model.folder)
    return Measures(model.organisation, as_of or date.today(), weights, progress or ignore)


def simulate(
    model: LoadedModel,
    *,
    stream: str | None = None,
    weeks: float = 260.0,
    warm_up: float = 52.0,
    replications: int = 20,
    seed: int = 1,
    spread: bool = False,
    makers: "Makers | None" = None,
) -> "Simulation":
    """Run the value streams of a model as discrete events; the same seed gives the same numbers.

    All streams are run, and `stream` is the one to look at. `warm_up` weeks pass before the `weeks` that
    count, in each of so many `replications`. `spread`: items wait for dates each on its own. `makers` are who
    makes the runs (default: this process): several processes, or an executor that is handed in, which may
    be of a cluster. Raises `UsageError` for a stream that there is not, and for weeks that are none.
    """
    from topo.simulate.repeating import THIS_PROCESS
    from topo.simulate.shop import Span
    from topo.simulate.simulation import simulate as run

    if not (0.0 < weeks < inf and 0.0 <= warm_up < inf):
        raise UsageError(f"{warm_up:g} weeks of warm-up and {weeks:g} that count are no time that can be run")
    measures = measure(model)
    only = None if stream is None else find_id(model.organisation, "stream", stream)
    return run(
        measures.flow,
        Span(warm_up, weeks),
        seed=seed,
        replications=replications,
        only=only,
        spread=spread,
        makers=makers or THIS_PROCESS,
    )


def analyze(measures: "Measures", *, slow: bool = False, sensitivity: bool = False) -> "Sheet":
    """The first page: the organisation in sentences, its teams, what is not assessed.

    `slow` asks for the measures that take long, `sensitivity` for the rankings under other weights.
    """
    from topo.report.measured.asked import Asked
    from topo.report.measured.overview import make_overview

    drawn = None
    if sensitivity:
        from topo.analysis.sensitivity import measure_sensitivity

        drawn = measure_sensitivity(measures, progress=measures.progress)
    return make_overview(Asked(measures, slow), sensitivity=drawn)


def analyze_thing(measures: "Measures", kind: str, said: str, *, slow: bool = False) -> "Sheet":
    """The page of one team, domain, service, person, product or stream, by its id or name.

    Raises `UsageError` where there is none.
    """
    from topo.report.measured.asked import Asked
    from topo.report.measured.thing import make_page

    return make_page(Asked(measures, slow), kind, find_id(measures.organisation, kind, said))


def list_things(measures: "Measures", kind: str, *, slow: bool = False) -> "Sheet":
    """The page of everything of a kind with its measures, the heaviest first; `organisation`: the whole."""
    from topo.report.measured.asked import Asked
    from topo.report.measured.overview import make_list

    return make_list(Asked(measures, slow), kind)


def explain(
    model: LoadedModel,
    said: str,
    name: str | None = None,
    *,
    as_of: date | None = None,
    slow: bool = False,
    whole: bool = False,
    progress: "Progress | None" = None,
) -> "Sheet":
    """Why the measure called `name` of what `said` names is what it is; without a name, all of its measures.

    `said` is an address, as `topo.analysis.addressing` reads it. `whole`: with every part, however many.
    Raises `UsageError` for what names nothing, or has no such measure.
    """
    from topo.report.measured import explaining
    from topo.report.measured.asked import Asked
    from topo.source.weighing import read_shipped_profiles

    def find_findings(place: Address) -> list[Finding]:
        found = check(model, as_of=as_of).result.findings
        return [each for each in found if place.covers(each.address)]

    surroundings = explaining.Surroundings(
        model.positions.find_value,
        model.positions.holds,
        find_findings,
        lambda: (_read_profiles(model)[0], read_shipped_profiles()),
    )
    asked = Asked(measure(model, as_of=as_of, progress=progress), slow)
    return explaining.explain(asked, surroundings, said, name, whole=whole)


def export_json(
    model: LoadedModel,
    *,
    as_of: date | None = None,
    slow: bool = False,
    findings: bool = False,
    progress: "Progress | None" = None,
) -> str:
    """The model and all that is measured of it as one JSON document (docs/export-json.md).

    `slow` measures too what takes long, `findings` adds what a check finds.
    """
    from topo.export.document import describe_findings, make_document
    from topo.report.json_text import make_plain as make_json
    from topo.report.json_text import render_json_rows
    from topo.source.plain import make_plain
    from topo.source.weighing import read_shipped_profiles

    # What these sections lead to is in the document: whoever reads it does not read them again.
    organisation = model.organisation.model_copy(update={"files": (), "sources": (), "profiles": EMPTY})
    document = make_document(
        measure(model, as_of=as_of, progress=progress),
        make_json(make_plain(organisation, long=True)),
        profiles=_read_profiles(model)[0],
        shipped=read_shipped_profiles(),
        slow=slow,
    )
    if findings:
        document["findings"] = make_json(describe_findings(check(model, as_of=as_of).result))
    return render_json_rows(document)


def read_export_schema() -> str:
    """The JSON Schema of what `export_json` writes, as it ships."""
    from topo.resources import find_resource

    return find_resource("schema", "export").read_text(encoding="utf-8")


def find_id(organisation: "Organisation", kind: str, said: str) -> str:
    """The id of the thing of a kind that is called so, by id or else by its one name."""
    from topo.rules.naming import noun
    from topo.text import did_you_mean, printable

    things = organisation.collection(kind)
    named = [id for id, each in things.items() if each.name == said]
    if said in things or len(named) == 1:
        return said if said in things else named[0]
    problem = "several are" if named else "none is"
    raise UsageError(
        f"no {noun(kind)} has the id `{printable(said, limit=80)}`, and {problem} named so",
        hint=did_you_mean(said, things) or f"`topo analyze --table {kind}` lists what there is",
    )


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


def load_scenario(model: LoadedModel, name: str) -> "LoadedScript":
    """The scenario of a model with this name, or in this file, with everything that is wrong with it.

    Raises `UsageError` where there is none.
    """
    from topo.change.scenario.library import Library

    return Library(model.folder).load(name)


def load_scenarios(model: LoadedModel) -> "tuple[LoadedScript, ...]":
    """Every scenario in the `scenarios/` of a model, in the order of their names."""
    from topo.change.scenario.library import Library

    return Library(model.folder).load_all()


def try_script(model: LoadedModel, script: "Script") -> "Trial":
    """What comes of a script over a model: after each phase, and of each step."""
    from topo.change.trial import lay_over

    return lay_over(script, model.organisation)


def narrow_script(script: "Script", phase: str | None = None, *, corrections_only: bool = False) -> "Script":
    """A scenario with one phase alone (by name or number), or its corrections alone; the rest is off.

    Raises `UsageError` where there is no such phase.
    """
    from topo.change import narrowing

    if corrections_only:
        return narrowing.keep_corrections(script)
    return script if phase is None else narrowing.keep_phase(script, phase)


def plan_edits(model: LoadedModel, trial: "Trial") -> "EditPlan":
    """How the files of a model come to say what it is after a scenario; nothing is written.

    What no splice can say is in the plan as `unwritten`.
    """
    from topo.source.splicing import planning

    return planning.plan_edits(model, trial.organisation)


def write_plan(plan: "EditPlan", *, allow_dirty: bool = False) -> None:
    """Write all files of a plan, or none. Raises `WriteRefused`, with nothing written, where it cannot be.

    So it is where a file is not committed, unless `allow_dirty`.
    """
    from topo.source.splicing import carrying_out

    carrying_out.write_plan(plan, allow_dirty=allow_dirty)


def compare_scenarios(
    model: LoadedModel, scripts: Iterable["Script"], *, as_of: date | None = None
) -> "Comparison":
    """Doing nothing beside any number of scenarios; each number is made when it is first asked for."""
    from topo.change.comparison.comparison import compare_trials

    return compare_trials((try_script(model, each) for each in scripts), make_standing(model, as_of=as_of))


def measure_holding(comparison: "Comparison", *, progress: "Progress | None" = None) -> "Holding":
    """In what share of draws each difference holds, with every weight a quarter more or less."""
    from topo.analysis.progress import ignore
    from topo.change.comparison import holding

    return holding.measure_holding(comparison, progress=progress or ignore)


def challenge(
    model: LoadedModel, script: "Script", *, as_of: date | None = None, progress: "Progress | None" = None
) -> "Challenge":
    """The strongest case against a scenario, with how often its improvements hold."""
    from topo.change import challenge as cases

    comparison = compare_scenarios(model, (script,), as_of=as_of)
    holding = measure_holding(comparison, progress=progress)
    return cases.challenge(comparison, script.name, holding=holding)


def make_standing(model: LoadedModel, *, as_of: date | None = None) -> "Standing":
    """How a model stands on the day `as_of` (default: today): its numbers and findings, to be compared."""
    from topo.change.comparison.standing import Standing
    from topo.source.weighing import Weights

    weights = Weights(model.organisation, model.folder)
    return Standing(Context(model.organisation, as_of or date.today(), weights), read_packs())


def diff(
    before: LoadedModel, after: LoadedModel, *, names: tuple[str, str], as_of: date | None = None
) -> "ModelDifference":
    """What became of one model in another: what happened, and what that did to numbers and findings.

    `names` are what the two are called, `as_of` the day on which both are judged (default: today).
    """
    from topo.change.difference import ModelDifference

    day = as_of or date.today()
    one, other = (
        replace(make_standing(each, as_of=day), reading=_make_reading(each)) for each in (before, after)
    )
    return ModelDifference(names, one, other)


def start_scenario(model: LoadedModel, name: str, *, extends: str | None = None) -> list[Path]:
    """Write a commented scenario into `scenarios/` of a model; returns the files. Never overwrites."""
    from topo.change.scenario import starting

    schema = read_schema("scenario")
    return starting.start_scenario(model.folder, name, model.organisation, schema=schema, extends=extends)


def write_scenario(path: Path, script: "Script", *, replaces: bytes | None = None) -> None:
    """Write a script as a scenario file, whole or not at all.

    A file that is there is replaced only where it still holds the bytes that `replaces` says.
    """
    from topo.change.scenario.writing import write_script

    write_script(path, script, replaces=replaces)


def stress(
    model: LoadedModel,
    *,
    ai: float | None = None,
    review_effort: float = 0.0,
    rework: float = 0.0,
    as_of: date | None = None,
) -> "StressTest":
    """What faster coding does to the value streams.

    `ai` is the speed-up as a share (0.4: 1.4 times as fast; default: what the model says), `review_effort` by
    how much checking takes longer, `rework` by how much more is sent back. Raises `UsageError` for a change
    that leaves nothing of it (−1 or less).
    """
    from topo.advise.stress_test import run_stress
    from topo.analysis.flow.assisting import Extra
    from topo.simulate.capped import count_capped

    if min(ai or 0.0, review_effort, rework) <= -1.0:
        raise UsageError("a change of -100 % or less leaves nothing", hint="0.4 is 40 % more")
    extra = Extra(review_effort, rework)
    return run_stress(measure(model, as_of=as_of), ai=ai, extra=extra, simulate=count_capped)


def render_stress(
    test: "StressTest", format: str, *, reading: str = "all", color: bool = False, width: int = 100
) -> str:
    """A stress test as text, JSON or Markdown; `reading` is demand, push, capped or all."""
    from topo.report.stress import formats

    return formats.render_stress(test, format, reading=reading, color=color, width=width)


def mri(model: LoadedModel, *, as_of: date | None = None) -> "Mri":
    """The organisational MRI: each team by dimension, its outlook, and the one constraint.

    Every rule runs, whatever packs the model chooses, with the severities and waivers that it sets.
    """
    from topo.advise.mri import take_mri
    from topo.source.weighing import Weights

    weights = Weights(model.organisation, model.folder)
    context = Context(model.organisation, as_of or date.today(), weights)
    reading = Reading((), (), lambda each: position_of(model, each), model.positions.is_foreign)
    return take_mri(context, read_packs(), reading)


def render_mri(
    mri: "Mri", format: str, *, team: str | None = None, color: bool = False, width: int = 100
) -> str:
    """An MRI as text, JSON or Markdown; with `team` that team alone. Raises `UsageError` where it is none."""
    from topo.report.mri import formats

    return formats.render_mri(mri, format, team=team, color=color, width=width)


def write_levers(
    model: LoadedModel, test: "StressTest", numbers: Sequence[int], *, name: str | None = None
) -> Path:
    """Write levers of a stress test (by their numbers, from 1) as one scenario; returns the file.

    Raises `UsageError` where there is no such lever, or no move says it, and for a name that is none;
    `WriteRefused` where a scenario of that name is there.
    """
    from topo.advise.proposing import propose
    from topo.change.scenario.starting import find_place

    script = propose(test, numbers, name=name)
    path = find_place(model.folder, script.name)
    write_scenario(path, script)
    return path


def find_scenario_warnings(loaded: "LoadedScript") -> tuple[str, ...]:
    """What is to be said of a scenario that might be a secret, and that git tracks."""
    from topo.change.scenario.secrecy import find_warnings

    return find_warnings(loaded)


def render_problems(loaded: "LoadedScript", *, color: bool = False, width: int = 100) -> str:
    """Everything that is wrong with a scenario file, each with its line and what to do."""
    from topo.report import problems

    places = Places(
        lambda finding: finding.position,
        lambda related: related.position if isinstance(related, Related) else None,
        loaded.documents.source_line,
        read_rule_page,
        BY_CODE.get,
        show_path(loaded.path),
    )
    return problems.render_problems(loaded.findings, places, color=color, width=width)


def read_schema(name: str = "topo") -> str:
    """The JSON Schema of a model file, as it ships, or of a scenario file (`scenario`)."""
    from topo.resources import find_resource

    return find_resource("schema", name).read_text(encoding="utf-8")


def find_stale_schemas() -> list[str]:
    """The names of the schemas that ship and are not what the classes say."""
    from topo.change.scenario import schema as of_scenarios
    from topo.schema import generating as of_models

    schemas = {"topo": of_models.render_schema, "scenario": of_scenarios.render_schema}
    return [name for name, render in schemas.items() if read_schema(name) != render()]


def format_model(start: str | Path = ".", *, write: bool = True) -> "LaidOut":
    """Lay out a model's own YAML files and scenarios, or one file, canonically.

    Comments, order and quotes stay.
    """
    from topo.source.laying_out import lay_out

    path = Path(start)
    if path.is_file() and path.name != ROOT:
        return lay_out([path], write=write)
    from topo.change.scenario.library import Library

    model = load(path)
    scenarios = (each for each in Library(model.folder).find_files() if each not in model.files)
    return lay_out([*model.files, *scenarios], write=write)


def freeze_sources(model: LoadedModel) -> dict[str, str]:
    """What a model's sources say as topo YAML: file name → text; empty where it reads none."""
    from topo.source.freezing import freeze

    return freeze(model) if model.organisation.sources else {}


def write_new_files(files: Mapping[Path, str]) -> None:
    """Write files that must not be there yet; raises `WriteRefused` before any is written."""
    import os

    from topo.errors import WriteRefused
    from topo.source.writing import write_new

    for path in files:
        if os.path.lexists(path):
            raise WriteRefused(f"`{path}` is there already, and is left as it is", hint="name another folder")
    for path, text in files.items():
        write_new(path, text)


def init_starter(folder: Path) -> list[Path]:
    """Write a commented starter model into `folder`; returns the files. Never overwrites."""
    from topo.source.starting import start_starter

    return start_starter(folder, schema=read_schema())


def init_sample(folder: Path, name: str) -> list[Path]:
    """Copy a sample that ships into `folder`; returns the files. Never overwrites."""
    from topo.source.starting import start_sample

    return start_sample(folder, name, schema=read_schema(), scenario_schema=read_schema("scenario"))


def init_from(
    folder: Path, format: str, path: Path, *, in_place: bool = False
) -> tuple[list[Path], LoadedModel]:
    """Begin a model in `folder` with the estate at `path`; `format` is one of `SOURCE_KEYS`.

    The estate is frozen into YAML, or read `in_place`. Returns the files written and the estate as read.
    """
    from topo.source.starting import start_from

    source = _source_of(format, path)
    return start_from(folder, source, schema=read_schema(), freeze=not in_place)


def _source_of(format: str, path: Path) -> dict[str, object]:
    if format != "codeowners":
        return {SOURCE_KEYS[format]: str(path)}
    if not path.is_dir():
        return {"codeowners": str(path)}
    from topo.source.foreign.codeowners_estate import find_codeowners

    file = find_codeowners(path)
    if file is None:
        raise UsageError(f"there is no CODEOWNERS file in `{path}`", hint="name the file itself")
    return {"codeowners": str(file), "tree": str(path)}


def make_picture(
    model: LoadedModel,
    name: str,
    *,
    as_of: date | None = None,
    focus: str | None = None,
    depth: int = 1,
    group_by: str | None = None,
    stream: str | None = None,
) -> "Picture":
    """One of the pictures of `topo graph` (teams, services, domains, talking, ownership, stream), undrawn.

    `focus` is a team: only what is at most `depth` steps from it is shown. `group_by` is what the boxes stand
    for: owner, group or domain. `stream` is the one value stream to draw. Raises `UsageError` for a picture,
    team, grouping or stream that there is not.
    """
    from topo.analysis.measures import Measures
    from topo.report.pictures import catalogue
    from topo.report.pictures.wanted import Grouping, Wanted
    from topo.source.weighing import Weights

    measures = Measures(model.organisation, as_of or date.today(), Weights(model.organisation, model.folder))
    wanted = Wanted(focus, depth, None if group_by is None else Grouping(group_by), stream)
    return catalogue.make_picture(measures, name, wanted)


def draw_picture(
    picture: "Picture", format: str, *, engine: str = "auto", time_limit: float = 60.0
) -> "Drawing":
    """A picture as dot, mermaid, svg, png or pdf, with what is to be known of how it was drawn.

    `engine` is auto, dot, pygraphviz or own; it gets `time_limit` seconds. Raises `UsageError` for a format
    that there is not, or that takes an engine where none is; `EngineFailed` where one fails.
    """
    from topo.report.drawing import engines, formats

    return formats.draw(picture, format, engine=engines.Engine(engine), time_limit=time_limit)


def write_picture(path: Path, content: bytes, *, force: bool = False) -> None:
    """Write a picture; one that is there already is left as it is, unless `force` says otherwise."""
    from topo.source.writing import write_new, write_text_atomically

    if force:
        write_text_atomically(path, content, expect=None)
    else:
        write_new(path, content)
