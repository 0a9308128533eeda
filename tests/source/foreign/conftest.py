"""How is a small Backstage catalog written and read in a test?"""

from __future__ import annotations

from pathlib import Path

import pytest

from topo.source.foreign.backstage import find_catalog_files, read_backstage
from topo.source.foreign.estate import Estate
from topo.source.positions import Documents, unpack_mark

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
