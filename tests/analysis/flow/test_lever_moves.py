"""Does the move that a lever names do what was measured of it?"""

from pathlib import Path

import pytest
from hypothesis import given

from tests.analysis.flow.flows import WEIGHTS, Tree, build, full_trees
from topo.analysis.flow.levers import measure_levers
from topo.analysis.flow.measuring import measure_flow
from topo.change.catalogue import read_move
from topo.model.organisation import Organisation
from topo.source.loading import load_model

ON_PAPER = "an area relieved"
"""Its move adds a capability; the focus that this gives back is said by the team, not by the move."""


def compare(organisation: Organisation) -> int:
    """Measure what comes of each lever's move; how many there were."""
    flow, compared = measure_flow(organisation, weights=WEIGHTS), 0
    for lever in measure_levers(flow).levers:
        if lever.move is None or lever.change.kind == ON_PAPER:
            continue
        after = measure_flow(read_move(lever.move).apply(organisation).organisation, weights=WEIGHTS)
        compared += 1
        found = after.find_pool(lever.pool.pool.team, lever.pool.pool.role)
        busyness = 0.0 if found is None else found.standing.busyness
        assert busyness == pytest.approx(lever.utilisation, abs=1e-9)
        days = [stream.days for stream in lever.after.streams]
        assert [stream.days for stream in after.streams] == pytest.approx(days, rel=1e-9)
    return compared


@pytest.mark.parametrize(
    "sample", ["northwind", "agileworks", "agileworks/legacytech", "paradox", "monolith"]
)
def test_a_sample(sample: str, project: Path) -> None:
    """The organisation after the move is as busy, and as fast, as the lever says."""
    assert compare(load_model(project / "samples" / sample).organisation) > 2


@given(full_trees)
def test_any_organisation(tree: Tree) -> None:
    """However small."""
    compare(build(tree))
