"""What is there to know of one stream: where time goes, who holds it up, and how sure is that?"""

from collections.abc import Iterator

from topo.analysis.flow.intervals import INPUTS, Interval, Sureness
from topo.analysis.flow.littles_law import LittlesLaw
from topo.analysis.flow.pool_flow import PoolFlow
from topo.analysis.flow.stream_flow import PHASES, Kind, StreamFlow
from topo.model.stream import Distribution
from topo.report.measured.amounts import DASH, show_share
from topo.report.measured.asked import Asked
from topo.report.paint import Style
from topo.report.sheets.sheet import Cell, Column, Table
from topo.report.sureness import (
    NO_END,
    describe_flip,
    say_band,
    say_bands,
    say_change,
    say_days,
    say_input,
    sort_flips,
)
from topo.rules.naming import figure, joined, named, quoted
from topo.text import count

MOST_NAMED = 12
_DIGITS = 10
"""Digits that programs get: the last ones of a logarithm are not the same on every machine."""


def find_stream_lines(asked: Asked, id: str) -> Iterator[tuple[str, str]]:
    """The sentences about one stream."""
    flow = _find_flow(asked, id)
    sureness = asked.measures.intervals.streams.get(id)
    demand, constraint, after = flow.route.demand, flow.constraint, flow.next_constraint
    yield "item", flow.stream.item or ""
    yield "demand", "" if demand is None else f"{figure(demand)} {'item' if demand == 1 else 'items'} a week"
    yield "items are", _say_distribution(flow.stream.distribution)
    yield "stages", joined((step.id for step in flow.route.steps), most=MOST_NAMED)
    yield "flow time", "" if sureness is None else _say_flow_time(asked, flow, sureness)
    yield "by phase", _say_phases(flow)
    if constraint is not None:
        yield "held up by", constraint.id + ("" if after is None else f", and then by {after.id}")
    yield "flips", _say_nearest_flip(asked, sureness)
    yield "observed", _say_observed(asked.measures.flow.littles_laws.get(id))


def say_flow(asked: Asked) -> tuple[str, Style | None] | None:
    """The streams of an organisation in a sentence: the one that takes longest, and who holds work up."""
    flow = asked.measures.flow
    if not flow.streams:
        return None
    jammed = [pool.id for pool in flow.pools if pool.is_unstable]
    known = [(stream.days, stream.id) for stream in flow.streams if stream.days is not None]
    facts = []
    if known:
        days, id = max(known)
        facts.append(f"{id} takes longest, {say_days(days, asked.measures.intervals.streams[id].flow_time)}")
    if jammed:
        facts.append(f"more comes than {named(jammed, most=3)} can do")
    elif flow.constraint is not None:
        facts.append(
            f"{quoted(flow.constraint.id)} is busiest, {show_share(flow.constraint.standing.busyness)}"
        )
    silent = len(flow.streams) - len(known)
    if silent:
        facts.append(f"{count(silent, 'stream')} without a flow time")
    return "; ".join(facts), "bad" if jammed else None


def list_stream_tables(asked: Asked, id: str) -> tuple[Table, ...]:
    """Its stages, the people it draws on, and how sure its flow time and its constraint are."""
    flow = _find_flow(asked, id)
    sureness = asked.measures.intervals.streams.get(id)
    return (
        _list_stages(flow),
        _list_pools(asked, flow),
        _list_intervals(asked, flow, sureness),
        _list_flips(sureness),
    )


def _find_flow(asked: Asked, id: str) -> StreamFlow:
    flow = asked.measures.flow.find_stream(id)
    assert flow is not None
    return flow


def _say_distribution(said: Distribution | None) -> str:
    kinds = ((kind, getattr(said, kind, None)) for kind in ("feature", "defect", "risk", "debt"))
    return ", ".join(f"{kind} {show_share(share)}" for kind, share in kinds if share is not None)


def _say_flow_time(asked: Asked, flow: StreamFlow, sureness: Sureness) -> str:
    bands = say_bands(asked.measures.intervals.flow.weights)
    text = f"{say_days(flow.days, sureness.flow_time)}: {bands}"
    jams = joined((quoted(pool.id) for pool in sureness.jams), most=MOST_NAMED)
    return f"{text}; at the upper end {jams} cannot keep up" if jams else text


def _say_phases(flow: StreamFlow) -> str:
    """The shares of the flow time; empty where there are no phases, or no flow time."""
    total = flow.flow_time.amount
    if not total or not any(phase in PHASES for phase in flow.by_phase):
        return ""
    shares = (
        (phase or "no phase", (number.amount or 0.0) / total * 100) for phase, number in flow.by_phase.items()
    )
    return ", ".join(f"{phase} {share:.0f} %" for phase, share in shares)


def _say_nearest_flip(asked: Asked, sureness: Sureness | None) -> str:
    if sureness is None:
        return ""
    if sureness.flips:
        return describe_flip(sort_flips(sureness.flips)[0])
    flow = _find_flow(asked, sureness.stream)
    if flow.next_constraint is None:
        return ""
    return "no demand and no touch time within its band makes another pool the constraint"


