"""Is a real estate, frozen into YAML and read again, the same organisation?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.source.test_freezing import comparable, read_again
from topo.source.freezing import freeze
from topo.source.loading import load_model

CATALOGS = [
    *("b4mad-racing", "backstage-demo", "backstage-official-2021", "elastic-agent", "elastic-logstash"),
    *("janus-plugins", "kafka-selfservice", "portefaix", "rhdh", "roadie-plugins", "weaveworks-sockshop"),
]


def test_every_catalog_is_looked_at(real_data: Path) -> None:
    """The list here and the data name the same catalogs."""
    assert sorted(path.name for path in (real_data / "backstage").iterdir() if path.is_dir()) == CATALOGS


@pytest.mark.parametrize("name", CATALOGS)
def test_a_catalog(real_data: Path, tmp_path: Path, name: str) -> None:
    """Nothing is lost or added, nothing is wrong in the YAML, and a second time gives the same bytes."""
    catalog = real_data / "backstage" / name
    source = f'{{backstage: ["{catalog}/**/*.yaml", "{catalog}/**/*.yml"]}}'
    (tmp_path / "topo.yaml").write_text(f"sources: [{source}]\n")
    model = load_model(tmp_path)
    files = freeze(model)
    again = read_again(files, tmp_path / "frozen")
    assert not again.findings
    assert model.organisation.services or model.organisation.domains
    assert comparable(again.organisation) == comparable(model.organisation)
    assert freeze(load_model(tmp_path)) == files
