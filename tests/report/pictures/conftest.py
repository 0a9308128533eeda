"""How do tests get a picture of a few lines?"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from tests.report.pictures.weights import WEIGHTS
from topo.analysis.measures import Measures
from topo.model.organisation import Organisation
from topo.report.pictures.catalogue import make_picture
from topo.report.pictures.picture import Picture
from topo.report.pictures.wanted import Grouping, Wanted

AS_OF = date(2026, 12, 1)


def _with_ids(model: Mapping[str, Any]) -> dict[str, Any]:
    """The model with the ids that reading gives its things."""
    keyed = ("teams", "services", "domains", "groups", "people")
    found = {
        section: {id: {"id": id, **(thing or {})} for id, thing in things.items()}
        if section in keyed
        else things
        for section, things in model.items()
    }
    for id, stream in model.get("streams", {}).items():
        stages = {name: {"id": name, **stage} for name, stage in stream.get("stages", {}).items()}
        found["streams"] = {**found["streams"], id: {"id": id, **stream, "stages": stages}}
    tissue = found.get("tissue", {})
    if tissue:
        found["tissue"] = {
            section: {id: {"id": id, **thing} for id, thing in things.items()}
            for section, things in tissue.items()
        }
    return found


@pytest.fixture(scope="session")
def picture() -> Callable[..., Picture]:
    """Makes the picture `name` of a model as YAML would say it; `focus`, `depth`, `group_by` narrow it."""

    def make(name: str, model: Mapping[str, Any], **wanted: Any) -> Picture:
        group_by = wanted.pop("group_by", None)
        organisation = Organisation.model_validate(_with_ids(model))
        measures = Measures(organisation, AS_OF, WEIGHTS)
        return make_picture(measures, name, Wanted(group_by=group_by and Grouping(group_by), **wanted))

    return make
