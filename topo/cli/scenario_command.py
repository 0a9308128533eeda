"""topo scenario new, topo scenario list, topo scenario show, topo scenario compare, topo scenario apply."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from topo.cli.options import (
    as_of_option,
    color_option,
    example,
    find_width,
    model_argument,
    public_option,
    wants_color,
    write_out,
)

if TYPE_CHECKING:
    from topo.change.scenario.library import LoadedScript
    from topo.change.script import Script
    from topo.source.loading import LoadedModel

_format = click.option(
    "--format", "format_", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True
)
_check = click.option(
    "--check", "is_check", is_flag=True, help="Exit 1 when a scenario cannot be read, or a move does not fit."
)

_model_option = click.option(
    "--model",
    "-m",
    default=".",
    metavar="MODEL",
    type=click.Path(path_type=Path),
    help="A folder or file; the nearest topo.yaml upwards unless given.",
)


@click.group(
    "scenario",
    short_help="Write down what might be changed, and try it.",
    epilog=example("topo scenario new split-payments\ntopo scenario list\ntopo scenario show split-payments"),
)
def command() -> None:
    """What-ifs: files of typed moves over the model, never a copy of it, in `scenarios/` beside topo.yaml."""


@command.command(
    "new",
    short_help="Write a commented starter.",
    epilog=example("topo scenario new split-payments\ntopo scenario new phase-two --extends split-payments"),
)
@click.argument("name")
@model_argument
@click.option(
    "--extends", metavar="SCENARIO", help="Another scenario that comes first: its name, or its file."
)
def new(name: str, model: Path, extends: str | None) -> None:
    """Write a commented scenario called NAME into `scenarios/`; nothing is ever overwritten."""
    from topo import api

    for path in api.start_scenario(api.load(model), name, extends=extends):
        click.echo(f"wrote {path}", err=True)
    suffix = f" {model}" if model != Path() else ""
    click.echo(f"next: edit it, then topo scenario show {name}{suffix}", err=True)


@command.command(
    "list",
    short_help="List the scenarios, and whether each still fits.",
    epilog=example("topo scenario list\ntopo scenario list samples/paradox --format markdown"),
)
@model_argument
@_format
@_check
@color_option
@public_option
def list_(model: Path, format_: str, is_check: bool, color: str, public: bool) -> None:
    """List the scenarios in `scenarios/`: what each is for, its size and days, and whether it still fits."""
    from topo import api
    from topo.cli.options import require_sound
    from topo.report.scenarios import Entry, render_scenarios

    loaded = api.load(model, public=public)
    require_sound(loaded)
    entries = [
        Entry(each, api.try_script(loaded, each.script) if each.script is not None else None)
        for each in api.load_scenarios(loaded)
    ]
    write_out(render_scenarios(entries, format_, color=wants_color(color)))
    if not entries:
        click.echo("there is no scenario yet: topo scenario new NAME writes one", err=True)
    for each in entries:
        _warn(each.loaded)
    if is_check and not all(each.is_sound for each in entries):
        raise click.exceptions.Exit(1)


@command.command(
    "show",
    short_help="Say what a scenario does, move by move.",
    epilog=example(
        "topo scenario show split-payments\ntopo scenario show ~/private/merger.yaml --format markdown"
    ),
)
@click.argument("scenario")
@model_argument
@_format
@_check
@color_option
@public_option
def show(scenario: str, model: Path, format_: str, is_check: bool, color: str, public: bool) -> None:
    """Say in plain words what SCENARIO (a name, or a file) does, phase by phase, and what of it does not fit.

    A move that does not fit changes nothing; the others are made all the same.
    """
    from topo import api
    from topo.cli.options import require_sound
    from topo.report.scenario import render_scenario

    model_ = api.load(model, public=public)
    require_sound(model_)
    loaded = api.load_scenario(model_, scenario)
    require_readable(loaded)
    assert loaded.script is not None
    trial = api.try_script(model_, loaded.script)
    write_out(render_scenario(loaded, trial, format_, color=wants_color(color)))
    _warn(loaded)
    if is_check and not trial.fits:
        raise click.exceptions.Exit(1)


@command.command(
    "compare",
    short_help="Put scenarios beside each other and beside doing nothing.",
    epilog=example(
        """topo scenario compare
