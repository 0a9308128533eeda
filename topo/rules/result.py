"""What did a check find, what did it look at, and what did it leave alone?"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from topo.findings import Finding, Position, Severity
from topo.rules.rule import Rule


class Accepted(NamedTuple):
    """A finding that does not count: waived, or in the baseline; `why` says by what."""

    finding: Finding
    why: str


class CoverageLine(NamedTuple):
    """The owned share of one kind (`service`, `domain`, …): counts of things."""

    kind: str
    owned: int
    total: int
    waived: int


class NextStep(NamedTuple):
    """A command that helps from here, and what it does."""

    command: str
    effect: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The outcome of a check.

    `findings` count, sorted by severity, file, line and code. `accepted` do not: waived or in the
    baseline. `asleep` maps a family of rules to the reason why it did not run. `counts` says what was
    checked, by plural noun (`teams`). `notes` are lines about the reading (skipped files, held-back
    references). `rules` are the codes that ran. `next_steps` are commands that raise the owned share.
    """

    findings: tuple[Finding, ...]
    waived: tuple[Accepted, ...] = ()
    baselined: tuple[Accepted, ...] = ()
    coverage: tuple[CoverageLine, ...] = ()
    asleep: tuple[tuple[str, str], ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    notes: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    hidden: int = 0
    """Findings outside what `--changed-since` narrows the view to."""
    next_steps: tuple[NextStep, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(1 for finding in self.findings if finding.severity is severity)

    def reaches(self, level: Severity) -> bool:
        """Whether any finding is at or above `level`."""
        return any(finding.severity.rank >= level.rank for finding in self.findings)


class Places(NamedTuple):
    """How a report finds what to quote: the position of a finding and the source line of a position.

    `rule_of` and `rule_page` know a rule by its code (None and "" for one that has no entry or page).
    `home` is the model's main file, where a format demands a file for a finding that stands in none.
    """

    position_of: Callable[[Finding], Position | None]
    related_position: Callable[[object], Position | None]
    source_line: Callable[[Position], str | None]
    rule_page: Callable[[str], str] = lambda code: ""
    rule_of: Callable[[str], Rule | None] = lambda code: None
    home: str = "topo.yaml"
