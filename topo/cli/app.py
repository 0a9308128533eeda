"""Which commands are there, and what becomes of what goes wrong in one?

Commands load when they are called: `topo --help` imports none of them.
"""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from topo import __version__
from topo.errors import Defect, TopoError

# Name → the sentence that `topo --help` shows. The module is `topo.cli.<name>_command`.
COMMANDS: dict[str, str] = {
    "init": "Write a starter model, a sample, or a model of an estate that exists.",
    "check": "Find what is unowned, broken or against the rules: the command for CI.",
    "analyze": "Measure an organisation, or one team, service, domain, person or product of it.",
    "explain": "Say why a number is what it is: formula, parts, weights, file and line of each cause.",
    "baseline": "Record today's findings as the line that must not get worse.",
    "graph": "Draw who waits on whom, who must talk, what nobody owns, and where work waits.",
    "who": "Say who owns a service or a path, what binds it and whom to talk to.",
    "simulate": "Run the value streams item by item: days, queues, and how sure that is.",
    "scenario": "Write down what might be changed: typed moves over the model, tried without touching it.",
    "tui": "Try a reorganisation live: a board, what each move does, and who must talk.",
    "serve": "Show the same in a browser, on this machine alone.",
    "stress": "Make coding faster, and see whether delivery is, and what gives way.",
    "mri": "See how each team stands, what more speed would do to it, and what to relieve first.",
    "challenge": "Make the strongest case against a scenario: who loses, what worsens, what carries it.",
    "diff": "Say what changed between two models, or two git revisions of one, and what that did.",
    "rule": "Show a rule's page.",
    "rules": "List the rules.",
    "fmt": "Lay the YAML out canonically; comments stay.",
    "export": "Write a model and its measures for other tools.",
    "import": "Freeze the estates that a model reads in place into YAML.",
    "schema": "Print the JSON Schema for editors.",
    "completion": "Print the shell completion script.",
}
_EPILOG = "Start with: topo init --sample northwind my-org && topo check my-org"


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"topo.cli.{cmd_name}_command").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest command names where there is none."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from topo.text import did_you_mean

            hint = did_you_mean(args[0], COMMANDS) if args else None
            raise click.UsageError(f"{error.message} {hint or ''}".strip(), ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table, without importing a command."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    no_args_is_help=True,
)
@click.version_option(__version__, prog_name="topo", message="%(prog)s %(version)s")
def topo() -> None:
    """Model an organisation in YAML, see what binds and burdens it, and what a change would do."""


def run(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and end the process with its exit code."""
    try:
        code = topo.main(args=arguments, prog_name="topo", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as exit:
        code = exit.exit_code
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except click.Abort:
        click.echo("stopped", err=True)
        code = 130
    except KeyboardInterrupt:
        code = 130
    except BrokenPipeError:
        # The reader of a pipe has gone: nothing more to say, and nothing to flush at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 141
    except TopoError as error:
        _show(error)
        code = error.exit_code
    except Exception as error:
        code = _show_defect(error)
    sys.exit(code if isinstance(code, int) else 0)


def _show(error: TopoError) -> None:
    from topo.text import printable

    click.echo(f"error: {printable(error.message)}", err=True)
    if error.hint:
        click.echo(f"  = help: {printable(error.hint)}", err=True)


def _show_defect(error: Exception) -> int:
    """Keep the traceback in a file and say where."""
    import tempfile
    import traceback

    details: dict[str, Any] = {"mode": "w", "prefix": "topo-", "suffix": ".log", "delete": False}
    with tempfile.NamedTemporaryFile(encoding="utf-8", **details) as log:
        log.write(f"topo {__version__}, Python {sys.version}\n{sys.argv}\n\n")
        traceback.print_exception(error, file=log)
    click.echo(f"error: this is a defect of topo itself: {type(error).__name__}", err=True)
    click.echo(f"  = help: please report it with {log.name}", err=True)
    return Defect.exit_code
