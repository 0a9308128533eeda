"""Does another team do a stage?"""

from tests.change.conftest import Read
from tests.change.trying import apply, refusals
from topo.model.organisation import Organisation


def test_another_team_does_it(northwind: Organisation) -> None:
    """In its place on the path, with the times that it has."""
    now = apply(northwind, "move-stage", stream="order-to-cash", stage="build", to="payments").organisation
    was, stages = northwind.streams["order-to-cash"].stages, now.streams["order-to-cash"].stages
    assert list(stages) == list(was)
    assert stages["build"] == was["build"].model_copy(update={"team": "payments"})


def test_a_stage_of_whoever_owns_a_service(read: Read) -> None:
    """From then on it is a team's, with the role that is said."""
    organisation = read("""
        teams: {a: {roles: {engineer: 1}}}
        services: {cart: {owner: a}}
        streams: {s: {stages: {build: {service: cart}}}}
    """)
    stage = apply(organisation, "move-stage", stream="s", stage="build", to="a", role="engineer")
    assert stage.organisation.streams["s"].stages["build"].model_dump(exclude_defaults=True) == {
        "id": "build",
        "team": "a",
        "role": "engineer",
    }


def test_roles_of_members(read: Read) -> None:
    """A role is known where every member has one; where one has none, nobody can say that it is not there."""
    organisation = read("""
        people: {bo: {roles: [engineer]}, cy: {}}
        teams: {a: {members: [bo]}, b: {members: [bo, cy]}}
        streams: {s: {stages: {build: {role: chef}}}}
    """)
    said = refusals(organisation, "move-stage", stream="s", stage="build", to="a")
    assert said == ["to: team `a` has no `chef` (say `role:`; it has `engineer`)"]
    assert refusals(organisation, "move-stage", stream="s", stage="build", to="b") == []


def test_what_does_not_fit(northwind: Organisation) -> None:
    """Names of nothing, a role that the team does not have, and a stage that would be done as before."""
    assert refusals(northwind, "move-stage", stream="order-to-cash", stage="biuld", to="payment") == [
        "stage: `biuld` names no stage of `order-to-cash` (did you mean `build`?)",
        "to: `payment` names no team (did you mean `payments`?)",
    ]
    assert refusals(northwind, "move-stage", stream="order", stage="build", to="payments") == [
        "stream: `order` names no stream (there are `order-to-cash`)"
    ]
    assert refusals(
        northwind, "move-stage", stream="order-to-cash", stage="build", to="payments", role="chef"
    ) == ["role: team `payments` has no `chef` (say `role:`; it has `engineer` and `product-manager`)"]
    assert refusals(northwind, "move-stage", stream="order-to-cash", stage="build", to="checkout") == [
        "to: `checkout` does stage `build` already"
    ]
