"""What came of a move: another organisation, the way back, and what a move alone can tell?"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from topo.change.readdressing import find_target
from topo.errors import Defect
from topo.findings import Address
from topo.model.organisation import Organisation


@dataclass(frozen=True, slots=True)
class Transfer:
    """People who change team: `count` of them (heads; a part of somebody's time is a fraction).

    `role` is None where it is not known, `person` where people are counted. `source` None: they are new in
    the organisation; `target` None: they leave it.
    """

    count: float
    role: str | None = None
    person: str | None = None
    source: str | None = None
    target: str | None = None

    @property
    def inverse(self) -> "Transfer":
        """The way back."""
        return replace(self, source=self.target, target=self.source)


@dataclass(frozen=True, slots=True)
class Inverse:
    """Takes one move back, exactly.

    `before` and `after` are the sections that the move changed; `transfers` are the people on their way back.
    """

    before: Mapping[str, Any] = field(repr=False)
    after: Mapping[str, Any] = field(repr=False)
    touched: tuple[Address, ...] = ()
    transfers: tuple[Transfer, ...] = ()

    def apply(self, organisation: Organisation) -> "Applied":
        """The organisation before the move, from the one after it; what else changed since then stays.

        Raises Defect where something changed since then in the sections that the move touched.
        """
        for name, value in self.after.items():
            now = getattr(organisation, name)
            if now is not value and now != value:
                raise Defect(f"a move cannot be taken back: `{name}` changed after it")
        there = tuple(each.inverse for each in self.transfers)
        back = Inverse(self.after, self.before, self.touched, there)
        return Applied(organisation.model_copy(update=self.before), back, self.touched, self.transfers)


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of a move.

    `organisation` shares with the one before whatever the move did not touch; `inverse` leads back.
    `touched` are the addresses of the things, interactions and settings that differ, in the order of the
    model. `transfers` are the people who change team: two organisations alone do not tell who went where.
    """

    organisation: Organisation
    inverse: Inverse = field(repr=False)
    touched: tuple[Address, ...]
    transfers: tuple[Transfer, ...] = ()

    def find_touched(self, kind: str) -> tuple[str, ...]:
        """The ids of the things of a kind that differ, also of those that are new or gone."""
        targets = map(find_target, self.touched)
        return tuple(each.id for each in targets if each is not None and each.kind == kind)
