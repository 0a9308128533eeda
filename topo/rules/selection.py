"""Which rules run, and how severe is each?"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from topo.findings import Address, Finding, Severity
from topo.model.organisation import Organisation
from topo.model.selector import Selector
from topo.model.settings import Check, RuleSetting
from topo.rules.catalogue import PLANNED, POLICY, RULES, is_code, known_codes
from topo.rules.naming import named, quoted
from topo.rules.rule import Rule
from topo.text import did_you_mean

ALWAYS = ("WAI", POLICY)
"""Families that run whatever is selected."""
DEFAULT_PACK = "ownership"


class Selected(NamedTuple):
    """A rule that runs: the severity set for it (None: each finding's own), and whom it looks at."""

    rule: Rule
    severity: Severity | None
    only: Selector | None = None


class Selection(NamedTuple):
    """The rules that run, in the order of the catalogue, and what is wrong with the choice.

    `planned` are the families and codes that were chosen and that this version does not have.
    """

    rules: tuple[Selected, ...]
    planned: tuple[str, ...]
    findings: tuple[Finding, ...]

    def find(self, code: str) -> Selected | None:
        """The selected rule with this code."""
        return next((each for each in self.rules if each.rule.code == code), None)


def select_rules(
    check: Check | None, packs: Mapping[str, Iterable[str]], organisation: Organisation | None = None
) -> Selection:
    """The rules that a model's `check` section asks for; `packs` maps a pack's name to its families.

    `ownership` is part of every pack. A code that is set outside the packs is switched on by that. The
    policies of `organisation` run last, whatever the packs.
    """
    findings: list[Finding] = []
    families = set(packs[DEFAULT_PACK]) | set(ALWAYS)
    for name in check.extends if check is not None else ():
        if name in packs:
            families |= set(packs[name])
        else:
            findings.append(_unknown_pack(name, packs))
    settings = check.rules if check is not None else {}
    policies = _find_policies(organisation)
    known = known_codes() | {rule.code for rule in policies}
    findings += [_unknown_code(code, known) for code in settings if not is_code(code, organisation)]
    rules = []
    for rule in (*RULES, *policies):
        setting = settings.get(rule.code)
        said = setting.severity if setting is not None else None
        if (said or rule.default) == "off" or (rule.family not in families and setting is None):
            continue
        severity = None if said is None else Severity(said)
        rules.append(Selected(rule, severity, setting.only if setting is not None else None))
    return Selection(tuple(rules), _find_planned(families, settings), tuple(findings))


def _find_policies(organisation: Organisation | None) -> tuple[Rule, ...]:
    if organisation is None or not organisation.policies:
        return ()
    from topo.rules.policy.describing import find_policy_rules  # most models have none

    return find_policy_rules(organisation)


def _find_planned(families: set[str], settings: Mapping[str, RuleSetting]) -> tuple[str, ...]:
    """What was asked for and is not there yet: families, and codes of others."""
    missing = families - {rule.family for rule in RULES} - {POLICY}
    wanted = {code for code in PLANNED if code in settings and settings[code].severity != "off"}
    return (*sorted(missing), *sorted(code for code in wanted if code[:3] not in missing))


def _unknown_pack(name: str, packs: Mapping[str, Iterable[str]]) -> Finding:
    hint = did_you_mean(name, packs) or f"packs: {named(sorted(packs))}"
    address = Address.of("check", "extends").item(name)
    return Finding(
        "SYN004", Severity.ERROR, address, f"there is no pack {quoted(name)}", label="unknown pack", hint=hint
    )


def _unknown_code(code: str, known: Iterable[str]) -> Finding:
    hint = did_you_mean(code, known) or "`topo rules` lists them"
    address = Address.of("check", "rules", code)
    return Finding(
        "SYN004", Severity.ERROR, address, f"there is no rule {quoted(code)}", label="unknown rule", hint=hint
    )
