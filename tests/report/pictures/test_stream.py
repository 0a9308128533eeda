"""What does the picture of value streams show?"""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from topo.errors import UsageError
from topo.report.pictures.picture import Kind, Picture, Tie

Make = Callable[..., Picture]

MODEL: dict[str, Any] = {
    "teams": {
        "shop": {"type": "stream-aligned", "roles": {"engineer": 1}, "focus": "100%"},
        "safe": {"size": 1, "focus": "100%"},
    },
    "tissue": {"guardrails": {"board": {"enforcement": "gate"}, "scan": {"enforcement": "automated"}}},
    "streams": {
        "orders": {
            "demand": "4/week",
            "stages": {
                "build": {"team": "shop", "role": "engineer", "touch": "4h"},
                "test": {
                    "team": "shop",
                    "role": "engineer",
                    "touch": "2h",
                    "rework": {"to": "build", "share": "20%"},
                },
                "board": {"team": "safe", "touch": "11h", "wait": "3d", "guardrail": "board"},
                "scan": {"team": "safe", "touch": "9h", "guardrail": "scan"},
                "rest": {"wait": "1d"},
                "lost": {"touch": "1h"},
                "poem": {"team": "shop", "role": "poet", "touch": "1h"},
            },
        },
        "empty": {},
        "other": {"demand": "1/week", "stages": {"one": {"team": "safe", "touch": "1h"}}},
    },
}


def test_stages_in_their_order(picture: Make) -> None:
    """One after another, and back where rework goes: the line runs along the path, its arrow backwards."""
    made = picture("stream", MODEL, stream="orders")
    assert [node.title for node in made.nodes] == list(MODEL["streams"]["orders"]["stages"])
    forward = [(edge.tail, edge.head) for edge in made.edges if edge.tie is Tie.NEXT]
    ids = [node.id for node in made.nodes]
    assert forward == list(pairwise(ids))
    (back,) = [edge for edge in made.edges if edge.tie is Tie.REWORK]
    assert (back.tail, back.head, back.label) == ("orders build", "orders test", "20 %")


def test_the_widest_line_is_where_most_items_pass(picture: Make) -> None:
    """With 20 % back over one loop 1.25 pass; four of five of these go on."""
    made = picture("stream", MODEL, stream="orders")
    shares = [edge.share for edge in made.edges if edge.tie is Tie.NEXT]
    assert shares[:3] == [pytest.approx(1.0), pytest.approx(0.8), pytest.approx(0.8)]


def test_what_a_card_says(picture: Make) -> None:
    """Who, how busy, and the days over all visits; what is wrong is an alarm."""
    nodes = {node.title: node for node in picture("stream", MODEL, stream="orders").nodes}
    build = nodes["build"]
    assert build.kind is Kind.STREAM_ALIGNED and build.team == "shop"
    assert build.lines[:2] == ("shop engineer, ~75 % busy", "work ~0.9 d")
    assert nodes["board"].lines == ("gate board", "safe", "work ~1.9 d", "queue not assessed", "gate ~3.0 d")
    assert nodes["board"].alarms == ("safe cannot keep up: ~112 %",)
    assert nodes["scan"].lines == ("gate scan", "automated")
    assert (nodes["rest"].kind, nodes["rest"].lines) == (Kind.WAIT, ("wait ~1.0 d",))
    assert nodes["lost"].kind is Kind.NOBODY and "work not assessed" in nodes["lost"].lines
    assert nodes["poem"].alarms == ("nobody is there: shop poet",)


def test_all_streams(picture: Make) -> None:
    """A box each; one without stages is noted."""
    made = picture("stream", MODEL)
    assert [box.title for box in made.boxes] == ["orders", "other"]
    assert made.boxes[0].lines == ("~4 items a week", "no flow time: a queue grows")
    assert made.notes == ("empty has no stages",)
    assert made.title == "where work waits"


def test_one_team(picture: Make) -> None:
    """Its stages, and those a step away."""
    made = picture("stream", MODEL, focus="shop")
    assert {node.title for node in made.nodes} == {"build", "test", "board", "lost", "poem"}


def test_a_stream_that_there_is_not(picture: Make) -> None:
    """The nearest is offered; other pictures are of no stream."""
    with pytest.raises(UsageError, match="no stream is called `order`") as caught:
        picture("stream", MODEL, stream="order")
    assert caught.value.hint == "did you mean `orders`?"
    with pytest.raises(UsageError, match="`teams` is of no stream"):
        picture("teams", MODEL, stream="orders")


def test_what_is_sent_back_to_the_same_stage(picture: Make) -> None:
    """No line leads from a card to itself: the card says it."""
    stage = {"team": "safe", "touch": "1h", "rework": {"to": "a", "share": "10%"}}
    made = picture("stream", {**MODEL, "streams": {"s": {"demand": "1/week", "stages": {"a": stage}}}})
    assert made.edges == () and "10 % once more" in made.nodes[0].lines
