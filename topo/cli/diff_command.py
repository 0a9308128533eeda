"""topo diff."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from topo.cli.options import (
    as_of_option,
    color_option,
    example,
    find_width,
    public_option,
    require_sound,
    wants_color,
    write_out,
)

if TYPE_CHECKING:
    from topo.source.loading import LoadedModel


class _State(NamedTuple):
    """A model to compare: what it is called, and where it stands, or the revision that has it."""

    name: str
    path: Path | None = None
    revision: str | None = None


@click.command(
    "diff",
    short_help="Say what changed between two models, and what that did.",
    epilog=example(
        """topo diff main...
topo diff HEAD~1..HEAD --format markdown
topo diff HEAD .
topo diff last-year/ this-year/ --fail-on worse"""
    ),
)
@click.argument("before", metavar="A")
@click.argument("after", metavar="[B]", required=False)
@click.option(
    "--model",
    "-m",
    default=".",
    metavar="MODEL",
    type=click.Path(path_type=Path),
    help="Whose revisions are meant: a folder or file; the nearest topo.yaml upwards unless given.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["worse", "new-findings"]),
    help="Exit 1 on a new finding; `worse`: also on a measured one that got worse.",
)
@click.option(
    "--format", "format_", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True
)
@as_of_option
@color_option
@public_option
def command(
    before: str,
    after: str | None,
    model: Path,
    fail_on: str | None,
    format_: str,
    as_of: date | None,
    color: str,
    public: bool,
) -> None:
    """Say what happened between A and B in the organisation's words, and what it did to numbers and findings.

    Each is a folder, a file or a git revision; `A..B` is two revisions, `A...B` what B did since it left A,
    and without B it is HEAD. A alone is compared with the files as they are. Nothing is checked out.
    """
    from topo import api
    from topo.change.difference import FailOn
    from topo.report.differing import render_difference

    with ExitStack() as opened:
        states = _find_states(before, after, model)
        one, other = _load_all(states, model, opened, public=public)
        difference = api.diff(one, other, names=(states[0].name, states[1].name), as_of=as_of)
        text = render_difference(difference, format_, color=wants_color(color), width=find_width())
    write_out(text)
    if fail_on is not None and difference.fails(FailOn(fail_on)):
        raise click.exceptions.Exit(1)


def _find_states(before: str, after: str | None, model: Path) -> tuple[_State, _State]:
    from topo.source.revisions import Repository, read_range

    found = None if after is not None or os.path.exists(before) else read_range(before)
    if found is None:
        return _name(before), _name(after) if after is not None else _State("the files as they are", model)
    first = found.before
    if found.from_fork:
        first = Repository(model).find_fork(found.before, found.after)
    name = f"{found.before} where {found.after} left it" if found.from_fork else found.before
    return _State(name, revision=first), _State(found.after, revision=found.after)


def _name(said: str) -> _State:
    """A file or folder where there is one; else a revision."""
    return _State(said, Path(said)) if os.path.exists(said) else _State(said, revision=said)


def _load_all(
    states: tuple[_State, _State], model: Path, opened: ExitStack, *, public: bool
) -> "Iterator[LoadedModel]":
    """Both models. Beside a revision, which has no private overlay, the other is read without its own."""
    from topo import api
    from topo.source.positions import show_path
    from topo.source.revisions import Repository

    is_public = public or any(each.revision is not None for each in states)
    repository, loaded = None, None
    for state in states:
        if state.revision is None:
            assert state.path is not None
            loaded = api.load(state.path, public=is_public, like=loaded)
            require_sound(loaded)
        else:
            repository = repository or Repository(model)
            root = opened.enter_context(repository.checked_out(state.revision))
            loaded = api.load(root, public=is_public, like=loaded)
            tree = show_path(root.parents[len(repository.place.parts) - 1])
            require_sound(loaded, partial(_shorten, f"{tree}/", f"{state.name}:"))
        yield loaded


def _shorten(place: str, name: str, text: str) -> str:
    return text.replace(place, name)
