"""How is the result of a check shown to people at a terminal?

Findings are grouped by rule, and no rule takes more than `MOST_ROWS` rows of the screen: a few findings
are shown in full (source line, carets, help, and the places they are related to), more of them closer
together, and of many the heaviest.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from topo.findings import Finding, Position, Related, Severity
from topo.report import summary
from topo.report.grouping import Group, group_by_rule
from topo.report.paint import Paint, Style
from topo.report.placing import render_place
from topo.report.snippet import Page
from topo.report.wording import find_common_hint, join_lines, keep_lines, render_related
from topo.rules.result import CheckResult, Places
from topo.text import printable

MOST_ROWS = 19
"""Rows that one rule may take; with the empty row below it these are 20."""
MOST_SHOWN = 5
MOST_IN_FULL = 3
LEAST_WIDTH = 40
_MOST_REMARKS = 8
_DEEPER = {("tissue",), ("tree",)}
"""Where the name of a thing stands one step deeper than in `services.NAME`."""
_RELATED = ((3, 8), (2, 8), (1, 8), (0, 8), (0, 3))
"""How many related places are quoted and how many of the rest are noted, from the richest form on."""


def render_text(result: CheckResult, places: Places, *, color: bool = False, width: int = 100) -> str:
    """The findings by rule, the worst first, and the summary; `width` is that of the screen in columns."""
    page = Page(places, Paint(color), max(width, LEAST_WIDTH))
    blocks = [render_group(group, page) for group in group_by_rule(result.findings)]
    blocks.append(_render_summary(result, page.paint))
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def render_group(group: Group, page: Page) -> list[str]:
    """The findings of one rule in the richest form that fits in `MOST_ROWS`; the last one always does."""
    lines: list[str] = []
    for lines in _find_forms(group, page):
        if page.count_rows(lines) <= MOST_ROWS:
            break
    return lines


def _find_forms(group: Group, page: Page) -> Iterator[list[str]]:
    if len(group.findings) <= MOST_IN_FULL:
        for quotes, notes in _RELATED:
            yield _render_in_full(group, page, quotes=quotes, notes=notes)
    unwrapped = page._replace(wraps=False)
    yield _render_closely(group, page, quote=True)
    yield _render_closely(group, unwrapped, quote=True)
    yield _render_closely(group, unwrapped, quote=False)


# --- in full ---------------------------------------------------------------------------------------


def _render_in_full(group: Group, page: Page, *, quotes: int, notes: int) -> list[str]:
    """Each finding with its source line; its first related places are quoted too, further ones noted."""
    lines: list[str] = []
    for finding in group.findings:
        placed = (other for other in finding.related if page.places.related_position(other))
        quoted = list(islice(placed, quotes))
        noted = [other for other in finding.related if other not in quoted]
        positions = [page.places.position_of(finding), *map(page.places.related_position, quoted)]
        block = page.with_gutter_for(positions)
        lines += ["", *_render_finding(finding, block)]
        lines += _render_notes(noted, notes, block)
        lines += _render_help(finding.hint, block)
        lines += _render_see(group.code, block) if finding is group.findings[-1] else []
        for other in quoted:
            lines += _render_quoted_related(other, block)
    return lines[1:]


def _render_finding(finding: Finding, page: Page) -> list[str]:
    kind = page.paint(finding.severity.value, f"{finding.severity}[{printable(finding.code)}]")
    lines = [f"{kind}{page.paint('bold', f': {printable(finding.message)}')}"]
    position = page.places.position_of(finding)
    if position is not None:
        lines.append(page.render_arrow(position))
        quote = page.render_quote(position, printable(finding.label), finding.severity.value)
        lines += [page.render_margin(), *quote] if quote else []
    elif finding.address.steps:
        lines += page.render_aside("at", printable(str(finding.address)))
    return lines


def _render_notes(related: list[Related], most: int, page: Page) -> list[str]:
    lines: list[str] = []
    for other in related[:most]:
        lines += page.render_aside("note", render_related(other, page.places))
    more = len(related) - most
    return lines + (
        page.render_aside("note", f"and {more:,} more (--format json has all)") if more > 0 else []
    )


def _render_quoted_related(related: Related, page: Page) -> list[str]:
    position = page.places.related_position(related)
    assert position is not None
    lines = [f"{page.paint('note', 'note')}: {printable(related.message)}", page.render_arrow(position)]
    quote = page.render_quote(position, "", "note")
    return [*lines, page.render_margin(), *quote] if quote else lines


# --- closely: three rows each, or one --------------------------------------------------------------


def _render_closely(group: Group, page: Page, *, quote: bool) -> list[str]:
    """A line for each finding, those that say the same in one; what is the same below it is shown once."""
    alike = _gather_alike(group.findings)[:MOST_SHOWN]
    shown = [findings[0] for findings in alike]
    page = page.with_gutter_for([page.places.position_of(finding) for finding in shown])
    common = find_common_hint(shown)
    lines = _render_heading(group, len(shown), page)
    seen: tuple[Position | None, list[str]] = (None, [])
    for first, *more in alike:
        lines.append(_render_line(first, 1 + len(more), group, page))
        remarks = _render_remarks(first, page, with_hint=common is None) if quote else []
        before, seen = seen, (page.places.position_of(first), remarks)
        lines += remarks if seen != before else []
    hint = common if quote or common is None else join_lines(common)
    rest = (finding for finding in group.findings if finding not in shown)
    return [*lines, *_render_rest(rest, page), *_render_help(hint, page), *_render_see(group.code, page)]


def _gather_alike(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Findings of one severity that say the same, each at a place of its own."""
    alike: dict[tuple[Severity, str], list[Finding]] = {}
    for finding in findings:
        alike.setdefault((finding.severity, finding.message), []).append(finding)
    return list(alike.values())


