"""Is everything owned? Domain → service → owner, what nobody owns first."""

from collections.abc import Mapping

from topo.analysis.ownership import Owning, State
from topo.rules.naming import whole_percent
from topo.tui.grid import Cell, Column, Grid, Row, Tone
from topo.tui.session import Session

_TONES: Mapping[State, Tone] = {
    State.UNOWNED: "bad",
    State.SHARED: "warn",
    State.WAIVED: "dim",
    State.OWNED: "",
}
_COLUMNS = (
    Column("domain"),
    Column("thing", grows=2),
    Column("kind"),
    Column("owner", grows=1),
    Column("state"),
)


def list_ownership(session: Session) -> Grid:
    """A row for each thing that needs an owner; a thing whose owner changes says who had it."""
    compared = session.compared
    before, after = compared.before.ownership, compared.after.ownership
    things = sorted(
        after.things, key=lambda each: (each.state is State.OWNED, _place(each), each.kind, each.id)
    )
    rows = [_row(each, before.find(each.kind, each.id)) for each in things]
    coverage = after.overall
    share = "not assessed" if coverage.share is None else whole_percent(coverage.share)
    missing = sum(each.state is State.UNOWNED for each in after.things)
    note = f"{coverage.owned:,} of {coverage.total:,} services owned ({share}), {missing:,} without an owner"
    return Grid(
        _COLUMNS,
        rows,
        note,
        empty="Nothing that needs an owner yet: give the model services, or press a and create a domain.",
    )


def _place(thing: Owning) -> str:
    return (thing.id if thing.kind == "domain" else thing.domain) or "\uffff"


def _row(thing: Owning, before: Owning | None) -> Row:
    tone = _TONES[thing.state]
    had = before.owner if before is not None else None
    owner = thing.owner or ", ".join(thing.teams) or "nobody"
    if before is not None and had != thing.owner:
        owner = f"{had or 'nobody'} → {owner}"
    state = thing.state.value if thing.gap is None else f"{thing.state.value}: {thing.gap.value}"
    domain = (thing.id if thing.kind == "domain" else thing.domain) or "no domain"
    cells = (
        Cell(domain, "dim"),
        Cell(thing.id, tone),
        Cell(thing.kind, "dim"),
        Cell(owner, tone),
        Cell(state, tone),
    )
    return Row(cells, str(thing.address))
