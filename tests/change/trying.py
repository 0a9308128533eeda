"""How is a move tried on an organisation, and what does not fit?"""

from typing import Any

from topo.change.applied import Applied
from topo.change.catalogue import read_move
from topo.model.organisation import Organisation


def apply(organisation: Organisation, name: str, **fields: Any) -> Applied:
    """What comes of a move that fits; a field like `from_` loses its underscore."""
    return read_move(_document(name, fields)).apply(organisation)


def refusals(organisation: Organisation, name: str, **fields: Any) -> list[str]:
    """Everything that does not fit, each as `field: message (hint)`."""
    return [str(each) for each in read_move(_document(name, fields)).check(organisation)]


def _document(name: str, fields: dict[str, Any]) -> dict[str, Any]:
    return {name: {key.removesuffix("_"): value for key, value in fields.items()}}
