"""topo import."""

from pathlib import Path

import click

from topo.cli.options import example, model_argument, write_out


@click.command(
    "import",
    short_help="Freeze the estates that a model reads in place into YAML.",
    epilog=example("topo import --out imported\ntopo import --dry-run"),
)
@model_argument
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Where to write.  [default: imported beside topo.yaml, or topo/imported where it says no files:]",
)
@click.option("--dry-run", is_flag=True, help="Print the files instead of writing them.")
def command(model: Path, out: Path | None, dry_run: bool) -> None:
    """Freeze what MODEL's `sources:` say into topo YAML, so that it can be edited; nothing is overwritten.

    Take the `sources:` out of topo.yaml afterwards.
    """
    from topo import api
    from topo.cli.options import report_skipped

    loaded = api.load(model)
    files = api.freeze_sources(loaded)
    report_skipped(loaded)
    if not files:
        reads = loaded.organisation.sources
        why = (
            "all that the sources say stands in the model's own files"
            if reads
            else "the model reads no sources"
        )
        click.echo(f"nothing to freeze: {why}", err=True)
        return
    if dry_run:
        write_out("\n".join(f"# {name}\n{text}" for name, text in files.items()))
        return
    # Where the model's own patterns find them: without `files:` that is the folder `topo`.
    folder = out or loaded.folder / ("imported" if loaded.organisation.files else "topo/imported")
    api.write_new_files({folder / name: text for name, text in files.items()})
    for name in files:
        click.echo(f"wrote {folder / name}", err=True)
    click.echo(
        "next: take `sources:` out of topo.yaml; what is written there wins over them from now on", err=True
    )
