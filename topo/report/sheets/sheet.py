"""What stands on a page of measures, whatever format it is written in?

Texts are as they come: each format makes them safe to show.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from topo.model.base import EMPTY
from topo.report.paint import Style

if TYPE_CHECKING:
    from topo.analysis.sensitivity import Sensitivity

NOT_ASSESSED = "not assessed"


class Column(NamedTuple):
    """A column: its key for programs, and what people read; "" for one that only programs get.

    Where a screen has too little room the columns of the highest `rank` are left out first, those of 0
    never. `is_nested`: its values are lists of objects, which no spreadsheet takes. `is_place`: its texts
    are places in files, whose ends say most.
    """

    key: str
    title: str = ""
    is_number: bool = False
    rank: int = 0
    is_nested: bool = False
    is_place: bool = False


class Cell(NamedTuple):
    """What programs get and what people read; `is_missing` where it could not be assessed."""

    value: object
    text: str = ""
    is_missing: bool = False
    style: Style | None = None


class Line(NamedTuple):
    """A sentence with the word that it begins with."""

    label: str
    text: str
    style: Style | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under columns. `title` is for people; a table without one is for programs alone.

    A screen shows `most` of its rows (None: all), and how many more there are, which `rest` says how to see;
    with 0 not even the title.
    """

    key: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    most: int | None = None
    rest: str = ""

    @property
    def shown(self) -> list[int]:
        """The places of the columns that people get: those with a title, and with a word in any row."""
        return [
            place
            for place, column in enumerate(self.columns)
            if column.title and any(row[place].text for row in self.rows)
        ]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its title, sentences, tables and notes.

    `head` is what a document for programs begins with. `main` is the key of the table that a spreadsheet
    gets. `notes` are for people, `next_steps` the commands that lead on.
    """

    title: str
    lines: tuple[Line, ...]
    tables: tuple[Table, ...]
    main: str
    notes: tuple[str, ...] = ()
    next_steps: tuple[str, ...] = ()
    head: Mapping[str, object] = field(default=EMPTY)
    sensitivity: "Sensitivity | None" = None

    def find(self, key: str) -> Table:
        """The table with this key; raises KeyError where there is none."""
        return {table.key: table for table in self.tables}[key]
