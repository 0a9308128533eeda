"""Does what a policy finds depend on what the model says, and on nothing else; and does any policy fail?"""

import random
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import organisations
from topo.analysis.catalogue import find_measures
from topo.analysis.measures import Measures
from topo.findings import Finding
from topo.model.base import Part
from topo.model.interaction import Interaction
from topo.model.organisation import CLASSES, COLLECTIONS, Organisation
from topo.rules.policy.checking import check_policies
from topo.rules.policy.fields import Shape, find_fields
from topo.rules.policy.reading import read_policies
from topo.source.weighing import Weights

AS_OF = date(2026, 12, 1)
Tree = dict[str, Any]

# --- any policy on any organisation ----------------------------------------------------------------

PARTS: dict[str, type[Part]] = {path[-1]: CLASSES[kind] for kind, path in COLLECTIONS.items()}
PARTS["interactions"] = Interaction
KINDS = {part: kind for kind, part in CLASSES.items()}
ASKED: list[Any] = [{"present": True}, {"present": False}, {"unique": True}, {"matches": "a|1"}, {"max": 1}]


@st.composite
def paths(draw: st.DrawFn, part: type[Part], depth: int = 3) -> str:
    """A path that the schema has, from a part on."""
    kind = KINDS.get(part)
    names = [measure.name for measure in find_measures(kind)] if kind else []
    if names and draw(st.booleans()):
        return f"measures.{draw(st.sampled_from(names))}"
    field = draw(st.sampled_from(sorted(find_fields(part).values(), key=lambda field: field.key)))
    step = field.key
    if field.shape is Shape.MAPPING and draw(st.booleans()):
        step += draw(st.sampled_from([".*", ".engineer", ".slack"]))
    inner = [field.part] if field.part else [CLASSES[kind] for kind in field.kinds if kind in CLASSES]
    if depth == 0 or not inner or (step == field.key and field.shape is Shape.MAPPING):
        return step
    return f"{step}.{draw(paths(draw(st.sampled_from(inner)), depth - 1))}"


@st.composite
def policies(draw: st.DrawFn) -> Tree:
    """A policy that fits the schema, or asks what cannot be asked there."""
    collection = draw(st.sampled_from(sorted(PARTS)))
    asked = st.dictionaries(paths(PARTS[collection]), st.sampled_from(ASKED), min_size=1, max_size=3)
    when = draw(st.just({}) | asked)
    return {"says": "so it is", "for": collection, "when": when, "require": draw(asked)}


@given(organisations(), policies())
def test_any_policy_on_any_organisation(organisation: Organisation, policy: Tree) -> None:
    """It is judged or refused; a finding is about a member or the policy, and no two are taken for one."""
    told = Organisation.model_validate({"policies": {"POL001": policy}}).policies
    organisation = organisation.model_copy(update={"policies": told})
    read = read_policies(organisation)
    for misfit in read.findings:
        assert misfit.code in ("SYN002", "SYN003", "SYN004"), misfit
        assert misfit.address.steps[:2] == ("policies", "POL001")
    found = list(check_policies(read, measures_of(organisation), {"POL001"}))
    members = {str(address) for address, _ in organisation.entities()}
    for finding in found:
        steps = finding.address.steps
        starts = {str(type(finding.address)(steps[:length])) for length in (2, 3)}
        assert steps[0] in ("policies", "interactions") or starts & members, finding
        assert finding.message and finding.label
    ours = [each.fingerprint for each in found if each.address.steps[0] != "interactions"]
    assert len(set(ours)) == len(ours)


def measures_of(organisation: Organisation) -> Measures:
    """What is measured of an organisation, by the shipped weights."""
    return Measures(organisation, AS_OF, Weights(organisation, Path()))


# --- the same organisation, said otherwise ----------------------------------------------------------

