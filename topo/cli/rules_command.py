"""topo rules."""

import click

from topo.cli.options import example, write_out


@click.command("rules", short_help="List the rules.", epilog=example("topo rules\ntopo rules --format json"))
@click.option(
    "--format", "format_", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True
)
def command(format_: str) -> None:
    """List every rule with its code, slug, default severity, packs and what it finds."""
    from topo import api
    from topo.report.catalogue import render_rules

    write_out(render_rules(api.find_rules(), format_))
