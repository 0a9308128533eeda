"""Does a history say what was done, what counts of it, and what the organisation was after each step?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.change.moving import moves
from tests.strategies import organisations
from topo.change.catalogue import read_move
from topo.change.history import History, Step
from topo.change.move import Move
from topo.change.refusal import MoveRefused
from topo.errors import UsageError
from topo.model.organisation import Organisation


def give(service: str, to: str) -> Move:
    """A move of a service."""
    return read_move({"move-service": {"service": service, "to": to}})


CREATE = read_move({"create-team": {"id": "ledgers"}})
STAFF = read_move({"move-people": {"from": "payments", "to": "ledgers", "roles": {"engineer": 3}}})
LEDGER = give("ledger", "ledgers")


@pytest.fixture
def three(northwind: Organisation) -> History:
    """A team that is created, staffed and given something."""
    return History(northwind).do(CREATE).do(STAFF).do(LEDGER)


# --- doing and undoing ----------------------------------------------------------------------------------


def test_each_step_has_its_organisation(three: History) -> None:
    """The last one is what is; the start stays what it was."""
    assert "ledgers" not in three.start.teams
    assert three.after(0).teams["ledgers"].is_empty
    assert three.after(1).teams["ledgers"].roles == {"engineer": 3}
    assert three.organisation is three.after(2)
    assert three.organisation.services["ledger"].owner == "ledgers"


def test_undo_and_redo(three: History) -> None:
    """Down to the start and up again; each is a value, and the others hold."""
    down = three.undo().undo().undo()
    assert down.organisation is three.start
    assert not down.can_undo and down.can_redo
    up = down.redo().redo().redo()
    assert up == three
    assert up.organisation == three.organisation
    assert not up.can_redo
    assert three.cursor == 3


def test_nothing_to_undo_or_redo(northwind: Organisation) -> None:
    """Said in words."""
    with pytest.raises(UsageError, match="nothing to undo"):
        History(northwind).undo()
    with pytest.raises(UsageError, match="nothing to redo"):
        History(northwind).redo()


def test_what_was_undone_is_forgotten_by_the_next_step(three: History) -> None:
    """As in every editor."""
    other = three.undo().do(give("stock", "ledgers"))
    assert [step.move for step in other.steps] == [CREATE, STAFF, give("stock", "ledgers")]
    assert not other.can_redo


def test_a_step_that_does_not_fit_is_not_done(northwind: Organisation) -> None:
    """Everything that does not fit is told, and the history is what it was."""
    history = History(northwind)
    with pytest.raises(MoveRefused) as refused:
        history.do(give("stok", "nobody"))
    assert [str(each.field) for each in refused.value.misfits] == ["service", "to"]
    assert refused.value.message.startswith(
        "cannot give service `stok` to `nobody`:\n  service: `stok` names"
    )
    assert history.steps == ()


# --- on, off, and order ---------------------------------------------------------------------------------


def test_off_and_on(three: History) -> None:
    """What later steps no longer fit is named; what still fits is made."""
    off = three.switch(0, is_on=False)
    assert off.organisation == three.start
    assert list(off.skipped) == [1, 2]
    assert [str(each) for each in off.skipped[2]] == [
        "to: `ledgers` names no team (there are `checkout`, `payments`, `platform` and `security`)"
    ]
    assert off.switch(0, is_on=True).organisation == three.organisation
    assert off.outcomes[0].applied is None and not off.outcomes[0].is_skipped


def test_the_rest_is_still_made(three: History) -> None:
    """A step in the middle that is off costs the others nothing."""
    off = three.switch(1, is_on=False)
    assert off.skipped == {}
    assert off.organisation.teams["ledgers"].is_empty
    assert off.organisation.services["ledger"].owner == "ledgers"


def test_another_order(three: History) -> None:
    """A step before what it needs does not fit; the others follow as they were."""
    other = three.reorder(0, to=2)
    assert [step.move for step in other.steps] == [STAFF, LEDGER, CREATE]
    assert list(other.skipped) == [0, 1]
    swapped = three.reorder(2, to=1)
    assert swapped.skipped == {}
    assert swapped.organisation == three.organisation


def test_done_and_undone_steps_do_not_mix(three: History) -> None:
    """A step that was undone cannot be put among those that are done."""
    with pytest.raises(UsageError, match="cannot change places"):
        three.undo().reorder(2, to=0)


def test_a_note_costs_nothing(three: History) -> None:
    """What a step says beside its move changes no organisation, and makes no move again."""
    noted = three.replace(0, Step(CREATE, note="asked for by ana"))
    assert noted.outcomes[0].step.note == "asked for by ana"
    assert noted.organisation is three.organisation


def test_there_is_no_such_step(three: History) -> None:
    """A number beyond the steps, and one that was undone."""
    with pytest.raises(UsageError, match="there is no step 3"):
        three.switch(3, is_on=False)
    with pytest.raises(UsageError, match="step 2 is not done"):
        three.undo().after(2)


# --- corrections, forks, another start ------------------------------------------------------------------


def test_corrections_come_first(northwind: Organisation) -> None:
    """Whenever it is said: a correction changes today, and the proposal stands on it."""
    history = History(northwind).do(give("stock", "payments")).do(CREATE)
    corrected = history.do(Step(give("stock", "platform"), is_correction=True))
    assert corrected.corrected.services["stock"].owner == "platform"
    assert corrected.organisation.services["stock"].owner == "payments"
    assert [each.number for each in corrected.outcomes] == [2, 0, 1]
    assert corrected.undo().organisation == history.organisation
    assert history.corrected is northwind


def test_a_correction_may_leave_later_steps_without_a_point(northwind: Organisation) -> None:
    """The correction is done; the step that it makes pointless is named."""
    history = History(northwind).do(give("stock", "payments"))
    corrected = history.do(Step(give("stock", "payments"), is_correction=True))
    assert [str(each) for each in corrected.skipped[0]] == ["to: `payments` owns service `stock` already"]


def test_a_fork_goes_its_own_way(three: History) -> None:
    """From where it is, or from an earlier step; the other one stays."""
    fork = three.fork(1).do(give("stock", "ledgers"))
    assert [step.move for step in fork.steps] == [CREATE, give("stock", "ledgers")]
    assert len(three.steps) == 3
    assert three.undo().fork().steps == three.steps[:2]
    with pytest.raises(UsageError, match="no fork after 4"):
        three.fork(4)


def test_another_start(three: History) -> None:
    """The model changed under the steps: what no longer fits is named, the rest is made."""
    teams = {id: team for id, team in three.start.teams.items() if id != "payments"}
    smaller = Organisation.model_validate(
        three.start.model_dump(by_alias=True, exclude={"facts", "interactions"}) | {"teams": teams}
    )
    rebased = three.rebase(smaller)
    assert list(rebased.skipped) == [1]
    assert rebased.organisation.services["ledger"].owner == "ledgers"


# --- whatever is done -----------------------------------------------------------------------------------


@settings(max_examples=settings().max_examples // 3)
@given(organisations(least=1, most=2), st.data())
def test_operations_agree_with_a_replay_from_the_start(
    organisation: Organisation, data: st.DataObject
) -> None:
    """However it came about, a history is what its steps and its cursor say."""
    history = History(organisation)
    for _ in range(data.draw(st.integers(1, 8))):
        history = operate(history, data)
        afresh = History(organisation, history.steps, history.cursor)
        assert history == afresh
        assert history.organisation == afresh.organisation
        assert history.skipped == afresh.skipped
        assert [each.number for each in history.outcomes] == [each.number for each in afresh.outcomes]
    done = len(history.steps) - history.cursor
    for _ in range(done):
        history = history.redo()
    end = history.organisation
    while history.can_undo:
        history = history.undo()
    assert history.organisation == organisation
    while history.can_redo:
        history = history.redo()
    assert history.organisation == end


def operate(history: History, data: st.DataObject) -> History:
    """One operation, or the same history where it cannot be."""
    choice = data.draw(st.sampled_from(["do", "do", "do", "undo", "redo", "switch", "reorder", "fork"]))
    number = data.draw(st.integers(0, max(0, len(history.steps) - 1)))
    try:
        if choice == "do":
            is_correction = data.draw(st.integers(0, 4)) == 0
            return history.do(Step(data.draw(moves(history.organisation)), is_correction=is_correction))
        if choice == "switch":
            return history.switch(number, is_on=data.draw(st.booleans()))
        if choice == "reorder":
            return history.reorder(number, to=data.draw(st.integers(0, max(0, len(history.steps) - 1))))
        return {"undo": history.undo, "redo": history.redo, "fork": history.fork}[choice]()
    except UsageError:
        return history
