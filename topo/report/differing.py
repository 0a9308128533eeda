"""How is the difference of two models told: what happened, and what became of the numbers and findings?"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from topo import __version__
from topo.change.comparison.change import Change, Verdict
from topo.change.difference import ModelDifference
from topo.change.events import WHATS, Event
from topo.findings import Finding
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


def render_difference(difference: ModelDifference, format: str, *, color: bool = False) -> str:
    """A difference in one of `FORMATS`; `color` is for a screen."""
    if format == "json":
        return render_json_text(_describe(difference))
    lines = _find_markdown(difference) if format == "markdown" else _find_lines(difference, Paint(color))
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
    said = [f"{events.count(what)} {_HEADS[what]}" for what in WHATS if what in events]
    yield f"organisation: {', '.join(said) or 'the same'}"
    found = difference.compared.find(Verdict.BETTER, Verdict.WORSE)
    better = sum(each.verdict is Verdict.BETTER for each in found)
    yield f"numbers: {better} better, {len(found) - better} worse" if found else "numbers: none better or worse"
    yield f"findings: {say_findings(difference.compared.findings)}"


_HEADS = {
    "renamed": "renamed",
    "merged": "merged",
    "split": "split",
    "new": "new",
    "gone": "gone",
    "owner": "handed over",
    "people": "about people",
    "changed": "changed",
}


def _find_numbers(difference: ModelDifference) -> Iterator[tuple[str, list[Change]]]:
    for word, verdict in _NUMBERS:
        changes = difference.compared.find(verdict)
        if changes:
            yield word, changes


def _find_findings(difference: ModelDifference) -> Iterator[tuple[str, Finding]]:
    found = difference.compared.findings
    yield from (("new", each) for each in found.new)
    yield from (("worse", each.after) for each in found.worse)
    yield from (("gone", each) for each in found.gone)
    yield from (("better", each.after) for each in found.better)


# --- text -------------------------------------------------------------------------------------------------


def _find_lines(difference: ModelDifference, paint: Paint) -> Iterator[str]:
    yield paint("bold", _title(difference))
    if _is_nothing(difference):
        yield f"  {_NOTHING}"
        return
    yield from (f"  {each}" for each in _find_sentences(difference))
    if difference.events:
        yield from ("", paint("bold", "What happened"))
        width = max(len(_HEADS[each.what]) for each in difference.events)
        for each in difference.events:
            yield f"  {_HEADS[each.what]:<{width}}  {printable(each.text)}"
    for word, changes in _find_numbers(difference):
        yield from ("", paint("bold", f"Numbers: {word}"))
        yield from (
            f"  {line}" for line in _shorten(changes, lambda each: _paint(paint, word, say_change(each)))
        )
    findings = list(_find_findings(difference))
    if findings:
        yield from ("", paint("bold", "Findings"))
        yield from (
            f"  {_paint(paint, word, f'{word:<6}')}  {each.code} {printable(each.message)}"
            for word, each in findings
        )
    yield from ("", FOOTNOTE)


def _paint(paint: Paint, word: str, text: str) -> str:
    style = _STYLES.get(word)
    return text if style is None else paint(style, text)


def _shorten(changes: list[Change], say: Callable[[Change], str]) -> Iterator[str]:
    yield from map(say, changes[:MOST])
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
    return f"{_HEADS[event.what]}: {escape_markdown(event.text)}"


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
