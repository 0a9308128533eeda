"""How does a model begin?"""

import json
from pathlib import Path

import pytest

from topo.errors import UsageError, WriteRefused
from topo.source.starting import start_from, start_sample, start_starter

SCHEMA = "{}\n"
CATALOG = """\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: cart}
spec: {type: service, lifecycle: production, owner: checkout}
"""


def test_a_starter_lists_what_it_wrote(tmp_path: Path) -> None:
    """The model, the schema beside it, and what keeps the overlay out of git."""
    written = start_starter(tmp_path / "org", schema=SCHEMA)
    assert sorted(path.name for path in written) == [".gitignore", "topo.schema.json", "topo.yaml"]
    assert json.loads((tmp_path / "org" / "topo.schema.json").read_text()) == {}


def test_nothing_is_written_where_anything_would_be_lost(tmp_path: Path) -> None:
    """All or nothing; a .gitignore of one's own stays."""
    (tmp_path / ".gitignore").write_text("mine\n")
    (tmp_path / "topo.yaml").write_text("# mine\n")
    with pytest.raises(WriteRefused):
        start_starter(tmp_path, schema=SCHEMA)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".gitignore", "topo.yaml"]
    (tmp_path / "topo.yaml").unlink()
    start_starter(tmp_path, schema=SCHEMA)
    assert (tmp_path / ".gitignore").read_text() == "mine\n"


def test_every_yaml_file_of_a_sample_leads_to_its_schema(tmp_path: Path) -> None:
    """Also from a folder below, scenarios to theirs, and the line of the checkout is gone."""
    start_sample(tmp_path, "agileworks", schema=SCHEMA, scenario_schema='{"title": "topo scenario"}\n')
    files = sorted(tmp_path.rglob("*.yaml"))
    assert len(files) > 5
    for path in files:
        first, second = path.read_text().splitlines()[:2]
        schema = json.loads((path.parent / first.partition("$schema=")[2]).read_text())
        assert bool(schema) == (path.parent.name == "scenarios"), path
        assert "yaml-language-server" not in second


def test_an_estate_that_cannot_be_read_begins_nothing(tmp_path: Path) -> None:
    """The reason is the error."""
    with pytest.raises(UsageError):
        start_from(tmp_path / "org", {"backstage": str(tmp_path / "*.yaml")}, schema=SCHEMA, freeze=True)
    assert not (tmp_path / "org").exists()


def test_in_place_the_path_starts_at_the_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the two can move together."""
    (tmp_path / "catalog").mkdir()
    (tmp_path / "catalog" / "catalog-info.yaml").write_text(CATALOG)
    monkeypatch.chdir(tmp_path)
    start_from(tmp_path / "org", {"backstage": "catalog/*.yaml"}, schema=SCHEMA, freeze=False)
    assert "../catalog/*.yaml" in (tmp_path / "org" / "topo.yaml").read_text()
