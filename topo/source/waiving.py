"""Which pieces of a model does a waiver comment cover?

A comment covers what starts on its line (or on the next one, if it stands alone): every key or list item
of the model whose mark lies there. Whole sections are not covered: a waiver names things.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from topo.findings import Address
from topo.model.organisation import Acceptance
from topo.source.comments import WaiverComment, find_waiver_comments
from topo.source.positions import Document, Documents, Mapping, Sequence, identity_of, unpack_mark

_SECTIONS_OF_SECTIONS = frozenset({"tissue", "check", "x-"})


def find_acceptances(documents: Documents, waiving: Iterable[int], root: Mapping) -> tuple[Acceptance, ...]:
    """The waivers in the comments of the documents with these numbers."""
    shown = dict(documents.numbered())
    comments = [(number, each) for number in waiving for each in _find_comments(shown[number])]
    if not comments:
        return ()
    wanted = {(number, each.covers_line) for number, each in comments}
    covered: dict[tuple[int, int], list[Address]] = {place: [] for place in wanted}
    for address, mark in _marks(root, Address(())):
        file, line, _ = unpack_mark(mark)
        if (file, line + 1) in wanted:
            covered[file, line + 1].append(address)
    return tuple(
        Acceptance(
            each.codes,
            tuple(_outermost(covered[number, each.covers_line])),
            each.until,
            each.reason,
            shown[number].shown,
            each.line,
            each.column,
            each.covers_line,
            each.problem,
        )
        for number, each in comments
    )


def _find_comments(document: Document) -> tuple[WaiverComment, ...]:
    if document.is_yaml:
        return find_waiver_comments(document.text)
    # Elsewhere a comment stands on a line of its own, and a scanner of YAML would trip over the other lines.
    lines = (line if line.lstrip().startswith("#") else "x" for line in document.text.split("\n"))
    return find_waiver_comments("\n".join(lines))


def _marks(value: Any, address: Address) -> Iterator[tuple[Address, int]]:
    """The address and mark of every key and list item below the sections."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            below = address / key
            if key in value.keys_at and _is_thing(below):
                yield below, value.keys_at[key]
            yield from _marks(inner, below)
    elif isinstance(value, Sequence):
        for item, at in zip(value, value.items_at, strict=True):
            below = address.item(identity_of(item))
            yield below, at
            yield from _marks(item, below)


def _is_thing(address: Address) -> bool:
    return len(address.steps) > (2 if address.steps[0] in _SECTIONS_OF_SECTIONS else 1)


def _outermost(addresses: list[Address]) -> list[Address]:
    kept: list[Address] = []
    for address in sorted(addresses, key=lambda each: len(each.steps)):
        if not any(outer.covers(address) for outer in kept):
            kept.append(address)
    return sorted(kept)
