"""How does a formula look with the numbers of one thing in it?

Most numbers are plain sums of their parts; a few have a form of their own, which says more.
"""

from collections.abc import Callable, Iterable, Mapping

from topo.analysis.measures import Measures
from topo.analysis.parts import Number, Part

MOST_TERMS = 8


def work_out(measures: Measures, of: str, name: str, id: str, number: Number) -> str:
    """The formula of a measure with numbers; "" where it is not assessed."""
    if number.amount is None:
        return ""
    own = _OWN.get((of, name))
    return add_terms(number) if own is None else f"{own(measures, id)} = {show(number)}"


def add_terms(number: Number) -> str:
    """The sum of the parts, those of one weight together.

    >>> calls = [Part(each, 0.3, "load", weighed_by="dependencies.sync") for each in "ab"]
    >>> release = Part("c", 1.0, "load", weighed_by="dependencies.release")
    >>> add_terms(Number("load", 1.6, "load", (*calls, release)))
    '1 (release) + 2 × 0.3 (sync) = 1.6'
    """
    if not number.parts:
        return f"nothing counts = {show(number)}"
    whole = _find_whole(number)
    if whole is not None:
        return f"{len(number.parts):,} of {whole:,} = {show(number)}"
    terms = list(_find_terms(number.parts))
    shown = [_show_term(*term) for term in terms[:MOST_TERMS]]
    rest = sum(count for _, _, count in terms[MOST_TERMS:])
    more = [f"{rest:,} more"] if rest else []
    return f"{' + '.join((*shown, *more))} = {show(number)}"


def show(number: Number) -> str:
    """The amount in up to five digits, a share in per cent.

    >>> show(Number("x", 0.70513, "share")), show(Number("x", 12345.0, "people"))
    ('70.51 %', '12,345')
    """
    amount = number.amount or 0.0
    return f"{amount * 100:.4g} %" if number.unit == "share" else _show(amount)


def _show(amount: float) -> str:
    return f"{amount:,.0f}" if amount == round(amount) else f"{amount:.5g}"


def _find_whole(number: Number) -> int | None:
    """Of how many things a share is that counts each the same."""
    first = number.parts[0].amount
    if number.unit != "share" or first <= 0 or any(part.amount != first for part in number.parts):
        return None
    whole = round(1 / first)
    return whole if abs(whole * first - 1) < 1e-9 and whole >= len(number.parts) else None


def _find_terms(parts: Iterable[Part]) -> Iterable[tuple[float, str, int]]:
    """An amount, what weighed it and how often it counts, the largest contribution first."""
    counts: dict[tuple[float, str], int] = {}
    for part in parts:
        key = part.amount, (part.weighed_by or "").rpartition(".")[2]
        counts[key] = counts.get(key, 0) + 1
    ordered = sorted(counts.items(), key=lambda item: (-item[0][0] * item[1], item[0]))
    return ((amount, entry, count) for (amount, entry), count in ordered)


def _show_term(amount: float, entry: str, count: int) -> str:
    times = "" if count == 1 else f"{count:,} × "
    return f"{times}{_show(amount)}{f' ({entry})' if entry else ''}"


# --- the forms that are no plain sums -------------------------------------------------------------------


def _work_pairs(people: float | None) -> str:
    n = people or 0.0
    return f"{_show(n)} × {_show(n - 1)} / 2"


def _work_propagation(total: int, n: int) -> str:
    return f"({total:,} − {n:,}) / ({n:,} × {n - 1:,})"


def _work_services(measures: Measures, _: str) -> str:
    found = measures.service_propagation
    return _work_propagation(found.total, len(found.nodes))


def _work_teams(measures: Measures, _: str) -> str:
    found = measures.team_propagation
    return _work_propagation(found.total, len(found.nodes))


def _work_weighted(measures: Measures, _: str) -> str:
    whole = measures.ownership.overall
    return f"{_show(whole.weighted_owned)} / {_show(whole.weighted_total)}"


def _work_crossing(measures: Measures, _: str) -> str:
    graph = measures.team_graph
    crossing, inside = sum(measures.waiting.outgoing_units.values()), sum(graph.internal.values())
    across, within = graph.weights.amount(crossing), graph.weights.amount(inside)
    return f"{_show(across)} / ({_show(across)} + {_show(within)})"


def _work_blocking(measures: Measures, team: str) -> str:
    loads = measures.waiting.find(team).loads
    return f"{_show(loads.blocking)} / {_show(loads.outgoing)}"


_OWN: Mapping[tuple[str, str], Callable[[Measures, str], str]] = {
    ("organisation", "weighted_coverage"): _work_weighted,
    ("organisation", "cross_team_share"): _work_crossing,
    ("organisation", "service_propagation_cost"): _work_services,
    ("organisation", "team_propagation_cost"): _work_teams,
    ("organisation", "channels_as_one_team"): lambda measures, _: _work_pairs(
        measures.headcount.total.amount
    ),
    ("team", "team_channels"): lambda measures, id: _work_pairs(measures.headcount.find(id)),
    ("team", "blocking_share"): _work_blocking,
}
