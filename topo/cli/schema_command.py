"""topo schema."""

import click

from topo.cli.options import example, write_out

_NAMES = {"model": "topo", "scenario": "scenario"}


@click.command(
    "schema",
    short_help="Print the JSON Schema for editors.",
    epilog=example("topo schema > topo.schema.json\ntopo schema scenario > scenarios/scenario.schema.json"),
)
@click.argument("kind", type=click.Choice(list(_NAMES)), default="model", metavar="[model|scenario]")
@click.option(
    "--check", "is_check", is_flag=True, help="Exit 1 when a schema that ships is not what the classes say."
)
def command(kind: str, is_check: bool) -> None:
    """Print the JSON Schema (draft 7) of a model or scenario file; editors check and complete with it."""
    from topo import api

    if not is_check:
        write_out(api.read_schema(_NAMES[kind]))
        return
    stale = api.find_stale_schemas()
    for name in stale:
        click.echo(f"topo/schema/{name}.schema.json is stale: write it again", err=True)
    if stale:
        raise click.exceptions.Exit(1)
