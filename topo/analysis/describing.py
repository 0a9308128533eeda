"""What is a number that is opened up as plain data: its parts, criteria, or how sure it is?"""

from collections.abc import Iterable
from typing import Any

from topo.analysis.flow.intervals import Flip, Interval, Sureness
from topo.analysis.judgement import Judgement
from topo.analysis.parts import Number

_DIGITS = 9
"""Places of a change: what is beyond them is what a difference of sums is off."""


def describe_parts(found: Number | Judgement) -> list[dict[str, Any]]:
    """The parts of a number: they add up to it; a verdict has none."""
    if isinstance(found, Judgement):
        return []
    return [
        {
            "label": part.label,
            "amount": part.amount,
            "address": None if part.address is None else str(part.address),
            "weighed_by": part.weighed_by,
            "note": part.note,
        }
        for part in found.parts
    ]


def describe_criteria(found: Number | Judgement) -> list[dict[str, Any]]:
    """The criteria of a verdict with their facts; a number has none."""
    if isinstance(found, Number):
        return []
    return [
        {
            "name": criterion.name,
            "asks": criterion.asks,
            "standing": criterion.standing.value,
            "facts": [
                {
                    "standing": fact.standing.value,
                    "text": fact.text,
                    "address": str(fact.address),
                    "weighed_by": fact.weighed_by,
                }
                for fact in criterion.facts
            ],
        }
        for criterion in found.criteria
    ]


def describe_interval(interval: Interval) -> dict[str, float | None]:
    """Its two ends; null where a pool is unstable there."""
    return {"low": interval.low, "high": interval.high}


def describe_sureness(sureness: Sureness) -> dict[str, Any]:
    """How sure the flow time of a stream is, what jams at the upper end, and what flips its constraint."""
    return {
        **describe_interval(sureness.flow_time),
        "by_input": {name: describe_interval(each) for name, each in sureness.by_input.items()},
        "jams": [pool.id for pool in sureness.jams],
        "flips": describe_flips(sureness.flips),
    }


def describe_flips(flips: Iterable[Flip]) -> list[dict[str, Any]]:
    """The inputs that make another pool the constraint, and by which share they must change for that."""
    return [
        {
            "address": str(flip.address),
            "change": round(flip.change, _DIGITS) + 0.0,
            "less": flip.is_less,
            "before": flip.before.id,
            "pool": flip.pool.id,
        }
        for flip in flips
    ]
