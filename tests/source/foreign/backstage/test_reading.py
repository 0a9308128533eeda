"""Which entities do catalog files hold, and what in them is none?"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from topo.source.foreign.backstage import find_catalog_files, read_backstage
from topo.source.positions import Documents

HEAD = "apiVersion: backstage.io/v1alpha1\n"
CART = HEAD + "kind: Component\nmetadata:\n  name: cart\nspec:\n  owner: pay\n"


def test_an_entity_defined_twice(catalog: Any) -> None:
    """The first one counts, and the finding shows both places."""
    catalog.write("a.yaml", CART)
    catalog.write("b.yaml", CART.replace("cart", "CART").replace("pay", "web"))
    estate = catalog.read()
    assert estate.root["services"] == {"cart": {"owner": "pay"}}
    assert catalog.findings(estate) == [("REF002", "error", "b.yaml:4:9")]
    (finding,) = estate.findings
    assert str(finding.address) == "services.CART"
    (first,) = finding.related
    assert first.position is not None
    assert (first.position.file, first.position.line) == ("a.yaml", 4)


def test_an_api_defined_twice_beside_a_component(catalog: Any) -> None:
    """Its finding is not taken for one about the Component of that name."""
    for file in ("a.yaml", "b.yaml"):
        catalog.add("Component", "cart", file=file)
        catalog.add("API", "cart", file=file)
    addresses = [str(finding.address) for finding in catalog.read().findings]
    assert addresses == ["services.cart", 'services["cart.api"]']


def test_the_order_of_files_decides(catalog: Any) -> None:
    """Of two definitions the one in the file named first counts."""
    catalog.write("a.yaml", CART)
    catalog.write("b.yaml", CART.replace("pay", "web"))
    assert catalog.read("b.yaml", "a.yaml").root["services"]["cart"]["owner"] == "web"


def test_a_file_named_twice(catalog: Any) -> None:
    """Each file is read once, by whatever way it is reached."""
    catalog.write("a.yaml", CART)
    os.symlink(catalog.folder / "a.yaml", catalog.folder / "b.yaml")
    assert catalog.read("a.yaml", "./a.yaml", "b.yaml").findings == ()


@pytest.mark.parametrize("version", ["backstage.io/v1alpha1", "backstage.io/v1beta1", "backstage.io/v1beta2"])
def test_versions_of_backstage(catalog: Any, version: str) -> None:
    """All of Backstage's own versions are read."""
    catalog.write("a.yaml", CART.replace("backstage.io/v1alpha1", version))
    assert list(catalog.read().root["services"]) == ["cart"]


def test_a_renamed_version(catalog: Any) -> None:
    """It is read by option; without, it is told once what the option is."""
    catalog.write("a.yaml", CART.replace("backstage.io", "acme.example"))
    catalog.write("b.yaml", CART.replace("backstage.io", "acme.example").replace("cart", "stock"))
    estate = catalog.read()
    assert estate.root == {}
    assert catalog.skipped(estate) == [
        (
            "a.yaml:1",
            "2 entities have the apiVersion `acme.example/v1alpha1`, which is not Backstage's own: "
            "to read them, add `api_version: acme.example/v1alpha1` to the source",
        )
    ]
    assert estate.notes == ("2 entities with apiVersion `acme.example/v1alpha1` skipped",)
    assert len(catalog.read(api_versions=("acme.example/v1alpha1",)).root["services"]) == 2


def test_things_of_other_tools(catalog: Any) -> None:
    """A Kubernetes manifest, a Dapr component and a list are no entities: told, and not fatal."""
    catalog.write("a.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x}\n")
    catalog.write("b.yaml", "apiVersion: dapr.io/v1\nkind: Component\nspec: {type: state.redis}\n")
    catalog.write("c.yaml", "- a\n---\nplain\n---\n# nothing\n---\nkind: [x]\n")
    estate = catalog.read("a.yaml", "b.yaml", "c.yaml")
    assert estate.root == {}
    assert [place for place, _ in catalog.skipped(estate)] == [
        "a.yaml:1",
        "b.yaml:1",
        "c.yaml:1",
        "c.yaml:1",
        "c.yaml:7",
    ]
    assert estate.notes == ("5 documents that are no Backstage entities skipped",)
    assert estate.findings == ()


