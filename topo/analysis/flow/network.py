"""What flows along which stages, and who works on it: the streams of a model as plain numbers.

This is what the measures, the stress test and the simulation start from. A stage whose guardrail is automated
keeps neither touch nor wait; its rework stays. A stage that says neither who does it nor how much work it is,
but that items wait there, is a wait and nothing else. Whatever else is not said is missing, never zero.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from topo.analysis.flow.clock import Clock
from topo.analysis.flow.pools import Draw, Pool, Staffing
from topo.analysis.flow.visiting import Return, find_visits
from topo.analysis.heads import measure_heads
from topo.analysis.owners import Owners
from topo.findings import Address
from topo.model.organisation import Organisation
from topo.model.stream import Stage, Stream


class Step(NamedTuple):
    """A stage as numbers.

    `touch` is hours of work on one item, None where it is not said; `wait` and `cadence` are the elapsed
    days that an item waits at each visit, for other reasons and for the next date. `variability` is c_s².
    `share` (0 to 1) of what passes goes back to the stage with the number `returns_to`. `draws` are the
    pools it draws on, by number, with the share of its visits that come to each. `ai_touch` and `ai_rework`
    are the changes that AI makes as stated. `missing` says why nothing is known of who does it, or of how
    much work it is. Arrivals are multiplied by `pushed`.
    """

    id: str
    phase: str | None
    touch: float | None
    wait: float
    cadence: float
    variability: float
    returns_to: int | None
    share: float
    draws: tuple[tuple[int, float], ...]
    is_gate: bool
    is_automated: bool
    ai_touch: float | None
    ai_rework: float | None
    missing: tuple[str, ...] = ()
    pushed: float = 1.0


class Route(NamedTuple):
    """A stream as numbers: its items in a week (None where not said), and its stages in order.

    `visits` is how often an item passes each stage; None where that is not known, and `missing` says why.
    """

    id: str
    demand: float | None
    steps: tuple[Step, ...]
    visits: tuple[float, ...] | None
    missing: tuple[str, ...] = ()

    def address_of(self, step: Step) -> Address:
        """Where a stage stands."""
        return Address(("streams", self.id, "stages", step.id))

    def with_steps(self, steps: tuple[Step, ...]) -> "Route":
        """The same along changed stages."""
        visits, missing = self.visits, self.missing
        if [step.share for step in steps] != [step.share for step in self.steps]:
            visits, missing = count_visits(steps)
        return Route(self.id, self.demand, steps, visits, missing)


@dataclass(frozen=True)
class Network:
    """All streams and the pools that they draw on.

    `routes` are sorted by id; `pools` are in no order that means something.
    """

    routes: tuple[Route, ...]
    pools: tuple[Pool, ...]
    clock: Clock

    def find_unknown_loads(self) -> dict[int, tuple[str, ...]]:
        """By pool: the loads on it that are not known."""
        found: dict[int, dict[str, None]] = {}
        for route in self.routes:
            why = (f"{route.id} says no demand",) if route.demand is None else route.missing
            for step in route.steps:
                reasons = why or (f"{route.id}: {step.id} says no touch",)
                if step.touch is None or (why and step.touch):
                    for pool, _ in step.draws:
                        found.setdefault(pool, {}).update(dict.fromkeys(reasons))
        return {pool: tuple(reasons) for pool, reasons in found.items()}


@dataclass(frozen=True)
class Plan:
    """What a network is made from; parts of it may be other than the organisation says.

    `variability` is c_s² where a stage says nothing. `automated` are stages whose gate is automated beside
    those of the organisation, by stream and stage.
    """

    owners: Owners
    staffing: Staffing
    streams: Mapping[str, Stream]
    clock: Clock
    variability: float
    automated: frozenset[tuple[str, str]] = frozenset()

    def with_stream(self, stream: Stream) -> "Plan":
        """The same with a stream that is changed."""
        return replace(self, streams={**self.streams, stream.id: stream})

    def make_network(self) -> Network:
        """The streams as numbers."""
        pools: dict[tuple[str, str | None], int] = {}
        routes = tuple(self._make_route(self.streams[id], pools) for id in sorted(self.streams))
        return Network(routes, tuple(self.staffing.find_pool(*key) for key in pools), self.clock)

    def change_network(self, before: "Plan", network: Network) -> Network:
        """What `make_network` makes; where an earlier plan of the same streams is alike, what that made.

        Pools that nothing draws on any more stay in it.
        """
        teams = self.staffing.find_changed(before.staffing)
        streams = {id for id, stream in self.streams.items() if stream is not before.streams[id]}
        streams |= {stream for stream, _ in self.automated ^ before.automated}
        affected = {number for number, pool in enumerate(network.pools) if pool.team in teams}
        pools = {(pool.team, pool.role): number for number, pool in enumerate(network.pools)}
        routes = tuple(
            self._make_route(self.streams[route.id], pools)
            if route.id in streams or any(pool in affected for step in route.steps for pool, _ in step.draws)
            else route
            for route in network.routes
        )
        known = dict(enumerate(network.pools))
        made = (
            known[number] if number in known and number not in affected else self.staffing.find_pool(*key)
            for key, number in pools.items()
        )
        return Network(routes, tuple(made), self.clock)

    def _make_route(self, stream: Stream, pools: dict[tuple[str, str | None], int]) -> Route:
        demand = None if stream.demand is None else self.clock.count_weekly(stream.demand)
        places = {id: number for number, id in enumerate(stream.stages)}
        steps = tuple(
            self._make_step(stream.id, id, stage, places, pools) for id, stage in stream.stages.items()
        )
        lost = stream.find_lost_rework()
        if lost:
            reasons = (f"{stream.id}: {id} sends back to {to}, which is no stage" for id, to in lost.items())
            return Route(stream.id, demand, steps, None, tuple(reasons))
        visits, missing = count_visits(steps)
        return Route(stream.id, demand, steps, visits, missing)

    def _make_step(
        self,
        stream: str,
        id: str,
        stage: Stage,
        places: Mapping[str, int],
        pools: dict[tuple[str, str | None], int],
    ) -> Step:
        automated = (stream, id) in self.automated or self.owners.is_automated(stage)
        touch, draws, missing = (0.0, (), ()) if automated else self._find_work(id, stage)
        rework, ai = stage.rework, stage.ai
        return Step(
            id,
            stage.phase,
            touch,
            0.0 if automated or stage.wait is None else self.clock.count_days(stage.wait),
            0.0 if stage.every is None else self.clock.count_days(stage.every) / 2.0,
            self.variability if stage.variability is None else stage.variability,
            None if rework is None else places.get(rework.to),
            0.0 if rework is None else rework.share,
            tuple((pools.setdefault((each.team, each.role), len(pools)), each.share) for each in draws),
            stage.guardrail is not None,
            automated,
            None if ai is None else ai.touch,
            None if ai is None else ai.rework,
            missing,
        )

    def _find_work(self, id: str, stage: Stage) -> tuple[float | None, tuple[Draw, ...], tuple[str, ...]]:
        """The touch of a stage, the pools it draws on, and why either is not known."""
        touch = None if stage.touch is None else self.clock.count_hours(stage.touch)
        if touch == 0.0 or is_wait_alone(stage):
            return 0.0, (), ()
        team = self.owners.find_team_of_stage(stage)
        missing = tuple(self._find_missing(id, stage, team, touch))
        draws = () if team is None else self.staffing.find_crew(team).draw(stage.role)
        return touch, draws, missing

    def _find_missing(self, id: str, stage: Stage, team: str | None, touch: float | None) -> Iterator[str]:
        if touch is None:
            yield f"{id} says no touch"
        if team is None:
            said = stage.team or stage.service
            yield (
                f"{id}: no team is known to do it" if said is None else f"{id}: no team stands behind {said}"
            )
        elif self.staffing.find_crew(team).roles is None:
            yield f"{id}: heads of {team} unknown"


def is_wait_alone(stage: Stage) -> bool:
    """Whether a stage says that items wait there, and of nobody that they work on them."""
    is_done = any(each is not None for each in (stage.team, stage.service, stage.role, stage.touch))
    return not is_done and (stage.wait is not None or stage.every is not None)


def count_visits(steps: tuple[Step, ...]) -> tuple[tuple[float, ...] | None, tuple[str, ...]]:
    """How often an item passes each stage, or why that is not known."""
    returns = [
        Return(number, step.returns_to, step.share)
        for number, step in enumerate(steps)
        if step.returns_to is not None and step.share
    ]
    visits = find_visits(len(steps), returns)
    if visits is None:
        named = ", ".join(sorted(steps[edge.stage].id for edge in returns if edge.share >= 1.0))
        return None, (f"all that {named or 'a stage'} sends back comes back for ever",)
    return visits, ()


def make_plan(
    organisation: Organisation,
    *,
    weights: Mapping[str, float],
    owners: Owners | None = None,
    staffing: Staffing | None = None,
) -> Plan:
    """What the network of an organisation is made from; `weights` are the entries of the profile `flow`."""
    owners = owners or Owners(organisation)
    staffing = staffing or Staffing(organisation, measure_heads(organisation), weights["focus"])
    clock = Clock.of(organisation.calendar)
    return Plan(owners, staffing, organisation.streams, clock, weights["variability"])
