"""Which findings are accepted, and which waivers hide nothing, have expired or are none?"""

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING

from topo.findings import Address, Finding, Position
from topo.model.organisation import Acceptance
from topo.rules.context import Context

if TYPE_CHECKING:
    from topo.rules.baseline import Baseline

FAMILY = "WAI"
"""The rules about waivers: their findings cannot be waived."""


class Tally:
    """The waivers of an organisation on a day, and which of them hid something so far."""

    def __init__(self, waivers: tuple[Acceptance, ...], as_of: date) -> None:
        self.waivers = waivers
        self.as_of = as_of
        self.used: set[tuple[int, str]] = set()
        """Number of the waiver and the code that it hid, or would have hidden had it not expired."""
        self.baselined: set[str] = set()
        """Fingerprints of the baseline that are still found."""
        self.has_comments = any(waiver.file for waiver in self.waivers)
        """Whether any waiver stands in a comment, so that the places of findings matter."""
        self._at: dict[tuple[str, tuple[str, ...]], list[int]] = {}
        self._on: dict[tuple[str, str, int], list[int]] = {}
        for number, waiver in enumerate(self.waivers):
            for code in waiver.codes if waiver.is_complete else ():
                self._note(number, waiver, code)

    def _note(self, number: int, waiver: Acceptance, code: str) -> None:
        for address in waiver.addresses:
            self._at.setdefault((code, address.steps), []).append(number)
        if waiver.file:
            self._on.setdefault((code, waiver.file, waiver.covers_line), []).append(number)

    def find(self, finding: Finding, position: Position | None) -> Acceptance | None:
        """The waiver that accepts a finding, one that has not expired first; it counts as used."""
        numbers = self._find_numbers(finding, position)
        if not numbers:
            return None
        number = min(numbers, key=lambda each: (not self.waivers[each].is_active(self.as_of), each))
        self.used.add((number, finding.code))
        waiver = self.waivers[number]
        return waiver if waiver.is_active(self.as_of) else None

    def _find_numbers(self, finding: Finding, position: Position | None) -> list[int]:
        """The waivers that speak of what a finding stands in, or of its line."""
        if not self._at and not self._on:
            return []
        about = [each.steps for each in finding.subjects]
        outer = dict.fromkeys(steps[:length] for steps in about for length in range(len(steps) + 1))
        numbers = [number for each in outer for number in self._at.get((finding.code, each), ())]
        if position is not None:
            numbers += self._on.get((finding.code, position.file, position.line), ())
        return numbers


def place_of(waiver: Acceptance, code: str | None = None) -> tuple[Address, Position | None]:
    """Where a waiver (of one code) itself stands: its address, and its position where it is a comment."""
    if waiver.said_at is not None:
        return waiver.said_at, None
    outer = waiver.addresses[0] if waiver.addresses else Address.of(waiver.file)
    address = (outer / "waivers").item(code or " ".join(waiver.codes))
    return address, Position(waiver.file, waiver.line, waiver.column)


def check_waivers(
    tally: Tally, context: Context, baseline: "Baseline | None", ran: set[str]
) -> Iterator[Finding]:
    """The findings of the WAI rules that ran."""
    if not tally.waivers and baseline is None:
        return
    for code, slug in (("WAI001", "stale_waiver"), ("WAI002", "expired_waiver"), ("WAI003", "not_a_waiver")):
        if code in ran:
            module = import_module(f"topo.rules.{code.lower()}_{slug}")
            yield from module.check_tally(tally, context, baseline, ran)
