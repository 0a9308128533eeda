"""What is shown of scenarios beside each other and beside doing nothing, and of the case against one?"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from topo.report.compared.shown import Shown

FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "text": "people at a terminal",
        "markdown": "a page, a wiki or a job's summary",
        "csv": "a spreadsheet: a row for each number of each scenario",
        "json": "programs: one versioned document",
    }
)
"""Every format by its name, and what it is for."""


_MEASURE_WIDTH, _SCENARIO_WIDTH = 42, 28
"""How many columns of a screen the measures with doing nothing take, and each scenario."""
_MOST_BESIDE = 6


def render_comparison(shown: "Shown", format: str, *, color: bool = False, width: int = 100) -> str:
    """A comparison in one of `FORMATS`; `color` and `width` (in columns) are for a screen."""
    if format in ("json", "csv"):
        from topo.report.compared.listed import render_csv, render_json

        return render_json(shown) if format == "json" else render_csv(shown)
    from topo.report.compared.page import make_page
    from topo.report.sheets import render_sheet

    beside = max(1, (width - _MEASURE_WIDTH) // _SCENARIO_WIDTH) if format == "text" else _MOST_BESIDE
    return render_sheet(make_page(shown, beside=beside), format, color=color, width=width)
