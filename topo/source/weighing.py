"""Which weights does a model measure with: the shipped profiles, and what it says otherwise?"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from topo.findings import Address, Finding, Severity
from topo.model.organisation import Organisation
from topo.model.profile import Misfit, Profile, override
from topo.resources import find_resource, find_resource_names
from topo.source.opening import UnreadableFile, read_regular_file
from topo.source.positions import Mapping as Tree
from topo.source.reading import read_yaml
from topo.source.shelf import read_shipped
from topo.text import did_you_mean, printable

PLANNED = ("autonomy",)
"""Profiles of measures that this version does not have yet: a model may set them, and nothing reads them."""


class Weights(Mapping[str, Mapping[str, float]]):
    """The numbers of each profile by its name, as `read_profiles` has them; read when first asked for."""

    def __init__(self, organisation: Organisation, folder: Path) -> None:
        self._organisation = organisation
        self._folder = folder
        self._read: dict[str, Mapping[str, float]] = {}

    def __getitem__(self, name: str) -> Mapping[str, float]:
        if name not in self:
            raise KeyError(name)
        if name not in self._read:
            profile = _read_profile(name)
            said = self._organisation.profiles.get(name)
            numbers = None if said is None else _read_numbers(said, self._folder)
            if isinstance(numbers, Mapping):
                profile, _ = override(profile, numbers)
            self._read[name] = profile.values
        return self._read[name]

    def __contains__(self, name: object) -> bool:
        return name in find_resource_names("models")

    def __iter__(self) -> Iterator[str]:
        return iter(find_resource_names("models"))

    def __len__(self) -> int:
        return len(find_resource_names("models"))


def read_profiles(organisation: Organisation, folder: Path) -> tuple[dict[str, Profile], tuple[Finding, ...]]:
    """Every profile by its name, with the model's own numbers, and what of these does not fit.

    A model says them in `profiles:`, or names a file (below `folder`) that does.
    """
    profiles: dict[str, Profile] = {}
    findings: list[Finding] = []
    for name in find_resource_names("models"):
        profiles[name] = _read_profile(name)
    for name, said in organisation.profiles.items():
        address = Address.of("profiles", name)
        if name not in profiles:
            if name not in PLANNED:
                hint = did_you_mean(name, [*profiles, *PLANNED]) or f"profiles: {', '.join(profiles)}"
                findings.append(_finding(address, f"there is no profile `{printable(name, limit=60)}`", hint))
            continue
        numbers = _read_numbers(said, folder)
        if isinstance(numbers, str):
            hint = "name a YAML file beside topo.yaml, or write the numbers here"
            findings.append(_finding(address, numbers, hint))
            continue
        profiles[name], misfits = override(profiles[name], numbers)
        findings += [_misfit(address, each) for each in misfits]
    return profiles, tuple(findings)


def read_shipped_profiles() -> dict[str, Profile]:
    """Every profile by its name as topo ships it, whatever a model says."""
    return {name: _read_profile(name) for name in find_resource_names("models")}


def _read_profile(name: str) -> Profile:
    return Profile.model_validate(read_shipped(find_resource("models", name)))


def _read_numbers(said: Any, folder: Path) -> Mapping[str, Any] | str:
    """The numbers that a model says, or why there are none."""
    if isinstance(said, Mapping):
        return said
    if not isinstance(said, str):
        return "a profile is a mapping of numbers, or the name of a file"
    try:
        reading = read_yaml(read_regular_file(folder / said).decode("utf-8-sig"))
    except (UnreadableFile, UnicodeDecodeError):
        return f"the file `{printable(said, limit=60)}` cannot be read"
    tree = reading.documents[0] if reading.documents else None
    if reading.problems or not isinstance(tree, Tree):
        return f"the file `{printable(said, limit=60)}` is no mapping of numbers"
    entries = tree.get("entries", tree)
    return entries if isinstance(entries, Mapping) else tree


def _misfit(address: Address, misfit: Misfit) -> Finding:
    return _finding(address / misfit.entry, misfit.message, misfit.hint)


def _finding(address: Address, message: str, hint: str | None) -> Finding:
    return Finding("SYN004", Severity.ERROR, address, message, label="does not fit", hint=hint)
