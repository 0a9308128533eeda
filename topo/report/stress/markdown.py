"""How is a stress test shown in a page or a comment?"""

from collections.abc import Iterator, Sequence

from topo.advise.headline import busy_percent, describe_stress
from topo.advise.stress_test import StressTest
from topo.analysis.flow.amdahl import NAME
from topo.report.markdown import escape_markdown
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
from topo.report.stress.text import (
    NOT_ASSESSED,
    describe_lever,
    find_suppositions,
    say_break,
    say_busy,
    say_change,
    say_coding,
    say_days,
    say_growth,
    say_wait,
)
from topo.report.sureness import say_bands

_PLOT_WIDTH = 100


def render_markdown(test: StressTest, reading: str) -> str:
    """The stress as Markdown; `reading` is one of demand, push, capped and all."""
    lines = ["## AI stress", "", f"**{escape_markdown(describe_stress(test))}**"]
    if test.flow.streams:
        lines += ["", *(f"- {escape_markdown(each)}" for each in find_suppositions(test))]
        for each in choose_readings(reading):
            lines += ["", f"### {each}: {QUESTIONS[each]}", "", *_READINGS[each](test)]
        if reading != "capped":
            lines += _find_rest(test)
    return "\n".join(lines) + "\n"


def find_table(head: Sequence[str], rows: Sequence[Sequence[str]], *, left: int = 1) -> Iterator[str]:
    """A table; all but the first `left` columns hold numbers."""
    yield f"| {' | '.join(head)} |"
    yield f"|{'|'.join('---' if at < left else '--:' for at in range(len(head)))}|"
    for row in rows:
        yield f"| {' | '.join(map(escape_markdown, row))} |"


def _show_demand(test: StressTest) -> Iterator[str]:
    rows = [
        [
            change.id,
            say_days(change.before.days),
            say_days(change.after.days),
            say_change(change.gain),
            say_coding(change),
            say_change(None if change.amdahl is None else change.amdahl.whole - 1.0),
        ]
        for change in test.stress.demand.streams
    ]
    yield from find_table(["stream", "before", "after", "delivery", "coding", "touch alone"], rows)
    reasons = find_reasons(test.stress.demand)
    yield from ("", *(f"- {NOT_ASSESSED}: {escape_markdown(each)}" for each in reasons)) if reasons else ()
    yield from ("", f"Touch alone is Amdahl's figure, {NAME}; it is no bound.")


def _show_push(test: StressTest) -> Iterator[str]:
    rows = [
        [
            change.id,
            say_busy(change.before),
            say_busy(change.after),
            say_wait(change.before),
            say_wait(change.after),
            say_growth(change.after),
            say_break(test, change),
        ]
        for change in find_pools(test.stress.push)
    ]
    head = ["pool", "busy before", "after", "wait before", "after", "queue a week", "breaks from"]
    yield from find_table(head, rows)


def _show_capped(test: StressTest) -> Iterator[str]:
    found = test.capped
    if found.streams:
        rows = [
            [each.stream, f"{each.limit:,}", f"{each.before:.3g}", f"{each.after:.3g}", say_change(each.gain)]
            for each in found.streams
        ]
        yield from find_table(["stream", "limit", "items a week", "after", "throughput"], rows)
        yield ""
    yield from (f"{NOT_ASSESSED}: {escape_markdown(reason)}" for reason in found.missing)


_READINGS = {"demand": _show_demand, "push": _show_push, "capped": _show_capped}


def _find_rest(test: StressTest) -> Iterator[str]:
    yield from ("", "### What is left of the gain in delivery", "")
    rows = [[label, say_change(gain)] for label, gain in find_left(test)]
    yield from find_table(["at the same demand", "delivery"], rows)
    yield from _show_sureness(test)
    sweep = find_sweep(test)
    yield from ("", "### The sweep", "", "```text")
    yield from plot_sweep(sweep.points, sweep.pools, width=_PLOT_WIDTH)
    yield from ("```", "", "○ coding, ● delivery; below, busy people in % when teams make more for it.", "")
    yield from ("### Levers", "")
    rows = []
    for number, tried in find_levers(test)[:MOST_LEVERS]:
        lever = tried.lever
        busy = f"{busy_percent(lever.pool.standing.busyness)} → {busy_percent(lever.utilisation)}"
        rows.append(
            [f"{number}", lever.change.label, busy, say_change(tried.delivery), describe_lever(tried)]
        )
    on = "busy" if test.relief.pool is None else escape_markdown(f"{test.relief.pool.id} busy")
    yield from find_table(["", "lever", on, "delivery", ""], rows, left=2)


def _show_sureness(test: StressTest) -> Iterator[str]:
    yield from ("", "### How sure that is", "", f"At the ends: {say_bands(test.flow.weights)}.", "")
    rows = list(find_rows(test))
    if rows:
        yield from find_table(HEAD, rows)
    else:
        yield f"{NOT_ASSESSED}: no stream has a flow time at any end"
    if say_jams(test):
        yield from ("", f"- {escape_markdown(say_jams(test))}")
    flips = list(find_flip_rows(test))
    if flips:
        busiest = escape_markdown(find_flips(test)[0].before.id)
        yield from ("", f"- the constraint as it is: {busiest}", "")
        yield from find_table(FLIP_HEAD, flips, left=3)
    if say_no_flip(test):
        yield from ("", f"- {say_no_flip(test)}")
