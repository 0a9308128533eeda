"""What is the one sentence that is remembered of a stress?"""

from math import isfinite

from topo.advise.stress_test import StressTest
from topo.analysis.flow.pool_flow import PoolFlow
from topo.analysis.flow.stress import Headline
from topo.rules.naming import joined, named, quoted, whole_percent


def describe_stress(test: StressTest) -> str:
    """The sentence for those who decide: what coding gains, what delivery does, and where it jams."""
    if not test.flow.streams:
        return "no streams: there is nothing to stress"
    headline = test.stress.headline
    return f"{_describe_gains(test, headline)}; {_describe_constraint(test, headline)}"


def signed_percent(share: float) -> str:
    """A change in whole per cent, in tenths where it is less than half of one.

    >>> signed_percent(0.4), signed_percent(-0.031), signed_percent(0.003), signed_percent(float("inf"))
    ('+40 %', '−3 %', '+0.3 %', '+∞ %')
    """
    if not isfinite(share):
        return "+∞ %"
    amount = abs(share) * 100
    shown = f"{amount:,.0f}" if amount >= 0.5 else f"{amount:.1f}"
    if shown == "0.0":
        return "0 %"
    return f"{'−' if share < 0 else '+'}{shown} %"


def items_a_week(growth: float) -> str:
    """So many items a week.

    >>> items_a_week(4.0), items_a_week(0.4), items_a_week(1.0), items_a_week(0.0004)
    ('4 items a week', '0.4 items a week', '1 item a week', '0.0004 items a week')
    """
    shown = f"{growth:,.0f}" if growth >= 9.95 else f"{growth:.2g}"
    return f"{shown} {'item' if shown == '1' else 'items'} a week"


def name_pool(pool: PoolFlow) -> str:
    """A pool in a sentence: its id is its team and its role."""
    return quoted(pool.id)


def busy_percent(share: float) -> str:
    """How busy people are in whole per cent, rounded down; infinite is work for nobody.

    >>> busy_percent(0.7995), busy_percent(float("inf"))
    ('79 %', 'nobody there')
    """
    return whole_percent(share) if isfinite(share) else "nobody there"


def _describe_gains(test: StressTest, headline: Headline) -> str:
    if headline.coding is None:
        return _describe_no_coding(test)
    coding = f"coding {signed_percent(headline.coding)}"
    if headline.end_to_end is not None:
        return f"{coding}, delivery {signed_percent(headline.end_to_end)}"
    jammed = tuple(pool for pool in test.stress.demand.after.pools if pool.is_unstable)
    if jammed:
        return f"{coding}, and delivery takes longer week by week: {_name(jammed)} cannot keep up"
    return f"{coding}, delivery not assessed"


def _describe_no_coding(test: StressTest) -> str:
    """Why there is no gain in coding."""
    assisted = [coding for coding in test.stress.codings.values() if coding.assisted]
    if not assisted:
        return "no stage is one that AI makes faster"
    if not any(coding.route.demand for coding in assisted):
        return "no items are said to come to what AI makes faster"
    unknown = (coding.route.id for coding in assisted if coding.before is None)
    return f"how long the stages take that AI makes faster is not known in {named(unknown, most=3)}"


def _describe_constraint(test: StressTest, headline: Headline) -> str:
    before, after = test.flow.constraint, test.constraint
    if before is None or after is None:
        return "how busy people are is not assessed"
    if headline.unstable_before:
        jammed = f"{_name(headline.unstable_before)} cannot keep up as it is"
        growth = items_a_week(after.standing.growth)
        return (
            jammed if headline.first is None else f"{jammed}, and then {name_pool(after)} jams, by {growth}"
        )
    moved = before.number != after.number
    if headline.first is None:
        where = f"moves from {name_pool(before)} to" if moved else "stays"
        busy = busy_percent(after.standing.busyness)
        return f"nothing gives way: the constraint {where} {name_pool(after)}, {busy} busy"
    growth = items_a_week(after.standing.growth)
    where = f"moves from {name_pool(before)} to" if moved else "stays"
    return f"the constraint {where} {name_pool(after)}, whose queue grows by {growth}"


def _name(pools: tuple[PoolFlow, ...]) -> str:
    return joined(map(name_pool, pools), most=3)
