"""What does a picture say of a team?"""

from collections.abc import Iterable, Mapping

from topo.analysis.cognitive_load import Fit
from topo.analysis.measures import Measures
from topo.model.team import Team
from topo.report.pictures.picture import Kind, Meaning, Node

MOST_LISTED = 12
"""How many things or reasons are listed before the rest is counted."""

TEAM_WORDS: Mapping[Meaning, str] = {
    Kind.STREAM_ALIGNED: "stream-aligned team",
    Kind.PLATFORM: "platform team",
    Kind.ENABLING: "enabling team",
    Kind.COMPLICATED_SUBSYSTEM: "complicated-subsystem team",
    Kind.TEAM: "team without a type",
}
"""What a legend says of teams."""


def find_kind(team: Team) -> Kind:
    """What a team is drawn as: its type; an untyped one is a team and nothing more."""
    return Kind.TEAM if team.type is None else Kind(team.type)


def describe_type(measures: Measures, id: str) -> str:
    """Its type, where it says one, and how many people it has.

    >>> from datetime import date
    >>> from topo.model.organisation import Organisation
    >>> organisation = Organisation.model_validate({"teams": {"ops": {"id": "ops", "size": 7}}})
    >>> describe_type(Measures(organisation, date(2026, 12, 1)), "ops")
    '7 people'
    """
    team, heads = measures.organisation.teams[id], measures.headcount.find(id)
    people = "size not said" if heads is None else f"{heads:.3g} {'person' if heads == 1 else 'people'}"
    return f"{team.type} · {people}" if team.type else people


def make_card(measures: Measures, id: str, *, alarms: tuple[str, ...] = (), box: str | None = None) -> Node:
    """The card of a team: type, people, and domain points against what it can carry."""
    team = measures.organisation.teams[id]
    line, over = _describe_points(measures, id)
    lines = (describe_type(measures, id), *([line] if line else []))
    alarms = (*([over] if over else []), *alarms)
    return Node(id, find_kind(team), team.label, lines, alarms, team=id, box=box)


def _describe_points(measures: Measures, id: str) -> tuple[str, str]:
    """Its domain points, as a fact or as what is wrong; both "" where no domains are declared."""
    if not measures.organisation.domains:
        return "", ""
    load = measures.cognitive_load.teams[id]
    if load.points.amount is None:
        return "domain points not assessed", ""
    least = "at least " if load.points.missing else ""
    points = f"{least}~{load.points.amount:.3g} of {load.capacity:.3g} domain points"
    return ("", f"over: {points}") if load.fit is Fit.OVER else (points, "")


def list_some(names: Iterable[str], most: int = MOST_LISTED) -> tuple[str, ...]:
    """The first names, and how many more there are.

    >>> list_some("abcd", 2)
    ('a', 'b', '… and 2 more')
    """
    listed = list(names)
    if len(listed) <= most + 1:
        return tuple(listed)
    return (*listed[:most], f"… and {len(listed) - most:,} more")
