"""Files that change, come and go under an open model."""

import os
from datetime import date
from pathlib import Path

import pytest

from topo.source.loading import LoadedModel
from topo.tui import opening
from topo.tui.opening import Opened, open_model, reload

AGAIN = ("The files changed: read again.",)


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """A model of two files, one of them in a folder of its own."""
    (tmp_path / "topo.yaml").write_text('files: ["**/*.yaml"]\nteams: {shop: {size: 3}}\n', encoding="utf-8")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "pay.yaml").write_text("teams: {pay: {size: 4}}\n", encoding="utf-8")
    return open_model(tmp_path, as_of=date(2026, 12, 1), is_readonly=True)


def _has_changed(opened: Opened) -> bool:
    return opened.stamps.look_again() != opened.stamps


def _touch(path: Path, *, later: int = 1) -> None:
    """Make it younger than it was: two writes may come in one tick of the clock of a file system."""
    about = path.stat()
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns + later * 1_000_000_000))


def test_nothing_changed(opened: Opened) -> None:
    assert not _has_changed(opened)


@pytest.mark.parametrize("place", ["new.yaml", "more/new.yaml", "folder/deep/new.yaml"])
def test_a_file_that_appears_is_read(opened: Opened, place: str) -> None:
    """Beside a file of the model, or in a new folder."""
    path = opened.model.folder / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("teams: {fresh: {size: 5}}\n", encoding="utf-8")
    _touch(path.parent if path.parent.name != "deep" else opened.model.folder)
    assert _has_changed(opened)
    assert reload(opened) == AGAIN
    assert "fresh" in opened.session.organisation.teams
    assert not _has_changed(opened)


def test_a_file_that_goes_is_missed(opened: Opened) -> None:
    (opened.model.folder / "more" / "pay.yaml").unlink()
    assert _has_changed(opened)
    assert reload(opened) == AGAIN
    assert sorted(opened.session.organisation.teams) == ["shop"]
    assert not _has_changed(opened)


def test_an_overlay_that_appears_is_read(opened: Opened) -> None:
    (opened.model.folder / "topo.private.yaml").write_text("teams: {shop: {size: 9}}\n", encoding="utf-8")
    _touch(opened.model.folder)
    assert _has_changed(opened)
    assert reload(opened) == AGAIN
    assert opened.session.organisation.teams["shop"].size == 9


def test_of_what_is_not_the_models_nothing_is_told(opened: Opened) -> None:
    """A picture beside it: the session stays as it is."""
    version = opened.session.version
    (opened.model.folder / "picture.svg").write_text("<svg/>", encoding="utf-8")
    _touch(opened.model.folder)
    assert _has_changed(opened)
    assert reload(opened) == ()
    assert opened.session.version == version
    assert not _has_changed(opened)


def test_a_new_file_that_is_broken_is_told_once(opened: Opened) -> None:
    """The last good model stays, until the file is mended."""
    path = opened.model.folder / "new.yaml"
    path.write_text("teams: [\n", encoding="utf-8")
    _touch(opened.model.folder)
    (words,) = reload(opened)
    assert words.startswith("The files changed, with 1 error; the last good model stays: ")
    assert not _has_changed(opened)
    path.write_text("teams: {fresh: {size: 5}}\n", encoding="utf-8")
    _touch(path)
    assert _has_changed(opened)
    assert reload(opened) == AGAIN
    assert "fresh" in opened.session.organisation.teams


def test_what_changes_while_it_is_read_is_read_again(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file that was read is not the one that is there."""
    path = opened.model.folder / "more" / "pay.yaml"
    load = opening.load_model

    def load_slowly(start: Path, *, public: bool, like: LoadedModel) -> LoadedModel:
        model = load(start, public=public, like=like)
        path.write_text("teams: {pay: {size: 6}}\n", encoding="utf-8")
        _touch(path, later=2)
        return model

    path.write_text("teams: {pay: {size: 5}}\n", encoding="utf-8")
    _touch(path)
    monkeypatch.setattr(opening, "load_model", load_slowly)
    assert reload(opened) == AGAIN
    assert opened.session.organisation.teams["pay"].size == 5
    monkeypatch.setattr(opening, "load_model", load)
    assert _has_changed(opened)
    assert reload(opened) == AGAIN
    assert opened.session.organisation.teams["pay"].size == 6


def test_a_model_that_is_gone_is_looked_for_until_it_is_back(opened: Opened) -> None:
    """It is told once that it cannot be read."""
    from topo.errors import ModelNotFound

    path = opened.model.folder / "topo.yaml"
    text = path.read_text(encoding="utf-8")
    path.unlink()
    assert _has_changed(opened)
    with pytest.raises(ModelNotFound):
        reload(opened)
    assert not _has_changed(opened)
    path.write_text(text, encoding="utf-8")
    assert _has_changed(opened)
    assert reload(opened) == AGAIN
