"""How do the splices of a page become one set: in order, none over another, the end of the text as it was?"""

from collections.abc import Iterable

from topo.findings import Address
from topo.source.splicing.page import Page
from topo.source.splicing.plan import Splice, apply_splices
from topo.source.splicing.refusal import CannotSplice

Clash = tuple[Address, CannotSplice]


def settle(page: Page, splices: Iterable[Splice]) -> tuple[tuple[Splice, ...], list[Clash]]:
    """The splices in order, with removals that overlap as one, and those that clash with others.

    Splices at one place keep the order in which they come. A text whose last line has no end still has none.
    """
    settled: list[Splice] = []
    clashing: list[Clash] = []
    for splice in sorted(splices, key=lambda each: (each.start, each.end)):
        last = settled[-1] if settled else None
        if splice.start == splice.end and not splice.replacement:
            continue
        if last is None or splice.start >= last.end:
            settled.append(_without_line_end(page, settled, splice))
        elif not splice.replacement and not last.replacement:
            settled[-1] = last._replace(end=max(last.end, splice.end))
        else:
            clashing.append((splice.address, CannotSplice("two changes meet in one place", splice.start)))
    if not page.is_ended:
        _take_end_off(page, settled)
    return tuple(settled), clashing


def _without_line_end(page: Page, settled: list[Splice], splice: Splice) -> Splice:
    """Lines that come behind a last line without an end bring one; not if that line goes."""
    is_behind_all = splice.start == len(page.text) and not page.is_ended
    if not is_behind_all or not _find_line_end(splice.replacement[:2], at_start=True):
        return splice
    before = apply_splices(page.text, tuple(settled))
    if before and not _find_line_end(before):
        return splice
    return splice._replace(
        replacement=splice.replacement.removeprefix(_find_line_end(splice.replacement[:2], at_start=True))
    )


def _take_end_off(page: Page, settled: list[Splice]) -> None:
    end = _find_line_end(apply_splices(page.text, tuple(settled))) if settled else ""
    if not end:
        return
    last = settled[-1]
    if last.replacement:
        settled[-1] = last._replace(replacement=last.replacement.removesuffix(end))
    elif len(settled) > 1 and settled[-2].end == last.start and settled[-2].replacement:
        settled[-2] = settled[-2]._replace(replacement=settled[-2].replacement.removesuffix(end))
    else:
        settled[-1] = last._replace(start=last.start - len(end))


def _find_line_end(text: str, *, at_start: bool = False) -> str:
    """The line end that a text ends, or begins, with."""
    for end in ("\r\n", "\n", "\r"):
        if text.startswith(end) if at_start else text.endswith(end):
            return end
    return ""
