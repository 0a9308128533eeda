"""Time 100,000 jobs through a stream of six stages: print processor seconds, and what the run holds in MB.

python benchmarks/simulate.py [--jobs N]

Two servers at each stage, exponential times, 80 % busy, as in floors/event_loop.py. The memory is the most
that Python holds at once in a second run of the same jobs, and in one of a tenth of them.
"""

import argparse
import time
import tracemalloc

from topo.analysis.flow.measuring import Flow, measure_flow
from topo.model.organisation import Organisation
from topo.simulate.layout import make_layout
from topo.simulate.running import run
from topo.simulate.shop import Span

STAGES, A_WEEK = 6, 64
"""With two people who need an hour each for an item of which 64 come in a week of 40 hours: 80 % busy."""


def make_flow() -> Flow:
    """The stream, and the people of its stages."""
    names = [f"g{number}" for number in range(STAGES)]
    tree = {
        "teams": {name: {"id": name, "size": 2, "focus": "100%"} for name in names},
        "streams": {
            "s": {
                "id": "s",
                "demand": f"{A_WEEK}/week",
                "stages": {name: {"id": name, "team": name, "touch": "1h"} for name in names},
            }
        },
    }
    return measure_flow(Organisation.model_validate(tree), weights={"focus": 1.0, "variability": 1.0})


def measure_memory(jobs: int) -> float:
    """The most that Python holds at once while so many jobs pass, in MB."""
    layout = make_layout(make_flow())
    tracemalloc.start()
    run(layout, Span(0.0, jobs / A_WEEK), 1, 0)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 2**20


def main(jobs: int) -> None:
    """Print seconds, jobs that were done, and the two memories."""
    layout = make_layout(make_flow())
    started = time.process_time()
    done = run(layout, Span(0.0, jobs / A_WEEK), 1, 0).paths[0].finished
    seconds = time.process_time() - started
    print(f"{seconds:.4f} {done} {measure_memory(jobs // 10):.3f} {measure_memory(jobs):.3f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--jobs", type=int, default=100_000)
    main(parser.parse_args().jobs)
