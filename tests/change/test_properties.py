"""Does every move keep what a move promises, whatever the organisation and whatever came before?

Drawing an organisation takes longer than moving it about, so one walk is judged in every way at once.
"""

import pickle
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from tests.change.knowing import damage, knowledge
from tests.change.moving import moves
from tests.strategies import organisations, plain_ids
from topo.analysis.heads import measure_heads
from topo.change.applied import Applied
from topo.change.catalogue import MOVES, read_move
from topo.change.move import Move
from topo.findings import Address
from topo.model.organisation import COLLECTIONS, Facts, Organisation
from topo.model.references import find_mentions, find_unknown, resolve
from topo.rules import ref003_self_reference, ref004_parent_cycle, ref005_reference_to_retired
from topo.rules.context import Context
from topo.source.freezing import write_organisation
from topo.source.loading import load_model

AS_OF = date(2026, 12, 1)
ESTATES = organisations(least=1, most=3)
SPELT = organisations(least=1, most=3, named=plain_ids)
ANY = tuple(MOVES)
fewer = settings(max_examples=settings().max_examples // 3)
Step = tuple[Move, Organisation, Applied]


def find_fit(data: st.DataObject, organisation: Organisation, names: tuple[str, ...] = ANY) -> Move | None:
    """A drawn move that fits, of several tries."""
    for _ in range(4):
        move = data.draw(moves(organisation, names=names))
        if not move.check(organisation):
            note(f"{move.describe()}: {move.to_document()}")
            return move
    return None


def walk(data: st.DataObject, organisation: Organisation) -> Iterator[Step]:
    """Moves that fit one after another, each with the organisation before it and what came of it."""
    for _ in range(data.draw(st.integers(1, 5))):
        move = find_fit(data, organisation)
        if move is not None:
            applied = move.apply(organisation)
            yield move, organisation, applied
            organisation = applied.organisation


@given(ESTATES.flatmap(knowledge), st.data())
def test_a_walk(organisation: Organisation, data: st.DataObject) -> None:
    """Each move on the way keeps what moves promise, and the way back leads to the start."""
    kept = pickle.loads(pickle.dumps(organisation))
    done = list(walk(data, organisation))
    for move, before, applied in done:
        check_nothing_dangles(before, applied.organisation)
        check_facts(organisation, applied.organisation)
        check_touched(before, applied)
        check_is_function(move, before, applied)
        check_nobody_is_lost(move, before, applied)
        check_claims_nothing(move, before, applied.organisation)
    check_can_be_written([applied.organisation for *_, applied in done])
    check_undo(done)
    assert organisation == kept


@fewer
@given(ESTATES.flatmap(damage).flatmap(knowledge), st.data())
def test_a_walk_over_a_model_with_mistakes(organisation: Organisation, data: st.DataObject) -> None:
    """A move fits or is refused, whatever else is wrong; it makes no mistake worse, and can be taken back."""
    known = find_dangling(organisation)
    done = list(walk(data, organisation))
    for move, before, applied in done:
        assert find_dangling(applied.organisation) <= known
        check_touched(before, applied)
        check_is_function(move, before, applied)
        check_claims_nothing(move, before, applied.organisation)
    check_undo(done)


def find_dangling(organisation: Organisation) -> set[tuple[str, tuple[str, ...]]]:
    """The ids that references name and nothing has; a group or a person as an owner is there."""
    return {
        (mention.text.rpartition(":")[2], mention.kinds)
        for mention in find_unknown(organisation)
        if mention.address.steps[-1] not in ("owner", "provider")
        or resolve(organisation, mention.text, ("group", "person")) is None
    }


# --- what a move promises ---------------------------------------------------------------------------------


def order(organisation: Organisation) -> list[list[str]]:
    """The ids of everything in their order, those of stages too."""
    stages = [list(stream.stages) for stream in organisation.streams.values()]
    return [*(list(organisation.collection(kind)) for kind in COLLECTIONS), *stages]


def check_undo(done: list[Step]) -> None:
    """Taken back, last first, moves give equal organisations down to the order of ids; made again, too."""
    for _, before, applied in reversed(done):
        back = applied.inverse.apply(applied.organisation)
        assert back.organisation == before
        assert order(back.organisation) == order(before)
        again = back.inverse.apply(back.organisation)
        assert again.organisation == applied.organisation
        assert order(again.organisation) == order(applied.organisation)
        assert again.transfers == applied.transfers


def check_can_be_written(found: list[Organisation]) -> None:
    """A file says it without a mistake of syntax, and reading that gives it."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "topo.yaml"
        for organisation in found:
            file.write_text(write_organisation(organisation), encoding="utf-8")
            model = load_model(file)
            assert [each for each in model.findings if each.code.startswith("SYN")] == []
            read = model.organisation.model_copy(update={"facts": Facts(), "topo": None})
            assert read == organisation.model_copy(update={"facts": Facts()})
            assert order(read) == order(organisation)


def check_nothing_dangles(before: Organisation, now: Organisation) -> None:
    """Where every reference named something, it still does; rules on references find no more than before."""
    assert [str(each.address) for each in find_unknown(now)] == []
    assert [each.problem for each in now.interactions if each.problem] == []
    for rule in (ref003_self_reference, ref004_parent_cycle, ref005_reference_to_retired):
        found, known = (list(rule.check(Context(each, AS_OF))) for each in (now, before))
        assert len(found) <= len(known), found


def check_facts(start: Organisation, now: Organisation) -> None:
    """What the reading knows is about things and items that are there, and claims disagree."""
    facts = now.facts
    assert facts.implied_teams <= now.teams.keys()
    assert facts.implied_services <= now.services.keys()
    for address in (*facts.unreadable, *(at for each in facts.acceptances for at in each.addresses)):
        assert is_there(now, address), address
    for claims in facts.conflicts:
        assert len({claim.team for claim in claims}) > 1
        for claim in claims:
            assert is_there(now, claim.thing)
            assert claim.team in now.teams or claim.team not in start.teams


def is_there(organisation: Organisation, address: Address) -> bool:
    """Whether an address leads to something: a thing or a field of it, an item of a list, an interaction."""
    steps = address.steps
    if steps[0] == "interactions":
        return any(f"[{each.identity}]" == steps[1] for each in organisation.interactions)
    value: Any = organisation
    for step in steps:
        if step.startswith("["):
            return step[1:-1] in {getattr(each, "service", getattr(each, "person", each)) for each in value}
        value = value.get(step, "absent") if isinstance(value, dict) else getattr(value, step, None)
        if value == "absent":
            return False
    return True


def check_touched(before: Organisation, applied: Applied) -> None:
    """What is touched is what differs, and what does not differ is the same value."""
    now = applied.organisation
    for kind in COLLECTIONS:
        one, other = before.collection(kind), now.collection(kind)
        differing = {id for id in {**one, **other} if one.get(id) != other.get(id)}
        assert differing == set(applied.find_touched(kind))
        assert all(one[id] is other[id] for id in one.keys() & other.keys() if id not in differing)
    if "interactions" not in {each.steps[0] for each in applied.touched}:
        assert sorted(map(str, now.interactions)) == sorted(map(str, before.interactions))


def check_is_function(move: Move, before: Organisation, applied: Applied) -> None:
    """The same move gives the same, and its document says all of it."""
    again = read_move(move.to_document())
    assert again == move
    assert again.apply(before) == applied


def check_nobody_is_lost(move: Move, before: Organisation, applied: Applied) -> None:
    """There are as many people as before, and those who joined, without those who left."""
    was, now = (measure_heads(each).total for each in (before, applied.organisation))
    joined = sum(each.count for each in applied.transfers if each.source is None)
    left = sum(each.count for each in applied.transfers if each.target is None)
    if was.amount is not None and now.amount is not None and was.missing == now.missing:
        assert now.amount == pytest.approx(was.amount + joined - left, abs=1e-6)
    if move.name not in ("add-people", "remove-people", "create-team"):
        assert (joined, left) == (0, 0)


def check_claims_nothing(move: Move, before: Organisation, now: Organisation) -> None:
    """What only a claim may change stays, on everything that was there before and still is."""
    if move.is_claim:
        return
    keep = {
        "guardrail": ("enforcement", "policy"),
        "capability": ("mode", "relieves"),
        "stream": ("wip_limit", "demand"),
        "team": () if move.name in ("merge-teams", "create-team") else ("type",),
        "domain": () if move.name == "merge-domains" else ("complexity", "classification"),
    }
    for kind, fields in keep.items():
        for id in before.collection(kind).keys() & now.collection(kind).keys():
            for field in fields:
                assert getattr(before.find(kind, id), field) == getattr(now.find(kind, id), field)
    for id in before.streams.keys() & now.streams.keys():
        for name, stage in before.streams[id].stages.items():
            for field in ("touch", "wait", "rework", "every", "ai", "variability", "phase"):
                assert getattr(now.streams[id].stages[name], field) == getattr(stage, field)


# --- what things are called does not matter ---------------------------------------------------------------


def respell(value: Any, names: dict[str, str]) -> Any:
    """Plain data with other ids, wherever they stand."""
    if isinstance(value, dict):
        return {respell(key, names): respell(inner, names) for key, inner in value.items()}
    if type(value) in (list, tuple):
        return type(value)(respell(inner, names) for inner in value)
    if isinstance(value, str):
        kind, colon, id = value.rpartition(":")
        return f"{kind}{colon}{names.get(id, id)}"
    return value


def respelled(organisation: Organisation, names: dict[str, str]) -> Organisation:
    """The organisation with other ids."""
    dumped = organisation.model_dump(by_alias=True, exclude={"facts"})
    return Organisation.model_validate(respell(dumped, names))


def draw_thing(data: st.DataObject, organisation: Organisation) -> tuple[str, str]:
    """The kind and id of anything."""
    kind = data.draw(st.sampled_from([kind for kind in COLLECTIONS if organisation.collection(kind)]))
    return kind, data.draw(st.sampled_from(sorted(organisation.collection(kind))))


@fewer
@given(SPELT, st.data())
def test_spelling_does_not_matter(organisation: Organisation, data: st.DataObject) -> None:
    """Other ids in the organisation and in the move are the same ids in what comes of it."""
    _, old = draw_thing(data, organisation)
    names = {old: "aaa-other"}
    move = find_fit(data, organisation)
    if move is not None:
        other = read_move(respell(move.to_document(), names))
        came = other.apply(respelled(organisation, names)).organisation
        assert came == respelled(move.apply(organisation).organisation, names)


@fewer
@given(SPELT, st.data())
def test_a_rename_is_another_spelling(organisation: Organisation, data: st.DataObject) -> None:
    """Everything says the new id and nothing else changes, but that the old one is remembered."""
    kind, old = draw_thing(data, organisation)
    rename = read_move({"rename": {"kind": kind, "from": old, "to": "other"}})
    renamed = rename.apply(organisation).organisation
    was = organisation.collection(kind)[old].formerly
    assert renamed.collection(kind)["other"].formerly == tuple(dict.fromkeys((*was, old)))
    expected = respelled(organisation, {old: "other"})
    assert _forgetful(respelled(renamed, {}), kind) == _forgetful(expected, kind)


def _forgetful(organisation: Organisation, kind: str) -> Any:
    dumped = organisation.model_dump(by_alias=True, exclude={"facts"})
    section = dumped
    for key in COLLECTIONS[kind]:
        section = section[key]
    section["other"].pop("formerly")
    return dumped


GIVEN = ("owner", "provider", "domain", "service")
"""The fields in which a new thing may be named by what was given to it, or depends on it now."""
CREATING = ("create-team", "create-domain", "extract-service", "split-team", "split-domain", "add-capability")


@fewer
@given(ESTATES, st.data())
def test_no_reference_comes_to_mean_something_else(organisation: Organisation, data: st.DataObject) -> None:
    """A new id never takes over what another thing was meant by: what names it was given to it."""
    move = find_fit(data, organisation, CREATING)
    if move is None or getattr(move, "rest", None) is not None:
        return
    now = move.apply(organisation).organisation
    for mention in find_mentions(now):
        target = resolve(now, mention.text, mention.kinds)
        assert target is not None or mention.text == "owner"
        if target is not None and target.id not in organisation.collection(target.kind):
            assert mention.address.steps[-1] in GIVEN or mention.address.steps[-1] == f"[{mention.text}]"
            was = resolve(organisation, mention.text, mention.kinds)
            assert was is None or target.kind == was.kind
