"""How do the classes of the moves become the JSON Schema (draft 7) that editors load for scenario files?"""

from typing import Any

from pydantic import Field, create_model

from topo.change.catalogue import MOVES
from topo.change.move import Move
from topo.change.scenario.document import MoveEntry, PhaseEntry, ScenarioFile
from topo.model.base import Part
from topo.schema.generating import make_schema_of, render_json

SCHEMA_ID = "urn:topo:schema:scenario:1"


def render_schema() -> str:
    """The schema of a scenario file as JSON text: the same bytes for the same moves."""
    return render_json(make_schema())


def make_schema() -> dict[str, Any]:
    """The schema of a scenario file."""
    schema = make_schema_of(_make_file(), id=SCHEMA_ID, title="topo scenario")
    definitions = schema["definitions"]
    definitions["MoveEntry"]["oneOf"] = [{"required": [name]} for name in MOVES]
    for move in MOVES.values():
        definitions[move.__name__]["type"] = "object"
    return schema


def _make_file() -> type[Part]:
    """The class of a scenario file with the moves themselves where the reading takes them one by one."""
    entry = create_model(
        "MoveEntry",
        __base__=MoveEntry,
        __doc__="A move by its name, with what is to be known of it.",
        **{move.name.replace("-", "_"): _make_field(move) for move in MOVES.values()},
    )
    lists = {"moves": tuple[entry, ...]}  # type: ignore[valid-type]
    phase = _retype("PhaseEntry", PhaseEntry, lists)
    lists |= {"corrections": lists["moves"], "phases": tuple[phase, ...]}  # type: ignore[valid-type]
    return _retype("ScenarioFile", ScenarioFile, lists)


def _make_field(move: type[Move]) -> Any:
    purpose = "structural" if move.kind == "structural" else "a claim"
    summary = (move.__doc__ or "").partition("\n")[0].rstrip(".")
    return (move | None, Field(default=None, alias=move.name, description=f"{summary} ({purpose})."))


def _retype(name: str, kind: type[Part], types: dict[str, Any]) -> type[Part]:
    """A part with other types for some of its fields, which keep what is said of them."""
    fields: dict[str, Any] = {key: (each, kind.model_fields[key]) for key, each in types.items()}
    return create_model(name, __base__=kind, __doc__=kind.__doc__, **fields)
