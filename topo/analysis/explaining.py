"""Why is a number what it is: the formula with numbers in it, what weighed it, what would change it?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from topo.analysis.catalogue.measure import Measure
from topo.analysis.changing import Change, find_changes
from topo.analysis.judgement import Judgement
from topo.analysis.measures import Measures
from topo.analysis.parts import Number
from topo.analysis.working import work_out
from topo.findings import Address
from topo.model.organisation import address_of
from topo.model.profile import Entry, Profile


class Weighing(NamedTuple):
    """A profile entry that weighed something, as measures name it (`dependencies.sync`)."""

    name: str
    entry: Entry
    is_overridden: bool

    @property
    def address(self) -> Address:
        """Where a model says another value for it."""
        profile, _, name = self.name.partition(".")
        return Address.of("profiles", profile, name)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one measure of one thing is what it is.

    `worked` is the formula with the numbers in it, "" where there are none. `weighings` are the profile
    entries that weighed its parts or stand behind its facts.
    """

    measure: Measure
    id: str
    found: Number | Judgement
    worked: str
    weighings: tuple[Weighing, ...]
    changes: tuple[Change, ...]

    @property
    def address(self) -> Address:
        """Where the thing stands; that of the organisation has no steps."""
        return address_of(self.measure.of, self.id) if self.id else Address.of()


def explain_measure(
    measures: Measures,
    measure: Measure,
    id: str,
    *,
    profiles: Mapping[str, Profile],
    shipped: Mapping[str, Profile],
) -> Explanation:
    """The explanation of one measure of one thing.

    `profiles` are those that the model measures with, `shipped` the same as topo ships them.
    """
    found = measure.find(measures, id)
    names = sorted(set(_find_entries(found)))
    weighings = tuple(each for name in names for each in find_weighings(name, profiles, shipped))
    if isinstance(found, Judgement):
        return Explanation(measure, id, found, "", weighings, ())
    worked = work_out(measures, measure.of, measure.name, id, found)
    changes = find_changes(measures, measure.of, measure.name, id, found)
    return Explanation(measure, id, found, worked, weighings, changes)


def _find_entries(found: Number | Judgement) -> Iterator[str]:
    if isinstance(found, Number):
        yield from (part.weighed_by for part in found.parts if part.weighed_by)
        return
    for criterion in found.criteria:
        yield from (fact.weighed_by for fact in criterion.facts if fact.weighed_by)


def find_weighings(
    name: str, profiles: Mapping[str, Profile], shipped: Mapping[str, Profile]
) -> Iterator[Weighing]:
    """The profile entry called `dependencies.sync`, or all of the profile `dependencies`; none of another."""
    profile, _, wanted = name.partition(".")
    entries = profiles[profile].entries if profile in profiles else {}
    for entry, value in entries.items():
        if wanted in ("", entry):
            yield Weighing(f"{profile}.{entry}", value, shipped[profile].entries.get(entry) != value)
