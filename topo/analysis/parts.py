"""What is a number made of?

Every number that topo shows opens up into parts that add up to it exactly: what it is, how much, in which
unit, the address of what caused it, and the profile entry that weighed it.

Most numbers are compared, and few are opened: a number may be told its amount at once, and make its parts
when somebody looks at them.
"""

from collections.abc import Callable, Iterable
from dataclasses import FrozenInstanceError, dataclass
from typing import TypeVar

from topo.findings import Address

Item = TypeVar("Item")
Lazily = Iterable[Item] | Callable[[], Iterable[Item]]
"""Items, or what makes them when they are looked at."""


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


class Number:
    """A number with its parts: `amount` is their sum, exactly as `sum_parts` adds them.

    `amount` is None where it could not be assessed, and `missing` says why, one line each; with an amount,
    `missing` lists what it leaves out. Both may be given as a function that makes them: it is called once,
    when they are first looked at, and has to speak of values that nobody changes.
    """

    __slots__ = ("_missing", "_parts", "amount", "name", "unit")

    name: str
    amount: float | None
    unit: str
    _parts: Lazily[Part]
    _missing: Lazily[str]

    def __init__(
        self,
        name: str,
        amount: float | None,
        unit: str,
        parts: Lazily[Part] = (),
        missing: Lazily[str] = (),
    ) -> None:
        set_slot = object.__setattr__
        set_slot(self, "name", name)
        set_slot(self, "amount", amount)
        set_slot(self, "unit", unit)
        set_slot(self, "_parts", parts)
        set_slot(self, "_missing", missing)

    @property
    def parts(self) -> tuple[Part, ...]:
        """What adds up to it."""
        if not isinstance(self._parts, tuple):
            object.__setattr__(self, "_parts", _make(self._parts))
        return self._parts  # type: ignore[return-value]

    @property
    def missing(self) -> tuple[str, ...]:
        """Why it is not assessed, or what it leaves out."""
        if not isinstance(self._missing, tuple):
            object.__setattr__(self, "_missing", _make(self._missing))
        return self._missing  # type: ignore[return-value]

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Number):
            return NotImplemented
        return self is other or self._said() == other._said()

    def __hash__(self) -> int:
        return hash((self.name, self.amount, self.unit))

    def __repr__(self) -> str:
        name, amount, unit, parts, missing = self._said()
        return f"Number({name=}, {amount=}, {unit=}, {parts=}, {missing=})"

    def __reduce__(self) -> tuple[object, ...]:
        return Number, self._said()

    def _said(self) -> tuple[str, float | None, str, tuple[Part, ...], tuple[str, ...]]:
        return self.name, self.amount, self.unit, self.parts, self.missing


def _make(items: Lazily[Item]) -> tuple[Item, ...]:
    return tuple(items() if callable(items) else items)


def add_up(name: str, unit: str, parts: Iterable[Part], missing: Lazily[str] = ()) -> Number:
    """The number that these parts make.

    >>> add_up("load", "points", [Part("a", 1.0, "points"), Part("b", 2.0, "points")]).amount
    3.0
    """
    kept = tuple(parts)
    return Number(name, sum_parts(kept), unit, kept, missing)


def count_up(
    name: str, unit: str, count: int, parts: Callable[[], Iterable[Part]], missing: Lazily[str] = ()
) -> Number:
    """The number of `count` things, of which `parts` makes one part each, of amount 1.

    >>> count_up("cycles", "cycles", 1, lambda: [Part("a, b", 1, "cycles")]).amount
    1.0
    """
    return Number(name, float(count), unit, parts, missing)


def not_assessed(name: str, unit: str, *reasons: str) -> Number:
    """A number that the model does not say enough for."""
    return Number(name, None, unit, (), reasons)


def sum_parts(parts: Iterable[Part]) -> float:
    """The sum of the amounts, in an order-independent way: reordering a model changes no number."""
    from math import fsum

    return fsum(part.amount for part in parts)


def sum_repeated(times: Iterable[tuple[float, int]]) -> float:
    """The sum of amounts that occur so many times each, the same to the last bit as `sum_parts` of them.

    An amount is a whole number of units of a power of two, so the sum is exact and rounded once.

    >>> sum_repeated([(0.1, 3), (0.7, 2)]) == sum_parts([Part("", 0.1, "")] * 3 + [Part("", 0.7, "")] * 2)
    True
    """
    ratios = [(*amount.as_integer_ratio(), count) for amount, count in times]
    finest = max((below for _, below, _ in ratios), default=1)
    return sum(above * (finest // below) * count for above, below, count in ratios) / finest
