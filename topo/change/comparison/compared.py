"""What is different in an organisation after a change?"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from math import inf

from topo.change.comparison.aspect import Key, sort_keys
from topo.change.comparison.change import Change, Verdict
from topo.change.comparison.found import FindingChanges, compare_findings
from topo.change.comparison.standing import Found, Standing
from topo.change.former import find_renamed

_FIRST = ("stream", "organisation", "team")


@dataclass(frozen=True)
class Compared:
    """An organisation before and after: every number beside the other, and the findings.

    The two may be of any descent: it is the ids that are compared.
    """

    before: Standing = field(repr=False)
    after: Standing = field(repr=False)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Every number before and after, in the order in which they are shown."""
        return tuple(self._find_changes())

    @cached_property
    def by_key(self) -> dict[Key, Change]:
        """The same by what each is of."""
        return {each.key: each for each in self.changes}

    def find(self, *verdicts: Verdict) -> list[Change]:
        """Those of which one of these became: what is endless, streams, the rest; largest changes first."""
        chosen = [each for each in self.changes if each.verdict in verdicts]
        return sorted(
            chosen, key=lambda each: (each.weight < inf, _FIRST.index(each.aspect.of), -each.weight)
        )

    @cached_property
    def findings(self) -> FindingChanges:
        """What became of the findings."""
        if self.before is self.after:
            return FindingChanges(kept=len(self.before.findings))
        return compare_findings(self.before.findings, self.after.findings, self.after.organisation)

    def _find_changes(self) -> Iterator[Change]:
        one, other = self._find_before(), self.after.found
        keys = list(one) if one.keys() == other.keys() else sort_keys([*one, *other])
        for key in keys:
            before, after = one.get(key), other.get(key)
            known = before or after
            assert known is not None
            yield Change(known[0], key[1], before and before[1], after and after[1])

    def _find_before(self) -> Found:
        """What was found before, under the ids that things have now."""
        one, other = self.before.organisation, self.after.organisation
        renamed = {of: find_renamed(one, other, of) for of in ("stream", "team")}
        if not any(renamed.values()):
            return self.before.found
        return {
            (of, renamed.get(of, {}).get(id, id), name): found
            for (of, id, name), found in self.before.found.items()
        }


def compare(before: Standing, after: Standing) -> Compared:
    """Two organisations side by side."""
    return Compared(before, after)
