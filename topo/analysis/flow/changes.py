"""Which small changes of a stream or a team can be tried, and which move of a scenario is each?

A change is a value: it makes the plan of a network another one, and names the scenario's move that says the
same, as plain data (`{"set-stage": {…}}`), where there is one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from topo.analysis.flow.network import Plan
from topo.findings import Address
from topo.model.base import FrozenDict
from topo.model.organisation import address_of
from topo.model.quantity import Duration
from topo.model.references import resolve
from topo.model.stream import Stage, Stream

Move = Mapping[str, Mapping[str, Any]]
"""A move of a scenario: its name and its fields."""


class Change(Protocol):
    """What is done, to what, and what it makes of a plan."""

    @property
    def kind(self) -> str:
        """What sort of change it is, in the words of the levers."""

    @property
    def label(self) -> str:
        """What is done, in a few words."""

    @property
    def address(self) -> Address:
        """What it is done to."""

    def apply(self, plan: Plan) -> Plan:
        """The plan with the change in it."""

    def find_move(self, plan: Plan) -> Move | None:
        """The scenario's move that says it; None where there is none."""


@dataclass(frozen=True, slots=True)
class AddPerson:
    """One person more in a pool."""

    team: str
    role: str | None
    kind = "a person more"

    @property
    def label(self) -> str:
        """Whom."""
        return f"one person more in {self.team}" + ("" if self.role is None else f" as {self.role}")

    @property
    def address(self) -> Address:
        """The pool."""
        return Address(("pools", f"[{self.team if self.role is None else f'{self.team} {self.role}'}]"))

    def apply(self, plan: Plan) -> Plan:
        """With one head more."""
        return replace(plan, staffing=plan.staffing.with_person(self.team, self.role))

    def find_move(self, plan: Plan) -> Move | None:
        """None where a team lists its members: a scenario has to say who that is."""
        team = plan.owners.organisation.teams[self.team]
        if team.members is not None:
            return None
        if team.roles:
            return None if self.role is None else _move("add-people", team=team.id, roles={self.role: 1})
        return _move("add-people", team=team.id, size=1)


@dataclass(frozen=True, slots=True)
class HalveRework:
    """Half as much is sent back from a stage."""

    stream: str
    stage: str
    kind = "rework halved"

    @property
    def label(self) -> str:
        """From where."""
        return f"half the rework from {self.stage} of {self.stream}"

    @property
    def address(self) -> Address:
        """The rework."""
        return _stage_of(self.stream, self.stage) / "rework"

    def apply(self, plan: Plan) -> Plan:
        """With half the share."""
        rework = plan.streams[self.stream].stages[self.stage].rework
        assert rework is not None
        halved = rework.model_copy(update={"share": rework.share / 2.0})
        return _with_stage(plan, self.stream, self.stage, rework=halved)

    def find_move(self, plan: Plan) -> Move | None:
        """A claim."""
        rework = plan.streams[self.stream].stages[self.stage].rework
        assert rework is not None
        said = {"to": rework.to, "share": f"{rework.share * 50.0:.9g}%"}
        return _move("set-stage", stream=self.stream, stage=self.stage, rework=said)


@dataclass(frozen=True, slots=True)
class AutomateGate:
    """A machine does what a gate did, wherever a stage is that gate."""

    guardrail: str
    kind = "a gate automated"

    @property
    def label(self) -> str:
        """Which."""
        return f"{self.guardrail} automated"

    @property
    def address(self) -> Address:
        """The guardrail."""
        return address_of("guardrail", self.guardrail)

    def apply(self, plan: Plan) -> Plan:
        """Without touch and wait at its stages; what is sent back stays."""
        organisation = plan.owners.organisation
        found = set(plan.automated)
        for stream in plan.streams.values():
            for id, stage in stream.stages.items():
                target = stage.guardrail and resolve(organisation, stage.guardrail, ("guardrail",))
                if target and target.id == self.guardrail:
                    found.add((stream.id, id))
        return replace(plan, automated=frozenset(found))

    def find_move(self, plan: Plan) -> Move | None:
        """A claim."""
        return _move("automate-guardrail", guardrail=self.guardrail)


