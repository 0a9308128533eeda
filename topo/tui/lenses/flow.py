"""Where does work wait? Pools and stages as bars, today and with the moves and faster coding."""

from collections.abc import Callable
from dataclasses import dataclass

from topo.analysis.flow.intervals import Flip, Interval, Intervals
from topo.analysis.flow.measuring import Flow
from topo.analysis.flow.pool_flow import PoolFlow
from topo.analysis.flow.stream_flow import StreamFlow
from topo.analysis.flow.stress import Stress, measure_stress
from topo.analysis.parts import Number
from topo.rules.naming import whole_percent
from topo.tui.grid import Cell, Column, Grid, Row, Tone
from topo.tui.session import Session

BAR = 16


def _find_pool_columns(*, is_sure: bool) -> tuple[Column, ...]:
    return (
        Column("people", grows=1, least=16),
        Column("busy", least=BAR),
        Column("", is_number=True, least=6),
        *((Column("between", is_number=True, least=9),) if is_sure else ()),
        Column("today", is_number=True),
        Column("days in the queue", is_number=True, short="queue"),
    )


def _find_stream_columns(*, is_sure: bool) -> tuple[Column, ...]:
    return (
        Column("stream · stage", grows=1, least=16),
        Column("days", is_number=True),
        *((Column("between", is_number=True, least=9),) if is_sure else ()),
        Column("share of the time", least=BAR),
        Column("today", is_number=True),
    )


@dataclass(frozen=True, slots=True)
class FlowView:
    """The two tables of the lens, the sentence above them, and how sure all of it is.

    `flow` is what is shown; `flips` says which inputs would make other people the constraint, "" where that
    is not worked out yet.
    """

    pools: Grid
    streams: Grid
    sentence: str
    flow: Flow | None = None
    flips: str = ""


def view_flow(session: Session, ai: float, intervals: Intervals | None = None) -> FlowView:
    """The flow after all moves, with coding faster by `ai` (0 to …; 0: as it is).

    `intervals` are those of the flow that is shown; without them the tables say no ends.
    """
    compared = session.compared
    today = compared.before.flow
    after = compared.after.flow
    if not after.streams:
        empty = (
            "No value streams yet. Give the model `streams:` with stages, who does each and how long it "
            "takes (docs/flow.md): then pools, queues and the constraint stand here."
        )
        nothing = Grid((), (), empty="")
        return FlowView(Grid((), (), empty=empty), nothing, "")
    stress = measure_stress(after, ai=ai) if ai else None
    flow = after if stress is None else stress.push.after
    sentence = _say_constraint(after) if stress is None else _say_stress(stress, ai)
    flips = "" if intervals is None else _say_flips(flow, intervals)
    return FlowView(
        _list_pools(flow, today, intervals), _list_streams(flow, today, intervals), sentence, flow, flips
    )


def _say_flips(flow: Flow, intervals: Intervals) -> str:
    """Which input, at an end of its band, makes another pool the constraint."""
    constraint = flow.constraint
    if constraint is None:
        return ""
    found: dict[str, str] = {}
    for flip in intervals.flips:
        found.setdefault(flip.pool.id, _say_flip(flip))
    if not found:
        return (
            f"How sure: no input alone, at either end of its band, moves the constraint from {constraint.id}."
        )
    said = "; ".join(list(found.values())[:_MOST_FLIPS])
    more = len(intervals.flips) - min(len(found), _MOST_FLIPS)
    return f"How sure: {said}{f' ({more} more inputs do)' if more else ''}."


_MOST_FLIPS = 2


def _say_flip(flip: Flip) -> str:
    thing = " ".join(step for step in flip.address.steps if step not in ("streams", "stages"))
    return f"{thing} {flip.change:+.0%} makes it {flip.pool.id}".replace("%", " %").replace(" -", " −")


def _list_pools(flow: Flow, today: Flow, intervals: Intervals | None) -> Grid:
    known = {pool.id: pool for pool in today.pools}
    pools = sorted(flow.pools, key=lambda pool: -(pool.utilisation.amount or 0.0))
    rows = [_pool(pool, known.get(pool.id), intervals) for pool in pools]
    return Grid(_find_pool_columns(is_sure=intervals is not None), rows)


