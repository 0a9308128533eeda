"""The organisational MRI: how does each cell stand, what would more speed do to it, what to relieve first?

Not one score: cells × dimensions, each field green, amber, red or not assessed with its facts; an outlook
for each cell; the gaps in stewardship and accountability; and the one constraint. A field is as bad as the
worst finding about the cell by a rule of its dimension: an error is red, a warning amber (profile `mri`).
Every rule runs, whatever packs are chosen; what is waived is not there.

Source: colours and thresholds are topo's own encoding (E); the constraint first is Goldratt (1984), D.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from topo.advise.concerning import Concerning
from topo.advise.constraint import Constraint, find_constraint
from topo.advise.dimensions import DIMENSION_OF, DIMENSIONS, Dimension
from topo.advise.outlook import Colour, Outlook, Seen, find_outlook
from topo.analysis.accountability import Answering
from topo.analysis.measures import Measures
from topo.analysis.stewardship import Care, Stewarding
from topo.findings import Finding
from topo.model.settings import Check
from topo.rules.catalogue import RULES
from topo.rules.checking import Reading, check_organisation
from topo.rules.context import Context
from topo.rules.selection import Selection, select_rules

PROFILE = "mri"
_COLOURS = (Colour.GREEN, Colour.AMBER, Colour.RED)


@dataclass(frozen=True)
class Field:
    """One dimension of one cell: its colour, one line of facts, and the findings behind it, the worst first.

    `why_not` says why it is not assessed.
    """

    dimension: str
    colour: Colour
    fact: str
    findings: tuple[Finding, ...] = ()
    why_not: str = ""


@dataclass(frozen=True)
class CellMri:
    """One cell: its fields in the order of the dimensions, and its outlook."""

    team: str
    name: str | None
    type: str | None
    fields: tuple[Field, ...]
    outlook: Outlook

    def find(self, dimension: str) -> Field:
        """The field of a dimension."""
        return next(each for each in self.fields if each.dimension == dimension)

    def count(self, colour: Colour) -> int:
        """How many fields have a colour."""
        return sum(each.colour is colour for each in self.fields)


@dataclass(frozen=True)
class Mri:
    """The MRI of an organisation; the cells by id.

    `of_no_cell` are findings of the MRI's rules that are about no one cell.
    """

    measures: Measures = field(repr=False)
    cells: tuple[CellMri, ...]
    of_no_cell: tuple[Finding, ...] = ()

    def find(self, team: str) -> CellMri | None:
        """One cell."""
        return next((cell for cell in self.cells if cell.team == team), None)

    @cached_property
    def constraint(self) -> Constraint | None:
        """What to relieve first; None where nothing is known to hold anything up."""
        reds = [(cell.team, each) for cell in self.cells for each in cell.fields if each.colour is Colour.RED]
        findings = ((team, each.dimension, finding) for team, each in reds for finding in each.findings[:1])
        return find_constraint(self.measures, findings)

    @cached_property
    def unstewarded(self) -> tuple[tuple[str, tuple[Stewarding, ...]], ...]:
        """By cell: the ways of working that nobody looks after."""
        found = ((each.team, each.find(Care.NOBODY)) for each in self.measures.stewardship.teams)
        return tuple((team, areas) for team, areas in found if areas)

    @cached_property
    def silent_on_stewards(self) -> tuple[str, ...]:
        """The cells that say nothing of stewards."""
        teams = self.measures.stewardship.teams
        return tuple(each.team for each in teams if len(each.find(Care.NOT_ASSESSED)) == len(each.areas))

    @cached_property
    def unaccountable(self) -> tuple[Answering, ...]:
        """The cells that answer for output, and the stream-aligned ones that answer for nothing."""
        return tuple(
            each
            for each in self.measures.accountability.teams
            if each.find_output() or (each.type == "stream-aligned" and not each.outcomes)
        )


def take_mri(context: Context, packs: Mapping[str, Iterable[str]], reading: Reading | None = None) -> Mri:
    """The MRI of what a context looks at; `packs` are the packs of rules, of which every one runs.

    `reading` knows where things stand in files, for waivers in comments; its own findings are left out.
    """
    reading = (reading or Reading())._replace(findings=(), notes=())
    result = check_organisation(context, select_all(context, packs), reading)
    found = _sort_out(context.measures, result.findings)
    weights = context.weights[PROFILE]
    cells = (
        _make_cell(context.measures, team, found.get(team, {}), weights)
        for team in sorted(context.organisation.teams)
    )
    rest = tuple(each for findings in found.get(None, {}).values() for each in findings)
    return Mri(context.measures, tuple(cells), rest)


def select_all(context: Context, packs: Mapping[str, Iterable[str]]) -> Selection:
    """Every rule of the language, with the severities that the model sets."""
    check = context.organisation.check
    families = sorted({rule.family for rule in RULES})
    everything = {**packs, "mri": families}
    said = Check() if check is None else check
    wide = said.model_copy(update={"extends": (*said.extends, "mri")})
    return select_rules(wide, everything)._replace(findings=())


def colour_of(finding: Finding, weights: Mapping[str, float]) -> Colour:
    """The colour that a finding gives: as its rule's own entry says, else as its severity's."""
    level = weights.get(finding.code.lower(), weights[finding.severity.value])
    return _COLOURS[max(0, min(2, int(level)))]


def _sort_out(measures: Measures, findings: Iterable[Finding]) -> dict[str | None, dict[str, list[Finding]]]:
    """The findings by cell and dimension; None is what is about no cell."""
    concerning = Concerning(measures)
    found: dict[str | None, dict[str, list[Finding]]] = {}
    for finding in findings:
        dimension = DIMENSION_OF.get(finding.code)
        if dimension is not None:
            for team in concerning.find(finding) or (None,):
                found.setdefault(team, {}).setdefault(dimension, []).append(finding)
    return found


def _make_cell(
    measures: Measures, id: str, found: Mapping[str, list[Finding]], weights: Mapping[str, float]
) -> CellMri:
    team = measures.organisation.teams[id]
    fields = tuple(_make_field(measures, id, each, found.get(each.name, []), weights) for each in DIMENSIONS)
    colours = {each.dimension: each.colour for each in fields}
    codes = frozenset(each.code for findings in found.values() for each in findings)
    outlook = find_outlook(Seen(measures, id, colours, codes), weights)
    return CellMri(id, team.name, team.type, fields, outlook)


def _make_field(
    measures: Measures,
    team: str,
    dimension: Dimension,
    findings: list[Finding],
    weights: Mapping[str, float],
) -> Field:
    facts = dimension.find(measures, team)
    ordered = tuple(sorted(findings, key=lambda each: _order(each, weights)))
    colours = [colour_of(each, weights) for each in ordered]
    worst = max(colours, key=_COLOURS.index, default=Colour.GREEN)
    made = Field(dimension.name, worst, facts.text, ordered, facts.why_not)
    if dimension.name == "survey" and not facts.why_not:
        survey = measures.cognitive_load.teams[team].survey or 0.0
        return replace(made, colour=Colour.RED if survey >= weights["survey-red"] else Colour.GREEN)
    if facts.why_not and worst is Colour.GREEN:
        return replace(made, colour=Colour.NOT_ASSESSED)
    return made


def _order(finding: Finding, weights: Mapping[str, float]) -> tuple[object, ...]:
    colour = _COLOURS.index(colour_of(finding, weights))
    return -colour, -finding.severity.rank, finding.code, finding.address, finding.message


def find_listed(mri: Mri) -> Iterator[CellMri]:
    """The cells, those with the most red first, then the most amber, then by id."""
    yield from sorted(
        mri.cells, key=lambda cell: (-cell.count(Colour.RED), -cell.count(Colour.AMBER), cell.team)
    )
