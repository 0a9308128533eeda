"""What does topo ship with: packs of rules, profiles of weights?"""

from functools import cache
from pathlib import Path

from topo.errors import Defect
from topo.source.positions import Mapping
from topo.source.reading import read_yaml

_PACKS = Path(__file__).parent.parent / "rules" / "packs"


@cache
def read_packs() -> dict[str, tuple[str, ...]]:
    """The families of rules that each pack holds, by the pack's name."""
    packs = {}
    for path in sorted(_PACKS.glob("*.yaml")):
        tree = read_shipped(path)
        packs[str(tree["pack"])] = tuple(tree["rules"])
    return packs


def read_shipped(path: Path) -> Mapping:
    """The one document of a file that ships with topo; raises `Defect` where it is broken."""
    reading = read_yaml(path.read_text(encoding="utf-8"))
    if reading.problems or not reading.documents or not isinstance(reading.documents[0], Mapping):
        raise Defect(f"the shipped file {path.name} cannot be read")
    return reading.documents[0]
