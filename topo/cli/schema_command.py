"""topo schema."""

import click

from topo.cli.options import example, write_out


@click.command(
    "schema",
    short_help="Print the JSON Schema for editors.",
    epilog=example("topo schema > topo.schema.json"),
)
@click.option(
    "--check", "is_check", is_flag=True, help="Exit 1 when the schema that ships is not the model's."
)
def command(is_check: bool) -> None:
    """Print the JSON Schema (draft 7) of a model file; editors check and complete with it."""
    from topo import api

    if not is_check:
        write_out(api.read_schema())
    elif not api.is_schema_fresh():
        click.echo("topo/schema/topo.schema.json is stale: write it again from the model", err=True)
        raise click.exceptions.Exit(1)
