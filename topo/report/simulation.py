"""How is it shown what came of running the streams?"""

from collections.abc import Iterator, Sequence

from topo.report.measured.amounts import DASH
from topo.report.sheets.sheet import Cell, Column, Line, Sheet, Table
from topo.rules.naming import bare
from topo.simulate.estimating import Estimate
from topo.simulate.simulation import PoolSeen, Simulation, StreamSeen
from topo.simulate.tally import PERCENTILES
from topo.text import count

VERSION = 1
_BARS = "▁▂▃▄▅▆▇█"
_WIDE = 14
"""How many columns a line of bars takes; a bar stands for the mean of its points."""
_DIGITS = 10
"""Digits that programs get: the last ones of a logarithm are not the same on every machine."""
_STREAMS = (
    Column("stream", "stream"),
    Column("finished", "items", is_number=True, rank=3),
    Column("throughput", "a week", is_number=True, rank=1),
    Column("throughput_half"),
    Column("days", "days", is_number=True),
    Column("days_half", "±", is_number=True),
    *(
        each
        for percent in PERCENTILES
        for each in (
            Column(f"days_p{percent}", f"{percent} %", is_number=True),
            Column(f"days_p{percent}_half"),
        )
    ),
    Column("days_by_formula", "formula", is_number=True, rank=2),
    Column("under_way", "under way", is_number=True, rank=1),
    Column("under_way_half"),
    Column("under_way_most", "most", is_number=True, rank=3),
    Column("wip_limit", "limit", is_number=True, rank=2),
    Column("outside", "outside", is_number=True, rank=2),
    Column("outside_half"),
    Column("days_outside"),
    Column("growth_a_week"),
    Column("growth_a_week_half"),
    Column("unstable"),
    Column("over_time", "over time", rank=4, is_nested=True),
)
_POOLS = (
    Column("pool", "pool"),
    Column("team"),
    Column("role"),
    Column("busy", "busy", is_number=True),
    Column("busy_half"),
    Column("busy_by_formula", "formula", is_number=True, rank=2),
    Column("wait_days", "wait, days", is_number=True),
    Column("wait_days_half", "±", is_number=True),
    Column("wait_days_by_formula", "formula", is_number=True, rank=2),
    Column("queue", "queue", is_number=True, rank=1),
    Column("queue_half"),
    Column("queue_most", "most", is_number=True, rank=3),
    Column("growth_a_week"),
    Column("growth_a_week_half"),
    Column("queue_over_time", "queue over time", rank=4, is_nested=True),
)


def make_simulation_sheet(simulation: Simulation) -> Sheet:
    """The page: how it was run, what became of each stream, and the queues of each pool."""
    missing = simulation.missing
    tables = (
        Table("streams", _STREAMS, tuple(map(_make_stream, simulation.streams)), "Days from start to done"),
        Table("pools", _POOLS, tuple(map(_make_pool, simulation.pools)), "Waiting for people"),
        Table(
            "not_simulated",
            (Column("stream"), Column("missing")),
            tuple((Cell(id), Cell(list(reasons))) for id, reasons in missing.items()),
        ),
    )
    shown = tuple(table for table in tables if table.rows or not table.title)
    hidden = tuple(Table(table.key, table.columns, ()) for table in tables if table not in shown)
    return Sheet(
        "Simulation",
        tuple(_find_lines(simulation)),
        (*shown, *hidden),
        "streams",
        tuple(_find_notes(simulation)) if simulation.runs else (),
        head={"topo-simulation": VERSION, **_describe(simulation)},
    )


def _describe(simulation: Simulation) -> dict[str, object]:
    span = simulation.span
    return {
        "seed": simulation.seed,
        "replications": len(simulation.runs),
        "replications_wanted": simulation.wanted,
        "warm_up_weeks": span.warm_up,
        "weeks": span.weeks,
        "dates": "spread" if simulation.is_spread else "together",
        "confidence": 0.95,
    }


def _find_lines(simulation: Simulation) -> Iterator[Line]:
    if not simulation.flow.network.routes:
        yield Line("nothing to run", "the model has no streams")
        return
    span, runs = simulation.span, len(simulation.runs)
    if simulation.wanted:
        of = f" of {simulation.wanted}: stopped" if simulation.is_stopped else ""
        unit = "week" if span.weeks == 1.0 else "weeks"
        weeks = f"{span.weeks:g} {unit} after {span.warm_up:g} of warm-up"
        yield Line("run", f"{count(runs, 'time')}{of}, {weeks}, seed {simulation.seed}")
    for id, reasons in simulation.missing.items():
        yield Line("not run", f"{bare(id)}: {'; '.join(reasons)}", "warning")
    for pool in simulation.pools:
        if pool.runs and pool.expected is not None and pool.expected >= 1.0 and pool.growth is not None:
            grows = f"its queue grows by {_show(pool.growth)} a week"
            outside = "a limit of work under way keeps the rest outside"
            then = grows if pool.growth.mean > (pool.growth.half or 0.0) else outside
            yield Line("unstable", f"{bare(pool.id)}: more comes than it can do, {then}", "error")
    for stream in simulation.streams:
        if stream.runs and _is_held_up(stream) and stream.growth is not None:
            said = f"{bare(stream.id)}: its limit of {stream.limit} lets in less than comes"
            yield Line("held up", f"{said}; {_show(stream.growth)} more wait every week", "error")


