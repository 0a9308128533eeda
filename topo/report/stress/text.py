"""How is a stress test shown to people at a terminal?"""

from collections.abc import Iterator, Sequence

from topo.advise.headline import busy_percent, describe_stress, items_a_week, name_pool, signed_percent
from topo.advise.stress_test import SaidBy, StressTest, TriedLever
from topo.analysis.flow.amdahl import NAME
from topo.analysis.flow.pool_flow import PoolFlow
from topo.analysis.flow.stressed import PoolChange, StreamChange
from topo.report.columns import measure_width
from topo.report.paint import Paint
from topo.report.stress.grid import align
from topo.report.stress.plot import plot_sweep
from topo.report.stress.seen import (
    MOST_LEVERS,
    QUESTIONS,
    choose_readings,
    find_left,
    find_levers,
    find_pools,
    find_reasons,
    find_sweep,
    say_more,
)
from topo.report.stress.sure import (
    FLIP_HEAD,
    HEAD,
    find_flip_rows,
    find_flips,
    find_rows,
    say_jams,
    say_no_flip,
)
from topo.report.sureness import say_bands
from topo.rules.naming import joined, whole_percent
from topo.text import count, printable

NOT_ASSESSED = "not assessed"
MOST_BREAK = 9.99
"""A speed-up beyond this (a share) that would break a pool is not worth a word."""


def render_text(test: StressTest, reading: str, *, color: bool = False, width: int = 100) -> str:
    """The stress as text; `reading` is one of demand, push, capped and all."""
    paint = Paint(color)
    blocks = [[paint("bold", printable(describe_stress(test)))]]
    if test.flow.streams:
        blocks[0] += [f"  {line}" for line in find_suppositions(test)]
        blocks += (
            [paint("bold", f"{each} – {QUESTIONS[each]}"), *_READINGS[each](test, paint, width)]
            for each in choose_readings(reading)
        )
        if reading != "capped":
            blocks += _find_rest(test, paint, width)
    return "\n\n".join("\n".join(line.rstrip() for line in block) for block in blocks) + "\n"


def find_suppositions(test: StressTest) -> Iterator[str]:
    """What the stress supposes, in plain words."""
    stress = test.stress
    if stress.ai is None:
        yield f"coding as fast as {SaidBy.STAGES} say"
    else:
        by = "" if test.said_by is SaidBy.ASKED else f" ({test.said_by})"
        yield f"coding {signed_percent(stress.ai)} in every stage that AI assists{by}"
    if stress.extra.review:
        yield f"checking what AI made takes {say_more(stress.extra.review, 'longer', 'less long')}"
    if stress.extra.rework:
        yield f"{say_more(stress.extra.rework, 'more', 'less')} is sent back"
    jammed = [change.id for change in stress.push.unstable_before]
    if jammed:
        yield f"cannot keep up as it is: {joined(map(printable, jammed))}"


def say_days(days: float | None) -> str:
    """Elapsed days to a tenth."""
    return NOT_ASSESSED if days is None else f"{days:,.1f} d"


def say_change(share: float | None) -> str:
    """A change in per cent."""
    return NOT_ASSESSED if share is None else signed_percent(share)


def say_busy(pool: PoolFlow) -> str:
    """How busy a pool is."""
    if pool.standing.utilisation is None:
        return NOT_ASSESSED
    return "nobody is there" if pool.pool.is_nobody else whole_percent(pool.standing.utilisation)


def say_wait(pool: PoolFlow) -> str:
    """How long an item waits for a pool."""
    if pool.is_unstable:
        return "no end"
    return say_days(pool.wait.amount)


def say_growth(pool: PoolFlow) -> str:
    """By how many items a week its queue grows; empty while it keeps up."""
    return f"+{items_a_week(pool.standing.growth).partition(' ')[0]}" if pool.is_unstable else ""


def say_break(test: StressTest, change: PoolChange) -> str:
    """From which speed-up on a pool cannot keep up; empty where none that is likely does it."""
    if change.before.is_unstable:
        return "as it is"
    breaks_at = test.find_break(change)
    if breaks_at is None or breaks_at > MOST_BREAK:
        return ""
    return f"+{whole_percent(breaks_at)}" if breaks_at else "the start"


def _show_demand(test: StressTest, paint: Paint, width: int) -> Iterator[str]:
    reading = test.stress.demand
    rows = [["stream", "before", "after", "delivery", "coding", "touch alone*"]]
    rows += (_find_stream_row(change) for change in reading.streams)
    if len(reading.streams) > 1:
        headline = test.stress.headline
        rows.append(["all", "", "", say_change(reading.gain), say_change(headline.coding), ""])
    yield from align(rows, width=width, drop=((5,),))
    for each in find_reasons(reading):
        yield f"  {NOT_ASSESSED}: {each}"
    yield f"  * {NAME} (Amdahl): no bound, a faster stage also has a shorter queue"
    if test.stress.demand.saturated:
        yield from _show_pools(test, reading.pools, paint, width)


def _find_stream_row(change: StreamChange) -> list[str]:
    return [
        printable(change.id),
        say_days(change.before.days),
        say_days(change.after.days),
        say_change(change.gain),
        say_coding(change),
        "" if change.amdahl is None else signed_percent(change.amdahl.whole - 1.0),
    ]


def say_coding(change: StreamChange) -> str:
    """What coding gains in a stream."""
    if not change.coding.assisted:
        return "nothing assisted"
    return say_change(None if change.coding.speed_up is None else change.coding.speed_up - 1.0)


