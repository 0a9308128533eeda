"""Are real graphs of services read whole: two Compose projects, ten in GraphML, three tables?

The data: `graphs/`. `edges.derived.csv` was made from each project by a script that shares no code with
topo; the counts of the graphs in GraphML were taken from the files.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.source.foreign.conftest import Found
from topo.source.foreign.compose import read_compose
from topo.source.foreign.edge_list import Columns, read_edge_lists
from topo.source.foreign.graphml import read_graphml
from topo.source.positions import Documents, Mapping

Pairs = set[tuple[str, str]]

# services, dependencies
GRAPHS = {
    "Blog_Microservices": (10, 17),
    "Consul_demo": (5, 4),
    "EnterprisePlanner": (5, 5),
    "Lakeside": (9, 9),
    "Microservices_book": (6, 5),
    "Pitstop_Garage_Management_System": (13, 19),
    "ShareBike": (10, 15),
    "Tap-And-Eat-MicroServices": (5, 4),
    "eShopOnContainers": (25, 78),
    "spring-cloud-netflix": (9, 26),
}
TABLES = {"online-boutique": (12, 16, 16), "otel-demo": (23, 63, 102), "robot-shop": (12, 12, 12)}


def read_project(folder: Path, *names: str) -> Found:
    documents = Documents()
    found = Found(read_compose([folder / name for name in names], documents, root=Mapping()), documents)
    found.check_fits()
    return found


def find_pairs(found: Found) -> Pairs:
    return {(source, target) for source, targets in found.waits.items() for target in targets}


def find_derived(folder: Path, *names: str, kind: str = "") -> Pairs:
    with (folder / "edges.derived.csv").open(newline="") as file:
        return {
            (row["source"], row["target"])
            for row in csv.DictReader(file)
            if row["file"] in names and row["kind"].startswith(kind)
        }


def test_robot_shop(real_data: Path) -> None:
    """Every dependency is stated; what is a database or a broker is infrastructure."""
    folder = real_data / "graphs" / "robot-shop"
    found = read_project(folder, "docker-compose.yaml")
    assert find_pairs(found) == find_derived(folder, "docker-compose.yaml")
    assert len(find_pairs(found)) == len(find_derived(folder, "docker-compose.yaml", kind="depends_on")) == 12
    infrastructure = {id for id, each in found.services.items() if each.get("kind") == "infrastructure"}
    assert infrastructure == {"mongodb", "mysql", "rabbitmq", "redis"}
    assert (len(found.services), found.findings, found.skipped) == (12, [], [])


@pytest.mark.parametrize(
    ("name", "services", "both"), [("compose.yaml", 20, 56), ("compose.full.yaml", 5, 7)]
)
def test_each_file_of_the_otel_demo(real_data: Path, name: str, services: int, both: int) -> None:
    """Alone, each gives just the pairs that were derived from it, though `.env` is not there."""
    folder = real_data / "graphs" / "otel-demo"
    found = read_project(folder, name)
    assert find_pairs(found) == find_derived(folder, name)
    assert (len(found.services), len(find_pairs(found))) == (services, both)
    assert found.findings == found.skipped == []


def test_the_otel_demo_as_it_runs(real_data: Path) -> None:
    """The 102 rows are 63 pairs, 51 of them stated; both files together say one more.

    102 rows: 51 by `depends_on` and 51 by address, 39 pairs by both. The one more: fraud-detection has
    FLAGD_HOST, and flagd is a service of the other file, so a script that reads file by file misses it.
    """
    folder = real_data / "graphs" / "otel-demo"
    names = ("compose.yaml", "compose.full.yaml")
    stated = find_derived(folder, *names, kind="depends_on")
    addressed = find_derived(folder, *names, kind="env")
    assert (len(stated), len(addressed), len(stated & addressed), len(stated | addressed)) == (51, 51, 39, 63)
    found = read_project(folder, *names)
    assert find_pairs(found) - (stated | addressed) == {("fraud-detection", "flagd")}
    assert (stated | addressed) - find_pairs(found) == set()
    assert len(found.services) == 23
    assert found.estate.notes[0].endswith("23 services, 64 dependencies: 51 stated, 13 by addresses")
    infrastructure = {id for id, each in found.services.items() if each.get("kind") == "infrastructure"}
    assert infrastructure == {"astronomy-db", "flagd", "kafka", "otel-collector", "valkey-cart"}


def test_the_places_of_the_otel_demo(real_data: Path) -> None:
    """Each dependency stands where the name is stated, or at the variable that tells."""
    found = read_project(real_data / "graphs" / "otel-demo", "compose.yaml", "compose.full.yaml")
    checked = 0
    for id in found.waits:
        for target, place in zip(found.waits[id], found.places(id), strict=True):
            text = place.split(": ", 1)[1]
            assert text.startswith(f"{target}:") or target in text.lower().replace("_", "-")
            checked += 1
    assert checked == 64


@pytest.mark.parametrize("name", TABLES)
def test_the_tables(real_data: Path, name: str) -> None:
    """Whatever stands beside the two columns; pairs that are said twice are one dependency."""
    services, dependencies, rows = TABLES[name]
    path = real_data / "graphs" / name / "edges.derived.csv"
    documents = Documents()
    found = Found(read_edge_lists([path], documents, columns=Columns(), root=Mapping()), documents)
    found.check_fits()
    with path.open(newline="") as file:
        assert find_pairs(found) == {(row["source"], row["target"]) for row in csv.DictReader(file)}
    assert (len(found.services), len(find_pairs(found))) == (services, dependencies)
    assert found.estate.notes[0].endswith(f"{dependencies} dependencies from {rows} rows")
    assert found.findings == found.skipped == []


@pytest.mark.parametrize("name", GRAPHS)
def test_the_graphs(real_data: Path, name: str) -> None:
    """Nodes and edges as counted, and as networkx reads them."""
    import networkx

    path = real_data / "graphs" / "microdepgraph" / f"{name}.graphml"
    documents = Documents()
    found = Found(read_graphml([path], documents, label=None, via=None, root=Mapping()), documents)
    found.check_fits()
    assert (len(found.services), len(find_pairs(found))) == GRAPHS[name]
    assert find_pairs(found) == set(networkx.read_graphml(path).edges())
    assert found.findings == found.skipped == []
    for id in found.waits:
        for target, place in zip(found.waits[id], found.places(id), strict=True):
            assert f'source="{id}" target="{target}"' in place.split("<edge")[1]


def test_all_of_the_data_is_read(real_data: Path) -> None:
    """No graph of the folder is forgotten."""
    folder = real_data / "graphs"
    assert {path.stem for path in folder.glob("*/*.graphml")} == set(GRAPHS)
    assert {path.parent.name for path in folder.glob("*/*.csv")} == set(TABLES)
