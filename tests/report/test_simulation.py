"""What came of running the streams, in every format, over streams that mean no good."""

import os
from pathlib import Path

import pytest

from tests.analysis.flow.flows import crew, flow_of, line
from topo.report.sheets import render_sheet
from topo.report.simulation import make_simulation_sheet
from topo.simulate.shop import Span
from topo.simulate.simulation import Simulation, simulate

GOLDEN = Path(__file__).parent / "golden"
SUFFIXES = {"text": "txt", "markdown": "md", "json": "json"}


@pytest.fixture(scope="module")
def nasty() -> Simulation:
    flow = flow_of(
        {
            "teams": {"t|1": crew(engineer=2, tester=1), "t2": crew(engineer=1)},
            "streams": {
                "calm": line({"team": "t|1", "touch": "4h", "wait": "2d", "every": "1w"}, demand="2/week"),
                "held \x1b[31mup": line({"wait": "4w"}, demand="3/week", wip_limit=2),
                "too|much": line({"team": "t2", "touch": "2d"}, demand="4/week"),
                "unknown": line({"team": "nobody", "touch": "1d"}, demand=None),
            },
        }
    )
    return simulate(flow, Span(4, 26), seed=3, replications=3)


def check_golden(name: str, text: str) -> None:
    """Compares bytes; TOPO_UPDATE_GOLDEN=1 writes them, to be read before they are committed."""
    path = GOLDEN / name
    if os.environ.get("TOPO_UPDATE_GOLDEN") == "1":
        path.write_bytes(text.encode())
    assert text.encode() == path.read_bytes()


@pytest.mark.parametrize("format", SUFFIXES)
def test_every_format(format: str, nasty: Simulation) -> None:
    """Bytes out are a contract."""
    check_golden(f"simulate.{SUFFIXES[format]}", render_sheet(make_simulation_sheet(nasty), format))


def test_on_a_narrow_screen(nasty: Simulation) -> None:
    """The mean and its interval stay."""
    text = render_sheet(make_simulation_sheet(nasty), "text", width=60)
    check_golden("simulate-60.txt", text)
    assert max(map(len, text.splitlines())) <= 60


def test_what_is_told_first(nasty: Simulation) -> None:
    """What has no end state, what a limit holds up, and what is not run."""
    labels = [line.label for line in make_simulation_sheet(nasty).lines]
    assert labels == ["run", "not run", "unstable", "held up"]


def test_stopped(nasty: Simulation) -> None:
    """Says after how many of how many."""
    from dataclasses import replace

    sheet = make_simulation_sheet(replace(nasty, runs=nasty.runs[:1]))
    assert sheet.lines[0].text.startswith("1 time of 3: stopped")
    assert "one run alone has no interval" in sheet.notes[0]


def test_more_than_a_limit_lets_in() -> None:
    """People who cannot keep up have no growing queue where a limit keeps the rest outside: that grows."""
    stage = {"team": "t1", "touch": "1d"}
    flow = flow_of(
        {
            "teams": {"t1": crew(engineer=1)},
            "streams": {"s": line(stage, demand="20/week", wip_limit=5)},
        }
    )
    said = {
        each.label: each.text
        for each in make_simulation_sheet(simulate(flow, Span(4, 52), seed=1, replications=3)).lines
    }
    assert said["unstable"].endswith(
        "more comes than it can do, a limit of work under way keeps the rest outside"
    )
    assert "more wait every week" in said["held up"]
