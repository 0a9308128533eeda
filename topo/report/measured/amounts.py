"""How is a measured amount shown to people, and how do they see on whose word it stands?"""

import math

from topo.analysis.catalogue.measure import Measure
from topo.analysis.judgement import Judgement
from topo.analysis.parts import Number
from topo.report.sheets.sheet import NOT_ASSESSED, Cell

SHARE = "share"
_OPINIONS = frozenset("DE")
FOOTNOTE = "~ rests on a rule of thumb (grade D) or on topo's own encoding (E)"
DASH = "–"
DASH_NOTE = f"{DASH} {NOT_ASSESSED}"


def show_amount(amount: float, unit: str = "") -> str:
    """An amount as people read it: a share in per cent, anything else in up to four digits.

    >>> show_amount(0.998, "share"), show_amount(12.3456), show_amount(40210)
    ('99 %', '12.35', '40,210')
    """
    if unit == SHARE:
        return show_share(amount)
    if amount == round(amount) or abs(amount) >= 1000:
        return f"{amount:,.0f}"
    return f"{amount:.4g}"


def show_share(share: float) -> str:
    """A share in whole per cent, rounded down, so that only all is 100 %; 0 only where there is nothing.

    >>> show_share(0.29), show_share(0.999), show_share(0.0001), show_share(1.0)
    ('29 %', '99 %', '1 %', '100 %')
    """
    whole = math.floor(share * 100 + 1e-9)
    return f"{min(99, max(1, whole)) if 0 < share < 1 - 1e-12 else whole} %"


def count_unit(amount: float, unit: str) -> str:
    """An amount with its unit.

    >>> count_unit(3, "teams"), count_unit(1, "teams"), count_unit(0.5, "share"), count_unit(0.3, "Q")
    ('3 teams', '1 team', '50 %', '0.3 Q')
    """
    shown = show_amount(amount, unit)
    return shown if unit == SHARE else f"{shown} {_make_singular(unit) if amount == 1 else unit}"


def _make_singular(unit: str) -> str:
    """One of what a unit counts.

    >>> _make_singular("people"), _make_singular("dependencies"), _make_singular("load")
    ('person', 'dependency', 'load')
    """
    if unit == "people":
        return "person"
    return f"{unit[:-3]}y" if unit.endswith("ies") else unit.removesuffix("s")


def find_mark(grade: str) -> str:
    """`~` for what rests on a rule of thumb or on topo's own encoding, else nothing."""
    return "~" if grade in _OPINIONS else ""


def say_found(measure: Measure, found: Number | Judgement) -> str:
    """What was found, with its mark and unit, in a sentence."""
    mark = find_mark(measure.grade)
    if isinstance(found, Judgement):
        return NOT_ASSESSED if found.verdict is None else f"{mark}{found.verdict}"
    return NOT_ASSESSED if found.amount is None else f"{mark}{count_unit(found.amount, found.unit)}"


def make_cell(measure: Measure, found: Number | Judgement) -> Cell:
    """What was found, in a table: without its unit, a dash where it could not be assessed."""
    value = found.verdict if isinstance(found, Judgement) else found.amount
    if value is None:
        return Cell(None, DASH, is_missing=True)
    shown = value if isinstance(value, str) else show_amount(value, getattr(found, "unit", ""))
    return Cell(value, f"{find_mark(measure.grade)}{shown}")
