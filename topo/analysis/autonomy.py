"""How much autonomy has each team earned, on each track, and what is missing?

*Engineering on-the-loop* needs: every guardrail that binds the cell automated; every service of the cell with
rollback proven (or the team's signal); `deploy-to-production` decided by the owner; AI checks mandatory.
*Discovery on-the-loop* needs: an objective, a business outcome, and one who decides (a decision other than
deploying that is taken by the owner, the team, its manager or a member). Otherwise *in-the-loop*, with what
is missing and what is unknown; not assessed where nothing is said. A declared mode is above the earned one
only by what is known to be missing.

A cell that no guardrail binds passes that part. An objective that a team does not state is missing where
other teams state theirs, and unknown where nobody does; a business outcome likewise.

Source: Parasuraman, Sheridan & Wickens (2000) for levels of automation, B; what has to be there for a human
to step back from a loop is topo's own encoding (E).
"""

from dataclasses import dataclass
from functools import cached_property

from topo.analysis.accountability import Accountability, Answering
from topo.analysis.criterion import Criterion, Fact, Standing, find_facts, find_standing
from topo.analysis.deciding import DEPLOYING, OWNER, PRIORITIES, Decider, Deciding, Decisions
from topo.analysis.owners import Owners
from topo.analysis.proving import find_rollback
from topo.analysis.reaching import Reaching
from topo.analysis.reaching_again import find_moved
from topo.analysis.renewing import NOTHING, Before, measure_each
from topo.findings import Address
from topo.model.organisation import Organisation, address_of
from topo.model.team import Team
from topo.model.tissue import Guardrail

ON_THE_LOOP, IN_THE_LOOP = "on-the-loop", "in-the-loop"
ENGINEERING, DISCOVERY = "engineering", "discovery"


@dataclass(frozen=True, slots=True)
class Track:
    """One side of a team's dual track: the mode that it declares (None: none), and what it has earned."""

    team: str
    name: str
    declared: str | None
    criteria: tuple[Criterion, ...]

    @property
    def earned(self) -> str | None:
        """The mode that it has earned; None where nothing is said."""
        if not any(criterion.is_said for criterion in self.criteria):
            return None
        standing = find_standing(criterion.standing for criterion in self.criteria)
        return ON_THE_LOOP if standing is Standing.MET else IN_THE_LOOP

    @property
    def missing(self) -> tuple[Fact, ...]:
        """What is known to be missing for on-the-loop."""
        return find_facts(self.criteria, Standing.NOT_MET)

    @property
    def unknown(self) -> tuple[Fact, ...]:
        """What nobody says, and on-the-loop would need."""
        return find_facts(self.criteria, Standing.UNKNOWN)

    @property
    def is_above_earned(self) -> bool:
        """Whether it declares more than it has earned, by what is known to be missing."""
        return self.declared == ON_THE_LOOP and bool(self.missing)

    @property
    def address(self) -> Address:
        """Where the mode is declared, or the team stands where none is."""
        team = address_of("team", self.team)
        return team if self.declared is None else team / "tracks" / self.name


@dataclass(frozen=True)
class Autonomy:
    """Both tracks of every team, by team: engineering first."""

    tracks: tuple[Track, ...]

    def find(self, team: str, name: str) -> Track | None:
        """One track of a team."""
        return next((each for each in self.by_team.get(team, ()) if each.name == name), None)

    @cached_property
    def by_team(self) -> dict[str, tuple[Track, ...]]:
        """The tracks of each team."""
        found: dict[str, list[Track]] = {}
        for each in self.tracks:
            found.setdefault(each.team, []).append(each)
        return {team: tuple(tracks) for team, tracks in found.items()}


