"""Milliseconds of processor time that moves take on a large model, each beside the floor in the same process.

python benchmarks/moves.py FOLDER [--runs N]

The floor of a move that touches a few things is one copy of the mapping of services; that of one which
everybody may have to follow is one look at every owner and dependency. Each line: name, milliseconds,
the floor's, and how many times the floor it may take.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from topo.change.catalogue import read_move
from topo.source.loading import load_model

COPYING = {
    "move a service": {"move-service": {"service": "service-5", "to": "team-7"}},
    "move people": {"move-people": {"from": "team-5", "to": "team-6", "roles": {"engineer": 1}}},
    "add a dependency": {"add-dependency": {"from": "service-5", "to": "service-6"}},
    "extract a service": {
        "extract-service": {"from": "service-5", "service": "x", "domain": "domain-1", "owner": "team-1"}
    },
}
WALKING = {
    "transfer a domain": {"transfer-domain": {"domain": "domain-5", "to": "team-7"}},
    "rename a team": {"rename": {"kind": "team", "from": "team-5", "to": "x"}},
    "rename a service": {"rename": {"kind": "service", "from": "service-5", "to": "x"}},
    "retire a service": {"retire-service": {"service": "service-5", "consumers_to": "service-6"}},
    "merge two teams": {"merge-teams": {"teams": ["team-1", "team-2"], "into": "x"}},
    "split a team": {"split-team": {"team": "team-5", "into": {"x": {"domains": ["domain-5"]}}}},
    "dissolve a team": {
        "dissolve-team": {"team": "team-5", "people_to": {"team-6": "all"}, "services_to": "team-6"}
    },
    "merge two domains": {"merge-domains": {"domains": ["domain-5", "domain-6"], "into": "domain-6"}},
}


def find_fastest(runs: int, *jobs: Callable[[], object]) -> list[float]:
    """The milliseconds of each job, run in turn, its fastest run."""
    best = [float("inf")] * len(jobs)
    for _ in range(runs):
        for number, job in enumerate(jobs):
            started = time.process_time()
            job()
            best[number] = min(best[number], (time.process_time() - started) * 1000)
    return best


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=10)
    given = parser.parse_args()
    organisation = load_model(given.folder).organisation
    services = organisation.services

    def copy() -> object:
        return dict(services)

    def look() -> object:
        owned = [service for service in services.values() if service.owner == "nobody"]
        return owned, [
            each for service in services.values() for each in service.depends_on if each.service == ""
        ]

    for floor, documents, limit in ((copy, COPYING, 20), (look, WALKING, 6)):
        for name, document in documents.items():
            move = read_move(document)
            taken, least = find_fastest(given.runs, lambda move=move: move.apply(organisation), floor)
            print(f"{name}\t{taken:.4f}\t{least:.4f}\t{limit}")
