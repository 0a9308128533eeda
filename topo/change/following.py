"""What does everybody who speaks of a thing say once it has another id, or is gone?

All references are found by the marks that the model's own classes carry; interactions, the settings of
rules, policies, and what the reading knows follow too.
"""

from collections.abc import Mapping
from typing import NamedTuple

from topo.analysis.ownership import owner_field
from topo.change.draft import Draft
from topo.change.facts import find_settled, follow_facts, is_said_on_thing
from topo.change.policies import follow_policies
from topo.change.readdressing import Readdressing, find_target
from topo.model.base import Entity, FrozenDict
from topo.model.interaction import Interaction
from topo.model.organisation import CLASSES, COLLECTIONS
from topo.model.references import Target, resolve
from topo.model.retargeting import Retargeting, Say
from topo.model.service import Service


class Heirs(NamedTuple):
    """What stands for a thing that is gone: `one` where one can stand (None: nothing), `all` in selectors."""

    one: str | None
    all: tuple[str, ...]


Successors = Mapping[str, Heirs]
"""By the id of each thing that is gone."""


def rename(draft: Draft, kind: str, old: str, new: str) -> None:
    """Give a thing another id, in its place; whoever speaks of it says the new one."""
    protect(draft, kind, new)
    follow(draft, kind, {old: Heirs(new, (new,))}, renamed=old)
    _rename_words(draft, kind, old, new)


def replace_id(draft: Draft, kind: str, old: str, new: str) -> None:
    """Give a thing another id, in its place, and let it keep the old one in `formerly`."""
    entity = draft.collection(kind)[old]
    formerly = tuple(dict.fromkeys(id for id in (*entity.formerly, old) if id != new))
    draft.replace_key(kind, old, entity.model_copy(update={"id": new, "formerly": formerly}))


def follow(
    draft: Draft,
    kind: str,
    successors: Successors,
    *,
    renamed: str | None = None,
    keeps_interactions: bool = True,
) -> None:
    """Let everybody who speaks of things of a kind speak of what stands for them, and take these out.

    What stands for them is there already, but for the one that is `renamed` to it. Where interactions are not
    kept, nobody stands in for a team in them.
    """
    words = frozenset({*successors, *(f"{kind}:{id}" for id in successors)})
    retargeting = Retargeting(words, frozenset({kind}), _make_say(draft, kind, successors))
    _follow_things(draft, retargeting, is_tidied=kind == "team" and len(successors) > (renamed is not None))
    nobody = Retargeting(words, frozenset({kind}), lambda text, kinds, is_selector: ())
    interactions = _follow_interactions(draft, retargeting if keeps_interactions else nobody)
    if draft.check is not None:
        draft.check = retargeting.part(draft.check)
    heirs = {id: after.one for id, after in successors.items() if after.one is not None}
    draft.policies = follow_policies(draft.policies, kind, heirs)
    moved = {id: heirs[id] if id == renamed else None for id in successors}
    targets = {Target(kind, id): new for id, new in moved.items()}
    where = Readdressing(targets, retargeting, interactions)
    draft.facts = follow_facts(draft.facts, kind, moved, heirs, where)
    _settle(draft)
    for id, new in moved.items():
        if new is None:
            draft.remove(kind, id)
        else:
            replace_id(draft, kind, id, new)


def protect(draft: Draft, kind: str, id: str) -> None:
    """Before a thing gets an id: let whoever means one of another kind by it say which is meant."""
    if not any(other != kind and id in draft.collection(other) for other in COLLECTIONS):
        return
    now = draft.organisation

    def say(text: str, kinds: tuple[str, ...], _is_selector: bool) -> tuple[str, ...]:
        meant = None if text in kinds else resolve(now, text, kinds)
        is_taken = meant is not None and kinds.index(kind) < kinds.index(meant.kind)
        return (f"{meant.kind}:{meant.id}",) if is_taken and meant is not None else (text,)

    _rewrite(draft, kind, Retargeting(frozenset({id}), frozenset({kind}), say))


def spread(draft: Draft, kind: str, id: str, others: tuple[str, ...]) -> None:
    """Let every selector that names a thing name others as well: whom it spoke of it goes on speaking of."""
    words = frozenset({id, f"{kind}:{id}"})

    def say(text: str, kinds: tuple[str, ...], _is_selector: bool) -> tuple[str, ...]:
        return (text, *(_write(draft, kind, other, kinds, is_full=":" in text) for other in others))

    retargeting = Retargeting(words, frozenset({kind}), say, selectors_alone=True)
    _follow_things(draft, retargeting)
    if draft.check is not None:
        draft.check = retargeting.part(draft.check)


def _rewrite(draft: Draft, kind: str, retargeting: Retargeting) -> None:
    """Write references in another way that name what they named."""
    _follow_things(draft, retargeting)
    interactions = _follow_interactions(draft, retargeting)
    if draft.check is not None:
        draft.check = retargeting.part(draft.check)
    where = Readdressing({}, retargeting, interactions)
    draft.facts = follow_facts(draft.facts, kind, {}, {}, where)


