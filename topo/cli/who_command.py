"""topo who."""

from datetime import date
from pathlib import Path

import click

from topo.cli.options import as_of_option, example, public_option, write_out


@click.command(
    "who",
    short_help="Say who owns a service or a path.",
    epilog=example(
        "topo who cart-api\ntopo who services/cart/main.py --format json\ntopo who cart-api samples/northwind"
    ),
)
@click.argument("subject", metavar="PATH-or-SERVICE")
@click.argument("model", default=".", metavar="[MODEL]", type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@as_of_option
@public_option
def command(subject: str, model: Path, format_: str, as_of: date | None, public: bool) -> None:
    """Say who owns a service, module or path: owner, on-call, domain, tier, group, contacts and guardrails.

    Exits 0 when somebody owns it, 1 when nobody does, 2 when there is no such thing.
    """
    from topo import api
    from topo.cli.options import require_sound
    from topo.report.who import render_who

    loaded = api.load(model, public=public)
    require_sound(loaded)
    answers = api.who(loaded, subject, as_of=as_of)
    write_out(render_who(subject, answers, format_))
    if all(answer.owner is None for answer in answers):
        raise click.exceptions.Exit(1)
