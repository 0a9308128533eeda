"""Is the service graph what the dependencies say, and is it kept where only owners change?"""

from tests.drawing import draw
from topo.graph.views import view_services
from topo.model.organisation import Organisation


def test_what_is_no_edge() -> None:
    """Self, dangling and retired dependencies are none; an external service is a node."""
    organisation = draw(
        "cart -> cart\ncart -> nowhere\ncart -> old\ncart -> stripe\nold -> cart",
        old={"lifecycle": "retired"},
        stripe={"kind": "external"},
    )
    services = {id: service for id, service in organisation.services.items() if id != "nowhere"}
    graph = view_services(organisation.model_copy(update={"services": services}))
    assert graph.ids == ("cart", "stripe")
    assert [[graph.ids[other] for other, _ in waits] for waits in graph.waits] == [["stripe"], []]


def test_a_reference_that_names_its_kind() -> None:
    """`service:stock` is `stock`, and the address says what is written."""
    graph = view_services(
        Organisation.model_validate(
            {
                "services": {
                    "cart": {"id": "cart", "depends_on": [{"service": "service:stock"}]},
                    "stock": {"id": "stock"},
                }
            }
        )
    )
    assert graph.successors == [[1], []]
    assert str(graph.address(0, 1)) == "services.cart.depends_on[service:stock]"


def test_both_directions_agree() -> None:
    """What waits on a service is what names it."""
    graph = view_services(draw("a -> c\nb -> c release"))
    assert [(graph.ids[one], graph.ids[2]) for one, _ in graph.waited_on[2]] == [("a", "c"), ("b", "c")]


def test_new_owners_alone() -> None:
    """The graph stays the very same."""
    before = view_services(draw("shop: cart\npay: gateway\ncart -> gateway"))
    after = view_services(draw("shop: \npay: gateway cart\ncart -> gateway"), before=before)
    assert after is before


def test_another_dependency_part_or_lifecycle() -> None:
    """The graph is made anew."""
    before = view_services(draw("cart -> gateway"))
    assert view_services(draw("cart -> gateway release"), before=before) is not before
    assert view_services(draw("cart -> gateway\ngateway < cart"), before=before) is not before
    assert (
        view_services(draw("cart -> gateway", gateway={"lifecycle": "retired"}), before=before) is not before
    )
    assert view_services(draw("cart -> gateway\ncart -> stock"), before=before) is not before


def test_parts_of_parts() -> None:
    """They are released with the outermost; a ring of parts is released with nothing."""
    graph = view_services(draw("core < mid\nmid < leaf\none < two\ntwo < one"))
    (deployable,) = graph.deployables
    assert (deployable.id, [graph.ids[part] for part in deployable.parts]) == (
        "core",
        ["core", "leaf", "mid"],
    )


def test_a_retired_deployable() -> None:
    """It joins nothing any more."""
    assert not view_services(draw("core < a b", core={"lifecycle": "retired"})).deployables
