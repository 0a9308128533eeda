"""How are the rules listed, and how is a rule's page shown?"""

from collections.abc import Iterable

from topo.report.json_text import render_json_text
from topo.rules.rule import Rule


def render_rules(rules: Iterable[Rule], format: str) -> str:
    """The rules as an aligned table, as JSON or as a Markdown table."""
    if format == "json":
        document = [{"code": r.code, "slug": r.slug, "default": r.default, "finds": r.finds} for r in rules]
        return render_json_text(document)
    if format == "markdown":
        rows = [f"| {r.code} | {r.slug} | {r.default} | {r.finds} |" for r in rules]
        return "\n".join(["| code | slug | default | finds |", "|---|---|---|---|", *rows]) + "\n"
    rules = list(rules)
    wide = max(len(rule.slug) for rule in rules)
    return "\n".join(f"{r.code}  {r.slug:<{wide}}  {r.default:<7}  {r.finds}" for r in rules) + "\n"


def render_rule(rule: Rule, page: str, format: str, *, color: bool = False) -> str:
    """A rule's page as text (headings stand out in colour) or as JSON."""
    if format == "json":
        document = {
            "code": rule.code,
            "slug": rule.slug or None,
            "default": rule.default,
            "finds": rule.finds,
            "page": page,
        }
        return render_json_text(document)
    title = " ".join(filter(None, (rule.code, rule.slug, f"({rule.default})")))
    lines = [title, "=" * len(title), "", *page.splitlines()]
    return (
        "\n".join(_painted(line, is_title=at == 0) for at, line in enumerate(lines)) + "\n"
        if color
        else "\n".join(lines) + "\n"
    )


def _painted(line: str, *, is_title: bool) -> str:
    return f"\x1b[1m{line}\x1b[0m" if is_title or line.startswith("#") else line
