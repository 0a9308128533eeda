"""Is what was written what was meant, the same bytes each time, and never over what somebody else wrote?"""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.change.scripting import scripts
from tests.strategies import organisations
from topo.change.catalogue import read_move
from topo.change.history import Step
from topo.change.scenario.library import Library
from topo.change.scenario.writing import render_script, write_script
from topo.change.script import Phase, Script
from topo.change.trial import lay_over
from topo.errors import WriteRefused
from topo.model.organisation import Organisation
from topo.source.formatting import format_yaml
from topo.source.starting import SCENARIO_SCHEMA

MOVE = read_move({"move-service": {"service": "stock", "to": "payments"}})
SCRIPT = Script("try-it", phases=(Phase((Step(MOVE),)),))


def read_back(script: Script) -> Script:
    """The script that its text says."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "written.yaml"
        write_script(path, script)
        loaded = Library(path.parent).load(str(path))
    assert loaded.findings == ()
    assert loaded.script is not None
    return loaded.script


@given(organisations(least=1), st.data())
def test_a_script_is_read_back_equal(organisation: Organisation, data: st.DataObject) -> None:
    """Notes, evidence, phases, what is off, the user's own keys; and `topo fmt` finds nothing to do."""
    script = data.draw(scripts(organisation))
    again = read_back(script)
    assert again == script
    text = render_script(script)
    assert render_script(again) == text
    assert format_yaml(text) == text


@given(organisations(least=1), st.data())
def test_a_saved_scenario_replays_to_the_same_organisation(
    organisation: Organisation, data: st.DataObject
) -> None:
    """What was tried and what was saved lead to the same organisations, phase by phase, misfit by misfit."""
    script = data.draw(scripts(organisation))
    tried, again = lay_over(script, organisation), lay_over(read_back(script), organisation)
    assert again.organisation == tried.organisation
    assert again.corrected == tried.corrected
    assert [each.organisation for each in again.phases] == [each.organisation for each in tried.phases]
    assert [each.misfits for each in again.attempts] == [each.misfits for each in tried.attempts]


def test_it_looks_like_a_file_written_by_hand() -> None:
    """One move is a line; a single phase of which nothing is said stands under `moves`."""
    off = Step(MOVE, is_on=False, note="after the pilot")
    script = Script(
        "split-payments",
        why="too much for one team",
        extends="base",
        corrections=(Step(MOVE),),
        phases=(Phase((Step(MOVE), off)),),
    )
    assert render_script(script) == (
        "scenario: split-payments\n"
        "why: too much for one team\n"
        "extends: base\n"
        "\n"
        "corrections:\n"
        "  - move-service: {service: stock, to: payments}\n"
        "\n"
        "moves:\n"
        "  - move-service: {service: stock, to: payments}\n"
        '  - {move-service: {service: stock, to: payments}, "off": true, note: after the pilot}\n'
    )


def test_a_file_that_is_there_is_kept(tmp_path: Path) -> None:
    """Nothing is overwritten unasked."""
    path = tmp_path / "mine.yaml"
    path.write_text("scenario: mine\n")
    with pytest.raises(WriteRefused, match="already there"):
        write_script(path, SCRIPT)
    assert path.read_text() == "scenario: mine\n"


def test_a_file_that_changed_meanwhile_is_kept(tmp_path: Path) -> None:
    """What is replaced is what was read, or nothing."""
    path = tmp_path / "mine.yaml"
    path.write_text("scenario: mine\n")
    read = path.read_bytes()
    path.write_text("scenario: mine\nwhy: somebody else was here\n")
    with pytest.raises(WriteRefused, match="changed since it was read"):
        write_script(path, SCRIPT, replaces=read)
    write_script(path, SCRIPT, replaces=path.read_bytes())
    assert path.read_text() == render_script(SCRIPT)
    assert [each.name for each in tmp_path.iterdir()] == ["mine.yaml"]


def test_editors_are_told_of_a_schema_that_stands_beside(tmp_path: Path) -> None:
    """The modeline names the schema where there is one, and only there."""
    (tmp_path / SCENARIO_SCHEMA).write_text("{}")
    write_script(tmp_path / "a.yaml", SCRIPT)
    assert (
        (tmp_path / "a.yaml")
        .read_text()
        .startswith(f"# yaml-language-server: $schema={SCENARIO_SCHEMA}\nscenario:")
    )
