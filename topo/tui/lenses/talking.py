"""Who must talk, and have they agreed how? Pairs by verdict, what is missing first."""

from collections.abc import Mapping

from topo.analysis.congruence import JudgedPair, Verdict
from topo.analysis.parts import Number
from topo.tui.grid import Cell, Column, Grid, Row, Tone
from topo.tui.session import Session

_ORDER: Mapping[Verdict, tuple[int, Tone, str]] = {
    Verdict.EXPIRED: (0, "bad", "agreed once; the date has passed"),
    Verdict.UNDECLARED: (1, "bad", "nothing is agreed"),
    Verdict.MODE_MISMATCH: (2, "warn", "the mode does not fit the coupling"),
    Verdict.UNUSED: (3, "dim", "agreed, and nothing asks for it"),
    Verdict.CONFIRMED: (4, "good", ""),
}
_COLUMNS = (
    Column("teams"),
    Column("verdict"),
    Column("agreed as", grows=1, short="as"),
    Column("why they must", grows=2, least=14),
    Column("before"),
)


def list_talking(session: Session) -> Grid:
    """A row for each pair that must talk or has said that it does."""
    compared = session.compared
    before = {pair.teams: pair for pair in compared.before.congruence.pairs}
    pairs = sorted(compared.after.congruence.pairs, key=lambda pair: (_ORDER[pair.verdict][0], pair.teams))
    gone = sorted(set(before) - {pair.teams for pair in pairs})
    rows = [_row(pair, before.get(pair.teams)) for pair in pairs]
    rows += [
        Row(
            (
                Cell(" – ".join(teams), "dim"),
                Cell("no need now", "good"),
                Cell(""),
                Cell(""),
                Cell(before[teams].verdict.value, "dim"),
            ),
            f"teams.{teams[0]}",
        )
        for teams in gone
    ]
    talking = compared.after.talking
    note = (
        f"{len(talking.pairs):,} pairs must talk, {len(talking.hidden):,} have not said how · channels: "
        f"{_say(talking.inside)} inside teams, {_say(talking.between)} between"
    )
    return Grid(
        _COLUMNS,
        rows,
        note,
        empty="No team has to talk to another: no dependency crosses teams. a and add-dependency tries one.",
    )


def _row(pair: JudgedPair, before: JudgedPair | None) -> Row:
    _, tone, says = _ORDER[pair.verdict]
    modes = sorted({said.mode or "no mode" for said in pair.declared if not said.expired})
    causes = pair.required_by
    first = str(causes[0].address) if causes else str(pair.declared[0].address) if pair.declared else ""
    more = f" and {len(causes) - 1} more" if len(causes) > 1 else ""
    why = f"{_say_cause(causes[0].kind.value, first)}{more}" if causes else says
    was = "new" if before is None else "" if before.verdict is pair.verdict else before.verdict.value
    cells = (
        Cell(" – ".join(pair.teams), tone),
        Cell(pair.verdict.value, tone),
        Cell(", ".join(modes) or "–"),
        Cell(why, "dim"),
        Cell(was, "warn" if was else ""),
    )
    return Row(cells, f"teams.{pair.teams[0]}")


def _say_cause(kind: str, address: str) -> str:
    """`services.cart-api.depends_on[stock]` as `cart-api → stock`; else the kind and the thing."""
    thing, _, other = address.partition(".depends_on[")
    if other:
        return f"{thing.rpartition('.')[2]} → {other.rstrip(']')}"
    return f"{kind} {address.partition('.')[2] or address}"


def _say(number: Number) -> str:
    return "–" if number.amount is None else f"{number.amount:,.5g}"
