"""topo rule."""

from pathlib import Path

import click

from topo.cli.options import color_option, example, model_argument, wants_color, write_out

_POLICY = "POL"


@click.command(
    "rule",
    short_help="Show a rule's page.",
    epilog=example("topo rule OWN001\ntopo rule shared-domain\ntopo rule POL001"),
)
@click.argument("code")
@model_argument
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@color_option
def command(code: str, model: Path, format_: str, color: str) -> None:
    """Show the page of rule CODE (or of its slug): what it finds, why it matters, what to do instead.

    The code of a policy (POL001) is looked up in MODEL.
    """
    from topo import api
    from topo.report.catalogue import render_rule

    loaded = api.load(model) if code.upper().startswith(_POLICY) else None
    rule = api.find_rule(code, loaded)
    page = api.read_rule_page(rule.code, loaded)
    write_out(render_rule(rule, page, format_, color=wants_color(color)))
