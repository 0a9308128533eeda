"""Does `topo scenario apply` write what the scenario says, and leave everything else as it was?"""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from topo import api
from topo.change.narrowing import keep_phase
from topo.findings import Address
from topo.model.differing import find_difference
from topo.source.loading import LoadedModel

SAMPLES = Path(__file__).parents[2] / "samples"
SCENARIOS = sorted(path.relative_to(SAMPLES) for path in SAMPLES.glob("*/scenarios/*.yaml"))
MODEL = "# who we are\nteams:\n  shop: {size: 3, owns: [cart]}  # sells\n  pay: {size: 3}\n"
GIVE = """scenario: give
corrections:
  - add-people: {team: shop, size: 1}
phases:
  - name: first
    moves:
      - move-service: {service: cart, to: pay}
  - moves:
      - rename: {kind: team, from: pay, to: payments}
"""
GONE = "scenario: gone\nmoves:\n  - move-service: {service: cart, to: nobody}\n"
Write = Callable[[str, str], Path]


@pytest.fixture
def model(write: Write) -> Path:
    write("scenarios/give.yaml", GIVE)
    return write("topo.yaml", MODEL)


def _read_all(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda path: path.stem)
def test_the_samples(scenario: Path, topo: Any, tmp_path: Path) -> None:
    """Read again, the model is the organisation that the trial led to, and all else stands as it stood."""
    folder = tmp_path / "model"
    shutil.copytree(SAMPLES / scenario.parts[0], folder)
    model = api.load(folder)
    script = api.load_scenario(model, scenario.stem).script
    assert script is not None
    target = api.try_script(model, script).organisation
    files = _read_all(folder)

    patch = topo("scenario", "apply", scenario.stem, "-m", "model", "--dry-run")
    assert (patch.returncode, patch.stderr) == (0, "")
    assert patch.stdout.startswith("--- a/model/")
    assert _read_all(folder) == files

    applied = topo("scenario", "apply", scenario.stem, "-m", "model")
    assert (applied.returncode, applied.stdout) == (0, "")
    assert applied.stderr.startswith("wrote model/")
    after = api.load(folder)
    assert find_difference(target, after.organisation).is_empty
    _compare_lines(model, after, files)


def _compare_lines(before: LoadedModel, after: LoadedModel, files: dict[Path, bytes]) -> None:
    """What no move is about stands in the same lines, the sides that say who owns it left out."""
    then = {path: content.decode() for path, content in files.items()}
    now = {path: path.read_text(encoding="utf-8") for path in files}
    kept = dict(after.organisation.entities())
    things = (each for each in before.organisation.entities() if "stages" not in each[0].steps)
    same = [address for address, thing in things if kept.get(address) == thing]
    assert same
    for address in same:
        first, second = _find_lines(before, address, then), _find_lines(after, address, now)
        if first != second:
            assert address.steps[0] in ("teams", "services", "domains")
            assert [each for each in first if "own" not in each] == [
                each for each in second if "own" not in each
            ]


def _find_lines(model: LoadedModel, address: Address, texts: dict[Path, str]) -> list[str]:
    extent = model.positions.find_extent(address)
    if extent is None:
        return []
    shown, first, last = extent
    return texts[Path(os.path.abspath(shown))].split("\n")[first - 1 : last]


def test_the_patch_is_one(topo: Any, tmp_path: Path) -> None:
    """What --dry-run prints is what git makes of the file."""
    shutil.copytree(SAMPLES / "northwind", tmp_path / "model")
    _git(tmp_path, "init", "-q")
    patch = topo("scenario", "apply", "split-payments", "-m", "model", "--dry-run").stdout
    (tmp_path / "made.patch").write_text(patch, encoding="utf-8")
    _git(tmp_path, "apply", "made.patch")
    patched = (tmp_path / "model" / "topo.yaml").read_bytes()
    shutil.copytree(SAMPLES / "northwind", tmp_path / "other")
    assert topo("scenario", "apply", "split-payments", "-m", "other", "--allow-dirty").returncode == 0
    assert (tmp_path / "other" / "topo.yaml").read_bytes() == patched


