"""Where does work wait? Pools and stages as bars, today and with the moves and faster coding."""

from dataclasses import dataclass

from topo.analysis.flow.measuring import Flow
from topo.analysis.flow.pool_flow import PoolFlow
from topo.analysis.flow.stream_flow import StreamFlow
from topo.analysis.flow.stress import Stress, measure_stress
from topo.analysis.parts import Number
from topo.tui.grid import Cell, Column, Grid, Row, Tone
from topo.tui.session import Session

BAR = 24
_POOLS = (
    Column("people", grows=1),
    Column("busy", least=BAR),
    Column("", is_number=True),
    Column("today", is_number=True),
    Column("waits", is_number=True),
    Column("queue grows"),
)
_STREAMS = (
    Column("stream · stage", grows=1),
    Column("days", is_number=True),
    Column("of it work, queue and waits", least=BAR),
    Column("today", is_number=True),
)


@dataclass(frozen=True, slots=True)
class FlowView:
    """The two tables of the lens, and the sentence above them."""

    pools: Grid
    streams: Grid
    sentence: str


def view_flow(session: Session, ai: float) -> FlowView:
    """The flow after all moves, with coding faster by `ai` (0 to …; 0: as it is)."""
    compared = session.compared
    today = compared.before.flow
    after = compared.after.flow
    if not after.streams:
        empty = "No value streams yet: give the model `streams:` to see where work waits."
        return FlowView(Grid(_POOLS, (), empty=empty), Grid(_STREAMS, (), empty=""), "")
    stressed = after
    sentence = _say_constraint(after)
    if ai:
        stress = measure_stress(after, ai=ai)
        stressed = stress.push.after
        sentence = _say_stress(stress, ai)
    return FlowView(_list_pools(stressed, today), _list_streams(stressed, today), sentence)


def _list_pools(flow: Flow, today: Flow) -> Grid:
    known = {pool.id: pool for pool in today.pools}
    pools = sorted(flow.pools, key=lambda pool: -(pool.utilisation.amount or 0.0))
    return Grid(_POOLS, [_pool(pool, known.get(pool.id)) for pool in pools])


def _pool(pool: PoolFlow, before: PoolFlow | None) -> Row:
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
        Cell(_percent(was) if was != busy else "", "dim"),
        Cell("never served" if pool.is_unstable else _days(pool.wait)),
        Cell(f"by {growth:.1f} items a week" if growth else "", "bad"),
    )
    return Row(cells, f"teams.{pool.pool.team}")


def _list_streams(flow: Flow, today: Flow) -> Grid:
    rows = []
    for stream in flow.streams:
        before = today.find_stream(stream.id)
        rows.append(_stream(stream, before))
        total = sum(number.amount or 0.0 for number in stream.by_stage.values())
        for id, number in stream.by_stage.items():
            share = number.amount / total if total and number.amount is not None else None
            was = before.by_stage.get(id) if before is not None else None
            changed = was is not None and was.amount != number.amount
            cells = (
                Cell(f"  {id}"),
                Cell(_amount(number)),
                Cell(_bar(share)),
                Cell(_amount(was) if changed and was is not None else "", "dim"),
            )
            rows.append(Row(cells, f"streams.{stream.id}.stages.{id}"))
    return Grid(_STREAMS, rows)


def _stream(stream: StreamFlow, before: StreamFlow | None) -> Row:
    time = stream.flow_time
    touch = stream.pure_touch.amount
    efficiency = (
        "" if not time.amount or touch is None else f"{touch / time.amount:.1%} of it work".replace("%", " %")
    )
    was = "" if before is None or before.flow_time.amount == time.amount else _amount(before.flow_time)
    return Row(
        (Cell(stream.id, "strong"), Cell(_amount(time), "strong"), Cell(efficiency), Cell(was, "dim")),
        str(stream.address),
    )


def _say_constraint(flow: Flow) -> str:
    constraint = flow.constraint
    if constraint is None:
        return "No constraint can be named: what the stages take is not said."
    following = flow.next_constraint
    more = (
        "" if following is None else f"; then {following.id}, {_percent(following.utilisation.amount)} busy"
    )
    busy = _percent(constraint.utilisation.amount)
    return f"The constraint is {constraint.id}, {busy} busy{more}. ] makes coding faster."


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
    return "█" * filled + "░" * (BAR - filled) + ("▶" if share > 1 else "")


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}".replace("%", " %")


def _amount(number: Number) -> str:
    return "–" if number.amount is None else f"{number.amount:,.1f}"


def _days(number: Number) -> str:
    return "–" if number.amount is None else f"{number.amount:,.1f} days"
