"""How does one organisation stand: what is measured of it, and what do the rules find?

Made once, it is compared with as many others as there are.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from topo.analysis.measures import Measures
from topo.change.comparison.aspect import Aspect, Key, Value, find_values
from topo.findings import Finding
from topo.model.base import EMPTY
from topo.model.organisation import Organisation
from topo.rules.checking import Reading, check_organisation
from topo.rules.context import Context
from topo.rules.selection import select_rules

Packs = Mapping[str, Iterable[str]]
Found = Mapping[Key, tuple[Aspect, Value]]


@dataclass(frozen=True)
class Standing:
    """An organisation with its values and findings, each found when it is first asked for.

    `packs` are the named sets of rules that a model may choose from, `reading` what is known of its files.
    """

    context: Context = field(repr=False)
    packs: Packs = field(default=EMPTY, repr=False)
    reading: Reading | None = field(default=None, repr=False)

    @property
    def organisation(self) -> Organisation:
        """The organisation itself."""
        return self.context.organisation

    @property
    def measures(self) -> Measures:
        """What is measured of it."""
        return self.context.measures

    def after(self, organisation: Organisation) -> "Standing":
        """How a changed organisation stands, on the same day and with the same weights."""
        if organisation is self.organisation:
            return self
        return Standing(self.context.after(organisation), self.packs)

    @cached_property
    def found(self) -> Found:
        """Its value in every respect, in the order in which they are shown."""
        return {key: (aspect, value) for key, aspect, value in find_values(self.measures)}

    def find(self, key: Key) -> Value | None:
        """Its value in one respect; None where what it is of is not there."""
        found = self.found.get(key)
        return None if found is None else found[1]

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the rules find in it, waived findings left out; the worst first."""
        selection = select_rules(self.organisation.check, self.packs, self.organisation)
        return check_organisation(self.context, selection, self.reading).findings