def measure_autonomy(
    organisation: Organisation,
    *,
    accountability: Accountability,
    reaching: Reaching | None = None,
    decisions: Decisions | None = None,
    before: Before[Autonomy] | None = None,
) -> Autonomy:
    """The earned autonomy of every team; `accountability` tells business outcomes from output.

    What is known already (`reaching`, `decisions`) may be handed in; `before` is what was measured of an
    earlier organisation.

    >>> from topo.analysis.accountability import measure_accountability
    >>> organisation = Organisation()
    >>> measured = measure_accountability(organisation, weights={})
    >>> measure_autonomy(organisation, accountability=measured).tracks
    ()
    """
    reaching = reaching or Reaching(Owners(organisation))
    judging = _Judging(organisation, accountability, reaching, decisions or Decisions(reaching))
    earlier, touched = None, NOTHING
    if before is not None:
        earlier, touched = before.result.by_team, _find_touched(before, judging)
        if not touched:
            return before.result
    tracks = measure_each(accountability.by_team, judging.judge, earlier, touched)
    return Autonomy(tuple(track for both in tracks.values() for track in both))


def _find_touched(before: Before[Autonomy], judging: "_Judging") -> frozenset[str]:
    """The teams that changed, have other services, or are reached by what did not reach them, or no more."""
    now, reaching = judging.organisation, judging.reaching
    was: Organisation = before.inputs["organisation"]
    answered: Accountability = before.inputs["accountability"]
    earlier: Decisions = before.inputs["decisions"]
    if (
        was.tissue.guardrails is not now.tissue.guardrails
        or earlier.all is not judging.decisions.all
        or answered.is_assessed != judging.accountability.is_assessed
        or (was.teams is not now.teams and _has_objective(was) != _has_objective(now))
    ):
        return frozenset((*was.teams, *now.teams))
    owners: Owners = before.inputs["reaching"].owners
    guardrails = now.tissue.guardrails.values()
    selectors = {each.applies_to for each in guardrails} | {each.applies_to for each in earlier.all}
    touched = before.compare(was.teams, now.teams)
    touched |= before.compare(owners.services_of, reaching.owners.services_of)
    return touched | find_moved(before.inputs["reaching"], reaching, selectors)


def _has_objective(organisation: Organisation) -> bool:
    return any(team.objective for team in organisation.teams.values())


