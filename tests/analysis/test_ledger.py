"""Do moves, counted one by one, come to what measuring anew comes to?"""

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.analysis.estates import SERVICES, TEAMS, Tree, build, trees
from tests.analysis.shipped import weights_of
from topo.analysis.cognitive_load import measure_cognitive_load
from topo.analysis.joining import find_joining
from topo.analysis.ledger import Ledger
from topo.analysis.owners import Owners
from topo.model.organisation import Organisation

WEIGHTS = weights_of("cognitive-load")
moves = st.lists(st.tuples(st.sampled_from(SERVICES), st.sampled_from([*TEAMS, "empty", None])), max_size=6)


def check(ledger: Ledger, organisation: Organisation) -> None:
    """The ledger says what the measures say."""
    joining = find_joining(Owners(organisation))
    assert ledger.required == frozenset(joining.required)
    assert ledger.sharing == frozenset(joining.domains)
    teams = measure_cognitive_load(organisation, weights=WEIGHTS).teams
    assert {id: ledger.find_points(id) for id in teams} == {
        id: each.points.amount for id, each in teams.items()
    }


@given(trees)
def test_before_any_move(tree: Tree) -> None:
    """A new ledger is the full measure."""
    organisation = build(tree)
    check(Ledger(organisation, weights=WEIGHTS), organisation)


@given(trees, moves)
def test_after_moves(tree: Tree, moves: list[tuple[str, str | None]]) -> None:
    """Delta equals full recompute, move by move; what is in no measure cannot be moved."""
    ledger, current = Ledger(build(tree), weights=WEIGHTS), tree
    for service, to in moves:
        if service not in Owners(build(tree)).services:
            continue
        ledger.move_service(service, to)
        moved = {**current["services"][service], "owner": to}
        current = {**current, "services": {**current["services"], service: moved}}
        check(ledger, build(current))


@given(trees, st.sampled_from(SERVICES), st.sampled_from(TEAMS))
def test_moving_back(tree: Tree, service: str, to: str) -> None:
    """What a move returns undoes it."""
    organisation = build(tree)
    ledger = Ledger(organisation, weights=WEIGHTS)
    assume(service in Owners(organisation).services)
    ledger.move_service(service, ledger.move_service(service, to))
    check(ledger, organisation)
