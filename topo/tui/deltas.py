"""Which numbers of the whole changed, and is that better?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from topo.analysis.catalogue import find_measures
from topo.analysis.catalogue.measure import Measure
from topo.analysis.judgement import Judgement
from topo.analysis.measures import Measures

Verdict = Literal["better", "worse", "same", "changed"]
TITLES = {
    "ownership_coverage": "owned",
    "cross_team_share": "across teams",
    "team_cycles": "rings",
    "must_talk": "must talk",
    "hidden_pairs": "hidden",
    "channels_inside": "channels inside",
    "channels_between": "between",
    "team_propagation_cost": "reach of a change",
    "longest_chain": "longest chain",
    "relief": "relieved",
    "congruence": "congruence",
    "people": "people",
}
"""The measures of the whole that the strip shows, and what it calls them."""


@dataclass(frozen=True, slots=True)
class Delta:
    """One number of the whole, before and after; None where it is not assessed."""

    measure: Measure
    title: str
    unit: str
    before: float | None
    after: float | None
    is_muted: bool = False

    @property
    def is_change(self) -> bool:
        """Whether what is shown of the two differs."""
        return self._show(self.before) != self._show(self.after)

    @property
    def verdict(self) -> Verdict:
        """Whether the change is for the better; a muted measure has no say."""
        if not self.is_change:
            return "same"
        if self.is_muted or self.before is None or self.after is None or self.measure.better == "neither":
            return "changed"
        return "better" if (self.after < self.before) == (self.measure.better == "lower") else "worse"

    def say(self) -> str:
        """`31 % → 22 % ▼ better`."""
        if not self.is_change:
            return self._show(self.after)
        arrow = "▲" if (self.after or 0) > (self.before or 0) else "▼"
        word = {"better": " better", "worse": " worse"}.get(self.verdict, " muted" if self.is_muted else "")
        return f"{self._show(self.before)} → {self._show(self.after)} {arrow}{word}"

    def say_before(self) -> str:
        """What it is today."""
        return self._show(self.before)

    def say_after(self) -> str:
        """What it would be."""
        return self._show(self.after)

    def _show(self, amount: float | None) -> str:
        if amount is None:
            return "not assessed"
        return f"{amount:.0%}".replace("%", " %") if self.unit == "share" else f"{amount:,.5g}"


def find_deltas(before: Measures, after: Measures, *, muted: frozenset[str] = frozenset()) -> Iterator[Delta]:
    """The numbers of the whole that the strip shows, in the order of the table of measures."""
    for measure in find_measures("organisation"):
        if measure.name not in TITLES:
            continue
        old, new = measure.find(before, ""), measure.find(after, "")
        if isinstance(old, Judgement) or isinstance(new, Judgement):
            continue
        title = TITLES[measure.name]
        yield Delta(measure, title, new.unit, old.amount, new.amount, measure.name in muted)
