"""What is there to know of one team, in a sentence each?"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from topo.analysis.criterion import Criterion, Fact, Standing, find_facts
from topo.analysis.parts import Part
from topo.analysis.stewardship import Care
from topo.analysis.tissue import ENFORCEMENTS, Cell, Extent
from topo.model.team import Team
from topo.report.measured.amounts import show_amount
from topo.report.measured.asked import Asked
from topo.report.paint import Style
from topo.report.sheets.sheet import NOT_ASSESSED, Line
from topo.rules.naming import joined

MOST_NAMED = 12
MOST_FACTS = 6


def find_team_lines(asked: Asked, id: str) -> Iterator[Line]:
    """The sentences about one team."""
    about = _About(asked, asked.measures.organisation.teams[id])
    for label, find in _LINES:
        for number, (text, style) in enumerate(find(about)):
            yield Line("" if number else label, text, style)


Said = Iterator[tuple[str, Style | None]]


@dataclass(frozen=True)
class _About:
    """One team and what is measured of it."""

    asked: Asked
    team: Team

    def say_heads(self) -> Said:
        heads = self.asked.number("team", "heads", self.team.id)
        if heads.amount is None:
            yield f"{NOT_ASSESSED}: {heads.missing[0]}", None
            return
        parts = (f"{part.label} {show_amount(part.amount)}" for part in heads.parts)
        yield f"{show_amount(heads.amount)}: {joined(parts, most=MOST_NAMED)}", None
        vacancies = [f"{role} {each.count}" for role, each in self.team.vacancies.items()]
        if vacancies:
            yield f"open: {', '.join(vacancies)}", None

    def say_purpose(self) -> Said:
        if self.team.objective:
            yield self.team.objective, None
        answering = self.asked.measures.accountability.find(self.team.id)
        for outcome in answering.outcomes if answering is not None else ():
            counts = "" if outcome.is_result else f" counts output (~{outcome.word})"
            yield f"{outcome.metric}{counts}", None if outcome.is_result else "bad"

    def say_owned(self) -> Said:
        services = [each.id for each in self.asked.measures.owners.services_of.get(self.team.id, ())]
        if services:
            yield f"{len(services):,}: {joined(services, most=MOST_NAMED)}", None

    def say_domains(self) -> Said:
        load = self.asked.measures.cognitive_load.teams[self.team.id]
        if load.points.amount is None:
            yield f"{NOT_ASSESSED}: {load.points.missing[0]}", None
            return
        parts = joined((f"{each.label} ({each.note})" for each in load.points.parts), most=MOST_NAMED)
        fit = NOT_ASSESSED if load.fit is None else f"~{load.fit.value}"
        total = f"~{show_amount(load.points.amount)} points of {load.capacity:g}, {fit}"
        style: Style | None = "bad" if load.fit == "over" else None
        yield f"{total}{': ' if parts else ''}{parts}", style
        if load.heuristics:
            yield joined(each.value for each in load.heuristics), style
        yield from self._left_out(load.points.missing)

    def say_friction(self) -> Said:
        for line in self.asked.measures.friction[self.team.id].lines:
            yield _name_part(line.part), None

    def say_survey(self) -> Said:
        load = self.asked.measures.cognitive_load.teams[self.team.id]
        if load.survey is not None:
            yield f"task load {load.survey:g} of 100", None
        elif load.withheld:
            yield "too few answered to be shown", None

    def say_guardrails(self) -> Said:
        found = ((each or "not said", self.cell.find_bound(each)) for each in ENFORCEMENTS)
        kinds = [
            f"{kind}: {joined((b.guardrail for b in bound), most=MOST_NAMED)}"
            for kind, bound in found
            if bound
        ]
        if kinds:
            yield "; ".join(kinds), None

    def say_relief(self) -> Said:
        if not self.asked.measures.tissue.has_capabilities or not self.cell.is_stream_aligned:
            return
        kinds = [
            (words, [f"{each.area}{by(each.capability)}" for each in self.cell.find_relief(extent)])
            for extent, words, by in _EXTENTS
        ]
        yield "; ".join(f"{words}: {', '.join(areas)}" for words, areas in kinds if areas), None

    def say_decisions(self) -> Said:
        decides = [each.id for each in self.cell.decisions]
        seats = [each.forum for each in self.cell.seats]
        if decides:
            yield f"decides {joined(decides, most=MOST_NAMED)}", None
        if seats:
            yield f"sits in {joined(seats, most=MOST_NAMED)}", None

    def say_autonomy(self) -> Said:
        for name in ("engineering", "discovery"):
            track = self.asked.measures.autonomy.find(self.team.id, name)
            if track is not None and track.earned is not None:
                declared = f", declares {track.declared}" if track.declared else ""
                lacks = _say_lacks(track.missing, track.unknown)
                yield f"{name} ~{track.earned}{declared}{lacks}", "bad" if track.is_above_earned else None

    def say_readiness(self) -> Said:
        found = self.asked.measures.readiness.find(self.team.id)
        if found is None or not any(each.is_said for each in found.criteria):
            return
        verdict = {True: "~ready", False: "~not ready", None: NOT_ASSESSED}[found.is_ready]
        yield f"{verdict}{_say_criteria(found.criteria)}", None

    def say_lacking(self) -> Said:
        complete = self.asked.measures.completeness.find(self.team.id)
        if complete is not None and complete.lacking:
            yield joined((f"{each.kind} {each.name}" for each in complete.lacking), most=MOST_NAMED), None

    def say_stewards(self) -> Said:
        stewarded = self.asked.measures.stewardship.find(self.team.id)
        if stewarded is None or self.team.stewards is None:
            return
        said = [f"{each.what} {joined(each.people)}" for each in stewarded.areas if each.people]
        nobody = [each.what for each in stewarded.find(Care.NOBODY)]
        silent = [each.what for each in stewarded.find(Care.NOT_ASSESSED)]
        said += [f"nobody for {joined(nobody)}"] if nobody else []
        said += [f"nothing said of {joined(silent)}"] if silent else []
        yield "; ".join(said), None

    def _left_out(self, missing: Iterable[str]) -> Said:
        listed = list(missing)
        if listed:
            yield f"left out: {joined(listed, most=MOST_NAMED)}", None

    @property
    def cell(self) -> Cell:
        """The tissue around it."""
        cell = self.asked.measures.tissue.find(self.team.id)
        assert cell is not None
        return cell


def _name_part(part: Part) -> str:
    return f"{part.label} ({part.note})" if part.note else part.label


def _say_criteria(criteria: tuple[Criterion, ...]) -> str:
    return _say_lacks(find_facts(criteria, Standing.NOT_MET), find_facts(criteria, Standing.UNKNOWN))


def _say_lacks(missing: Iterable[Fact], unknown: Iterable[Fact]) -> str:
    """What is missing, and what nobody says."""
    against = joined((each.text for each in missing), most=MOST_FACTS)
    open_ = joined((each.text for each in unknown), most=MOST_FACTS)
    return (f": {against}" if against else "") + (f"; unknown: {open_}" if open_ else "")


def _by(capability: str | None) -> str:
    return f" ({capability})" if capability else ""


_EXTENTS: tuple[tuple[Extent, str, Callable[[str | None], str]], ...] = (
    (Extent.FULL, "relieved", _by),
    (Extent.HALF, "by half", _by),
    (Extent.NONE, "not relieved", lambda _: ""),
    (Extent.UNKNOWN, "no mode is said", _by),
)

_LINES: tuple[tuple[str, Callable[[_About], Said]], ...] = (
    ("purpose", _About.say_purpose),
    ("people", _About.say_heads),
    ("owns", _About.say_owned),
    ("domains", _About.say_domains),
    ("friction", _About.say_friction),
    ("survey", _About.say_survey),
    ("guardrails", _About.say_guardrails),
    ("relief", _About.say_relief),
    ("decisions", _About.say_decisions),
    ("autonomy", _About.say_autonomy),
    ("one pizza", _About.say_readiness),
    ("lacks", _About.say_lacking),
    ("stewards", _About.say_stewards),
)
