"""Pages of measures in every format, over a small organisation that means no good."""

import csv
import io
import json
import os
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from topo import api
from topo.analysis.measures import Measures
from topo.model.organisation import Organisation
from topo.report.measured import tables
from topo.report.measured.asked import Asked, is_missing
from topo.report.sheets import FORMATS, Sheet, render_sheet
from topo.report.sheets.csv import write_rows
from topo.report.sheets.sheet import Cell, Column, Line, Table
from topo.source.weighing import Weights
from topo.text import printable

AS_OF = date(2026, 12, 1)
NASTY = Path(__file__).parent / "nasty"
GOLDEN = Path(__file__).parents[1] / "golden"
SUFFIXES = {"text": "txt", "markdown": "md"}


@pytest.fixture(autouse=True)
def _one_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """A release changes no golden file."""
    monkeypatch.setattr(tables, "__version__", "1.2.3")


@pytest.fixture(scope="module")
def nasty() -> Measures:
    return api.measure(api.load(NASTY), as_of=AS_OF)


def check_golden(name: str, text: str) -> None:
    """Compares bytes; TOPO_UPDATE_GOLDEN=1 writes them, to be read before they are committed."""
    path = GOLDEN / name
    if os.environ.get("TOPO_UPDATE_GOLDEN") == "1":
        path.write_bytes(text.encode())
    assert text.encode() == path.read_bytes()


@pytest.mark.parametrize("format", FORMATS)
def test_the_overview_in_every_format(format: str, nasty: Measures) -> None:
    """Bytes out are a contract."""
    sheet = api.analyze(nasty, slow=True)
    check_golden(f"analyze-overview.{SUFFIXES.get(format, format)}", render_sheet(sheet, format))


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    ("kind", "id"),
    [("team", "cart"), ("service", "cart-api"), ("domain", "cart"), ("person", "ana"), ("product", "shop")],
)
def test_one_thing_in_every_format(format: str, kind: str, id: str, nasty: Measures) -> None:
    """A team, a service, a domain, a person and a product."""
    sheet = api.analyze_thing(nasty, kind, id)
    check_golden(f"analyze-{kind}.{SUFFIXES.get(format, format)}", render_sheet(sheet, format))


def test_on_a_narrow_screen(nasty: Measures) -> None:
    """Sentences wrap, words at the ends of a row are cut, and columns are left out; no line is too wide."""
    text = render_sheet(api.analyze(nasty), "text", width=60)
    check_golden("analyze-overview-60.txt", text)
    words = {word for line in text.splitlines() for word in line.split()}
    longest = max(map(len, words))
    assert all(len(line) <= max(60, longest + 20) for line in text.splitlines())


