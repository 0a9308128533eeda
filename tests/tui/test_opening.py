"""How is a model opened for a session, and read again when its files change?"""

from datetime import date
from pathlib import Path

import pytest

from topo.tui.opening import open_model, reload

AS_OF = date(2026, 12, 1)
MODEL = "teams: {shop: {size: 3, owns: [cart]}, pay: {size: 4}}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A model with a private overlay."""
    (tmp_path / "topo.yaml").write_text(MODEL, encoding="utf-8")
    (tmp_path / "topo.private.yaml").write_text("teams: {shop: {size: 9}}\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("option", ["public", "is_anonymous"])
def test_what_is_private_stays_so(folder: Path, option: str) -> None:
    """Read again, a model does not show what it did not show before."""
    opened = open_model(folder, as_of=AS_OF, is_readonly=True, **{option: True})  # type: ignore[arg-type]
    (folder / "topo.yaml").write_text(MODEL.replace("size: 4", "size: 5"), encoding="utf-8")
    reload(opened)
    assert sorted(each.size for each in opened.session.organisation.teams.values()) == [3, 5]


def test_read_again(folder: Path) -> None:
    """What the files say now is under the open scenario; a broken file keeps the last good model."""
    opened = open_model(folder, as_of=AS_OF, is_readonly=True)
    assert opened.session.organisation.teams["shop"].size == 9
    (folder / "topo.private.yaml").write_text("teams: {shop: {size: 8}}\n", encoding="utf-8")
    assert reload(opened) == ("The files changed: read again.",)
    assert opened.session.organisation.teams["shop"].size == 8
    (folder / "topo.yaml").write_text("teams: [\n", encoding="utf-8")
    (words,) = reload(opened)
    assert words.startswith("The files changed, with 1 error; the last good model stays: ")
    assert opened.session.organisation.teams["shop"].size == 8
    assert [each.code for each in opened.session.read_findings] == ["SYN001"]
