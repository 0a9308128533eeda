"""Whatever hand a model is written in, and whatever changes: is what was meant written, and nothing else?"""

from __future__ import annotations

import re
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.source.splicing.changing import change, give_away, with_fields
from tests.source.splicing.layouts import Layout, find_comments_left, write_by_hand
from tests.strategies import organisations
from topo.findings import Address
from topo.model.differing import find_difference
from topo.model.organisation import COLLECTIONS, Organisation
from topo.source.loading import LoadedModel, load_model
from topo.source.splicing.plan import EditPlan
from topo.source.splicing.planning import plan_edits
from topo.source.splicing.telling import find_thing

seeds = st.integers(0, 2**32)


def read(folder: Path, layout: Layout, organisation: Organisation) -> LoadedModel:
    """The model of a layout, which says what was meant."""
    for name, content in layout.files.items():
        (folder / name).write_bytes(content)
    model = load_model(folder)
    differing = find_difference(organisation, model.organisation)
    assert [each for each in differing.addresses if each.steps[0] not in ("topo", "files")] == []
    return model


def carry_out(plan: EditPlan) -> LoadedModel:
    for file in plan.files:
        file.path.write_bytes(file.replacement)
    return load_model(plan.root)


@given(organisations(), organisations(), seeds)
def test_any_change_to_any_hand(organisation: Organisation, donor: Organisation, seed: int):
    """All of it is written; every line of a file outside the splices, and each untouched thing, stays."""
    with TemporaryDirectory() as name:
        layout = write_by_hand(organisation, Random(seed))
        model = read(Path(name), layout, organisation)
        target = change(model.organisation, donor, Random(seed + 1))
        plan = plan_edits(model, target)
        assert plan.unwritten == (), plan.diff()
        again = carry_out(plan)
        assert find_difference(again.organisation, target).is_empty
        check_untouched_lines(plan)
        check_untouched_things(model, again, plan)


def check_untouched_lines(plan: EditPlan) -> None:
    """Without the lines that the patch takes out and brings in, both texts of a file are the same bytes."""
    for file, patch in zip(plan.files, plan.diff().split("--- a/")[1:], strict=True):
        before, after = (content.decode().split("\n") for content in (file.content, file.replacement))
        gone, come = find_touched(patch)
        kept = [line for number, line in enumerate(before, 1) if number not in gone]
        assert kept == [line for number, line in enumerate(after, 1) if number not in come]


def find_touched(patch: str) -> tuple[set[int], set[int]]:
    """The numbers of the lines that a patch takes out, and of those that it brings in."""
    gone, come = set(), set()
    old = new = 0
    for line in patch.split("\n")[2:]:
        if found := re.match(r"@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@", line):
            old, new = int(found[1]), int(found[2])
        elif line.startswith("-"):
            gone.add(old)
            old += 1
        elif line.startswith("+"):
            come.add(new)
            new += 1
        elif line.startswith(" "):
            old, new = old + 1, new + 1
    return gone, come


def check_untouched_things(before: LoadedModel, after: LoadedModel, plan: EditPlan) -> None:
    """A thing of which nothing changed, on lines that are its own, stands on the very same lines."""
    touched = {find_thing(edit.address) for edit in plan.edits if len(edit.address.steps) > 1}
    old, new = find_own_lines(before), find_own_lines(after)
    for address in old.keys() & new.keys() - touched:
        assert old[address] == new[address], address


def find_own_lines(model: LoadedModel) -> dict[Address, list[str]]:
    """The lines of each thing that shares none of them with another one."""
    extents = {}
    for kind, path in COLLECTIONS.items():
        for id in model.organisation.collection(kind):
            extent = model.positions.find_extent(Address((*path, id)))
            if extent is not None and id not in model.organisation.facts.implied_services:
                extents[Address((*path, id))] = extent
    texts = {document.shown: document.text.split("\n") for document in model.positions.documents}
    taken: dict[tuple[str, int], int] = {}
    for file, first, last in extents.values():
        for line in range(first, last + 1):
            taken[file, line] = taken.get((file, line), 0) + 1
    return {
        address: [line.strip("\r") for line in texts[file][first - 1 : last]]
        for address, (file, first, last) in extents.items()
        if all(taken[file, line] == 1 for line in range(first, last + 1))
    }


@settings(max_examples=25)
@given(organisations(), organisations(), seeds)
def test_any_change_where_aliases_stand(organisation: Organisation, donor: Organisation, seed: int):
    """What is written is what was meant; all else is told, with a reason, before anything is written."""
    with TemporaryDirectory() as name:
        layout = write_by_hand(organisation, Random(seed), aliases=True)
        model = read(Path(name), layout, organisation)
        target = change(model.organisation, donor, Random(seed + 1))
        plan = plan_edits(model, target)
        assert all("say something else" not in each.reason for each in plan.unwritten)
        assert all(each.patch.strip() for each in plan.unwritten)
        if plan.is_complete:
            assert find_difference(carry_out(plan).organisation, target).is_empty


@settings(max_examples=25)
@given(organisations(), seeds)
def test_no_comment_is_lost(organisation: Organisation, seed: int):
    """Where owners, heads and names change, and nothing goes, every comment stays."""
    chance = Random(seed)
    with TemporaryDirectory() as name:
        layout = write_by_hand(organisation, chance)
        model = read(Path(name), layout, organisation)
        target = model.organisation
        for kind in COLLECTIONS:
            for id in target.collection(kind):
                target = with_fields(target, kind, id, name=f"{id} {chance.random():.3f}")
        plan = plan_edits(model, target)
        assert plan.unwritten == (), plan.diff()
        assert find_difference(carry_out(plan).organisation, target).is_empty
        after = {name: (Path(plan.root.parent) / name).read_bytes() for name in layout.files}
        assert list(find_comments_left(layout, after)) == layout.comments


@settings(max_examples=25)
@given(organisations(), seeds)
def test_owners_change(organisation: Organisation, seed: int):
    """Whoever says it, and to whomever things go, the files say the new owner afterwards."""
    with TemporaryDirectory() as name:
        model = read(Path(name), write_by_hand(organisation, Random(seed)), organisation)
        target = give_away(model.organisation, Random(seed + 1))
        plan = plan_edits(model, target)
        assert plan.unwritten == (), plan.diff()
        assert find_difference(carry_out(plan).organisation, target).is_empty
