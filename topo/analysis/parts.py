"""What is a number made of?

Every number that topo shows opens up into parts that add up to it exactly: what it is, how much, in which
unit, the address of what caused it, and the profile entry that weighed it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from topo.findings import Address


@dataclass(frozen=True, slots=True)
class Part:
    """One addend of a number.

    `amount` is in `unit`. `address` is what caused it; None for what stands nowhere (an allowance).
    `weighed_by` names the profile entry that weighed it (`dependencies.sync`), None where nothing did.
    `note` is a remark for people ("by ticket: relieves half").
    """

    label: str
    amount: float
    unit: str
    address: Address | None = None
    weighed_by: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its parts: `amount` is their sum, exactly as `sum_parts` adds them.

    `amount` is None where it could not be assessed, and `missing` says why, one line each; with an amount,
    `missing` lists what it leaves out.
    """

    name: str
    amount: float | None
    unit: str
    parts: tuple[Part, ...] = ()
    missing: tuple[str, ...] = ()


def add_up(name: str, unit: str, parts: Iterable[Part], missing: Iterable[str] = ()) -> Number:
    """The number that these parts make.

    >>> add_up("load", "points", [Part("a", 1.0, "points"), Part("b", 2.0, "points")]).amount
    3.0
    """
    kept = tuple(parts)
    return Number(name, sum_parts(kept), unit, kept, tuple(missing))


def not_assessed(name: str, unit: str, *reasons: str) -> Number:
    """A number that the model does not say enough for."""
    return Number(name, None, unit, (), reasons)


def sum_parts(parts: Iterable[Part]) -> float:
    """The sum of the amounts, in an order-independent way: reordering a model changes no number."""
    from math import fsum

    return fsum(part.amount for part in parts)
