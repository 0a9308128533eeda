"""What would relieve the constraint, and by how much?

Small changes, each tried on its own by measuring the flow again: a person more in a pool, rework halved, a
gate automated, twice the cadence, a hand-off removed, an area relieved. Looked for along the streams that
pass the constraint, and ranked by how much less busy it is then; equal ones by the time that items save on
the mean. What makes another pool busier than the constraint was only moves the trouble, and comes last.

Halving rework takes more care before it. What that care may cost is the work that it saves, at the stage
that the rework goes back to, for each time an item passes there; the queues that get shorter are not
counted in it. Relieving an area gives back its part of the toil that a team states, spread evenly over its
unrelieved areas.

Source: relieve the constraint first, Goldratt (1984) (D, and A once the constraint is known); how toil
spreads over areas is topo's own convention (E).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import fsum

from topo.analysis.flow.changes import (
    AddPerson,
    AutomateGate,
    Change,
    DoubleCadence,
    HalveRework,
    Move,
    MoveStage,
    RelieveArea,
)
from topo.analysis.flow.measuring import Flow
from topo.analysis.flow.network import Network
from topo.analysis.flow.pool_flow import PoolFlow
from topo.analysis.flow.solving import solve
from topo.analysis.flow.stream_flow import StreamFlow
from topo.analysis.parts import Number, Part, add_up, not_assessed
from topo.analysis.tissue import Cell, Extent, Weave
from topo.model.references import resolve
from topo.model.stream import Stage
from topo.model.team import Team

HOURS = "hours of work"
PLATFORM = "platform"

Areas = Mapping[str, Mapping[str, float]]
"""By team: how much of each area of undifferentiated work is not relieved (1 none, 0.5 half)."""


@dataclass(frozen=True)
class Lever:
    """A change, and what it does to the constraint `pool`.

    `care` is what more care at the stage that rework goes back to may cost, only where rework is halved.
    """

    change: Change
    move: Move | None
    pool: PoolFlow
    before: Flow = field(repr=False)
    after: Flow = field(repr=False)
    care: Number | None = None

    @property
    def utilisation(self) -> float:
        """How busy the constraint is afterwards; zero where nothing draws on it any more."""
        found = self.after.find_pool(self.pool.pool.team, self.pool.pool.role)
        return 0.0 if found is None else max(0.0, found.standing.busyness)

    @property
    def relief(self) -> float:
        """How much less busy the constraint is, as a share of its time; infinite where nobody was there."""
        before = self.pool.standing.busyness
        return 0.0 if before == self.utilisation else before - self.utilisation

    @property
    def shifts(self) -> bool:
        """Whether it only moves the trouble: a pool is then busier than the busiest was."""
        before, after = self.before.constraint, self.after.constraint
        return before is not None and after is not None and after.standing.busyness > before.standing.busyness

    @property
    def constraint(self) -> PoolFlow | None:
        """What is the constraint afterwards."""
        return self.after.constraint

    @cached_property
    def saved(self) -> float | None:
        """The elapsed days that an item saves on the mean of all that arrive; None where not known."""
        saved, demands = [], []
        for old, new in zip(self.before.streams, self.after.streams, strict=True):
            demand = old.route.demand
            if demand and old.days is not None and new.days is not None:
                saved.append(demand * (old.days - new.days))
                demands.append(demand)
        return fsum(saved) / fsum(demands) if demands else None


@dataclass(frozen=True)
class Levers:
    """The levers of a constraint, the strongest first; `missing` are those not assessed, and why."""

    pool: PoolFlow | None
    levers: tuple[Lever, ...]
    missing: tuple[str, ...] = ()


def measure_levers(
    flow: Flow,
    *,
    pool: PoolFlow | None = None,
    areas: Areas | None = None,
    under: Callable[[Network], Network] | None = None,
) -> Levers:
    """What would relieve a pool, the constraint of all unless another is given.

    `areas` are what no capability relieves, None where nothing is said of capabilities. `under` makes another
    network of one, before and after each change: a stress, under which the levers are then measured.
    """
    before = flow if under is None else flow.with_network(under(flow.network))
    target = before.constraint if pool is None else before.find_pool(pool.pool.team, pool.pool.role)
    if target is None:
        return Levers(None, (), ("it is not known how busy any pool is",))
    search = _Search(flow, target, before, under)
    levers = sorted((search.pull(change) for change in search.find_changes(areas)), key=_rank)
    return Levers(target, tuple(levers), tuple(search.find_missing(areas)))


def find_areas(tissue: Weave) -> Areas | None:
    """How much of each area no capability relieves, by team; None where nothing is said of capabilities."""
    if not tissue.has_capabilities:
        return None
    return {cell.team: dict(_find_open(cell, tissue.weights)) for cell in tissue.cells}


def _find_open(cell: Cell, weights: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    for relief in cell.relief:
        taken = weights.get(relief.mode or "", 0.0)
        if relief.extent is not Extent.UNKNOWN and taken < 1.0:
            yield relief.area, 1.0 - taken


def find_care(flow: Flow, change: HalveRework, after: Flow) -> Number:
    """What more care may cost where rework is halved: hours for each time that an item passes there."""
    name = "care that costs what it saves"
    old, new = _find_stream(flow, change.stream), _find_stream(after, change.stream)
    before, visits = old.route.visits, new.route.visits
    to = next(step.returns_to for step in old.route.steps if step.id == change.stage)
    if before is None or visits is None or to is None:
        return not_assessed(name, HOURS, *(old.route.missing or new.route.missing))
    unknown = tuple(each for step in old.route.steps if step.touch is None for each in step.missing)
    parts = (
        Part(
            f"{step.id} less often", step.touch * (was - now) / visits[to], HOURS, old.route.address_of(step)
        )
        for step, was, now in zip(old.route.steps, before, visits, strict=True)
        if step.touch and was != now
    )
    return add_up(name, HOURS, parts, unknown)


def _find_stream(flow: Flow, id: str) -> StreamFlow:
    found = flow.find_stream(id)
    assert found is not None
    return found


def _rank(lever: Lever) -> tuple[object, ...]:
    change = lever.change
    effect = (lever.shifts, -lever.relief, -(lever.saved or 0.0))
    return (*effect, change.kind, change.address, change.label)


@dataclass(frozen=True)
class _Search:
    """What is changed stands in `flow`; what it does is seen in `before`, the same under a stress."""

    flow: Flow
    pool: PoolFlow
    before: Flow
    under: Callable[[Network], Network] | None

    def pull(self, change: Change) -> Lever:
        plan = change.apply(self.flow.plan)
        network = plan.change_network(self.flow.plan, self.flow.network)
        seen = network if self.under is None else self.under(network)
        after = Flow(solve(seen), plan, self.flow.weights)
        care = find_care(self.before, change, after) if isinstance(change, HalveRework) else None
        move = change.find_move(self.flow.plan)
        return Lever(change, move, self.pool, self.before, after, care)

    def find_changes(self, areas: Areas | None) -> Iterator[Change]:
        yield from self._find_people()
        for stream in self._streams:
            for id, stage in stream.stream.stages.items():
                if (
                    stage.rework is not None
                    and stage.rework.share
                    and stage.rework.to in stream.stream.stages
                ):
                    yield HalveRework(stream.id, id)
                if stage.every is not None and stage.every.amount:
                    yield DoubleCadence(stream.id, id)
            yield from self._find_moves(stream)
        yield from self._find_gates()
        yield from self._find_areas(areas)

    def find_missing(self, areas: Areas | None) -> Iterator[str]:
        if areas is None:
            yield "an area relieved: nothing is said of capabilities"
        elif areas.get(self.pool.pool.team) and self._find_toil() is None:
            yield f"an area relieved: {self.pool.pool.team} says nothing of its toil"

    @cached_property
    def _streams(self) -> tuple[StreamFlow, ...]:
        """The streams that pass the constraint."""
        return tuple(
            stream
            for stream in self.flow.streams
            if any(pool.number == self.pool.number for pool in stream.pools)
        )

    def _find_people(self) -> Iterator[Change]:
        found = {
            pool.pool[:2] for stream in self._streams for pool in stream.pools if pool.pool.heads is not None
        }
        for team, role in sorted(found, key=lambda each: (each[0], each[1] or "")):
            yield AddPerson(team, role)

    def _find_gates(self) -> Iterator[Change]:
        owners = self.flow.plan.owners
        found = set()
        for stream in self._streams:
            for stage in stream.stream.stages.values():
                target = stage.guardrail and resolve(owners.organisation, stage.guardrail, ("guardrail",))
                if target and not owners.is_automated(stage):
                    found.add(target.id)
        yield from map(AutomateGate, sorted(found))

    def _find_moves(self, stream: StreamFlow) -> Iterator[Change]:
        """Stages of the constraint that the team beside could do, where that takes a hand-off away."""
        owners = self.flow.plan.owners
        path = [(id, each) for id, each in stream.stream.stages.items() if not owners.is_automated(each)]
        seen = set()
        for place, (id, stage) in enumerate(path):
            if not self._is_drawn_on(stream, id):
                continue
            for _, beside in (*path[max(0, place - 1) : place], *path[place + 1 : place + 2]):
                change = self._move(stream.id, id, stage, beside)
                if change is not None and change not in seen and self._removes_hand_off(stream, change):
                    seen.add(change)
                    yield change

    def _move(self, stream: str, id: str, stage: Stage, beside: Stage) -> MoveStage | None:
        owners = self.flow.plan.owners
        team = owners.find_team_of_stage(beside)
        if team is None or team == owners.find_team_of_stage(stage):
            return None
        return MoveStage(stream, id, team, beside.role)

    def _removes_hand_off(self, stream: StreamFlow, change: MoveStage) -> bool:
        changed = change.apply(self.flow.plan).streams[stream.id]
        return len(self.flow.plan.owners.find_hand_offs(changed)) < len(stream.hand_offs)

    def _is_drawn_on(self, stream: StreamFlow, stage: str) -> bool:
        step = next(step for step in stream.route.steps if step.id == stage)
        return any(number == self.pool.number for number, _ in step.draws)

    def _find_areas(self, areas: Areas | None) -> Iterator[Change]:
        team, toil = self.pool.pool.team, self._find_toil()
        open_areas = (areas or {}).get(team, {})
        total = fsum(open_areas.values())
        if not toil or not total:
            return
        for area, extent in sorted(open_areas.items()):
            focus = min(1.0, self.pool.pool.focus + toil * extent / total)
            yield RelieveArea(team, area, focus, self._find_provider())

    def _find_toil(self) -> float | None:
        team: Team = self.flow.plan.owners.organisation.teams[self.pool.pool.team]
        return None if team.signals is None else team.signals.toil

    def _find_provider(self) -> str | None:
        """The only platform team there is."""
        teams = self.flow.plan.owners.organisation.teams
        platforms = [id for id, team in teams.items() if team.type == PLATFORM]
        return platforms[0] if len(platforms) == 1 and platforms[0] != self.pool.pool.team else None
