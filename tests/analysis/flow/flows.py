"""How do tests of flow get one, and which organisations is it tried on?"""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from tests.analysis.estates import Tree, fields, maybe
from tests.analysis.shipped import weights_of
from topo.analysis.flow.measuring import Flow, measure_flow
from topo.analysis.flow.stream_flow import StreamFlow
from topo.model.organisation import Organisation

WEIGHTS = weights_of("flow")

TEAMS, ROLES, STAGES = ["t1", "t2", "t3"], ["engineer", "tester", "owner"], ["a", "b", "c", "d"]
PHASES = ["ideate", "create", "release", "operate"]


def build(tree: Mapping[str, Any]) -> Organisation:
    """An organisation of a tree whose ids are its keys."""
    return Organisation.model_validate(_name(tree))


def _name(tree: Mapping[str, Any]) -> Tree:
    named: Tree = dict(tree)
    for section in ("teams", "people", "services", "streams"):
        if section in named:
            named[section] = {id: {"id": id, **entity} for id, entity in named[section].items()}
    for stream in named.get("streams", {}).values():
        stream["stages"] = {id: {"id": id, **stage} for id, stage in stream.get("stages", {}).items()}
    tissue = named.get("tissue")
    if tissue:
        kinds = {kind: {id: {"id": id, **each} for id, each in all.items()} for kind, all in tissue.items()}
        named["tissue"] = kinds
    return named


def flow_of(tree: Mapping[str, Any], weights: Mapping[str, float] = WEIGHTS) -> Flow:
    """The flow of a tree."""
    return measure_flow(build(tree), weights=weights)


def only_stream(flow: Flow) -> StreamFlow:
    """The one stream of a flow."""
    (stream,) = flow.streams
    return stream


def line(*stages: Tree, demand: str | None = "4/week", **fields: Any) -> Tree:
    """A stream of these stages, called a, b, c, …"""
    said = {} if demand is None else {"demand": demand}
    return {**said, **fields, "stages": dict(zip(STAGES, stages, strict=False))}


def crew(**roles: int) -> Tree:
    """A team of these roles that has all its time for streams."""
    return {"roles": roles, "focus": "100%"}


team = st.one_of(
    fields(
        st.dictionaries(st.sampled_from(ROLES), st.integers(0, 12), min_size=1).map(
            lambda roles: {"roles": roles}
        ),
        maybe("focus", st.sampled_from(["100%", "50%", "0.4"])),
    ),
    fields(st.integers(0, 12).map(lambda size: {"size": size}), maybe("focus", st.just("80%"))),
    st.just({}),
    st.lists(st.sampled_from(["p1", "p2", "p3"]), max_size=3, unique=True).map(
        lambda people: {"members": people}
    ),
)
people = st.fixed_dictionaries(
    {id: maybe("roles", st.lists(st.sampled_from(ROLES), max_size=2)) for id in ("p1", "p2", "p3")}
)
touches = st.sampled_from(["0h", "20m", "1h", "4h", "1d", "3d"])
rework = st.fixed_dictionaries(
    {"to": st.sampled_from(STAGES), "share": st.sampled_from(["5%", "20%", "60%", "100%"])}
)
ai = fields(
    maybe("touch", st.sampled_from(["-30%", "-50%", "+10%"])),
    maybe("rework", st.sampled_from(["+10%", "-20%"])),
)
stage = fields(
    maybe("phase", st.sampled_from(PHASES)),
    maybe("team", st.sampled_from(TEAMS)),
    maybe("role", st.sampled_from(ROLES)),
    maybe("touch", touches),
    maybe("wait", st.sampled_from(["1d", "2w"])),
    maybe("every", st.sampled_from(["1w", "3d"])),
    maybe("variability", st.sampled_from([0, 0.5, 3])),
    maybe("rework", rework),
    maybe("ai", ai),
    maybe("guardrail", st.sampled_from(["board", "scan"])),
)
"""A stage of which anything may not be said."""

full_stage = fields(
    st.sampled_from(TEAMS).map(lambda team: {"team": team}),
    maybe("role", st.sampled_from(ROLES)),
    touches.map(lambda touch: {"touch": touch}),
    maybe("phase", st.sampled_from(PHASES)),
    maybe("wait", st.just("3d")),
    maybe("every", st.just("1w")),
    maybe("variability", st.sampled_from([0.5, 3])),
    maybe("rework", rework.filter(lambda each: each["share"] != "100%")),
    maybe("ai", ai),
)
"""A stage that says all that is needed."""

TISSUE: Tree = {"guardrails": {"board": {"enforcement": "gate"}, "scan": {"enforcement": "automated"}}}


def _streams(stages: st.SearchStrategy[Tree], *, say_demand: bool) -> st.SearchStrategy[Tree]:
    demand = st.sampled_from(["1/week", "3/week", "0.5/day", "10/month"])
    # Rework goes to a stage of the stream, so all four are there.
    stream = fields(
        demand.map(lambda each: {"demand": each}) if say_demand else maybe("demand", demand),
        st.fixed_dictionaries(dict.fromkeys(STAGES, stages)).map(lambda all: {"stages": all}),
    )
    return st.dictionaries(st.sampled_from(["s1", "s2", "s3"]), stream, min_size=1)


def _tree(
    teams: st.SearchStrategy[Tree], stages: st.SearchStrategy[Tree], *, say_demand: bool
) -> st.SearchStrategy[Tree]:
    return st.fixed_dictionaries(
        {
            "teams": st.fixed_dictionaries(dict.fromkeys(TEAMS, teams)),
            "people": people,
            "tissue": st.just(TISSUE),
            "streams": _streams(stages, say_demand=say_demand),
        }
    )


trees = _tree(team, stage, say_demand=False)
"""Organisations with streams that may leave anything out."""

staffed = st.fixed_dictionaries({role: st.integers(1, 9) for role in ROLES}).map(
    lambda roles: {"roles": roles}
)
full_trees = _tree(staffed, full_stage, say_demand=True)
"""Organisations whose streams can all be assessed, unless a pool is unstable."""
