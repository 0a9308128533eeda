"""Which rules does a report speak of?"""

from topo.rules.result import CheckResult, Places
from topo.text import printable


def find_codes(result: CheckResult) -> list[str]:
    """The codes that ran or found something, sorted: reading finds things too, and runs no rule."""
    accepted = (entry.finding.code for entry in (*result.waived, *result.baselined))
    return sorted({*result.rules, *(finding.code for finding in result.findings), *accepted})


def render_rule_name(code: str, places: Places) -> str:
    """`OWN001 unowned-service`, or the code alone for a rule that has no slug."""
    rule = places.rule_of(code)
    return printable(code if rule is None or not rule.slug else f"{code} {rule.slug}")
