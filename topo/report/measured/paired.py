"""What have two teams to do with each other: why must they talk, and what have they agreed?"""

from collections.abc import Iterator, Sequence

from topo.analysis.addressing import Subject
from topo.analysis.declaring import Declaration
from topo.analysis.joining import Cause
from topo.analysis.talking import TalkingPair
from topo.findings import Finding
from topo.report.measured.amounts import FOOTNOTE, count_unit
from topo.report.measured.asked import Asked
from topo.report.measured.explained import SHOW_ALL, make_head
from topo.report.measured.found_here import find_next, find_place, list_findings
from topo.report.measured.located import Locate, address_cell, locate_cell
from topo.report.sheets.sheet import Cell, Column, Line, Sheet, Table

MOST_ROWS = 40


def make_pairs(
    asked: Asked, subject: Subject, locate: Locate, findings: Sequence[Finding], *, whole: bool
) -> Sheet:
    """What two teams have to do with each other, or all pairs of teams that an interaction speaks of."""
    pairs = list(_find_pairs(asked, subject))
    lines = [line for pair in pairs for line in _say_pair(asked, pair)]
    if not pairs:
        lines = [Line("", "nothing joins them, and nothing is declared: they need not talk")]
    most = None if whole else MOST_ROWS
    return Sheet(
        " – ".join(subject.teams) if subject.kind == "pair" else f"interaction {subject.id}",
        (*find_place(subject.place if subject.kind == "interaction" else None, locate), *lines),
        (_list_causes(pairs, locate, most), _list_declared(pairs, locate), list_findings(findings, locate)),
        "causes",
        (FOOTNOTE,),
        tuple(find_next(findings)),
        {
            **make_head(asked.measures, str(subject.place)),
            "pairs": [_describe_pair(asked, pair) for pair in pairs],
        },
    )


def _find_pairs(asked: Asked, subject: Subject) -> Iterator[TalkingPair]:
    talking = asked.measures.talking
    for pair in talking.pairs:
        if set(pair.teams) <= set(subject.teams) and (
            subject.kind == "pair" or any(each.address == subject.place for each in pair.declared)
        ):
            yield pair


def _find_verdict(asked: Asked, pair: TalkingPair) -> str | None:
    judged = (each for each in asked.measures.congruence.pairs if each.teams == pair.teams)
    found = next(judged, None)
    return None if found is None else found.verdict.value


def _say_pair(asked: Asked, pair: TalkingPair) -> Iterator[Line]:
    verdict = _find_verdict(asked, pair)
    said = pair.declaration
    mode = "nothing in force" if said is None else said.mode or "a capability that says no mode"
    text = f"agreed: {mode}{'' if verdict is None else f'; {verdict}'}"
    channels, most = pair.channels.amount, pair.upper_bound.amount
    if channels is not None:
        text += f"; ~{count_unit(channels, 'channels')}"
    elif pair.is_hidden and most is not None:
        text += f"; hidden: ~{count_unit(most, 'channels')} at most"
    yield Line(" – ".join(pair.teams), text, "bad" if pair.is_hidden else None)


def _describe_pair(asked: Asked, pair: TalkingPair) -> dict[str, object]:
    said = pair.declaration
    return {
        "teams": list(pair.teams),
        "verdict": _find_verdict(asked, pair),
        "hidden": pair.is_hidden,
        "mode": None if said is None else said.mode,
        "channels": pair.channels.amount,
        "upper_bound": pair.upper_bound.amount,
    }


def _list_causes(pairs: Sequence[TalkingPair], locate: Locate, most: int | None) -> Table:
    columns = (
        Column("teams"),
        Column("kind", "because of"),
        Column("address", "what"),
        Column("what", "how"),
        Column("position", "where", is_nested=True, is_place=True),
    )
    rows = tuple(_describe_cause(pair, cause, locate) for pair in pairs for cause in pair.causes)
    return Table("causes", columns, rows, "Why they must talk" if rows else "", most, SHOW_ALL)


def _describe_cause(pair: TalkingPair, cause: Cause, locate: Locate) -> tuple[Cell, ...]:
    address = str(cause.address)
    return (
        Cell(list(pair.teams)),
        Cell(cause.kind.value, cause.kind.value),
        Cell(address, address),
        Cell(cause.what, cause.what),
        locate_cell(cause.address, locate),
    )


def _list_declared(pairs: Sequence[TalkingPair], locate: Locate) -> Table:
    columns = (
        Column("teams"),
        Column("mode", "mode"),
        Column("first", "first"),
        Column("second", "second"),
        Column("since", "since", rank=1),
        Column("until", "until"),
        Column("expired", "in force"),
        Column("address"),
        Column("position", "where", rank=2, is_nested=True, is_place=True),
    )
    rows = tuple(_describe_declared(pair, said, locate) for pair in pairs for said in pair.declared)
    return Table("declared", columns, rows, "What is declared" if rows else "")


def _describe_declared(pair: TalkingPair, said: Declaration, locate: Locate) -> tuple[Cell, ...]:
    dates = [None if day is None else str(day) for day in (said.since, said.until)]
    return (
        Cell(list(pair.teams)),
        Cell(said.mode, said.mode or "no mode"),
        Cell(said.first, said.first),
        Cell(said.second, said.second),
        *(Cell(day, day or "") for day in dates),
        Cell(said.expired, "no" if said.expired else "yes"),
        address_cell(said.address),
        locate_cell(said.address, locate),
    )
