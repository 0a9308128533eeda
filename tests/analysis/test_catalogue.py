"""Every measure of the table can be asked for, of everything that it is about."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from topo.analysis.catalogue import MEASURES, Measure, find_measure, find_subjects
from topo.analysis.judgement import Judgement
from topo.analysis.measures import Measures
from topo.analysis.parts import Number, sum_parts
from topo.model.organisation import Organisation
from topo.resources import find_resource
from topo.source.loading import load_model
from topo.source.weighing import Weights

SAMPLES = sorted(path.parent for path in find_resource("samples", "northwind").parent.rglob("topo.yaml"))


def measure_sample(folder: Path) -> Measures:
    model = load_model(folder)
    return Measures(model.organisation, date(2026, 12, 1), Weights(model.organisation, model.folder))


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: f"{measure.of}-{measure.name}")
def test_every_number_of_every_sample(folder: Path, measure: Measure) -> None:
    """Each is the sum of its parts, each part has an address, and what is missing has a reason."""
    measures = measure_sample(folder)
    for id in find_subjects(measures.organisation, measure.of):
        found = measure.find(measures, id)
        if isinstance(found, Judgement):
            assert found.verdict is not None or found.missing
            continue
        assert isinstance(found, Number)
        if found.amount is None:
            assert found.missing and not found.parts
            continue
        assert sum_parts(found.parts) == found.amount
        assert {part.unit for part in found.parts} <= {found.unit}
        assert all(part.address is not None or part.note for part in found.parts)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: f"{measure.of}-{measure.name}")
def test_of_an_empty_organisation(measure: Measure) -> None:
    """Nothing that an empty organisation lacks is a number above zero, and nothing fails."""
    measures = Measures(Organisation(), date(2026, 12, 1), Weights(Organisation(), Path()))
    for id in find_subjects(measures.organisation, measure.of):
        found = measure.find(measures, id)
        assert isinstance(found, Judgement) or not found.amount


def test_a_name_is_used_once_of_each_thing() -> None:
    """So that NAME and what it is asked of say which measure is meant."""
    assert max(Counter((each.of, each.name) for each in MEASURES).values()) == 1


def test_names_with_hyphens_are_the_same() -> None:
    """On a command line people write hyphens, in YAML and JSON underscores."""
    assert find_measure("team", "domain-points") is find_measure("team", "domain_points")
    assert find_measure("team", "no-such-thing") is None


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_what_is_said_of_a_value_is_so(folder: Path) -> None:
    """A share is marked as one, a judgement's words are all listed, and a number lists none."""
    measures = measure_sample(folder)
    for measure in MEASURES:
        for id in find_subjects(measures.organisation, measure.of):
            found = measure.find(measures, id)
            assert isinstance(found, Judgement) == bool(measure.verdicts), measure.name
            if isinstance(found, Judgement):
                assert found.verdict in (None, *measure.verdicts), measure.name
            else:
                assert measure.is_share == (found.unit == "share"), measure.name