def test_an_unknown_kind(catalog: Any) -> None:
    """Each is told with its place, all are counted by kind."""
    catalog.add("AiResource", "x", owner="a")
    catalog.add("AiResource", "y", owner="a")
    estate = catalog.read()
    assert catalog.skipped(estate) == [
        ("catalog.yaml:3", "entities of kind `AiResource` are not read"),
        ("catalog.yaml:10", "entities of kind `AiResource` are not read"),
    ]
    assert estate.notes == ("2 AiResource entities skipped",)


def test_templates_of_the_scaffolder(catalog: Any) -> None:
    """They make entities and are none: only counted."""
    catalog.add("Template", "x", owner="a")
    catalog.write(
        "b.yaml", CART.replace("backstage.io", "scaffolder.backstage.io").replace("Component", "Template")
    )
    estate = catalog.read()
    assert (estate.root, estate.skipped, estate.notes) == ({}, (), ("2 Templates skipped",))


TEMPLATES = {
    "cookiecutter": HEAD + "kind: Component\nmetadata:\n  name: {{cookiecutter.id}}\n",
    "nunjucks": HEAD + "kind: Component\nmetadata:\n  name: x\n  {%- if a %}\n  title: y\n  {%- endif %}\n",
    "broken further down": HEAD + "kind: Component\nmetadata:\n  name: ${{ values.x }}\n   title: y\n",
    "a broken Template": HEAD + "kind: Template\nmetadata:\n  name: x\nspec:\n  - a\n  b: c\n",
    "an expression as name": HEAD + "kind: Component\nmetadata:\n  name: ${{ values.name }}\n",
    "an expression as owner": CART.replace("owner: pay", 'owner: "{{ owner }}"'),
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_of_a_catalog_file(catalog: Any, name: str) -> None:
    """It is skipped with its place and counted, and no error."""
    catalog.write("a.yaml", TEMPLATES[name])
    estate = catalog.read()
    assert (estate.root, estate.findings, len(estate.skipped)) == ({}, (), 1)
    assert estate.notes == ("1 template file skipped",)


@pytest.mark.parametrize(
    "folder", ["skeleton", "{{cookiecutter.id}}", "${{ values.name }}/docs", "Skeleton/x"]
)
def test_a_folder_of_a_template(catalog: Any, folder: str) -> None:
    """What lies in it is never an entity, however valid."""
    catalog.write(f"{folder}/catalog-info.yaml", CART)
    catalog.write("a.yaml", CART.replace("cart", "stock"))
    estate = catalog.read()
    assert list(estate.root["services"]) == ["stock"]
    assert estate.notes == ("1 template file skipped",)


def test_a_folder_called_templates(catalog: Any) -> None:
    """A whole entity in it is read; a file that is no YAML and has expressions is a template."""
    catalog.write("templates/a.yaml", CART)
    catalog.write("templates/b.yaml", HEAD + "  kind: Component\nmetadata:\n  name: '{{ name }}'\n")
    catalog.write("c.yaml", "")
    inside = catalog.read("templates/b.yaml", "templates/a.yaml", "c.yaml")
    assert (list(inside.root["services"]), inside.findings) == (["cart"], ())
    assert inside.notes == ("1 template file skipped",)
    outside = catalog.read("templates/b.yaml")
    assert [code for code, _, _ in catalog.findings(outside)] == ["SYN001"]


def test_a_folder_above_the_catalog(catalog: Any) -> None:
    """Where the whole catalog lies in a folder of that name, it is no template."""
    catalog.write("skeleton/a.yaml", CART)
    assert list(catalog.read("skeleton/a.yaml").root["services"]) == ["cart"]


def test_a_broken_file(catalog: Any) -> None:
    """It is an error at its place; what broke off is not read, what was whole before it is."""
    catalog.write("a.yaml", f"{CART}---\n{CART.replace('cart', 'stock')}   a: b\n")
    estate = catalog.read()
    assert estate.root["services"] == {"cart": {"owner": "pay"}}
    assert [finding[:2] for finding in catalog.findings(estate)] == [("SYN001", "error")]
    assert estate.findings[0].position is not None
    assert estate.findings[0].position.line >= 13


def test_a_file_that_breaks_between_entities(catalog: Any) -> None:
    """What was read to its end counts."""
    catalog.write("a.yaml", f"{CART}---\n@broken\n")
    estate = catalog.read()
    assert list(estate.root["services"]) == ["cart"]
    assert [code for code, _, _ in catalog.findings(estate)] == ["SYN001"]


def test_braces_in_prose_excuse_no_error(catalog: Any) -> None:
    """A broken file that merely speaks of braces is no template."""
    catalog.write("a.yaml", CART.replace("spec:", "  description: uses {{mustache}}\nspec:") + "   a: b\n")
    assert [code for code, _, _ in catalog.findings(catalog.read())] == ["SYN001"]


def test_two_entities_without_a_line_between(catalog: Any) -> None:
    """One error says what is missing, in place of one for each key."""
    catalog.write("a.yaml", CART + CART.replace("cart", "stock"))
    estate = catalog.read()
    assert list(estate.root["services"]) == ["cart"]
    assert catalog.findings(estate) == [("SYN002", "error", "a.yaml:8:1")]
    assert estate.findings[0].hint == "put `---` between the two"


def test_a_key_that_stands_twice(catalog: Any) -> None:
    """It is an error at the second one, as in a model's own file."""
    catalog.write("a.yaml", CART + "  owner: web\n")
    estate = catalog.read()
    assert estate.root["services"] == {"cart": {"owner": "pay"}}
    assert catalog.findings(estate) == [("SYN002", "error", "a.yaml:7:3")]


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        (HEAD + "kind: Component\n", "SYN004", "a.yaml:1:1"),
        (HEAD + "kind: Component\nmetadata: [x]\n", "SYN004", "a.yaml:3:11"),
        (HEAD + "kind: Component\nmetadata:\n  title: x\n", "SYN005", "a.yaml:4:3"),
        (HEAD + "kind: Component\nmetadata:\n  name:\n", "SYN005", "a.yaml:4:8"),
        (HEAD + "kind: Component\nmetadata:\n  name: [x]\n", "SYN004", "a.yaml:4:9"),
    ],
)
def test_an_entity_that_nobody_can_name(catalog: Any, text: str, code: str, place: str) -> None:
    """It cannot be read: an error at its place."""
    catalog.write("a.yaml", text)
    estate = catalog.read()
    assert estate.root == {}
    assert catalog.findings(estate) == [(code, "error", place)]


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ("  namespace: [x]\n", "a.yaml:5:14"),
        ("  title: {a: b}\n", "a.yaml:5:10"),
        ("  tags: [a, [b]]\n", "a.yaml:5:13"),
        ("  links: [{title: x}]\n", "a.yaml:5:11"),
        ("  links: x\n", "a.yaml:5:10"),
        ("  annotations: x\n", "a.yaml:5:16"),
        ("spec: [a]\n", "a.yaml:5:7"),
        ("spec: x\n", "a.yaml:5:7"),
    ],
)
def test_a_part_that_does_not_fit(catalog: Any, lines: str, place: str) -> None:
    """It is told at its place, and the rest of the entity is read."""
    catalog.write("a.yaml", HEAD + "kind: Component\nmetadata:\n  name: cart\n" + lines)
    estate = catalog.read()
    assert list(estate.root["services"]) == ["cart"]
    assert catalog.findings(estate) == [("SYN004", "warning", place)]


