"""What is measured of an organisation? Everything, each measure when it is first asked for.

Shared inputs (owners, graphs, declarations, heads) are made once. Nothing here is imported before it is
needed: a check of ownership alone loads ownership alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from topo.analysis.progress import Progress, ignore
from topo.findings import Address
from topo.model.base import EMPTY
from topo.model.organisation import Organisation

if TYPE_CHECKING:
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
    from topo.analysis.declaring import Declarations
    from topo.analysis.flow.intervals import Intervals
    from topo.analysis.flow.levers import Levers
    from topo.analysis.flow.measuring import Flow
    from topo.analysis.flow.stress import Stress
    from topo.analysis.friction import Friction, Surroundings
    from topo.analysis.heads import Headcount
    from topo.analysis.joining import Joining
    from topo.analysis.modularity import Modularity
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

        return measure_ownership(self.organisation, as_of=self.as_of, weights=self._profile("ownership"))

    @cached_property
    def standing_in(self) -> "Mapping[str, tuple[Owning, ...]]":
        """Which services and modules stand directly in each domain that has some?"""
        from topo.analysis.ownership import CODE

        found: dict[str, list[Owning]] = {}
        for thing in self.ownership.things:
            if thing.kind in CODE and thing.domain is not None:
                found.setdefault(thing.domain, []).append(thing)
        return {domain: tuple(found[domain]) for domain in sorted(found)}

    @cached_property
    def owners(self) -> "Owners":
        """Which team owns which service?"""
        from topo.analysis.owners import Owners

        return Owners(self.organisation)

    @cached_property
    def carried(self) -> "Mapping[str, Carried]":
        """Which domains does each team carry, and through what?"""
        from topo.analysis.carrying import find_carried

        return find_carried(self.owners)

    @cached_property
    def headcount(self) -> "Headcount":
        """How many people are there?"""
        from topo.analysis.heads import measure_heads

        return measure_heads(self.organisation)

    @cached_property
    def team_graph(self) -> "TeamGraph":
        """Who waits on whom, as a graph?"""
        from topo.graph.projections import view_teams

        return view_teams(self.organisation, self._profile("dependencies"))

    @cached_property
    def waiting(self) -> "Waiting":
        """Who waits on whom, and how much?"""
        from topo.analysis.waiting import measure_waiting

        return measure_waiting(self.team_graph)

    @cached_property
    def cycles(self) -> "Cycles":
        """Which teams wait on each other in a ring?"""
        from topo.analysis.cycles import measure_cycles

        return measure_cycles(self.team_graph)

    @cached_property
    def service_propagation(self) -> "Propagation":
        """How far does a change of a service reach?"""
        from topo.analysis.propagation import measure_service_propagation

        return measure_service_propagation(self.team_graph.services)

    @cached_property
    def team_propagation(self) -> "Propagation":
        """How far does a change in a team reach?"""
        from topo.analysis.propagation import measure_team_propagation

        return measure_team_propagation(self.team_graph)

    @cached_property
    def reach(self) -> "Reach":
        """On how many services does each wait, in however many steps?"""
        from topo.analysis.propagation import measure_reach

        return measure_reach(self.team_graph.services)

    @cached_property
    def chain(self) -> "Chain":
        """What is the longest chain of hand-offs?"""
        from topo.analysis.chains import measure_chain

        return measure_chain(self.team_graph)

    @cached_property
    def tier_inversions(self) -> "TierInversions":
        """Which tier-1 services lean on lower tiers?"""
        from topo.analysis.tier_inversions import measure_tier_inversions

        return measure_tier_inversions(self.organisation)

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

        return find_joining(self.owners, carried=self.carried)

    @cached_property
    def declarations(self) -> "Declarations":
        """Which pairs of teams have agreed how to work together?"""
        from topo.analysis.declaring import find_declarations

        return find_declarations(self.owners, as_of=self.as_of)

    @cached_property
    def talking(self) -> "Talking":
        """Who must talk, through how many channels?"""
        from topo.analysis.talking import measure_talking

        return measure_talking(
            self.organisation,
            as_of=self.as_of,
            weights=self._profile("channels"),
            joining=self.joining,
            declarations=self.declarations,
            headcount=self.headcount,
        )

    @cached_property
    def congruence(self) -> "Congruence":
        """Does what teams declared fit what the structure requires?"""
        from topo.analysis.congruence import measure_congruence

        return measure_congruence(
            self.organisation,
            as_of=self.as_of,
            owners=self.owners,
            joining=self.joining,
            declarations=self.declarations,
        )

    @cached_property
    def cognitive_load(self) -> "CognitiveLoad":
        """Does what each team carries fit?"""
        from topo.analysis.cognitive_load import measure_cognitive_load

        return measure_cognitive_load(
            self.organisation,
            weights=self._profile("cognitive-load"),
            owners=self.owners,
            carried=self.carried,
        )

    @cached_property
    def friction(self) -> "Mapping[str, Friction]":
        """What wears each team down?"""
        from topo.analysis.friction import measure_friction

        return measure_friction(
            self.organisation,
            as_of=self.as_of,
            weights=self._profile("cognitive-load"),
            surroundings=self._surroundings,
            owners=self.owners,
            headcount=self.headcount,
            declarations=self.declarations,
        )

    @cached_property
    def _surroundings(self) -> "Surroundings":
        from topo.analysis.friction import Surroundings

        tissue = self.organisation.tissue
        cells = self.tissue.cells if tissue.capabilities or tissue.guardrails else ()
        reliefs = {cell.team: {each.area: each.extent.value for each in cell.relief} for cell in cells}
        bindings = {cell.team: tuple(each.guardrail for each in cell.guardrails) for cell in cells}
        blocking = None
        if self.team_graph.services.says_anything:
            blocking = {each.team: self._find_blocking(each.team) for each in self.waiting.teams}
        return Surroundings(
            reliefs if tissue.capabilities else None, blocking, bindings if tissue.guardrails else None
        )

    def _find_blocking(self, team: str) -> dict[str, tuple[Address, ...]]:
        """The teams that `team` waits on with an edge that blocks, and these edges."""
        found: dict[str, list[Address]] = {}
        if self.waiting.find(team).loads.waits_on_blocking:
            for cause in self.team_graph.find_causes(team):
                if cause.is_blocking and cause.other in self.organisation.teams:
                    found.setdefault(cause.other, []).append(cause.address)
        return {other: tuple(sorted(addresses)) for other, addresses in sorted(found.items())}

    @cached_property
    def bus_factors(self) -> "BusFactors":
        """Whose leaving orphans a service or domain?"""
        from topo.analysis.bus_factor import measure_bus_factors

        return measure_bus_factors(self.organisation, owners=self.owners)

    @cached_property
    def spans(self) -> "Spans":
        """How much does one manager or steward look after?"""
        from topo.analysis.span import measure_spans

        return measure_spans(self.organisation, headcount=self.headcount, carried=self.carried)

    @cached_property
    def reaching(self) -> "Reaching":
        """Whom do the selectors of the tissue reach?"""
        from topo.analysis.reaching import Reaching

        return Reaching(self.owners)

    @cached_property
    def tissue(self) -> "Weave":
        """What binds each team, what relieves it, what may it decide?"""
        from topo.analysis.tissue import measure_tissue

        return measure_tissue(self.organisation, weights=self._profile("tissue"), reaching=self.reaching)

    @cached_property
    def accountability(self) -> "Accountability":
        """Does each team answer for results?"""
        from topo.analysis.accountability import measure_accountability

        return measure_accountability(self.organisation, weights=self._profile("accountability"))

    @cached_property
    def autonomy(self) -> "Autonomy":
        """How much autonomy has each team earned?"""
        from topo.analysis.autonomy import measure_autonomy

        return measure_autonomy(self.organisation, accountability=self.accountability, reaching=self.reaching)

    @cached_property
    def completeness(self) -> "Completeness":
        """Has each cell the skills and roles that it needs?"""
        from topo.analysis.completeness import measure_completeness

        return measure_completeness(self.organisation, owners=self.owners, carried=self.carried)

    @cached_property
    def readiness(self) -> "Readiness":
        """Which cells could run with a pizza's worth of people?"""
        from topo.analysis.readiness import measure_readiness

        return measure_readiness(self.organisation, weights=self._profile("readiness"), owners=self.owners)

    @cached_property
    def stewardship(self) -> "Stewardship":
        """Who looks after each team's ways of working?"""
        from topo.analysis.stewardship import measure_stewardship

        return measure_stewardship(self.organisation)

    @cached_property
    def product_map(self) -> "ProductMap":
        """Which product holds which domains?"""
        from topo.analysis.product_map import measure_product_map

        return measure_product_map(self.organisation, owners=self.owners)

    @cached_property
    def flow(self) -> "Flow":
        """Where does work wait?"""
        from topo.analysis.flow.measuring import measure_flow

        weights = self._profile("flow")
        return measure_flow(self.organisation, weights=weights, owners=self.owners, headcount=self.headcount)

    @cached_property
    def intervals(self) -> "Intervals":
        """How sure is the flow, and which input would flip the constraint?"""
        from topo.analysis.flow.intervals import Intervals

        return Intervals(self.flow)

    @cached_property
    def stress(self) -> "Stress":
        """What does the speed-up that `check` sets do to the flow? For any other: `measure_stress`."""
        from topo.analysis.flow.stress import measure_stress

        said = None if self.organisation.check is None else self.organisation.check.stress
        return measure_stress(self.flow, ai=self._profile("flow")["stress"] if said is None else said)

    @cached_property
    def levers(self) -> "Levers":
        """What would relieve the constraint, and by how much? Only when asked for: each is measured."""
        from topo.analysis.flow.levers import find_areas, measure_levers

        return measure_levers(self.flow, areas=find_areas(self.tissue))
