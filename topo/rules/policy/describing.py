"""How is a policy described where rules are: in the catalogue of a model, by a page, by its codes?"""

from collections.abc import Iterator, Mapping
from typing import Any

from topo.model.organisation import COLLECTIONS, Organisation
from topo.model.settings import Policy
from topo.rules.naming import joined, quoted
from topo.rules.rule import Rule
from topo.text import printable

_SECTIONS = {path[-1]: ".".join(path) for path in COLLECTIONS.values()}
_LONGEST = 500


def find_policy_rules(organisation: Organisation) -> tuple[Rule, ...]:
    """The policies of a model as rules, by code; they have no slug."""
    return tuple(describe_policy(code, policy) for code, policy in sorted(organisation.policies.items()))


def describe_policy(code: str, policy: Policy) -> Rule:
    """A policy as a rule: it wakes with the collection that it speaks of."""
    section = _SECTIONS.get(policy.for_, policy.for_)
    says = printable(policy.says, limit=_LONGEST)
    return Rule(code, "", policy.severity or "error", says, needs=(section,))


def write_page(code: str, policy: Policy) -> str:
    """The page of a policy, in the sections of every rule's page."""
    lines = [_sentence(policy.says), "", "## What it finds"]
    whom = f"`{policy.for_}`"
    if policy.when:
        lines += [f"Members of {whom} for which all of this holds:", *_list(policy.when), "", "and not this:"]
    else:
        lines += [f"Members of {whom} for which this does not hold:"]
    lines += [*_list(policy.require), "", "## Why it matters", _sentence(policy.why or "Nobody has said.")]
    lines += ["", "## Options", f"`check.rules: {{{code}: off}}`, another severity, or `only:` for some."]
    lines += ["", "## Source", f"A policy of this model: `policies.{code}`."]
    return "\n".join(lines)


def _sentence(text: str) -> str:
    said = printable(text, limit=_LONGEST)
    return said if said.endswith((".", "!", "?")) else f"{said}."


def _list(conditions: Mapping[str, Any]) -> Iterator[str]:
    for path, asked in conditions.items():
        yield f"- {quoted(path)}: {_write(asked)}"


def _write(asked: Any) -> str:
    if isinstance(asked, Mapping):
        return joined(f"{printable(str(key), limit=40)} {_write(value)}" for key, value in asked.items())
    if isinstance(asked, list | tuple):
        return joined(map(_write, asked), last="or")
    return quoted(str(asked).lower() if isinstance(asked, bool) else str(asked))