def test_a_missing_version(catalog: Any) -> None:
    """What is plainly an entity is read, and the missing line is told."""
    catalog.write("a.yaml", CART.removeprefix(HEAD))
    estate = catalog.read()
    assert list(estate.root["services"]) == ["cart"]
    assert catalog.findings(estate) == [("SYN005", "warning", "a.yaml:1:1")]


def test_kinds_in_any_case(catalog: Any) -> None:
    """A kind is known in any case."""
    catalog.add("component", "cart")
    assert list(catalog.read().root["services"]) == ["cart"]


def test_files_that_cannot_be_read(catalog: Any) -> None:
    """Each is an error with what to do, and the others are read."""
    catalog.write("a.yaml", CART)
    (catalog.folder / "b.yaml").write_bytes(b"kind: \xff\n")
    (catalog.folder / "c.yaml").mkdir()
    catalog.write("d.yaml", "")
    estate = catalog.read("a.yaml", "b.yaml", "c.yaml", "d.yaml", "missing.yaml")
    assert list(estate.root["services"]) == ["cart"]
    assert catalog.findings(estate) == [
        ("SYN009", "error", "b.yaml:1:7"),
        ("SYN001", "error", "c.yaml:0:1"),
        ("SYN001", "error", "missing.yaml:0:1"),
    ]


def test_a_byte_order_mark_and_crlf(catalog: Any) -> None:
    """Both are fine, and shift no column."""
    (catalog.folder / "a.yaml").write_bytes(b"\xef\xbb\xbf" + CART.replace("\n", "\r\n").encode())
    estate = catalog.read()
    services = estate.root["services"]
    assert catalog.rest_of_line(services.keys_at["cart"]) == "cart"
    assert catalog.rest_of_line(services["cart"].values_at["owner"]) == "pay"


