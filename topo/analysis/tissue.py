"""What binds each team, what relieves it, where does it sit, and what may it decide?

Per cell (team): the guardrails that bind it (through its services, domains or itself) by enforcement; the
areas of undifferentiated work that a capability relieves it of, in full (x-as-a-service) or by half (ticket,
collaboration); the forums it sits in; the decisions it may take. Coverage = relieved (cell × area) / all,
over stream-aligned cells, with the half-relieved shown apart. An area that only a capability without a mode
relieves is not assessed. Orphans: guardrails and capabilities that serve nobody, forums that decide nothing,
decisions by nobody or with two answers, data products without contract; domains that no product holds are
`topo.analysis.product_map`'s.

Source: counting, of grade A; that a ticket or a collaboration relieves by half is topo's own encoding (E,
profile `tissue`). That platforms exist to relieve teams is Skelton & Pais (2019), D.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import get_args

from topo.analysis.deciding import Deciding, Decisions, Seat
from topo.analysis.owners import Owners
from topo.analysis.parts import Number, Part, add_up, not_assessed
from topo.analysis.reaching import Reaching
from topo.findings import Address
from topo.model.organisation import Organisation, address_of
from topo.model.team import Team
from topo.model.tissue import Area, Capability

AREAS: tuple[str, ...] = get_args(Area)
"""The areas of undifferentiated work."""
FULL_MODE = "x-as-a-service"
STREAM_ALIGNED = "stream-aligned"
ENFORCEMENTS = ("automated", "gate", "manual", "prose", None)
"""How a guardrail holds; None: nobody says."""


class Extent(StrEnum):
    """How far an area is relieved."""

    FULL = "full"
    HALF = "half"
    NONE = "none"
    UNKNOWN = "unknown"
    """Only by a capability that does not say how it is had."""


_BEST_FIRST = (Extent.FULL, Extent.HALF, Extent.UNKNOWN)


class Lack(StrEnum):
    """What makes a part of the tissue an orphan."""

    SERVES_NOBODY = "serves nobody"
    DECIDES_NOTHING = "decides nothing"
    NOBODY_DECIDES = "nobody decides"
    TWO_ANSWERS = "two answers"
    NO_CONTRACT = "no contract"


@dataclass(frozen=True, slots=True)
class Bound:
    """A guardrail that binds a team; `enforcement` is None where nobody says what makes it hold."""

    guardrail: str
    enforcement: str | None
    address: Address


@dataclass(frozen=True, slots=True)
class Relief:
    """An area of a team: how far it is relieved, by which capability and mode (None: by none)."""

    area: str
    extent: Extent
    capability: str | None = None
    mode: str | None = None


@dataclass(frozen=True)
class Cell:
    """The tissue around one team. `relief` has every area, in the order of `AREAS`."""

    team: str
    type: str | None
    guardrails: tuple[Bound, ...]
    relief: tuple[Relief, ...]
    seats: tuple[Seat, ...]
    decisions: tuple[Deciding, ...]

    @property
    def address(self) -> Address:
        """Where the team stands."""
        return address_of("team", self.team)

    @property
    def is_stream_aligned(self) -> bool:
        """Whether coverage speaks of it."""
        return self.type == STREAM_ALIGNED

    def find_relief(self, extent: Extent) -> tuple[Relief, ...]:
        """Its areas that are relieved so far."""
        return tuple(each for each in self.relief if each.extent is extent)

    def find_bound(self, enforcement: str | None) -> tuple[Bound, ...]:
        """The guardrails that bind it and hold in this way."""
        return tuple(each for each in self.guardrails if each.enforcement == enforcement)

    def count_bound(self, enforcement: str | None) -> Number:
        """How many guardrails bind it and hold in this way."""
        bound = self.find_bound(enforcement)
        parts = (Part(each.guardrail, 1.0, "guardrails", each.address) for each in bound)
        return add_up(enforcement or "unknown", "guardrails", parts)


@dataclass(frozen=True, slots=True)
class Orphan:
    """A part of the tissue without use; `deciders` are the answers of a disputed decision."""

    kind: str
    id: str
    address: Address
    lack: Lack
    deciding: Deciding | None = None


@dataclass(frozen=True)
class Weave:
    """The tissue of an organisation: its cells and orphans by id, and how much of the areas is relieved.

    `has_capabilities` is False where the model says of none: relief is not assessed then.
    """

    cells: tuple[Cell, ...]
    orphans: tuple[Orphan, ...]
    weights: Mapping[str, float]
    has_capabilities: bool

    def find(self, team: str) -> Cell | None:
        """The cell of a team."""
        return self._by_team.get(team)

    def find_orphans(self, *lacks: Lack) -> tuple[Orphan, ...]:
        """The orphans that lack one of these."""
        return tuple(orphan for orphan in self.orphans if orphan.lack in lacks)

    @cached_property
    def in_full(self) -> Number:
        """The areas of stream-aligned cells that are relieved in full."""
        return self._count("relieved in full", Extent.FULL)

    @cached_property
    def by_half(self) -> Number:
        """The areas of stream-aligned cells that are relieved by half."""
        return self._count("relieved by half", Extent.HALF)

    @cached_property
    def unrelieved(self) -> Number:
        """The areas of stream-aligned cells that nothing relieves."""
        return self._count("not relieved", Extent.NONE)

    @cached_property
    def coverage(self) -> Number:
        """Relieved (cell × area) / all over stream-aligned cells, from 0 to 1; a half counts as weighed."""
        reasons = self._find_reasons()
        if reasons:
            return not_assessed("relief", "share", *reasons)
        total = sum(1 for _, relief in self._assessed)
        parts = (
            Part(f"{cell.team}: {relief.area}", self._weigh(relief) / total, "share", *self._cause(relief))
            for cell, relief in self._assessed
            if relief.extent is not Extent.NONE
        )
        return add_up("relief", "share", parts, self._missing)

    @cached_property
    def _by_team(self) -> dict[str, Cell]:
        return {cell.team: cell for cell in self.cells}

    @cached_property
    def _areas(self) -> list[tuple[Cell, Relief]]:
        return [(cell, each) for cell in self.cells if cell.is_stream_aligned for each in cell.relief]

    @cached_property
    def _assessed(self) -> list[tuple[Cell, Relief]]:
        return [each for each in self._areas if each[1].extent is not Extent.UNKNOWN]

    @cached_property
    def _missing(self) -> tuple[str, ...]:
        return tuple(
            f"{cell.team}: {relief.area}, as {relief.capability} says no mode"
            for cell, relief in self._areas
            if relief.extent is Extent.UNKNOWN
        )

    def _count(self, name: str, extent: Extent) -> Number:
        if not self.has_capabilities:
            return not_assessed(name, "areas", "no capabilities")
        parts = (
            Part(f"{cell.team}: {relief.area}", 1.0, "areas", self._cause(relief)[0] or cell.address)
            for cell, relief in self._areas
            if relief.extent is extent
        )
        return add_up(name, "areas", parts, self._missing)

    def _find_reasons(self) -> tuple[str, ...]:
        """Why coverage cannot be assessed."""
        if not self.has_capabilities:
            return ("no capabilities",)
        if not self._assessed:
            return self._missing or ("no stream-aligned team",)
        modes = {relief.mode for _, relief in self._assessed if relief.mode is not None}
        return tuple(f"no weight for {mode}" for mode in sorted(modes - self.weights.keys()))

    def _weigh(self, relief: Relief) -> float:
        return 0.0 if relief.mode is None else self.weights[relief.mode]

    def _cause(self, relief: Relief) -> tuple[Address | None, str | None]:
        if relief.capability is None:
            return None, None
        return address_of("capability", relief.capability), f"tissue.{relief.mode}"


def measure_tissue(
    organisation: Organisation, *, weights: Mapping[str, float], reaching: Reaching | None = None
) -> Weave:
    """The tissue of an organisation; `weights` are the entries of the profile `tissue`, by mode.

    `reaching` spares the work where it is known already.

    >>> from topo.model.organisation import Organisation
    >>> measure_tissue(Organisation(), weights={}).coverage
    Number(name='relief', amount=None, unit='share', parts=(), missing=('no capabilities',))
    """
    reaching = reaching or Reaching(Owners(organisation))
    decisions = Decisions(reaching)
    bound = _find_bound(organisation, reaching)
    relief = _find_relief(organisation, reaching)
    cells = tuple(
        _measure_cell(team, bound.get(id, ()), relief.get(id, {}), decisions)
        for id, team in sorted(organisation.teams.items())
    )
    orphans = tuple(_find_orphans(organisation, reaching, decisions))
    return Weave(cells, orphans, weights, bool(organisation.tissue.capabilities))


def _measure_cell(
    team: Team, bound: tuple[Bound, ...], relief: Mapping[str, Relief], decisions: Decisions
) -> Cell:
    seats = decisions.find_seats(team)
    rights = decisions.find_rights(team, seats)
    areas = tuple(relief.get(area) or _UNRELIEVED[area] for area in AREAS)
    return Cell(team.id, team.type, bound, areas, seats, rights)


_UNRELIEVED = {area: Relief(area, Extent.NONE) for area in AREAS}


def _find_bound(organisation: Organisation, reaching: Reaching) -> dict[str, tuple[Bound, ...]]:
    """The guardrails that bind each team, by id."""
    found: dict[str, list[Bound]] = {}
    for id, guardrail in sorted(organisation.tissue.guardrails.items()):
        bound = Bound(id, guardrail.enforcement, address_of("guardrail", id))
        for team in reaching.find(guardrail.applies_to).teams:
            found.setdefault(team, []).append(bound)
    return {team: tuple(each) for team, each in found.items()}


def _find_relief(organisation: Organisation, reaching: Reaching) -> dict[str, dict[str, Relief]]:
    """How far each team is relieved of which area: by the capability that does most, the first by id."""
    found: dict[str, dict[str, Relief]] = {}
    for _, capability in sorted(organisation.tissue.capabilities.items()):
        reliefs = [_relieve(capability, area) for area in capability.relieves]
        for team in reaching.find(capability.serves).teams if reliefs else ():
            areas = found.setdefault(team, {})
            for relief in reliefs:
                known = areas.get(relief.area)
                if known is None or _rank(relief) < _rank(known):
                    areas[relief.area] = relief
    return found


def _relieve(capability: Capability, area: str) -> Relief:
    extent = Extent.HALF
    if capability.mode is None:
        extent = Extent.UNKNOWN
    elif capability.mode == FULL_MODE:
        extent = Extent.FULL
    return Relief(area, extent, capability.id, capability.mode)


def _rank(relief: Relief) -> int:
    return _BEST_FIRST.index(relief.extent)


def _find_orphans(organisation: Organisation, reaching: Reaching, decisions: Decisions) -> Iterator[Orphan]:
    """The orphans by kind and id; a selector that names what does not exist leaves the matter open."""
    tissue = organisation.tissue
    for kind, selectors in (
        ("guardrail", {id: each.applies_to for id, each in tissue.guardrails.items()}),
        ("capability", {id: each.serves for id, each in tissue.capabilities.items()}),
    ):
        for id, selector in sorted(selectors.items()):
            if reaching.find(selector).is_nobody and not reaching.is_dangling(selector):
                yield _orphan(kind, id, Lack.SERVES_NOBODY)
    for id in sorted(tissue.forums):
        if not _decides(organisation, id, decisions):
            yield _orphan("forum", id, Lack.DECIDES_NOTHING)
    for deciding in decisions.all:
        if deciding.is_nobody or deciding.is_disputed:
            lack = Lack.TWO_ANSWERS if deciding.is_disputed else Lack.NOBODY_DECIDES
            yield Orphan("decision", deciding.id, deciding.address, lack, deciding)
    for id, product in sorted(tissue.data.items()):
        if not product.contract and _is_silent(organisation, address_of("data", id), "contract"):
            yield _orphan("data", id, Lack.NO_CONTRACT)


def _decides(organisation: Organisation, forum: str, decisions: Decisions) -> bool:
    """Whether a forum takes a decision, or what it says of that cannot be read."""
    who = ("forum", forum)
    return any(decider.who == who for each in decisions.all for decider in each.deciders) or not _is_silent(
        organisation, address_of("forum", forum), "decides"
    )


def _is_silent(organisation: Organisation, address: Address, name: str) -> bool:
    """Whether nothing is said of it, not even something that cannot be read."""
    return organisation.facts.unreadable.isdisjoint({address, address / name})


def _orphan(kind: str, id: str, lack: Lack) -> Orphan:
    return Orphan(kind, id, address_of(kind, id), lack)
