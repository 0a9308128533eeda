"""In which formats is a page of measures written? Each takes the same sheet, so that all say the same."""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

from topo.report.sheets.sheet import Cell, Column, Line, Sheet, Table

__all__ = ["FORMATS", "Cell", "Column", "Line", "Sheet", "Table", "render_sheet"]

FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "text": "people at a terminal",
        "markdown": "a page, a wiki or a job's summary",
        "csv": "a spreadsheet: the table of the page",
        "json": "programs: one versioned document",
    }
)
"""Every format by its name, and what it is for."""


def render_sheet(sheet: Sheet, format: str, *, color: bool = False, width: int = 100) -> str:
    """The text of a sheet in one of `FORMATS`; `color` and `width` (in columns) are for a screen."""
    module = import_module(f"topo.report.sheets.{format}")
    if format == "text":
        text: str = module.render_text(sheet, color=color, width=width)
        return text
    written: str = getattr(module, f"render_{format}")(sheet)
    return written
