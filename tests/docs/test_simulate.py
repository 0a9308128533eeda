"""Does docs/simulate.md say what is measured, and do its programs run?"""

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from topo.cli.simulate_command import command

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/simulate.md").read_text(encoding="utf-8")
_ROW = re.compile(r"^\| (.+?) \| ([\d.]+) \| ([\d.]+) ± ([\d.]+) \| ([+-]?\d+) % \|$", re.MULTILINE)


def test_the_cases_are_those_of_the_script() -> None:
    """In the order of the script that measures them."""
    script = (ROOT / "benchmarks/approximation.py").read_text(encoding="utf-8")
    cases = re.findall(r'^    "(.+)": \(?', script.partition("CASES")[2], re.MULTILINE)
    assert [row[0] for row in _ROW.findall(PAGE)] == cases


def test_what_is_exact_is_within_its_interval() -> None:
    """And each difference is that of its row."""
    rows = _ROW.findall(PAGE)
    assert any("exact" in row[0] for row in rows)
    for name, formula, simulated, half, off in rows:
        assert int(off) == pytest.approx(100 * (float(formula) / float(simulated) - 1), abs=1)
        if "exact" in name:
            assert abs(float(formula) - float(simulated)) <= float(half)


def test_every_option_is_named() -> None:
    """But those of every command."""
    said = set(re.findall(r"^\| `(--[a-z-]+)", PAGE, re.MULTILINE))
    known = {option.opts[0] for option in command.params if isinstance(option, click.Option)}
    assert said == known - {"--color", "--public"}


def test_the_first_program_runs() -> None:
    """What it prints are items a week: more with faster coding."""
    program = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)[0]
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    before, after = map(float, done.stdout.split())
    assert before < after
