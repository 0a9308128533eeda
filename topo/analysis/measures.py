"""What is measured of an organisation? Everything, each measure when it is first asked for.

Shared inputs (owners, graphs, declarations, heads) are made once. Nothing here is imported before it is
needed: a check of ownership alone loads ownership alone.

The measures of a changed organisation are made from those before it, each when it is first asked for: it is
told what it said before, and of what, and measures again what differs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from topo.analysis.memory import Memory
from topo.analysis.progress import Progress, ignore
from topo.analysis.renewing import Differences
from topo.findings import Address
from topo.model.base import EMPTY
from topo.model.organisation import Organisation

if TYPE_CHECKING:
    from topo.analysis.accepting import Acceptances
    from topo.analysis.accountability import Accountability
    from topo.analysis.autonomy import Autonomy
    from topo.analysis.betweenness import Betweenness
    from topo.analysis.bus_factor import BusFactors
    from topo.analysis.carrying import Carried
    from topo.analysis.chains import Chain
    from topo.analysis.cognitive_load import CognitiveLoad
    from topo.analysis.completeness import Completeness
    from topo.analysis.congruence import Congruence
    from topo.analysis.cycles import Cycles
    from topo.analysis.dangling import Dangling
    from topo.analysis.deciding import Decisions
    from topo.analysis.declaring import Declarations, InForce
    from topo.analysis.flow.intervals import Intervals
    from topo.analysis.flow.levers import Levers
    from topo.analysis.flow.measuring import Flow
    from topo.analysis.flow.stress import Stress
    from topo.analysis.friction import Friction, Surroundings
    from topo.analysis.heads import Headcount
    from topo.analysis.joining import Joining
    from topo.analysis.modularity import Modularity
    from topo.analysis.nesting import Containers, Nesting
    from topo.analysis.owners import Owners
    from topo.analysis.ownership import Ownership, Owning
    from topo.analysis.product_map import ProductMap
    from topo.analysis.propagation import Propagation, Reach
    from topo.analysis.reaching import Reaching
    from topo.analysis.readiness import Readiness
    from topo.analysis.selecting import Selecting
    from topo.analysis.span import Spans
    from topo.analysis.stewardship import Stewardship
    from topo.analysis.talking import Talking
    from topo.analysis.tier_inversions import TierInversions
    from topo.analysis.tissue import Weave
    from topo.analysis.waiting import Waiting
    from topo.graph.teams import TeamGraph
    from topo.graph.views import ServiceGraph

Weights = Mapping[str, Mapping[str, float]]
NO_PROFILES: Weights = EMPTY


@dataclass(frozen=True)
class Measures:
    """The measures of one organisation on one day, with the weights of the profiles by name.

    `progress` hears of what takes seconds.
    """

    organisation: Organisation
    as_of: date
    weights: Weights = NO_PROFILES
    progress: Progress = field(default=ignore, compare=False)
    _memory: Memory = field(default_factory=Memory, init=False, repr=False, compare=False)

    def after(self, organisation: Organisation, *, touched: Iterable[Address] | None = None) -> "Measures":
        """The measures of a changed organisation, on the same day and with the same weights.

        What the change did not touch is taken over from what has been measured so far, as the same objects;
        the rest is measured again when it is asked for. To the last bit it is what measuring from the start
        would say. Both may be used further: a value is made of a value.

        `touched` are the addresses of all things that differ, as a move tells them; without them the two
        organisations are compared. Nothing checks them: what is not named is taken for unchanged.
        """
        later = Measures(organisation, self.as_of, self.weights, self.progress)
        memory = self._memory.follow(self.organisation, organisation, touched=touched)
        object.__setattr__(later, "_memory", memory)
        return later

    @property
    def differences(self) -> Differences:
        """What differs between these and earlier sections of the organisation, looked at once."""
        return self._memory.differences

    def _profile(self, name: str) -> Mapping[str, float]:
        return self.weights.get(name, EMPTY)

    @cached_property
    def selecting(self) -> "Selecting":
        """Whom does a selector speak of?"""
        from topo.analysis.selecting import Selecting

        return Selecting(self.organisation)

    @cached_property
    def ownership(self) -> "Ownership":
        """Is everything owned?"""
        from topo.analysis.ownership import measure_ownership

        return self._memory.measure(
            "ownership",
            measure_ownership,
            organisation=self.organisation,
            as_of=self.as_of,
            weights=self._profile("ownership"),
            owners=self.owners,
            nesting=self.nesting,
            acceptances=self.acceptances,
        )

    @cached_property
    def standing_in(self) -> "Mapping[str, tuple[Owning, ...]]":
        """Which services and modules stand directly in each domain that has some?"""
        from topo.analysis.ownership import find_standing_in

        return self._memory.measure("standing_in", find_standing_in, ownership=self.ownership)

    @cached_property
    def dangling(self) -> "Dangling":
        """Which references name nothing?"""
        from topo.analysis.dangling import find_dangling

        return self._memory.measure("dangling", find_dangling, organisation=self.organisation)

    @cached_property
    def acceptances(self) -> "Acceptances":
        """What is waived, until when?"""
        from topo.analysis.accepting import find_acceptances

        return self._memory.measure("acceptances", find_acceptances, organisation=self.organisation)

    @cached_property
    def containers(self) -> "Containers":
        """What stands in what else of its kind?"""
        from topo.analysis.nesting import find_all_containers

        return self._memory.measure("containers", find_all_containers, organisation=self.organisation)

    @cached_property
    def nesting(self) -> "Nesting":
        """Which domain stands in which?"""
        from topo.analysis.nesting import nest_domains

        return self._memory.measure("nesting", nest_domains, organisation=self.organisation)

    @cached_property
    def owners(self) -> "Owners":
        """Which team owns which service?"""
        from topo.analysis.following import find_owners

        return self._memory.measure("owners", find_owners, organisation=self.organisation)

    @cached_property
    def carried(self) -> "Mapping[str, Carried]":
        """Which domains does each team carry, and through what?"""
        from topo.analysis.carrying import find_carried

        return self._memory.measure("carried", find_carried, owners=self.owners)

    @cached_property
    def headcount(self) -> "Headcount":
        """How many people are there?"""
        from topo.analysis.heads import measure_heads

        return self._memory.measure("headcount", measure_heads, organisation=self.organisation)

    @cached_property
    def team_graph(self) -> "TeamGraph":
        """Who waits on whom, as a graph?"""
        from topo.analysis.graphs import find_team_graph

        return self._memory.measure(
            "team_graph",
            find_team_graph,
            organisation=self.organisation,
            services=self.service_graph,
            owners=self.owners,
            weights=self._profile("dependencies"),
        )

    @cached_property
    def service_graph(self) -> "ServiceGraph":
        """Which service waits on which, as a graph?"""
        from topo.analysis.graphs import find_service_graph

        return self._memory.measure("service_graph", find_service_graph, organisation=self.organisation)

    @cached_property
    def waiting(self) -> "Waiting":
        """Who waits on whom, and how much?"""
        from topo.analysis.waiting import measure_waiting

        return self._memory.measure("waiting", measure_waiting, graph=self.team_graph)

    @cached_property
    def cycles(self) -> "Cycles":
        """Which teams wait on each other in a ring?"""
        from topo.analysis.cycles import measure_cycles

        return self._memory.measure("cycles", measure_cycles, graph=self.team_graph)

    @cached_property
    def service_propagation(self) -> "Propagation":
        """How far does a change of a service reach?"""
        from topo.analysis.propagation import measure_service_propagation

        return self._memory.measure(
            "service_propagation", measure_service_propagation, graph=self.service_graph, reach=self.reach
        )

    @cached_property
    def team_propagation(self) -> "Propagation":
        """How far does a change in a team reach?"""
        from topo.analysis.propagation import measure_team_propagation

        return self._memory.measure("team_propagation", measure_team_propagation, graph=self.team_graph)

    @cached_property
    def reach(self) -> "Reach":
        """On how many services does each wait, in however many steps?"""
        from topo.analysis.propagation import measure_reach

        return self._memory.measure("reach", measure_reach, graph=self.service_graph)

    @cached_property
    def chain(self) -> "Chain":
        """What is the longest chain of hand-offs?"""
        from topo.analysis.chains import measure_chain

        return self._memory.measure("chain", measure_chain, graph=self.team_graph)

    @cached_property
    def tier_inversions(self) -> "TierInversions":
        """Which tier-1 services lean on lower tiers?"""
        from topo.analysis.tier_inversions import measure_tier_inversions

        return self._memory.measure(
            "tier_inversions", measure_tier_inversions, organisation=self.organisation
        )

    @cached_property
    def betweenness(self) -> "Betweenness":
        """Through whom do the ways lead? Only when asked for: it takes seconds on a large organisation."""
        from topo.analysis.betweenness import measure_betweenness

        return measure_betweenness(self.team_graph, progress=self.progress)

    @cached_property
    def modularity(self) -> "Modularity":
        """How well do team borders follow the dependencies? Only when asked for, as betweenness."""
        from topo.analysis.modularity import measure_modularity

        return measure_modularity(self.team_graph, progress=self.progress)

    @cached_property
    def joining(self) -> "Joining":
        """Which pairs of teams does the structure join?"""
        from topo.analysis.joining import find_joining

        return self._memory.measure(
            "joining", find_joining, owners=self.owners, services=self.service_graph, carried=self.carried
        )

    @cached_property
    def declarations(self) -> "Declarations":
        """Which pairs of teams have agreed how to work together?"""
        from topo.analysis.declaring import find_declarations

        return self._memory.measure(
            "declarations", find_declarations, owners=self.owners, as_of=self.as_of, reaching=self.reaching
        )

    @cached_property
    def in_force(self) -> "InForce":
        """With whom has each team agreed how to work together, by what is in force?"""
        from topo.analysis.declaring import find_in_force

        return self._memory.measure("in_force", find_in_force, declarations=self.declarations)

    @cached_property
    def talking(self) -> "Talking":
        """Who must talk, through how many channels?"""
        from topo.analysis.talking import measure_talking

        return self._memory.measure(
            "talking",
            measure_talking,
            organisation=self.organisation,
            as_of=self.as_of,
            weights=self._profile("channels"),
            joining=self.joining,
            declarations=self.declarations,
            in_force=self.in_force,
            headcount=self.headcount,
        )

    @cached_property
    def congruence(self) -> "Congruence":
        """Does what teams declared fit what the structure requires?"""
        from topo.analysis.congruence import measure_congruence

        return self._memory.measure(
            "congruence",
            measure_congruence,
            organisation=self.organisation,
            as_of=self.as_of,
            joining=self.joining,
            declarations=self.declarations,
        )

    @cached_property
    def cognitive_load(self) -> "CognitiveLoad":
        """Does what each team carries fit?"""
        from topo.analysis.cognitive_load import measure_cognitive_load

        return self._memory.measure(
            "cognitive_load",
            measure_cognitive_load,
            organisation=self.organisation,
            weights=self._profile("cognitive-load"),
            carried=self.carried,
        )

    @cached_property
    def friction(self) -> "Mapping[str, Friction]":
        """What wears each team down?"""
        from topo.analysis.friction import measure_friction

        return self._memory.measure(
            "friction",
            measure_friction,
            organisation=self.organisation,
            as_of=self.as_of,
            weights=self._profile("cognitive-load"),
            surroundings=self._surroundings,
            owners=self.owners,
            headcount=self.headcount,
            in_force=self.in_force,
        )

    @cached_property
    def _surroundings(self) -> "Surroundings":
        from topo.analysis.surrounding import find_surroundings

        blocking = self.waiting if self.service_graph.says_anything else None
        return find_surroundings(self.organisation, tissue=self.tissue, waiting=blocking)

    @cached_property
    def bus_factors(self) -> "BusFactors":
        """Whose leaving orphans a service or domain?"""
        from topo.analysis.bus_factor import measure_bus_factors

        return self._memory.measure(
            "bus_factors",
            measure_bus_factors,
            organisation=self.organisation,
            owners=self.owners,
            nesting=self.nesting,
        )

    @cached_property
    def spans(self) -> "Spans":
        """How much does one manager or steward look after?"""
        from topo.analysis.span import measure_spans

        return self._memory.measure(
            "spans",
            measure_spans,
            organisation=self.organisation,
            headcount=self.headcount,
            carried=self.carried,
        )

    @cached_property
    def reaching(self) -> "Reaching":
        """Whom do the selectors of the tissue reach?"""
        from topo.analysis.reaching_again import find_reaching

        return self._memory.measure("reaching", find_reaching, owners=self.owners)

    @cached_property
    def decisions(self) -> "Decisions":
        """Who takes which decision, and whom does it concern?"""
        from topo.analysis.deciding import read_decisions

        return self._memory.measure("decisions", read_decisions, reaching=self.reaching)

    @cached_property
    def tissue(self) -> "Weave":
        """What binds each team, what relieves it, what may it decide?"""
        from topo.analysis.tissue import measure_tissue

        return self._memory.measure(
            "tissue",
            measure_tissue,
            organisation=self.organisation,
            weights=self._profile("tissue"),
            reaching=self.reaching,
            decisions=self.decisions,
        )

    @cached_property
    def accountability(self) -> "Accountability":
        """Does each team answer for results?"""
        from topo.analysis.accountability import measure_accountability

        return self._memory.measure(
            "accountability",
            measure_accountability,
            organisation=self.organisation,
            weights=self._profile("accountability"),
        )

    @cached_property
    def autonomy(self) -> "Autonomy":
        """How much autonomy has each team earned?"""
        from topo.analysis.autonomy import measure_autonomy

        return self._memory.measure(
            "autonomy",
            measure_autonomy,
            organisation=self.organisation,
            accountability=self.accountability,
            reaching=self.reaching,
            decisions=self.decisions,
        )

    @cached_property
    def completeness(self) -> "Completeness":
        """Has each cell the skills and roles that it needs?"""
        from topo.analysis.completeness import measure_completeness

        return self._memory.measure(
            "completeness", measure_completeness, organisation=self.organisation, carried=self.carried
        )

    @cached_property
    def readiness(self) -> "Readiness":
        """Which cells could run with a pizza's worth of people?"""
        from topo.analysis.readiness import measure_readiness

        return self._memory.measure(
            "readiness",
            measure_readiness,
            organisation=self.organisation,
            weights=self._profile("readiness"),
            owners=self.owners,
        )

    @cached_property
    def stewardship(self) -> "Stewardship":
        """Who looks after each team's ways of working?"""
        from topo.analysis.stewardship import measure_stewardship

        return self._memory.measure("stewardship", measure_stewardship, organisation=self.organisation)

    @cached_property
    def product_map(self) -> "ProductMap":
        """Which product holds which domains?"""
        from topo.analysis.product_map import measure_product_map

        return self._memory.measure(
            "product_map",
            measure_product_map,
            organisation=self.organisation,
            owners=self.owners,
            nesting=self.nesting,
        )

    @cached_property
    def flow(self) -> "Flow":
        """Where does work wait?"""
        from topo.analysis.flow.measuring import measure_flow

        weights = self._profile("flow")
        return self._memory.measure(
            "flow",
            measure_flow,
            organisation=self.organisation,
            weights=weights,
            owners=self.owners,
            headcount=self.headcount,
        )

    @cached_property
    def intervals(self) -> "Intervals":
        """How sure is the flow, and which input would flip the constraint?"""
        from topo.analysis.flow.intervals import Intervals

        return self._memory.make("intervals", Intervals, flow=self.flow)

    @cached_property
    def stress(self) -> "Stress":
        """What does the speed-up that `check` sets do to the flow? For any other: `measure_stress`."""
        from topo.analysis.flow.stress import measure_stress

        said = None if self.organisation.check is None else self.organisation.check.stress
        share = self._profile("flow")["stress"] if said is None else said
        return self._memory.make("stress", measure_stress, flow=self.flow, ai=share)

    @cached_property
    def levers(self) -> "Levers":
        """What would relieve the constraint, and by how much? Only when asked for: each is measured."""
        from topo.analysis.flow.levers import find_areas, measure_levers

        return measure_levers(self.flow, areas=find_areas(self.tissue))
