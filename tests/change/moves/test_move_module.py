"""Is a module released with another deployable?"""

import pytest

from tests.change.conftest import Read
from tests.change.trying import apply, refusals
from topo.model.organisation import Organisation


@pytest.fixture
def estate(read: Read) -> Organisation:
    """A module of one deployable, another deployable, and one that is no more."""
    return read("""
        services:
          ledger: {part_of: core}
          core: {}
          edge: {}
          inner: {part_of: ledger}
          dead: {lifecycle: retired}
    """)


def test_it_moves(estate: Organisation) -> None:
    """And what is a part of it moves with it."""
    now = apply(estate, "move-module", module="ledger", to="edge").organisation
    assert (now.services["ledger"].part_of, now.services["inner"].part_of) == ("edge", "ledger")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"module": "leger", "to": "edge"}, "module: `leger` names no service (did you mean `ledger`?)"),
        ({"module": "ledger", "to": "core"}, "to: `ledger` is a part of `core` already"),
        ({"module": "ledger", "to": "dead"}, "to: service `dead` is retired"),
        ({"module": "ledger", "to": "ledger"}, "to: `ledger` is the module itself"),
        ({"module": "core", "to": "inner"}, "to: `inner` is a part of `core`"),
    ],
)
def test_what_does_not_fit(estate: Organisation, fields: dict[str, object], said: str) -> None:
    """One mistake each; a deployable is no part of its own parts."""
    assert refusals(estate, "move-module", **fields) == [said]
