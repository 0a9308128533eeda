"""Does the difference of two organisations say all that differs, where it differs?"""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.source.splicing.changing import change, renamed, with_fields, with_thing, without
from tests.strategies import organisations
from topo.findings import Address
from topo.model.base import FrozenDict
from topo.model.differing import Change, Difference, Renaming, find_difference, find_renames
from topo.model.organisation import Organisation
from topo.model.service import Dependency
from topo.model.team import Team

BEFORE = Organisation.model_validate(
    {
        "organization": {"name": "N"},
        "check": {"rules": {"COM001": "error"}},
        "teams": {
            "a": {"id": "a", "roles": {"engineer": 3, "tester": 1}, "skills": ["x", "z"]},
            "b": {"id": "b", "size": 2},
        },
        "services": {
            "s": {"id": "s", "owner": "a", "depends_on": ["t", {"service": "u", "via": "async"}]},
            "t": {"id": "t"},
        },
        "interactions": [
            {"mode": "collaboration", "between": ["a", "b"]},
            {"mode": "x-as-a-service", "provider": "b", "consumers": ["a"]},
        ],
        "streams": {"f": {"id": "f", "stages": {"one": {"id": "one"}, "two": {"id": "two", "team": "a"}}}},
    }
)


def differ(after: Organisation) -> Difference:
    return find_difference(BEFORE, after)


def changed(after: Organisation) -> dict[str, tuple[object, object]]:
    difference = differ(after)
    assert (difference.added, difference.removed, difference.renamed) == ((), (), ())
    return {str(each.address): (each.before, each.after) for each in difference.changed}


def test_nothing():
    """An organisation does not differ from itself, nor from its twin."""
    assert differ(BEFORE).is_empty
    assert differ(BEFORE.model_copy(deep=True)) == Difference()


def test_things_that_come_and_go():
    """They are named, and what they say is not."""
    difference = differ(without(with_thing(BEFORE, "team", Team(id="c", size=3)), "service", "t"))
    assert difference.added == (Address.of("teams", "c"),)
    assert difference.removed == (Address.of("services", "t"),)
    assert difference.changed == ()
    assert difference.addresses == (Address.of("services", "t"), Address.of("teams", "c"))


def test_fields():
    """Each is named by itself, down to the key of a mapping; None is what is not said."""
    after = with_fields(BEFORE, "team", "a", size=4, roles=FrozenDict({"engineer": 2, "designer": 1}))
    assert changed(after) == {
        "teams.a.roles.designer": (None, 1),
        "teams.a.roles.engineer": (3, 2),
        "teams.a.roles.tester": (1, None),
        "teams.a.size": (None, 4),
    }


def test_items():
    """They are told apart by what they name, and compared field by field."""
    t, u = Dependency(service="t"), Dependency(service="u", via="data")
    new = Dependency(service="v")
    assert changed(with_fields(BEFORE, "service", "s", depends_on=(u, new))) == {
        "services.s.depends_on[t]": (t, None),
        "services.s.depends_on[u].via": ("async", "data"),
        "services.s.depends_on[v]": (None, new),
    }


def test_items_in_another_order():
    """That is a change of the whole list."""
    assert changed(with_fields(BEFORE, "team", "a", skills=("z", "x"))) == {
        "teams.a.skills": (("x", "z"), ("z", "x"))
    }


def test_interactions():
    """Their order says nothing; one with other teams is another one."""
    talks, provides = BEFORE.interactions
    assert changed(BEFORE.model_copy(update={"interactions": (provides, talks)})) == {}
    other = provides.model_copy(update={"consumers": ("c",)})
    assert changed(BEFORE.model_copy(update={"interactions": (talks, other)})) == {
        "interactions[x-as-a-service b a]": (provides, None),
        "interactions[x-as-a-service b c]": (None, other),
    }
    until = talks.model_copy(update={"purpose": "p"})
    assert changed(BEFORE.model_copy(update={"interactions": (until, provides)})) == {
        "interactions[collaboration a b].purpose": (None, "p")
    }


def test_renamed_things():
    """What they say differently is found under their new name."""
    after = with_fields(renamed(BEFORE, "team", "a", "c"), "team", "c", size=4)
    difference = differ(after)
    assert difference.renamed == (Renaming(Address.of("teams", "a"), Address.of("teams", "c")),)
    assert difference.added == difference.removed == ()
    assert difference.changed == (
        Change(Address.of("teams", "c", "formerly").item("a"), None, "a"),
        Change(Address.of("teams", "c", "size"), None, 4),
    )


def test_things_that_are_merged():
    """The one that says most of the same was renamed, the others are gone."""
    merged = Team(id="ab", size=2, formerly=("a", "b"))
    after = BEFORE.model_copy(update={"teams": FrozenDict({"ab": merged})})
    assert find_renames(BEFORE.teams, after.teams) == {"b": "ab"}
    assert differ(after).removed == (Address.of("teams", "a"),)


def test_thing_that_takes_another_one_in():
    """It was there before, so nothing was renamed."""
    after = without(with_fields(BEFORE, "team", "b", formerly=("a",)), "team", "a")
    assert (differ(after).renamed, differ(after).removed) == ((), (Address.of("teams", "a"),))


def test_stages():
    """They come, go and are renamed as things do; their order is a change of all of them."""
    one, two = BEFORE.streams["f"].stages.values()
    three = one.model_copy(update={"id": "three", "formerly": ("one",)})
    stages = Address.of("streams", "f", "stages")
    difference = differ(with_fields(BEFORE, "stream", "f", stages=FrozenDict({"three": three, "two": two})))
    assert difference.renamed == (Renaming(stages / "one", stages / "three"),)
    assert changed(with_fields(BEFORE, "stream", "f", stages=FrozenDict({"two": two, "one": one}))) == {
        "streams.f.stages": (("one", "two"), ("two", "one"))
    }


def test_what_is_said_beside_things():
    """The name, the rules, the user's own keys."""
    rules = BEFORE.check.rules if BEFORE.check else {}
    after = BEFORE.model_copy(
        update={
            "organization": None,
            "check": BEFORE.check.model_copy(update={"rules": FrozenDict({"COM002": rules["COM001"]})}),
            "extensions": FrozenDict({"x-cost": ("1",)}),
        }
    )
    assert changed(after) == {
        "check.rules.COM001": (rules["COM001"], None),
        "check.rules.COM002": (None, rules["COM001"]),
        "organization": (BEFORE.organization, None),
        "x-cost": (None, ("1",)),
    }


@settings(max_examples=25)
@given(organisations(), organisations(), st.integers(0, 2**32))
def test_any_two_organisations(one: Organisation, other: Organisation, seed: int):
    """None differs from itself; what differs one way differs the other way too, renamed things apart."""
    assert find_difference(one, one.model_copy(deep=True)).is_empty
    target = change(one, other, Random(seed))
    there, back = find_difference(one, target), find_difference(target, one)
    if not there.renamed and not back.renamed:
        assert (there.added, there.removed) == (back.removed, back.added)
        assert [(each.address, each.before, each.after) for each in there.changed] == [
            (each.address, each.after, each.before) for each in back.changed
        ] or any(type(each.before) is tuple for each in there.changed)
    assert there.is_empty == (find_difference(one, target).addresses == ())
