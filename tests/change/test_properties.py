"""Does every move keep what a move promises, whatever the organisation and whatever came before?"""

import pickle
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from tests.change.knowing import knowledge
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
STRUCTURAL = tuple(name for name, move in MOVES.items() if move.kind == "structural")


def find_fit(
    data: st.DataObject, organisation: Organisation, names: tuple[str, ...] = tuple(MOVES)
) -> Move | None:
    """A drawn move that fits, of several tries."""
    for _ in range(4):
        move = data.draw(moves(organisation, names=names))
        if not move.check(organisation):
            note(move.describe())
            return move
    return None


def walk(
    data: st.DataObject, organisation: Organisation, *, most: int = 4
) -> Iterator[tuple[Move, Organisation, Applied]]:
    """Moves that fit one after another, each with the organisation before it and what came of it."""
    for _ in range(data.draw(st.integers(1, most))):
        move = find_fit(data, organisation)
        if move is not None:
            applied = move.apply(organisation)
            yield move, organisation, applied
            organisation = applied.organisation


def order(organisation: Organisation) -> list[list[str]]:
    """The ids of everything in their order, those of stages too."""
    stages = [list(stream.stages) for stream in organisation.streams.values()]
    return [*(list(organisation.collection(kind)) for kind in COLLECTIONS), *stages]


@given(ESTATES.flatmap(knowledge), st.data())
def test_undo_gives_back_what_was(organisation: Organisation, data: st.DataObject) -> None:
    """Taking moves back, last first, gives equal organisations down to the order of ids; redoing, too."""
    done = list(walk(data, organisation))
    for _, before, applied in reversed(done):
        back = applied.inverse.apply(applied.organisation)
        assert back.organisation == before
        assert order(back.organisation) == order(before)
        again = back.inverse.apply(back.organisation)
        assert again.organisation == applied.organisation
        assert order(again.organisation) == order(applied.organisation)
        assert again.transfers == applied.transfers


