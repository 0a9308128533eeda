"""How is it shown which rankings would stand if the weights were a little different?"""

from collections.abc import Iterator
from typing import Any

from topo.analysis.sensitivity import Place, Ranking, Sensitivity
from topo.report.columns import measure_width
from topo.report.paint import Paint
from topo.text import printable

NOT_CLEAR = "no clear difference"
MOST_UNRANKED = 5
COLUMNS = ("ranking", "place", "id", "amount", "unit", "holds", "verdict")


def render_sensitivity(sensitivity: Sensitivity, *, color: bool = False) -> str:
    """The rankings as text: each place with the share of draws in which it stays before the next."""
    paint = Paint(color)
    blocks = [[_head(sensitivity)], *(list(_lines(ranking, paint)) for ranking in sensitivity.rankings)]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def render_sensitivity_markdown(sensitivity: Sensitivity) -> str:
    """The same as Markdown: a table for each ranking."""
    blocks = [f"## Sensitivity\n\n{_head(sensitivity)}"]
    for ranking in sensitivity.rankings:
        rows = [f"### {_title(ranking)}", "", _whole(ranking)]
        if ranking.places:
            rows += ["", f"| place | | {ranking.unit} | before the next |", "| ---: | --- | ---: | --- |"]
            rows += (
                f"| {number} | {_escape(place.id)} | ~{place.amount:.4g} | {_verdict(place)} |"
                for number, place in enumerate(ranking.places, start=1)
            )
        blocks.append("\n".join(rows))
    return "\n\n".join(blocks) + "\n"


def find_rows(sensitivity: Sensitivity) -> Iterator[tuple[str, ...]]:
    """A row for each place, with the columns of `COLUMNS`: what a table of commas holds."""
    for ranking in sensitivity.rankings:
        for number, place in enumerate(ranking.places, start=1):
            share = "" if place.holds is None else f"{place.holds:g}"
            verdict = "" if place.is_clear else NOT_CLEAR
            yield ranking.name, str(number), place.id, f"{place.amount:.10g}", ranking.unit, share, verdict


def describe_sensitivity(sensitivity: Sensitivity) -> dict[str, Any]:
    """What a JSON document says of it; shares are from 0 to 1, null where there is nothing to compare."""
    return {
        "draws": sensitivity.draws,
        "seed": sensitivity.seed,
        "spread": sensitivity.spread,
        "rankings": [_describe(ranking) for ranking in sensitivity.rankings],
    }


def _describe(ranking: Ranking) -> dict[str, Any]:
    return {
        "name": ranking.name,
        "unit": ranking.unit,
        "ranked": ranking.ranked,
        "not_assessed": list(ranking.unranked),
        "holds": ranking.holds,
        "clear": ranking.is_clear,
        "places": [
            {
                "id": place.id,
                "address": str(place.address),
                "amount": place.amount,
                "holds": place.holds,
                "clear": None if place.holds is None else place.is_clear,
            }
            for place in ranking.places
        ],
    }


def _head(sensitivity: Sensitivity) -> str:
    spread = f"±{sensitivity.spread * 100:g} %"
    return f"Every weight drawn within {spread}, {sensitivity.draws} times (seed {sensitivity.seed})."


def _lines(ranking: Ranking, paint: Paint) -> Iterator[str]:
    yield f"{paint('bold', _title(ranking))}: {_whole(ranking)}"
    ids = [printable(place.id) for place in ranking.places]
    width = max(map(measure_width, ids), default=0)
    for number, (id, place) in enumerate(zip(ids, ranking.places, strict=True), start=1):
        padded = id + " " * (width - measure_width(id))
        line = f"{number:>4}  {padded}  {f'~{place.amount:.4g}':>8}"
        verdict = _verdict(place)
        yield f"{line}  {verdict if place.is_clear else paint('warning', verdict)}".rstrip()
    if ranking.unranked:
        yield f"      not assessed: {_name_some(ranking.unranked)}"


def _title(ranking: Ranking) -> str:
    return f"{ranking.name[:1].upper()}{ranking.name[1:]}"


def _whole(ranking: Ranking) -> str:
    if not ranking.places:
        return "not assessed" if ranking.unranked else "nothing to rank"
    if ranking.holds is None:
        return "nothing to compare"
    shown = f"the first {len(ranking.places)} of {ranking.ranked}"
    of = shown if len(ranking.places) < ranking.ranked else f"all {ranking.ranked}"
    unclear = "" if ranking.is_clear else f": {NOT_CLEAR}"
    return f"the order of {of} holds in {_percent(ranking.holds)}{unclear}"


def _verdict(place: Place) -> str:
    if place.holds is None:
        return ""
    said = f"before the next in {_percent(place.holds)}" if place.holds else "level with the next"
    return said if place.is_clear else f"{said}: {NOT_CLEAR}"


def _percent(share: float) -> str:
    """A share in whole per cent, 100 and 0 only where it is all and nothing.

    >>> _percent(0.998), _percent(1.0), _percent(0.002)
    ('99 %', '100 %', '1 %')
    """
    whole = round(share * 100)
    if 0 < share < 1:
        whole = min(99, max(1, whole))
    return f"{whole} %"


def _name_some(ids: tuple[str, ...]) -> str:
    shown = ", ".join(map(printable, ids[:MOST_UNRANKED]))
    more = len(ids) - MOST_UNRANKED
    return f"{shown} and {more} more" if more > 0 else shown


def _escape(text: str) -> str:
    return printable(text).replace("\\", "\\\\").replace("|", "\\|")
