"""What can be muted or weighed otherwise, and how does it stand?"""

from topo.change.comparison.aspect import find_aspects
from topo.tui.grid import Cell, Column, Grid, Row
from topo.tui.session import Session

ENTRY = "entry:"
"""What the key of a row begins with that stands for a profile entry."""


def list_weights(session: Session) -> Grid:
    """A row for each measure that is compared, then for each profile entry."""
    rows = [
        Row(
            (
                Cell(
                    "muted" if aspect.name in session.muted else "trusted",
                    "warn" if aspect.name in session.muted else "",
                ),
                Cell(aspect.title, "strong"),
                Cell(aspect.grade),
                Cell(aspect.question, "dim"),
            ),
            aspect.name,
        )
        for aspect in find_aspects()
        if aspect.of != "team"
    ]
    for profile in sorted(session.weights):
        for name in sorted(session.weights[profile]):
            entry = f"{profile}.{name}"
            value = session.reweighed.get(entry)
            said = f"{session.weights[profile][name]:g}"
            changed = value is not None and f"{value:g}" != said
            cells = (
                Cell(f"{said} → {value:g}" if changed else said, "warn" if changed else ""),
                Cell(entry, "strong"),
                Cell(""),
                Cell("the room's weight" if changed else "", "dim"),
            )
            rows.append(Row(cells, f"{ENTRY}{entry}"))
    return Grid((Column("is"), Column("measure or weight"), Column("grade"), Column("asks", grows=1)), rows)


def read_weight(said: str) -> str | None:
    """Why a text is no weight; None where it is one, or empty.

    >>> read_weight("0.4"), read_weight(""), read_weight("-1")
    (None, None, 'a weight is a number from 0 on')
    """
    if not said.strip():
        return None
    try:
        value = float(said)
    except ValueError:
        value = -1.0
    return None if 0 <= value < float("inf") else "a weight is a number from 0 on"
