"""How is the difference of two models told: what happened, and what became of the numbers and findings?"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from topo import __version__
from topo.change.comparison.change import Change, Verdict
from topo.change.difference import ModelDifference
from topo.change.events import WHATS, Event, What
from topo.findings import Finding
from topo.report.columns import wrap
from topo.report.compared.headlines import say_findings
from topo.report.compared.listed import describe_change, describe_findings
from topo.report.compared.saying import say_change
from topo.report.json_text import render_json_text
from topo.report.markdown import escape_markdown
from topo.report.measured.amounts import FOOTNOTE
from topo.report.paint import Paint, Style
from topo.text import count, printable

VERSION = 1
FORMATS = ("text", "json", "markdown")
MOST = 12
"""So many lines of one part a screen shows; a comment shows as many, and folds the others."""
_NUMBERS = (("better", Verdict.BETTER), ("worse", Verdict.WORSE), ("different", Verdict.DIFFERENT))
_STYLES: dict[str, Style] = {"better": "good", "worse": "bad", "new": "bad", "gone": "good"}
_NOTHING = "Nothing differs: the same organisation, the same numbers and the same findings."


HEADS: Mapping[What, str] = {
    "renamed": "renamed",
    "merged": "merged",
    "split": "split",
    "new": "new",
    "gone": "gone",
    "owner": "handed over",
    "people": "about people",
    "changed": "changed",
}
"""What each kind of event is called, for people."""


def render_difference(
    difference: ModelDifference, format: str, *, color: bool = False, width: int = 100
) -> str:
    """A difference in one of `FORMATS`; `color` and `width` (in columns) are for a screen."""
    if format == "json":
        return render_json_text(_describe(difference))
    if format == "markdown":
        lines = _find_markdown(difference)
    else:
        lines = _find_lines(difference, Paint(color), width)
    return "\n".join(lines) + "\n"


def _title(difference: ModelDifference) -> str:
    before, after = map(printable, difference.names)
    return f"{before} → {after} on {difference.before.context.as_of}"


def _is_nothing(difference: ModelDifference) -> bool:
    return not (
        difference.events
        or difference.compared.find(*(each for _, each in _NUMBERS))
        or not difference.compared.findings.is_nothing
    )


def _find_sentences(difference: ModelDifference) -> Iterator[str]:
    """How much of each there is."""
    events = [each.what for each in difference.events]
    said = [f"{events.count(what)} {HEADS[what]}" for what in WHATS if what in events]
    yield f"organisation: {', '.join(said) or 'the same'}"
    found = difference.compared.find(Verdict.BETTER, Verdict.WORSE)
    better = sum(each.verdict is Verdict.BETTER for each in found)
    yield (
        f"numbers: {better} better, {len(found) - better} worse" if found else "numbers: none better or worse"
    )
    yield f"findings: {say_findings(difference.compared.findings)}"


def _find_numbers(difference: ModelDifference) -> Iterator[tuple[str, list[Change]]]:
    for word, verdict in _NUMBERS:
        changes = difference.compared.find(verdict)
        if changes:
            yield word, changes
    lost = [each for each in difference.compared.find(Verdict.NOT_ASSESSED) if _is_lost(each)]
    if lost:
        yield "not assessed any more", lost


def _is_lost(change: Change) -> bool:
    return change.before is not None and change.before.size is not None


def _find_findings(difference: ModelDifference) -> Iterator[tuple[str, Finding]]:
    found = difference.compared.findings
    yield from (("new", each) for each in found.new)
    yield from (("worse", each.after) for each in found.worse)
    yield from (("gone", each) for each in found.gone)
    yield from (("better", each.after) for each in found.better)


# --- text -------------------------------------------------------------------------------------------------


def _find_lines(difference: ModelDifference, paint: Paint, width: int) -> Iterator[str]:
    yield from (paint("bold", line) for line in wrap(_title(difference), width))
    if _is_nothing(difference):
        yield from _hang("  ", _NOTHING, width)
        return
    for sentence in _find_sentences(difference):
        yield from _hang("  ", sentence, width)
    if difference.events:
        yield from ("", paint("bold", "What happened"))
        longest = max(len(HEADS[each.what]) for each in difference.events)
        for each in difference.events:
            yield from _hang(f"  {HEADS[each.what]:<{longest}}  ", each.text, width)
    for word, changes in _find_numbers(difference):
        yield from ("", paint("bold", f"Numbers: {word}"))
        for said in _shorten(changes):
            yield from (_paint(paint, word, line) for line in _hang("  ", said, width))
    findings = list(_find_findings(difference))
    if findings:
        yield from ("", paint("bold", "Findings"))
    for word, finding in findings:
        lines = _hang(f"  {word:<6}  ", f"{finding.code} {finding.message}", width)
        yield from (_paint(paint, word, line) for line in lines)
    yield ""
    yield from wrap(FOOTNOTE, width)


def _hang(mark: str, text: str, width: int) -> Iterator[str]:
    first, *rest = wrap(printable(text), width - len(mark))
    yield f"{mark}{first}"
    yield from (" " * len(mark) + line for line in rest)


def _paint(paint: Paint, word: str, text: str) -> str:
    style = _STYLES.get(word)
    return text if style is None else paint(style, text)


def _shorten(changes: list[Change]) -> Iterator[str]:
    yield from map(say_change, changes[:MOST])
    if len(changes) > MOST:
        yield f"and {len(changes) - MOST} more: --format markdown has them"


# --- Markdown ---------------------------------------------------------------------------------------------


def _find_markdown(difference: ModelDifference) -> Iterator[str]:
    yield f"## topo diff: {escape_markdown(_title(difference))}"
    yield ""
    if _is_nothing(difference):
        yield _NOTHING
        return
    yield from (f"- {escape_markdown(each)}" for each in _find_sentences(difference))
    if difference.events:
        yield from _list("What happened", map(_say_event, difference.events))
    for word, changes in _find_numbers(difference):
        yield from _list(f"Numbers: {word}", (escape_markdown(say_change(each)) for each in changes))
    findings = [
        f"{word}: {each.code} {escape_markdown(each.message)}" for word, each in _find_findings(difference)
    ]
    if findings:
        yield from _list("Findings", findings)
    yield from ("", escape_markdown(FOOTNOTE))


def _say_event(event: Event) -> str:
    return f"{HEADS[event.what]}: {escape_markdown(event.text)}"


def _list(title: str, items: Iterable[str]) -> Iterator[str]:
    """A list under a heading; what is beyond `MOST` is folded."""
    lines = [f"- {each}" for each in items]
    yield from ("", f"### {title}", "")
    yield from lines[:MOST]
    if len(lines) > MOST:
        yield from ("", f"<details><summary>{count(len(lines) - MOST, 'more line')}</summary>", "")
        yield from lines[MOST:]
        yield from ("", "</details>")


# --- JSON -------------------------------------------------------------------------------------------------


def _describe(difference: ModelDifference) -> dict[str, Any]:
    return {
        "topo-diff": VERSION,
        "topo": __version__,
        "as_of": str(difference.before.context.as_of),
        "before": difference.names[0],
        "after": difference.names[1],
        "events": [
            {"what": each.what, "address": str(each.address), "text": each.text} for each in difference.events
        ],
        "numbers": [
            {"of": each.aspect.of, "id": each.id, "measure": each.aspect.name, **describe_change(each)}
            for each in difference.compared.changes
            if each.verdict is not Verdict.SAME
        ],
        "findings": describe_findings(difference.compared.findings),
    }
