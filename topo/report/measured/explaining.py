"""Which page answers `topo explain`: of one measure, of a thing, of a pair of teams, or of a place?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from topo.analysis.addressing import Subject, find_subject
from topo.analysis.catalogue import MEASURES, find_measure, find_measures
from topo.analysis.catalogue.measure import Measure
from topo.analysis.explaining import Weighing, explain_measure, find_weighings
from topo.errors import UsageError
from topo.findings import Address, Finding
from topo.model.organisation import COLLECTIONS
from topo.model.profile import Profile
from topo.report.measured.addressed import make_place, make_thing
from topo.report.measured.asked import KINDS, Asked
from topo.report.measured.explained import make_explanation
from topo.report.measured.located import Locate, write_command
from topo.report.measured.paired import make_pairs
from topo.report.sheets.sheet import Sheet
from topo.rules.naming import plural
from topo.text import did_you_mean, printable


@dataclass(frozen=True)
class Surroundings:
    """What an explanation needs beside the measures.

    `locate` looks up where an address stands, `holds` whether anything stands at just that one.
    `find_findings` are what a check finds at an address and below it. `read_profiles` gives the profiles that
    the model measures with, and the same as topo ships them.
    """

    locate: Locate
    holds: Callable[[Address], bool]
    find_findings: Callable[[Address], Sequence[Finding]]
    read_profiles: Callable[[], tuple[Mapping[str, Profile], Mapping[str, Profile]]]


def explain(
    asked: Asked, surroundings: Surroundings, said: str, name: str | None = None, *, whole: bool = False
) -> Sheet:
    """The page of what `said` names, or of its measure called `name`; `whole`: all of it, however long.

    Raises `UsageError` where nothing is named so, and where it has no such measure.
    """
    kinds = [of for of in COLLECTIONS if name is None or find_measure(of, name) is not None]
    subject = find_subject(asked.measures.organisation, said, kinds=kinds)
    has_measures = subject.kind in KINDS and (subject.is_thing or not subject.id)
    if name is not None and has_measures:
        return _explain_measure(asked, surroundings, subject, name, whole=whole)
    findings = surroundings.find_findings(subject.place) if subject.place.steps else ()
    if has_measures:
        return make_thing(asked, subject, surroundings.locate, findings)
    if subject.teams:
        if name is not None:
            raise UsageError("a pair of teams has no measure of its own", hint="leave the measure out")
        return make_pairs(asked, subject, surroundings.locate, findings, whole=whole)
    return _explain_place(asked, surroundings, subject, findings, name, whole=whole)


def _explain_measure(
    asked: Asked, surroundings: Surroundings, subject: Subject, name: str, *, whole: bool
) -> Sheet:
    profiles, shipped = surroundings.read_profiles()
    measure = _find_measure(subject.kind, name)
    found = explain_measure(asked.measures, measure, subject.id, profiles=profiles, shipped=shipped)
    return make_explanation(found, asked.measures, surroundings.locate, whole=whole)


def _explain_place(
    asked: Asked,
    surroundings: Surroundings,
    subject: Subject,
    findings: Sequence[Finding],
    name: str | None,
    *,
    whole: bool,
) -> Sheet:
    known = None if name is None else _find_any_measure(name)
    weighings = _find_weighings(surroundings, subject.place)
    page = make_place(
        asked, subject, surroundings.locate, findings, weighings=weighings, name=known, whole=whole
    )
    is_there = subject.is_thing or surroundings.holds(subject.place)
    if is_there or findings or weighings or page.find("counts_in").rows:
        return page
    parent = Address(subject.place.steps[:-1])
    there = "" if surroundings.holds(parent) else ", and nothing above it either"
    raise UsageError(
        f"nothing stands at `{printable(str(subject.place), limit=120)}`{there}",
        hint=f"`{write_command(_thing_of(subject))}` shows what does",
    )


def _find_weighings(surroundings: Surroundings, place: Address) -> tuple[Weighing, ...]:
    """The profile entries that a place in `profiles:` speaks of."""
    if place.steps[:1] != ("profiles",):
        return ()
    return tuple(find_weighings(".".join(place.steps[1:3]), *surroundings.read_profiles()))


def _thing_of(subject: Subject) -> str:
    """The address of the thing that a place stands in; the whole where it stands in none."""
    if subject.kind not in COLLECTIONS:
        return "."
    return str(Address(subject.place.steps[: len(COLLECTIONS[subject.kind]) + 1]))


def _find_measure(of: str, name: str) -> Measure:
    """The measure of a kind called `name`; else an error with the nearest ones, or of what there is one."""
    measure = find_measure(of, name)
    if measure is not None:
        return measure
    others = [plural(each.of) for each in MEASURES if each.name == name.replace("-", "_")]
    names = [each.name for each in find_measures(of, slow=True)]
    hint = did_you_mean(name.replace("-", "_"), names) or f"there are: {', '.join(names)}"
    if others:
        hint = f"it is one of {' and '.join(others)}"
    kind = "the whole" if of == "organisation" else plural(of)
    raise UsageError(f"no measure of {kind} is called `{printable(name, limit=80)}`", hint=hint)


def _find_any_measure(name: str) -> str:
    names = {each.name for each in MEASURES}
    wanted = name.replace("-", "_")
    if wanted not in names:
        raise UsageError(
            f"no measure is called `{printable(name, limit=80)}`", hint=did_you_mean(wanted, names)
        )
    return wanted
