"""Which pairs of teams are joined, by what?

Kept by team, and by the other team, both ways: after a change only the rows of the teams that it touches are
other ones, and what is told of a team needs its row alone.
"""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from topo.analysis.declaring import Pair
from topo.analysis.linking import Link

Links = tuple[Link, ...]
Row = Mapping[str, Links]
Rows = Mapping[str, Row]
"""By team, by the other team: what joins the two, sorted."""
Value = TypeVar("Value")


def pair_up(linked: Iterable[tuple[Pair, Link]]) -> Rows:
    """The rows that these links make."""
    found: dict[str, dict[str, Links]] = {}
    for (one, other), link in linked:
        row = found.get(one)
        if row is None:
            found[one] = {other: (link,)}
        elif other in row:
            row[other] += (link,)
        else:
            row[other] = (link,)
    rows: dict[str, dict[str, Links]] = {one: {} for one in found}
    for one, row in found.items():
        own = rows[one]
        for other, links in row.items():
            own[other] = said = links if len(links) == 1 else tuple(sorted(links))
            if other in rows:
                rows[other][one] = said
            else:
                rows[other] = {one: said}
    return rows


def change_rows(earlier: Rows, gone: Iterable[tuple[Pair, Link]], new: Iterable[tuple[Pair, Link]]) -> Rows:
    """The rows without the links that are gone and with the new ones; rows that say the same stay."""
    changed: dict[Pair, list[Link]] = {}
    for linked, is_new in ((new, True), (gone, False)):
        for pair, link in linked:
            if pair not in changed:
                changed[pair] = list(earlier.get(pair[0], {}).get(pair[1], ()))
            (changed[pair].append if is_new else changed[pair].remove)(link)
    rows: dict[str, Row] = dict(earlier)
    copied: dict[str, dict[str, Links]] = {}
    for (one, other), links in changed.items():
        said = tuple(sorted(links))
        if said == earlier.get(one, {}).get(other, ()):
            continue
        for team, its in ((one, other), (other, one)):
            if team not in copied:
                rows[team] = copied[team] = dict(earlier.get(team, {}))
            if said:
                copied[team][its] = said
            else:
                copied[team].pop(its, None)
    for team in [team for team, row in copied.items() if not row]:
        del rows[team]
    return rows if copied else earlier


def flatten(rows: Mapping[str, Mapping[str, Value]]) -> dict[Pair, Value]:
    """What is said of each pair, sorted by pair."""
    return {
        (one, other): row[other]
        for one in sorted(rows)
        for row in (rows[one],)
        for other in sorted(row)
        if one < other
    }
