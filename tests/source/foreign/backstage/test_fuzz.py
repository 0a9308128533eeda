"""Does any text, however wrong, make the reading of a catalog fail, or give what is no part of a model?"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from topo.findings import Address
from topo.model.base import ID_PATTERN
from topo.model.organisation import CLASSES
from topo.source.foreign.backstage import read_backstage
from topo.source.foreign.estate import Estate
from topo.source.positions import Documents, Mapping, Sequence, unpack_mark
from topo.source.validating import Validator

_KIND_OF = {
    "services": "service",
    "domains": "domain",
    "teams": "team",
    "groups": "group",
    "people": "person",
}
_KINDS = [
    "Component",
    "API",
    "Resource",
    "System",
    "Domain",
    "Group",
    "User",
    "Location",
    "Template",
    "Thing",
]
_SPEC = [
    *(
        "owner",
        "system",
        "domain",
        "subdomainOf",
        "subcomponentOf",
        "providesApis",
        "consumesApis",
        "dependsOn",
    ),
    *("dependencyOf", "parent", "children", "members", "memberOf", "profile", "type", "lifecycle", "target"),
    *("targets", "presence", "partOf"),
]
_METADATA = ["title", "description", "namespace", "tags", "links", "annotations"]
_WORDS = st.sampled_from(
    [
        *(
            "a",
            "A",
            "b",
            "a.b",
            "default/a",
            "group:a",
            "user:b",
            "component:a",
            "resource:b",
            "api:a",
            "system:a",
        ),
        *(
            "team",
            "department",
            "production",
            "service",
            "asyncapi",
            "./x.yaml",
            "**",
            "{{ x }}",
            "@a/b",
            ":",
            "",
            "é",
        ),
        *(
            "url",
            "displayName",
            "email",
            "github.com/team-slug",
            "name",
            "kind",
            "optional",
            "a/b",
            "\x1b[31m",
        ),
    ]
)
_VALUES: Any = st.recursive(
    st.one_of(_WORDS, st.none(), st.integers(), st.booleans(), st.text(max_size=5)),
    lambda inside: st.one_of(st.lists(inside, max_size=3), st.dictionaries(_WORDS, inside, max_size=3)),
    max_leaves=5,
)
_REFERENCES = st.sampled_from(
    [
        "a",
        "b",
        "c",
        "A",
        "x/a",
        "group:a",
        "user:b",
        "component:a",
        "resource:b",
        "api:c",
        "system:a",
        "domain:b",
    ]
)
_FIELDS = st.one_of(
    _REFERENCES, st.lists(_REFERENCES, max_size=3), st.lists(_REFERENCES, max_size=3), _VALUES
)
_NAMES = st.sampled_from(["a", "b", "c", "a", "b", "c", "A", "a.b", "c d", 5, None, ["x"]])
_VERSIONS = st.sampled_from([*["backstage.io/v1alpha1"] * 8, "backstage.io/v1beta1", "x/v1", None, 1])
_ENTITIES = st.fixed_dictionaries(
    {
        "apiVersion": _VERSIONS,
        "kind": st.sampled_from(_KINDS),
        "metadata": st.fixed_dictionaries({"name": _NAMES}, optional=dict.fromkeys(_METADATA, _VALUES)),
        "spec": st.fixed_dictionaries({}, optional=dict.fromkeys(_SPEC, _FIELDS)),
    }
)
_DOCUMENTS = st.one_of(*[_ENTITIES] * 8, _VALUES)
_CATALOGS = st.lists(_DOCUMENTS, min_size=1, max_size=8).map(
    lambda documents: yaml.safe_dump_all(documents, allow_unicode=True)
)


# YAML ends lines at these too; how files are cut into lines is not what is tested here.
_OTHER_LINE_ENDS = re.compile("[\r\x85\u2028\u2029]")


@st.composite
def _mutated(draw: Any) -> str:
    """A catalog's text with pieces taken out and put in."""
    text = draw(_CATALOGS)
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 3]))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 20)))
        piece = draw(
            st.sampled_from(
                ["", "\n", " ", "---\n", "{{", "- ", ": ", "'", "&a ", "*a", "<<: ", "\t", "!x ", "\0"]
            )
        )
        text = text[:start] + piece + text[end:]
    return _OTHER_LINE_ENDS.sub(" ", text)


def _read(text: str) -> tuple[Estate, Documents]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "catalog.yaml"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        documents = Documents()
        return read_backstage([path], documents), documents


def _check_marks(value: object, documents: Documents) -> None:
    """Every mark leads into a file, and to something in it."""
    if isinstance(value, Mapping):
        assert set(value) == set(value.keys_at) == set(value.values_at)
        for mark in (value.at, *value.keys_at.values(), *value.values_at.values()):
            _check_mark(mark, documents)
        for inside in value.values():
            _check_marks(inside, documents)
    elif isinstance(value, Sequence):
        assert len(value) == len(value.items_at)
        for mark in value.items_at:
            _check_mark(mark, documents)
        for inside in value:
            _check_marks(inside, documents)


def _check_mark(mark: int, documents: Documents) -> None:
    file, line, column = unpack_mark(mark)
    assert file < len(documents)
    assert column <= len(documents.of(mark).line(line + 1))


def _check_model(estate: Estate, documents: Documents) -> None:
    """Every entity is one of the model's, without anything to repair."""
    assert set(estate.root) <= set(_KIND_OF)
    for section, entities in estate.root.items():
        folded = [id.casefold() for id in entities]
        assert len(set(folded)) == len(folded)
        for id, entity in entities.items():
            assert re.match(ID_PATTERN, id)
            validator = Validator(documents)
            raw = {**entity, "id": id}
            assert (
                validator.part(CLASSES[_KIND_OF[section]], raw, Address.of(section, id), entity.at)
                is not None
            )
            assert validator.findings == []


@settings(max_examples=150)
@given(_mutated())
def test_any_catalog(text: str) -> None:
    """It is read without an exception; what comes out fits the model, and every place is one of the file."""
    estate, documents = _read(text)
    if estate.root:
        _check_marks(estate.root, documents)
        _check_model(estate, documents)
    for mark in estate.implied_teams.values():
        _check_mark(mark, documents)
    for finding in estate.findings:
        assert finding.position is not None
        assert finding.message
        assert "\x1b" not in finding.message
    assert all("\x1b" not in each.reason for each in estate.skipped)


@settings(max_examples=30)
@given(_mutated())
def test_the_same_catalog_twice(text: str) -> None:
    """The same text gives the same."""
    one, other = _read(text)[0], _read(text)[0]
    assert (one.root, one.implied_teams, one.notes) == (other.root, other.implied_teams, other.notes)
    said = [[(each.code, each.message, each.hint) for each in estate.findings] for estate in (one, other)]
    assert said[0] == said[1]
    assert [each.reason for each in one.skipped] == [each.reason for each in other.skipped]
