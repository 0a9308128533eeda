"""How is the table of a page written for a spreadsheet?

Comma-separated values after RFC 4180, in UTF-8, with `\\n` as the line end; a header of keys. Text that a
spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@` or a control) gets an apostrophe
before it. What could not be assessed says so.
"""

import csv
import io
from collections.abc import Iterable

from topo.report.sheets.sheet import NOT_ASSESSED, Cell, Sheet
from topo.text import printable

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render_csv(sheet: Sheet) -> str:
    """The main table of the page, all of its rows and columns; with sensitivity, the rankings instead."""
    if sheet.sensitivity is not None:
        from topo.report.sensitivity import COLUMNS, find_rows

        return write_rows(COLUMNS, find_rows(sheet.sensitivity))
    table = sheet.find(sheet.main)
    kept = [place for place, column in enumerate(table.columns) if not column.is_nested]
    header = (table.columns[place].key for place in kept)
    return write_rows(header, ([_find_value(row[place]) for place in kept] for row in table.rows))


def write_rows(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A header and rows as text."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(list(header))
    writer.writerows([_write(value) for value in row] for row in rows)
    return written.getvalue()


def _find_value(cell: Cell) -> object:
    return NOT_ASSESSED if cell.is_missing else cell.value


def _write(value: object) -> object:
    """A value as it stands in a cell; a list as its items.

    >>> _write("=SUM(A1)"), _write(-1.5), _write(None), _write(["a", "b"])
    ("'=SUM(A1)", '-1.5', '', 'a; b')
    """
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).lower()
    if isinstance(value, int | float):
        return f"{value:.15g}"
    if isinstance(value, Iterable) and not isinstance(value, str):
        value = "; ".join(str(item) for item in value)
    text = str(value)
    return printable(f"'{text}" if text.startswith(_FORMULA) else text)
