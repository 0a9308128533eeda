"""Measure how far the formulas of flow are from the simulation: print the table of docs/simulate.md.

python benchmarks/approximation.py [--items N]

Each case is a stream as somebody might have it. Where theory is exact the difference is chance, which the
interval shows.
"""

import argparse
from typing import Any

from topo.analysis.flow.measuring import Flow, measure_flow
from topo.model.organisation import Organisation
from topo.simulate.shop import Span
from topo.simulate.simulation import simulate

Tree = dict[str, Any]
REPLICATIONS, WARM_UP = 50, 200


def one(people: int, demand: float, variability: float) -> tuple[Tree, Tree]:
    """A pool of people at one stage of a day."""
    stage = {"team": "a", "touch": "1d", "variability": variability}
    return {"a": people}, {"demand": f"{demand}/week", "stages": {"work": stage}}


CASES: dict[str, tuple[Tree, Tree]] = {
    "1 person, 80 % busy, c² 1 (exact)": one(1, 4, 1),
    "1 person, 80 % busy, c² 4 (exact)": one(1, 4, 4),
    "3 people, 80 % busy, c² 0": one(3, 12, 0),
    "3 people, 80 % busy, c² 4": one(3, 12, 4),
    "8 people, 80 % busy, c² 0": one(8, 32, 0),
    "8 people, 80 % busy, c² 4": one(8, 32, 4),
    "1 person then another, 80 % busy, c² 0": (
        {"a": 1, "b": 1},
        {
            "demand": "4/week",
            "stages": {
                "first": {"team": "a", "touch": "1d", "variability": 0},
                "second": {"team": "b", "touch": "1d", "variability": 0},
            },
        },
    ),
    "1 person, a stage of a day and one of 3 h, 80 % busy": (
        {"a": 1},
        {
            "demand": "2.91/week",
            "stages": {"first": {"team": "a", "touch": "1d"}, "second": {"team": "a", "touch": "3h"}},
        },
    ),
    "3 people behind a date every 2 weeks, 60 % busy": (
        {"a": 3},
        {"demand": "9/week", "stages": {"work": {"team": "a", "touch": "1d", "every": "2w"}}},
    ),
    "a limit of 8 for 3 people, 60 % busy": (
        {"a": 3},
        {"demand": "9/week", "wip_limit": 8, "stages": {"work": {"team": "a", "touch": "1d"}}},
    ),
}


def make_flow(people: Tree, stream: Tree) -> Flow:
    """A flow of one stream; people have all their time for it."""
    stages = {id: {"id": id, **stage} for id, stage in stream["stages"].items()}
    tree = {
        "teams": {id: {"id": id, "size": size, "focus": "100%"} for id, size in people.items()},
        "streams": {"s": {"id": "s", **stream, "stages": stages}},
    }
    return measure_flow(Organisation.model_validate(tree), weights={"focus": 1.0, "variability": 1.0})


def main(items: int) -> None:
    """Print a row for each case."""
    print("| case | formula, days | simulated | formula is |")
    print("|---|--:|--:|--:|")
    for name, case in CASES.items():
        flow = make_flow(*case)
        weeks = items / flow.network.routes[0].demand
        (stream,) = simulate(flow, Span(WARM_UP, weeks), seed=1, replications=REPLICATIONS).streams
        seen, said = stream.time, stream.expected
        off = 100 * (said / seen.mean - 1)
        shown = f"{round(off):+d}" if round(off) else "0"
        print(f"| {name} | {said:.2f} | {seen.mean:.2f} ± {seen.half:.2f} | {shown} % |", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--items", type=int, default=20_000)
    main(parser.parse_args().items)
