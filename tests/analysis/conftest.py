"""How do tests of measures get an organisation?"""

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from topo.model.organisation import Organisation
from topo.source.loading import load_model

Read = Callable[[str], Organisation]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """The organisation that a text says."""

    def read_text(text: str) -> Organisation:
        (tmp_path / "topo.yaml").write_text(dedent(text), encoding="utf-8")
        return load_model(tmp_path).organisation

    return read_text
