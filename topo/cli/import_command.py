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
@click.option("--out", type=click.Path(path_type=Path), metavar="FOLDER",
              help="Where to write.  [default: imported, beside topo.yaml]")
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
        click.echo("nothing to freeze: the model reads no sources", err=True)
        return
    if dry_run:
        write_out("\n".join(f"# {name}\n{text}" for name, text in files.items()))
        return
    folder = out or loaded.folder / "imported"
    api.write_new_files({folder / name: text for name, text in files.items()})
    for name in files:
        click.echo(f"wrote {folder / name}", err=True)
