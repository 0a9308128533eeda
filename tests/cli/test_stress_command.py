"""The stress test, as a person runs it."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from topo.resources import find_resource


@pytest.fixture
def paradox(tmp_path: Path) -> Path:
    """A copy of the sample."""
    folder = tmp_path / "paradox"
    shutil.copytree(find_resource("samples", "paradox"), folder)
    return folder


def test_the_command(topo: Any, paradox: Path) -> None:
    """The sentence first, nothing on stderr, no ESC in a pipe."""
    done = topo("stress", str(paradox), "--ai", "40%")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(
        "coding +40 %, delivery +3 %; the constraint stays `security security-engineer`"
    )
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize(("said", "ai"), [("40%", 0.4), ("0.4", 0.4), ("+40%", 0.4), ("-19%", -0.19)])
def test_how_a_speed_up_is_written(topo: Any, paradox: Path, said: str, ai: float) -> None:
    """As per cent or as a number, with a sign or without."""
    done = topo("stress", str(paradox), "--ai", said, "--format", "json")
    assert json.loads(done.stdout)["ai"] == pytest.approx(ai)


@pytest.mark.parametrize("said", ["-100%", "fast", "nan", "1e9"])
def test_no_speed_up(topo: Any, paradox: Path, said: str) -> None:
    """A usage error that says how to write one."""
    done = topo("stress", str(paradox), "--ai", said)
    assert done.returncode == 2 and "is not a change: write 40%" in done.stderr


def test_effort_and_rework_are_said(topo: Any, paradox: Path) -> None:
    """In the output as what it supposes."""
    done = topo("stress", str(paradox), "--ai", "40%", "--review-effort", "+20%", "--rework", "+10%")
    assert "checking what AI made takes 20 % longer" in done.stdout
    assert "\n  10 % more is sent back" in done.stdout


def test_a_lever_becomes_a_scenario(topo: Any, paradox: Path) -> None:
    """Which fits, and is never overwritten."""
    arguments = ["stress", str(paradox), "--ai", "40%", "--try", "1", "--as", "automate-it"]
    done = topo(*arguments)
    assert (done.returncode, done.stderr) == (0, "wrote paradox/scenarios/automate-it.yaml\n")
    text = (paradox / "scenarios/automate-it.yaml").read_text(encoding="utf-8")
    assert "automate-guardrail: {guardrail: security-review}" in text and "why: coding +40 %" in text
    assert "it fits" in topo("scenario", "show", "automate-it", str(paradox)).stdout
    again = topo(*arguments)
    assert again.returncode == 2 and "automate-it` already" in again.stderr
    assert (paradox / "scenarios/automate-it.yaml").read_text(encoding="utf-8") == text


def test_a_refused_lever_writes_nothing(topo: Any, paradox: Path) -> None:
    """And prints nothing: the call was wrong."""
    before = sorted(paradox.rglob("*"))
    for wrong in (["--try", "99"], ["--as", "x"], ["--try", "1", "--as", "not a name"]):
        done = topo("stress", str(paradox), "--ai", "40%", *wrong)
        assert (done.returncode, done.stdout) == (2, "")
    assert sorted(paradox.rglob("*")) == before


def test_a_broken_model_is_not_measured(topo: Any, write: Any) -> None:
    """Its errors are listed, and the exit code is 2."""
    write("topo.yaml", "topo: 1\nstreams: {s: {demnd: 1/week}}\n")
    for name in ("stress", "mri"):
        done = topo(name)
        assert (done.returncode, done.stdout) == (2, "") and "SYN003" in done.stderr


def test_the_mri(topo: Any, paradox: Path) -> None:
    """The constraint first, nothing on stderr, no ESC in a pipe; the same bytes each time."""
    done = topo("mri", str(paradox), "--as-of", "2026-12-01")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(
        "the one constraint: role `security-engineer` of team `security`, 72 % busy"
    )
    assert "\x1b" not in done.stdout
    assert topo("mri", str(paradox), "--as-of", "2026-12-01").stdout == done.stdout


def test_the_mri_of_one_team(topo: Any, paradox: Path) -> None:
    """All fields, or a usage error with the nearest name."""
    done = topo("mri", str(paradox), "--team", "mobile", "--format", "json")
    (cell,) = json.loads(done.stdout)["cells"]
    assert cell["team"] == "mobile" and len(cell["fields"]) == 9
    wrong = topo("mri", str(paradox), "--team", "mobil")
    assert wrong.returncode == 2 and "did you mean `mobile`?" in wrong.stderr


def test_the_private_overlay_can_stay_out(topo: Any, paradox: Path) -> None:
    """Survey values are in it."""
    (paradox / "topo.private.yaml").write_text(
        "teams: {mobile: {survey: {n: 6, tlx: 71}}}\n", encoding="utf-8"
    )
    arguments = ["mri", str(paradox), "--team", "mobile", "--format", "json"]
    seen = json.loads(topo(*arguments).stdout)["cells"][0]["fields"]["survey"]["colour"]
    hidden = json.loads(topo(*arguments, "--public").stdout)["cells"][0]["fields"]["survey"]["colour"]
    assert (seen, hidden) == ("red", "not assessed")


def test_a_limit_is_answered_by_simulation(topo: Any, write: Any) -> None:
    """One engineer with two items under way: 1.4 times as fast is 1.4 times as much, the same each time."""
    write(
        "topo.yaml",
        "topo: 1\nteams: {shop: {roles: {engineer: 1}, focus: 100%}}\nstreams:\n"
        "  s: {demand: 3/week, wip_limit: 2, stages: {build: {phase: create, team: shop, touch: 8h}}}\n",
    )
    done = topo("stress", "--ai", "40%", "--reading", "capped", "--format", "json")
    (found,) = json.loads(done.stdout)["readings"]["capped"]["streams"]
    assert found["throughput_before"] == pytest.approx(5.0, rel=0.05)
    assert found["throughput_after"] == pytest.approx(7.0, rel=0.05)
    assert topo("stress", "--ai", "40%", "--reading", "capped", "--format", "json").stdout == done.stdout
