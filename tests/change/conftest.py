"""How do tests of moves get an organisation, and hear what does not fit?"""

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from topo.model.organisation import Organisation
from topo.source.loading import load_model

Read = Callable[[str], Organisation]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """The organisation that a text says, which has to be well-formed."""

    def read_text(text: str) -> Organisation:
        (tmp_path / "topo.yaml").write_text(dedent(text), encoding="utf-8")
        model = load_model(tmp_path)
        assert [each.message for each in model.findings if each.code.startswith("SYN")] == []
        return model.organisation

    return read_text


@pytest.fixture(scope="session")
def northwind(project: Path) -> Organisation:
    """The sample Northwind Pay."""
    return load_model(project / "samples/northwind").organisation