topo scenario compare split-payments merge-teams --phases
topo scenario compare --sensitivity --format json"""
    ),
)
@click.argument("scenarios", nargs=-1, metavar="[SCENARIO]...")
@_model_option
@click.option("--phases", is_flag=True, help="Show the organisation in between, after each phase.")
@click.option("--sensitivity", is_flag=True, help="Say which differences hold with every weight ±25 %.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "markdown", "csv"]),
    default="text",
    show_default=True,
    help="How to show it; csv has a row for each number.",
)
@as_of_option
@color_option
@public_option
def compare(
    scenarios: tuple[str, ...],
    model: Path,
    phases: bool,
    sensitivity: bool,
    format_: str,
    as_of: date | None,
    color: str,
    public: bool,
) -> None:
    """Compare each SCENARIO (a name, or a file; all of the model unless given) with doing nothing.

    Every number before and after, findings gone and new, the load of each team, what rests on claims alone,
    and what the change costs. There is no score: where a scenario is better in nothing, that is said.
    """
    from topo import api
    from topo.cli.options import require_sound
    from topo.cli.progress import watch_progress
    from topo.report.compared import render_comparison
    from topo.report.compared.shown import Shown

    model_ = api.load(model, public=public)
    require_sound(model_)
    scripts = load_scripts(model_, scenarios)
    with watch_progress("comparing") as progress:
        comparison = api.compare_scenarios(model_, scripts, as_of=as_of)
        holding = api.measure_holding(comparison, progress=progress) if sensitivity else None
        shown = Shown(comparison, phases, holding)
        text = render_comparison(shown, format_, color=wants_color(color), width=find_width())
    write_out(text)
    if not scripts:
        click.echo("there is no scenario yet: topo scenario new NAME writes one", err=True)


@command.command(
    "apply",
    short_help="Write the moves into the model's files.",
    epilog=example(
        """topo scenario apply split-payments --dry-run
topo scenario apply split-payments --corrections-only
topo scenario apply split-payments --phase pilot"""
    ),
)
@click.argument("scenario")
@_model_option
@click.option("--phase", metavar="PHASE", help="One phase alone, by its name or its number (from 1).")
@click.option("--corrections-only", is_flag=True, help="What the model has wrong today, and no moves.")
@click.option("--dry-run", is_flag=True, help="Print the patch, and write nothing.")
@click.option("--allow-dirty", is_flag=True, help="Also change files that git has not committed.")
def apply(
    scenario: str,
    model: Path,
    phase: str | None,
    corrections_only: bool,
    dry_run: bool,
    allow_dirty: bool,
) -> None:
    """Write what SCENARIO (a name, or a file) does into the model's YAML; all other lines stay as they are.

    All files are written or none: nothing is where a step does not fit, where the model's own files cannot
    say it (it stands in a file of another program), or where git could not give back what a file holds now.
    """
    from topo import api
    from topo.cli.options import require_sound
    from topo.errors import UsageError
    from topo.report import applying

    if phase is not None and corrections_only:
        raise UsageError("--phase and --corrections-only exclude each other")
    model_ = api.load(model)
    require_sound(model_)
    loaded = api.load_scenario(model_, scenario)
    require_readable(loaded)
    assert loaded.script is not None
    trial = api.try_script(model_, api.narrow_script(loaded.script, phase, corrections_only=corrections_only))
    if not trial.fits:
        click.echo(applying.render_misfits(loaded, trial), err=True, nl=False)
        raise click.exceptions.Exit(1)
    plan = api.plan_edits(model_, trial)
    if dry_run:
        write_out(plan.diff())
    elif plan.is_complete:
        api.write_plan(plan, allow_dirty=allow_dirty)
        click.echo(applying.render_written(plan, trial, loaded), err=True, nl=False)
    if not plan.is_complete:
        click.echo(applying.render_unwritten(plan), err=True, nl=False)
        raise click.exceptions.Exit(1)


def load_scripts(model: "LoadedModel", names: Sequence[str]) -> "list[Script]":
    """The scenarios with these names, or all of a model; each once. Exits 2 where one cannot be read."""
    from topo import api

    loaded = [api.load_scenario(model, name) for name in names] if names else api.load_scenarios(model)
    files = {each.path.resolve(): each for each in loaded}
    for each in files.values():
        require_readable(each)
        _warn(each)
    _refuse_namesakes([each.name for each in files.values()])
    return [each.script for each in files.values() if each.script is not None]


def _refuse_namesakes(names: Sequence[str]) -> None:
    from topo.errors import UsageError
    from topo.rules.naming import quoted

    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        hint = "give each a name of its own, or compare them one after another"
        raise UsageError(f"two of the scenarios are called {quoted(twice[0])}", hint=hint)


def require_readable(loaded: "LoadedScript") -> None:
    """Refuse a scenario with problems: tells of all of them on stderr and exits 2."""
    if loaded.script is not None:
        return
    from topo import api

    click.echo(api.render_problems(loaded, color=wants_color("auto")), err=True, nl=False)
    raise click.exceptions.Exit(2)


def _warn(loaded: "LoadedScript") -> None:
    from topo import api

    for warning in api.find_scenario_warnings(loaded):
        click.echo(f"warning: {warning}", err=True)
