"""topo simulate as people run it."""

import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

NORTHWIND = str(Path(__file__).parents[2] / "samples" / "northwind")
PARADOX = str(Path(__file__).parents[2] / "samples" / "paradox")
QUICK = ("--weeks", "20", "--warm-up", "5", "--replications", "3")


def test_the_page(topo: Run) -> None:
    """A row for each stream and pool; nothing on stderr, and the same once more."""
    first, second = (topo("simulate", NORTHWIND, *QUICK) for _ in range(2))
    assert first.returncode == 0
    assert first.stderr == ""
    assert first.stdout == second.stdout
    for word in ("order-to-cash", "checkout product-manager", "seed 1", "± with 95 %"):
        assert word in first.stdout
    assert "\x1b" not in first.stdout


def test_processes_change_nothing(topo: Run) -> None:
    """The same bytes, however many make the runs; another seed other bytes."""
    said = [
        topo("simulate", NORTHWIND, *QUICK, "--format", "json", *more).stdout
        for more in ([], ["--jobs", "2"])
    ]
    assert said[0] == said[1]
    assert topo("simulate", NORTHWIND, *QUICK, "--format", "json", "--seed", "2").stdout != said[0]


def test_for_programs(topo: Run) -> None:
    """One versioned document."""
    found = json.loads(topo("simulate", NORTHWIND, *QUICK, "--format", "json").stdout)
    assert found["topo-simulation"] == 1
    assert (found["weeks"], found["warm_up_weeks"], found["replications"]) == (20.0, 5.0, 3)
    (stream,) = found["streams"]
    assert stream["stream"] == "order-to-cash"
    assert stream["days_p50"] < stream["days_p85"] < stream["days_p95"]
    assert stream["under_way_most"] <= stream["wip_limit"]
    assert len(stream["over_time"]) == 41
    assert found["not_simulated"] == []


def test_one_stream(topo: Run) -> None:
    """Shows that one and its pools, with the numbers that it has among all the others."""
    whole = json.loads(topo("simulate", PARADOX, *QUICK, "--format", "json").stdout)
    only = json.loads(topo("simulate", PARADOX, *QUICK, "--format", "json", "--stream", "app-change").stdout)
    assert only["streams"] == [each for each in whole["streams"] if each["stream"] == "app-change"]
    assert {each["pool"] for each in only["pools"]} < {each["pool"] for each in whole["pools"]}


def test_no_such_stream(topo: Run) -> None:
    """A usage error with the nearest one."""
    done = topo("simulate", NORTHWIND, "--stream", "order-to-cahs")
    assert done.returncode == 2
    assert "order-to-cash" in done.stderr


@pytest.mark.parametrize(
    "wrong",
    [("--weeks", "0"), ("--replications", "0"), ("--warm-up", "-1"), ("--jobs", "0"), ("--weeks", "nan")],
)
def test_numbers_that_make_no_sense(wrong: tuple[str, str], topo: Run) -> None:
    """Are refused before anything is run."""
    done = topo("simulate", NORTHWIND, *wrong)
    assert done.returncode == 2
    assert done.stdout == ""


def test_a_model_without_streams(topo: Run, tmp_path: Path) -> None:
    """Says so."""
    (tmp_path / "topo.yaml").write_text("topo: 1\nteams:\n  a: {size: 3}\n")
    done = topo("simulate", ".")
    assert done.returncode == 0
    assert "no streams" in done.stdout


def test_a_stream_that_cannot_be_run(topo: Run, tmp_path: Path) -> None:
    """Says why, and runs nothing."""
    (tmp_path / "topo.yaml").write_text("topo: 1\nstreams:\n  s: {stages: {a: {wait: 1d}}}\n")
    done = topo("simulate", ".")
    assert done.returncode == 0
    assert "s: says no demand" in done.stdout


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c(jobs: str) -> None:
    """What is complete is shown, how much that is is said, and the exit code is that of Ctrl-C."""
    terminal, end = pty.openpty()
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "topo",
            "simulate",
            NORTHWIND,
            "--weeks",
            "10000",
            "--replications",
            "20",
            "--jobs",
            jobs,
        ],
        stdout=subprocess.PIPE,
        stderr=end,
        env={**os.environ, "NO_COLOR": "1"},
        start_new_session=True,
    )
    os.close(end)
    shown = b""
    while b" 10 %" not in shown:
        shown += os.read(terminal, 1000)
    os.killpg(process.pid, signal.SIGINT)
    stdout, _ = process.communicate(timeout=120)
    shown += os.read(terminal, 100_000)
    assert process.returncode == 130
    assert b"of 20: stopped" in stdout
    assert b"stopped after" in shown
    assert b"Traceback" not in shown
