"""Time the flow of 20 streams of 10 stages over 50 teams, after loading: print milliseconds.

python benchmarks/stress.py [--runs N]

Two numbers: the two analytic readings of the AI stress (with the flow before them, and all that is shown of
both), and the intervals, in processor time: on a machine with nothing else to do that is the time one waits.
The fastest of the runs counts; nothing is kept from one to the next.
"""

import argparse
import random
import time
from datetime import date

from topo.analysis.flow.stress import measure_stress
from topo.analysis.measures import Measures
from topo.model.organisation import Organisation
from topo.model.profile import Profile
from topo.resources import find_resource
from topo.source.shelf import read_shipped

PHASES = ("ideate", "create", "create", "release")


def generate(*, streams: int = 20, stages: int = 10, teams: int = 50, seed: int = 1) -> Organisation:
    """The organisation; the same arguments give the same one."""
    chance = random.Random(seed)
    return Organisation.model_validate(
        {
            "teams": {
                f"t{number}": {"id": f"t{number}", "roles": {"engineer": 5, "tester": 2}}
                for number in range(teams)
            },
            "streams": {
                f"s{number}": {
                    "id": f"s{number}",
                    "demand": "3/week",
                    "stages": {
                        f"g{place}": {"id": f"g{place}", **make_stage(place, teams, chance)}
                        for place in range(stages)
                    },
                }
                for number in range(streams)
            },
        }
    )


def make_stage(place: int, teams: int, chance: random.Random) -> dict[str, object]:
    """A stage: every third loads its whole team, some send back, the last has a cadence."""
    stage: dict[str, object] = {
        "phase": PHASES[min(3, place // 3)],
        "team": f"t{chance.randrange(teams)}",
        "touch": f"{chance.randrange(2, 20)}h",
    }
    if place % 3:
        stage["role"] = "engineer"
    if place in {4, 8}:
        stage["rework"] = {"to": f"g{place - 2}", "share": "12%"}
    return stage | ({"every": "1w"} if place == 9 else {})


def time_stress(measures: Measures) -> None:
    """Both readings, with everything that is shown of them."""
    stress = measure_stress(measures.flow, ai=0.4)
    for reading in (stress.demand, stress.push):
        _ = (reading.pools, reading.saturated, reading.gain)
        for change in reading.streams:
            _ = (change.gain, change.amdahl)
    _ = stress.headline


def time_intervals(measures: Measures) -> None:
    """Of all streams and pools, with what flips the constraint."""
    intervals = measures.intervals
    _ = (intervals.streams, intervals.pools, intervals.flips)


def main(runs: int) -> None:
    """Print the two numbers."""
    weights = {"flow": Profile.model_validate(read_shipped(find_resource("models", "flow"))).values}
    organisation = generate()
    stress = intervals = float("inf")
    for _ in range(runs):
        measures = Measures(organisation, date(2026, 12, 1), weights)
        started = time.process_time()
        time_stress(measures)
        between = time.process_time()
        time_intervals(measures)
        stress = min(stress, between - started)
        intervals = min(intervals, time.process_time() - between)
    print(f"{stress * 1000:.2f} {intervals * 1000:.2f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=20)
    main(parser.parse_args().runs)
