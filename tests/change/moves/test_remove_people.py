"""Do people who leave leave their team, and no other team's share?"""

from tests.change.conftest import Read
from tests.change.trying import apply, refusals
from topo.change.applied import Transfer
from topo.model.organisation import Organisation


def test_somebody_leaves(northwind: Organisation) -> None:
    """The team has fewer people and no vacancy more."""
    now = apply(northwind, "remove-people", team="checkout", roles={"designer": 1})
    team = now.organisation.teams["checkout"]
    assert team.roles == {"engineer": 5, "product-manager": 1}
    assert team.vacancies == northwind.teams["checkout"].vacancies
    assert now.transfers == (Transfer(1.0, "designer", None, "checkout", None),)


def test_a_member_who_stays_elsewhere(read: Read) -> None:
    """Half of somebody leaves; the other team has the half that it had, and the person is still known."""
    organisation = read("people: {bo: {}}\nteams: {a: {members: [bo]}, b: {members: [bo]}}")
    now = apply(organisation, "remove-people", team="a", members=["bo"])
    assert now.organisation.teams["a"].members == ()
    assert [each.allocation for each in now.organisation.teams["b"].members or ()] == [0.5]
    assert now.transfers == (Transfer(0.5, None, "bo", "a", None),)
    assert "bo" in now.organisation.people


def test_what_does_not_fit(northwind: Organisation) -> None:
    """A role that the team does not have, a team that is not there."""
    assert refusals(northwind, "remove-people", team="checkout", roles={"chef": 1}) == [
        "roles.chef: team `checkout` has no `chef` "
        "(it has `engineer` (5), `product-manager` (1), `designer` (1))"
    ]
    assert refusals(northwind, "remove-people", team="chekout", size=1) == [
        "team: `chekout` names no team (did you mean `checkout`?)"
    ]
