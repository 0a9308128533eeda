"""What comes of a script over an organisation, also over one that has moved on?"""

from hypothesis import given
from hypothesis import strategies as st

from tests.change.scripting import scripts
from tests.strategies import organisations
from topo.change.catalogue import read_move
from topo.change.history import Step
from topo.change.script import Phase, Script
from topo.change.trial import Status, Trial, lay_over
from topo.model.organisation import Organisation
from topo.model.service import Service
from topo.model.team import Team
from topo.model.tissue import Guardrail, Tissue


def organisation(*teams: str, **owners: str) -> Organisation:
    """Teams of three, and services with their owners; the guardrail `board` is a gate."""
    return Organisation(
        teams={id: Team(id=id, size=3) for id in teams},
        services={id: Service(id=id, owner=owner) for id, owner in owners.items()},
        tissue=Tissue(guardrails={"board": Guardrail(id="board", enforcement="gate")}),
    )


def step(name: str, **fields: object) -> Step:
    """A step as a file says it (`from_` for `from`)."""
    return Step(read_move({name: {key.rstrip("_"): value for key, value in fields.items()}}))


def owners(tried: Organisation) -> dict[str, str | None]:
    return {id: service.owner for id, service in tried.services.items()}


GIVE = step("move-service", service="cart", to="pay")
CREATE = step("create-team", id="ledger")
TAKE = step("move-service", service="cart", to="ledger")
AUTOMATE = step("automate-guardrail", guardrail="board")
TODAY = organisation("shop", "pay", cart="shop", stock="shop")


def test_each_phase_has_its_organisation() -> None:
    """After a phase stands what was done up to there; an empty phase changes nothing."""
    script = Script("try", phases=(Phase((GIVE,), "first"), Phase((), "pause"), Phase((CREATE, TAKE))))
    trial = lay_over(script, TODAY)
    assert [owners(each.organisation)["cart"] for each in trial.phases] == ["pay", "pay", "ledger"]
    assert [each.phase.name for each in trial.phases] == ["first", "pause", None]
    assert trial.organisation == trial.phases[-1].organisation
    assert trial.fits


def test_corrections_count_first_and_apart() -> None:
    """They say what is true today, those of what is extended as well; doing nothing leads there, too."""
    base = Script(
        "base", corrections=(step("move-service", service="stock", to="pay"),), phases=(Phase((GIVE,)),)
    )
    script = Script(
        "try", base=base, extends="base", corrections=(step("rename", kind="team", from_="pay", to="money"),)
    )
    trial = lay_over(script, TODAY)
    assert owners(trial.corrected) == {"cart": "shop", "stock": "money"}
    assert [(each.scenario, each.number) for each in trial.attempts] == [("base", 0), ("try", 0), ("base", 1)]
    assert [each.step.is_correction for each in trial.attempts] == [True, True, False]


def test_a_correction_may_keep_a_move_from_fitting() -> None:
    """The move was written before the fact was known; it is named with the reason, and the rest is done."""
    script = Script(
        "try",
        corrections=(step("rename", kind="team", from_="pay", to="money"),),
        phases=(Phase((GIVE, CREATE)),),
    )
    trial = lay_over(script, TODAY)
    assert [each.status for each in trial.attempts] == [Status.DONE, Status.MISFIT, Status.DONE]
    [attempt] = trial.misfits
    assert str(attempt.misfits[0].field) == "to"
    assert "`pay` names no team" in attempt.misfits[0].message


def test_over_a_model_that_has_moved_on() -> None:
    """What fits no longer is told; what rests on it too; everything else is tried."""
    gone = organisation("shop", cart="shop", stock="shop")
    script = Script("try", phases=(Phase((GIVE,)), Phase((CREATE, TAKE))))
    trial = lay_over(script, gone)
    assert [each.status for each in trial.attempts] == [Status.MISFIT, Status.DONE, Status.DONE]
    assert owners(trial.phases[0].organisation) == owners(gone)
    assert owners(trial.organisation)["cart"] == "ledger"
    assert not trial.fits


def test_what_is_off_stays_in_its_place() -> None:
    """It changes nothing, and is no misfit, whether or not it would fit."""
    off = Step(GIVE.move, is_on=False)
    never = Step(step("move-service", service="nothing", to="pay").move, is_on=False)
    trial = lay_over(Script("try", phases=(Phase((off, never)),)), TODAY)
    assert trial.organisation == TODAY
    assert [each.status for each in trial.attempts] == [Status.OFF, Status.OFF]
    assert trial.fits


def test_without_its_claims() -> None:
    """Claims among the moves are left out; corrections stay, for they are facts, whatever their kind."""
    fact = step("change-type", team="shop", to="platform")
    script = Script("try", corrections=(fact,), phases=(Phase((AUTOMATE, GIVE)),))
    structural = lay_over(script, TODAY).structural
    assert [each.status for each in structural.attempts] == [Status.DONE, Status.LEFT_OUT, Status.DONE]
    assert structural.organisation.tissue == TODAY.tissue
    assert structural.organisation.teams["shop"].type == "platform"
    assert owners(structural.organisation)["cart"] == "pay"
    assert structural.structural is structural


def test_a_move_that_rests_on_a_claim() -> None:
    """Without the claim it does not fit, which says what it rests on."""
    add = step("add-capability", id="paved-road", provider="shop")
    hand_over = step("set-owner", capability="paved-road", to="pay")
    trial = lay_over(Script("try", phases=(Phase((add, hand_over)),)), TODAY)
    assert trial.fits
    assert [each.status for each in trial.structural.attempts] == [Status.LEFT_OUT, Status.MISFIT]


def test_a_script_without_anything() -> None:
    """Nothing comes of it."""
    trial = lay_over(Script("try"), TODAY)
    assert (trial.organisation, trial.corrected, trial.phases, trial.attempts) == (TODAY, TODAY, (), ())


@given(organisations(least=1), st.data())
def test_the_parts_are_the_whole(start: Organisation, data: st.DataObject) -> None:
    """Every step has one outcome, in one place; what follows a phase starts where it ended."""
    base = data.draw(scripts(start, name="base"))
    own = data.draw(scripts(start, name="own"))
    script = Script(own.name, base=base, extends="base", corrections=own.corrections, phases=own.phases)
    trial = lay_over(script, start)
    in_phases = [attempt for phase in trial.phases for attempt in phase.attempts]
    assert [*trial.corrections, *in_phases] == list(trial.attempts)
    assert sorted((each.scenario, each.number) for each in trial.attempts) == sorted(
        (each.name, number) for each in script.chain for number in range(len(each.steps))
    )
    assert [each.step for each in trial.attempts if each.scenario == "own"] == list(script.steps)
    assert _replay(trial) == trial.organisation


def _replay(trial: Trial) -> Organisation:
    """The organisation that the steps lead to that were done, made again one by one."""
    organisation = trial.start
    for attempt in trial.attempts:
        if attempt.status is Status.DONE:
            organisation = attempt.step.move.apply(organisation).organisation
        assert organisation == attempt.organisation
    return organisation
