"""Where does it stand: how is a position shown beside what it is the cause of?"""

from collections.abc import Callable
from typing import Any

from topo.findings import Address, Position
from topo.report.placing import render_position
from topo.report.sheets.sheet import Cell
from topo.text import printable

Locate = Callable[[Address], Position | None]
"""Looks up where an address stands; None for what stands nowhere."""


def locate_cell(address: Address | None, locate: Locate) -> Cell:
    """The position of an address: an object for programs, `file:line:column` for people."""
    if address is None or not address.steps:
        return Cell(None)
    position = locate(address)
    if position is None:
        return Cell(None, str(address))
    return Cell(describe_position(position), render_position(position))


def write_command(address: str, measure: str = "") -> str:
    """The command that explains something, as a shell takes it.

    >>> print(write_command('services["cart.api"]', "reach"))
    topo explain 'services["cart.api"]' reach
    """
    from shlex import quote  # imported late: few outputs hold a command

    return f"topo explain {quote(printable(address))} {measure}".rstrip()


def describe_position(position: Position) -> dict[str, Any]:
    """A position as an object."""
    return {
        "file": position.file,
        "line": position.line,
        "column": position.column,
        "end_column": position.end_column,
    }


def address_cell(address: Address | None) -> Cell:
    """An address, for programs."""
    return Cell(None if address is None else str(address))
