"""Is the exported document what its schema and its page say, and do its numbers add up?"""

import json
import os
from collections.abc import Iterator
from datetime import date
from math import fsum
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from tests.strategies import organisations
from topo import api
from topo.analysis.catalogue import MEASURES
from topo.analysis.measures import Measures
from topo.export import document as exporting
from topo.export.document import make_document
from topo.model.base import EMPTY
from topo.model.organisation import Organisation
from topo.report.json_text import make_plain as make_json
from topo.report.json_text import render_json_rows
from topo.resources import find_resource
from topo.source.freezing import render_yaml
from topo.source.loading import load_model
from topo.source.plain import make_plain
from topo.source.weighing import Weights, read_shipped_profiles
from topo.text import printable

AS_OF = date(2026, 12, 1)
NASTY = Path(__file__).parents[1] / "report" / "measured" / "nasty"
GOLDEN = Path(__file__).parent / "golden" / "nasty.json"
SAMPLES = sorted(path.parent for path in find_resource("samples", "northwind").parent.rglob("topo.yaml"))
SCHEMA: dict[str, Any] = json.loads(api.read_export_schema())
VALIDATOR = jsonschema.Draft7Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
MODEL = jsonschema.Draft7Validator(json.loads(api.read_schema()))


def export(folder: Path, **options: Any) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(api.export_json(api.load(folder), as_of=AS_OF, **options))
    return document


def describe(organisation: Organisation) -> dict[str, Any]:
    shipped = read_shipped_profiles()
    measures = Measures(organisation, AS_OF, Weights(organisation, Path()))
    plain = make_json(make_plain(organisation, long=True))
    return make_document(measures, plain, profiles=shipped, shipped=shipped, slow=True)


def check_numbers(document: dict[str, Any]) -> None:
    """Every number is the sum of its parts, and whatever is not assessed says why."""
    missing = 0
    for each in document["measures"]:
        if each["amount"] is not None:
            assert fsum(part["amount"] for part in each["parts"]) == each["amount"], each["measure"]
        elif each["verdict"] is None:
            missing += 1
            assert each["missing"] and not each["parts"], each["measure"]
    assert document["not_assessed"] == missing


@pytest.mark.parametrize("folder", [*SAMPLES, NASTY], ids=lambda folder: folder.name)
def test_a_document_is_what_its_schema_says(folder: Path) -> None:
    """Of every sample and of a nasty model, with everything that can be asked for; so is the model in it."""
    document = export(folder, slow=True, findings=True)
    VALIDATOR.validate(document)
    MODEL.validate(document["model"])
    check_numbers(document)


def test_the_schema_is_sound_and_every_key_of_it_is_used() -> None:
    """A key that no document has would be dead; one that the schema lacks fails above."""
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    documents = [export(folder, slow=True, findings=True) for folder in (*SAMPLES, NASTY)]
    used = {key for document in documents for key in _find_keys({**document, "model": {}})}
    named = {key for part in (SCHEMA, *SCHEMA["definitions"].values()) for key in part.get("properties", ())}
    assert named <= used


def _find_keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _find_keys(each)


def test_a_nasty_organisation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes out are a contract; TOPO_UPDATE_GOLDEN=1 writes them, to be read before they are committed."""
    monkeypatch.setattr(exporting, "__version__", "1.2.3")
    text = api.export_json(api.load(NASTY), as_of=AS_OF, findings=True)
    if os.environ.get("TOPO_UPDATE_GOLDEN") == "1":
        GOLDEN.write_bytes(text.encode())
    assert text.encode() == GOLDEN.read_bytes()
    assert [line for line in text.split("\n") if printable(line) != line] == []


@given(organisations())
def test_of_any_organisation(organisation: Organisation) -> None:
    """The numbers add up, the schema holds, and the same organisation gives the same bytes."""
    document = describe(organisation)
    check_numbers(document)
    VALIDATOR.validate(make_json(document))
    assert render_json_rows(document) == render_json_rows(describe(organisation))


@given(organisations())
def test_the_model_in_it_is_the_organisation(organisation: Organisation) -> None:
    """Read as a model file, it gives an equal organisation: nothing is lost in the long forms."""
    import tempfile

    whole = organisation.model_copy(update={"files": (), "sources": (), "profiles": EMPTY})
    plain = json.loads(render_json_rows(make_json(make_plain(whole, long=True))))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "topo.yaml"
        path.write_text(render_yaml(plain), encoding="utf-8")
        read = load_model(path).organisation
    unsaid = {"topo": None, "facts": None}
    assert read.model_copy(update=unsaid) == whole.model_copy(update=unsaid)


def test_a_thing_is_written_in_one_way() -> None:
    """A dependency is a mapping and a steward a list, whatever is said; owners stand on things."""
    model = export(SAMPLES[[each.name for each in SAMPLES].index("northwind")])["model"]
    assert model["services"]["cart-api"]["depends_on"] == [
        {"service": "payment-gateway"},
        {"service": "stock", "via": "async", "slows": "no"},
    ]
    assert model["teams"]["checkout"]["stewards"]["improvement"] == []
    assert model["decisions"]["schema-changes"]["by"] == ["architecture"]
    assert model.keys().isdisjoint({"sources", "files", "profiles"})
    starter = {"teams": {"a": {"id": "a", "owns": []}}, "services": {"s": {"id": "s", "owner": "a"}}}
    assert describe(Organisation.model_validate(starter))["model"]["services"]["s"] == {"owner": "a"}


def test_every_measure_of_every_thing_is_there() -> None:
    """Also those that were not asked for: they say so."""
    document = export(NASTY)
    assert {(each["of"], each["measure"]) for each in document["catalogue"]} == {
        (each.of, each.name) for each in MEASURES
    }
    seen = {(each["of"], each["measure"]) for each in document["measures"]}
    assert seen == {(each.of, each.name) for each in MEASURES if each.of != "stream"}  # it has no streams
    [slow] = [each for each in document["measures"] if each["measure"] == "modularity"]
    assert (slow["amount"], slow["missing"]) == (None, [exporting.UNASKED])


def test_findings_with_what_became_of_them(tmp_path: Path) -> None:
    """Only when asked for; a waived one is told from one that counts."""
    (tmp_path / "topo.yaml").write_text(
        "services:\n  # topo: allow[OWN001] until 2027-03-31: vendor hands over\n  a: {}\n  b: {}\n"
    )
    assert "findings" not in export(tmp_path)
    found = export(tmp_path, findings=True)["findings"]
    assert [(each["address"], each["standing"]) for each in found] == [
        ("services.b", "open"),
        ("services.a", "waived"),
    ]


def test_what_the_model_overrides() -> None:
    """A profile says which of its numbers are the model's own."""
    profiles = export(NASTY)["profiles"]
    overridden = {
        f"{name}.{entry}"
        for name, profile in profiles.items()
        for entry, each in profile["entries"].items()
        if each["overridden"]
    }
    assert overridden == {"dependencies.async", "cognitive-load.complex"}
    assert profiles["dependencies"]["entries"]["async"]["value"] == 0.4


def test_moving_a_line_changes_nothing(tmp_path: Path) -> None:
    """No place in a file is in the document."""
    text = (NASTY / "topo.yaml").read_text(encoding="utf-8")
    (tmp_path / "topo.yaml").write_text(f"# one more line\n{text}", encoding="utf-8")
    assert export(tmp_path, findings=True) == export(NASTY, findings=True)
