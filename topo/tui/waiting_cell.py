"""Why does one team wait on another? The dependencies behind one cell of the matrix."""

from rich.text import Text

from topo.tui.inspecting import Places
from topo.tui.session import Session


def inspect_cell(session: Session, waiter: str, other: str, places: Places) -> Text:
    """Each dependency with its weight and its line, heaviest first; before and after in all."""
    compared = session.compared
    text = Text()
    text.append(f"{waiter} waits on {other}\n", style="bold")
    totals = []
    for measures in (compared.before, compared.after):
        graph = measures.team_graph
        is_there = waiter in measures.organisation.teams
        causes = list(graph.find_causes(waiter, other=other)) if is_there and waiter != other else []
        totals.append((sum(cause.weight for cause in causes), causes))
    before, after = totals[0][0], totals[1][0]
    text.append(f"load {before:.3g} → {after:.3g}\n" if before != after else f"load {after:.3g}\n")
    causes = sorted(totals[1][1], key=lambda cause: (-cause.weight, str(cause.address)))
    if not causes:
        text.append("nothing makes it wait\n", style="dim")
    for cause in causes[:40]:
        what = (
            f"{cause.service} → {cause.target}"
            if cause.service is not None
            else f"{cause.target} is released together"
        )
        text.append(
            f"  {cause.weight:.3g} {what} ({cause.weighed_by}){' blocking' if cause.is_blocking else ''}"
        )
        at = places(cause.address)
        text.append(f"  {at}\n" if at else "\n", style="dim")
    return text
