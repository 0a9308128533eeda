"""Why is this what it is? A thing opened up: measures before and after, their parts, the YAML lines."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from rich.style import Style
from rich.text import Text

from topo.analysis.catalogue import find_measure, find_measures
from topo.analysis.catalogue.measure import Measure
from topo.analysis.judgement import Judgement
from topo.analysis.measures import Measures
from topo.analysis.parts import Number, Part
from topo.change.comparison.change import Change, Verdict, judge
from topo.findings import Address
from topo.model.organisation import COLLECTIONS
from topo.report.measured.amounts import count_unit
from topo.report.sheets.sheet import NOT_ASSESSED
from topo.tui.session import Session
from topo.tui.strip import say_shift

Places = Callable[[Address], str]
"""Where an address stands in a file: `teams.yaml:12`; "" where it does not."""
Styles = Callable[[str], Style]
"""How a tone looks."""
MOST_PARTS = 12
_TONES: dict[Verdict | None, str] = {Verdict.BETTER: "good", Verdict.WORSE: "bad"}
_MARKED = frozenset({"D", "E"})
_KIND_OF = {path: kind for kind, path in COLLECTIONS.items()}
_MEASURED = ("team", "service", "domain", "person", "product", "stream")


def inspect(session: Session, address: str, places: Places, style: Styles) -> Text:
    """What is known of the thing at an address, or of the whole; what changed comes first."""
    kind, id = find_subject(address)
    compared = session.compared
    text = Text()
    text.append(f"{kind} {id}\n" if id else "the whole organisation\n", style="bold")
    if id:
        at = places(Address.parse(address))
        text.append(f"{at}\n" if at else "", style=style("dim"))
    found = [
        Opened(measure, _find(measure, compared.before, id), _find(measure, compared.after, id))
        for measure in find_measures(kind)
    ]
    there = [each for each in found if each.before is not None or each.after is not None]
    told = [each for each in there if each.is_change or not each.is_silent]
    for each in sorted(told, key=lambda each: not each.is_change):
        _append(text, each, places, style, is_muted=each.measure.name in session.muted)
    silent = [each for each in there if each not in told]
    if silent:
        text.append("\nnot assessed\n", style="bold")
    for each in silent:
        why = "; ".join(list(_find_missing(each.after))[:2])
        text.append(f"  {each.measure.name.replace('_', ' ')}: {why}\n", style=style("dim"))
    return text


def inspect_change(change: Change, places: Places, style: Styles) -> Text:
    """One number of a comparison: what it asks, before and after, its parts and their lines."""
    shift = say_shift(change)
    text = Text()
    text.append(f"{shift.title}\n", style="bold")
    text.append(f"{change.aspect.question}\n", style=style("dim"))
    measure = find_measure(change.aspect.of, change.aspect.name)
    said = f"grade {change.aspect.grade}: {change.aspect.source}" if measure is None else _explain(measure)
    text.append(f"{said}\n", style=style("dim"))
    text.append(f"{shift.says}\n", style=style(shift.tone))
    for title, value in (("after", change.after), ("today", change.before)):
        if value is not None:
            text.append(f"\n{title}\n", style=style("head"))
            text.append_text(inspect_number(value.number, places, style))
    return text


def _explain(measure: Measure) -> str:
    """How it is made, on whose word, and which profile weighs it."""
    profile = f", profile {measure.profile}" if measure.profile else ""
    return f"= {measure.formula} (grade {measure.grade}, {measure.source}{profile})"


def inspect_number(number: Number, places: Places, style: Styles) -> Text:
    """A number and its parts."""
    text = Text(f"{number.name} {_say(number)}\n")
    _append_parts(text, number, places, style)
    for reason in number.missing[:4]:
        text.append(f"  not assessed: {reason}\n", style=style("dim"))
    return text


class Opened(NamedTuple):
    """A measure of one thing before and after; None where the thing is not there."""

    measure: Measure
    before: Number | Judgement | None
    after: Number | Judgement | None

    @property
    def is_change(self) -> bool:
        """Whether what is shown of the two differs."""
        return _say(self.before) != _say(self.after)

    @property
    def is_silent(self) -> bool:
        """Whether it is not assessed."""
        return _say(self.after) == NOT_ASSESSED

    @property
    def verdict(self) -> Verdict | None:
        """Whether the change is for the better, as comparisons judge it; None for words."""
        one, other = self.before, self.after
        if not isinstance(one, Number) or not isinstance(other, Number):
            return None
        if one.amount is None or other.amount is None:
            return None
        return judge(self.measure.better, one.amount, other.amount)


def find_subject(address: str) -> tuple[str, str]:
    """The kind and id of the measured thing that an address stands in; ("organisation", "") for the whole.

    >>> find_subject("teams.checkout.roles"), find_subject("")
    (('team', 'checkout'), ('organisation', ''))
    """
    steps = Address.parse(address).steps if address else ()
    for length in (1, 2):
        kind = _KIND_OF.get(steps[:length])
        if kind in _MEASURED and len(steps) > length:
            return kind, steps[length]
    return "organisation", ""


def _find(measure: Measure, measures: Measures, id: str) -> Number | Judgement | None:
    if id and id not in measures.organisation.collection(measure.of):
        return None
    try:
        return measure.find(measures, id)
    except KeyError:
        return None


def _append(text: Text, opened: Opened, places: Places, style: Styles, *, is_muted: bool) -> None:
    measure, after = opened.measure, opened.after
    old, new = _say(opened.before), _say(after)
    mark = "~" if measure.grade in _MARKED else ""
    text.append(f"\n{measure.name.replace('_', ' ')} ", style=style("dim") if is_muted else "bold")
    verdict = None if is_muted else opened.verdict
    tone = _TONES.get(verdict, "warn") if opened.is_change else ""
    text.append(f"{mark}{new}" if old == new else f"{mark}{old} → {mark}{new}", style=style(tone))
    if verdict in _TONES:
        text.append(f" {verdict}", style=style(tone))
    text.append(" (muted)\n" if is_muted else "\n", style=style("dim"))
    text.append(f"  {measure.question}\n", style=style("dim"))
    text.append(f"  {_explain(measure)}\n", style=style("dim"))
    if isinstance(after, Number) and after.amount:
        _append_parts(text, after, places, style)
    elif isinstance(after, Judgement):
        for fact in (fact for criterion in after.criteria for fact in criterion.facts):
            text.append(f"  {fact.standing.value}: {fact.text}\n", style=style("dim"))
    for reason in list(_find_missing(after))[:4]:
        text.append(f"  not assessed: {reason}\n", style=style("dim"))


def _append_parts(text: Text, number: Number, places: Places, style: Styles) -> None:
    heaviest = sorted(number.parts, key=lambda part: (-abs(part.amount), part.label))
    for part in heaviest[:MOST_PARTS]:
        text.append(f"  {_say_part(part)}")
        at = places(part.address) if part.address is not None else ""
        text.append(f"  {at}\n" if at else "\n", style=style("dim"))
    if len(heaviest) > MOST_PARTS:
        text.append(f"  and {len(heaviest) - MOST_PARTS:,} more\n", style=style("dim"))


def _say_part(part: Part) -> str:
    weighed = f" ({part.weighed_by})" if part.weighed_by else ""
    note = f" – {part.note}" if part.note else ""
    return f"{part.amount:.4g} {part.label}{note}{weighed}"


def _say(found: Number | Judgement | None) -> str:
    if found is None:
        return "not there"
    if isinstance(found, Judgement):
        return found.verdict or NOT_ASSESSED
    return NOT_ASSESSED if found.amount is None else count_unit(found.amount, found.unit)


def _find_missing(found: Number | Judgement | None) -> Iterator[str]:
    yield from () if found is None else found.missing
