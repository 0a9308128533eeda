"""Do several files change as one, whatever happens meanwhile?"""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from topo.errors import WriteRefused
from topo.source.discovery import JOURNAL
from topo.source.journal import Replacement, complete_writing, write_together
from topo.source.loading import load_model

OLD = {
    "topo.yaml": "topo: 1\nfiles: ['**/*.yaml']\n",
    "teams.yaml": "teams: {a: {size: 1}}\n",
    "more/services.yaml": "services: {s: {owner: a}}\n",
}
NEW = {
    "topo.yaml": "topo: 1\nfiles: ['**/*.yaml']\norganization: {name: New}\n",
    "teams.yaml": "teams: {b: {size: 1}}\n",
    "more/services.yaml": "services: {s: {owner: b}}\n",
}

KILLING = """
import json, os, signal, sys
from pathlib import Path
from topo.source.journal import Replacement, complete_writing, write_together

folder, left, what = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
old, new = map(json.loads, sys.argv[4:])

def at_step(step):
    global left
    left -= 1
    if left < 0:
        print(step, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)

journal = folder / ".topo-apply.json"
if what == "write":
    files = [Replacement(folder / name, new[name].encode(), old[name].encode()) for name in old]
    write_together(files, journal, at_step=at_step)
else:
    complete_writing(journal, at_step=at_step)
"""


def write_old(folder: Path) -> Path:
    for name, text in OLD.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def replacements(folder: Path) -> list[Replacement]:
    return [Replacement(folder / name, NEW[name].encode(), OLD[name].encode()) for name in OLD]


def read(folder: Path) -> dict[str, str]:
    return {name: (folder / name).read_text() for name in OLD}


