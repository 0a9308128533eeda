"""How are the measures listed on their page in the docs?"""

from collections.abc import Iterator

from topo.analysis.catalogue import MEASURES
from topo.analysis.catalogue.measure import Measure
from topo.report.measured.asked import KINDS
from topo.report.measured.explained import GRADES
from topo.rules.naming import plural

_TITLES = {"organisation": "The organisation as a whole"}


def render_measures() -> str:
    """The page `docs/measures.md`: every measure with its question, formula, source and grade."""
    grades = "\n".join(f"| {grade} | {words} |" for grade, words in GRADES.items())
    sections = "\n".join(line for of in KINDS for line in _render_section(of))
    return f"{_HEAD}\n| grade | how sure |\n|---|---|\n{grades}\n\n{sections}"


_HEAD = """\
# Every measure

Made from the table that `topo analyze`, `topo explain` and `topo export json` read. `topo explain ADDRESS
MEASURE` opens one up. A measure in *italics* is measured only when it is asked for. Weights and thresholds
stand in the profiles under [`models/`](../models/README.md).
"""


def _render_section(of: str) -> Iterator[str]:
    yield f"## {_TITLES.get(of, plural(of).capitalize())}\n"
    yield "| measure | asks | formula | source | grade | profile |"
    yield "|---|---|---|---|---|---|"
    yield from (_render_row(each) for each in MEASURES if each.of == of)
    yield ""


def _render_row(measure: Measure) -> str:
    name = f"*{measure.name}*" if measure.is_slow else f"`{measure.name}`"
    formula, profile = measure.formula.replace("|", "\\|"), measure.profile or ""
    return f"| {name} | {measure.question} | {formula} | {measure.source} | {measure.grade} | {profile} |"
