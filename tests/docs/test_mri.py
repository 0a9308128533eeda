"""Does docs/mri.md say which rules colour what, and what weighs in an outlook?"""

import os
import re
from pathlib import Path

import pytest

from tests.analysis.shipped import weights_of
from topo.advise.dimensions import DIMENSIONS
from topo.advise.outlook import SIGNS
from topo.resources import find_resource
from topo.source.shelf import read_shipped

PAGE = Path(__file__).parents[2] / "docs" / "mri.md"


def render_dimensions() -> str:
    """A row for each dimension."""
    rows = ["| dimension | asks | rules |", "|---|---|---|"]
    for each in DIMENSIONS:
        rules = ", ".join(f"[{code}](rules/{code.lower()}.md)" for code in each.rules)
        rows.append(f"| {each.name} | {each.question} | {rules or 'the task load index of a survey'} |")
    return "\n".join(rows)


def render_signs() -> str:
    """A row for each sign."""
    weights, entries = weights_of("mri"), read_shipped(find_resource("models", "mri"))["entries"]
    rows = ["| sign | weight | why it counts |", "|---|--:|---|"]
    rows += (f"| {name} | {weights[f'sign-{name}']:g} | {entries[f'sign-{name}']['why']} |" for name in SIGNS)
    return "\n".join(rows)


@pytest.mark.parametrize(("mark", "render"), [("dimensions", render_dimensions), ("signs", render_signs)])
def test_a_table_is_what_is_done(mark: str, render: object) -> None:
    """TOPO_UPDATE_GOLDEN=1 writes it anew."""
    assert callable(render)
    table, text = render(), PAGE.read_text(encoding="utf-8")
    fresh = re.sub(
        rf"(<!-- {mark} -->).*(<!-- /{mark} -->)",
        lambda match: f"{match[1]}\n\n{table}\n\n{match[2]}",
        text,
        flags=re.DOTALL,
    )
    if os.environ.get("TOPO_UPDATE_GOLDEN"):
        PAGE.write_text(fresh, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == fresh and table in fresh
