"""How does an item flow, through whose hands, and where does it wait?

A box for each value stream, a card for each of its stages in the order of the path: who does it and how busy
they are, and the elapsed days over all visits that an item is worked on, queues and waits there. An arrow
leads to the next stage, wider where more items pass; another one back to where rework goes.
"""

from collections.abc import Iterator

from topo.analysis.flow.network import Step
from topo.analysis.flow.pool_flow import PoolFlow
from topo.analysis.flow.stream_flow import Kind as Time
from topo.analysis.flow.stream_flow import StreamFlow
from topo.analysis.measures import Measures
from topo.errors import UsageError
from topo.report.pictures.cards import TEAM_WORDS, find_kind
from topo.report.pictures.picture import Box, Edge, Flow, Kind, Meaning, Node, Picture, Tie, explain
from topo.report.pictures.wanted import Wanted, narrow
from topo.rules.naming import percent, quoted, whole_percent
from topo.text import did_you_mean

_WORDS: dict[Meaning, str] = {
    **TEAM_WORDS,
    Kind.WAIT: "nobody works on it there",
    Kind.NOBODY: "a stage that nobody is known to do",
    Tie.NEXT: "goes on to; wider: more items",
    Tie.REWORK: "is sent back",
    Kind.STREAM: "value stream",
}


def picture_stream(measures: Measures, wanted: Wanted) -> Picture:
    """The picture of all value streams, or of the one that is wanted.

    Raises UsageError where there is no such stream.
    """
    streams = _choose(measures, wanted.stream)
    most = max((_count(stream) for stream in streams), default=0.0)
    nodes = tuple(node for stream in streams for node in _make_nodes(measures, stream))
    edges = tuple(edge for stream in streams for edge in _make_edges(stream, most))
    boxes = tuple(_make_box(stream) for stream in streams if stream.route.steps)
    notes = tuple(f"{stream.id} has no stages" for stream in streams if not stream.route.steps)
    title = "where work waits" if wanted.stream is None else f"where work waits in {streams[0].id}"
    picture = Picture("stream", title, nodes, edges, boxes, notes, flow=Flow.RIGHT)
    return explain(narrow(picture, wanted), _WORDS)


def _choose(measures: Measures, wanted: str | None) -> tuple[StreamFlow, ...]:
    streams = measures.flow.streams
    if wanted is None:
        return streams
    found = measures.flow.find_stream(wanted)
    if found is None:
        hint = did_you_mean(wanted, (stream.id for stream in streams)) or "name a stream by its id"
        raise UsageError(f"no stream is called {quoted(wanted)}", hint=hint)
    return (found,)


def _make_box(stream: StreamFlow) -> Box:
    demand = stream.route.demand
    lines = [f"~{demand:.3g} items a week" if demand is not None else "demand not said"]
    if stream.days is None:
        lines.append("flow time not assessed" if not stream.is_unstable else "no flow time: a queue grows")
    else:
        efficiency = stream.efficiency.amount
        worked = "" if efficiency is None else f", {percent(efficiency)} of it work"
        lines.append(f"~{stream.days:.1f} days{worked}")
    return Box(f"stream {stream.id}", Kind.STREAM, stream.stream.label, tuple(lines))


def _make_nodes(measures: Measures, stream: StreamFlow) -> Iterator[Node]:
    for step in stream.route.steps:
        stage = stream.stream.stages[step.id]
        team = measures.owners.find_team_of_stage(stage)
        pools = [stream.by_number(number) for number, _ in step.draws]
        yield Node(
            _node_id(stream, step),
            _find_kind(measures, step, team),
            stage.label,
            tuple(_find_lines(stream, step, team, pools)),
            tuple(_find_alarms(measures, pools)),
            team=team,
            box=f"stream {stream.id}",
        )


def _find_kind(measures: Measures, step: Step, team: str | None) -> Kind:
    if team is not None:
        return find_kind(measures.organisation.teams[team])
    return Kind.NOBODY if step.missing else Kind.WAIT


def _find_lines(stream: StreamFlow, step: Step, team: str | None, pools: list[PoolFlow]) -> Iterator[str]:
    guardrail = stream.stream.stages[step.id].guardrail
    if guardrail is not None:
        yield f"gate {guardrail}"
    if step.is_automated:
        yield "automated"
    elif not pools and team is not None:
        yield team
    for pool in pools:
        yield (
            pool.id
            if pool.standing.utilisation is None or pool.is_unstable
            else (f"{pool.id}, ~{whole_percent(pool.standing.busyness)} busy")
        )
    if step.share and step.returns_to is not None and stream.route.steps[step.returns_to] is step:
        yield f"{percent(step.share)} once more"
    for kind, name in _TIMES.items():
        found = stream.find_stage(step.id, kind)
        if found.amount is None:
            yield f"{name} not assessed"
        elif found.amount >= _LEAST:
            yield f"{name} ~{found.amount:.1f} d"


_TIMES = {
    Time.TOUCH: "work",
    Time.QUEUE: "queue",
    Time.GATE: "gate",
    Time.WAIT: "wait",
    Time.CADENCE: "cadence",
}


_LEAST = 0.05
"""Days below this are not worth a line."""


def _find_alarms(measures: Measures, pools: list[PoolFlow]) -> Iterator[str]:
    hot = measures.flow.weights["hot-pool"]
    for pool in pools:
        if pool.pool.is_nobody:
            yield f"nobody is there: {pool.id}"
        elif pool.is_unstable:
            yield f"{pool.id} cannot keep up: ~{whole_percent(pool.standing.busyness)}"
        elif pool.standing.busyness >= hot:
            yield f"{pool.id} has hardly any time left"


def _make_edges(stream: StreamFlow, most: float) -> Iterator[Edge]:
    steps, demand = stream.route.steps, stream.route.demand or 0.0
    visits = stream.route.visits or (0.0,) * len(steps)
    for number, step in enumerate(steps):
        here = _node_id(stream, step)
        back = step.share if step.returns_to is not None else 0.0
        if number + 1 < len(steps) and back < 1.0:
            share = demand * visits[number] * (1.0 - back) / most if most else None
            yield Edge(here, _node_id(stream, steps[number + 1]), Tie.NEXT, share=share)
        if step.returns_to not in (None, number) and back:
            yield Edge(_node_id(stream, steps[step.returns_to or 0]), here, Tie.REWORK, percent(back))


def _count(stream: StreamFlow) -> float:
    """The most items a week that pass one of its stages."""
    return (stream.route.demand or 0.0) * max(stream.route.visits or (0.0,), default=0.0)


def _node_id(stream: StreamFlow, step: Step) -> str:
    return f"{stream.id} {step.id}"
