"""How is it said how sure a flow is: between which ends, and what would make another pool the constraint?"""

from collections.abc import Mapping, Sequence
from math import ceil

from topo.analysis.flow.intervals import INPUTS, Flip, Interval
from topo.findings import Address
from topo.rules.naming import quoted

NO_END = "no end"
_ROUNDING = 1e-9


def say_between(interval: Interval, *, places: int = 1) -> str:
    """Two ends; that there is no upper one, or none at all.

    >>> say_between(Interval(9.14, 18.4)), say_between(Interval(9.14, None))
    ('9.1 … 18.4', '9.1 … no end')
    >>> say_between(Interval(None, None))
    'no end'
    """
    low, high = (NO_END if end is None else f"{end:,.{places}f}" for end in (interval.low, interval.high))
    return high if interval.low is None else f"{low} … {high}"


def say_days(days: float | None, interval: Interval) -> str:
    """A flow time with its ends; where it has none itself, the ends alone.

    >>> say_days(12.3, Interval(9.14, 18.4)), say_days(None, Interval(9.14, None))
    ('12.3 days (9.1 … 18.4)', 'no end (9.1 … no end)')
    """
    between = say_between(interval)
    if days is None:
        return between if between == NO_END else f"{NO_END} ({between})"
    return f"{days:,.1f} days ({between})"


def say_bands(weights: Mapping[str, float]) -> str:
    """What the ends stand for, by the profile `flow`.

    >>> bands = {"demand-band": 0.2, "touch-band": 0.2, "variability-low": 0.5, "variability-high": 2}
    >>> say_bands(bands)
    'demand and touch times −20 % … +20 %, variability × 0.5 … 2'
    """
    demand, touch, variability = (say_band(weights, each) for each in INPUTS)
    both = f"demand and touch times {touch}" if demand == touch else f"demand {demand}, touch times {touch}"
    return f"{both}, variability {variability}"


def say_band(weights: Mapping[str, float], name: str) -> str:
    """The band of one of the inputs.

    >>> say_band({"demand-band": 0.2}, "demand")
    '−20 % … +20 %'
    """
    if name == "variability":
        return f"× {weights['variability-low']:g} … {weights['variability-high']:g}"
    share = f"{weights[f'{name}-band'] * 100:.3g} %"
    return f"−{share} … +{share}"


def say_input(address: Address) -> str:
    """An input by its place.

    >>> say_input(Address(("streams", "a", "demand")))
    'the demand of `a`'
    >>> say_input(Address(("streams", "a", "stages", "b", "touch")))
    'the touch time of `b` in `a`'
    """
    _, stream, *rest = address.steps
    if len(rest) == 1:
        return f"the demand of {quoted(stream)}"
    return f"the touch time of {quoted(rest[1])} in {quoted(stream)}"


def say_change(flip: Flip) -> str:
    """By how much more or less an input must be: rounded up, so that so much is enough."""
    more = "less" if flip.is_less else "more"
    tenths = ceil(abs(flip.change) * 1000 - _ROUNDING)
    if not tenths:
        return f"the least bit {more}"
    return f"{ceil(tenths / 10)} % {more}" if tenths >= 10 else f"{tenths / 10:g} % {more}"


def describe_flip(flip: Flip) -> str:
    """What would make another pool the constraint, in a sentence."""
    pools = f"from {quoted(flip.before.id)} to {quoted(flip.pool.id)}"
    return f"the constraint would flip {pools} if {say_input(flip.address)} were {say_change(flip)} than said"


def sort_flips(flips: Sequence[Flip]) -> list[Flip]:
    """The nearest first."""
    return sorted(flips, key=lambda flip: flip.rank)