def _show_push(test: StressTest, paint: Paint, width: int) -> Iterator[str]:
    reading = test.stress.push
    yield from _show_pools(test, find_pools(reading), paint, width)
    more = len(reading.pools) - len(find_pools(reading))
    if more:
        yield f"  and {count(more, 'pool')} less busy than these"
    if reading.first is not None:
        at = reading.first.stage
        yield f"  the first that saturates: {printable(reading.first.pool.id)}, at {printable(str(at))}"
    elif not reading.unstable_before:
        yield "  nothing saturates"
    for reason in reading.missing:
        yield f"  {NOT_ASSESSED}: {printable(reason)}"


def _show_pools(test: StressTest, pools: Sequence[PoolChange], paint: Paint, width: int) -> Iterator[str]:
    rows = [["pool", "before", "after", "wait before", "after", "queue a week", "breaks from"]]
    rows += (
        [
            printable(change.id),
            say_busy(change.before),
            say_busy(change.after),
            say_wait(change.before),
            say_wait(change.after),
            say_growth(change.after),
            say_break(test, change),
        ]
        for change in pools
    )
    lines = list(align(rows, width=width, drop=((3, 4), (5,))))
    yield lines[0]
    for change, line in zip(pools, lines[1:], strict=True):
        yield paint("bad", line) if change.after.is_unstable else line


def _show_capped(test: StressTest, _: Paint, width: int) -> Iterator[str]:
    found = test.capped
    if found.streams:
        rows = [["stream", "limit", "before", "after", "throughput"]]
        rows += (
            [
                printable(each.stream),
                f"{each.limit:,}",
                items_a_week(each.before),
                items_a_week(each.after),
                say_change(each.gain),
            ]
            for each in found.streams
        )
        yield from align(rows, width=width)
    yield from (f"  {NOT_ASSESSED}: {printable(reason)}" for reason in found.missing)


_READINGS = {"demand": _show_demand, "push": _show_push, "capped": _show_capped}


def _find_rest(test: StressTest, paint: Paint, width: int) -> Iterator[list[str]]:
    left = align([[label, say_change(gain)] for label, gain in find_left(test)], width=width)
    yield [paint("bold", "what is left of the gain in delivery, at the same demand"), *left]
    yield [*_show_sureness(test, paint, width)]
    sweep = find_sweep(test)
    title = "the sweep: gain of coding (○) and of delivery (●); below, busy people in % when teams make more"
    lines = plot_sweep(sweep.points, sweep.pools, width=width - 2)
    yield [paint("bold", title), *(f"  {line}" for line in lines)]
    yield [*_show_levers(test, paint, width)]


def _show_sureness(test: StressTest, paint: Paint, width: int) -> Iterator[str]:
    yield paint("bold", f"how sure: {say_bands(test.flow.weights)}")
    rows = [[printable(cell) for cell in row] for row in (HEAD, *find_rows(test))]
    table = align(rows, width=width, drop=((5,), (3, 4)))
    yield from table if len(rows) > 1 else [f"  {NOT_ASSESSED}: no stream has a flow time at any end"]
    if say_jams(test):
        yield f"  {say_jams(test)}"
    flips, found = [[*row[:2], printable(row[2])] for row in find_flip_rows(test)], find_flips(test)
    if flips:
        yield f"  the constraint as it is: {name_pool(found[0].before)}"
        yield from align([FLIP_HEAD, *flips], width=width, left=frozenset({0, 1, 2}))
    if len(found) > len(flips):
        yield f"  and {len(found) - len(flips):,} more, which `--format json` lists"
    if say_no_flip(test):
        yield f"  {say_no_flip(test)}"


def _show_levers(test: StressTest, paint: Paint, width: int) -> Iterator[str]:
    relief, found = test.relief, find_levers(test)
    on = "" if relief.pool is None else f" on {printable(relief.pool.id)}"
    yield paint("bold", f"levers{on}, by what they do to it while coding is faster")
    if not found:
        yield "  none does anything"
    else:
        yield from _show_lever_rows(found[:MOST_LEVERS], width)
    more = len(found) - MOST_LEVERS
    if more > 0:
        yield f"  and {more:,} more, which `--format json` lists"
    yield from (f"  {NOT_ASSESSED}: {printable(reason)}" for reason in relief.missing)
    if any(each.lever.move is not None for _, each in found):
        yield "  `--try NUMBER` writes one as a scenario"


def _show_lever_rows(levers: Sequence[tuple[int, TriedLever]], width: int) -> Iterator[str]:
    """What else is to be known of a lever stands beside it, or below it where there is no room."""
    rows = [["", "", "busy", "delivery"], *(_find_lever_row(number, each) for number, each in levers)]
    head, *lines = align(rows, width=width, left=frozenset({1}))
    yield head
    for line, (_, tried) in zip(lines, levers, strict=True):
        said = describe_lever(tried)
        beside = f"{line}  {said}".rstrip()
        yield from [beside] if not said or measure_width(beside) <= width else [line, f"      {said}"]


def _find_lever_row(number: int, tried: TriedLever) -> list[str]:
    lever = tried.lever
    before, after = lever.pool.standing.busyness, lever.utilisation
    busy = busy_percent(before) if before == after else f"{busy_percent(before)} → {busy_percent(after)}"
    return [
        f"{number}.",
        printable(lever.change.label),
        busy,
        say_change(tried.delivery),
    ]


def describe_lever(tried: TriedLever) -> str:
    """What else is to be known of a lever."""
    lever, said = tried.lever, []
    after = lever.constraint
    if lever.shifts and after is not None:
        said.append(f"only moves the trouble to {printable(after.id)}, {say_busy(after)} busy")
    elif lever.relief and after is not None and after.id != lever.pool.id:
        said.append(f"then {printable(after.id)}, {say_busy(after)}")
    if lever.care is not None and lever.care.amount:
        said.append(f"worth {lever.care.amount:.2g} h more care an item")
    if lever.move is None:
        said.append("no move says it")
    return "; ".join(said)
