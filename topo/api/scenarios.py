"""Scenarios of a model: load, try, compare, apply; and two models told apart."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from topo.api.checking import make_reading
from topo.api.files import read_schema
from topo.api.rules import read_rule_page
from topo.findings import Related
from topo.rules.catalogue import BY_CODE
from topo.rules.context import Context
from topo.rules.result import Places
from topo.source.loading import LoadedModel
from topo.source.positions import show_path
from topo.source.shelf import read_packs

if TYPE_CHECKING:
    from topo.analysis.progress import Progress
    from topo.change.challenge import Challenge
    from topo.change.comparison.comparison import Comparison
    from topo.change.comparison.holding import Holding
    from topo.change.comparison.standing import Standing
    from topo.change.difference import ModelDifference
    from topo.change.scenario.library import LoadedScript
    from topo.change.script import Script
    from topo.change.trial import Trial
    from topo.source.splicing.plan import EditPlan


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

    one = make_standing(before, as_of=as_of)
    other = make_standing(after, as_of=one.context.as_of)
    if dict(one.context.weights) == dict(other.context.weights):
        other = one.after(after.organisation)  # what is the same object is not measured again
    one, other = replace(one, reading=make_reading(before)), replace(other, reading=make_reading(after))
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