def left_in(folder: Path) -> list[str]:
    """The files that are none of the model's."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in found if name not in OLD)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return write_old(tmp_path)


def test_all_files_change(model: Path):
    """Each holds its new content, and nothing is left beside them."""
    write_together(replacements(model), model / JOURNAL)
    assert read(model) == NEW
    assert left_in(model) == []


def kill(folder: Path, step: int, what: str) -> str | None:
    """Kill a process that writes at a step; what the step was, None where it came to its end before."""
    done = subprocess.run(
        [sys.executable, "-c", KILLING, str(folder), str(step), what, json.dumps(OLD), json.dumps(NEW)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.stdout.strip() or None


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_killed_at_any_step(tmp_path: Path):
    """Whoever loads the model next finds all of the old one or all of the new one."""
    steps, states = [], []
    for number in range(20):
        folder = write_old(tmp_path / str(number))
        step = kill(folder, number, "write")
        if step is None:
            break
        steps.append(step)
        organisation = load_model(folder).organisation
        states.append(read(folder))
        assert states[-1] in (OLD, NEW)
        assert (organisation.services["s"].owner in organisation.teams) is True
        assert not (folder / JOURNAL).exists()
        if states[-1] == NEW:
            assert left_in(folder) == []
    assert steps == [
        "beginning",
        *("written topo.yaml", "written teams.yaml", "written services.yaml"),
        "journal put",
        *("moved topo.yaml", "moved teams.yaml", "moved services.yaml"),
        "journal removed",
    ]
    assert states == [OLD] * 4 + [NEW] * 5


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_killed_again_while_it_is_finished(tmp_path: Path):
    """Finishing may be broken off as well, at any step, and is finished by the next one."""
    for number in range(20):
        folder = write_old(tmp_path / str(number))
        assert kill(folder, 4, "write") == "journal put"
        if kill(folder, number, "complete") is None:
            break
        assert load_model(folder).organisation.organization is not None
        assert read(folder) == NEW
        assert left_in(folder) == []
    assert number == 4


@pytest.mark.parametrize("what", ["read-only", "changed", "gone", "folder"])
def test_file_that_cannot_be_written(model: Path, what: str, monkeypatch: pytest.MonkeyPatch):
    """Nothing is written to any file, and nothing is left."""
    last = model / "more" / "services.yaml"
    if what == "read-only":
        monkeypatch.setattr(os, "access", lambda path, _mode: Path(path) != last)  # root may write it all
    elif what == "changed":
        last.write_text("services: {}\n")
    else:
        last.unlink()
        if what == "folder":
            last.mkdir()
    with pytest.raises(WriteRefused, match=r"services\.yaml"):
        write_together(replacements(model), model / JOURNAL)
    assert (model / "teams.yaml").read_text() == OLD["teams.yaml"]
    assert left_in(model) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_modes_and_links(model: Path):
    """Mode bits stay, and a link stays one: what it leads to is written."""
    elsewhere = model.parent / f"{model.name}-elsewhere.yaml"
    (model / "teams.yaml").rename(elsewhere)
    (model / "teams.yaml").symlink_to(elsewhere)
    elsewhere.chmod(0o640)
    write_together(replacements(model), model / JOURNAL)
    assert read(model) == NEW
    assert (model / "teams.yaml").is_symlink()
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o640


def test_two_links_to_one_file(model: Path):
    """They cannot both be written."""
    (model / "other.yaml").symlink_to("teams.yaml")
    twice = Replacement(model / "other.yaml", b"x", OLD["teams.yaml"].encode())
    with pytest.raises(WriteRefused, match="links to"):
        write_together([*replacements(model), twice], model / JOURNAL)
    assert read(model) == OLD


def break_off(folder: Path) -> None:
    """Leave a journal and the new files, with nothing moved."""

    class Killed(BaseException):
        pass

    def at_step(step: str) -> None:
        if step == "journal put":
            raise Killed

    with pytest.raises(Killed):
        write_together(replacements(folder), folder / JOURNAL, at_step=at_step)


def test_another_change_is_under_way(model: Path):
    """A second one is refused before anything is written."""
    break_off(model)
    with pytest.raises(WriteRefused, match="another change"):
        write_together(replacements(model), model / JOURNAL)
    load_model(model)
    assert read(model) == NEW
    assert left_in(model) == []


def test_file_changed_by_hand_after_it_was_broken_off(model: Path):
    """It is left as it is, and all others are finished; loading says so until somebody decides."""
    break_off(model)
    (model / "teams.yaml").write_text("teams: {mine: {}}\n")
    for _ in range(2):
        with pytest.raises(WriteRefused, match=r"teams\.yaml has changed since") as refused:
            load_model(model)
    assert read(model) == {**NEW, "teams.yaml": "teams: {mine: {}}\n"}
    temporary = next(name for name in left_in(model) if name.endswith(".tmp"))
    assert (model / temporary).read_text() == NEW["teams.yaml"]
    assert refused.value.hint is not None
    assert temporary in refused.value.hint
    (model / JOURNAL).unlink()
    assert list(load_model(model).organisation.teams) == ["mine"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"topo-apply": 2, "files": []}',
        '{"topo-apply": 1, "files": [{"target": "teams.yaml"}]}',
        '{"topo-apply": 1, "files": [{"target": "teams.yaml", "temporary": "x", "before": "", "after": ""}]}',
        "[" * 100_000,
    ],
)
def test_journal_that_nobody_wrote(model: Path, content: str):
    """It moves nothing, and it is said what to do about it."""
    (model / JOURNAL).write_text(content)
    with pytest.raises(WriteRefused, match="is no journal") as refused:
        load_model(model)
    assert refused.value.hint == "delete it"
    assert read(model) == OLD


def test_journal_that_would_move_other_files(model: Path):
    """Only what it wrote itself is moved: a file of that name with that content, over what it replaced."""
    break_off(model)
    said = json.loads((model / JOURNAL).read_text())
    (teams,) = (each for each in said["files"] if each["target"] == "teams.yaml")
    (model / teams["temporary"]).write_text("teams: {}\n")
    with pytest.raises(WriteRefused, match=r"teams\.yaml has changed"):
        complete_writing(model / JOURNAL)
    assert (model / "teams.yaml").read_text() == OLD["teams.yaml"]
    teams["temporary"] = "more/../teams.yaml"
    (model / JOURNAL).write_text(json.dumps(said))
    with pytest.raises(WriteRefused, match="is no journal"):
        complete_writing(model / JOURNAL)


def test_somebody_else_has_finished_it(model: Path):
    """There is nothing left to do."""
    complete_writing(model / JOURNAL)
    break_off(model)
    complete_writing(model / JOURNAL)
    complete_writing(model / JOURNAL)
    assert read(model) == NEW
