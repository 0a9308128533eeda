"""Where does work wait?

Streams are paths of stages that draw on shared pools of people. Of each pool: how busy it is, with what,
and how long one waits for it. Of each stream: how long an item takes and where that time goes, what holds
it up, how much it could take, and whether what was measured of it fits. What the model does not say is not
assessed.

>>> organisation = Organisation.model_validate({
...     "teams": {"shop": {"id": "shop", "roles": {"engineer": 1}, "focus": "100%"}},
...     "streams": {"orders": {"id": "orders", "demand": "4/week", "stages": {
...         "build": {"id": "build", "team": "shop", "role": "engineer", "touch": "1d"}}}},
... })
>>> weights = {"focus": 0.65, "variability": 1.0, "little": 0.2}
>>> flow = measure_flow(organisation, weights=weights)
>>> flow.find_pool("shop", "engineer").utilisation.amount
0.8
>>> round(flow.find_stream("orders").flow_time.amount, 9)
7.0

Source: Jackson (1957), Erlang (1917), Little (1961): the mathematics is of grade A, that it fits people who
think is of grade C. So compare the numbers with each other rather than with a calendar.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from topo.analysis.flow.ceiling import Ceiling, find_ceiling
from topo.analysis.flow.littles_law import LittlesLaw, check_littles_law
from topo.analysis.flow.network import Network, Plan, make_plan
from topo.analysis.flow.pool_flow import PoolFlow, find_known, order_pools
from topo.analysis.flow.pools import Staffing
from topo.analysis.flow.solving import Solution, solve
from topo.analysis.flow.stream_flow import StreamFlow
from topo.analysis.heads import Headcount, measure_heads
from topo.analysis.owners import Owners
from topo.analysis.renewing import Before
from topo.model.organisation import Organisation


@dataclass(frozen=True)
class Flow:
    """The pools and streams of an organisation.

    `weights` are the entries of the profile `flow`, `plan` is what the network was made from.
    """

    solution: Solution = field(repr=False)
    plan: Plan = field(repr=False, compare=False)
    weights: Mapping[str, float] = field(repr=False, compare=False)

    @property
    def network(self) -> Network:
        """The streams as plain numbers."""
        return self.solution.network

    @cached_property
    def pools(self) -> tuple[PoolFlow, ...]:
        """Every pool that a stage draws on, the busiest first."""
        return tuple(order_pools(self._by_number))

    @cached_property
    def streams(self) -> tuple[StreamFlow, ...]:
        """Every stream, by id."""
        return tuple(self._make_stream(number) for number in range(len(self.network.routes)))

    @property
    def constraint(self) -> PoolFlow | None:
        """The busiest pool of all; None where none is known."""
        return self._find_known(0)

    @property
    def next_constraint(self) -> PoolFlow | None:
        """The busiest pool but one: what holds work up once the first is relieved."""
        return self._find_known(1)

    @cached_property
    def ceilings(self) -> Mapping[str, Ceiling]:
        """By stream: how many items a week it could take, while the others keep their demand."""
        return {stream.id: find_ceiling(stream) for stream in self.streams}

    @cached_property
    def littles_laws(self) -> Mapping[str, LittlesLaw]:
        """By stream that says what was measured: whether it fits together."""
        checked = (
            check_littles_law(stream.stream, clock=self.network.clock, weights=self.weights)
            for stream in self.streams
        )
        return {law.stream: law for law in checked if law is not None}

    def find_pool(self, team: str, role: str | None = None) -> PoolFlow | None:
        """A pool by its team and role; None where no stage draws on it."""
        return next((each for each in self._by_number if each.pool[:2] == (team, role)), None)

    def find_stream(self, id: str) -> StreamFlow | None:
        """A stream by its id."""
        return next((stream for stream in self.streams if stream.id == id), None)

    def get_pool(self, number: int) -> PoolFlow:
        """A pool by its number in the network."""
        return self._by_number[number]

    @cached_property
    def _by_number(self) -> list[PoolFlow]:
        together = zip(self.network.pools, self.solution.standings, strict=True)
        return [
            PoolFlow(pool, standing, number, self.solution)
            for number, (pool, standing) in enumerate(together)
        ]

    def with_network(self, network: Network) -> "Flow":
        """The same organisation with its streams changed."""
        return replace(self, solution=solve(network))

    def _find_known(self, place: int) -> PoolFlow | None:
        return find_known(self.pools, place)

    def _make_stream(self, number: int) -> StreamFlow:
        route = self.network.routes[number]
        stream = self.plan.streams[route.id]
        return StreamFlow(route, stream, self.plan.owners, number, self.solution, self.get_pool)


def measure_flow(
    organisation: Organisation,
    *,
    weights: Mapping[str, float],
    owners: Owners | None = None,
    headcount: Headcount | None = None,
    before: Before[Flow] | None = None,
) -> Flow:
    """The flow of an organisation; `weights` are the entries of the profile `flow`.

    What other measures have worked out already (`owners`, `headcount`) may be handed in, and what was
    measured `before`: it holds as long as the same people do the same stages.
    """
    if before is not None and owners is not None and not _is_touched(before, owners):
        return before.result
    staffing = Staffing(organisation, headcount or measure_heads(organisation), weights["focus"])
    plan = make_plan(organisation, weights=weights, owners=owners, staffing=staffing)
    return Flow(solve(plan.make_network()), plan, weights)


def _is_touched(before: Before[Flow], owners: Owners) -> bool:
    """Whether streams, stages, gates or who works on them are not what they were."""
    earlier: Owners = before.inputs["owners"]
    was, now = earlier.organisation, owners.organisation
    return (
        was.streams is not now.streams
        or was.teams is not now.teams
        or was.people is not now.people
        or was.calendar != now.calendar
        or was.tissue.guardrails is not now.tissue.guardrails
        or any(
            earlier.find_team_of_stage(stage) != owners.find_team_of_stage(stage)
            for stream in now.streams.values()
            for stage in stream.stages.values()
        )
    )