def _make_say(draft: Draft, kind: str, successors: Successors) -> Say:
    """What a reference says once the things of a kind have given place to others."""
    now, known = draft.organisation, dict[tuple[str, tuple[str, ...]], Heirs | None]()

    def find_heirs(text: str, kinds: tuple[str, ...]) -> Heirs | None:
        target = None if text in kinds else resolve(now, text, kinds)
        return successors.get(target.id) if target is not None and target.kind == kind else None

    def say(text: str, kinds: tuple[str, ...], is_selector: bool) -> tuple[str, ...]:
        if (text, kinds) not in known:
            known[text, kinds] = find_heirs(text, kinds)
        heirs = known[text, kinds]
        if heirs is None:
            return (text,)
        ids = heirs.all if is_selector else (heirs.one,)
        return tuple(_write(draft, kind, id, kinds, is_full=":" in text) for id in ids if id is not None)

    return say


def _write(draft: Draft, kind: str, id: str, kinds: tuple[str, ...], *, is_full: bool) -> str:
    """The reference to a thing where one of `kinds` may stand; with its kind where it needs that."""
    before = kinds[: kinds.index(kind)] if kind in kinds else ()
    is_taken = id in kinds or any(each in COLLECTIONS and id in draft.collection(each) for each in before)
    return f"{kind}:{id}" if is_full or is_taken else id


def _follow_things(draft: Draft, retargeting: Retargeting, *, is_tidied: bool = False) -> None:
    for kind, kind_class in CLASSES.items():
        for entity in retargeting.find(kind_class, draft.collection(kind).values()):
            new = retargeting.part(entity)
            if new is not None and new is not entity:
                is_service = is_tidied and isinstance(new, Service)
                draft.put(kind, _without_own_advice(new) if is_service else new)


def _without_own_advice(service: Entity) -> Entity:
    """A service whose owner is not asked for advice on it as well."""
    assert isinstance(service, Service)
    if service.owner is None or service.owner not in service.consulted:
        return service
    consulted = tuple(each for each in service.consulted if each != service.owner)
    return service.model_copy(update={"consulted": consulted})


def _follow_interactions(draft: Draft, retargeting: Retargeting) -> dict[str, str | None]:
    """Interactions that still join two teams, none said twice; what each that changes is called now."""
    followed = [(each, retargeting.part(each)) for each in draft.interactions]
    known = {_tell_apart(each) for each, new in followed if new is each}
    kept: list[Interaction] = []
    called: dict[str, str | None] = {}
    for each, new in followed:
        if new is each:
            kept.append(each)
            continue
        new = None if new is None else _without_itself(new)
        called[each.identity] = None if new is None or new.problem is not None else new.identity
        if new is not None and new.problem is None and _tell_apart(new) not in known:
            kept.append(new)
            known.add(_tell_apart(new))
    if called:
        draft.interactions = tuple(kept)
    return called


def _tell_apart(interaction: Interaction) -> tuple[object, ...]:
    return interaction.identity, interaction.since, interaction.until


def _without_itself(interaction: Interaction) -> Interaction:
    """An interaction in which the team that provides or helps is no other party as well."""
    consumers = tuple(each for each in interaction.consumers if each != interaction.provider)
    helped = tuple(each for each in interaction.for_ if each != interaction.by)
    return interaction.model_copy(update={"consumers": consumers, "for_": helped})


def _settle(draft: Draft) -> None:
    """End the conflicts in which one claim is left: it counts, where the thing itself says nothing."""
    for claim in find_settled(draft.facts):
        target = find_target(claim.thing)
        if target is not None and not is_said_on_thing(claim):
            field = owner_field(target.kind)
            if getattr(draft.collection(target.kind)[target.id], field) is None:
                draft.update(target.kind, target.id, **{field: claim.team})
    left = tuple(claims for claims in draft.facts.conflicts if len(claims) > 1)
    if len(left) < len(draft.facts.conflicts):
        draft.facts = draft.facts._replace(conflicts=left)


# --- ids that no reference marks ------------------------------------------------------------------------


def _rename_words(draft: Draft, kind: str, old: str, new: str) -> None:
    """Follow a new id where the model names things without a mark: sites of teams, decisions of forums."""
    if kind == "site":
        names = {old: new, f"site:{old}": f"site:{new}"}
        for id, team in tuple(draft.teams.items()):
            if not names.keys().isdisjoint(team.sites):
                draft.update("team", id, sites=_rename_sites(team.sites, names))
    if kind == "decision":
        for id, forum in tuple(draft.forums.items()):
            if old in forum.decides:
                draft.update(
                    "forum", id, decides=tuple(new if each == old else each for each in forum.decides)
                )


def _rename_sites(sites: Mapping[str, int], names: Mapping[str, str]) -> FrozenDict:
    renamed: dict[str, int] = {}
    for site, heads in sites.items():
        name = names.get(site, site)
        renamed[name] = renamed.get(name, 0) + heads
    return FrozenDict(renamed)
