"""The rules and their pages."""

from typing import TYPE_CHECKING

from topo.errors import UsageError
from topo.rules.catalogue import BY_CODE
from topo.source.loading import LoadedModel

if TYPE_CHECKING:
    from topo.rules.rule import Rule


def find_rules() -> "tuple[Rule, ...]":
    """Every rule, in the order of the catalogue."""
    from topo.rules.catalogue import RULES

    return RULES


def find_rule(code: str, model: LoadedModel | None = None) -> "Rule":
    """The rule with this code or slug, or the policy of `model`; raises `UsageError` where there is none."""
    from topo.text import did_you_mean

    by_slug = {rule.slug: rule for rule in BY_CODE.values()}
    rule = BY_CODE.get(code.upper()) or by_slug.get(code.lower())
    if rule is None and model is not None:
        rule = find_described(code.upper(), model)
    if rule is None:
        policies = () if model is None else model.organisation.policies
        raise UsageError(
            f"there is no rule `{code}`",
            hint=did_you_mean(code, [*BY_CODE, *by_slug, *policies]) or "`topo rules` lists them",
        )
    return rule


def find_described(code: str, model: LoadedModel) -> "Rule | None":
    """The rule with this code as reports describe it, or the policy of `model`; None where there is none."""
    policy = model.organisation.policies.get(code)
    if policy is None:
        return BY_CODE.get(code)
    from topo.rules.policy.describing import describe_policy

    return describe_policy(code, policy)


def read_rule_page(code: str, model: LoadedModel | None = None) -> str:
    """The page of a rule, or of a policy of `model`; raises `UsageError` where there is none."""
    policies = {} if model is None else model.organisation.policies
    if code in policies:
        from topo.rules.policy.describing import write_page

        return write_page(code, policies[code])
    from topo.rules.catalogue import load_page

    return load_page(find_rule(code))
