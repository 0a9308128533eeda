"""Which measures are there? One explicit table: what each asks, how it is made, on whose word.

`explain`, `analyze`, the export, policies (`measures.NAME`) and comparisons read this table, so that a
measure has one name everywhere. Finding one measures it: nothing is imported before that.
"""

from collections.abc import Iterator, Mapping

from topo.analysis.catalogue import of_organisation, of_stream, of_team, of_things
from topo.analysis.catalogue.measure import Measure
from topo.model.organisation import Organisation

MEASURES: tuple[Measure, ...] = (
    *of_organisation.MEASURES,
    *of_team.MEASURES,
    *of_things.MEASURES,
    *of_stream.MEASURES,
)

BY_NAME: Mapping[tuple[str, str], Measure] = {(each.of, each.name): each for each in MEASURES}


def find_measure(of: str, name: str) -> Measure | None:
    """The measure called `name` of things of a kind; hyphens and underscores are the same."""
    return BY_NAME.get((of, name.replace("-", "_")))


def find_measures(of: str, *, slow: bool = False) -> Iterator[Measure]:
    """The measures of things of a kind, in the order of the table; those that are slow only if asked."""
    return (each for each in MEASURES if each.of == of and (slow or not each.is_slow))


def find_subjects(organisation: Organisation, of: str) -> tuple[str, ...]:
    """The ids of what is measured of a kind, sorted; "" for the organisation as a whole."""
    return ("",) if of == "organisation" else tuple(sorted(organisation.collection(of)))
