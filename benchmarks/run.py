"""Measure topo against its floors, in one run: see benchmarks/README.md.

python benchmarks/run.py [PART ...] [--runs N]
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


def measure_compare(runs: int) -> list[bool]:
    """All measures, anew and after a move, and what became of them: processor time inside the process."""
    with tempfile.TemporaryDirectory() as scratch:
        large, small = Path(scratch) / "large", Path(scratch) / "small"
        generate(large, teams=1000, services=10_000, dependencies=40_000, files=100)
        generate(small, teams=50, services=300, dependencies=1200, files=10)
        found = {folder: _run_compare(folder, runs) for folder in (large, small)}
    loading, fresh, after, compared = found[large]
    _, _, small_after, small_compared = found[small]
    share = f"({fresh:.0f} ms / {loading:.0f} ms)"
    return [
        report("all measures of 10,000 services / loading", fresh / loading, 0.5, "x", share),
        report("the same after a service moved", after, 60, "ms", ""),
        report("at 50 teams and 300 services", small_after, 5, "ms", ""),
        report("a move compared, 10,000 services", compared, 150, "ms", "measures and findings"),
        report("at 50 teams and 300 services", small_compared, 15, "ms", "measures and findings"),
    ]


def _run_compare(folder: Path, runs: int) -> list[float]:
    command = [PYTHON, str(HERE / "compare.py"), str(folder), "--runs", str(runs)]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    return [float(each) for each in done.stdout.split()]


def measure_diff(runs: int) -> list[bool]:
    """Two revisions of the large model, of which 20 of 1,000 files differ."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        generate(folder, teams=1000, services=10_000, dependencies=40_000, files=1000)
        _git(folder, "init", "-q")
        _commit(folder)
        for path in sorted(folder.rglob("*.yaml"))[10::45][:20]:
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace("tier: 4", "tier: 1", 1), encoding="utf-8")
        _commit(folder)
        check = [PYTHON, "-m", "topo", "check", str(folder)]
        diff = [PYTHON, "-m", "topo", "diff", "HEAD~1..HEAD", "-m", str(folder)]
        checked, compared = measure(check, diff, runs=runs)
    ratio = compared.seconds / checked.seconds
    return [report("topo diff of two revisions / topo check", ratio, 2.5, "x", _ms(compared, checked))]


def _git(folder: Path, *arguments: str) -> None:
    said = ("-c", "user.name=topo", "-c", "user.email=topo@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *said, *arguments], check=True)


def _commit(folder: Path) -> None:
    _git(folder, "add", "-A")
    _git(folder, "commit", "-q", "-m", "One state")


def measure_tui(runs: int) -> list[bool]:
    """The terminal UI: its first frame, its board, and how long a key can wait, on two generated models."""
    held = []
    sizes = {"small": (50, 300, 900, 10), "large": (1000, 10_000, 40_000, 1000)}
    with tempfile.TemporaryDirectory() as scratch:
        for size, (teams, services, dependencies, files) in sizes.items():
            folder = Path(scratch) / size
            generate(folder, teams=teams, services=services, dependencies=dependencies, files=files)
            held += _measure_opening(folder, size, runs)
            printed = _run("tui.py", size, str(folder))
            for line in printed.splitlines():
                name, value, limit, unit, detail = line.split("\t")
                held.append(report(name, float(value), float(limit), unit, detail))
    return held


def _measure_opening(folder: Path, size: str, runs: int) -> list[bool]:
    """In turn with what they stand on: loading Textual, and checking the model."""
    textual, check = [PYTHON, "-c", "import textual"], [PYTHON, "-m", "topo", "check", str(folder)]
    frame = board = float("inf")
    floors = [Measured(float("inf"), 0.0) for _ in range(2)]
    for _ in range(max(5, runs)):
        for floor, each in zip(floors, measure(textual, check, runs=1), strict=True):
            floor.seconds = min(floor.seconds, each.seconds)
        first, whole = map(float, _run("tui.py", "start", str(folder)).split())
        frame, board = min(frame, first), min(board, whole)
    detail = [
        f"({taken:.2f} s / {floor.seconds:.2f} s)"
        for taken, floor in zip((frame, board), floors, strict=True)
    ]
    return [
        report(f"first frame - import textual, {size}", frame - floors[0].seconds, 0.6, "s", detail[0]),
        report(f"the board - topo check, {size}", board - floors[1].seconds, 0.8, "s", detail[1]),
    ]


def _run(script: str, *words: str) -> str:
    command = [PYTHON, str(HERE / script), *words]
    return subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=True).stdout


def measure_simulate(runs: int) -> list[bool]:
    """100,000 jobs through six stages: processor time, in turn with the floor, and what is held in memory."""
    scripts = (HERE / "floors" / "event_loop.py", HERE / "simulate.py")
    printed: list[list[list[float]]] = [[], []]
    for _ in range(max(2, runs // 2)):
        for kept, script in zip(printed, scripts, strict=True):
            done = subprocess.run(
                [PYTHON, str(script)], env=ENVIRONMENT, capture_output=True, text=True, check=True
            )
            kept.append([float(each) for each in done.stdout.split()])
    floor, ours = (min(each[0] for each in kept) for kept in printed)
    _, _, tenth, whole = printed[1][0]
    return [
        report("100,000 jobs, six stages / floor", ours / floor, 2, "x", f"({ours:.2f} s / {floor:.2f} s)"),
        report(
            "their memory / that of 10,000", whole / tenth, 1.5, "x", f"({whole:.2f} MB / {tenth:.2f} MB)"
        ),
    ]


def _ms(first: Measured, second: Measured) -> str:
    return f"({first.seconds * 1000:.0f} ms / {second.seconds * 1000:.0f} ms)"


PARTS = {
    "start": lambda runs: measure_start(runs * 2),
    "large": measure_large,
    "moves": measure_moves,
    "compare": measure_compare,
    "diff": measure_diff,
    "stress": measure_stress,
    "simulate": measure_simulate,
    "tui": measure_tui,
}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; all unless given")
    parser.add_argument("--runs", type=int, default=7)
    given = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    unknown = sorted({*given.parts} - {*PARTS})
    if unknown:
        parser.error(f"there is no part {', '.join(unknown)}")
    held = [held for part in given.parts or PARTS for held in PARTS[part](given.runs)]
    sys.exit(0 if all(held) else 1)