class _Judging:
    """What the teams of one organisation have earned."""

    def __init__(
        self,
        organisation: Organisation,
        accountability: Accountability,
        reaching: Reaching,
        decisions: Decisions,
    ) -> None:
        self.organisation = organisation
        self.accountability = accountability
        self.reaching = reaching
        self.decisions = decisions
        self._owners = reaching.owners
        self._guardrails = [
            (_judge_guardrail(each), reaching.find(each.applies_to).teams)
            for _, each in sorted(organisation.tissue.guardrails.items())
        ]
        self._some_objective = _has_objective(organisation)

    def judge(self, answering: Answering) -> tuple[Track, Track]:
        """Both tracks of a team."""
        team = self.organisation.teams[answering.team]
        tracks = team.tracks
        declared = (None, None) if tracks is None else (tracks.engineering, tracks.discovery)
        return (
            Track(team.id, ENGINEERING, declared[0], self._judge_engineering(team)),
            Track(team.id, DISCOVERY, declared[1], self._judge_discovery(team, answering)),
        )

    def _judge_engineering(self, team: Team) -> tuple[Criterion, ...]:
        services = self._owners.services_of.get(team.id, ())
        guardrails = tuple(fact for fact, teams in self._guardrails if team.id in teams)
        return (
            Criterion("guardrails", "every guardrail that binds it automated", guardrails),
            Criterion("rollback", "rollback proven", find_rollback(team, services)),
            Criterion("deploying", f"`{DEPLOYING}` decided by the owner", (self._find_deploying(team),)),
            find_ai_checks(team),
        )

    def _judge_discovery(self, team: Team, answering: Answering) -> tuple[Criterion, ...]:
        return (
            Criterion("objective", "an objective", (self._find_objective(team),)),
            Criterion("outcome", "a business outcome", (self._find_outcome(answering),)),
            Criterion("deciding", "one who decides", (self._find_priorities(team),)),
        )

    def _find_deploying(self, team: Team) -> Fact:
        deciding = self._find_concerning(DEPLOYING, team)
        if deciding is None or not deciding.deciders:
            return _unknown(f"nobody says who decides `{DEPLOYING}`", address_of("team", team.id))
        foreign = [each for each in deciding.deciders if not _is_owner(each, team)]
        if foreign:
            text = f"`{DEPLOYING}` is decided by {_name(foreign[0])}"
            return Fact(Standing.NOT_MET, text, foreign[0].address)
        if not deciding.is_readable or not self.decisions.covers(deciding, team.id):
            return _unknown(f"`{DEPLOYING}` is said for a part of it alone", deciding.address)
        return Fact(Standing.MET, f"`{DEPLOYING}` is decided by the owner", deciding.address)

    def _find_objective(self, team: Team) -> Fact:
        at = address_of("team", team.id)
        if team.objective:
            return Fact(Standing.MET, "it has an objective", at / "objective")
        return Fact(_absent(self._some_objective), "it states no objective", at)

    def _find_outcome(self, answering: Answering) -> Fact:
        result = next((each for each in answering.outcomes if each.is_result), None)
        if result is not None:
            return Fact(Standing.MET, f"`{result.metric}` is a business outcome", result.address)
        if answering.outcomes:
            first = answering.outcomes[0]
            return Fact(
                Standing.NOT_MET,
                f"`{first.metric}` counts output",
                first.address,
                weighed_by=f"accountability.{first.word}",
            )
        return Fact(
            _absent(self.accountability.is_assessed), "it states no business outcome", answering.address
        )

    def _find_priorities(self, team: Team) -> Fact:
        for deciding in self.decisions.all:
            if deciding.id == DEPLOYING or self._find_concerning(deciding.id, team) is None:
                continue
            own = next((each for each in deciding.deciders if self.decisions.is_of_team(each, team)), None)
            if own is not None:
                return Fact(Standing.MET, f"`{deciding.id}` is decided by {_name(own)}", own.address)
        priorities = self._find_concerning(PRIORITIES, team)
        if priorities is None or not priorities.deciders:
            return _unknown(f"nobody says who decides `{PRIORITIES}`", address_of("team", team.id))
        other = priorities.deciders[0]
        return Fact(Standing.NOT_MET, f"`{PRIORITIES}` is decided by {_name(other)}", other.address)

    def _find_concerning(self, id: str, team: Team) -> Deciding | None:
        """The decision called `id`, where it concerns the team."""
        deciding = self.decisions.find(id)
        if deciding is None or team.id not in self.decisions.find_concerned(deciding).teams:
            return None
        return deciding


def find_ai_checks(team: Team) -> Criterion:
    """Whether automated checks bind what AI writes."""
    said = None if team.signals is None else team.signals.ai_checks
    at = address_of("team", team.id)
    if said is None:
        fact = _unknown("nothing is said of AI checks", at)
    else:
        standing = Standing.MET if said == "mandatory" else Standing.NOT_MET
        text = "there are no AI checks" if said == "none" else f"AI checks are {said}"
        fact = Fact(standing, text, at / "signals" / "ai_checks")
    return Criterion("ai-checks", "AI checks mandatory", (fact,))


def _judge_guardrail(guardrail: Guardrail) -> Fact:
    at, said = address_of("guardrail", guardrail.id), guardrail.enforcement
    if said is None:
        return _unknown(f"nobody says what makes `{guardrail.id}` hold", at)
    standing = Standing.MET if said == "automated" else Standing.NOT_MET
    return Fact(standing, f"`{guardrail.id}` is {_ENFORCED[said]}", at / "enforcement")


_ENFORCED = {"automated": "automated", "gate": "a gate", "manual": "manual", "prose": "prose"}


def _is_owner(decider: Decider, team: Team) -> bool:
    return decider.kind == OWNER or decider.who == ("team", team.id)


def _name(decider: Decider) -> str:
    return "the owner" if decider.kind == OWNER else f"{decider.kind} `{decider.id}`"


def _absent(others_say: bool) -> Standing:
    return Standing.NOT_MET if others_say else Standing.UNKNOWN


def _unknown(text: str, address: Address) -> Fact:
    return Fact(Standing.UNKNOWN, text, address)
