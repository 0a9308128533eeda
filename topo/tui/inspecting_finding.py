"""What is a finding about, why does it matter, and what is to be done?"""

from collections.abc import Iterator

from rich.text import Text

from topo.findings import Finding
from topo.model.organisation import Organisation
from topo.rules.catalogue import BY_CODE, load_page
from topo.tui.inspecting import Places, Styles

_WHY = "## Why it matters"


def inspect_finding(finding: Finding, organisation: Organisation, places: Places, style: Styles) -> Text:
    """The message, what else has to do with it and where, the remedy, and why the rule is there."""
    text = Text()
    text.append(f"{finding.code} ({finding.severity.value})\n", style="bold")
    text.append(f"{finding.message.replace('`', '')}\n")
    at = places(finding.address)
    text.append(f"{at}\n" if at else "", style=style("dim"))
    for other in finding.related:
        place = places(other.address) if other.address is not None else ""
        text.append(f"  {other.message.replace('`', '')}")
        text.append(f"  {place}\n" if place else "\n", style=style("dim"))
    if finding.hint:
        text.append(f"{finding.hint.replace('`', '')}\n", style=style("head"))
    for paragraph in _find_why(finding.code, organisation):
        text.append(f"\n{paragraph}\n", style=style("dim"))
    return text


def _find_why(code: str, organisation: Organisation) -> Iterator[str]:
    """Why it matters, paragraph by paragraph, from the page of the rule; for a policy what it says."""
    policy = organisation.policies.get(code)
    if policy is not None:
        yield from () if not policy.why else (policy.why,)
        return
    rule = BY_CODE.get(code)
    page = "" if rule is None else load_page(rule)
    why = page.partition(_WHY)[2].partition("\n## ")[0]
    for paragraph in why.strip().split("\n\n"):
        if paragraph:
            yield " ".join(paragraph.replace("`", "").split())
