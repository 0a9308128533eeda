"""Why is this what it is? A thing opened up: measures before and after, their parts, the YAML lines."""

from collections.abc import Callable, Iterator

from rich.text import Text

from topo.analysis.catalogue import find_measures
from topo.analysis.catalogue.measure import Measure
from topo.analysis.judgement import Judgement
from topo.analysis.measures import Measures
from topo.analysis.parts import Number, Part
from topo.findings import Address
from topo.model.organisation import COLLECTIONS
from topo.tui.session import Session

Places = Callable[[Address], str]
"""Where an address stands in a file: `teams.yaml:12`; "" where it does not."""
MOST_PARTS = 12
_MARKED = frozenset({"D", "E"})
_KIND_OF = {path: kind for kind, path in COLLECTIONS.items()}
_MEASURED = ("team", "service", "domain", "person", "product")


def inspect(session: Session, address: str, places: Places) -> Text:
    """What is known of the thing at an address; of the whole where there is none."""
    kind, id = find_subject(address)
    compared = session.compared
    text = Text()
    text.append(f"{kind} {id}\n" if id else "the whole organisation\n", style="bold")
    if id:
        at = places(Address.parse(address))
        text.append(f"{at}\n" if at else "", style="dim")
    for measure in find_measures(kind):
        before, after = _find(measure, compared.before, id), _find(measure, compared.after, id)
        if after is None and before is None:
            continue
        _append(text, measure, before, after, places, is_muted=measure.name in session.muted)
    return text


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


def _append(
    text: Text,
    measure: Measure,
    before: Number | Judgement | None,
    after: Number | Judgement | None,
    places: Places,
    *,
    is_muted: bool,
) -> None:
    old, new = _say(before), _say(after)
    name = measure.name.replace("_", " ")
    mark = "~" if measure.grade in _MARKED else ""
    text.append(f"\n{name} ", style="dim" if is_muted else "bold")
    text.append(new if old == new else f"{old} → {new}", style="" if old == new else "reverse")
    text.append(f" {mark}" if mark else "", style="dim")
    text.append(" (muted)" if is_muted else "", style="dim")
    text.append("\n")
    if isinstance(after, Number) and after.amount:
        _append_parts(text, after, places)
    elif isinstance(after, Judgement):
        for fact in (fact for criterion in after.criteria for fact in criterion.facts):
            text.append(f"  {fact.standing.value}: {fact.text}\n", style="dim")
    for reason in list(_find_missing(after))[:4]:
        text.append(f"  not assessed: {reason}\n", style="dim italic")


def _append_parts(text: Text, number: Number, places: Places) -> None:
    heaviest = sorted(number.parts, key=lambda part: (-abs(part.amount), part.label))
    for part in heaviest[:MOST_PARTS]:
        text.append(f"  {_say_part(part)}")
        at = places(part.address) if part.address is not None else ""
        text.append(f"  {at}\n" if at else "\n", style="dim")
    if len(heaviest) > MOST_PARTS:
        text.append(f"  and {len(heaviest) - MOST_PARTS:,} more\n", style="dim")


def _say_part(part: Part) -> str:
    weighed = f" ({part.weighed_by})" if part.weighed_by else ""
    note = f" – {part.note}" if part.note else ""
    return f"{part.amount:.4g} {part.label}{note}{weighed}"


def _say(found: Number | Judgement | None) -> str:
    if found is None:
        return "not there"
    if isinstance(found, Judgement):
        return found.verdict or "not assessed"
    if found.amount is None:
        return "not assessed"
    return (
        f"{found.amount:.1%}".replace("%", " %")
        if found.unit == "share"
        else f"{found.amount:,.5g} {found.unit}"
    )


def _find_missing(found: Number | Judgement | None) -> Iterator[str]:
    yield from () if found is None else found.missing
