"""What is said of an address beside numbers: where it stands, and what a check finds there?"""

from collections.abc import Iterator, Sequence

from topo.findings import Address, Finding
from topo.report.measured.located import Locate, address_cell, locate_cell
from topo.report.sheets.sheet import Cell, Column, Line, Table


def find_place(address: Address | None, locate: Locate) -> Iterator[Line]:
    """The sentence on where something stands; none for what stands nowhere."""
    position = None if address is None or not address.steps else locate(address)
    if position is not None:
        yield Line("stands at", locate_cell(address, locate).text)


def find_next(findings: Sequence[Finding]) -> Iterator[str]:
    """The command that says what the first of the findings means."""
    if findings:
        yield f"topo rule {findings[0].code} says what that finding means"


def list_findings(findings: Sequence[Finding], locate: Locate) -> Table:
    """A row for each finding."""
    columns = (
        Column("code", "code"),
        Column("severity", "severity"),
        Column("message", "finds"),
        Column("address"),
        Column("position", "where", rank=1, is_nested=True, is_place=True),
    )
    rows = tuple(
        (
            Cell(each.code, each.code),
            Cell(each.severity.value, each.severity.value, style=each.severity.value),
            Cell(each.message, each.message),
            address_cell(each.address),
            locate_cell(each.address, locate),
        )
        for each in findings
    )
    return Table("findings", columns, rows, "Findings" if rows else "")
