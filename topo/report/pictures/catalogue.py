"""Which pictures are there, and what may each be grouped by?"""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from topo.analysis.measures import Measures
from topo.errors import UsageError
from topo.model.references import resolve
from topo.report.pictures.domains import picture_domains
from topo.report.pictures.ownership import picture_ownership
from topo.report.pictures.picture import Picture
from topo.report.pictures.services import picture_services
from topo.report.pictures.stream import picture_stream
from topo.report.pictures.talking import picture_talking
from topo.report.pictures.teams import picture_teams
from topo.report.pictures.wanted import Grouping, Wanted
from topo.rules.naming import named, quoted
from topo.text import did_you_mean


class View(NamedTuple):
    """A kind of picture: how it is made, and what its boxes may stand for."""

    make: Callable[[Measures, Wanted], Picture]
    groupings: tuple[Grouping, ...]
    question: str


VIEWS: dict[str, View] = {
    "teams": View(picture_teams, (Grouping.GROUP, Grouping.DOMAIN), "who waits on whom?"),
    "services": View(picture_services, tuple(Grouping), "which service waits on which, and whose is each?"),
    "domains": View(picture_domains, (), "which domains are there, and who owns them?"),
    "talking": View(
        picture_talking, (Grouping.GROUP, Grouping.DOMAIN), "who must talk to whom, and have they agreed how?"
    ),
    "ownership": View(
        picture_ownership, (Grouping.GROUP, Grouping.DOMAIN), "what is owned by whom, and what by nobody?"
    ),
    "stream": View(picture_stream, (), "how does work flow, and where does it wait?"),
}


def make_picture(measures: Measures, name: str, wanted: Wanted) -> Picture:
    """The picture `name` of what is measured.

    Raises:
        UsageError: there is no such picture or team, or the picture cannot be grouped so.
    """
    view = VIEWS.get(name)
    if view is None:
        hint = did_you_mean(name, VIEWS) or f"there are: {', '.join(VIEWS)}"
        raise UsageError(f"no picture is called `{name}`", hint=hint)
    if wanted.group_by is not None and wanted.group_by not in view.groupings:
        raise _cannot_group(name, view, wanted.group_by)
    if wanted.stream is not None and name != "stream":
        raise UsageError(f"the picture {quoted(name)} is of no stream", hint="draw the picture `stream`")
    picture = view.make(measures, _find_focus(measures, wanted))
    about = measures.organisation.organization
    if about is None or not about.name:
        return picture
    return replace(picture, title=f"{about.name}: {picture.title}")


def _find_focus(measures: Measures, wanted: Wanted) -> Wanted:
    """The same with the id of the team in focus, which `team:ID` names too."""
    if wanted.focus is None:
        return wanted
    target = resolve(measures.organisation, wanted.focus, ("team",))
    if target is None:
        hint = did_you_mean(wanted.focus, measures.organisation.teams) or "name a team by its id"
        raise UsageError(f"no team is called {quoted(wanted.focus)}", hint=hint)
    return replace(wanted, focus=target.id)


def _cannot_group(name: str, view: View, by: Grouping) -> UsageError:
    hint = named(view.groupings, last="or") if view.groupings else ""
    return UsageError(
        f"the picture {quoted(name)} is not grouped by {by.value}",
        hint=f"group it by {hint}" if hint else "it shows how its things stand in each other already",
    )
