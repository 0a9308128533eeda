"""Does a policy fit the schema of the model, and what exactly does it ask?

Every path and every value is checked before anything is judged. A policy of which `when` cannot be read is
not judged at all, for it might speak of other members than it says; a line of `require` that cannot be read
is left out.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from topo.findings import Address, Finding, Severity
from topo.model.base import Part
from topo.model.interaction import Interaction
from topo.model.organisation import CLASSES, COLLECTIONS, Organisation
from topo.model.references import resolve
from topo.model.selector import NARROWING, Selector
from topo.model.settings import Policy
from topo.rules.naming import joined, named, noun, quoted
from topo.rules.nearness import Nearness
from topo.rules.policy.conditions import OPERATORS, Condition, Misfit, Misfits, read_condition
from topo.rules.policy.fields import find_fields
from topo.rules.policy.judging import Conditions
from topo.rules.policy.paths import MEASURES, LeadsNowhere, Path, read_path, type_of
from topo.rules.policy.values import Type
from topo.rules.policy.walking import may_be_defined
from topo.text import did_you_mean, printable

_SELECTABLE = frozenset({"service", "team", "domain", "group", "capability", "guardrail", "data"})
_SELECTING = {key: field for key, field in find_fields(Selector).items() if key in (*NARROWING, "all")}
_WITH_THOSE_BELOW = ("group", "domain")
_KIND_OF = {path[-1]: kind for kind, path in COLLECTIONS.items()}


@dataclass(frozen=True, eq=False)
class Line:
    """A line of `when` or `require`: a path and what is asked at its end; `address` is its own."""

    path: Path
    conditions: Conditions
    address: Address

    @property
    def condition(self) -> Condition:
        """What it asks, where one of several types will do."""
        return next(iter(self.conditions.values()))


@dataclass(frozen=True, eq=False)
class ReadPolicy:
    """A policy as it is judged. `kind` is that of its members, None for interactions.

    `whom` are the keys of `when` that are a selector's, None without any. `is_whole`: all of it was read.
    """

    code: str
    policy: Policy
    kind: str | None
    whom: Selector | None
    when: tuple[Line, ...]
    require: tuple[Line, ...]
    is_whole: bool = True

    @property
    def severity(self) -> Severity:
        """How severe its findings are, where nothing else is set."""
        said = self.policy.severity
        return Severity.ERROR if said in (None, "off") else Severity(said)


@dataclass(frozen=True)
class ReadPolicies:
    """The policies of an organisation that can be judged, by code, and what is wrong with any of them."""

    policies: Mapping[str, ReadPolicy]
    findings: tuple[Finding, ...]
    broken: frozenset[str]
    """The codes of those of which not all could be read."""


def read_policies(organisation: Organisation) -> ReadPolicies:
    """Read the policies of an organisation against the schema."""
    policies: dict[str, ReadPolicy] = {}
    findings: list[Finding] = []
    broken: set[str] = set()
    for code, policy in sorted(organisation.policies.items()):
        reading = _Reading(organisation, code, policy)
        read = reading.read()
        findings += reading.findings
        if read is not None:
            policies[code] = read
        if read is None or not read.is_whole:
            broken.add(code)
    return ReadPolicies(policies, tuple(findings), frozenset(broken))


class _Reading:
    """Reads one policy."""

    def __init__(self, organisation: Organisation, code: str, policy: Policy) -> None:
        self.organisation = organisation
        self.policy = policy
        self.address = Address.of("policies", code)
        self.code = code
        self.kind = _KIND_OF.get(policy.for_)
        self.findings: list[Finding] = []

    @property
    def _part(self) -> type[Part]:
        return Interaction if self.kind is None else CLASSES[self.kind]

    def read(self) -> ReadPolicy | None:
        """The policy; None where it cannot be judged."""
        unreadable = self.organisation.facts.unreadable
        if any(self.address / key in unreadable for key in ("when", "require", "for")):
            return None
        selecting = {key: asked for key, asked in self.policy.when.items() if self._is_selecting(key, asked)}
        whom = self._selector(selecting)
        paths = {key: asked for key, asked in self.policy.when.items() if key not in selecting}
        when = sorted(self._lines("when", paths), key=lambda line: line.path.text)
        is_sound = self._fits
        require = list(self._lines("require", self.policy.require))
        if not self.policy.require:
            self._say("SYN004", self.address / "require", f"{quoted(self.code)} requires nothing", _LIKE)
        if not is_sound or not require:
            return None
        return ReadPolicy(self.code, self.policy, self.kind, whom, tuple(when), tuple(require), self._fits)

    @property
    def _fits(self) -> bool:
        """Whether everything that was read so far fits the schema."""
        return not any(each.code.startswith("SYN") for each in self.findings)

    # --- selectors ----------------------------------------------------------------------------------

    def _is_selecting(self, key: str, asked: Any) -> bool:
        """Whether a key of `when` is a selector's: no field has it, or means less by it."""
        if self.kind not in _SELECTABLE or key not in _SELECTING or isinstance(asked, Mapping):
            return False
        return key in _WITH_THOSE_BELOW or key not in find_fields(self._part)

    def _selector(self, said: Mapping[str, Any]) -> Selector | None:
        """The selector that these keys of `when` are."""
        values: dict[str, Any] = {}
        for key, asked in said.items():
            address = self.address / "when" / key
            for condition in self._conditions(address, key, asked, [_SELECTING[key].type]).values():
                self._check_ids(address, condition, asked)
                values[key] = condition.any_of[0] if key == "all" else condition.any_of
        return Selector.model_construct(**values) if values else None

    # --- lines --------------------------------------------------------------------------------------

    def _lines(self, key: str, said: Mapping[str, Any]) -> Iterator[Line]:
        seen: dict[tuple[str, ...], str] = {}
        for text, asked in said.items():
            address = self.address / key / text
            line = self._line(address, text, asked)
            if line is None:
                continue
            first = seen.setdefault(_plain(line.path.steps), text)
            if first != text:
                message = f"{quoted(text)} and {quoted(first)} are one path"
                self._say("SYN002", address, message, "say both in one mapping: `{min: 1, max: 5}`")
            elif key == "when" and line.condition.unique:
                message = "`unique` compares members, and `when` looks at one"
                self._say("SYN003", address / "unique", message, "ask it in `require`")
            else:
                yield line

    def _line(self, address: Address, text: str, asked: Any) -> Line | None:
        try:
            path = read_path(text, self._part)
        except LeadsNowhere as error:
            word = did_you_mean(text, _SELECTING) if address.steps[2] == "when" else None
            self._say("SYN003", address, str(error), word or error.hint)
            return None
        read = self._conditions(address, text, asked, [type_of(end) for end in path.ends])
        conditions = {end: read[kind] for end in path.ends if (kind := type_of(end)) in read}
        for condition in read.values():
            self._check_ids(address, condition, asked)
        return Line(path, conditions, address) if conditions else None

    def _conditions(
        self, address: Address, text: str, asked: Any, types: Iterable[Type | None]
    ) -> dict[Type | None, Condition]:
        """What is asked, by type; nothing where it does not fit, which is told."""
        try:
            return read_condition(asked, types, quoted(text))
        except Misfits as error:
            for misfit in error.found:
                code = "SYN003" if misfit.is_key else "SYN004"
                at = Address((*address.steps, *misfit.below))
                self._say(code, at, misfit.message, self._find_longer(text, misfit) or misfit.hint)
            return {}

    def _find_longer(self, text: str, misfit: Misfit) -> str | None:
        """A hint where an unknown key of a mapping is the next step of the path."""
        if not (misfit.is_key and misfit.below) or misfit.below[0] in OPERATORS:
            return None
        longer = f"{text}.{misfit.below[0]}"
        try:
            read_path(longer, self._part)
        except LeadsNowhere:
            return None
        return f"a path is written in one: `{longer}: …`"

    # --- ids ----------------------------------------------------------------------------------------

    def _check_ids(self, address: Address, condition: Condition, asked: Any) -> None:
        kinds = () if condition.type is None else condition.type.kinds
        for id in condition.any_of if kinds else ():
            if not (id in kinds or self._is_known(id, kinds)):
                at = address.item(id) if isinstance(asked, list | tuple) else address
                self._say_unknown(at, id, tuple(kind for kind in kinds if kind in COLLECTIONS))

    def _is_known(self, id: str, kinds: tuple[str, ...]) -> bool:
        organisation = self.organisation
        return resolve(organisation, id, kinds) is not None or may_be_defined(organisation, id, kinds)

    def _say_unknown(self, address: Address, id: str, kinds: tuple[str, ...]) -> None:
        wanted = joined(map(noun, kinds), last="or")
        nearest = self._nearness(kinds).find(id.rpartition(":")[2])
        hint = f"did you mean {named(nearest, last='or')}?" if nearest else None
        message = f"{quoted(id)} names no {wanted}"
        self._say("REF001", address, message, hint, label=f"no such {wanted}")

    def _nearness(self, kinds: tuple[str, ...]) -> Nearness:
        if kinds not in self._known:
            self._known[kinds] = Nearness(id for kind in kinds for id in self.organisation.collection(kind))
        return self._known[kinds]

    @cached_property
    def _known(self) -> dict[tuple[str, ...], Nearness]:
        return {}

    def _say(
        self, code: str, address: Address, message: str, hint: str | None, *, label: str = "does not fit"
    ) -> None:
        label = "unknown here" if code == "SYN003" else label
        self.findings.append(
            Finding(
                code,
                Severity.ERROR,
                address,
                printable(message, limit=500),
                label=label,
                hint=None if hint is None else printable(hint, limit=800),
            )
        )


_LIKE = "add `require:` with a path and what must stand there, like `tier: {present: true}`"


def _plain(steps: tuple[str, ...]) -> tuple[str, ...]:
    """The steps of a path as a measure's name is one, however its words are joined."""
    return tuple(
        step.replace("-", "_") if at and steps[at - 1] == MEASURES else step for at, step in enumerate(steps)
    )
