"""Does a source lead to its reader, and do several sources and the model make one?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from topo.findings import Address
from topo.source.loading import LoadedModel, load_model
from topo.source.starting import start_from

Load = Callable[..., LoadedModel]
COMPOSE = "services:\n  cart:\n    depends_on: [stock, redis]\n  stock: {}\n  redis: {image: redis}\n"
GRAPHML = (
    "<graphml><graph><node id='cart'/><node id='mail'/><edge source='cart' target='mail'/></graph></graphml>"
)


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """Writes a topo.yaml beside a Compose project, a table and a graph, and loads it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "compose.yaml").write_text(COMPOSE)
    (tmp_path / "calls.csv").write_text("caller,callee,how\ncart,redis,tcp\ncart,ledger,kafka\n")
    (tmp_path / "shop.graphml").write_text(GRAPHML)

    def write(root: str) -> LoadedModel:
        (tmp_path / "topo.yaml").write_text("topo: 1\n" + dedent(root))
        return load_model(tmp_path)

    return write


def waits(model: LoadedModel, service: str = "cart") -> list[tuple[str, str]]:
    """What a service depends on, and how."""
    return [(each.service, each.via) for each in model.organisation.services[service].depends_on]


def place(model: LoadedModel, target: str, service: str = "cart") -> str:
    """Where the dependency stands."""
    at = model.positions.find(Address.of("services", service, "depends_on").item(target))
    assert at is not None
    return f"{at.file}:{at.line}:{at.column}"


def test_dependencies_of_the_model_and_of_sources_add_up(load: Load) -> None:
    """Each keeps its place; of one that several say the model's counts, then the first source's."""
    model = load("""\
        services:
          cart: {depends_on: [{service: stock, via: data}, web]}
          web:
        sources:
          - compose: .
          - {edges: calls.csv, from: caller, to: callee, via: how}
          - graphml: shop.graphml
        """)
    assert waits(model) == [
        ("stock", "data"),
        ("web", "sync"),
        ("redis", "sync"),
        ("ledger", "async"),
        ("mail", "sync"),
    ]
    assert [place(model, each) for each in ("stock", "web", "redis", "ledger", "mail")] == [
        "topo.yaml:3:23",
        "topo.yaml:3:52",
        "compose.yaml:3:25",
        "calls.csv:3:6",
        f"shop.graphml:1:{GRAPHML.index('<edge') + 1}",
    ]
    assert model.organisation.services["redis"].kind == "infrastructure"
    assert not model.findings


def test_a_model_that_says_that_nothing_is_depended_on(load: Load) -> None:
    """An empty list wins; a null says nothing."""
    assert waits(load("services: {cart: {depends_on: []}}\nsources: [{compose: .}]\n")) == []
    assert len(waits(load("services: {cart: {depends_on: ~}}\nsources: [{compose: .}]\n"))) == 2


def test_every_other_field_of_the_model_wins_whole(load: Load) -> None:
    """What a service is, the model says."""
    model = load("services: {redis: {kind: external}}\nsources: [{compose: .}]\n")
    assert model.organisation.services["redis"].kind == "external"


def test_a_folder_of_a_compose_project_without_files(load: Load, tmp_path: Path) -> None:
    """It is an error at the source, as a file that is not there is."""
    (tmp_path / "empty").mkdir()
    for source in ("compose: empty", "compose: none.yaml", "edges: none.csv", "graphml: '*.xml'"):
        model = load(f"sources: [{{{source}}}]\n")
        assert [(each.code, each.address.steps[0]) for each in model.findings] == [("SYN004", "sources")]
        assert "no file matches" in model.findings[0].message


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("{}", "exactly one of"),
        ("{compose: compose.yaml, graphml: shop.graphml}", "exactly one of"),
        ("{compose: compose.yaml, tree: .}", "`tree` belongs to `codeowners`"),
        ("{edges: calls.csv, from: who}", "the table has no column `who`"),
    ],
)
def test_a_source_that_does_not_fit(load: Load, source: str, message: str) -> None:
    """The finding says what does not, at the source."""
    model = load(f"sources: [{source}]\n")
    assert [(each.code, each.position and each.position.line) for each in model.findings] == [("SYN004", 2)]
    assert message in model.findings[0].message


def test_files_in_the_order_said(load: Load, tmp_path: Path) -> None:
    """A later Compose file is laid over an earlier one, whatever they are called."""
    (tmp_path / "a.yaml").write_text("services: {cart: {environment: {X_URL: 'http://redis'}}}\n")
    (tmp_path / "b.yaml").write_text(
        "services: {cart: {environment: {X_URL: 'http://stock'}}, redis: {}, stock: {}}\n"
    )
    assert waits(load("sources: [{compose: [b.yaml, a.yaml]}]\n")) == [("redis", "sync")]
    assert waits(load("sources: [{compose: [a.yaml, b.yaml]}]\n")) == [("stock", "sync")]


@pytest.mark.parametrize("source", [{"compose": "."}, {"edges": "calls.csv"}, {"graphml": "shop.graphml"}])
@pytest.mark.parametrize("freeze", [True, False])
def test_a_model_that_begins_with_one(
    load: Load, tmp_path: Path, source: dict[str, object], freeze: bool
) -> None:
    """Frozen or read in place, from another folder, it says what the source says."""
    load("")
    start_from(tmp_path / "new", source, schema="{}", freeze=freeze)
    begun, read = load_model(tmp_path / "new"), load(f"sources: [{source}]\n")
    assert begun.findings == read.findings == ()
    assert begun.organisation.services == read.organisation.services
    assert waits(begun)
    assert bool(begun.organisation.sources) is not freeze
