"""topo baseline write, topo baseline prune."""

from datetime import date
from pathlib import Path

import click

from topo.cli.options import DateOption, as_of_option, example, model_argument, public_option


@click.group(
    "baseline",
    short_help="Record today's findings.",
    epilog=example("topo baseline write\ntopo baseline prune"),
)
def command() -> None:
    """Draw the line that must not get worse: findings in the baseline do not fail a check."""


_file = click.option(
    "--baseline",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The baseline.  [default: topo-baseline.json beside topo.yaml]",
)


@command.command(
    "write",
    epilog=example(
        "topo baseline write\n"
        "topo baseline write --accept OWN001 --reason 'vendor hands over' --until 2027-03-31"
    ),
)
@model_argument
@_file
@click.option("--accept", metavar="CODE", help="Let new findings of this rule into a baseline that exists.")
@click.option("--reason", help="Why they are accepted.")
@click.option("--until", type=DateOption(), metavar="DATE", help="The last day on which they are.")
@as_of_option
@public_option
def write(
    model: Path,
    file: Path | None,
    accept: str | None,
    reason: str | None,
    until: date | None,
    as_of: date | None,
    public: bool,
) -> None:
    """Write today's findings of MODEL as the baseline.

    A baseline that exists only shrinks and improves; growing it takes --accept, --reason and --until.
    Exits 1 when findings were left out for that.
    """
    from topo import api
    from topo.rules.recording import Permit

    permit, loaded = None, api.load(model, public=public)
    if accept is not None:
        if not reason or until is None:
            raise click.UsageError("--accept takes --reason and --until: say why, and until when")
        permit = Permit(api.find_rule(accept, loaded).code, reason, until)
    elif reason or until:
        raise click.UsageError("--reason and --until go with --accept CODE")
    recorded, path = api.write_baseline(loaded, file, permit=permit, as_of=as_of)
    _say(
        f"{path}: {len(recorded.baseline.entries)} findings, {recorded.added} added, {recorded.removed} gone"
    )
    if recorded.refused:
        codes = ", ".join(sorted({finding.code for finding in recorded.refused}))
        _say(
            f"{len(recorded.refused)} new findings were left out ({codes}): "
            "a baseline grows by --accept CODE alone"
        )
        raise click.exceptions.Exit(1)


@command.command("prune", epilog=example("topo baseline prune"))
@model_argument
@_file
@as_of_option
@public_option
def prune(model: Path, file: Path | None, as_of: date | None, public: bool) -> None:
    """Take what is found no more out of the baseline of MODEL, and take improved values over."""
    from topo import api

    recorded, path = api.prune_baseline(api.load(model, public=public), file, as_of=as_of)
    _say(f"{path}: {len(recorded.baseline.entries)} findings, {recorded.removed} gone")


def _say(text: str) -> None:
    click.echo(text, err=True)
