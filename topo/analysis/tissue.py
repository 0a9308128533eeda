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

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import get_args

from topo.analysis.deciding import Deciding, Decisions, Seat
from topo.analysis.owners import Owners
from topo.analysis.parts import Number, Part, add_up, count_up, not_assessed, sum_repeated
from topo.analysis.reaching import Reaching
from topo.analysis.reaching_again import find_moved
from topo.analysis.renewing import NOTHING, Before, measure_each
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


_RELIEVED = (Extent.FULL, Extent.HALF)
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
        return self.by_team.get(team)

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
        total = self._assessed
        relieved = {mode: number for (extent, mode), number in self._tally.items() if extent in _RELIEVED}
        amount = sum_repeated((self._weigh(mode) / total, number) for mode, number in relieved.items())

        def make_parts() -> Iterator[Part]:
            for cell, relief in self._areas:
                if relief.extent in _RELIEVED:
                    weight = self._weigh(relief.mode) / total
                    yield Part(f"{cell.team}: {relief.area}", weight, "share", *self._cause(relief))

        return Number("relief", amount, "share", make_parts, self._find_missing)

    @cached_property
    def by_team(self) -> dict[str, Cell]:
        """The cells by team."""
        return {cell.team: cell for cell in self.cells}

    @property
    def _areas(self) -> Iterator[tuple[Cell, Relief]]:
        return ((cell, each) for cell in self.cells if cell.is_stream_aligned for each in cell.relief)

    @cached_property
    def _tally(self) -> Counter[tuple[Extent, str | None]]:
        """How many areas are relieved so far, in which mode."""
        return Counter((relief.extent, relief.mode) for _, relief in self._areas)

    @property
    def _assessed(self) -> int:
        """Of how many areas it is known how far they are relieved."""
        return sum(number for (extent, _), number in self._tally.items() if extent is not Extent.UNKNOWN)

    def _find_missing(self) -> Iterator[str]:
        for cell, relief in self._areas:
            if relief.extent is Extent.UNKNOWN:
                yield f"{cell.team}: {relief.area}, as {relief.capability} says no mode"

    def _count(self, name: str, extent: Extent) -> Number:
        if not self.has_capabilities:
            return not_assessed(name, "areas", "no capabilities")
        number = sum(times for (relieved, _), times in self._tally.items() if relieved is extent)

        def make_parts() -> Iterator[Part]:
            for cell, relief in self._areas:
                if relief.extent is extent:
                    address = self._cause(relief)[0] or cell.address
                    yield Part(f"{cell.team}: {relief.area}", 1.0, "areas", address)

        return count_up(name, "areas", number, make_parts, self._find_missing)

    def _find_reasons(self) -> tuple[str, ...]:
        """Why coverage cannot be assessed."""
        if not self.has_capabilities:
            return ("no capabilities",)
        if not self._assessed:
            return tuple(self._find_missing()) or ("no stream-aligned team",)
        modes = {mode for extent, mode in self._tally if mode is not None and extent is not Extent.UNKNOWN}
        return tuple(f"no weight for {mode}" for mode in sorted(modes - self.weights.keys()))

    def _weigh(self, mode: str | None) -> float:
        return 0.0 if mode is None else self.weights[mode]

    def _cause(self, relief: Relief) -> tuple[Address | None, str | None]:
        if relief.capability is None:
            return None, None
        return address_of("capability", relief.capability), f"tissue.{relief.mode}"


def measure_tissue(
    organisation: Organisation,
    *,
    weights: Mapping[str, float],
    reaching: Reaching | None = None,
    decisions: Decisions | None = None,
    before: Before[Weave] | None = None,
) -> Weave:
    """The tissue of an organisation; `weights` are the entries of the profile `tissue`, by mode.

    What is known already (`reaching`, `decisions`) may be handed in; `before` is what was measured of an
    earlier organisation.

    >>> from topo.model.organisation import Organisation
    >>> measure_tissue(Organisation(), weights={}).coverage
    Number(name='relief', amount=None, unit='share', parts=(), missing=('no capabilities',))
    """
    reaching = reaching or Reaching(Owners(organisation))
    weaving = _Weaving(reaching, decisions or Decisions(reaching))
    orphans = tuple(_find_orphans(organisation, reaching, weaving.decisions))
    earlier, touched = None, NOTHING
    if before is not None:
        earlier, touched = before.result.by_team, _find_touched(before, weaving)
        if not touched and orphans == before.result.orphans:
            return before.result
    cells = measure_each(organisation.teams, weaving.measure, earlier, touched)
    return Weave(tuple(cells.values()), orphans, weights, bool(organisation.tissue.capabilities))


def _find_touched(before: Before[Weave], weaving: "_Weaving") -> frozenset[str]:
    """The teams that changed, or are reached by what did not reach them, or no more."""
    now, reaching = weaving.organisation, weaving.reaching
    was: Organisation = before.inputs["organisation"]
    earlier: Decisions = before.inputs["decisions"]
    touched = before.compare(was.teams, now.teams)
    if (
        was.tissue.guardrails is not now.tissue.guardrails
        or was.tissue.capabilities is not now.tissue.capabilities
        or earlier.all is not weaving.decisions.all
    ):
        return frozenset((*was.teams, *now.teams))
    guardrails, capabilities = now.tissue.guardrails.values(), now.tissue.capabilities.values()
    selectors = {each.applies_to for each in guardrails} | {each.serves for each in capabilities}
    return touched.union(
        find_moved(
            before.inputs["reaching"], reaching, selectors.union(each.applies_to for each in earlier.all)
        )
    )


class _Weaving:
    """What surrounds the teams of one organisation."""

    def __init__(self, reaching: Reaching, decisions: Decisions) -> None:
        self.organisation = reaching.owners.organisation
        self.reaching = reaching
        self.decisions = decisions
        tissue = self.organisation.tissue
        self._bound = [
            (Bound(id, each.enforcement, address_of("guardrail", id)), reaching.find(each.applies_to).teams)
            for id, each in sorted(tissue.guardrails.items())
        ]
        self._reliefs = [
            ([_relieve(each, area) for area in each.relieves], reaching.find(each.serves).teams)
            for _, each in sorted(tissue.capabilities.items())
            if each.relieves
        ]

    def measure(self, team: Team) -> Cell:
        """The tissue around a team."""
        bound = tuple(each for each, teams in self._bound if team.id in teams)
        areas = self._find_relief(team.id)
        relief = tuple(areas.get(area) or _UNRELIEVED[area] for area in AREAS)
        seats = self.decisions.find_seats(team)
        rights = self.decisions.find_rights(team, seats)
        return Cell(team.id, team.type, bound, relief, seats, rights)

    def _find_relief(self, team: str) -> dict[str, Relief]:
        """How far a team is relieved of each area: by the capability that does most, the first by id."""
        areas: dict[str, Relief] = {}
        for reliefs, teams in self._reliefs:
            for relief in reliefs if team in teams else ():
                known = areas.get(relief.area)
                if known is None or _rank(relief) < _rank(known):
                    areas[relief.area] = relief
        return areas


_UNRELIEVED = {area: Relief(area, Extent.NONE) for area in AREAS}


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
