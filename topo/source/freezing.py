"""How does an organisation, or what a model's sources say of it, become topo's own YAML?"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from topo.findings import Address
from topo.model.base import Entity, Waiver
from topo.model.organisation import COLLECTIONS, Organisation
from topo.source.discovery import OVERLAY
from topo.source.loading import LoadedModel, load_model
from topo.source.plain import make_plain, make_plain_part
from topo.source.positions import Mapping
from topo.source.writing import render_yaml
from topo.text import printable


def write_organisation(organisation: Organisation) -> str:
    """The whole organisation as one model file; reading that file gives an equal organisation.

    What reading alone knows (`facts`: implied teams, comments that waive, the files of a tree) is not in it.
    """
    return render_yaml(make_plain(organisation))


def freeze(model: LoadedModel) -> dict[str, str]:
    """What the model's sources say, as topo YAML: the text of each file by its name, one file a section.

    Things that the model's own files speak of too are written whole, with what both say; each such file
    begins by naming the places where they stand already, as nothing may be defined twice. A waiver in a
    comment of a foreign file becomes one on the thing. The private overlay is left out.
    """
    if any(document.path.name == OVERLAY for document in model.positions.documents):
        model = load_model(model.root, public=True)
    files: dict[str, dict[str, Any]] = {}
    overlaid: dict[str, list[str]] = {}
    for piece in sorted(_find_pieces(model), key=lambda each: (each.path, each.entity.id.casefold())):
        name = f"{piece.path[0]}.yaml"
        section = files.setdefault(name, {})
        for key in piece.path:
            section = section.setdefault(key, {})
        section[piece.entity.id] = make_plain_part(piece.entity)
        if piece.also_at is not None:
            overlaid.setdefault(name, []).append(f"{piece.address} at {piece.also_at}")
    return {
        name: _render_head(overlaid.get(name, [])) + render_yaml(data) for name, data in sorted(files.items())
    }


@dataclass(frozen=True, slots=True)
class _Piece:
    """A thing that a source speaks of; `also_at` is where the model's own files define it too."""

    path: tuple[str, ...]
    entity: Entity
    also_at: str | None

    @property
    def address(self) -> Address:
        return Address((*self.path, self.entity.id))


def _find_pieces(model: LoadedModel) -> Iterator[_Piece]:
    documents = model.positions.documents
    waivers = dict(_find_foreign_waivers(model))
    for kind, path in COLLECTIONS.items():
        section = _walk(model.positions.root, path)
        for id, entity in model.organisation.collection(kind).items():
            raw = section.get(id)
            key_at = section.keys_at.get(id, section.at)
            is_foreign = documents.of(key_at).is_foreign
            if is_foreign or documents.has_foreign(raw):
                more = waivers.get(Address((*path, id)), ())
                entity = entity.model_copy(update={"waivers": (*entity.waivers, *more)}) if more else entity
                yield _Piece(path, entity, None if is_foreign else _render_place(key_at, model))


def _render_place(mark: int, model: LoadedModel) -> str:
    """The file, from the model's folder, and line of a mark."""
    documents = model.positions.documents
    file = os.path.relpath(documents.of(mark).path, model.folder)
    return f"{Path(file).as_posix()}:{documents.position(mark).line}"


def _find_foreign_waivers(model: LoadedModel) -> Iterator[tuple[Address, tuple[Waiver, ...]]]:
    """The waivers that stand in comments of foreign files, by the thing that each is about."""
    foreign = {document.shown for document in model.positions.documents if document.is_foreign}
    found: dict[Address, list[Waiver]] = {}
    for each in model.organisation.facts.acceptances:
        if each.file in foreign and each.is_complete:
            for address in each.addresses:
                depth = 3 if address.steps[0] == "tissue" else 2
                thing = Address(address.steps[:depth])
                waivers = [Waiver(rule=code, until=each.until, why=each.reason) for code in each.codes]
                found.setdefault(thing, []).extend(waivers)
    yield from ((thing, tuple(waivers)) for thing, waivers in found.items())


def _render_head(overlaid: list[str]) -> str:
    if not overlaid:
        return ""
    first = "# These stand in your own files too. Take them out there: this is all of each."
    return "".join(f"{line}\n" for line in (first, *(f"#   {printable(each)}" for each in overlaid)))


def _walk(root: Mapping, path: tuple[str, ...]) -> Mapping:
    value: object = root
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value if isinstance(value, Mapping) else Mapping()
