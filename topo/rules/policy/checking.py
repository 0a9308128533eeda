"""Which members of its collection break a policy, and for which can that not be told?

A finding for each member and each line of `require` that it breaks, at what the member says there. Members of
which cannot be told whether a policy speaks of them (its `when` leads through something that is missing) are
one finding for each line of `when`, at that line.
"""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from topo.analysis.catalogue.measure import Measure
from topo.analysis.measures import Measures
from topo.findings import Address, Finding, Related
from topo.model.base import Entity
from topo.model.organisation import Organisation, address_of
from topo.rules.naming import called, joined, quoted
from topo.rules.policy.conditions import Condition
from topo.rules.policy.judging import NOTHING_SHARED, Judge, Shared, Verdict, find_condition
from topo.rules.policy.reading import Line, ReadPolicies, ReadPolicy
from topo.rules.policy.walking import Member, Trace, Walker
from topo.rules.speaking import speaks_of
from topo.text import printable

_MOST_VALUES = 4
_MOST_RELATED = 20
_MOST_CAUSES = 5
_LONGEST_SAYING = 200
_BROKEN = (Verdict.FAILS, Verdict.UNSAID, Verdict.UNKNOWN)


def check_policies(read: ReadPolicies, measures: Measures, codes: Collection[str]) -> Iterator[Finding]:
    """The findings of the policies with these codes, in the order of the codes."""
    walker = Walker(measures.organisation, measures)
    judge = Judge(measures.organisation)
    for code, policy in sorted(read.policies.items()):
        if code in codes:
            yield from _Checking(policy, walker, judge).find()


def find_members(organisation: Organisation, kind: str | None) -> Iterator[Member]:
    """The members of a collection by kind (None: interactions), by id."""
    if kind is None:
        for interaction in sorted(organisation.interactions, key=lambda each: each.identity):
            address = Address.of("interactions").item(interaction.identity)
            yield Member(None, interaction.identity, interaction, address)
        return
    for id, thing in sorted(organisation.collection(kind).items()):
        yield Member(kind, id, thing, address_of(kind, id))


class _Break(NamedTuple):
    """What a member says at one end of a path, and what became of that."""

    trace: Trace
    verdict: Verdict


class _Checking:
    """Checks one policy."""

    def __init__(self, policy: ReadPolicy, walker: Walker, judge: Judge) -> None:
        self.policy = policy
        self.walker = walker
        self.judge = judge
        self.members = tuple(find_members(judge.organisation, policy.kind))

    def find(self) -> Iterator[Finding]:
        """Everything that the policy finds."""
        selected: list[Member] = []
        unclear: dict[Line, list[tuple[Member, Trace]]] = {}
        for member in self.members:
            doubt = self._find_doubt(member)
            if doubt is None:
                selected.append(member)
            elif doubt.line is not None and doubt.trace is not None and doubt.verdict is Verdict.UNKNOWN:
                unclear.setdefault(doubt.line, []).append((member, doubt.trace))
        for line in self.policy.require:
            shared = self._share(line) if line.condition.unique else NOTHING_SHARED
            for member in selected:
                yield from self._check(member, line, shared)
        for line, members in unclear.items():
            yield self._say_unclear(line, members)

    def _find_doubt(self, member: Member) -> "_Doubt | None":
        """Why a policy does not, or perhaps does not, speak of a member; None where it does."""
        if not self._is_selected(member):
            return _Doubt(None, Verdict.FAILS)
        worst: _Doubt | None = None
        for line in self.policy.when:
            traces = tuple(self.walker.walk(member, line.path.steps))
            verdict = self.judge.judge_any(line.conditions, traces)
            if verdict in (Verdict.FAILS, Verdict.UNSAID):
                return _Doubt(line, verdict)
            if verdict is not Verdict.HOLDS and (worst is None or verdict is Verdict.UNTOLD):
                worst = _Doubt(line, verdict, next((each for each in traces if each.is_through), None))
        return worst

    def _is_selected(self, member: Member) -> bool:
        """Whether the selector of `when` speaks of a member."""
        whom, part = self.policy.whom, member.part
        if whom is None or member.kind is None or not isinstance(part, Entity):
            return True
        return speaks_of(whom, member.kind, part, self.walker.measures)

    def _share(self, line: Line) -> Shared:
        """Which members say each value at the end of a path."""
        found: dict[object, set[str]] = {}
        for member in self.members:
            for trace in self.walker.walk(member, line.path.steps):
                condition = find_condition(line.conditions, trace)
                if condition is None or condition.type is None or not trace.is_said:
                    continue
                for value in trace.values or ():
                    found.setdefault(self.judge.key_of(condition.type, value), set()).add(member.id)
        return {key: frozenset(ids) for key, ids in found.items() if len(ids) > 1}

    def _check(self, member: Member, line: Line, shared: Shared) -> Iterator[Finding]:
        """A finding for each piece of a member that breaks a line, what is told of one place together."""
        traces = tuple(self.walker.walk(member, line.path.steps))
        if not traces and line.condition.present:
            gap = f"it says no {quoted(line.path.text)}"
            traces = (Trace(member.address.steps, gap=gap),)
        places: dict[tuple[Address, tuple[Address, ...]], list[_Break]] = {}
        for trace in traces:
            verdict = self.judge.judge(line.conditions, trace, member=member.id, shared=shared)
            if verdict in _BROKEN:
                key = (trace.address, tuple(each.address for each in trace.crossed))
                places.setdefault(key, []).append(_Break(trace, verdict))
        for breaks in places.values():
            yield self._say_broken(member, line, breaks, shared)

    # --- what is said -------------------------------------------------------------------------------

    def _say_broken(self, member: Member, line: Line, breaks: list[_Break], shared: Shared) -> Finding:
        trace, verdict = breaks[0]
        condition = find_condition(line.conditions, trace) or line.condition
        if trace.values is None:
            fact, label = _say_gap(member, line, condition, trace, verdict)
        else:
            others = self.judge.find_others(condition, trace, member.id, shared) if condition.unique else []
            fact, label = _say_values(member, line, condition, [each.trace for each in breaks], others)
        evidence = self._measure(line, condition, trace)
        return Finding(
            self.policy.code,
            self.policy.severity,
            trace.address,
            printable(f"{fact}: {_clip(self.policy.policy.says)}", limit=1000),
            label=printable(label, limit=120),
            hint=self._hint,
            related=tuple(self._relate(line, trace, is_measured="beyond" in evidence)),
            evidence=evidence,
            measured="beyond" if "beyond" in evidence else None,
        )

    def _measure(self, line: Line, condition: Condition, trace: Trace) -> dict[str, object]:
        """The numbers of a finding; how far a value lies beyond its bound where a baseline can watch it.

        It can where the finding's address is of this value alone: inside the member itself.
        """
        evidence: dict[str, object] = {"path": line.path.text}
        if trace.values is None or trace.is_list:
            return evidence
        value = trace.values[0]
        if isinstance(value, int | float):
            evidence["value"] = value
        if condition.is_bounded and not trace.crossed and trace.is_said:
            beyond = condition.find_excess(value, self.judge.calendar)
            if beyond:
                evidence["beyond"] = round(beyond, 9)
        return evidence

    def _relate(self, line: Line, trace: Trace, *, is_measured: bool) -> Iterator[Related]:
        yield Related(f"the policy {quoted(self.policy.code)}", line.address)
        for target in trace.crossed:
            yield Related(called(target.kind, target.id), target.address)
        if is_measured and isinstance(trace.end, Measure):
            for address in trace.causes[:_MOST_CAUSES]:
                yield Related("a part of it", address)

    def _say_unclear(self, line: Line, members: list[tuple[Member, Trace]]) -> Finding:
        """That it cannot be told of some members whether a policy speaks of them."""
        first, trace = members[0]
        names = joined((quoted(member.id) for member, _ in members), most=_MOST_VALUES)
        gap = _name_subject(trace.gap, first) + (", for one" if len(members) > 1 else "")
        fact = f"{quoted(self.policy.code)} cannot be assessed for {names}: {gap}"
        return Finding(
            self.policy.code,
            self.policy.severity,
            line.address,
            printable(f"{fact}: {_clip(self.policy.policy.says)}", limit=1000),
            label="cannot be assessed",
            hint=self._hint,
            related=tuple(Related(member.called, member.address) for member, _ in members[:_MOST_RELATED]),
            evidence={"path": line.path.text, "members": len(members)},
            measured="members",
        )

    @property
    def _hint(self) -> str | None:
        why = self.policy.policy.why
        return None if why is None else printable(why, limit=500)


