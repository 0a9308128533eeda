"""The files of a model: begun, laid out, written, and the schemas they follow."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from topo.api.loading import load
from topo.errors import UsageError
from topo.source.discovery import ROOT
from topo.source.loading import LoadedModel

if TYPE_CHECKING:
    from topo.source.laying_out import LaidOut

SOURCE_KEYS = {
    "backstage": "backstage",
    "codeowners": "codeowners",
    "compose": "compose",
    "csv": "edges",
    "graphml": "graphml",
}
"""What a model may begin with, by the name of the format, and the key of `sources:` that reads it."""


def write_file(path: Path, text: str) -> None:
    """Make `text` the content of a file that topo writes anew each time (a report); atomic."""
    from topo.source.writing import write_text_atomically

    write_text_atomically(path, text, expect=None)


def read_schema(name: str = "topo") -> str:
    """The JSON Schema of a model file, as it ships, or of a scenario file (`scenario`)."""
    from topo.resources import find_resource

    return find_resource("schema", name).read_text(encoding="utf-8")


def find_stale_schemas() -> list[str]:
    """The names of the schemas that ship and are not what the classes say."""
    from topo.change.scenario import schema as of_scenarios
    from topo.schema import generating as of_models

    schemas = {"topo": of_models.render_schema, "scenario": of_scenarios.render_schema}
    return [name for name, render in schemas.items() if read_schema(name) != render()]


def format_model(start: str | Path = ".", *, write: bool = True) -> "LaidOut":
    """Lay out a model's own YAML files and scenarios, or one file, canonically.

    Comments, order and quotes stay.
    """
    from topo.source.laying_out import lay_out

    path = Path(start)
    if path.is_file() and path.name != ROOT:
        return lay_out([path], write=write)
    from topo.change.scenario.library import Library

    model = load(path)
    scenarios = (each for each in Library(model.folder).find_files() if each not in model.files)
    return lay_out([*model.files, *scenarios], write=write)


def freeze_sources(model: LoadedModel) -> dict[str, str]:
    """What a model's sources say as topo YAML: file name → text; empty where it reads none."""
    from topo.source.freezing import freeze

    return freeze(model) if model.organisation.sources else {}


def write_new_files(files: Mapping[Path, str]) -> None:
    """Write files that must not be there yet; raises `WriteRefused` before any is written."""
    import os

    from topo.errors import WriteRefused
    from topo.source.writing import write_new

    for path in files:
        if os.path.lexists(path):
            raise WriteRefused(f"`{path}` is there already, and is left as it is", hint="name another folder")
    for path, text in files.items():
        write_new(path, text)


def init_starter(folder: Path) -> list[Path]:
    """Write a commented starter model into `folder`; returns the files. Never overwrites."""
    from topo.source.starting import start_starter

    return start_starter(folder, schema=read_schema())


def init_sample(folder: Path, name: str) -> list[Path]:
    """Copy a sample that ships into `folder`; returns the files. Never overwrites."""
    from topo.source.starting import start_sample

    return start_sample(folder, name, schema=read_schema(), scenario_schema=read_schema("scenario"))


def init_from(
    folder: Path, format: str, path: Path, *, in_place: bool = False
) -> tuple[list[Path], LoadedModel]:
    """Begin a model in `folder` with the estate at `path`; `format` is one of `SOURCE_KEYS`.

    The estate is frozen into YAML, or read `in_place`. Returns the files written and the estate as read.
    """
    from topo.source.starting import start_from

    source = _source_of(format, path)
    return start_from(folder, source, schema=read_schema(), freeze=not in_place)


def _source_of(format: str, path: Path) -> dict[str, object]:
    if format != "codeowners":
        return {SOURCE_KEYS[format]: str(path)}
    if not path.is_dir():
        return {"codeowners": str(path)}
    from topo.source.foreign.codeowners_estate import find_codeowners

    file = find_codeowners(path)
    if file is None:
        raise UsageError(f"there is no CODEOWNERS file in `{path}`", hint="name the file itself")
    return {"codeowners": str(file), "tree": str(path)}
