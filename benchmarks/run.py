"""Measure topo against its floors, in one run: see benchmarks/README.md.

python benchmarks/run.py [start] [large] [stress] [--runs N]
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from generate import generate

HERE = Path(__file__).parent
NORTHWIND = HERE.parent / "samples" / "northwind" / "topo.yaml"
PYTHON = sys.executable
# Compiled modules are kept between runs, as they are for users: the warm-up writes them.
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


@dataclass
class Measured:
    """Seconds of the fastest run, and the largest memory of any, in MB."""

    seconds: float
    memory: float


def measure(*commands: list[str], runs: int) -> list[Measured]:
    """Run the commands in turn, one warm-up and then `runs` times; the minimum of each."""
    best = [Measured(float("inf"), 0.0) for _ in commands]
    for turn in range(runs + 1):
        for number, command in enumerate(commands):
            started = time.perf_counter()
            process = subprocess.Popen(
                command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=ENVIRONMENT
            )
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - started
            if os.waitstatus_to_exitcode(status) not in (0, 1):
                raise SystemExit(f"{command} failed: {process.stderr.read().decode()}")
            process.stderr.close()
            if turn:
                best[number].seconds = min(best[number].seconds, seconds)
                best[number].memory = max(best[number].memory, usage.ru_maxrss / 1024)
    return best


def report(name: str, value: float, limit: float, unit: str, detail: str) -> bool:
    """Print a figure beside its limit; whether it holds."""
    holds = value <= limit
    verdict = "ok  " if holds else "OVER"
    print(
        f"{verdict}  {name:<42} {value:7.2f} {unit:<3} limit {limit:g} {unit:<3} {detail}",
        flush=True,
    )
    return holds


def measure_start(runs: int) -> list[bool]:
    """Start-up: the model's classes, a small check, the help page."""
    five = [PYTHON, str(HERE / "floors" / "five_classes.py"), str(NORTHWIND)]
    classes = [PYTHON, str(HERE / "floors" / "model_classes.py"), str(NORTHWIND)]
    check = [PYTHON, "-m", "topo", "check", str(NORTHWIND.parent), "--as-of", "2026-12-01"]
    bare, page = [PYTHON, "-c", "pass"], [PYTHON, "-m", "topo", "--help"]
    floor, model, checked, nothing, helped = measure(five, classes, check, bare, page, runs=runs)
    return [
        report("model classes / five classes", model.seconds / floor.seconds, 1.5, "x", _ms(model, floor)),
        report(
            "topo check northwind / model classes",
            checked.seconds / model.seconds,
            1.35,
            "x",
            _ms(checked, model),
        ),
        report(
            "topo --help - bare interpreter",
            (helped.seconds - nothing.seconds) * 1000,
            60,
            "ms",
            _ms(helped, nothing),
        ),
    ]


def measure_large(runs: int) -> list[bool]:
    """A large model, and one of a tenth of its services."""
    with tempfile.TemporaryDirectory() as scratch:
        large, small = Path(scratch) / "large", Path(scratch) / "small"
        generate(large, teams=1000, services=10_000, dependencies=40_000, files=1000)
        generate(small, teams=100, services=1000, dependencies=4000, files=100)
        floor = [PYTHON, str(HERE / "floors" / "events.py"), str(large)]
        checks = [[PYTHON, "-m", "topo", "check", str(folder)] for folder in (large, small)]
        least, cold, tenth = measure(floor, *checks, runs=runs)
    return [
        report(
            "cold check of 10,000 services / floor", cold.seconds / least.seconds, 1.6, "x", _ms(cold, least)
        ),
        report("its memory", cold.memory, 300, "MB", f"floor {least.memory:.0f} MB"),
        report("ten times the services", cold.seconds / tenth.seconds, 12, "x", _ms(cold, tenth)),
    ]


def measure_stress(runs: int) -> list[bool]:
    """The flow of many streams, after loading: processor time inside the process, the fastest run."""
    command = [PYTHON, str(HERE / "stress.py"), "--runs", str(runs * 5)]
    printed = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=True).stdout
    readings, intervals = map(float, printed.split())
    return [
        report("AI stress, two readings", readings, 20, "ms", "20 streams × 10 stages, 50 teams"),
        report("intervals of these streams", intervals, 500, "ms", "8 solutions"),
    ]


def measure_moves(runs: int) -> list[bool]:
    """Moves on the large model, each against its floor, in processor time inside one process."""
    with tempfile.TemporaryDirectory() as scratch:
        generate(Path(scratch), teams=1000, services=10_000, dependencies=40_000, files=100)
        command = [PYTHON, str(HERE / "moves.py"), scratch, "--runs", str(runs * 2)]
        printed = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=True).stdout
    held = []
    for line in printed.splitlines():
        name, taken, least, limit = line.split("\t")
        ratio, detail = float(taken) / float(least), f"({float(taken):.1f} ms / {float(least):.1f} ms)"
        held.append(report(f"{name} / floor", ratio, float(limit), "x", detail))
    return held


def _ms(first: Measured, second: Measured) -> str:
    return f"({first.seconds * 1000:.0f} ms / {second.seconds * 1000:.0f} ms)"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help="start, large, moves, stress; everything unless given"
    )
    parser.add_argument("--runs", type=int, default=7)
    given = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    parts = given.parts or ["start", "large", "moves", "stress"]
    held = measure_start(given.runs * 2) if "start" in parts else []
    held += measure_large(given.runs) if "large" in parts else []
    held += measure_moves(given.runs) if "moves" in parts else []
    held += measure_stress(given.runs) if "stress" in parts else []
    sys.exit(0 if all(held) else 1)