def _pool(pool: PoolFlow, before: PoolFlow | None, intervals: Intervals | None) -> Row:
    busy = pool.utilisation.amount
    tone: Tone = (
        "bad" if busy is not None and busy >= 0.95 else "warn" if busy is not None and busy >= 0.8 else ""
    )
    was = None if before is None else before.utilisation.amount
    growth = pool.growth.amount
    cells = (
        Cell(pool.id, tone),
        Cell(_bar(busy), tone),
        Cell(_percent(busy), tone),
        *_between(None if intervals is None else intervals.pools.get(pool.id), intervals, _say_share),
        Cell(_percent(was) if was != busy else "", "dim"),
        Cell(f"+{growth:.1f} items a week", "bad") if growth else Cell(_say_wait(pool)),
    )
    return Row(cells, f"teams.{pool.pool.team}")


def _list_streams(flow: Flow, today: Flow, intervals: Intervals | None) -> Grid:
    rows = []
    for stream in flow.streams:
        before = today.find_stream(stream.id)
        rows.append(_stream(stream, before, intervals))
        total = sum(number.amount or 0.0 for number in stream.by_stage.values())
        for id, number in stream.by_stage.items():
            share = number.amount / total if total and number.amount is not None else None
            was = before.by_stage.get(id) if before is not None else None
            changed = was is not None and was.amount != number.amount
            cells = (
                Cell(f"  {id}"),
                Cell(_amount(number)),
                *_between(None, intervals, _say_days),
                Cell(_bar(share)),
                Cell(_amount(was) if changed and was is not None else "", "dim"),
            )
            rows.append(Row(cells, f"streams.{stream.id}.stages.{id}"))
    return Grid(_find_stream_columns(is_sure=intervals is not None), rows)


def _stream(stream: StreamFlow, before: StreamFlow | None, intervals: Intervals | None) -> Row:
    time = stream.flow_time
    touch = stream.pure_touch.amount
    efficiency = (
        "" if not time.amount or touch is None else f"{touch / time.amount:.1%} of it work".replace("%", " %")
    )
    was = "" if before is None or before.flow_time.amount == time.amount else _amount(before.flow_time)
    sure = None if intervals is None else intervals.streams.get(stream.id)
    cells = (
        Cell(stream.id, "strong"),
        Cell("no end" if stream.is_unstable else _amount(time), "bad" if stream.is_unstable else "strong"),
        *_between(None if sure is None else sure.flow_time, intervals, _say_days),
        Cell(efficiency),
        Cell(was, "dim"),
    )
    return Row(cells, str(stream.address))


def _between(
    interval: Interval | None, intervals: Intervals | None, say: Callable[[float | None], str]
) -> tuple[Cell, ...]:
    """The two ends of a number, where they are worked out."""
    if intervals is None:
        return ()
    return (Cell("" if interval is None else f"{say(interval.low)}–{say(interval.high)}", "dim"),)


def _say_share(share: float | None) -> str:
    return "∞" if share is None else f"{share * 100:.0f}"


def _say_days(days: float | None) -> str:
    return "∞" if days is None else f"{days:,.1f}" if days < 100 else f"{days:,.0f}"


def _say_constraint(flow: Flow) -> str:
    constraint = flow.constraint
    if constraint is None:
        return "No constraint can be named: what the stages take is not said."
    following = flow.next_constraint
    more = (
        "" if following is None else f"; then {following.id}, {_percent(following.utilisation.amount)} busy"
    )
    busy = _percent(constraint.utilisation.amount)
    return f"The constraint is {constraint.id}, {busy} busy{more}."


def _say_stress(stress: Stress, ai: float) -> str:
    headline = stress.headline
    gain = "not assessed" if headline.end_to_end is None else f"{headline.end_to_end:+.0%}".replace("%", " %")
    said = f"Coding {ai:+.0%}, delivery {gain}.".replace("%", " %", 1)
    if headline.first is not None:
        growth = headline.growth or 0.0
        said += f" {headline.first.pool.id} saturates first; its queue grows by {growth:.1f} items a week."
    return said


def _bar(share: float | None) -> str:
    if share is None:
        return "?"
    filled = min(BAR, round(share * BAR))
    return "━" * filled + "─" * (BAR - filled) if share <= 1 else "━" * (BAR - 1) + "▶"


def _percent(share: float | None) -> str:
    return "–" if share is None else whole_percent(share)


def _amount(number: Number) -> str:
    return "–" if number.amount is None else f"{number.amount:,.1f}"


def _say_wait(pool: PoolFlow) -> str:
    return "never served" if pool.is_unstable else _amount(pool.wait)