POLICIES: Tree = {
    "POL001": {
        "says": "a value behind a reference",
        "for": "services",
        "when": {"tier": "1"},
        "require": {"owner.type": ["platform"], "owner.group.lead": {"present": "true"}},
    },
    "POL002": {"says": "nothing shared", "for": "services", "require": {"repo": {"unique": "true"}}},
    "POL003": {
        "says": "lists and measures",
        "for": "services",
        "when": {"owner.type": "platform", "owner.group.lead": "p1"},
        "require": {"depends_on.service.tier": {"max": "1"}, "measures.reach": {"max": "1"}},
    },
    "POL004": {
        "says": "small teams",
        "for": "teams",
        "require": {"owns": {"present": "true"}, "size": {"max": "5"}},
    },
}
TEAMS, SERVICES, GROUPS = ("t1", "t2", "t3"), ("s1", "s2", "s3", "s4"), ("g1", "g2")
FORMER = {id: f"x-{id}" for id in (*TEAMS, *SERVICES, *GROUPS, "p1")}


def optional(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Tree]:
    """A thing that says some of these."""
    return st.fixed_dictionaries({}, optional=fields)


models = st.fixed_dictionaries(
    {
        "people": st.just({"p1": {}}),
        "groups": st.dictionaries(st.sampled_from(GROUPS), optional(lead=st.just("p1"))),
        "teams": st.dictionaries(
            st.sampled_from(TEAMS),
            optional(
                type=st.sampled_from(["platform", "enabling"]),
                group=st.sampled_from(GROUPS),
                size=st.integers(0, 9),
            ),
        ),
        "services": st.dictionaries(
            st.sampled_from(SERVICES),
            optional(
                owner=st.sampled_from(TEAMS),
                tier=st.sampled_from([1, 2]),
                repo=st.sampled_from(["a", "b"]),
                depends_on=st.lists(st.sampled_from(SERVICES), max_size=3, unique=True),
            ),
        ),
    }
)


def find(tree: Tree, policies: Tree = POLICIES) -> list[Finding]:
    """What the policies find."""
    things = {kind: {id: {"id": id, **thing} for id, thing in each.items()} for kind, each in tree.items()}
    organisation = Organisation.model_validate({**things, "policies": policies})
    read = read_policies(organisation)
    assert read.findings == ()
    return list(check_policies(read, measures_of(organisation), set(POLICIES)))


def key(finding: Finding) -> tuple[str, str, str]:
    """What identifies a finding, and what it says."""
    return finding.code, finding.fingerprint, finding.message


@given(models, st.integers(0, 2**32))
def test_the_order_of_keys_changes_nothing(tree: Tree, seed: int) -> None:
    """A mapping has no order."""
    chance = random.Random(seed)

    def turn(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        items = [(each, turn(inner)) for each, inner in value.items()]
        chance.shuffle(items)
        return dict(items)

    assert sorted(map(key, find(turn(tree), turn(POLICIES)))) == sorted(map(key, find(tree)))


def rename(value: Any) -> Any:
    """The same with every id called otherwise."""
    if isinstance(value, dict):
        return {FORMER.get(each, each): rename(inner) for each, inner in value.items()}
    if isinstance(value, list):
        return [rename(each) for each in value]
    return FORMER.get(value, value) if isinstance(value, str) else value


@given(models)
def test_what_things_are_called_changes_nothing(tree: Tree) -> None:
    """But what is said of them: as many findings, at the same places, with the same numbers."""

    def facts(finding: Finding) -> tuple[object, ...]:
        places = [finding.address, *(each.address for each in finding.related if each.address)]
        named = [[FORMER.get(step.strip("[]"), step.strip("[]")) for step in each.steps] for each in places]
        return finding.code, named, str(dict(finding.evidence)), finding.measured

    assert sorted(map(facts, find(rename(tree), rename(POLICIES))), key=str) == sorted(
        map(facts, find(tree)), key=str
    )


@given(models)
def test_whoever_is_not_spoken_of_says_nothing(tree: Tree) -> None:
    """A policy of which no member meets `when` finds nothing about any of them."""
    for service in tree["services"].values():
        service["tier"] = 2
    assert not [finding for finding in find(tree) if finding.code == "POL001"]