class _Doubt(NamedTuple):
    """A line of `when` that a member does not, or perhaps does not, meet; None for its selector."""

    line: Line | None
    verdict: Verdict
    trace: Trace | None = None


def _name_subject(gap: str, member: Member) -> str:
    """What is missing, where no sentence before it says whose it is."""
    if gap.startswith("it "):
        return f"{member.called}{gap[2:]}"
    return f"{member.called}: {gap}"


def _say_gap(
    member: Member, line: Line, condition: Condition, trace: Trace, verdict: Verdict
) -> tuple[str, str]:
    """What is said where nothing stands at the end of a path, and the label."""
    wanted = f"{trace.gap}, and {quoted(line.path.text)} must be {condition.describe()}"
    if verdict is Verdict.FAILS and not trace.is_through:
        return f"{member.called}: {wanted}", "not said"
    return f"{member.called} cannot be assessed: {wanted}", "cannot be assessed"


def _say_values(
    member: Member, line: Line, condition: Condition, traces: list[Trace], others: list[str]
) -> tuple[str, str]:
    """What is said of values that are none of those that are asked for, and the label."""
    shown = joined(dict.fromkeys(_show(trace, condition) for trace in traces), most=_MOST_VALUES)
    verb = "is" if traces[0].is_said else "is, unless said,"
    fact = f"{member.called}: {quoted(line.path.text)}{_of(traces[0])} {verb} {shown}"
    if others:
        fact += f", as that of {joined(map(quoted, others), most=_MOST_VALUES)}"
    return f"{fact}, and must be {condition.describe()}", f"{verb} {shown}"


def _show(trace: Trace, condition: Condition) -> str:
    """The values at an end in words."""
    values = trace.values or ()
    if condition.type is None or not values:
        return "there" if values else "empty" if trace.is_list else "no single value"
    shown = joined((condition.type.show(value) for value in values), most=_MOST_VALUES)
    return shown if not trace.unit or values == (1,) else f"{shown} {trace.unit}"


def _of(trace: Trace) -> str:
    """The thing that a value was found at, where it is another than the member."""
    return f" of {called(trace.crossed[-1].kind, trace.crossed[-1].id)}" if trace.crossed else ""


def _clip(says: str) -> str:
    return printable(says, limit=_LONGEST_SAYING)
