"""How is an organisation shown without its names, and what is tried on it saved with them?

Everything that has an id of its own gets another one by its kind and a number (`team-3`), in one place: the
session works on an organisation that is called so throughout, and no screen can forget to hide a name. What
is written for the model – scenarios and the journal – says the real ones again. Stages, roles, data classes
and decisions keep their words: they name kinds of things.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from topo.change.history import Step
from topo.change.move import Move
from topo.change.policies import follow_policies
from topo.change.readdressing import Readdressing
from topo.change.script import Phase, Script
from topo.findings import Address, Finding
from topo.model.base import Entity, FrozenDict
from topo.model.interaction import Interaction
from topo.model.organisation import COLLECTIONS, Facts, Organisation
from topo.model.references import Target
from topo.model.retargeting import Retargeting
from topo.model.stream import Stream
from topo.model.team import Team

HIDDEN = (
    "team",
    "person",
    "group",
    "service",
    "domain",
    "product",
    "stream",
    "capability",
    "guardrail",
    "forum",
    "site",
)
"""The kinds of things that get other ids; the first is meant where only a word is known."""
_TEXTS = ("name", "description", "objective", "purpose", "repo", "policy", "contract", "item")
_NEW = {
    "create-team": ("id", "team"),
    "merge-teams": ("into", "team"),
    "create-domain": ("id", "domain"),
    "merge-domains": ("into", "domain"),
    "extract-service": ("service", "service"),
    "add-capability": ("id", "capability"),
}
"""The fields of moves that name what comes into being."""
_KEYS = {
    ("split-team", "into"): "team",
    ("split-domain", "into"): "domain",
    ("dissolve-team", "people_to"): "team",
    ("dissolve-team", "services_to"): "service",
}
"""The fields of moves that are mappings by ids."""
SCENARIO = "scenario"
Say = Callable[[str, str], str]
"""What a thing of a kind is called instead."""


class Names:
    """Which other name each thing has; nothing has one unless `is_hiding`.

    A name that was given stays, whatever is read later.
    """

    def __init__(self, *, is_hiding: bool = False) -> None:
        self.is_hiding = is_hiding
        self._given: dict[tuple[str, str], str] = {}
        self._real: dict[str, str] = {}
        self._texts: dict[str, str] = {}

    # --- names ------------------------------------------------------------------------------------------

    def give(self, kind: str, id: str) -> str:
        """The other name of a thing; it gets one where it has none."""
        if not self.is_hiding or kind not in (*HIDDEN, SCENARIO):
            return id
        if (kind, id) not in self._given:
            number = sum(known == kind for known, _ in self._given) + 1
            self._given[kind, id] = f"{kind}-{number}"
            self._real[f"{kind}-{number}"] = id
        return self._given[kind, id]

    def find_real(self, _kind: str, name: str) -> str:
        """The id of what is called so; the name itself where it is nobody's."""
        return self._real.get(name, name)

    def mask(self, text: str | None) -> str | None:
        """A text with the other names in it; the text itself comes back when it is written."""
        if not self.is_hiding or not text:
            return text
        masked = (
            self._find_words().sub(lambda found: self._find_word(found[0]), text) if self._given else text
        )
        self._texts[masked] = text
        return masked

    def unmask(self, text: str | None) -> str | None:
        """What a masked text said."""
        return text if text is None else self._texts.get(text, text)

    def _find_words(self) -> re.Pattern[str]:
        words = sorted({id for _, id in self._given}, key=lambda id: (-len(id), id))
        return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])", re.IGNORECASE)

    def _find_word(self, word: str) -> str:
        for kind in HIDDEN:
            for id in (word, word.casefold()):
                if (kind, id) in self._given:
                    return self._given[kind, id]
        return word

    # --- organisations ----------------------------------------------------------------------------------

    def hide(self, organisation: Organisation) -> Organisation:
        """The organisation under other names."""
        if not self.is_hiding:
            return organisation
        for kind in HIDDEN:
            for id in sorted(organisation.collection(kind)):
                self.give(kind, id)
        retargeting = self._make_retargeting(self.give)
        update: dict[str, Any] = {}
        for kind, path in COLLECTIONS.items():
            things = organisation.collection(kind).items()
            renamed = FrozenDict(
                {self.give(kind, id): self._hide(kind, each, retargeting) for id, each in things}
            )
            self._put(update, organisation, path, renamed)
        interactions = self._hide_interactions(organisation.interactions, retargeting)
        update["interactions"] = tuple(new for _, new in interactions)
        if organisation.check is not None:
            update["check"] = retargeting.part(organisation.check)
        called = {old.identity: new.identity for old, new in interactions}
        update["facts"] = self._hide_facts(organisation.facts, retargeting, called)
        policies = organisation.policies
        for kind in HIDDEN:
            policies = follow_policies(policies, kind, self._find_given(kind))
        update["policies"] = FrozenDict(
            {
                code: each.model_copy(update={"says": self.mask(each.says), "why": self.mask(each.why)})
                for code, each in policies.items()
            }
        )
        organization = organisation.organization
        if organization is not None:
            update["organization"] = organization.model_copy(update={"name": "An organisation"})
        return organisation.model_copy(update=update)

    def hide_findings(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """What the reading found, without what its messages name; where it stands is left out."""
        if not self.is_hiding:
            return findings
        return tuple(
            replace(
                each,
                address=Address(()),
                message="found in the files, and not told here, since names are hidden",
                hint=None,
                related=(),
                position=None,
            )
            for each in findings
        )

    def _find_given(self, kind: str) -> dict[str, str]:
        return {id: name for (known, id), name in self._given.items() if known == kind}

    def _make_retargeting(self, say: Say) -> Retargeting:
        known = self._real if say == self.find_real else {id for _, id in self._given}
        words = frozenset({*known, *(f"{kind}:{id}" for kind in HIDDEN for id in known)})

        def find(text: str, kinds: tuple[str, ...], _is_selector: bool) -> tuple[str, ...]:
            kind, colon, id = text.partition(":")
            if colon and kind in HIDDEN:
                return (f"{kind}:{say(kind, id)}",)
            if say == self.find_real:
                return (say("", text),)
            fits = (each for each in kinds if (each, text) in self._given)
            return (next((say(each, text) for each in fits), text),)

        return Retargeting(words, frozenset(HIDDEN), find)

    def _hide(self, kind: str, thing: Entity, retargeting: Retargeting) -> Entity:
        thing = retargeting.part(thing) or thing
        update: dict[str, Any] = {"id": self.give(kind, thing.id), "formerly": (), "extensions": FrozenDict()}
        for field in _TEXTS:
            if isinstance(getattr(thing, field, None), str):
                update[field] = None if field == "name" else "hidden"
        if isinstance(thing, Team):
            update["contacts"] = FrozenDict(dict.fromkeys(thing.contacts, "hidden"))
            sites = ((self.give("site", site), heads) for site, heads in thing.sites.items())
            update["sites"] = FrozenDict(dict(sites))
            update["outcomes"] = tuple(
                each.model_copy(update={"metric": self.mask(each.metric)}) for each in thing.outcomes
            )
        if isinstance(thing, Stream):
            stages = {id: stage.model_copy(update={"name": None}) for id, stage in thing.stages.items()}
            update["stages"] = FrozenDict(stages)
        return thing.model_copy(update=update)

    def _hide_interactions(
        self, interactions: tuple[Interaction, ...], retargeting: Retargeting
    ) -> list[tuple[Interaction, Interaction]]:
        return [(each, retargeting.part(each) or each) for each in interactions]

    def _hide_facts(self, facts: Facts, retargeting: Retargeting, interactions: Mapping[str, str]) -> Facts:
        moved: dict[Target, str | None] = {Target(kind, id): name for (kind, id), name in self._given.items()}
        where = Readdressing(moved, retargeting, interactions)

        def find(addresses: Any) -> tuple[Address, ...]:
            return tuple(found for each in addresses if (found := where.find(each)) is not None)

        accepted = (
            each._replace(addresses=find(each.addresses), file="", reason="hidden" if each.reason else None)
            for each in facts.acceptances
        )
        return facts._replace(
            implied_teams=frozenset(self.give("team", id) for id in facts.implied_teams),
            implied_services=frozenset(self.give("service", id) for id in facts.implied_services),
            unreadable=frozenset(find(facts.unreadable)),
            acceptances=tuple(accepted),
            conflicts=tuple(
                tuple(
                    claim._replace(
                        thing=where.find(claim.thing) or claim.thing,
                        team=self.give("team", claim.team),
                        said_at=where.find(claim.said_at) or claim.said_at,
                    )
                    for claim in claims
                )
                for claims in facts.conflicts
            ),
            paths=(),
        )

    def _put(
        self, update: dict[str, Any], organisation: Organisation, path: tuple[str, ...], things: FrozenDict
    ) -> None:
        """Put the things of a kind where they stand: a section, or one in `tissue`."""
        if len(path) == 1:
            update[path[0]] = things
        elif getattr(organisation, path[0]) is not None:
            section = update.get(path[0], getattr(organisation, path[0]))
            update[path[0]] = section.model_copy(update={path[1]: things})

    # --- moves ------------------------------------------------------------------------------------------

    def hide_script(self, script: Script) -> Script:
        """A scenario under other names."""
        return self._translate(script, self.hide_step, self.mask) if self.is_hiding else script

    def show_script(self, script: Script) -> Script:
        """A scenario as its file says it."""
        return self._translate(script, self.show_step, self.unmask) if self.is_hiding else script

    def hide_move(self, move: Move) -> Move:
        """A move under other names; what it makes anew gets one."""
        return self._rename_in(move, self.give) if self.is_hiding else move

    def show_move(self, move: Move) -> Move:
        """A move as a file says it."""
        return self._rename_in(move, self.find_real) if self.is_hiding else move

    def _translate(
        self, script: Script, step: Callable[[Step], Step], say: Callable[[str | None], str | None]
    ) -> Script:
        base = None if script.base is None else self._translate(script.base, step, say)
        decided = script.decided
        if decided is not None:
            decided = decided.model_copy(update={"by": say(decided.by), "note": say(decided.note)})
        corrections = tuple(map(step, script.corrections))
        phases = tuple(
            Phase(tuple(map(step, each.steps)), say(each.name), each.by, each.extensions)
            for each in script.phases
        )
        return replace(
            script,
            name=self.give(SCENARIO, script.name) if say == self.mask else self.find_real("", script.name),
            why=say(script.why),
            base=base,
            assumes=tuple(str(say(each)) for each in script.assumes),
            decided=decided,
            corrections=corrections,
            phases=phases,
        )

    def hide_step(self, step: Step) -> Step:
        """A step under other names."""
        if not self.is_hiding:
            return step
        move = self.hide_move(step.move)  # first, so that what it makes anew has a name
        return replace(step, move=move, note=self.mask(step.note), evidence=self.mask(step.evidence))

    def show_step(self, step: Step) -> Step:
        """A step as a file says it."""
        return replace(
            step,
            move=self.show_move(step.move),
            note=self.unmask(step.note),
            evidence=self.unmask(step.evidence),
        )

    def _rename_in(self, move: Move, say: Say) -> Move:
        field, kind = _NEW.get(move.name, ("", ""))
        update: dict[str, Any] = {field: say(kind, getattr(move, field))} if field else {}
        for (name, key), kind in _KEYS.items():
            value = getattr(move, key, None) if name == move.name else None
            if isinstance(value, Mapping):
                taken = {self._say_owned(id, kind, say): each for id, each in value.items()}
                is_to_teams = all(isinstance(each, str) and each != "all" for each in taken.values())
                update[key] = FrozenDict(
                    {id: say("team", each) for id, each in taken.items()} if is_to_teams else taken
                )
        if move.name == "rename":
            kind = move.kind_  # type: ignore[attr-defined]
            update = {each: say(kind, getattr(move, each)) for each in ("from_", "to")}
        changed = move.model_copy(update=update) if update else move
        return self._make_retargeting(say).part(changed) or changed

    def _say_owned(self, id: str, kind: str, say: Say) -> str:
        """What a thing is called of which only the id is said; `kind` is tried first."""
        if say == self.find_real:
            return say("", id)
        kinds = (kind, "domain", "capability", "guardrail") if kind == "service" else (kind,)
        return say(next((each for each in kinds if (each, id) in self._given), kind), id)
