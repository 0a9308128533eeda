"""Whatever hand a model is written in, and whatever changes: is what was meant written, and nothing else?"""

from __future__ import annotations

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from tests.source.splicing.changing import change
from tests.source.splicing.layouts import Layout, write_by_hand
from tests.strategies import organisations
from topo.model.differing import find_difference
from topo.model.organisation import Organisation
from topo.source.loading import LoadedModel, load_model
from topo.source.splicing.planning import plan_edits

chances = st.integers(0, 2**32).map(Random)


def read(folder: Path, layout: Layout) -> LoadedModel:
    for name, content in layout.files.items():
        (folder / name).write_bytes(content)
    return load_model(folder)


def is_readable(model: LoadedModel, organisation: Organisation) -> bool:
    difference = find_difference(organisation, model.organisation)
    return all(address.steps[0] in ("topo", "files") for address in difference.addresses)


@given(organisations(), organisations(), chances)
def test_any_change_to_any_hand(organisation: Organisation, donor: Organisation, chance: Random):
    """The plan is complete, and what it writes reads as the organisation that was meant."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        layout = write_by_hand(organisation, chance)
        model = read(folder, layout)
        assert is_readable(model, organisation), find_difference(organisation, model.organisation)
        target = change(model.organisation, donor, chance)
        plan = plan_edits(model, target)
        assert plan.unwritten == (), plan.diff()
        for file in plan.files:
            file.path.write_bytes(file.replacement)
        assert find_difference(load_model(folder).organisation, target).is_empty
