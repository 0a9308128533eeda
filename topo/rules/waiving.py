"""Which findings are accepted, and which waivers hide nothing, have expired or are none?"""

from collections.abc import Iterator
from datetime import date
from importlib import import_module

from topo.findings import Finding, Position
from topo.model.organisation import Acceptance, Organisation
from topo.rules.baseline import Baseline
from topo.rules.context import Context


class Tally:
    """The waivers of an organisation on a day, and which of them hid something so far."""

    def __init__(self, organisation: Organisation, as_of: date) -> None:
        self.waivers = tuple(organisation.acceptances())
        self.as_of = as_of
        self.used: set[tuple[int, str]] = set()
        """Number of the waiver and the code that it hid."""
        self.baselined: set[str] = set()
        """Fingerprints of the baseline that are still found."""
        self._of_code: dict[str, list[tuple[int, Acceptance]]] = {}
        for number, waiver in enumerate(self.waivers):
            if waiver.is_complete:
                for code in waiver.codes:
                    self._of_code.setdefault(code, []).append((number, waiver))

    @property
    def has_comments(self) -> bool:
        """Whether any waiver stands in a comment, so that the places of findings matter."""
        return any(waiver.file for waiver in self.waivers)

    def find(self, finding: Finding, position: Position | None) -> Acceptance | None:
        """The waiver that accepts a finding; what it would have hidden counts as used when it has expired."""
        for number, waiver in self._of_code.get(finding.code, ()):
            if waiver.covers(finding.code, finding.address) or _covers_line(waiver, position):
                self.used.add((number, finding.code))
                if waiver.is_active(self.as_of):
                    return waiver
        return None


def _covers_line(waiver: Acceptance, position: Position | None) -> bool:
    if position is None or not waiver.file or position.file != waiver.file:
        return False
    return position.line == waiver.covers_line


def check_waivers(
    tally: Tally, context: Context, baseline: Baseline | None, ran: set[str]
) -> Iterator[Finding]:
    """The findings of the WAI rules that ran."""
    for code, slug in (("WAI001", "stale_waiver"), ("WAI002", "expired_waiver"), ("WAI003", "not_a_waiver")):
        if code in ran:
            module = import_module(f"topo.rules.{code.lower()}_{slug}")
            yield from module.check_tally(tally, context, baseline, ran)
