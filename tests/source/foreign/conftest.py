"""How is a small estate written and read in a test, and how does one look at what it makes?"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from topo.findings import Address
from topo.model.base import ID_PATTERN
from topo.model.organisation import CLASSES
from topo.source.foreign.backstage import find_catalog_files, read_backstage
from topo.source.foreign.estate import Estate
from topo.source.positions import Documents, Mapping, Sequence, unpack_mark
from topo.source.validating import Validator

HEAD = "apiVersion: backstage.io/v1alpha1"


class CatalogFolder:
    """A folder of catalog files, and what the last reading of it said."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.documents = Documents()

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def add(
        self, kind: str, name: str, *, metadata: str = "", file: str = "catalog.yaml", **spec: str
    ) -> None:
        """One more entity at the end of a file; `metadata` are further lines, each field of `spec` one."""
        lines = ["---", HEAD, f"kind: {kind}", "metadata:", f"  name: {name}"]
        lines += [f"  {line}" for line in metadata.splitlines()]
        lines += ["spec:" if spec else "spec: {}", *(f"  {key}: {value}" for key, value in spec.items()), ""]
        path = self.folder / file
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        self.write(file, before + "\n".join(lines))

    def read(self, *names: str, api_versions: tuple[str, ...] = ()) -> Estate:
        """Read these files, or all that hold entities."""
        self.documents = Documents()
        paths = [self.folder / name for name in names] or find_catalog_files(self.folder)
        return read_backstage(paths, self.documents, api_versions=api_versions)

    def rest_of_line(self, mark: int) -> str:
        """The text of the line at a mark, from its column on."""
        _, line, column = unpack_mark(mark)
        return self.documents.of(mark).line(line + 1)[column:]

    def findings(self, estate: Estate) -> list[tuple[str, str, str]]:
        """Code, severity and place of each finding."""
        return [
            (
                each.code,
                each.severity.value,
                f"{each.position.file}:{each.position.line}:{each.position.column}",
            )
            for each in estate.findings
            if each.position is not None
        ]

    def skipped(self, estate: Estate) -> list[tuple[str, str]]:
        """Place and reason of each thing that was skipped."""
        return [(f"{each.position.file}:{each.position.line}", each.reason) for each in estate.skipped]


@pytest.fixture
def catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CatalogFolder:
    """An empty folder for catalog files, which is the working folder."""
    monkeypatch.chdir(tmp_path)
    return CatalogFolder(tmp_path)


class Found:
    """What a source made of a few files, in words."""

    def __init__(self, estate: Estate, documents: Documents) -> None:
        self.estate = estate
        self.documents = documents

    @property
    def services(self) -> Any:
        """The services by id, as a model file would say them."""
        return self.estate.root.get("services", {})

    @property
    def waits(self) -> dict[str, Any]:
        """What each service that depends on something depends on."""
        return {id: list(each["depends_on"]) for id, each in self.services.items() if "depends_on" in each}

    @property
    def findings(self) -> list[tuple[str, str, str]]:
        """Code, severity and place of each finding."""
        return [
            (each.code, each.severity.value, f"{each.position.file}:{each.position.line}")
            for each in self.estate.findings
            if each.position is not None
        ]

    @property
    def skipped(self) -> list[tuple[str, str]]:
        """Place and reason of each thing that was skipped."""
        return [(f"{each.position.file}:{each.position.line}", each.reason) for each in self.estate.skipped]

    def places(self, id: str) -> list[str]:
        """The lines that say what a service depends on, from the mark on."""
        items = self.services[id]["depends_on"]
        return [self.rest_of_line(mark) for mark in items.items_at]

    def rest_of_line(self, mark: int) -> str:
        """The place of a mark, and the text that stands there."""
        _, line, column = unpack_mark(mark)
        document = self.documents.of(mark)
        return f"{document.shown}:{line + 1}: {document.line(line + 1)[column:]}"

    def check_fits(self) -> None:
        """Every mark leads into a file, and every service is one of the model's, with nothing to repair."""
        folded = [id.casefold() for id in self.services]
        assert len(set(folded)) == len(folded)
        for id, service in self.services.items():
            assert re.match(ID_PATTERN, id)
            validator = Validator(self.documents)
            raw = {**service, "id": id}
            assert validator.part(CLASSES["service"], raw, Address.of("services", id), service.at) is not None
            assert validator.findings == []
        _check_marks(self.estate.root, self.documents)


def _check_marks(value: object, documents: Documents) -> None:
    marks: list[int] = []
    inner: list[object] = []
    if isinstance(value, Mapping):
        assert set(value) == set(value.keys_at) == set(value.values_at)
        marks, inner = [*value.keys_at.values(), *value.values_at.values()], list(value.values())
    elif isinstance(value, Sequence):
        assert len(value) == len(value.items_at)
        marks, inner = value.items_at, list(value)
    for mark in marks:
        file, line, column = unpack_mark(mark)
        assert file < len(documents)
        assert column <= len(documents.of(mark).line(line + 1))
    for each in inner:
        _check_marks(each, documents)


Read = Callable[..., Found]


def make_root(*ids: str, **names: str) -> Mapping:
    """A model read so far that has these services; `names` are ids with a name."""
    root, services = Mapping(), Mapping()
    for id in (*ids, *names):
        service = Mapping()
        if id in names:
            service.put("name", names[id], key_at=0, value_at=0)
        services.put(id, service, key_at=0, value_at=0)
    root.put("services", services, key_at=0, value_at=0)
    return root
