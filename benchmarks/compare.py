"""Milliseconds of processor time that measuring takes, anew and after a move: one process, the fastest runs.

python benchmarks/compare.py FOLDER [--runs N]

Prints four numbers: loading the model; all measures that are not slow; the same after one service went to
another team; that move applied and compared, with all measures and findings, to doing nothing.
"""

import argparse
import gc
import time
from collections.abc import Callable
from datetime import date
from functools import cached_property
from pathlib import Path

from topo.analysis.measures import Measures
from topo.change.catalogue import read_move
from topo.change.comparison.compared import Compared
from topo.change.comparison.standing import Standing
from topo.model.organisation import Organisation
from topo.rules.context import Context
from topo.source.loading import load_model
from topo.source.shelf import read_packs
from topo.source.weighing import Weights

DAY = date(2026, 12, 1)
SLOW = {"betweenness", "modularity", "intervals"}
RESULTS = [
    name
    for name, value in vars(Measures).items()
    if isinstance(value, cached_property) and not name.startswith("_") and name not in SLOW
]


def time_once(job: Callable[[], object]) -> float:
    """The milliseconds that a job takes, nothing being collected meanwhile: a command does not, either."""
    gc.collect()
    gc.disable()
    started = time.process_time()
    job()
    taken = (time.process_time() - started) * 1000
    gc.enable()
    return taken


def measure_all(measures: Measures) -> None:
    """Make every result that is made without being asked for."""
    for name in RESULTS:
        getattr(measures, name)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    loading = min(time_once(lambda: load_model(given.folder)) for _ in range(max(2, given.runs // 2)))
    model = load_model(given.folder)
    weights = Weights(model.organisation, model.folder)
    fresh: list[float] = []
    for _ in range(given.runs):
        measures = Measures(model.organisation, DAY, weights)
        fresh.append(time_once(lambda measures=measures: measure_all(measures)))
    standing = Standing(Context(model.organisation, DAY, weights), read_packs())
    _ = standing.found, standing.findings
    measure_all(standing.measures)

    def move(number: int) -> Organisation:
        service = f"service-{number * 7 + 5}"
        document = {"move-service": {"service": service, "to": f"team-{number + 13}"}}
        return read_move(document).apply(model.organisation).organisation

    def compare(number: int) -> None:
        compared = Compared(standing, standing.after(move(number)))
        _ = compared.changes, compared.findings

    after = []
    for number in range(given.runs):
        measures = standing.measures.after(move(number))
        after.append(time_once(lambda measures=measures: measure_all(measures)))
    compared = [time_once(lambda number=number: compare(number)) for number in range(given.runs)]
    print(loading, min(fresh), min(after), min(compared))
