"""Does any text, however broken, make topo fail, point nowhere, or send control characters to a terminal?

`TOPO_FUZZ_CASES=20000 pytest tests/fuzz` tries more than the thousand that every run tries; a case that
fails prints its number and the bytes of its files.
"""

import json
import os
import re
from datetime import date
from math import fsum
from pathlib import Path
from time import process_time
from xml.etree import ElementTree

import pytest

from tests.fuzz.mutating import Case, find_keys, make_case
from topo import api
from topo.errors import TopoError
from topo.findings import Finding
from topo.report.formats import FORMATS
from topo.report.sheets import render_sheet
from topo.report.who import render_who
from topo.source.formatting import NotFormattable, format_yaml
from topo.source.loading import LoadedModel
from topo.source.reading import read_yaml

CASES = int(os.environ.get("TOPO_FUZZ_CASES", "1000"))
BATCHES = 40
LONGEST = 10.0
"""Seconds of processor time for one case of a few kilobytes: far more than any takes."""
AS_OF = date(2026, 12, 1)
_UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
NOWHERE = {"OWN009"}
"""Rules whose findings are about the whole model."""


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_broken_model_is_explained(
    batch: int, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It loads, or an error for people says why not; every finding has its place, every format its shape."""
    for number in range(batch, CASES, BATCHES):
        case = make_case(number, project)
        folder = _write(case, tmp_path / str(number))
        monkeypatch.chdir(folder)
        began = process_time()
        try:
            _try(case, folder)
        except Exception as error:
            pytest.fail(f"{type(error).__name__}: {error}\n{case}")
        assert process_time() - began < LONGEST, str(case)


def test_the_damage_reaches_every_section(project: Path) -> None:
    """The keys come from the schema: a section that is new there is damaged here."""
    keys = find_keys(project)
    assert {way[0] for way in keys} >= {
        "topo",
        "files",
        "teams",
        "services",
        "streams",
        "policies",
        "check",
        "tissue",
    }
    assert ("services", "*", "depends_on", "[]", "via") in keys
    assert ("streams", "*", "stages", "*", "rework", "to") in keys


def test_a_case_is_always_the_same(project: Path) -> None:
    """A number that failed somewhere fails everywhere."""
    assert make_case(7, project) == make_case(7, project)
    assert make_case(7, project) != make_case(8, project)


def _write(case: Case, folder: Path) -> Path:
    for name, data in case.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def _try(case: Case, folder: Path) -> None:
    _lay_out(case.files["topo.yaml"])
    try:
        model = api.load(folder)
    except TopoError:
        return
    checked = api.check(model, as_of=AS_OF)
    _find_places(checked)
    for name in FORMATS:
        _check_shape(name, api.render_check(checked, name, width=80))
    for id in list(model.organisation.services)[:2]:
        answers = api.who(model, id, as_of=AS_OF)
        for format in ("text", "json"):
            _check_safe(render_who(id, answers, format))
    if case.number % 5 == 0:
        _check_measured(model)
    if case.number % 10 == 0:
        _check_again(model, checked, folder)


def _find_places(checked: api.Checked) -> None:
    documents = {each.shown: each for each in checked.model.positions.documents}
    for finding in checked.result.findings:
        position = checked.places.position_of(finding)
        if position is None:
            assert finding.code in NOWHERE, finding
            continue
        checked.model.positions.find_extent(finding.address)
        document = documents.get(position.file)
        if document is None or position.line == 0:
            assert finding.code in ("SYN001", "SYN009"), finding  # a file that could not be opened or decoded
            continue
        line = document.line(position.line)
        assert position.column - 1 <= len(line), (finding, position)
        assert position.end_column is None or position.column < position.end_column, (finding, position)
        _check_lines(document.text, position.line, finding)
        assert not _UNSAFE.search(f"{finding.message}{finding.label}{finding.hint or ''}"), finding


def _check_lines(text: str, line: int, finding: Finding) -> None:
    assert line <= len(re.findall("\r\n|[\n\r\x85\u2028\u2029]", text)) + 1, finding


def _check_shape(name: str, text: str) -> None:
    _check_safe(text)
    if name in ("json", "sarif", "gitlab"):
        json.loads(text)
    elif name == "junit":
        ElementTree.fromstring(text)


def _check_safe(text: str) -> None:
    found = _UNSAFE.search(text)
    assert found is None, f"{found[0]!r} in {text[max(0, found.start() - 60) : found.end() + 20]!r}"


def _lay_out(data: bytes) -> None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return
    try:
        after = format_yaml(text)
    except NotFormattable:
        return
    assert format_yaml(after) == after
    assert read_yaml(after).documents == read_yaml(text).documents


def _check_measured(model: LoadedModel) -> None:
    """Whatever could be read is measured: pages in every format, and a document whose numbers add up."""
    measures = api.measure(model, as_of=AS_OF)
    pages = [api.analyze(measures, slow=True), api.explain(model, ".", as_of=AS_OF)]
    for kind in ("team", "service", "domain", "person", "product"):
        pages += [
            api.analyze_thing(measures, kind, id) for id in list(model.organisation.collection(kind))[:1]
        ]
    for page in pages:
        for format in ("text", "markdown", "csv", "json"):
            _check_safe(render_sheet(page, format))
    for each in json.loads(api.export_json(model, as_of=AS_OF))["measures"]:
        assert each["amount"] is None or fsum(part["amount"] for part in each["parts"]) == each["amount"]


def _check_again(model: LoadedModel, checked: api.Checked, folder: Path) -> None:
    """The same files say the same; with a baseline of today's findings nothing is new."""
    assert api.check(api.load(folder), as_of=AS_OF).result == checked.result
    _, path = api.write_baseline(model, folder / "known.json", as_of=AS_OF)
    after = api.check(model, as_of=AS_OF, baseline=path)
    assert [each for each in after.result.findings if not each.code.startswith("WAI")] == []
