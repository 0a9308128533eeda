"""Does a plan reach the files whole, and never over what git could not give back?"""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path

import pytest

from tests.source.splicing.changing import with_fields, without
from topo.errors import WriteRefused
from topo.model.differing import find_difference
from topo.model.organisation import Organisation
from topo.source.loading import load_model
from topo.source.splicing.carrying_out import find_dirty, write_plan
from topo.source.splicing.plan import EditPlan
from topo.source.splicing.planning import plan_edits

FILES = {
    "topo.yaml": "topo: 1\nfiles: ['*.yaml']\n",
    "teams.yaml": "teams: {a: {size: 1}, b: {size: 2}}\n",
    "services.yaml": "services: {s: {owner: a}}\n",
    "topo.private.yaml": "teams: {a: {survey: {n: 5}}}\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def change(all: Organisation) -> Organisation:
    """Something in three files."""
    return with_fields(without(all, "team", "a"), "service", "s", owner="b")


def plan(folder: Path) -> tuple[EditPlan, Organisation]:
    model = load_model(folder)
    target = change(model.organisation)
    return plan_edits(model, target), target


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def checkout(folder: Path) -> Path:
    (folder / ".gitignore").write_text("topo.private.yaml\n")
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "All")
    return folder


def test_all_files_are_written(folder: Path):
    """The model is the new one afterwards, with the modes of its files."""
    (folder / "teams.yaml").chmod(0o640)
    done, target = plan(folder)
    assert [file.path.name for file in done.files] == ["services.yaml", "teams.yaml", "topo.private.yaml"]
    write_plan(done)
    assert find_difference(load_model(folder).organisation, target).is_empty
    assert sorted(path.name for path in folder.iterdir()) == sorted(FILES)
    if os.name != "nt":
        assert stat.S_IMODE((folder / "teams.yaml").stat().st_mode) == 0o640


def test_file_changed_after_the_plan(folder: Path):
    """Nothing is written."""
    done, _ = plan(folder)
    (folder / "teams.yaml").write_text("teams: {}\n")
    with pytest.raises(WriteRefused, match=r"teams\.yaml has changed since it was read"):
        write_plan(done)
    assert (folder / "services.yaml").read_text() == FILES["services.yaml"]


def test_plan_that_is_not_complete(folder: Path):
    """Nothing is written: half a change is another change."""
    (folder / "services.yaml").write_text("services: {s: &s {owner: a}, t: *s}\n")
    done, _ = plan(folder)
    assert done.files
    with pytest.raises(WriteRefused, match=r"1 change cannot be written, the first at services\.s\.owner"):
        write_plan(done)
    assert (folder / "teams.yaml").read_text() == FILES["teams.yaml"]


def test_committed_files(checkout: Path):
    """They are written; the overlay is none of git's business."""
    done, _ = plan(checkout)
    assert find_dirty(done) == ()
    write_plan(done)


def test_uncommitted_files(checkout: Path):
    """Those that would change are named, and nothing is written unless that is allowed."""
    (checkout / "teams.yaml").write_text(FILES["teams.yaml"] + "# mine\n")
    (checkout / "topo.yaml").write_text(FILES["topo.yaml"] + "# mine, but not in the way\n")
    done, target = plan(checkout)
    assert [Path(shown).name for shown in find_dirty(done)] == ["teams.yaml"]
    with pytest.raises(WriteRefused, match=r"1 file would change that git has not committed: .*teams\.yaml"):
        write_plan(done)
    assert (checkout / "services.yaml").read_text() == FILES["services.yaml"]
    write_plan(done, allow_dirty=True)
    assert (checkout / "teams.yaml").read_text().endswith("# mine\n")
    assert find_difference(load_model(checkout).organisation, target).is_empty


def test_files_that_git_does_not_know_yet(checkout: Path):
    """They are uncommitted as well, in a folder below and behind a link too."""
    (checkout / "deep").mkdir()
    (checkout / "teams.yaml").rename(checkout / "deep" / "été [1].yml")
    (checkout / "teams.yaml").symlink_to("deep/été [1].yml")
    done, _ = plan(checkout)
    assert [Path(shown).name for shown in find_dirty(done)] == ["teams.yaml"]


def test_without_git(checkout: Path, monkeypatch: pytest.MonkeyPatch):
    """Nobody is asked, and the files are written."""
    (checkout / "teams.yaml").write_text(FILES["teams.yaml"] + "# mine\n")
    monkeypatch.setenv("PATH", "")
    done, _ = plan(checkout)
    assert find_dirty(done) == ()
    write_plan(done)
