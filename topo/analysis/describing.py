"""What is a number that is opened up as plain data: its parts, or the criteria of a verdict?"""

from typing import Any

from topo.analysis.judgement import Judgement
from topo.analysis.parts import Number


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