def test_in_colour(nasty: Measures) -> None:
    """Colour adds codes and nothing else."""
    sheet = api.analyze(nasty)
    coloured = render_sheet(sheet, "text", color=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render_sheet(sheet, "text")
    assert coloured != render_sheet(sheet, "text")


def find_pages(measures: Measures) -> list[Sheet]:
    kinds = ("team", "service", "domain", "person", "product", "stream")
    return [
        api.analyze(measures, slow=True, sensitivity=True),
        *(api.list_things(measures, kind) for kind in ("organisation", *kinds)),
        *(
            api.analyze_thing(measures, kind, id, slow=True)
            for kind in kinds
            for id in measures.organisation.collection(kind)
        ),
    ]


@pytest.mark.parametrize("format", FORMATS)
def test_no_control_character_leaves(format: str, nasty: Measures) -> None:
    """Whatever names, objectives and ids hold: an organisation need not come from a file that was checked."""
    raw = {
        "teams": {
            "\x1b[31m": {"id": "\x1b[31m", "objective": "\u202e", "roles": {"\x07": 2}, "manager": "\x9b"}
        },
        "services": {"a\u2028b": {"id": "a\u2028b", "owner": "\x1b[31m", "domain": "\x00"}, "c": {"id": "c"}},
        "domains": {"\x00": {"id": "\x00", "name": "\ufeff"}},
        "people": {"\x9b": {"id": "\x9b", "roles": ["\x08"], "knows": ["\x00"]}},
        "products": {"\u202e": {"id": "\u202e", "domains": ["\x00"]}},
    }
    organisation = Organisation.model_validate(raw)
    worse = Measures(organisation, AS_OF, Weights(organisation, Path()))
    for sheet in (*find_pages(nasty), *find_pages(worse)):
        text = render_sheet(sheet, format)
        assert [line for line in text.split("\n") if printable(line) != line] == []
        assert text.endswith("\n") and not text.endswith("\n\n")


def test_a_spreadsheet_runs_no_formula(nasty: Measures) -> None:
    """Text that begins like a formula gets an apostrophe; numbers stay numbers; rows are of one length."""
    for sheet in find_pages(nasty):
        rows = list(csv.reader(io.StringIO(render_sheet(sheet, "csv"))))
        assert {len(row) for row in rows} == {len(rows[0])}
        for value in (value for row in rows[1:] for value in row):
            assert not value.startswith(("=", "+", "@")) and (not value.startswith("-") or float(value) < 0)
    teams = list(csv.DictReader(io.StringIO(render_sheet(api.analyze(nasty), "csv"))))
    assert [row["name"] for row in teams if row["team"] == "pay"] == ["'-2+3"]
    assert (
        write_rows(["a"], [[-1.5], ["-1.5"], ["\tx"], [None], [True]])
        == "a\n-1.5\n'-1.5\n'\\x09x\n\"\"\ntrue\n"
    )


def test_every_team_is_in_the_tables_of_files(nasty: Measures) -> None:
    """A screen shows the heaviest; a file has all, in the same order."""
    sheet = api.analyze(nasty)
    small = Table("t", (Column("id", "id"),), tuple((Cell(n, str(n)),) for n in range(30)), "Things", most=3)
    text = render_sheet(Sheet("s", (), (small,), "t"), "text")
    assert "… and 27 more" in text and "29" not in text
    assert "| 29 |" in render_sheet(Sheet("s", (), (small,), "t"), "markdown")
    ids = [row[0].value for row in sheet.find("teams").rows]
    assert sorted(map(str, ids)) == sorted(nasty.organisation.teams)
    assert [row[0] for row in csv.reader(io.StringIO(render_sheet(sheet, "csv")))][1:] == ids


def test_the_heaviest_comes_first(nasty: Measures) -> None:
    """By domain points; what is not assessed comes last, and is never taken for nothing."""
    document = json.loads(render_sheet(api.analyze(nasty), "json"))
    points = [team["domain_points"] for team in document["teams"]]
    assert points == [4.0, 4.0, 0.0, None]


def test_what_is_not_assessed_is_counted(nasty: Measures) -> None:
    """In every page and format; the gaps and the nulls of the tables are the same."""
    asked = Asked(nasty)
    missing = sum(
        is_missing(found)
        for of in ("organisation", "team", "service", "domain", "person", "product")
        for id in asked.subjects(of)
        for _, found in asked.all_of(of, id)
    )
    assert sum(gap.things for gap in asked.gaps) == missing > 0
    document: dict[str, Any] = json.loads(render_sheet(api.analyze(nasty), "json"))
    assert sum(gap["things"] for gap in document["not_assessed"]) == missing
    assert f"{missing} of {asked.total}" in render_sheet(api.analyze(nasty), "text")
    for sheet in find_pages(nasty):
        for format in FORMATS:
            cells = [cell for table in sheet.tables for row in table.rows for cell in row]
            if any(cell.is_missing for cell in cells if cell.text) and sheet.sensitivity is None:
                text = render_sheet(sheet, format)
                assert "not assessed" in text or "not\\_assessed" in text or "null" in text


def test_slow_measures_are_asked_for(nasty: Measures) -> None:
    """Without that, they are named and not measured."""
    quick, slow = api.analyze(nasty), api.analyze(nasty, slow=True)
    assert "not asked" in {line.label for line in quick.lines} - {line.label for line in slow.lines}
    assert "modularity" in {row[0].value for row in slow.find("measures").rows}
    assert "modularity" not in {row[0].value for row in quick.find("measures").rows}


def test_every_number_of_a_page_is_the_sum_of_its_parts(nasty: Measures) -> None:
    """Law 2, seen by a program."""
    from math import fsum

    for id in nasty.organisation.teams:
        document = json.loads(render_sheet(api.analyze_thing(nasty, "team", id, slow=True), "json"))
        for row in document["measures"]:
            if row["amount"] is not None:
                assert fsum(part["amount"] for part in row["parts"]) == row["amount"], row["measure"]
            elif row["verdict"] is None:
                assert row["missing"], row["measure"]


def test_only_opinions_are_marked(nasty: Measures) -> None:
    """`~` stands before what rests on grade D or E, and before nothing else."""
    table = api.list_things(nasty, "organisation").find("measures")
    for name, amount, *_, grade, _question, _missing, _parts, _criteria in table.rows:
        is_marked = amount.text.startswith("~")
        assert is_marked == (grade.value in "DE" and not amount.is_missing), name.value


def test_a_wide_letter_takes_two_columns() -> None:
    """Columns stand below each other whatever script they are in."""
    rows = ((Cell("台帳", "台帳"), Cell(1, "1")), (Cell("a", "a"), Cell(22, "22")))
    table = Table("t", (Column("x", "x"), Column("n", "n", is_number=True)), rows, "T")
    text = render_sheet(Sheet("s", (Line("台", "b"),), (table,), "t"), "text")
    assert text == "s\n\n台  b\n\nT\nx      n\n台帳   1\na     22\n"
