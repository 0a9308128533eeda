"""Where are the shipped files found in a checkout? (Installed: tests/test_packaging.py.)"""

from pathlib import Path

import pytest

from topo.errors import UsageError
from topo.resources import find_resource, find_resource_names


def test_a_sample_in_a_checkout(project: Path) -> None:
    """A sample is the folder at the top of the repository."""
    assert find_resource("samples", "northwind") == project / "samples" / "northwind"


def test_the_schema_in_a_checkout(project: Path) -> None:
    """The schema lies inside the package, by its name without the suffixes."""
    assert find_resource("schema", "topo") == project / "topo" / "schema" / "topo.schema.json"


def test_every_pack_has_a_file() -> None:
    """Whatever the names say can be opened."""
    assert "ownership" in find_resource_names("packs")
    assert all(find_resource("packs", name).is_file() for name in find_resource_names("packs"))


def test_every_profile_has_a_file() -> None:
    """Whatever the names say can be opened, and the README among the profiles is none."""
    names = find_resource_names("models")
    assert names
    assert "README" not in names
    assert all(find_resource("models", name).is_file() for name in names)


def test_samples_are_folders_alone() -> None:
    """A file beside the samples is no sample."""
    assert not [name for name in find_resource_names("samples") if "." in name]


def test_a_misspelt_sample_is_offered_the_near_one() -> None:
    """The remedy names what was meant."""
    with pytest.raises(UsageError, match="no sample is called `nortwind`") as caught:
        find_resource("samples", "nortwind")
    assert caught.value.hint == "did you mean `northwind`?"


def test_an_outlandish_sample_is_answered_with_the_list() -> None:
    """Where nothing is near, all names are shown."""
    with pytest.raises(UsageError) as caught:
        find_resource("samples", "zzzzzz")
    assert "northwind" in str(caught.value.hint)


@pytest.mark.parametrize("name", ["", ".", "..", "../topo", "northwind/../northwind", "northwind/"])
def test_a_name_that_is_a_path(name: str) -> None:
    """No name leads out of the folder, nor into it by another way."""
    with pytest.raises(UsageError):
        find_resource("samples", name)
