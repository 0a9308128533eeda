"""Which formats can an MRI be written in?"""

from topo.advise.mri import Mri
from topo.errors import UsageError
from topo.rules.naming import quoted
from topo.text import did_you_mean

FORMATS = ("text", "json", "markdown")


def render_mri(
    mri: Mri, format: str, *, team: str | None = None, color: bool = False, width: int = 100
) -> str:
    """The MRI in one of `FORMATS`; with `team` that cell alone. Raises UsageError for a team that is none."""
    if team is not None and mri.find(team) is None:
        hint = did_you_mean(team, (cell.team for cell in mri.cells)) or "name a team by its id"
        raise UsageError(f"no team is called {quoted(team)}", hint=hint)
    if format == "json":
        from topo.report.mri.json import render_json

        return render_json(mri, team)
    if format == "markdown":
        from topo.report.mri.markdown import render_markdown

        return render_markdown(mri, team)
    from topo.report.mri.text import render_text

    return render_text(mri, team, color=color, width=width)
