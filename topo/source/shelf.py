"""What does topo ship with: packs of rules, profiles of weights?"""

from functools import cache
from pathlib import Path

from topo.errors import Defect
from topo.resources import find_resource, find_resource_names
from topo.source.positions import Mapping
from topo.source.reading import read_yaml


@cache
def read_packs() -> dict[str, tuple[str, ...]]:
    """The families of rules that each pack holds, by the pack's name."""
    packs = {}
    for name in find_resource_names("packs"):
        tree = read_shipped(find_resource("packs", name))
        packs[str(tree["pack"])] = tuple(tree["rules"])
    return packs


def read_shipped(path: Path) -> Mapping:
    """The one document of a file that ships with topo; raises `Defect` where it is broken."""
    reading = read_yaml(path.read_text(encoding="utf-8"))
    if reading.problems or not reading.documents or not isinstance(reading.documents[0], Mapping):
        raise Defect(f"the shipped file {path.name} cannot be read")
    return reading.documents[0]
