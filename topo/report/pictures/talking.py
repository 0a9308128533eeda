"""Who must talk to whom, and have they agreed how?

A card for each team, a line for each pair that has to work together or says that it does: drawn by the mode
in force (the busiest where there are several), with its verdict where it is anything but confirmed. Who
provides or helps stands below.
"""

from collections.abc import Iterator

from topo.analysis.congruence import JudgedPair, Verdict
from topo.analysis.declaring import find_busiest
from topo.analysis.joining import Cause
from topo.analysis.measures import Measures
from topo.analysis.talking import TalkingPair
from topo.report.pictures.cards import TEAM_WORDS, list_some, make_card
from topo.report.pictures.grouping import Boxes
from topo.report.pictures.picture import Box, Edge, Flow, Kind, Meaning, Picture, Tie, explain, keep_used
from topo.report.pictures.wanted import Grouping, Wanted, narrow
from topo.text import count

_WORDS: dict[Meaning, str] = {
    **TEAM_WORDS,
    Kind.GROUP: "group",
    Kind.DOMAIN: "domain",
    Kind.SHARED: "domain shared by several teams",
    Kind.NOBODY: "domain of nobody",
    Kind.WAIVED: "domain of nobody, waived",
    Tie.COLLABORATION: "collaboration",
    Tie.X_AS_A_SERVICE: "x-as-a-service",
    Tie.FACILITATING: "facilitating",
    Tie.TICKET: "by ticket",
    Tie.NO_MODE: "a capability that says no mode",
    Tie.UNDECLARED: "must talk, and nothing in force says how",
    Tie.SHARED_DOMAIN: "carry one domain, and nothing in force says how they talk",
}
_RANKS = {"complicated-subsystem": 1, "enabling": 1, "platform": 2}
_TIES = {
    "collaboration": Tie.COLLABORATION,
    "x-as-a-service": Tie.X_AS_A_SERVICE,
    "facilitating": Tie.FACILITATING,
    "ticket": Tie.TICKET,
    None: Tie.NO_MODE,
}


def picture_talking(measures: Measures, wanted: Wanted) -> Picture:
    """The picture of who must talk, and how."""
    boxes = Boxes(measures, wanted.focus)
    nodes = tuple(
        make_card(measures, id, box=boxes.find_team(id, wanted.group_by))
        for id in sorted(measures.organisation.teams)
    )
    edges = tuple(_make_edges(measures))
    notes = tuple(_find_notes(measures))
    drawn = keep_used(_find_boxes(boxes, wanted.group_by), nodes)
    title = "who must talk to whom, and how"
    picture = Picture("talking", title, nodes, edges, drawn, notes, flow=Flow.DOWN)
    return explain(narrow(picture, wanted), _WORDS)


def _find_boxes(boxes: Boxes, by: Grouping | None) -> tuple[Box, ...]:
    if by is Grouping.GROUP:
        return boxes.groups
    return boxes.roots if by is Grouping.DOMAIN else ()


def _make_edges(measures: Measures) -> Iterator[Edge]:
    judged = {pair.teams: pair for pair in measures.congruence.pairs}
    talking = {pair.teams: pair for pair in measures.talking.pairs}
    for teams in sorted({*judged, *talking}):
        yield _make_edge(measures, judged.get(teams), talking.get(teams))


def _make_edge(measures: Measures, judged: JudgedPair | None, talking: TalkingPair | None) -> Edge:
    pair = judged or talking
    assert pair is not None
    causes = judged.required_by if judged is not None else talking.causes if talking is not None else ()
    reasons = list_some(map(_describe, causes))
    said = find_busiest(pair.declared)
    alarms = () if judged is None or judged.verdict is Verdict.CONFIRMED else (judged.verdict.value,)
    above, below = sorted(pair.teams, key=lambda team: _rank(measures, team))
    if said is None:
        tie = Tie.SHARED_DOMAIN if judged is None else Tie.UNDECLARED
        return Edge(above, below, tie, alarms=alarms, reasons=reasons)
    if said.mode != "collaboration":
        above, below = said.second, said.first
    label = "" if said.until is None else f"until {said.until}"
    return Edge(above, below, _TIES[said.mode], label, alarms=alarms, reasons=reasons)


def _rank(measures: Measures, team: str) -> int:
    """How far below others a team stands whose side in a pair nothing else tells."""
    return _RANKS.get(measures.organisation.teams[team].type or "", 0)


def _describe(cause: Cause) -> str:
    return f"{cause.kind.value}: {cause.address} ({cause.what})"


def _find_notes(measures: Measures) -> Iterator[str]:
    unseen = len(measures.talking.unseen)
    if unseen:
        yield f"not assessed: {count(unseen, 'dependency', 'dependencies')} with an end that nobody owns"
    hidden = len(measures.talking.hidden)
    if hidden:
        yield f"{count(hidden, 'pair')} of {len(measures.talking.pairs)} must talk without having said how"