def test_a_location_leads_to_files(catalog: Any) -> None:
    """Its targets are relative to it, each is read once, also where Locations lead to each other."""
    catalog.add("Location", "all", file="all.yaml", targets="[./parts/more.yaml, parts/*/catalog-info.yaml]")
    catalog.add("Location", "more", file="parts/more.yaml", target="../all.yaml")
    catalog.write("parts/cart/catalog-info.yaml", CART)
    catalog.write("parts/stock/catalog-info.yaml", CART.replace("cart", "stock"))
    catalog.write("parts/stock/other.yaml", CART.replace("cart", "other"))
    estate = catalog.read("all.yaml")
    assert list(estate.root["services"]) == ["cart", "stock"]
    assert (estate.findings, estate.skipped, len(catalog.documents)) == ((), (), 4)


def test_targets_that_are_not_followed(catalog: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    """URLs, what lies outside and what is not there are told with their places."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "x.yaml").write_text(CART, encoding="utf-8")
    os.symlink(outside / "x.yaml", catalog.folder / "link.yaml")
    targets = [
        "https://acme.example/catalog-info.yaml",
        str(outside / "x.yaml"),
        "../../x.yaml",
        "./missing.yaml",
        "./none/**/catalog-info.yaml",
        "./link.yaml",
    ]
    listed = "\n".join(f"    - {target}" for target in targets)
    catalog.write("a.yaml", f"{HEAD}kind: Location\nmetadata:\n  name: x\nspec:\n  targets:\n{listed}\n")
    estate = catalog.read("a.yaml")
    assert estate.root == {}
    assert [reason.rpartition(": ")[2] for _, reason in catalog.skipped(estate)] == [
        "it is a URL",
        "it is an absolute path",
        f"it is outside of `{catalog.folder.name}`, the folder of this source",
        "there is no such file",
        "no file matches it",
        "there is no such file",
    ]
    assert [place for place, _ in catalog.skipped(estate)] == [f"a.yaml:{line}" for line in range(7, 13)]
    assert estate.notes == ("6 targets of Locations not followed",)


def test_an_optional_target(catalog: Any) -> None:
    """Where the Location says that a file may be missing, nothing is told."""
    catalog.add("Location", "x", presence="optional", targets="[./missing.yaml, https://acme.example]")
    assert [place for place, _ in catalog.skipped(catalog.read())] == ["catalog.yaml:8"]


@pytest.mark.parametrize("target", ["[[x]]", "{a: b}"])
def test_targets_that_are_no_paths(catalog: Any, target: str) -> None:
    """They are told at their place."""
    catalog.add("Location", "x", targets=target)
    assert [code for code, _, _ in catalog.findings(catalog.read())] == ["SYN004"]


def test_where_locations_may_lead(catalog: Any) -> None:
    """A root above the files lets Locations lead further."""
    catalog.add("Location", "x", file="all/catalog.yaml", targets="[../cart.yaml]")
    catalog.write("cart.yaml", CART)
    paths = [catalog.folder / "all/catalog.yaml"]
    assert read_backstage(paths, Documents()).root == {}
    assert list(read_backstage(paths, Documents(), root=catalog.folder).root["services"]) == ["cart"]


def test_the_files_of_a_folder(tmp_path: Path) -> None:
    """Those that hold entities, whatever their name; not what is hidden, installed, or another tool's."""
    for name in ("a.yaml", "sub/b.YML", ".hidden/c.yaml", "node_modules/x/d.yaml", "e.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(CART, encoding="utf-8")
    (tmp_path / "quoted.yaml").write_text('"apiVersion": "backstage.io/v1alpha1" # x\n', encoding="utf-8")
    (tmp_path / "renamed.yaml").write_text(CART.replace("backstage.io", "acme.example"), encoding="utf-8")
    (tmp_path / "dapr.yaml").write_text(
        "apiVersion: dapr.io/v1\nkind: Component\nspec: {}\n", encoding="utf-8"
    )
    (tmp_path / "prose.yaml").write_text("note: an apiVersion: backstage.io/v1alpha1\n", encoding="utf-8")
    found = [path.relative_to(tmp_path).as_posix() for path in find_catalog_files(tmp_path)]
    assert found == ["a.yaml", "quoted.yaml", "renamed.yaml", "sub/b.YML"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """It holds nothing."""
    assert find_catalog_files(tmp_path / "x") == []
    assert read_backstage([], Documents()).root == {}
