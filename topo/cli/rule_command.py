"""topo rule."""

import click

from topo.cli.options import color_option, example, wants_color, write_out


@click.command(
    "rule", short_help="Show a rule's page.", epilog=example("topo rule OWN001\ntopo rule shared-domain")
)
@click.argument("code")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@color_option
def command(code: str, format_: str, color: str) -> None:
    """Show the page of rule CODE (or of its slug): what it finds, why it matters, what to do instead."""
    from topo import api
    from topo.report.catalogue import render_rule

    write_out(render_rule(api.find_rule(code), api.read_rule_page(code), format_, color=wants_color(color)))
