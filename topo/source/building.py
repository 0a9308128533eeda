"""How does the assembled tree of text become an organisation?"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from topo.findings import Address
from topo.model.base import EMPTY, EXTENSIONS, Entity, FrozenDict, Part, freeze
from topo.model.evidence import PathCoverage
from topo.model.interaction import Interaction
from topo.model.organisation import CLASSES, COLLECTIONS, Acceptance, Facts, Organisation
from topo.model.service import Service
from topo.model.settings import Calendar, Check, Organization, Policy, Source
from topo.model.tissue import Tissue
from topo.source.owning import Ownings
from topo.source.positions import Documents, Mapping, Sequence, identity_of
from topo.source.misfits import describe
from topo.source.validating import Validator

if TYPE_CHECKING:
    from topo.source.foreign.estate import Tree

_DEFINITION = re.compile(
    r"^\s*-?\s*(?:name:\s*)?[\"']?([A-Za-z0-9][A-Za-z0-9._-]*)[\"']?\s*(?::|$)", re.MULTILINE
)
# What may be a comment for topo; whether it is one is for `waiving` to tell, which loads only then.
_ADDRESSED = re.compile(r"#[ \t]*topo\b", re.IGNORECASE)
AnyPart = TypeVar("AnyPart", bound=Part)


class Builder:
    """Validates the tree piece by piece; what does not fit is the validator's to tell."""

    def __init__(self, documents: Documents, validator: Validator, root: Mapping) -> None:
        self.documents = documents
        self.validator = validator
        self.root = root

    def build(
        self,
        sources: tuple[Source, ...],
        ownings: Ownings,
        *,
        implied_teams: frozenset[str],
        broken: Iterable[str],
        trees: "Iterable[Tree]" = (),
    ) -> Organisation:
        """The organisation; `broken` are the texts that could not be read to their end.

        `trees` are the repositories whose files must be covered.
        """
        root = self.root
        for team, item, at in ownings.bad_ids:
            address = Address(("teams", team, "owns")).item(item)
            self.validator.say(
                "SYN006", address, at, f"`{item}` is not an id", label="not an id", width=len(item)
            )
        values: dict[str, Any] = {
            "topo": "1" if root.get("topo") == "1" else None,
            "files": self._one_or_more("files"),
            "sources": sources,
            "profiles": self._profiles(),
            "interactions": self._interactions(),
            "policies": self._policies(),
        }
        for key, part in (("organization", Organization), ("calendar", Calendar), ("check", Check)):
            values[key] = self._single(key, part)
        tissue: dict[str, Any] = {}
        for kind, path in COLLECTIONS.items():
            target = tissue if path[0] == "tissue" else values
            target[path[-1]] = self._entities(kind, path, ownings)
        values["tissue"] = Tissue.model_construct(**tissue)
        if EXTENSIONS in root:
            values["extensions"] = freeze(root[EXTENSIONS])
        values["facts"] = replace(
            self._facts(ownings, implied_teams, broken), paths=self._cover(trees, values["services"])
        )
        return Organisation.model_construct(**values)

    def _entities(self, kind: str, path: tuple[str, ...], ownings: Ownings) -> FrozenDict:
        section = _walk(self.root, path)
        if not section:
            return EMPTY
        entity_class = CLASSES[kind]
        entities: dict[str, Entity] = {}
        for id in section:
            address = Address((*path, id))
            raw = self._with_id(section, id, address)
            if kind == "stream":
                self._stages(raw, address)
            entity = self.validator.part(entity_class, raw, address, section.keys_at.get(id, section.at))
            if entity is not None:
                if kind == "team" and "owns" in raw:
                    entity = entity.model_copy(update={"owns": tuple(ownings.unknown.get(id, ()))})
                entities[id] = entity
        return FrozenDict(entities)

    def _with_id(self, section: Mapping, id: str, address: Address) -> Mapping:
        """The raw entity with its id in it; what an alias shares is copied first."""
        raw: Mapping = section[id]
        if "id" in raw:
            if "id" in raw.keys_at:
                at = raw.keys_at["id"]
                self.validator.unknown_key(address / "id", at, "id", ["name"])
            raw = raw.copy()
            raw.keys_at.pop("id", None)
            dict.__setitem__(section, id, raw)
        dict.__setitem__(raw, "id", id)
        return raw

    def _stages(self, raw: Mapping, address: Address) -> None:
        stages = raw.get("stages")
        if not isinstance(stages, Mapping):
            return
        for id in list(stages):
            where = address / "stages" / id
            if stages[id] is None:
                dict.__setitem__(stages, id, Mapping(stages.values_at.get(id, stages.at)))
            if not isinstance(stages[id], Mapping):
                message = f"a stage is a mapping, and this is {describe(stages[id])}"
                self.validator.wrong_value(where, stages.values_at.get(id, stages.at), message)
                dict.__setitem__(stages, id, Mapping(stages.at))
            self._with_id(stages, id, where)

    def _single(self, key: str, kind: type[AnyPart]) -> AnyPart | None:
        raw = self.root.get(key)
        if raw is None:
            return None
        return self.validator.part(kind, raw, Address.of(key), self.root.values_at[key])

    def _one_or_more(self, key: str) -> tuple[str, ...]:
        raw = self.root.get(key)
        return (raw,) if isinstance(raw, str) else tuple(raw or ())

    def _profiles(self) -> FrozenDict:
        raw = self.root.get("profiles")
        if raw is None or isinstance(raw, Mapping):
            return FrozenDict(freeze(raw or {}))
        at = self.root.values_at["profiles"]
        self.validator.wrong_value(
            Address.of("profiles"), at, f"`profiles` takes a mapping, and this is {describe(raw)}"
        )
        return EMPTY

    def _interactions(self) -> tuple[Interaction, ...]:
        raw = self.root.get("interactions")
        found: list[Interaction] = []
        for item, at in zip(raw, raw.items_at, strict=True) if isinstance(raw, Sequence) else ():
            address = Address.of("interactions").item(identity_of(item))
            interaction = self.validator.part(Interaction, item, address, at)
            if interaction is not None:
                found.append(interaction)
        return tuple(found)

    def _policies(self) -> FrozenDict:
        raw = self.root.get("policies")
        found: dict[str, Policy] = {}
        for id in raw if isinstance(raw, Mapping) else ():
            assert isinstance(raw, Mapping)
            policy = self.validator.part(Policy, raw[id], Address.of("policies", id), raw.keys_at[id])
            if policy is not None:
                found[id] = policy
        return FrozenDict(found)

    def _facts(self, ownings: Ownings, implied_teams: frozenset[str], broken: Iterable[str]) -> Facts:
        perhaps = {match for text in broken for match in _DEFINITION.findall(text)}
        return Facts(
            implied_teams=implied_teams,
            implied_services=frozenset(ownings.implied_services),
            unreadable=frozenset(self.validator.unreadable),
            acceptances=self._acceptances(),
            perhaps_defined=frozenset(perhaps),
            conflicts=tuple(ownings.conflicts),
        )

    def _cover(self, trees: "Iterable[Tree]", services: FrozenDict) -> tuple[PathCoverage, ...]:
        """How the trees are covered; of a service's paths those count that the model itself gives it.

        A path that a source gave is covered as that source's own rules decide, in its own tree.
        """
        trees = tuple(trees)
        if not trees:
            return ()
        from topo.source.covering import cover_tree

        section = _walk(self.root, COLLECTIONS["service"]) or Mapping()
        said: dict[str, Service] = {}
        for id, service in services.items():
            raw = section[id]
            is_foreign = "paths" in raw and self.documents.of(raw.values_at.get("paths", raw.at)).is_foreign
            said[id] = service.model_copy(update={"paths": ()}) if is_foreign else service
        return tuple(cover_tree(tree, said) for tree in trees)

    def _acceptances(self) -> tuple[Acceptance, ...]:
        waiving = [
            number for number, document in enumerate(self.documents) if _ADDRESSED.search(document.text)
        ]
        if not waiving:
            return ()
        from topo.source.waiving import find_acceptances

        return find_acceptances(self.documents, waiving, self.root)


def _walk(tree: Mapping, path: tuple[str, ...]) -> Mapping | None:
    value: Any = tree
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value if isinstance(value, Mapping) else None
