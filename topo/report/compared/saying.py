"""How is a difference said: the number, its sign, and whether that is better?"""

from topo.analysis.parts import Number
from topo.change.comparison.aspect import Aspect, Value
from topo.change.comparison.change import Change, Verdict
from topo.report.measured.amounts import SHARE, find_mark, show_amount
from topo.report.paint import Style
from topo.text import printable

DAYS = "days"
ENDLESS = "endless"
ABSENT = ""
UNKNOWN = "–"
MINUS = "−"
STYLES: dict[Verdict, Style] = {Verdict.BETTER: "good", Verdict.WORSE: "bad"}


def show_value(aspect: Aspect, value: Value | None) -> str:
    """A value as it stands in a table: with its mark, a dash where it is not assessed.

    "" is what is not there at all.
    """
    if value is None:
        return ABSENT
    if value.is_endless:
        return ENDLESS
    amount = value.number.amount
    if amount is None:
        return UNKNOWN
    return f"{find_mark(aspect.grade)}{show_amount(amount, value.number.unit)}"


def show_delta(delta: float, unit: str) -> str:
    """A difference with its sign; that of shares in points of a hundred.

    >>> show_delta(2.5, "days"), show_delta(-0.131, "share"), show_delta(0.004, "share")
    ('+2.5', '−13 pts', '+0.4 pts')
    """
    sign = "+" if delta > 0 else MINUS
    size = abs(delta)
    if unit != SHARE:
        return f"{sign}{show_amount(size if size == round(size) else float(f'{size:.3g}'))}"
    points = size * 100
    return f"{sign}{points:.0f} pts" if points >= 1 else f"{sign}{points:.2g} pts"


def say_change(change: Change) -> str:
    """From what to what, with the difference, in a sentence.

    A stream's or a team's number says whose it is.
    """
    whose = f" of {change.id}" if change.id else ""
    one, other = say_value(change.aspect, change.before), say_value(change.aspect, change.after)
    delta = change.delta
    unit = find_unit(change)
    by = f" ({show_delta(delta, unit)})" if delta else ""
    if change.after is not None and change.after.is_endless and change.after.number.missing:
        by = f" ({printable(change.after.number.missing[0])})"
    return f"{change.aspect.title}{whose} {one} → {other}{by}"


def say_value(aspect: Aspect, value: Value | None) -> str:
    """A value in a sentence."""
    shown = show_value(aspect, value)
    if value is None:
        return "not there"
    if shown == UNKNOWN:
        return "not assessed"
    return f"{shown} days" if value.number.unit == DAYS and not value.is_endless else shown


def say_cost(number: Number) -> str:
    """A cost in a table: a dash where it is not assessed."""
    return UNKNOWN if number.amount is None else show_amount(number.amount, number.unit)


def find_unit(change: Change) -> str:
    """The unit of the numbers of a change."""
    known = change.after or change.before
    return "" if known is None else known.number.unit