def _render_heading(group: Group, shown: int, page: Page) -> list[str]:
    number = len(group.findings)
    kind = page.paint(group.severity.value, group.severity.value)
    said = "" if number <= shown else " (--format concise shows all)"
    if shown == MOST_SHOWN and said:
        said = f", the heaviest {shown} shown{said}"
    return [f"{kind}{page.paint('bold', f': {printable(group.code)} × {number:,}{said}')}"]


def _render_line(finding: Finding, times: int, group: Group, page: Page) -> str:
    milder = "" if finding.severity is group.severity else f"{finding.severity}: "
    often = f" (× {times:,})" if times > 1 else ""
    text = f"{milder}{printable(finding.message)}{often}"
    return page.render_line(render_place(finding, page.places), text)


def _render_remarks(finding: Finding, page: Page, *, with_hint: bool) -> list[str]:
    """The quote with all that is to be said beside its carets; the words alone where nothing is quoted."""
    hint = join_lines(finding.hint) if with_hint and finding.hint else ""
    others = finding.related[:_MOST_REMARKS]
    related = [render_related(other, page.places, page.shorten_related) for other in others]
    label = "; ".join(remark for remark in (printable(finding.label), *related, hint) if remark)
    quote = page.render_quote(page.places.position_of(finding), label, finding.severity.value)
    if quote or not label:
        return quote
    return page.render_aside("help" if label == hint else "note", label)


def _render_rest(rest: Iterable[Finding], page: Page) -> list[str]:
    """One row with the names of those that are not shown, as many as fit."""
    names = dict.fromkeys(filter(None, map(_find_name, islice(rest, page.width))))
    return page._replace(wraps=False).render_aside("also", ", ".join(names)) if names else []


def _find_name(finding: Finding) -> str:
    """The id of the thing that a finding is about, or both where it is about a pair (`teams.a[b]`)."""
    steps = finding.address.steps
    depth = 3 if steps[:1] in _DEEPER else 2
    is_pair = steps[:1] == ("teams",) and len(steps) == 3 and steps[-1].startswith("[")
    names = steps[depth - 1 : depth + is_pair] or steps[-1:]
    return " – ".join(printable(name.removeprefix("[").removesuffix("]")) for name in names)


# --- parts of several forms ------------------------------------------------------------------------


def _render_help(hint: str | None, page: Page) -> list[str]:
    return page.render_aside("help", keep_lines(hint)) if hint else []


def _render_see(code: str, page: Page) -> list[str]:
    return page.render_aside("see", f"topo rule {printable(code)}")


def _render_summary(result: CheckResult, paint: Paint) -> list[str]:
    worst = max((finding.severity for finding in result.findings), key=lambda found: found.rank, default=None)
    styles: dict[str, Style] = {
        summary.render_ownership(result): "good" if summary.is_all_owned(result) else "bad",
        summary.render_verdict(result): "good" if worst is None else worst.value,
    }
    lines = summary.find_summary_lines(result)
    return [paint(styles[line], line) if line in styles else line for line in lines]
