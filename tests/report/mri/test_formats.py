"""Is an MRI shown as it should be, in every format?"""

import json
from pathlib import Path

import pytest

from tests.advise.models import mri_of, read, sample
from tests.report.golden_files import check_golden
from topo.advise.mri import Mri
from topo.errors import UsageError
from topo.report.columns import measure_width
from topo.report.mri.formats import render_mri
from topo.report.mri.text import MOST_CELLS
from topo.report.paint import strip_paint

SUFFIXES = {"text": "txt", "json": "json", "markdown": "md"}


@pytest.fixture(scope="module")
def northwind() -> Mri:
    """The sample."""
    return mri_of(sample("northwind"))


@pytest.mark.parametrize("format", SUFFIXES)
def test_the_sample(northwind: Mri, format: str) -> None:
    """Byte for byte."""
    check_golden(f"mri-northwind.{SUFFIXES[format]}", render_mri(northwind, format))


@pytest.mark.parametrize("format", SUFFIXES)
def test_one_team(northwind: Mri, format: str) -> None:
    """With all that is known of it, and what is not."""
    check_golden(f"mri-payments.{SUFFIXES[format]}", render_mri(northwind, format, team="payments"))


def test_a_team_that_is_not_there(northwind: Mri) -> None:
    """The nearest is offered."""
    with pytest.raises(UsageError, match="no team is called `payment`") as caught:
        render_mri(northwind, "text", team="payment")
    assert "payments" in str(caught.value.hint)


def test_a_constraint_that_is_a_finding(tmp_path: Path) -> None:
    """With how many it holds up, and what its rule advises; in each format."""
    text = "topo: 1\nteams: {a: {size: 5}, b: {size: 5}}\n"
    text += "services: {s: {owner: a, depends_on: [t]}, t: {owner: b, depends_on: [s]}}\n"
    mri = mri_of(read(tmp_path, text))
    shown = render_mri(mri, "text")
    assert shown.startswith("the one constraint: team `a`, waiting: `a` and `b` wait on each other")
    assert "(it holds up 2 teams)" in shown and "\n  lever: " in shown
    assert json.loads(render_mri(mri, "json"))["constraint"]["reach"] == 2
    assert "Lever: " in render_mri(mri, "markdown")


def test_an_empty_organisation(tmp_path: Path) -> None:
    """Says so, and makes nothing up."""
    mri = mri_of(read(tmp_path, "topo: 1\n"))
    assert render_mri(mri, "text") == "the one constraint: nothing is known to hold work up\n"
    assert json.loads(render_mri(mri, "json"))["cells"] == []
    assert "**The one constraint:**" in render_mri(mri, "markdown")


def test_colour_says_nothing_alone(northwind: Mri) -> None:
    """Without it the text is the same."""
    coloured = render_mri(northwind, "text", color=True)
    assert "\x1b[" in coloured and strip_paint(coloured) == render_mri(northwind, "text")


@pytest.mark.parametrize("width", [80, 100])
def test_the_table_fits_the_terminal(tmp_path: Path, width: int) -> None:
    """However long the teams' names are."""
    teams = ", ".join(f"team-with-a-very-long-name-number-{number}: {{size: 5}}" for number in range(3))
    lines = render_mri(mri_of(read(tmp_path, f"topo: 1\nteams: {{{teams}}}\n")), "text", width=width)
    table = [line for line in lines.split("\n") if line.startswith("  team")]
    assert len(table) == 4
    assert max(map(measure_width, table)) <= width


def test_a_long_list_is_cut_and_counted(tmp_path: Path) -> None:
    """The table has all; the findings of some."""
    teams = ", ".join(f"t{number:02d}: {{size: 12}}" for number in range(MOST_CELLS + 3))
    text = render_mri(mri_of(read(tmp_path, f"topo: 1\nteams: {{{teams}}}\n")), "text")
    assert text.count("ORG001") == MOST_CELLS
    assert "and 3 more teams with something amber or red" in text
