"""What is said of a finding, in plain lines?"""

from collections.abc import Callable, Iterable, Iterator

from topo.findings import Finding, Related
from topo.report.placing import render_related_place
from topo.rules.result import Places
from topo.text import printable


def find_lines(finding: Finding, places: Places) -> Iterator[str]:
    """The message, a note for each related place, and the help, which may take several lines."""
    yield printable(finding.message)
    for other in finding.related:
        yield f"note: {render_related(other, places)}"
    if finding.hint:
        yield from keep_lines(f"help: {finding.hint}").split("\n")


def render_related(related: Related, places: Places, shorten: Callable[[str], str] = str) -> str:
    """What the other end is, and where; `shorten` makes a long place shorter."""
    place = shorten(render_related_place(related, places))
    return f"{printable(related.message)}: {place}" if place else printable(related.message)


def find_common_hint(findings: Iterable[Finding]) -> str | None:
    """The hint that all of these findings give, or None where they differ or have none."""
    hints = {finding.hint for finding in findings}
    return hints.pop() if len(hints) == 1 else None


def keep_lines(text: str) -> str:
    """`text` made safe to show, its lines kept apart."""
    return "\n".join(map(printable, text.split("\n")))


def join_lines(text: str) -> str:
    """`text` made safe to show, in one line."""
    return " ".join(printable(line.strip()) for line in text.split("\n"))
