"""Where in which file does each piece of a model stand?"""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topo.findings import Address
from topo.source.loading import LoadedModel, load_model
from topo.source.positions import identity_of, pack_mark, show_path, unpack_mark

TEXT = """\
teams:
  checkout: {size: 7, owns: [web]}
services:
  cart.api:
    owner: checkout
    depends_on:
      - {service: stock, via: async}
      - "web"
  stock: {owner: checkout}
interactions:
  - {mode: collaboration, between: [platform, checkout]}
tissue:
  guardrails:
    scan: {owner: checkout}
"""


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LoadedModel:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "topo.yaml").write_text(TEXT)
    return load_model(Path())


@given(st.integers(0, 1 << 19), st.integers(0, (1 << 26) - 1), st.integers(0, (1 << 20) - 1))
def test_a_mark_gives_back_what_went_in(file: int, line: int, column: int) -> None:
    """Three numbers in one."""
    assert unpack_mark(pack_mark(file, line, column)) == (file, line, column)


PLACES = [
    ("teams.checkout", 2, 3, 11, "key"),
    ("teams.checkout.size", 2, 14, 18, "key"),
    ("teams.checkout.size", 2, 20, 21, "value"),
    ('services["cart.api"].owner', 5, 5, 10, "key"),
    ('services["cart.api"].owner', 5, 12, 20, "value"),
    ('services["cart.api"].depends_on[stock]', 7, 9, None, "key"),
    ('services["cart.api"].depends_on[stock].via', 7, 31, 36, "value"),
    ('services["cart.api"].depends_on[web]', 8, 9, None, "key"),
    ("services.web", 2, 30, 33, "key"),
    ("services.web.owner", 2, 30, None, "key"),
    ("interactions[collaboration checkout platform]", 11, 5, None, "key"),
    ("tissue.guardrails.scan.owner", 14, 19, 27, "value"),
    ("teams.checkout.type", 2, 3, 11, "key"),
    ("teams.nobody", 1, 1, 6, "key"),
]


@pytest.mark.parametrize(("address", "line", "column", "end", "what"), PLACES)
def test_an_address_leads_to_its_place(
    model: LoadedModel, address: str, line: int, column: int, end: int | None, what: str
) -> None:
    """What no file holds leads to the nearest piece above it."""
    find = model.positions.find if what == "key" else model.positions.find_value
    position = find(Address.parse(address))
    assert position is not None
    assert (position.file, position.line, position.column) == ("topo.yaml", line, column)
    if end is not None:
        assert position.end_column == end


def test_an_address_of_a_section_that_is_not_there(model: LoadedModel) -> None:
    """Nowhere is None."""
    assert model.positions.find(Address.of("streams", "s")) is None


@pytest.mark.parametrize(
    ("address", "first", "last"),
    [("teams.checkout.size", 2, 2), ('services["cart.api"].owner', 4, 8), ("tissue.guardrails.scan", 14, 14)],
)
def test_the_extent_of_an_entity(model: LoadedModel, address: str, first: int, last: int) -> None:
    """From its key to its last piece."""
    assert model.positions.find_extent(Address.parse(address)) == ("topo.yaml", first, last)


def test_items_are_called_by_what_they_name() -> None:
    """Never by a number."""
    assert identity_of("stock") == "stock"
    assert identity_of({"service": "stock", "via": "async"}) == "stock"
    assert (
        identity_of({"mode": "x-as-a-service", "provider": "p", "consumers": ["b", "a"]})
        == "x-as-a-service p a b"
    )
    assert identity_of({"mode": "facilitating", "by": "s", "for": "a"}) == "facilitating s a"


def test_paths_are_shown_from_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Below it, beside it, or far from it; never with control characters."""
    (tmp_path / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "a")
    assert show_path(Path("b/c.yaml")) == "b/c.yaml"
    assert show_path(tmp_path / "a" / "b" / "c.yaml") == "b/c.yaml"
    assert show_path(tmp_path / "x.yaml") == "../x.yaml"
    assert show_path(Path("/x.yaml")) == "/x.yaml"
    assert show_path(Path("a\x1bb.yaml")) == "a\\x1bb.yaml"
