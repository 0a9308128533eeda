from collections.abc import Callable
from typing import Any

import pytest

from topo.report.pictures.picture import Edge, Picture, Tie

Make = Callable[..., Picture]


def model(**fields: Any) -> dict[str, Any]:
    """`shop` waits on `pay`; `help` and `ops` own nothing."""
    return {
        "teams": {"shop": {}, "pay": {}, "help": {"type": "enabling"}, "ops": {"type": "platform"}},
        "services": {
            "cart": {"owner": "shop", "depends_on": [{"service": "gateway"}]},
            "gateway": {"owner": "pay"},
        },
        **fields,
    }


def the_edge(picture: Picture) -> Edge:
    """The one edge of a picture."""
    [edge] = picture.edges
    return edge


@pytest.mark.parametrize(
    ("interaction", "ends", "tie"),
    [
        ({"mode": "collaboration", "between": ["shop", "pay"]}, ("pay", "shop"), Tie.COLLABORATION),
        (
            {"mode": "x-as-a-service", "provider": "pay", "consumers": ["shop"]},
            ("shop", "pay"),
            Tie.X_AS_A_SERVICE,
        ),
        ({"mode": "facilitating", "by": "pay", "for": ["shop"]}, ("shop", "pay"), Tie.FACILITATING),
    ],
)
def test_a_pair_is_drawn_by_its_mode(
    picture: Make, interaction: dict[str, Any], ends: tuple[str, str], tie: Tie
) -> None:
    """Who provides or helps is the head, and stands below; a pair that is in order has no alarm."""
    edge = the_edge(picture("talking", model(interactions=[interaction])))
    assert ((edge.tail, edge.head), edge.tie, edge.alarms) == (ends, tie, ())
    assert edge.reasons == ("dependency: services.cart.depends_on[gateway] (sync)",)


def test_a_pair_that_has_said_nothing(picture: Make) -> None:
    """It must talk, and nothing says how; the note counts such pairs."""
    made = picture("talking", model())
    edge = the_edge(made)
    assert (edge.tie, edge.alarms) == (Tie.UNDECLARED, ("undeclared",))
    assert made.notes == ("1 pair of 1 must talk without having said how",)


def test_an_interaction_that_has_run_out(picture: Make) -> None:
    """The pair is undeclared again, and the verdict says why."""
    past = {"mode": "collaboration", "between": ["shop", "pay"], "until": "2026-11-30"}
    edge = the_edge(picture("talking", model(interactions=[past])))
    assert (edge.tie, edge.alarms) == (Tie.UNDECLARED, ("expired",))


def test_an_end_that_is_near(picture: Make) -> None:
    """The last day stands at the line."""
    near = {"mode": "collaboration", "between": ["shop", "pay"], "until": "2026-12-24"}
    assert the_edge(picture("talking", model(interactions=[near]))).label == "until 2026-12-24"


def test_a_collaboration_on_nothing(picture: Make) -> None:
    """Unused: the structure gives the pair nothing to collaborate on."""
    odd = {"mode": "collaboration", "between": ["help", "ops"]}
    made = picture("talking", model(interactions=[odd]))
    alarms = {(edge.tail, edge.head): edge.alarms for edge in made.edges}
    assert alarms["help", "ops"] == ("unused",)


def test_a_service_over_a_tight_coupling(picture: Make) -> None:
    """The mode does not fit."""
    odd = {"mode": "x-as-a-service", "provider": "pay", "consumers": ["shop"]}
    tight = {
        "cart": {"owner": "shop", "depends_on": [{"service": "gateway", "via": "release"}]},
        "gateway": {"owner": "pay"},
    }
    assert the_edge(picture("talking", model(interactions=[odd], services=tight))).alarms == (
        "mode mismatch",
    )


def test_a_capability_by_ticket(picture: Make) -> None:
    """Its mode is drawn as an interaction's is; one that says none has none."""
    capability = {"provider": "ops", "serves": {"team": "shop"}, "mode": "ticket"}
    made = picture("talking", model(tissue={"capabilities": {"desk": capability}}))
    ties = {(edge.tail, edge.head): edge.tie for edge in made.edges}
    assert ties["shop", "ops"] is Tie.TICKET
    made = picture("talking", model(tissue={"capabilities": {"desk": {**capability, "mode": None}}}))
    assert {(edge.tail, edge.head): edge.tie for edge in made.edges}["shop", "ops"] is Tie.NO_MODE


def test_two_teams_in_one_domain(picture: Make) -> None:
    """They have to talk about it; with nothing else between them that is a tie of its own."""
    shared = {
        "a": {"owner": "shop", "domain": "sales"},
        "b": {"owner": "ops", "domain": "sales"},
    }
    edge = the_edge(picture("talking", model(services=shared, domains={"sales": {}})))
    assert (edge.tail, edge.head, edge.tie) == ("shop", "ops", Tie.SHARED_DOMAIN)


def test_an_end_that_nobody_owns(picture: Make) -> None:
    """With whom to talk about it is not assessed, and said to be so."""
    services = {"cart": {"owner": "shop", "depends_on": [{"service": "ledger"}]}, "ledger": {}}
    assert picture("talking", model(services=services)).notes == (
        "not assessed: 1 dependency with an end that nobody owns",
    )
