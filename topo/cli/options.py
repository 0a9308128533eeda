"""Which arguments and options do commands share, and how is output written?"""

import math
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from topo.source.loading import LoadedModel

MOST_CHANGE = 1000.0
"""A change above this (a share) is a slip of the hand."""

AnyFunction = TypeVar("AnyFunction", bound=Callable[..., Any])


class DateOption(click.ParamType[date]):
    """A date like 2027-03-31."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date; a usage error where it is none."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            self.fail(f"`{value}` is not a date like 2027-03-31 ({error})", param, ctx)


class ShareOption(click.ParamType[float]):
    """A share: 90% or 0.9."""

    name = "share"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The share from 0 to 1; a usage error where it is none."""
        if isinstance(value, float):
            return value
        try:
            share = float(value[:-1]) / 100 if value.endswith("%") else float(value)
        except ValueError:
            share = -1.0
        if not 0 <= share <= 1:
            self.fail(f"`{value}` is not a share: write 90% or 0.9", param, ctx)
        return share


class ChangeOption(click.ParamType[float]):
    """A change as a share: 40%, +20%, -19% or 0.4; more than all cannot go."""

    name = "change"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The change, above -1; a usage error where it is none."""
        if isinstance(value, float):
            return value
        try:
            change = float(value[:-1]) / 100 if value.endswith("%") else float(value)
        except ValueError:
            change = math.nan
        if not -1 < change <= MOST_CHANGE:
            self.fail(f"`{value}` is not a change: write 40%, -19% or 0.4", param, ctx)
        return change


def model_argument(function: AnyFunction) -> AnyFunction:
    """MODEL: a folder, a topo.yaml or another file; the nearest topo.yaml upwards unless given."""
    return click.argument("model", default=".", metavar="[MODEL]", type=click.Path(path_type=Path))(function)


def color_option(function: AnyFunction) -> AnyFunction:
    """--color."""
    return click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        show_default=True,
        help="Colour on a terminal, always, or never; NO_COLOR is honoured.",
    )(function)


def as_of_option(function: AnyFunction) -> AnyFunction:
    """--as-of."""
    return click.option(
        "--as-of",
        type=DateOption(),
        metavar="DATE",
        help="The day on which dates are judged.  [default: today]",
    )(function)


def public_option(function: AnyFunction) -> AnyFunction:
    """--public."""
    return click.option("--public", is_flag=True, help="Leave topo.private.yaml out.")(function)


def wants_color(choice: str, stream: IO[str] | None = None) -> bool:
    """Whether to colour what goes to `stream` (default: stdout)."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return (stream or sys.stdout).isatty()


def find_width() -> int:
    """How wide the terminal is; 100 columns where there is none."""
    import shutil

    return shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 100


def write_out(text: str) -> None:
    """Write to stdout, in UTF-8 with a stand-in for what the terminal cannot show."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    sys.stdout.write(text if text.endswith("\n") or not text else f"{text}\n")


def example(text: str) -> str:
    r"""An epilog with examples, kept as written."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in text.strip().splitlines())


def require_sound(model: "LoadedModel", shorten: Callable[[str], str] = str) -> None:
    """Refuse to measure a model whose own YAML has errors: lists them all on stderr and exits 2.

    `shorten` is for the places of files that stand where nobody put them.
    """
    from topo import api

    broken = api.find_syntax_errors(model)
    if not broken:
        return
    from topo.rules.result import CheckResult

    text = api.render_check(api.Checked(model, CheckResult(broken), api.make_places(model)), "concise")
    click.echo(shorten(text), err=True)
    raise click.exceptions.Exit(2)


def report_skipped(model: "LoadedModel", *, most: int = 10) -> None:
    """Say on stderr what sources hold that topo could not use: counts, and the first places."""
    for note in model.notes:
        click.echo(note, err=True)
    for position, reason in model.skipped[:most]:
        click.echo(f"skipped {position.file}:{position.line}:{position.column}: {reason}", err=True)
    if len(model.skipped) > most:
        click.echo(f"… and {len(model.skipped) - most} more", err=True)
