"""topo export json."""

from datetime import date
from pathlib import Path

import click

from topo.cli.options import as_of_option, example, model_argument, public_option, write_out


@click.group(
    "export",
    short_help="Write a model and its measures for other tools.",
    epilog=example(
        "topo export json --output topo.json\ntopo export json samples/northwind --as-of 2026-12-01"
    ),
)
def command() -> None:
    """Write a model and what is measured of it in a format that other tools read."""


@command.command(
    "json",
    epilog=example(
        """topo export json --output topo.json
topo export json samples/northwind --as-of 2026-12-01 --findings | conftest test --parser json -
topo export json --schema > topo-export.schema.json"""
    ),
)
@model_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where to write; a file that is there is replaced.  [default: stdout]",
)
@click.option("--findings", is_flag=True, help="Add what `topo check` finds.")
@click.option("--slow", is_flag=True, help="Measure too what takes long.")
@click.option("--schema", "is_schema", is_flag=True, help="Print the JSON Schema of the document instead.")
@as_of_option
@public_option
def json(
    model: Path,
    output: Path | None,
    findings: bool,
    slow: bool,
    is_schema: bool,
    as_of: date | None,
    public: bool,
) -> None:
    """Write MODEL and everything that is measured of it as one JSON document (docs/export-json.md).

    The same model and day give the same bytes. What topo.private.yaml says is in it, unless --public is
    given.
    """
    from topo import api
    from topo.cli.options import require_sound
    from topo.cli.progress import watch_progress

    if is_schema:
        write_out(api.read_export_schema())
        return
    loaded = api.load(model, public=public)
    require_sound(loaded)
    with watch_progress("measuring") as progress:
        text = api.export_json(loaded, as_of=as_of, slow=slow, findings=findings, progress=progress)
    if output is None:
        write_out(text)
    else:
        api.write_file(output, text)