def _say_observed(law: LittlesLaw | None) -> str:
    """What was measured, and whether it fits: Little's law."""
    if law is None:
        return ""
    facts = (
        ("under way", law.wip, "wip", ""),
        ("items a week", law.throughput, "throughput", " (as many as come)" if law.is_demand else ""),
        ("weeks", law.weeks, "time", ""),
    )
    said = ", ".join(
        f"{figure(amount)} {name}{' (follows)' if key in law.implied else note}"
        for name, amount, key, note in facts
        if amount is not None
    )
    if law.off is None or law.expected is None:
        return said
    fits = "they do not fit" if law.disagrees else "they fit"
    return f"{said}: by Little's law {figure(law.expected)} would be under way, {fits}"


# --- tables ---------------------------------------------------------------------------------------------


_STAGES = (
    Column("stage", "stage"),
    Column("phase", "phase", rank=3),
    Column("pools", "done by", rank=4),
    Column("visits", "passes", is_number=True, rank=5),
    *(
        Column(kind.name.lower(), kind.value, is_number=True, rank=rank)
        for kind, rank in zip(Kind, (0, 0, 2, 2, 1), strict=True)
    ),
    Column("days", "days", is_number=True),
)


def _list_stages(flow: StreamFlow) -> Table:
    rows = tuple(_describe_stage(flow, number) for number in range(len(flow.route.steps)))
    return Table("stages", _STAGES, rows, "Where the days go" if rows else "")


def _describe_stage(flow: StreamFlow, number: int) -> tuple[Cell, ...]:
    step, visits = flow.route.steps[number], flow.route.visits
    pools = [flow.by_number(place).id for place, _ in step.draws]
    return (
        Cell(step.id, step.id),
        Cell(step.phase, step.phase or ""),
        Cell(pools, joined(pools, most=2)),
        _show_number(None if visits is None else visits[number], places=2),
        *(_show_number(flow.find_stage(step.id, kind).amount, blank=True) for kind in Kind),
        _show_number(flow.find_stage(step.id).amount),
    )


def _list_pools(asked: Asked, flow: StreamFlow) -> Table:
    columns = (
        Column("pool", "people"),
        Column("address"),
        Column("utilisation", "busy", is_number=True),
        Column("utilisation_low", "at least", is_number=True, rank=2),
        Column("utilisation_high", "at most", is_number=True, rank=2),
        Column("wait_days", "wait, days", is_number=True),
        Column("queue_growth", "queue grows a week", is_number=True, rank=1),
        Column("missing"),
    )
    rows = tuple(_describe_pool(asked, pool) for pool in flow.pools)
    return Table("pools", columns, rows, "Who is waited for" if rows else "")


def _describe_pool(asked: Asked, pool: PoolFlow) -> tuple[Cell, ...]:
    ends = asked.measures.intervals.pools.get(pool.id, Interval(None, None))
    growth = pool.growth.amount if pool.is_unstable else None
    return (
        Cell(pool.id, pool.id),
        Cell(str(pool.address)),
        _show_busy(pool.utilisation.amount),
        _show_busy(ends.low, blank=True),
        _show_busy(ends.high, blank=True),
        Cell(None, NO_END, style="bad") if pool.is_unstable else _show_number(pool.wait.amount),
        Cell(growth) if growth is None else Cell(_round(growth), f"+{figure(growth)}", style="bad"),
        Cell(list(pool.utilisation.missing)),
    )


def _list_intervals(asked: Asked, flow: StreamFlow, sureness: Sureness | None) -> Table:
    columns = (
        Column("input", "when"),
        Column("band", "is"),
        Column("days_low", "days, low", is_number=True),
        Column("days_high", "high", is_number=True),
    )
    if sureness is None:
        return Table("intervals", columns, ())
    weights = asked.measures.intervals.flow.weights
    rows = (
        _describe_interval("all", "at their ends", sureness.flow_time),
        *(_describe_interval(each, say_band(weights, each), sureness.by_input[each]) for each in INPUTS),
    )
    return Table("intervals", columns, rows, f"How sure the flow time of {flow.id} is")


def _describe_interval(name: str, band: str, interval: Interval) -> tuple[Cell, ...]:
    ends = (
        Cell(None, NO_END, style="bad") if end is None else _show_number(end)
        for end in (interval.low, interval.high)
    )
    return (Cell(name, "all together" if name == "all" else f"{name} alone"), Cell(band, band), *ends)


def _list_flips(sureness: Sureness | None) -> Table:
    columns = (
        Column("address"),
        Column("input", "if"),
        Column("change"),
        Column("by", "were"),
        Column("before"),
        Column("pool", "the constraint would be"),
    )
    flips = () if sureness is None else sort_flips(sureness.flips)
    rows = tuple(
        (
            Cell(str(flip.address)),
            Cell(None, say_input(flip.address)),
            Cell(_round(flip.change)),
            Cell(None, say_change(flip)),
            Cell(flip.before.id),
            Cell(flip.pool.id, flip.pool.id),
        )
        for flip in flips
    )
    return Table("flips", columns, rows, "What would make another pool the constraint" if rows else "")


def _show_number(amount: float | None, *, places: int = 1, blank: bool = False) -> Cell:
    """A number; `blank`: none where it is nothing."""
    if amount is None:
        return Cell(None, DASH, is_missing=True)
    return Cell(_round(amount), "" if blank and not amount else f"{amount:,.{places}f}")


def _show_busy(share: float | None, *, blank: bool = False) -> Cell:
    if share is None:
        return Cell(None, "" if blank else DASH, is_missing=not blank)
    return Cell(_round(share), show_share(share), style="bad" if share >= 1.0 else None)


def _round(amount: float) -> float:
    return float(f"{amount:.{_DIGITS}g}")