@given(ESTATES, st.data())
def test_every_organisation_on_the_way_can_be_written_and_read(
    organisation: Organisation, data: st.DataObject
) -> None:
    """A file that says it has no findings of syntax, and reading it gives it."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "topo.yaml"
        for _, _, applied in walk(data, organisation):
            file.write_text(write_organisation(applied.organisation), encoding="utf-8")
            model = load_model(file)
            assert [each for each in model.findings if each.code.startswith("SYN")] == []
            read = model.organisation.model_copy(update={"facts": Facts(), "topo": None})
            assert read == applied.organisation.model_copy(update={"facts": Facts()})
            assert order(read) == order(applied.organisation)


@given(ESTATES, st.data())
def test_nothing_dangles(organisation: Organisation, data: st.DataObject) -> None:
    """Where every reference named something, it does after every move; rules on references find no more."""
    for _, before, applied in walk(data, organisation):
        assert [str(each.address) for each in find_unknown(applied.organisation)] == []
        assert [each.problem for each in applied.organisation.interactions if each.problem] == []
        for rule in (ref003_self_reference, ref004_parent_cycle, ref005_reference_to_retired):
            now, was = (list(rule.check(Context(each, AS_OF))) for each in (applied.organisation, before))
            assert len(now) <= len(was), now


@given(ESTATES.flatmap(knowledge), st.data())
def test_what_the_reading_knows_is_about_what_is_there(
    organisation: Organisation, data: st.DataObject
) -> None:
    """Facts speak of things and items that the organisation has, and of claims that disagree."""
    for _, _, applied in walk(data, organisation):
        now = applied.organisation
        facts = now.facts
        assert facts.implied_teams <= now.teams.keys()
        assert facts.implied_services <= now.services.keys()
        for address in (*facts.unreadable, *(at for each in facts.acceptances for at in each.addresses)):
            assert is_there(now, address), address
        for claims in facts.conflicts:
            assert len({claim.team for claim in claims}) > 1
            for claim in claims:
                assert is_there(now, claim.thing)
                assert claim.team in now.teams or resolve(organisation, claim.team, ("team",)) is None


def is_there(organisation: Organisation, address: Address) -> bool:
    """Whether an address leads to something: a thing, a stage, an item of a list, an interaction."""
    steps = address.steps
    if steps[0] == "interactions":
        return any(f"[{each.identity}]" == steps[1] for each in organisation.interactions)
    value: Any = organisation
    for step in steps:
        if step.startswith("["):
            names = {getattr(each, "service", getattr(each, "person", each)) for each in value or ()}
            return step[1:-1] in names
        value = value.get(step) if isinstance(value, dict) else getattr(value, step, "absent")
        if value is None:
            return step in ("owner", "tier", "description")  # said of the thing, and unreadable
        if value == "absent":
            return step in ("owner", "tier", "description")
    return True


@given(ESTATES, st.data())
def test_what_is_touched_is_what_differs(organisation: Organisation, data: st.DataObject) -> None:
    """Nothing else differs; what does not differ is the same value."""
    for _, before, applied in walk(data, organisation):
        now, touched = applied.organisation, {str(each) for each in applied.touched}
        for kind, path in COLLECTIONS.items():
            one, other = before.collection(kind), now.collection(kind)
            differing = {id for id in {**one, **other} if one.get(id) != other.get(id)}
            assert differing == set(applied.find_touched(kind))
            if not differing and list(one) == list(other):
                assert all(one[id] is other[id] for id in one), path
        if "interactions" not in {each.steps[0] for each in applied.touched}:
            assert sorted(map(str, now.interactions)) == sorted(map(str, before.interactions))
        assert len(touched) == len(applied.touched)


@given(ESTATES, st.data())
def test_the_same_move_gives_the_same(organisation: Organisation, data: st.DataObject) -> None:
    """A move is a function; its document says all of it; it leaves what it was given as it was."""
    for move, before, applied in walk(data, organisation):
        kept = pickle.loads(pickle.dumps(before))
        again = read_move(move.to_document())
        assert again == move
        assert again.apply(before) == applied
        assert before == kept


@given(ESTATES, st.data())
def test_nobody_is_lost_or_made(organisation: Organisation, data: st.DataObject) -> None:
    """Only hires, leavers and teams created with people change how many people there are."""
    for move, before, applied in walk(data, organisation):
        was, now = (measure_heads(each).total for each in (before, applied.organisation))
        if was.amount is None or now.amount is None or was.missing != now.missing:
            continue
        if move.name not in ("add-people", "remove-people", "create-team"):
            assert now.amount == pytest.approx(was.amount, abs=1e-6)


@given(ESTATES, st.data())
def test_a_structural_move_claims_nothing(organisation: Organisation, data: st.DataObject) -> None:
    """What only a claim may change stays, on everything that was there before and still is."""
    for move, before, applied in walk(data, organisation):
        if move.is_claim:
            continue
        now = applied.organisation
        keep = {
            "guardrail": ("enforcement", "policy"),
            "capability": ("mode", "relieves"),
            "stream": ("wip_limit", "demand"),
        }
        if move.name not in ("merge-teams", "create-team"):
            keep["team"] = ("type",)
        if move.name != "merge-domains":
            keep["domain"] = ("complexity", "classification")
        for kind, fields in keep.items():
            for id in before.collection(kind).keys() & now.collection(kind).keys():
                for field in fields:
                    assert getattr(before.find(kind, id), field) == getattr(now.find(kind, id), field)
        for id in before.streams.keys() & now.streams.keys():
            for name, stage in before.streams[id].stages.items():
                after = now.streams[id].stages[name]
                for field in ("touch", "wait", "rework", "every", "ai", "variability", "phase"):
                    assert getattr(after, field) == getattr(stage, field)


# --- what things are called does not matter ---------------------------------------------------------------


def respell(value: Any, names: dict[str, str]) -> Any:
    """Plain data with other ids, wherever they stand."""
    if isinstance(value, dict):
        return {respell(key, names): respell(inner, names) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return (
            type(value)(respell(inner, names) for inner in value) if type(value) in (list, tuple) else value
        )
    if isinstance(value, str):
        kind, colon, id = value.rpartition(":")
        return f"{kind}{colon}{names.get(id, id)}"
    return value


def respelled(organisation: Organisation, names: dict[str, str]) -> Organisation:
    """The organisation with other ids."""
    return Organisation.model_validate(
        respell(organisation.model_dump(by_alias=True, exclude={"facts"}), names)
    )


@given(organisations(least=1, most=3, named=plain_ids), st.data())
def test_spelling_does_not_matter(organisation: Organisation, data: st.DataObject) -> None:
    """Other ids in the organisation and in the move are the same ids in what comes of it."""
    kinds = [kind for kind in COLLECTIONS if organisation.collection(kind)]
    kind = data.draw(st.sampled_from(kinds))
    old = data.draw(st.sampled_from(sorted(organisation.collection(kind))))
    names = {old: "aaa-other"}
    move = find_fit(data, organisation)
    if move is None:
        return
    other = read_move(respell(move.to_document(), names))
    came = other.apply(respelled(organisation, names)).organisation
    assert came == respelled(move.apply(organisation).organisation, names)


@given(organisations(least=1, most=3, named=plain_ids), st.data())
def test_a_rename_is_another_spelling(organisation: Organisation, data: st.DataObject) -> None:
    """Everything says the new id and nothing else changes, but that the old one is remembered."""
    kind = data.draw(st.sampled_from([kind for kind in COLLECTIONS if organisation.collection(kind)]))
    old = data.draw(st.sampled_from(sorted(organisation.collection(kind))))
    renamed = (
        read_move({"rename": {"kind": kind, "from": old, "to": "other"}}).apply(organisation).organisation
    )
    expected = respelled(organisation, {old: "other"})
    former = renamed.collection(kind)["other"].formerly
    assert former == (*(each for each in organisation.collection(kind)[old].formerly if each != "other"), old)
    assert _forgetful(respelled(renamed, {}), kind) == _forgetful(expected, kind)


def _forgetful(organisation: Organisation, kind: str) -> Any:
    dumped = organisation.model_dump(by_alias=True, exclude={"facts"})
    section = dumped
    for key in COLLECTIONS[kind]:
        section = section[key]
    section["other"].pop("formerly")
    return dumped


@given(ESTATES, st.data())
def test_no_reference_comes_to_mean_something_else(organisation: Organisation, data: st.DataObject) -> None:
    """A new id never takes over what another thing was meant by."""
    names = (
        "create-team",
        "create-domain",
        "extract-service",
        "split-team",
        "split-domain",
        "rename",
        "add-capability",
    )
    move = find_fit(data, organisation, names)
    if move is None:
        return
    now = move.apply(organisation).organisation
    new = {
        (kind, id)
        for kind in COLLECTIONS
        for id in now.collection(kind).keys() - organisation.collection(kind).keys()
    }
    if move.name == "rename" or getattr(move, "rest", None) is not None:
        return  # these are meant to be named
    given_things = {"extract-service", "split-team", "split-domain", "create-team"}
    for mention in find_mentions(now):
        target = resolve(now, mention.text, mention.kinds)
        if target is not None and (target.kind, target.id) in new:
            assert move.name in given_things
            assert mention.address.steps[-1] in ("owner", "provider", "domain", "[" + mention.text + "]")
