"""What is spliced where entries of a mapping or list in block style come and go: whole lines."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from topo.findings import Address
from topo.source.splicing.page import Page
from topo.source.splicing.plan import Splice
from topo.source.splicing.refusal import CannotSplice
from topo.source.splicing.tree import Collection, Entry


@dataclass(frozen=True, slots=True)
class NewLines:
    """The lines of something new, and the entry that it follows; None for the first place."""

    lines: list[str]
    after: Entry | None
    address: Address


@dataclass(slots=True)
class _Run:
    """Lines that go, both ends included."""

    first: int
    last: int
    address: Address
    is_refilled: bool
    """Whether something new takes its place."""


def splice_block(
    page: Page, collection: Collection, removed: Mapping[Entry, Address], added: Sequence[NewLines]
) -> Iterator[Splice]:
    """The splices of one collection, of which something is left. Raises CannotSplice."""
    joined = _find_joined(page, collection, removed)
    if joined:
        yield _join(page, collection, joined, removed)
    anchors = {each.after for each in added}
    yield from _remove(
        page, {entry: at for entry, at in removed.items() if entry not in joined}, anchors, collection
    )
    for after, group in groupby(added, lambda each: each.after):
        kept = _next_kept(collection, joined) if after in joined or (after is None and joined) else after
        yield from _insert(page, collection, kept, list(group), is_refilling=after in removed)


# --- what goes ------------------------------------------------------------------------------------------


def _remove(
    page: Page, removed: Mapping[Entry, Address], anchors: set[Entry | None], collection: Collection
) -> Iterator[Splice]:
    runs: list[_Run] = []
    for entry in sorted(removed, key=lambda each: each.number):
        first, last = page.find_top(entry), page.find_bottom(entry)
        if runs and not runs[-1].is_refilled and _is_next(page, runs[-1].last, first):
            runs[-1].last, runs[-1].is_refilled = last, entry in anchors
        else:
            is_first = entry.number == 0 and None in anchors
            runs.append(_Run(first, last, removed[entry], entry in anchors or is_first))
    for run in runs:
        yield _cut(page, run, collection)


def _is_next(page: Page, last: int, first: int) -> bool:
    return all(page.is_blank(line) for line in range(last + 1, first))


def _cut(page: Page, run: _Run, collection: Collection) -> Splice:
    """The run with as many blank lines around it as its going leaves too many."""
    first, last = run.first, run.last
    is_at_end = last + 1 >= page.lines
    if not run.is_refilled:
        if is_at_end:
            while page.is_blank(first - 1) and not _is_inside(page, collection, first - 1):
                first -= 1
        elif page.is_blank(last + 1) and (page.is_blank(first - 1) or _begins(page, collection, first)):
            last += 1
    return Splice(page.start_of(first), page.start_of(last + 1), "", run.address)


def _begins(page: Page, collection: Collection, line: int) -> bool:
    return line <= page.find_top(collection.entries[0])


def _is_inside(page: Page, collection: Collection, line: int) -> bool:
    """Whether a line is part of an entry: a block scalar may keep the empty lines at its end."""
    return any(page.first_line(each) <= line <= page.last_line(each) for each in collection.entries)


# --- the first keys of a mapping that begins behind a dash ----------------------------------------------


def _find_joined(page: Page, collection: Collection, removed: Mapping[Entry, Address]) -> list[Entry]:
    """The removed entries at the start of a collection that begins on the line of a dash."""
    if page.begins_line(collection.entries[0]):
        return []
    found = []
    for entry in collection.entries:
        if entry not in removed:
            break
        found.append(entry)
    return found


def _next_kept(collection: Collection, joined: Sequence[Entry]) -> Entry:
    return collection.entries[len(joined)] if len(joined) < len(collection.entries) else joined[-1]


def _join(
    page: Page, collection: Collection, joined: Sequence[Entry], removed: Mapping[Entry, Address]
) -> Splice:
    """Let the first key that stays follow the dash."""
    first, after = joined[0], _next_kept(collection, joined)
    between = page.text[joined[-1].end : after.start]
    if after in joined or "#" in between:
        raise CannotSplice("what stands behind a dash cannot be taken out alone", first.start)
    return Splice(first.start, after.start, "", removed[first])


# --- what comes -----------------------------------------------------------------------------------------


def _insert(
    page: Page, collection: Collection, after: Entry | None, group: Sequence[NewLines], *, is_refilling: bool
) -> Iterator[Splice]:
    entries = collection.entries
    if after is None and not page.begins_line(entries[0]):
        after = entries[0]
    is_spaced = not is_refilling and _is_spacious(page, collection, after, group[0].lines)
    if after is None:
        offset = page.start_of(page.find_top(entries[0]))
    else:
        offset = page.start_of(page.find_bottom(after) + 1)
    lacks_end = offset == len(page.text) and not page.is_ended
    end = page.ending_of(page.find_line(offset) - (offset < len(page.text)))
    for each in group:
        lines = each.lines
        if is_spaced:
            lines = [*lines, ""] if after is None else ["", *lines]
        text = "".join(f"{end}{line}" if lacks_end else f"{line}{end}" for line in lines)
        yield Splice(offset, offset, text, each.address)


def _is_spacious(page: Page, collection: Collection, after: Entry | None, lines: Sequence[str]) -> bool:
    """Whether blank lines stand on both sides of this place in a collection; of a section, on either one."""
    entries = collection.entries
    is_section = collection.holder is None and len(lines) > 1
    if len(entries) == 1:
        return is_section
    number = after.number if after else 0
    gaps = [entries[each] for each in (number, number + 1) if 0 < each < len(entries)]
    blank = [page.is_blank(page.find_top(entry) - 1) for entry in gaps]
    return any(blank) if is_section else all(blank)
