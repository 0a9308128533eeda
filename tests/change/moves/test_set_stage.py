"""Is what is claimed of a stage said of it?"""

from tests.change.trying import apply, refusals
from topo.model.organisation import Organisation

STAGE = {"stream": "order-to-cash", "stage": "review"}


def test_times(northwind: Organisation) -> None:
    """What is not said stays."""
    now = apply(northwind, "set-stage", **STAGE, touch="2h", every="1w").organisation
    was, stage = (each.streams["order-to-cash"].stages["review"] for each in (northwind, now))
    assert (str(stage.touch), str(stage.every)) == ("2h", "1w")
    assert stage.model_copy(update={"touch": was.touch, "every": was.every}) == was


def test_a_share_of_rework(northwind: Organisation) -> None:
    """A share alone changes the share; it goes where it went, for the reason that it had."""
    now = apply(northwind, "set-stage", **STAGE, rework="5%").organisation
    rework = now.streams["order-to-cash"].stages["review"].rework
    assert rework is not None
    assert (rework.share, rework.to, rework.cause) == (0.05, "build", "unclear-requirements")


def test_new_rework(northwind: Organisation) -> None:
    """A stage that sent nothing back needs to say where to."""
    where = {"stream": "order-to-cash", "stage": "security"}
    now = apply(northwind, "set-stage", **where, rework={"to": "build", "share": "5%"}).organisation
    rework = now.streams["order-to-cash"].stages["security"].rework
    assert rework is not None and (rework.share, rework.to) == (0.05, "build")
    assert refusals(northwind, "set-stage", **where, rework="5%") == [
        "rework: stage `security` sends nothing back yet (say `to:` and `share:`)"
    ]


def test_what_does_not_fit(northwind: Organisation) -> None:
    """Nothing said, nothing that differs, a stage to send back to that is not there."""
    assert refusals(northwind, "set-stage", **STAGE) == [
        "touch: nothing is said (say `touch:`, `wait:`, `rework:` or `every:`)"
    ]
    assert refusals(northwind, "set-stage", **STAGE, touch="4h") == [
        "stage: all of this is said of stage `review` already"
    ]
    assert refusals(northwind, "set-stage", **STAGE, rework={"to": "biuld"}) == [
        "rework.to: `biuld` names no stage of `order-to-cash` "
        "(it has `ideate`, `build`, `review`, `security` and `release`)"
    ]
    assert refusals(northwind, "set-stage", stream="order-to-cash", stage="revue", touch="1h") == [
        "stage: `revue` names no stage of `order-to-cash` (did you mean `review`?)"
    ]
