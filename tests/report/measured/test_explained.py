"""Why a number is what it is, in every format, over a small organisation that means no good."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.report.measured.test_sheets import AS_OF, GOLDEN, NASTY, SUFFIXES, check_golden
from topo import api
from topo.analysis.catalogue import MEASURES, find_subjects
from topo.errors import UsageError
from topo.findings import Address
from topo.report.measured import explained
from topo.report.sheets import render_sheet
from topo.source.loading import LoadedModel
from topo.text import printable

FORMATS = ("text", "markdown", "json")
PAGES = {
    "measure": ("cart", "outgoing-load"),
    "judgement": ("teams.cart", "engineering_autonomy"),
    "missing": ("ghost", "heads"),
    "whole": (".", None),
    "thing": ("nobodys", None),
    "place": ("tissue.guardrails.board", None),
    "entry": ("profiles.dependencies.async", None),
    "interaction": ("interactions[collaboration cart pay]", None),
    "pair": ("pairs[ghost pay]", None),
}


@pytest.fixture(autouse=True)
def _as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """A release changes no golden file, and neither does the folder in which the tests run."""
    monkeypatch.setattr(explained, "__version__", "1.2.3")
    monkeypatch.chdir(NASTY)


@pytest.fixture
def nasty() -> LoadedModel:
    return api.load(".")


def explain(model: LoadedModel, said: str, name: str | None = None, **options: Any) -> dict[str, Any]:
    sheet = api.explain(model, said, name, as_of=AS_OF, **options)
    document: dict[str, Any] = json.loads(render_sheet(sheet, "json"))
    return document


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_in_every_format(page: str, format: str, nasty: LoadedModel) -> None:
    """Bytes out are a contract."""
    sheet = api.explain(nasty, *PAGES[page], as_of=AS_OF)
    check_golden(f"explain-{page}.{SUFFIXES.get(format, format)}", render_sheet(sheet, format))


def test_no_golden_file_is_left_over() -> None:
    """A page that is gone takes its files along."""
    files = {path.name for path in GOLDEN.glob("explain-*")}
    assert files == {f"explain-{page}.{SUFFIXES.get(each, each)}" for page in PAGES for each in FORMATS}


def test_every_measure_of_everything(nasty: LoadedModel) -> None:
    """Each opens; its parts add up, each of them stands in a file at a line; nothing unsafe leaves."""
    from math import fsum

    measures = api.measure(nasty, as_of=AS_OF)
    for measure in MEASURES:
        for id in find_subjects(measures.organisation, measure.of):
            said = "." if not id else f"{measure.of}:{id}"
            sheet = api.explain(nasty, said, measure.name, as_of=AS_OF, whole=True)
            document = json.loads(render_sheet(sheet, "json"))
            parts = document.get("parts", [])
            if document["amount"] is not None:
                assert fsum(part["amount"] for part in parts) == document["amount"]
            for row in (*parts, *document.get("criteria", ())):
                assert row["address"] is None or row["position"]["line"] > 0, row
            for format in FORMATS:
                text = render_sheet(sheet, format)
                assert [line for line in text.split("\n") if printable(line) != line] == []


def test_a_part_leads_to_the_number(nasty: LoadedModel) -> None:
    """The address of a part is explained by the numbers that it counts in."""
    for part in explain(nasty, "cart", "outgoing_load")["parts"]:
        rows = explain(nasty, part["address"])["counts_in"]
        [row] = [row for row in rows if (row["id"], row["measure"]) == ("cart", "outgoing_load")]
        assert row["amount"] == part["amount"]
    only = explain(nasty, "services.cart-api.depends_on[ledger]", "reach")["counts_in"]
    assert {row["measure"] for row in only} == {"reach"}


def test_the_address_of_a_finding(nasty: LoadedModel) -> None:
    """Every finding of a check has a page that shows it."""
    findings = api.check(nasty, as_of=AS_OF).result.findings
    assert findings
    for finding in findings:
        shown = explain(nasty, str(finding.address))["findings"]
        assert finding.code in {each["code"] for each in shown}


def test_a_screen_shows_the_heaviest_parts() -> None:
    """Forty of them, and how to see the others."""
    from topo.analysis.catalogue import find_measure
    from topo.analysis.explaining import Explanation
    from topo.analysis.parts import Part, add_up
    from topo.report.measured.explained import make_explanation

    table = find_measure("team", "heads")
    assert table is not None
    parts = [Part(f"p{number}", float(number), "people", Address.of("teams", "a")) for number in range(50)]
    found = Explanation(table, "a", add_up("heads", "people", parts), "", (), ())
    measures = api.measure(api.load(NASTY))
    text = render_sheet(make_explanation(found, measures, lambda _: None, whole=False), "text")
    assert "… and 10 more: --all shows them" in text and " p49 " in text and " p9 " not in text
    assert " p9 " in render_sheet(make_explanation(found, measures, lambda _: None, whole=True), "text")


@pytest.mark.parametrize(
    ("said", "name", "message", "hint"),
    [
        ("cart-api", "heads", "no measure of services is called `heads`", "it is one of teams"),
        ("teams.cart", "domain_pints", "no measure of teams", "did you mean `domain_points`"),
        (".", "zzz", "no measure of the whole", "there are: ownership_coverage"),
        ("teams.cart.size", None, "nothing stands at `teams.cart.size`", "topo explain teams.cart"),
        ("services.cart-api.depends_on[zzz]", None, "nothing stands at", "topo explain services.cart-api"),
        ("check.limits", None, "nothing stands at `check.limits`", "topo explain ."),
        ("pairs[cart pay]", "heads", "a pair of teams has no measure", None),
        ("services.cart-api.owner", "zzz", "no measure is called `zzz`", None),
    ],
)
def test_what_cannot_be_explained(
    nasty: LoadedModel, said: str, name: str | None, message: str, hint: str | None
) -> None:
    """What is wrong, and what may have been meant."""
    with pytest.raises(UsageError, match=re.escape(message)) as raised:
        api.explain(nasty, said, name, as_of=AS_OF)
    assert hint is None or (raised.value.hint is not None and hint in raised.value.hint)


def test_a_slow_measure_by_name(nasty: LoadedModel) -> None:
    """Asked for by name it is measured; in the list only with `slow`."""
    assert explain(nasty, ".", "modularity")["amount"] is not None
    names = {row["measure"] for row in explain(nasty, ".")["measures"]}
    assert "modularity" not in names
    assert "modularity" in {row["measure"] for row in explain(nasty, ".", slow=True)["measures"]}


def test_an_id_of_two_things_is_told_by_the_measure(nasty: LoadedModel) -> None:
    """`cart` is a team and a domain, and only teams have heads."""
    assert explain(nasty, "cart", "heads")["of"] == "team"
    assert explain(nasty, "cart", "domain_coverage")["of"] == "domain"
    with pytest.raises(UsageError, match="several things"):
        api.explain(nasty, "cart")


def test_without_a_file(tmp_path: Path) -> None:
    """What a model overrides in a file of its own is told to stand there."""
    (tmp_path / "topo.yaml").write_text(
        "teams: {a: {size: 1, owns: [x]}, b: {size: 1, owns: [y]}}\n"
        "services: {x: {depends_on: [y]}}\nprofiles: {dependencies: weights.yaml}\n"
    )
    (tmp_path / "weights.yaml").write_text("sync: 0.7\n")
    document = explain(api.load(tmp_path), "a", "outgoing_load")
    [entry] = document["weighings"]
    assert (entry["entry"], entry["value"], entry["is_overridden"]) == ("dependencies.sync", 0.7, True)
    assert entry["position"]["line"] == 3
