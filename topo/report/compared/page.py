"""What is on the page of a comparison for people?"""

from topo.change.comparison.comparison import NOTHING
from topo.report.compared.headlines import find_headlines
from topo.report.compared.shown import Shown
from topo.report.compared.tables import find_phase_tables, find_tables
from topo.report.measured.amounts import DASH_NOTE, FOOTNOTE
from topo.report.sheets.sheet import Sheet
from topo.text import count

_PAPER = "* rests on claims alone, 15 %* by that part: what structure alone would bring is the rest"
_UNCLEAR = "unclear: the difference holds in under 80 % of the draws, which is no clear difference"
_NO_PREDICTION = (
    "structural indicators of the model as it is written, not predictions: there is no score of all"
)


def make_page(shown: Shown, *, beside: int) -> Sheet:
    """The page: sentences for each scenario, then what differs, `beside` scenarios in each table."""
    contenders = shown.comparison.contenders
    tables = [*find_tables(shown, beside), *(find_phase_tables(shown) if shown.with_phases else ())]
    return Sheet(
        f"{NOTHING.capitalize()} and {count(len(contenders), 'scenario')} {_say_day(shown)}",
        tuple(find_headlines(shown)),
        tuple(each for each in tables if each.title),
        "",
        tuple(_find_notes(shown)),
        tuple(_find_next_steps(shown)),
    )


def _say_day(shown: Shown) -> str:
    return f"on {shown.comparison.start.context.as_of}"


def _find_notes(shown: Shown) -> list[str]:
    notes = [_PAPER] if any(each.claims for each in shown.comparison.contenders) else []
    if shown.holding is not None:
        spread = f"±{shown.holding.spread * 100:g} %"
        notes.append(
            f"every weight drawn within {spread}, {shown.holding.draws} times (seed {shown.holding.seed})"
        )
        notes.append(_UNCLEAR)
    return [*notes, FOOTNOTE, DASH_NOTE, _NO_PREDICTION]


def _find_next_steps(shown: Shown) -> list[str]:
    contenders = shown.comparison.contenders
    if not contenders:
        return ["topo scenario new NAME writes a scenario"]
    return [f"topo challenge {contenders[0].name} is the strongest case against it"]
