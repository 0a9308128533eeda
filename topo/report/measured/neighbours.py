"""Whom does a team deal with: how much does each wait on the other, and what have they agreed?"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from math import fsum

from topo.analysis.congruence import JudgedPair
from topo.analysis.measures import Measures
from topo.analysis.talking import TalkingPair
from topo.graph.owners import is_nobodys
from topo.report.measured.amounts import DASH, show_amount
from topo.report.measured.asked import Asked
from topo.report.measured.nodes import name_node
from topo.report.sheets.sheet import Cell, Column, Table


def list_neighbours(asked: Asked, team: str) -> Table:
    """The teams that a team deals with, and the services of nobody, the heaviest ties first."""
    columns = (
        Column("with", "with"),
        Column("waits_on", "waits on", is_number=True),
        Column("waited_on_by", "waited on by", is_number=True),
        Column("agreed", "agreed"),
        Column("verdict", "verdict", rank=1),
        Column("channels", "channels", is_number=True, rank=2),
        Column("why", "because of", rank=3),
    )
    neighbours = _Neighbours(asked.measures, team)
    rows = tuple(neighbours.describe(other) for other in neighbours.find_others())
    return Table("neighbours", columns, rows, "Whom it deals with" if rows else "")


@dataclass(frozen=True)
class _Neighbours:
    """One team and its ties."""

    measures: Measures
    team: str

    def find_others(self) -> list[str]:
        """The nodes of the team graph that it deals with."""
        known = {*self.waits_on, *self.waited_on_by, *self.pairs}
        return sorted(known, key=lambda other: (-self._weigh(other), is_nobodys(other), other))

    def describe(self, other: str) -> tuple[Cell, ...]:
        """The row of one of them."""
        pair, judged = self.pairs.get(other), self.judged.get(other)
        verdict = None if judged is None else judged.verdict.value
        why = [] if pair is None else sorted({each.kind.value for each in pair.causes})
        return (
            Cell(other, name_node(self.measures.organisation, other)),
            _show_load(self.waits_on.get(other)),
            _show_load(self.waited_on_by.get(other)),
            _show_agreed(pair),
            Cell(verdict, verdict or ""),
            _show_channels(pair),
            Cell(why, ", ".join(why)),
        )

    def _weigh(self, other: str) -> float:
        return self.waits_on.get(other, 0.0) + self.waited_on_by.get(other, 0.0)

    @cached_property
    def waits_on(self) -> dict[str, float]:
        """By node: the load with which it waits on it."""
        causes = self.measures.team_graph.find_causes(self.team)
        return _add_up((each.other, each.weight) for each in causes)

    @cached_property
    def waited_on_by(self) -> dict[str, float]:
        """By node: the load with which that waits on it."""
        causes = self.measures.team_graph.find_causes_of_others(self.team)
        return _add_up((each.node, each.weight) for each in causes)

    @cached_property
    def pairs(self) -> dict[str, TalkingPair]:
        """The pairs that must talk, by the other team."""
        pairs = self.measures.talking.by_team.get(self.team, ())
        return {_find_other(pair.teams, self.team): pair for pair in pairs}

    @cached_property
    def judged(self) -> dict[str, JudgedPair]:
        """The verdicts of its pairs, by the other team."""
        pairs = (each for each in self.measures.congruence.pairs if self.team in each.teams)
        return {_find_other(pair.teams, self.team): pair for pair in pairs}


def _add_up(weights: Iterable[tuple[str, float]]) -> dict[str, float]:
    found: dict[str, list[float]] = {}
    for node, weight in weights:
        found.setdefault(node, []).append(weight)
    return {node: fsum(each) for node, each in found.items()}


def _find_other(teams: tuple[str, str], team: str) -> str:
    return teams[1] if teams[0] == team else teams[0]


def _show_load(load: float | None) -> Cell:
    return Cell(load, "" if load is None else f"~{show_amount(load)}")


def _show_agreed(pair: TalkingPair | None) -> Cell:
    if pair is None:
        return Cell(None)
    if pair.declaration is None:
        return Cell(None, "nothing", style="bad")
    return Cell(pair.declaration.mode, pair.declaration.mode or "no mode")


def _show_channels(pair: TalkingPair | None) -> Cell:
    if pair is None:
        return Cell(None)
    amount = pair.channels.amount
    return Cell(None, DASH, is_missing=True) if amount is None else Cell(amount, f"~{show_amount(amount)}")
