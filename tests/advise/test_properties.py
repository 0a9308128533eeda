"""What holds of the stress and the MRI of any organisation?"""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.advise.models import mri_of, stress_of
from tests.analysis.flow.flows import TEAMS, Tree, build, trees
from tests.strategies import organisations
from topo.advise.headline import describe_stress
from topo.advise.outlook import Colour
from topo.analysis.flow.assisting import Extra
from topo.model.organisation import Organisation
from topo.report.mri.formats import FORMATS, render_mri
from topo.report.stress.formats import render_stress
from topo.text import printable

speed_ups = st.sampled_from([None, -0.19, 0.0, 0.4, 2.0])
extras = st.sampled_from([Extra(), Extra(0.2, 0.1), Extra(2.0, 0.0)])


@settings(max_examples=25)
@given(organisations(), speed_ups, extras)
def test_a_stress_can_be_shown(organisation: Organisation, ai: float | None, extra: Extra) -> None:
    """In each format, with no control character, the same bytes each time."""
    for format in FORMATS:
        text = render_stress(stress_of(organisation, ai, extra=extra), format)
        assert text == render_stress(stress_of(organisation, ai, extra=extra), format)
        assert [line for line in text.split("\n") if printable(line) != line] == []
    json.loads(render_stress(stress_of(organisation, ai, extra=extra), "json"))


@settings(max_examples=25)
@given(organisations())
def test_an_mri_can_be_shown(organisation: Organisation) -> None:
    """In each format; and no field is green of which nothing is said."""
    mri = mri_of(organisation)
    for format in FORMATS:
        text = render_mri(mri, format)
        assert "\x1b" not in text and text == render_mri(mri_of(organisation), format)
    for cell in mri.cells:
        for each in cell.fields:
            assert (each.colour is not Colour.GREEN) or not each.why_not
            assert (each.colour is not Colour.NOT_ASSESSED) or each.why_not


def _rename(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {names.get(key, key): _rename(each, names) for key, each in value.items()}
    if isinstance(value, list):
        return [_rename(each, names) for each in value]
    return names.get(value, value) if isinstance(value, str) else value


def _find_facts(tree: Tree, ai: float | None) -> tuple[Any, ...]:
    test = stress_of(build(tree), ai)
    headline, push = test.stress.headline, test.stress.push
    return (
        headline.coding,
        headline.end_to_end,
        sorted(change.after.standing.busyness for change in push.pools),
        sorted(test.find_break(change) or 0.0 for change in push.pools),
        [stress.demand.gain for stress in test.sweep],
    )


@settings(max_examples=25)
@given(trees, speed_ups)
def test_names_of_teams_change_nothing(tree: Tree, ai: float | None) -> None:
    """Gains, loads, breaks and the sweep are those of the same organisation under other names."""
    names = dict(zip(TEAMS, ["zoe", "ann", "max"], strict=True))
    assert _find_facts(tree, ai) == _find_facts(_rename(tree, names), ai)


@settings(max_examples=25)
@given(trees)
def test_the_sentence_is_one_line(tree: Tree) -> None:
    """Whatever is known."""
    text = describe_stress(stress_of(build(tree), 0.4))
    assert text and "\n" not in text and "None" not in text and "nan" not in text
