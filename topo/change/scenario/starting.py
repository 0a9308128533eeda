"""How does a scenario begin?"""

import os
from pathlib import Path

from topo.change.move import is_id
from topo.change.scenario.library import Library, is_path
from topo.errors import UsageError, WriteRefused
from topo.model.organisation import Organisation
from topo.source.positions import show_path
from topo.source.rendering import render_yaml
from topo.source.starting import MODELINE, SCENARIO_SCHEMA, SCENARIOS
from topo.source.writing import write_new
from topo.text import printable

STARTER = """\
{modeline}
scenario: {name}
why:      # in a sentence: what is to get better
{extends}
# What has to hold for it, in words:
# assumes: [two hires by February]

# When it is decided, by whom:
# decided: {{on: 2026-12-01, by: architecture}}

# Facts that the model has wrong. They count first, and are reported apart from the proposal:
# corrections:
#   - move-service: {{service: {service}, to: {team}}}

# What is done, step by step: each phase with its moves, and its last day where there is one.
phases:
  - name: first
    # by: 2027-03-31
    moves: []
    # moves:
    #   - create-team: {{id: new-team, type: stream-aligned}}      # it starts with nobody
    #   - move-people: {{from: {team}, to: new-team, size: 2}}
    #   - move-service: {{service: {service}, to: new-team}}
    #     note: what is to be known of it
    #     off: true      # stays in the list, and changes nothing
"""


def start_scenario(
    folder: Path, name: str, organisation: Organisation, *, schema: str, extends: str | None = None
) -> list[Path]:
    """Write a commented scenario that changes nothing yet into `scenarios/` of the model in `folder`.

    `extends` is the name or the path of one that comes first. Returns the files written. Raises UsageError
    for a name that is none, and where there is nothing to extend; WriteRefused for a name that is taken.
    """
    library = Library(folder)
    path = find_place(folder, name, library=library)
    first = _say_extends(library, extends) if extends is not None else ""
    service, team = _find_example(organisation)
    modeline = MODELINE.format(schema=SCENARIO_SCHEMA)
    text = STARTER.format(modeline=modeline, name=name, extends=first, service=service, team=team)
    write_new(path, text)
    return [path, *_write_schema(path.with_name(SCENARIO_SCHEMA), schema)]


def find_place(folder: Path, name: str, *, library: Library | None = None) -> Path:
    """The file of a scenario that is to be written for the model in `folder`.

    Raises UsageError for a name that is none; WriteRefused for one that is taken.
    """
    if not is_id(name):
        hint = "letters, digits, `.`, `_` and `-`, a letter or digit first"
        raise UsageError(f"`{printable(name, limit=60)}` is no name for a scenario", hint=hint)
    taken = (library or Library(folder)).find_taken(name)
    if taken is not None:
        raise WriteRefused(
            f"there is a scenario `{name}` already: {show_path(taken)}", hint="choose another name"
        )
    return folder / SCENARIOS / f"{name}.yaml"


def _say_extends(library: Library, extends: str) -> str:
    """The line that names the scenario that comes first."""
    base = library.load(extends)
    said = extends
    if is_path(extends):
        said = Path(os.path.relpath(base.path, library.folder / SCENARIOS)).as_posix()
        said = said if "/" in said else f"./{said}"
    return "\n" + render_yaml({"extends": said})


def _find_example(organisation: Organisation) -> tuple[str, str]:
    """A service and a team that the comments may speak of."""
    service = next(iter(organisation.services), "cart-api")
    owner = organisation.services[service].owner if service in organisation.services else None
    team = next((id for id in organisation.teams if id != owner), "payments")
    return service, team


def _write_schema(path: Path, schema: str) -> list[Path]:
    if os.path.lexists(path):
        return []
    write_new(path, schema)
    return [path]
