"""How is it shown who owns a thing and what binds it?"""

import json
from dataclasses import replace

from topo.analysis.ownership import Gap, State
from topo.analysis.who import Answer, Binding
from topo.report.who import render_who

ANSWER = Answer(
    service="cart-api",
    name="Cart",
    kind="service",
    state=State.OWNED,
    owner="checkout",
    owner_name="Checkout",
    gap=None,
    said="checkout",
    on_call="platform",
    consulted=("payments", "security"),
    domain=None,
    tier=1,
    lifecycle="production",
    group=None,
    repo=None,
    paths=(),
    contacts={"slack": "#checkout"},
    guardrails=(
        Binding("pii-scan", None, "automated", "pii.rego", "security"),
        Binding("change-board", "Board", None, None, None),
    ),
)


def test_an_answer_for_people() -> None:
    """What is known in two columns; what is not known takes no line."""
    assert render_who("cart-api", [ANSWER], "text").splitlines() == [
        "cart-api: Cart (service, production)",
        "  owner       checkout: Checkout",
        "  on call     platform",
        "  consulted   payments, security",
        "  tier        1",
        "  slack       #checkout",
        "  guardrails  pii-scan (automated, pii.rego, owner security)",
        "              change-board: Board (enforcement not said)",
    ]


def test_a_kind_of_contact_with_a_long_name() -> None:
    """The second column moves for all of them."""
    answer = replace(ANSWER, contacts={"mailing-list-of-all": "a@example.org"}, guardrails=())
    lines = render_who("cart-api", [answer], "text").splitlines()
    assert lines[1] == "  owner               checkout: Checkout"
    assert lines[-2:] == [
        "  mailing-list-of-all a@example.org",
        "  guardrails          none binds it",
    ]


def test_nobody() -> None:
    """The reason stands where the owner would."""
    answer = replace(ANSWER, owner=None, gap=Gap.PERSON, said="bo")
    assert "  owner       no team: `bo` is a person" in render_who("cart-api", [answer], "text")


def test_a_name_that_means_no_good() -> None:
    """Nothing that a terminal would act on is passed on."""
    answer = replace(ANSWER, name="\x1b[31mred\u202e", contacts={"\x1b]0;": "\x07"})
    assert not {"\x1b", "\u202e", "\x07"} & set(render_who("cart-api", [answer], "text"))


def test_an_answer_for_programs() -> None:
    """Everything, in one versioned document."""
    document = json.loads(render_who("cart-api", [ANSWER], "json"))
    assert (document["topo-who"], document["subject"]) == (1, "cart-api")
    assert document["answers"][0]["guardrails"][0]["owner"] == "security"
    assert document["answers"][0]["state"] == "owned"
