"""The measures of a model, the pages that show them, and the document that carries them."""

from datetime import date
from typing import TYPE_CHECKING

from topo.api.checking import check
from topo.errors import UsageError
from topo.findings import Address, Finding
from topo.model.base import EMPTY
from topo.model.organisation import COLLECTIONS
from topo.source.loading import LoadedModel

if TYPE_CHECKING:
    from topo.analysis.measures import Measures
    from topo.analysis.ownership import Ownership
    from topo.analysis.progress import Progress
    from topo.analysis.who import Answer
    from topo.model.organisation import Organisation
    from topo.report.sheets import Sheet


def measure_ownership(model: LoadedModel, *, as_of: date | None = None) -> "Ownership":
    """Who owns what, and how much is owned: plain and weighted by tier, in all and by kind."""
    from topo.analysis import ownership
    from topo.source.weighing import read_profiles

    weights = read_profiles(model.organisation, model.folder)[0]["ownership"].values
    return ownership.measure_ownership(model.organisation, as_of=as_of or date.today(), weights=weights)


def who(model: LoadedModel, subject: str, *, as_of: date | None = None) -> "tuple[Answer, ...]":
    """Who answers for a service (by id or name) or for a path; several services may claim a path.

    Raises `UsageError` where nothing is called that and no service's `paths` cover it.
    """
    from topo.analysis.who import find_answer
    from topo.source.covering import find_services_at
    from topo.text import did_you_mean

    services = model.organisation.services
    found = (
        [services[subject]]
        if subject in services
        else [each for each in services.values() if each.name == subject]
    )
    found = found or find_services_at(services, subject)
    if not found:
        raise UsageError(
            f"no service is called `{subject}`, and no service's `paths` cover it",
            hint=did_you_mean(subject, services) or "`topo check` says what is owned",
        )
    return tuple(find_answer(model.organisation, each, as_of=as_of or date.today()) for each in found)


def measure(
    model: LoadedModel, *, as_of: date | None = None, progress: "Progress | None" = None
) -> "Measures":
    """The measures of a model on the day `as_of` (default: today), each made when it is first asked for.

    `progress` hears of those that take seconds.
    """
    from topo.analysis.measures import Measures
    from topo.analysis.progress import ignore
    from topo.source.weighing import Weights

    weights = Weights(model.organisation, model.folder)
    return Measures(model.organisation, as_of or date.today(), weights, progress or ignore)


def analyze(measures: "Measures", *, slow: bool = False, sensitivity: bool = False) -> "Sheet":
    """The first page: the organisation in sentences, its teams, what is not assessed.

    `slow` asks for the measures that take long, `sensitivity` for the rankings under other weights.
    """
    from topo.report.measured.asked import Asked
    from topo.report.measured.overview import make_overview

    drawn = None
    if sensitivity:
        from topo.analysis.sensitivity import measure_sensitivity

        drawn = measure_sensitivity(measures, progress=measures.progress)
    return make_overview(Asked(measures, slow), sensitivity=drawn)


def analyze_thing(measures: "Measures", kind: str, said: str, *, slow: bool = False) -> "Sheet":
    """The page of one team, domain, service, person, product or stream, by its id or name.

    Raises `UsageError` where there is none.
    """
    from topo.report.measured.asked import Asked
    from topo.report.measured.thing import make_page

    return make_page(Asked(measures, slow), kind, find_id(measures.organisation, kind, said))


def list_things(measures: "Measures", kind: str, *, slow: bool = False) -> "Sheet":
    """The page of everything of a kind with its measures, the heaviest first; `organisation`: the whole."""
    from topo.report.measured.asked import Asked
    from topo.report.measured.overview import make_list

    return make_list(Asked(measures, slow), kind)


def explain(
    model: LoadedModel,
    said: str,
    name: str | None = None,
    *,
    as_of: date | None = None,
    slow: bool = False,
    whole: bool = False,
    progress: "Progress | None" = None,
) -> "Sheet":
    """Why the measure called `name` of what `said` names is what it is; without a name, all of its measures.

    `said` is an address, as `topo.analysis.addressing` reads it. `whole`: with every part, however many.
    Raises `UsageError` for what names nothing, or has no such measure.
    """
    from topo.report.measured import explaining
    from topo.report.measured.asked import Asked
    from topo.source.weighing import read_profiles, read_shipped_profiles

    def find_findings(place: Address) -> list[Finding]:
        found = check(model, as_of=as_of).result.findings
        return [each for each in found if place.covers(each.address)]

    surroundings = explaining.Surroundings(
        model.positions.find_value,
        model.positions.holds,
        find_findings,
        lambda: (read_profiles(model.organisation, model.folder)[0], read_shipped_profiles()),
    )
    asked = Asked(measure(model, as_of=as_of, progress=progress), slow)
    return explaining.explain(asked, surroundings, said, name, whole=whole)


def export_json(
    model: LoadedModel,
    *,
    as_of: date | None = None,
    slow: bool = False,
    findings: bool = False,
    progress: "Progress | None" = None,
) -> str:
    """The model and all that is measured of it as one JSON document (docs/export-json.md).

    `slow` measures too what takes long, `findings` adds what a check finds.
    """
    from topo.export.document import describe_findings, make_document
    from topo.report.json_text import make_plain as make_json
    from topo.report.json_text import render_json_rows
    from topo.source.plain import make_plain
    from topo.source.weighing import read_profiles, read_shipped_profiles

    # What these sections lead to is in the document: whoever reads it does not read them again.
    organisation = model.organisation.model_copy(update={"files": (), "sources": (), "profiles": EMPTY})
    document = make_document(
        measure(model, as_of=as_of, progress=progress),
        make_json(make_plain(organisation, long=True)),
        profiles=read_profiles(model.organisation, model.folder)[0],
        shipped=read_shipped_profiles(),
        slow=slow,
    )
    if findings:
        document["findings"] = make_json(describe_findings(check(model, as_of=as_of).result))
    return render_json_rows(document)


def read_export_schema() -> str:
    """The JSON Schema of what `export_json` writes, as it ships."""
    from topo.resources import find_resource

    return find_resource("schema", "export").read_text(encoding="utf-8")


def find_id(organisation: "Organisation", kind: str, said: str) -> str:
    """The id of the thing of a kind that is called so, by id or else by its one name."""
    from topo.rules.naming import noun
    from topo.text import did_you_mean, printable

    things, table = organisation.collection(kind), COLLECTIONS[kind][-1]
    named = [id for id, each in things.items() if each.name == said]
    if said in things or len(named) == 1:
        return said if said in things else named[0]
    problem = "several are" if named else "none is"
    raise UsageError(
        f"no {noun(kind)} has the id `{printable(said, limit=80)}`, and {problem} named so",
        hint=did_you_mean(said, things) or f"`topo analyze --table {table}` lists what there is",
    )