def test_part_by_part(model: Path, topo: Any) -> None:
    """The corrections alone, then phase by phase, by name and by number; comments stay."""
    corrected = topo("scenario", "apply", "give", "--corrections-only")
    assert "\napplied 1 correction\n" in corrected.stderr
    assert model.read_text() == MODEL.replace("shop: {size: 3", "shop: {size: 4")
    named = topo("scenario", "apply", "give", "--phase", "first")
    assert named.stderr == (
        "wrote topo.yaml: 2 places\napplied 1 move\n"
        "  = help: what is done may not fit again: give it `off: true` in scenarios/give.yaml\n"
    )
    again = topo("scenario", "apply", "give", "--allow-dirty")
    assert (again.returncode, again.stdout) == (1, "")
    assert again.stderr.endswith(
        "and nothing is written\n"
        "  = help: `--phase` applies one phase alone; `off: true` leaves out what is done already\n"
    )
    numbered = topo("scenario", "apply", "give", "--phase", "2")
    assert numbered.returncode == 0
    written = model.read_text()
    assert written.startswith("# who we are\n") and "# sells" in written
    organisation = api.load(model).organisation
    assert organisation.teams["payments"].formerly == ("pay",)
    assert organisation.services["cart"].owner == "payments"
    assert topo("scenario", "show", "give", "--check").returncode == 1


def test_a_phase_that_is_none(model: Path, topo: Any) -> None:
    """The phases that there are are named."""
    done = topo("scenario", "apply", "give", "--phase", "3")
    assert done.returncode == 2
    assert "no phase of `give` is called `3`" in done.stderr
    assert "it has `first` and phase 2" in done.stderr
    both = topo("scenario", "apply", "give", "--phase", "2", "--corrections-only")
    assert both.returncode == 2
    assert model.read_text() == MODEL


def test_a_phase_keeps_the_places_of_its_steps(model: Path) -> None:
    """What is off keeps its number."""
    script = api.load_scenario(api.load(model), "give").script
    assert script is not None
    assert [each.is_on for each in keep_phase(script, "2").steps] == [False, False, True]


def test_a_step_that_does_not_fit(model: Path, topo: Any, write: Write) -> None:
    """Nothing is written, and the reasons are said with their places."""
    write("scenarios/gone.yaml", GONE)
    for more in ((), ("--dry-run",)):
        done = topo("scenario", "apply", "gone", *more)
        assert (done.returncode, done.stdout) == (1, "")
        assert "scenarios/gone.yaml:3:39: `nobody` names no team" in done.stderr
        assert "1 step does not fit the model as it is, and nothing is written" in done.stderr
    assert model.read_text() == MODEL


def test_what_stands_in_foreign_files(topo: Any, write: Write) -> None:
    """It is told with its place and what to write, and nothing is written."""
    write("CODEOWNERS", "/cart/ @acme/shop\n")
    text = "sources:\n  - codeowners: CODEOWNERS\nteams:\n  pay: {size: 3}\n"
    model = write("topo.yaml", text)
    write(
        "scenarios/rename.yaml",
        "scenario: rename\nmoves:\n  - rename: {kind: team, from: shop, to: sales}\n",
    )
    for more in ((), ("--dry-run",)):
        done = topo("scenario", "apply", "rename", *more)
        assert done.returncode == 1, done.stderr
        assert "CODEOWNERS:1:" in done.stderr
        assert "cannot be written: a file that is not topo's own speaks of it" in done.stderr
    assert model.read_text() == text


def test_a_dirty_tree(model: Path, topo: Any, tmp_path: Path) -> None:
    """What git has not committed is not changed, unless that is asked for."""
    _git(tmp_path, "init", "-q")
    done = topo("scenario", "apply", "give")
    assert done.returncode == 2
    assert "1 file would change that git has not committed: topo.yaml" in done.stderr
    assert model.read_text() == MODEL
    assert topo("scenario", "apply", "give", "--allow-dirty").returncode == 0
    assert model.read_text() != MODEL


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)
