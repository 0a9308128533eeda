"""Are real Backstage catalogs read whole, with every place where it is?

The data: `backstage/NAME/`, the catalog files of eleven public repositories. The counts were taken from the
files by a script that shares no code with topo.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from topo.findings import Address
from topo.model.organisation import CLASSES
from topo.source.foreign.backstage import find_catalog_files, read_backstage
from topo.source.foreign.estate import Estate
from topo.source.positions import Documents, Mapping, Sequence, unpack_mark
from topo.source.validating import Validator


@dataclass(frozen=True)
class Expected:
    """What a catalog holds; `findings` are counted by code."""

    files: int
    services: int = 0
    teams: int = 0
    implied: int = 0
    groups: int = 0
    people: int = 0
    domains: int = 0
    dependencies: int = 0
    skipped: int = 0
    findings: tuple[tuple[str, int], ...] = ()


CATALOGS = {
    "b4mad-racing": Expected(
        30,
        services=15,
        implied=2,
        domains=10,
        dependencies=13,
        skipped=11,
        findings=(("REF001", 2), ("SYN002", 1)),
    ),
    "backstage-demo": Expected(3, services=3, implied=1, dependencies=1, skipped=7),
    "backstage-official-2021": Expected(
        64,
        services=19,
        teams=4,
        implied=1,
        groups=4,
        people=16,
        domains=5,
        dependencies=2,
        skipped=7,
        findings=(("REF002", 5),),
    ),
    "elastic-agent": Expected(1, services=13, implied=1),
    "elastic-logstash": Expected(1, services=21, implied=1, dependencies=12),
    "janus-plugins": Expected(5, services=5, teams=9, domains=1, skipped=4),
    "kafka-selfservice": Expected(6, services=2, teams=3, people=1, domains=3, skipped=3),
    "portefaix": Expected(14, teams=2, groups=2, domains=6, skipped=3, findings=(("REF001", 1),)),
    "rhdh": Expected(21, services=13, teams=3, implied=4, people=1, domains=2, dependencies=5),
    "roadie-plugins": Expected(23, services=28, implied=3, skipped=1),
    "weaveworks-sockshop": Expected(
        25, services=11, teams=1, domains=6, dependencies=4, skipped=5, findings=(("REF001", 5),)
    ),
}
_KIND_OF = {
    "services": "service",
    "domains": "domain",
    "teams": "team",
    "groups": "group",
    "people": "person",
}
# Where each field of the model may be said in a catalog.
_SAID_BY = {
    "name": {"title", "displayName"},
    "owner": {"owner"},
    "domain": {"system"},
    "kind": {"type"},
    "lifecycle": {"lifecycle"},
    "repo": {"github.com/project-slug", "backstage.io/source-location"},
    "depends_on": {"dependsOn", "consumesApis", "dependencyOf"},
    "part_of": {"subcomponentOf"},
    "parent": {"domain", "parent", "children"},
    "group": {"parent", "children"},
    "members": {"members", "memberOf"},
    "contacts": {"email"},
    "email": {"email"},
    "description": {"description"},
    "tags": {"tags"},
    "links": {"links"},
    "title": {"title"},
    "url": {"url"},
}
_REFERENCES = {"owner", "domain", "part_of", "parent", "group"}
_IN_OTHER_WORDS = {"kind", "lifecycle", "repo", "description"}


def _read(*paths: Path) -> tuple[Estate, Documents]:
    documents = Documents()
    return read_backstage(paths, documents), documents


def _count(estate: Estate, documents: Documents) -> Expected:
    size = {section: len(entities) for section, entities in estate.root.items()}
    codes = Counter(finding.code for finding in estate.findings)
    return Expected(
        len(documents),
        **{section: size.get(section, 0) for section in _KIND_OF},
        implied=len(estate.implied_teams),
        dependencies=sum(
            len(each.get("depends_on", ())) for each in estate.root.get("services", {}).values()
        ),
        skipped=len(estate.skipped),
        findings=tuple(sorted(codes.items())),
    )


def test_every_catalog_is_looked_at(real_data: Path) -> None:
    """The list here and the data name the same catalogs."""
    assert sorted(path.name for path in (real_data / "backstage").iterdir()) == sorted(CATALOGS)


@pytest.mark.parametrize("name", CATALOGS)
def test_what_a_catalog_holds(real_data: Path, name: str) -> None:
    """Services, teams, domains, what is skipped and what is found are as many as there are."""
    folder = real_data / "backstage" / name
    assert _count(*_read(*find_catalog_files(folder))) == CATALOGS[name]


@pytest.mark.parametrize("name", CATALOGS)
def test_what_a_catalog_holds_fits_the_model(real_data: Path, name: str) -> None:
    """Nothing of it has to be repaired to be validated."""
    estate, documents = _read(*find_catalog_files(real_data / "backstage" / name))
    validator = Validator(documents)
    for section, entities in estate.root.items():
        for id, entity in entities.items():
            address = Address.of(section, id)
            assert validator.part(CLASSES[_KIND_OF[section]], {**entity, "id": id}, address, 0) is not None
    assert validator.findings == []


@pytest.mark.parametrize("name", CATALOGS)
def test_the_places_of_a_catalog(real_data: Path, name: str) -> None:
    """Every mark leads to text that says what stands in the model, under the key that says it."""
    estate, documents = _read(*find_catalog_files(real_data / "backstage" / name))
    checked = 0
    for entities in estate.root.values():
        for id, entity in entities.items():
            assert _text_at(documents, entities.keys_at[id]).strip("'\"") == _bare(id)
            assert _text_at(documents, entity.at).startswith("apiVersion:")
            checked += sum(1 for _ in _check_fields(id, entity, documents))
    for id, mark in estate.implied_teams.items():
        assert re.split("[:/]", _text_at(documents, mark))[-1] == _bare(id)
    assert checked > 10


def _check_fields(id: str, entity: Mapping, documents: Documents) -> Iterator[str]:
    for field, value in entity.items():
        key, text = _key_at(documents, entity.keys_at[field]), _text_at(documents, entity.values_at[field])
        assert key in _SAID_BY[field], f"{field} is said by {key}"
        if field in _REFERENCES:
            assert _names(text, value)
        elif isinstance(value, str) and field not in _IN_OTHER_WORDS:
            assert value.split("\n")[0] in text
        elif isinstance(value, Mapping):
            yield from _check_fields(id, value, documents)
        elif isinstance(value, Sequence):
            _check_items(id, field, value, documents)
        yield field


def _check_items(id: str, field: str, items: Sequence, documents: Documents) -> None:
    for item, mark in zip(items, items.items_at, strict=True):
        text = _text_at(documents, mark)
        if field == "links":
            assert text.startswith(("title:", "url:"))
        elif field == "depends_on":
            assert _names(text, item) or text.split(",")[0].strip("]") in _APIS
        elif field == "members":  # a Group names the person, a User the group
            assert _names(text, item) or _names(text, id)
        else:
            assert _names(text, item)


# APIs that are consumed: the dependency is on their provider.
_APIS = {"influxdb-api", "postgresql-api", "catalogue-api", "orders-api", "wayback-archive"}


def _names(text: str, id: Any) -> bool:
    """Whether a text begins with a reference to what has this id."""
    reference = re.match(r"[\w.:/@-]+", text.strip("'\""))
    return reference is not None and re.split("[:/]", reference[0])[-1] == _bare(id)


def _bare(id: str) -> str:
    """The name in an id of the data, whose namespaces are two."""
    return id.removeprefix("portefaix.").removeprefix("backstage.") if not id.startswith("backstage-") else id


def _text_at(documents: Documents, mark: int) -> str:
    _, line, column = unpack_mark(mark)
    return documents.of(mark).line(line + 1)[column:].rstrip()


def _key_at(documents: Documents, mark: int) -> str:
    return _text_at(documents, mark).split(": ")[0].removesuffix(":")


def test_the_ownership_of_a_catalog(real_data: Path) -> None:
    """Owners by reference, by namespace and by user, a consumed API, and parts, as the files say."""
    estate, _ = _read(*find_catalog_files(real_data / "backstage" / "backstage-official-2021"))
    services = estate.root["services"]
    owners = Counter(service["owner"] for service in services.values())
    assert owners == {"team-a": 7, "guest": 5, "team-b": 3, "team-c": 2, "CNCF": 1, "team-d": 1}
    assert services["wayback-search"]["depends_on"] == ["wayback-archive"]
    assert services["wayback-archive-storage"]["part_of"] == "wayback-archive"
    assert estate.root["domains"]["podcast"] == {
        "description": "Podcast playback",
        "parent": "playback",
        "owner": "team-b",
    }
    assert estate.root["teams"]["team-d"]["members"] == ["eva.macdowell", "lucy.sheehan"]


@pytest.mark.parametrize(
    ("root", "files", "services", "domains"),
    [
        ("weaveworks-sockshop/all.yaml", 24, 10, 6),
        ("roadie-plugins/catalog-info.yaml", 22, 22, 0),
        ("b4mad-racing/catalog-info.yaml", 25, 11, 9),
    ],
)
def test_following_the_locations_of_a_catalog(
    real_data: Path, root: str, files: int, services: int, domains: int
) -> None:
    """The one file that is registered in Backstage leads to what it leads to there."""
    estate, documents = _read(real_data / "backstage" / root)
    assert (len(documents), len(estate.root["services"])) == (files, services)
    assert len(estate.root.get("domains", ())) == domains