@dataclass(frozen=True, slots=True)
class DoubleCadence:
    """Twice as many dates at a stage that waits for the next one."""

    stream: str
    stage: str
    kind = "twice the cadence"

    @property
    def label(self) -> str:
        """Where."""
        return f"twice the cadence of {self.stage} of {self.stream}"

    @property
    def address(self) -> Address:
        """The cadence."""
        return _stage_of(self.stream, self.stage) / "every"

    def apply(self, plan: Plan) -> Plan:
        """With half the period."""
        return _with_stage(plan, self.stream, self.stage, every=self._halve(plan))

    def find_move(self, plan: Plan) -> Move | None:
        """A claim."""
        return _move("set-stage", stream=self.stream, stage=self.stage, every=str(self._halve(plan)))

    def _halve(self, plan: Plan) -> Duration:
        every = plan.streams[self.stream].stages[self.stage].every
        assert every is not None
        return every._replace(amount=every.amount / 2.0)


@dataclass(frozen=True, slots=True)
class MoveStage:
    """The team that has the item before or after does a stage too, so that a hand-off is gone."""

    stream: str
    stage: str
    to: str
    role: str | None
    kind = "a hand-off removed"

    @property
    def label(self) -> str:
        """What and to whom."""
        as_role = "" if self.role is None else f" as {self.role}"
        return f"{self.stage} of {self.stream} done by {self.to}{as_role}"

    @property
    def address(self) -> Address:
        """The stage."""
        return _stage_of(self.stream, self.stage)

    def apply(self, plan: Plan) -> Plan:
        """With another team at the stage."""
        return _with_stage(plan, self.stream, self.stage, team=self.to, service=None, role=self.role)

    def find_move(self, plan: Plan) -> Move | None:
        """A structural move; None where the role would have to go, which no move says."""
        if self.role is None and plan.streams[self.stream].stages[self.stage].role is not None:
            return None
        role = {} if self.role is None else {"role": self.role}
        return _move("move-stage", stream=self.stream, stage=self.stage, to=self.to, **role)


@dataclass(frozen=True, slots=True)
class RelieveArea:
    """A capability takes an area of undifferentiated work off a team, and its toil with it.

    `focus` is the focus that the team then has; `provider` who could provide it, where that is clear.
    """

    team: str
    area: str
    focus: float
    provider: str | None = None
    kind = "an area relieved"

    @property
    def label(self) -> str:
        """What and whom."""
        return f"{self.team} relieved of {self.area}"

    @property
    def address(self) -> Address:
        """The team."""
        return address_of("team", self.team)

    def apply(self, plan: Plan) -> Plan:
        """With the focus that it gives back."""
        return replace(plan, staffing=plan.staffing.with_focus(self.team, self.focus))

    def find_move(self, plan: Plan) -> Move | None:
        """A claim; None where it is not clear who would provide it."""
        if self.provider is None:
            return None
        return _move(
            "add-capability",
            id=f"{self.area}-for-{self.team}",
            provider=self.provider,
            mode="x-as-a-service",
            relieves=[self.area],
            serves={"team": self.team},
        )


def _move(name: str, /, **fields: object) -> Move:
    return {name: fields}


def _stage_of(stream: str, stage: str) -> Address:
    return address_of("stream", stream) / "stages" / stage


def _with_stage(plan: Plan, stream: str, stage: str, **fields: object) -> Plan:
    said: Stream = plan.streams[stream]
    changed: Stage = said.stages[stage].model_copy(update=fields)
    stages = FrozenDict({id: changed if id == stage else each for id, each in said.stages.items()})
    return plan.with_stream(said.model_copy(update={"stages": stages}))
