"""How does the assembled tree of text become an organisation?"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from topo.findings import Address
from topo.model.base import EMPTY, EXTENSIONS, Entity, FrozenDict, Part, freeze
from topo.model.evidence import PathCoverage
from topo.model.interaction import PARTIES, Interaction
from topo.model.organisation import CLASSES, COLLECTIONS, MOST_THINGS, Acceptance, Facts, Organisation
from topo.model.service import Service
from topo.model.settings import POLICY_PATTERN, Calendar, Check, Organization, Policy, Source
from topo.model.tissue import Tissue
from topo.source.assembling import ID, find_duplicate
from topo.source.known import Known
from topo.source.misfits import describe
from topo.source.owning import Ownings
from topo.source.positions import Documents, Mapping, Sequence, identity_of
from topo.source.validating import Validator

if TYPE_CHECKING:
    from topo.source.foreign.estate import Tree

# What may be an id in text that could not be read: a key, or a line (or list of `owns:`) that names one.
_WORD = r"[A-Za-z0-9][A-Za-z0-9._-]*+"
_KEY = re.compile(rf"(?<![A-Za-z0-9._-])({_WORD})[\"']?[ \t]*+:")
_LINE = re.compile(rf"^[ \t]*+(?:-[ \t]++)?[\"']?({_WORD})[\"']?[ \t]*+$", re.MULTILINE)
_OWNS = re.compile(r"\bowns:[ \t]*+\[([^\]]*+)")
# What may be a comment for topo; whether it is one is for `waiving` to tell, which loads only then.
_ADDRESSED = re.compile(r"#[ \t]*topo\b", re.IGNORECASE)
_POLICY = re.compile(POLICY_PATTERN)
_POLICY_HINT = "the code of a policy is POL and three digits, like POL001: waivers and `check.rules` name it"
_EXAMPLES = {
    "provider": "platform",
    "by": "security",
    "between": "[checkout, payments]",
    "consumers": "[checkout, payments]",
    "for": "[payments]",
}
AnyPart = TypeVar("AnyPart", bound=Part)


class Builder:
    """Validates the tree piece by piece; what does not fit is the validator's to tell."""

    def __init__(self, documents: Documents, validator: Validator, root: Mapping, known: Known) -> None:
        self.documents = documents
        self.validator = validator
        self.root = root
        self.known = known

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
            self.validator.bad_id(address, item, at)
        if ownings.too_many is not None:
            message = f"a model holds at most {MOST_THINGS:,} services: `owns:` makes no more"
            hint = "make a model of a part of it"
            self.validator.say("SYN001", Address.of("services"), ownings.too_many, message, hint=hint)
        values: dict[str, Any] = {
            "topo": "1" if root.get("topo") == "1" else None,
            "files": tuple(root.get("files", ())),
            "sources": sources,
            "profiles": self._profiles(),
            "interactions": self._interactions(),
            "policies": self._policies(),
        }
        for key, part in (("organization", Organization), ("calendar", Calendar), ("check", Check)):
            values[key] = self._single(key, part)
        if EXTENSIONS in root:
            values["extensions"] = freeze(root[EXTENSIONS])
        values = {key: self.known.keep(key, value) for key, value in values.items()}
        tissue: dict[str, Any] = {}
        for kind, path in COLLECTIONS.items():
            target = tissue if path[0] == "tissue" else values
            target[path[-1]] = self._entities(kind, path, ownings)
        values["tissue"] = Tissue.model_construct(**tissue)
        facts = self._facts(ownings, implied_teams, broken)
        values["facts"] = facts._replace(paths=self._cover(trees, values["services"]))
        return Organisation.model_construct(**values)

    def _entities(self, kind: str, path: tuple[str, ...], ownings: Ownings) -> FrozenDict:
        section = _walk(self.root, path)
        if not section:
            return EMPTY
        entity_class = CLASSES[kind]
        entities: dict[str, Entity] = {}
        for id in section:
            address = Address((*path, id))
            raw = section[id]
            self._refuse_id(raw, address)
            if kind == "stream" and isinstance(raw.get("stages"), Mapping):
                raw = raw.copy()
                dict.__setitem__(raw, "stages", self._stages(raw["stages"], address))
                dict.__setitem__(section, id, raw)
            entity = self.known.find_entity(kind, id, raw, address)
            if entity is None:
                at = section.keys_at.get(id, section.at)
                entity = self.validator.part(entity_class, raw, address, at, id=id)
            if entity is not None:
                if kind == "team" and "owns" in raw:
                    entity = entity.model_copy(update={"owns": tuple(ownings.unknown.get(id, ()))})
                entities[id] = entity
        return self.known.keep_entities(kind, FrozenDict(entities))

    def _refuse_id(self, raw: Mapping, address: Address) -> None:
        if "id" in raw:
            at = raw.keys_at.get("id", raw.at)
            self.validator.unknown_key(address / "id", at, "id", ["name"])

    def _stages(self, said: Mapping, address: Address) -> Mapping:
        """The stages of a stream, each with its id in it: what was read stays as it is."""
        stages = said.copy()
        folded: dict[str, str] = {}
        for id in list(stages):
            where = address / "stages" / id
            first = folded.setdefault(id.casefold(), id)
            if first != id or not ID.fullmatch(id):
                self._refuse_stage(stages, where, id, first)
                continue
            stage, at = stages[id], stages.values_at.get(id, stages.at)
            if stage is not None and not isinstance(stage, Mapping):
                message = f"a stage is a mapping, and this is {describe(stage)}"
                self.validator.wrong_value(where, at, message)
                at = stages.at
            stage = stage.copy() if isinstance(stage, Mapping) else Mapping(at)
            self._refuse_id(stage, where)
            dict.__setitem__(stage, "id", id)
            dict.__setitem__(stages, id, stage)
        return stages

    def _refuse_stage(self, stages: Mapping, where: Address, id: str, first: str) -> None:
        at = stages.keys_at.get(id, stages.at)
        if first == id:
            self.validator.bad_id(where, id, at)
        else:
            place = self.documents.position
            here, there = (
                place(at, width=len(id)),
                place(stages.keys_at.get(first, stages.at), width=len(first)),
            )
            self.validator.add(find_duplicate(where, here, there, first))
        dict.__delitem__(stages, id)

    def _single(self, key: str, kind: type[AnyPart]) -> AnyPart | None:
        raw = self.root.get(key)
        if raw is None:
            return None
        return self.validator.part(kind, raw, Address.of(key), self.root.values_at[key])

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
            if interaction is not None and interaction.problem is None:
                found.append(interaction)
            elif interaction is not None:
                self._refuse_interaction(interaction, item, address)
        return tuple(found)

    def _refuse_interaction(self, interaction: Interaction, raw: Mapping, address: Address) -> None:
        """Report what keeps an interaction from saying who works with whom, and when."""
        own = PARTIES[interaction.mode]
        if any(address / key in self.validator.unreadable for key in raw):
            return  # what is missing is there, and was told of
        others = [key for keys in PARTIES.values() for key in keys if key not in own and raw.get(key)]
        missing = [key for key in own if not raw.get(key)]
        code, label = ("SYN005", "not enough is said") if missing else ("SYN004", "does not fit")
        hint = _like(interaction.mode) if missing or others else None
        at, width = raw.values_at["mode"], len(interaction.mode)
        if others:
            at, width = raw.keys_at[others[0]], len(others[0])
        problem = interaction.problem or ""
        self.validator.say(code, address, at, problem, hint=hint, label=label, width=width)

    def _policies(self) -> FrozenDict:
        raw = self.root.get("policies")
        found: dict[str, Policy] = {}
        for id in raw if isinstance(raw, Mapping) else ():
            assert isinstance(raw, Mapping)
            address, at = Address.of("policies", id), raw.keys_at[id]
            if not _POLICY.match(id):
                self.validator.bad_id(address, id, at, hint=_POLICY_HINT)
                continue
            policy = self.validator.part(Policy, raw[id], address, at)
            if policy is None:
                self.validator.unreadable.add(address)
            else:
                found[id] = policy
        return FrozenDict(found)

    def _facts(self, ownings: Ownings, implied_teams: frozenset[str], broken: Iterable[str]) -> Facts:
        perhaps = {id for text in broken for id in _find_ids(text)}
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
            number for number, document in self.documents.numbered() if _ADDRESSED.search(document.text)
        ]
        if not waiving:
            return ()
        from topo.source.waiving import find_acceptances

        return find_acceptances(self.documents, waiving, self.root)


def _like(mode: str) -> str:
    parties = ", ".join(f"{key}: {_EXAMPLES[key]}" for key in PARTIES[mode])
    return f"write it like `{{mode: {mode}, {parties}}}`"


def _find_ids(text: str) -> Iterator[str]:
    yield from _KEY.findall(text)
    yield from _LINE.findall(text)
    for items in _OWNS.findall(text):
        yield from re.findall(_WORD, items)


def _walk(tree: Mapping, path: tuple[str, ...]) -> Mapping | None:
    value: Any = tree
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value if isinstance(value, Mapping) else None
