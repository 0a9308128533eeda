"""Which fields does a move ask for, and what move do the texts in them make?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from topo.change.catalogue import MOVES, read_move
from topo.change.move import Move
from topo.errors import UsageError
from topo.model.base import Reference
from topo.model.organisation import Organisation
from topo.source.reading import read_yaml


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a move: its key, what it means, an example, and the ids that it may name."""

    name: str
    says: str
    example: str
    is_needed: bool
    choices: tuple[str, ...] = ()


def find_fields(name: str, organisation: Organisation) -> tuple[Field, ...]:
    """The fields of a move, in the order in which a file says them."""
    found = []
    for key, info in MOVES[name].model_fields.items():
        if key == "extensions":
            continue
        kinds = [kind for mark in info.metadata if isinstance(mark, Reference) for kind in mark.kinds]
        choices = tuple(sorted(id for kind in kinds for id in organisation.collection(kind)))
        example = str(info.examples[0]).replace("'", "") if info.examples else ""
        found.append(Field(info.alias or key, info.description or "", example, info.is_required(), choices))
    return tuple(found)


def build_move(name: str, texts: Mapping[str, str], organisation: Organisation) -> Move | str:
    """The move that the texts make, where it fits the organisation; else why there is none.

    A text is YAML, as in a scenario file: `payments`, `{engineer: 2}`, `[a, b]`.
    """
    fields: dict[str, Any] = {}
    for key, text in texts.items():
        if not text.strip():
            continue
        reading = read_yaml(text)
        if reading.problems or not reading.documents:
            return f"{key}: {reading.problems[0].message if reading.problems else 'nothing is said'}"
        fields[key] = reading.documents[0]
    try:
        move = read_move({name: fields})
    except UsageError as error:
        return error.message
    misfits = move.check(organisation)
    return "\n".join(map(str, misfits)) if misfits else move