def _is_held_up(stream: StreamSeen) -> bool:
    """Whether more and more wait outside, surely."""
    growth = stream.growth
    if stream.limit is None or growth is None or growth.half is None:
        return False
    outside = stream.outside.mean if stream.outside else 0.0
    return growth.mean > growth.half and outside > stream.limit


def _find_notes(simulation: Simulation) -> Iterator[str]:
    sure = "one run alone has no interval" if len(simulation.runs) == 1 else "± with 95 %"
    yield f"{sure}; 50 %, 85 %, 95 %: so many items are done within these days"
    if not simulation.is_spread and any(place.period for place in simulation.layout.places):
        yield "who waits for a date comes out with all others, which formulas do not know (--dates spread)"
    if any(stream.is_unstable for stream in simulation.streams):
        yield "of unstable streams the numbers are those of these weeks: they have no end state"


def _make_stream(stream: StreamSeen) -> tuple[Cell, ...]:
    percentiles = (cell for percent in PERCENTILES for cell in _make_pair(stream.percentiles.get(percent)))
    is_limited = stream.limit is not None
    return (
        Cell(stream.id, stream.id),
        Cell(stream.finished, f"{stream.finished:,}"),
        *_make_pair(stream.throughput),
        *_make_pair(stream.time),
        *percentiles,
        _make_number(stream.expected),
        *_make_pair(stream.wip),
        Cell(stream.peak, f"{stream.peak:,}"),
        Cell(stream.limit, f"{stream.limit:,}" if is_limited else ""),
        *_make_pair(stream.outside, is_shown=is_limited),
        _make_number(stream.held.mean if stream.held else None),
        *_make_pair(stream.growth),
        Cell(stream.is_unstable),
        Cell(_round(stream.points), draw_bars(stream.points)),
    )


def _make_pool(pool: PoolSeen) -> tuple[Cell, ...]:
    busy, half = _make_pair(pool.busy)
    expected = "" if pool.expected is None else _show_share(pool.expected)
    return (
        Cell(pool.id, pool.id),
        Cell(pool.pool.team),
        Cell(pool.pool.role),
        busy._replace(text=DASH if pool.busy is None else _show_share(pool.busy.mean)),
        half,
        _make_number(pool.expected)._replace(text=expected or DASH),
        *_make_pair(pool.wait),
        _make_number(pool.expected_wait),
        *_make_pair(pool.queue),
        Cell(pool.peak, f"{pool.peak:,}"),
        *_make_pair(pool.growth),
        Cell(_round(pool.points), draw_bars(pool.points)),
    )


def _make_pair(found: Estimate | None, *, is_shown: bool = True) -> tuple[Cell, Cell]:
    """A mean, and the half of its interval."""
    if found is None:
        return _make_number(None), _make_number(None)
    mean, half = _make_number(found.mean), _make_number(found.half)
    return (mean, half) if is_shown else (mean._replace(text=""), half._replace(text=""))


def _make_number(value: float | None) -> Cell:
    if value is None:
        return Cell(None, DASH, is_missing=True)
    return Cell(float(f"{value:.{_DIGITS}g}"), show_figure(value))


def _round(points: Sequence[float]) -> list[float]:
    return [float(f"{point:.{_DIGITS}g}") for point in points]


def _show(found: Estimate) -> str:
    mean = show_figure(found.mean)
    return mean if found.half is None else f"{mean} ± {show_figure(found.half)}"


def _show_share(share: float) -> str:
    return f"{share * 100:.1f} %"


def show_figure(value: float) -> str:
    """A number of which nobody believes the third digit after the point.

    >>> show_figure(31.3715), show_figure(1234.5), show_figure(0.0004), show_figure(-0.001)
    ('31.4', '1,234', '0.00', '0.00')
    """
    if abs(value) >= 100:
        return f"{value:,.0f}"
    shown = f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
    return shown.removeprefix("-") if not float(shown) else shown


def draw_bars(points: Sequence[float]) -> str:
    """A line of bars, from zero up to the highest of them; nothing where nobody ever waits.

    >>> draw_bars([0, 1, 2, 3, 4, 5, 6, 7])
    '▁▂▃▄▅▆▇█'
    """
    size = max(1, -(-len(points) // _WIDE))
    parts = [points[at : at + size] for at in range(0, len(points), size)]
    means = [sum(part) / len(part) for part in parts]
    most = max(means, default=0.0)
    if not most:
        return ""
    return "".join(_BARS[round(mean / most * (len(_BARS) - 1))] for mean in means)
