"""Which files belong to a model?"""

from pathlib import Path

import pytest

from topo.errors import ModelNotFound
from topo.source.discovery import expand_glob, find_files, find_root

FILES = [
    "topo.yaml",
    "topo.private.yaml",
    "a.yaml",
    "a.yml",
    "teams/b.yaml",
    "teams/deep/c.yaml",
    ".git/d.yaml",
    ".github/e.yaml",
    "node_modules/f.yaml",
    "other/topo.yaml",
    "other/g.yaml",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("**/*.yaml", ["a.yaml", "teams/b.yaml", "teams/deep/c.yaml", "topo.yaml"]),
        ("*.yaml", ["a.yaml", "topo.yaml"]),
        ("./*.y*ml", ["a.yaml", "a.yml", "topo.yaml"]),
        ("teams/*.yaml", ["teams/b.yaml"]),
        ("teams/**", ["teams/b.yaml", "teams/deep/c.yaml"]),
        ("teams/**/c.yaml", ["teams/deep/c.yaml"]),
        ("[ab].yaml", ["a.yaml"]),
        ("[!a].yaml", []),
        ("?.yaml", ["a.yaml"]),
        ("missing.yaml", []),
        (".github/*.yaml", [".github/e.yaml"]),
        ("teams/../a.yaml", ["a.yaml"]),
    ],
)
def test_what_a_pattern_finds(folder: Path, pattern: str, found: list[str]) -> None:
    """Dot folders only by name; another model's folder and the overlay never."""
    assert [path.relative_to(folder).as_posix() for path in find_files(folder, [pattern])] == found


def test_several_patterns_find_each_file_once(folder: Path) -> None:
    """In one order."""
    found = find_files(folder, ["a.yaml", "*.yaml", "teams/b.yaml"])
    assert [path.name for path in found] == ["a.yaml", "b.yaml", "topo.yaml"]


def test_a_pattern_may_lead_out_of_the_folder(folder: Path) -> None:
    """To what is shared."""
    assert [path.name for path in find_files(folder / "teams", ["../a.yaml"])] == ["a.yaml"]


def test_a_source_takes_what_looks_like_another_model(folder: Path) -> None:
    """Foreign files are wherever they are."""
    assert len(expand_glob(folder, "**/*.yaml")) == 7


def test_the_root_is_the_nearest_upwards_only_from_here(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that is named holds the model itself."""
    assert find_root(folder) == folder / "topo.yaml"
    monkeypatch.chdir(folder / "teams" / "deep")
    assert find_root(Path()).resolve() == folder / "topo.yaml"
    with pytest.raises(ModelNotFound):
        find_root(folder / "teams")
    with pytest.raises(ModelNotFound):
        find_root(folder / "nowhere")
