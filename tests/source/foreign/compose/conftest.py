"""How is a small Compose project written and read in a test?"""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from tests.source.foreign.conftest import Found, Read
from topo.source.foreign.compose import read_compose
from topo.source.positions import Documents, Mapping


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Reads the services of a compose.yaml, and further whole files that are laid over it."""
    monkeypatch.chdir(tmp_path)

    def reading(services: str, *more: str, root: Mapping | None = None) -> Found:
        text = dedent(services)
        texts = [text if text.startswith(("services", "#")) else "services:\n" + _indent(text)]
        paths = []
        for number, each in enumerate([*texts, *map(dedent, more)]):
            paths.append(tmp_path / ("compose.yaml" if number == 0 else f"compose.{number}.yaml"))
            paths[-1].write_text(each, encoding="utf-8")
        documents = Documents()
        found = Found(read_compose(paths, documents, root=root or Mapping()), documents)
        found.check_fits()
        return found

    return reading


def _indent(text: str) -> str:
    return "".join(f"  {line}\n" for line in text.splitlines())
