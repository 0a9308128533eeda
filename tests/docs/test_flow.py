"""Does docs/flow.md say what is computed?"""

import re
from pathlib import Path

import pytest

from tests.analysis.shipped import weights_of
from topo.analysis.flow.amdahl import find_whole_speed_up
from topo.analysis.flow.measuring import Flow, measure_flow
from topo.analysis.flow.queueing import find_wait
from topo.source.loading import load_model


@pytest.fixture
def page(project: Path) -> str:
    """The page."""
    return (project / "docs/flow.md").read_text(encoding="utf-8")


def read_row(page: str, *cells: str) -> list[str]:
    """The cells of the row that begins with these."""
    row = re.search(rf"^\| {re.escape(' | '.join(cells))} \| (.*) \|$", page, re.MULTILINE)
    assert row is not None
    return [cell.strip() for cell in row[1].split("|")]


def render_northwind(flow: Flow) -> str:
    """The two tables of the sample."""
    busy = ((pool.id, 100 * (pool.utilisation.amount or 0.0), pool.wait.amount) for pool in flow.pools)
    lines = ["| pool | busy | queue, days |", "|---|---|---|"]
    lines += [f"| {id} | {share:.1f} % | {days:.1f} |" for id, share, days in busy]
    (stream,) = flow.streams
    names = [*(kind.value for kind in stream.split), "flow time", "efficiency"]
    days = [*(number.amount or 0.0 for number in stream.split.values()), stream.flow_time.amount or 0.0]
    cells = [*(f"{each:.1f}" for each in days), f"{100 * (stream.efficiency.amount or 0):.1f} %"]
    lines += [
        "",
        f"| {stream.id} | {' | '.join(names)} |",
        "|---" * 8 + "|",
        f"| days | {' | '.join(cells)} |",
    ]
    return "\n".join(lines)


def test_the_worked_sample(page: str, project: Path) -> None:
    """Pools, split and efficiency of northwind."""
    organisation = load_model(project / "samples/northwind").organisation
    flow = measure_flow(organisation, weights=weights_of("flow"))
    shown = page.partition("<!-- northwind -->")[2].partition("<!-- /northwind -->")[0].strip()
    assert shown == render_northwind(flow)


def test_the_vectors_of_queues(page: str) -> None:
    """Waits in mean service times."""
    for case, shown in zip(read_row(page, "servers, load a"), read_row(page, "Wq / t̄"), strict=True):
        servers, offered = case.split(",")
        assert float(shown) == pytest.approx(find_wait(int(servers), float(offered)), abs=5e-5)


def test_the_vectors_of_amdahl(page: str) -> None:
    """Speed-ups of the whole."""
    for case, shown in zip(read_row(page, "p, s"), read_row(page, "S"), strict=True):
        share, speed_up = case.split(",")
        assert float(shown) == pytest.approx(find_whole_speed_up(float(share), float(speed_up)), abs=5e-4)


def test_every_weight_is_named(page: str) -> None:
    """And no other."""
    rows = [row.split("|")[1] for row in page.partition("## Weights")[2].splitlines() if "|" in row]
    named = {entry for row in rows for entry in re.findall(r"`([a-z-]+)`", row)}
    assert named == {*weights_of("flow"), "flow"}
