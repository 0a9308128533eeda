"""topo serve."""

from pathlib import Path

import click

from topo.cli.options import example, model_argument


@click.command(
    "serve",
    short_help="Show the terminal UI in a browser, on this machine alone.",
    epilog=example("topo serve\ntopo serve samples/agileworks --port 8080"),
)
@model_argument
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port.")
@click.option("--scenario", "scenarios", multiple=True, metavar="NAME", help="A scenario to begin with.")
@click.option("--anonymous", is_flag=True, help="Show numbers in the place of all names.")
@click.option("--readonly", is_flag=True, help="Only show: no moves, no files.")
def command(model: Path, port: int, scenarios: tuple[str, ...], anonymous: bool, readonly: bool) -> None:
    """Show the terminal UI of MODEL in a browser.

    It listens on the loopback address alone and asks nobody for a password: whoever can open the page can do
    what you can. It needs the extra `web`.
    """
    from topo.tui.serving import serve

    serve(model, port=port, scenarios=scenarios, is_anonymous=anonymous, is_readonly=readonly)
