"""What is spliced where entries of a mapping in braces, or a list in brackets, come and go?

The commas between entries that stay next to each other are not touched. What comes where something goes takes
its place.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from topo.findings import Address
from topo.source.splicing.page import Page
from topo.source.splicing.plan import Splice
from topo.source.splicing.tree import LINE_ENDS, Collection, Entry

_LINE_END = re.compile(f"[{LINE_ENDS}]")


@dataclass(frozen=True, slots=True)
class NewText:
    """The text of something new, and the entry that it follows; None for the first place."""

    text: str
    after: Entry | None
    address: Address


@dataclass(slots=True)
class _Gap:
    """What happens between two entries that stay; None is the bracket."""

    before: Entry | None
    after: Entry | None = None
    removed: list[Entry] = field(default_factory=list)
    added: list[NewText] = field(default_factory=list)


def splice_flow(
    page: Page, collection: Collection, removed: Mapping[Entry, Address], added: Sequence[NewText]
) -> Iterator[Splice]:
    """The splices of one collection."""
    inside, closed = collection.opened, collection.end - 1
    if len(removed) == len(collection.entries):
        address = added[0].address if added else next(iter(removed.values()))
        yield Splice(inside, closed, ", ".join(each.text for each in added), address)
        return
    for gap in _find_gaps(collection, removed, added):
        yield from _splice_gap(page, collection, gap, removed)


def _find_gaps(
    collection: Collection, removed: Mapping[Entry, Address], added: Sequence[NewText]
) -> Iterator[_Gap]:
    gap = _Gap(None, added=[each for each in added if each.after is None])
    for entry in collection.entries:
        following = [each for each in added if each.after is entry]
        if entry in removed:
            gap.removed.append(entry)
            gap.added += following
        else:
            gap.after = entry
            yield gap
            gap = _Gap(entry, added=following)
    yield gap


def _splice_gap(
    page: Page, collection: Collection, gap: _Gap, removed: Mapping[Entry, Address]
) -> Iterator[Splice]:
    before = gap.before
    for old, new in zip(gap.removed, gap.added, strict=False):
        yield Splice(old.start, old.end, new.text, new.address)
        before = old
    count = min(len(gap.removed), len(gap.added))
    if gap.added[count:]:
        yield from _insert(page, collection, before, gap.after, gap.added[count:])
    going = gap.removed[count:]
    if going and gap.after is None:
        assert before is not None  # something stays, or took a place
        yield from _remove_end(page, collection, before, going, removed)
    elif going:
        for entry in going:
            yield _remove_one(page, entry, removed[entry])


# --- what goes ------------------------------------------------------------------------------------------


def _remove_one(page: Page, entry: Entry, address: Address) -> Splice:
    """Take out an entry that others follow, with its comma."""
    following = entry.collection.entries[entry.number + 1]
    comma = find_comma(page, entry.end, following.start)
    behind = page.find_trail(comma + 1)
    is_last_on_line = behind == page.end_of(page.find_line(comma))
    if page.begins_line(entry) and is_last_on_line:
        return Splice(
            page.start_of(_find_top(page, entry)), page.start_of(page.find_line(comma) + 1), "", address
        )
    if not is_last_on_line or _is_opening(page, entry):
        return Splice(entry.start, _skip_spaces(page, comma + 1), "", address)
    return Splice(_skip_back(page, entry.start), comma + 1, "", address)


def _remove_end(
    page: Page,
    collection: Collection,
    before: Entry,
    going: Sequence[Entry],
    removed: Mapping[Entry, Address],
) -> Iterator[Splice]:
    """Take out the last entries; the comma in front of them goes too, unless one stood behind the last."""
    first, last = going[0], going[-1]
    address = removed[first]
    between = page.text[before.end : last.end]
    is_closed_behind = not _ends_line(page, last, collection.end - 1)
    is_inline = is_closed_behind or not page.begins_line(first) or not _LINE_END.search(between)
    if is_inline and "#" not in between:
        yield Splice(before.end, last.end, "", address)
        return
    comma = find_comma(page, before.end, first.start)
    trailing = find_comma(page, last.end, collection.end - 1)
    if trailing < 0:
        yield Splice(comma, comma + 1, "", address)
    for entry in going:
        top = _find_top(page, entry)
        start = page.start_of(top) if page.begins_line(entry) else _skip_back(page, entry.start)
        following = entry.collection.entries[entry.number + 1 : entry.number + 2]
        own = find_comma(page, entry.end, following[0].start if following else collection.end - 1)
        end = own + 1 if own >= 0 else entry.end
        trail = page.find_trail(end)
        if trail == page.end_of(page.find_line(end)):
            end = page.start_of(page.find_line(end) + 1) if page.begins_line(entry) else trail
        yield Splice(start, end, "", removed[entry])


def _ends_line(page: Page, entry: Entry, closed: int) -> bool:
    """Whether nothing but a comma and a comment follows the last entry on its line."""
    comma = find_comma(page, entry.end, closed)
    end = entry.end if comma < 0 else comma + 1
    return page.find_trail(end) == page.end_of(page.find_line(end))


def _find_top(page: Page, entry: Entry) -> int:
    """The first of the comment lines directly above an entry in its column."""
    top = page.first_line(entry)
    while page.comment_column(top - 1) == entry.column:
        top -= 1
    return top


def _is_opening(page: Page, entry: Entry) -> bool:
    """Whether only spaces stand between the bracket and an entry."""
    return not page.text[entry.collection.opened : entry.start].strip(" \t")


def _skip_spaces(page: Page, offset: int) -> int:
    while page.text[offset : offset + 1] in (" ", "\t"):
        offset += 1
    return offset


def _skip_back(page: Page, offset: int) -> int:
    while page.text[offset - 1 : offset] in (" ", "\t"):
        offset -= 1
    return offset


def find_comma(page: Page, start: int, end: int) -> int:
    """The offset of the comma between two entries, -1 where there is none; one in a comment is none."""
    at = start
    while at < end:
        char = page.text[at]
        if char == ",":
            return at
        at = page.end_of(page.find_line(at)) if char == "#" else at + 1
    return -1


# --- what comes -----------------------------------------------------------------------------------------


def _insert(
    page: Page, collection: Collection, before: Entry | None, after: Entry | None, added: Sequence[NewText]
) -> Iterator[Splice]:
    if before is None and after is None:
        yield Splice(
            collection.opened, collection.end - 1, ", ".join(each.text for each in added), added[0].address
        )
    elif before is None:
        assert after is not None
        yield from _insert_first(page, after, added)
    elif _is_on_own_line(page, collection, before):
        yield from _insert_lines(page, collection, before, after, added)
    else:
        for each in added:
            yield Splice(before.end, before.end, f", {each.text}", each.address)


def _insert_first(page: Page, first: Entry, added: Sequence[NewText]) -> Iterator[Splice]:
    for each in added:
        if page.begins_line(first):
            line = page.start_of(_find_top(page, first))
            text = f"{' ' * first.column}{each.text},{page.line_end}"
            yield Splice(line, line, text, each.address)
        else:
            yield Splice(first.start, first.start, f"{each.text}, ", each.address)


def _is_on_own_line(page: Page, collection: Collection, entry: Entry) -> bool:
    """Whether each entry has its own line here, this one too."""
    if page.first_line(collection.entries[0]) == page.find_line(collection.opened) or not page.begins_line(
        entry
    ):
        return False
    following = collection.entries[entry.number + 1 : entry.number + 2]
    return not following or page.begins_line(following[0])


def _insert_lines(
    page: Page, collection: Collection, before: Entry, after: Entry | None, added: Sequence[NewText]
) -> Iterator[Splice]:
    """Each on a line of its own below `before`, whose comment stays with it."""
    comma = find_comma(page, before.end, after.start if after else collection.end - 1)
    if comma < 0:
        yield Splice(before.end, before.end, ",", added[0].address)
    behind = page.find_trail(comma + 1 if comma >= 0 else before.end)
    for number, each in enumerate(added):
        is_last = number == len(added) - 1 and comma < 0
        text = f"{page.line_end}{' ' * before.column}{each.text}{'' if is_last else ','}"
        yield Splice(behind, behind, text, each.address)
