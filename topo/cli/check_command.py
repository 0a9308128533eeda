"""topo check."""

import os
from datetime import date
from pathlib import Path

import click

from topo.cli.options import (
    ShareOption,
    as_of_option,
    color_option,
    example,
    find_width,
    model_argument,
    public_option,
    wants_color,
    write_out,
)
from topo.report.formats import FORMATS


class FormatOption(click.ParamType[tuple[str, str | None]]):
    """A format, or FORMAT=FILE."""

    name = "format"

    def convert(
        self, value: str | tuple[str, str | None], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str | None]:
        """The format and the file; a usage error for a format that is none."""
        if isinstance(value, tuple):
            return value
        name, equals, file = value.partition("=")
        if name not in FORMATS:
            self.fail(f"`{name}` is not a format: {', '.join(FORMATS)}", param, ctx)
        if equals and not file:
            self.fail(f"`{value}` names no file", param, ctx)
        return name, file or None


@click.command(
    "check",
    short_help="Find what is unowned, broken or against the rules.",
    epilog=example(
        """topo check
topo check samples/northwind --as-of 2026-12-01
topo check --format github --format sarif=topo.sarif --min-coverage 90%
topo check --changed-since origin/main"""
    ),
)
@model_argument
@click.option(
    "--format",
    "formats",
    type=FormatOption(),
    multiple=True,
    metavar="FORMAT[=FILE]",
    help=f"How to report: {', '.join(FORMATS)}; repeatable, with files.  "
    "[default: text; github on GitHub Actions]",
)
@click.option(
    "--fail-level",
    type=click.Choice(["error", "warning", "info", "never"]),
    default="error",
    show_default=True,
    help="Exit 1 when a finding is at least this severe.",
)
@click.option(
    "--min-coverage", type=ShareOption(), metavar="SHARE", help="The least share that must be owned: 90%."
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Known findings.  [default: topo-baseline.json beside topo.yaml, where it is there]",
)
@click.option("--changed-since", metavar="REV", help="Show only what a branch touched since it left REV.")
@as_of_option
@public_option
@color_option
def command(
    model: Path,
    formats: tuple[tuple[str, str | None], ...],
    fail_level: str,
    min_coverage: float | None,
    baseline: Path | None,
    changed_since: str | None,
    as_of: date | None,
    public: bool,
    color: str,
) -> None:
    """Check MODEL: is everything owned, does every reference lead somewhere, do the chosen rules hold?

    Exits 0 when nothing is found at --fail-level, 1 when something is, 2 when the call is wrong or
    nothing could be read.
    """
    from topo import api
    from topo.findings import Severity

    loaded = api.load(model, public=public)
    level = None if fail_level == "never" else Severity(fail_level)
    failing = level or Severity.ERROR
    checked = api.check(
        loaded, as_of=as_of, min_coverage=min_coverage, baseline=baseline, changed_since=changed_since
    )
    for name, file in formats or ((_default_format(), None),):
        if file is None:
            paint, width = wants_color(color), find_width()
            write_out(api.render_check(checked, name, color=paint, width=width, fail_level=failing))
        else:
            api.write_file(Path(file), api.render_check(checked, name, fail_level=failing))
    if api.is_empty(loaded) and loaded.has_syntax_errors:
        raise click.exceptions.Exit(2)
    if level is not None and checked.is_failing(level):
        raise click.exceptions.Exit(1)


def _default_format() -> str:
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
