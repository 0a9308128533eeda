"""Which gaps are accepted on a day?

A waiver speaks of the finding that it names, and of nothing else.
"""

from collections.abc import Iterable
from datetime import date

from topo.analysis.owning import Owning, State
from topo.analysis.renewing import Before
from topo.model.organisation import COLLECTIONS, Acceptance, Organisation
from topo.model.stream import Stream

Acceptances = tuple[Acceptance, ...]


def find_acceptances(organisation: Organisation, *, before: Before[Acceptances] | None = None) -> Acceptances:
    """Every waiver; the same ones as `before` where no change touches what has some."""
    if before is not None and not _is_touched(before, organisation):
        return before.result
    return tuple(organisation.acceptances())


def _is_touched(before: Before[Acceptances], organisation: Organisation) -> bool:
    earlier: Organisation = before.inputs["organisation"]
    if earlier.facts.acceptances != organisation.facts.acceptances:
        return True
    for kind in COLLECTIONS:
        was, now = earlier.collection(kind), organisation.collection(kind)
        for id in before.compare(was, now):
            for thing in (was.get(id), now.get(id)):
                if thing is not None and (thing.waivers or _has_waived_stages(thing)):
                    return True
    return False


def _has_waived_stages(thing: object) -> bool:
    return isinstance(thing, Stream) and any(stage.waivers for stage in thing.stages.values())


class Accepting:
    """The waivers in force on a day."""

    def __init__(self, acceptances: Iterable[Acceptance], as_of: date) -> None:
        self._active: dict[str, list[Acceptance]] = {}
        for acceptance in acceptances:
            for code in acceptance.codes if acceptance.is_active(as_of) else ():
                self._active.setdefault(code, []).append(acceptance)

    def apply(self, owning: Owning) -> Owning:
        """The thing, waived where a waiver accepts its gap."""
        if owning.gap is None or not self._active:
            return owning
        rule = owning.rule
        if rule is None or rule not in self._active:
            return owning
        is_waived = any(each.covers(rule, owning.gap_address) for each in self._active[rule])
        return owning._replace(state=State.WAIVED) if is_waived else owning
