"""What did a check find, as Markdown for a job's summary or a comment?

The verdict, a table by rule, and the findings of each rule folded below it. Text from outside is escaped:
it can make no link, no heading, no HTML, and mentions nobody.

Format: GitHub Flavored Markdown 0.29, which GitLab reads too. GitHub takes summaries up to 1 MiB.
"""

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape

from topo.findings import Finding
from topo.report.grouping import Group, group_by_rule
from topo.report.placing import render_place
from topo.report.rules_seen import render_rule_name
from topo.report.summary import find_sentences, render_verdict
from topo.report.wording import find_common_hint, join_lines, render_related
from topo.rules.result import CheckResult, Places
from topo.text import printable

MOST_LISTED = 50
"""Findings of one rule that are listed; a table of a thousand lines helps nobody."""
MOST_CHARACTERS = 200_000
"""After this many no further rule's findings are listed, so that the page stays far below 1 MiB."""
_LONGEST_TEXT = 400
_MOST_RELATED = 10
_MARKUP = re.compile(r"[\\`*_\[\]!|~$]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_SIGILS = re.compile("[@#]")
_RUNS_OF_BACKTICKS = re.compile("`+")
_APART = "&#8203;"


def render_markdown(result: CheckResult, places: Places) -> str:
    """The result as Markdown."""
    groups = group_by_rule(result.findings)
    lines = [f"## topo check: {escape_markdown(render_verdict(result))}", ""]
    for line in find_sentences(result):
        if line != render_verdict(result):
            lines += [escape_markdown(line), ""]
    lines += _render_next_steps(result)
    if groups:
        lines += ["| rule | severity | findings | the heaviest |", "|---|---|--:|---|"]
        lines += [_render_row(group, places) for group in groups]
    for group in groups:
        lines += _render_details(group, places)
        if sum(map(len, lines)) > MOST_CHARACTERS:
            lines += [
                "",
                "The findings of further rules are left out: `topo check --format concise` lists them.",
            ]
            break
    return "\n".join(lines).rstrip("\n") + "\n"


def escape_markdown(text: str) -> str:
    r"""`text` as Markdown that shows it and does nothing else.

    >>> escape_markdown("a|b <img> @team")
    'a\\|b &lt;img&gt; @&#8203;team'
    """
    return _escape_html(_MARKUP.sub(r"\\\g<0>", printable(text, limit=_LONGEST_TEXT)))


def render_code(text: str) -> str:
    """`text` as a code span, whatever backticks it holds.

    >>> render_code("a.yaml:3"), render_code("`a` b")
    ('`a.yaml:3`', '`` `a` b ``')
    """
    safe = printable(text, limit=_LONGEST_TEXT)
    longest = max(map(len, _RUNS_OF_BACKTICKS.findall(safe)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {safe} {fence}" if longest else f"{fence}{safe}{fence}"


def _escape_html(text: str) -> str:
    """Also keeps `@team` and `#12` from being read as a mention and a reference."""
    return _SIGILS.sub(rf"\g<0>{_APART}", escape(text))


def _render_next_steps(result: CheckResult) -> list[str]:
    steps = [f"- {render_code(step.command)}: {escape_markdown(step.effect)}" for step in result.next_steps]
    return ["next:", "", *steps, ""] if steps else []


def _render_row(group: Group, places: Places) -> str:
    name = escape_markdown(render_rule_name(group.code, places))
    first = escape_markdown(group.findings[0].message)
    return f"| {name} | {group.severity} | {len(group.findings):,} | {first} |"


def _render_details(group: Group, places: Places) -> Iterator[str]:
    name = _escape_html(render_rule_name(group.code, places))
    hint = find_common_hint(group.findings)
    yield from ("", f"<details><summary>{name} × {len(group.findings):,}</summary>", "")
    for finding in group.findings[:MOST_LISTED]:
        yield from _render_finding(finding, places, with_hint=hint is None)
    more = len(group.findings) - MOST_LISTED
    if more > 0:
        yield f"- and {more:,} more, which `topo check --format concise` lists"
    if hint:
        yield from ("", f"help: {escape_markdown(join_lines(hint))}")
    yield from ("", "</details>")


def _render_finding(finding: Finding, places: Places, *, with_hint: bool) -> Iterator[str]:
    place = render_code(render_place(finding, places))
    yield f"- {place} {finding.severity}: {escape_markdown(finding.message)}"
    for other in finding.related[:_MOST_RELATED]:
        yield f"  <br>note: {escape_markdown(render_related(other, places))}"
    if with_hint and finding.hint:
        yield f"  <br>help: {escape_markdown(join_lines(finding.hint))}"
