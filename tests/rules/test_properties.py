"""Do findings depend on what a model says, and on nothing else?

Small models are drawn with every mistake that rules speak of; their texts are then turned around, split
over files, laid out anew and given waivers.
"""

import random
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from topo.api import check, load, position_of
from topo.findings import Finding, Position
from topo.model.organisation import COLLECTIONS
from topo.source.positions import identity_of

AS_OF = date(2026, 12, 1)
Tree = dict[str, Any]

# --- models ----------------------------------------------------------------------------------------

TEAMS, GROUPS, PEOPLE = ["t1", "t2", "t3", "empty"], ["g1", "g2", "g3"], ["p1", "p2"]
DOMAINS, SERVICES = ["d1", "d2", "d3"], ["s1", "s2", "s3", "s4"]
STAGES = ["build", "test", "ship"]
TYPES = ["stream-aligned", "platform", "enabling"]
VIAS = ["sync", "async", "data", "shared-code", "release"]
EVERY_RULE = """
check:
  extends: strict
  limits:
    {friction: 0, teams_of_person: 1, teams_of_steward: 1,
     fan_out: 0, fan_in: 0, blocking: 0, collaborations: 0}
"""
"""The last line of each model: rules of all packs, some of them easily annoyed."""


def maybe(key: str, values: st.SearchStrategy[Any]) -> st.SearchStrategy[Tree]:
    """Nothing, or one field."""
    return st.one_of(st.just({}), values.map(lambda value: {key: value}))


def fields(*parts: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    """An entity of these fields."""
    return st.tuples(*parts).map(lambda drawn: {key: value for part in drawn for key, value in part.items()})


def several(ids: list[str], most: int = 3) -> st.SearchStrategy[list[str]]:
    """Some of these ids, each once."""
    return st.lists(st.sampled_from(ids), min_size=1, max_size=most, unique=True)


def section(ids: list[str], entity: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    """A section with some of these ids."""
    return st.dictionaries(st.sampled_from(ids), entity, max_size=len(ids))


owner = st.sampled_from([*TEAMS, *TEAMS, *GROUPS, *PEOPLE, "d1", "T1", "team:t1", "nobody"])
team = fields(
    maybe("group", st.sampled_from([*GROUPS, "g9"])),
    maybe("manager", st.sampled_from([*PEOPLE, "p9"])),
    maybe("owns", several([*SERVICES, "s9", "domain:d1", "road"])),
    maybe("type", st.sampled_from(TYPES)),
    maybe("size", st.sampled_from(["1", "4", "12"])),
    maybe("members", several([*PEOPLE, "p9"])),
    maybe("skills", several(["sql", "Go"])),
    maybe("stewards", maybe("learning", st.one_of(st.sampled_from(PEOPLE), several([*PEOPLE, "p9"])))),
)
person = fields(
    maybe("roles", several(["dev", "lead", "tester"])),
    maybe("knows", several([*DOMAINS, *SERVICES, "d9"])),
    maybe("skills", several(["go"])),
)
domain = fields(
    maybe("parent", st.sampled_from([*DOMAINS, "d9"])),
    maybe("owner", owner),
    maybe("classification", st.sampled_from(["core", "generic"])),
    maybe("complexity", st.sampled_from(["simple", "complex"])),
    maybe("skills", several(["sql", "cobol"])),
)
dependency = st.fixed_dictionaries(
    {"service": st.sampled_from([*SERVICES, "s9"]), "via": st.sampled_from(VIAS)},
    optional={"slows": st.sampled_from(["blocking", "no"])},
)
dependencies = st.lists(dependency, min_size=1, max_size=3, unique_by=lambda each: each["service"])
service = fields(
    maybe("owner", owner),
    maybe("domain", st.sampled_from([*DOMAINS, "d9"])),
    maybe("depends_on", st.one_of(several([*SERVICES, "s9"]), dependencies)),
    maybe("part_of", st.sampled_from(SERVICES)),
    maybe("lifecycle", st.sampled_from(["production", "retired"])),
    maybe("kind", st.sampled_from(["service", "module", "external"])),
    maybe("tier", st.sampled_from(["1", "4"])),
)
stage = fields(
    maybe("team", st.sampled_from([*TEAMS, "t9"])),
    maybe("service", st.sampled_from([*SERVICES, "s9"])),
    maybe("rework", st.sampled_from([*STAGES, "tset"]).map(lambda to: {"to": to, "share": "10%"})),
)
two_or_three = several([*TEAMS, "t9"]).filter(lambda teams: len(teams) > 1)
until = maybe("until", st.sampled_from(["2026-11-30", "2026-12-31", "2027-12-31"]))
interaction = st.one_of(
    fields(st.fixed_dictionaries({"mode": st.just("collaboration"), "between": two_or_three}), until),
    fields(
        two_or_three.map(
            lambda teams: {"mode": "x-as-a-service", "provider": teams[0], "consumers": teams[1:]}
        ),
        until,
    ),
)
capability = fields(
    maybe("provider", owner), maybe("mode", st.sampled_from(["x-as-a-service", "collaboration"]))
)
model = st.fixed_dictionaries(
    {
        "groups": section(GROUPS, fields(maybe("parent", st.sampled_from(GROUPS)))),
        "people": section(PEOPLE, person),
        "teams": section(TEAMS[:-1], team).map(lambda teams: {**teams, "empty": {"size": "0"}}),
        "domains": section(DOMAINS, domain),
        "services": section(SERVICES, service),
        "tissue": st.fixed_dictionaries(
            {
                "capabilities": section(["road"], capability),
                "guardrails": section(["scan", "board"], fields(maybe("owner", owner))),
                "data": section(["customers"], fields(maybe("owner", owner))),
            }
        ),
        "interactions": st.lists(interaction, max_size=3, unique_by=identity_of),
        "streams": section(["orders"], st.fixed_dictionaries({"stages": section(STAGES, stage)})),
    }
)


# --- texts -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Layout:
    """How a model is written; from `flow_from` levels on mappings and lists stand in brackets."""

    indent: int = 2
    flow_from: int = 99
    is_quoted: bool = False
    is_spaced: bool = False


PLAIN = Layout()
layouts = st.builds(
    Layout, st.sampled_from([2, 3, 4]), st.sampled_from([1, 2, 3, 99]), st.booleans(), st.booleans()
)


def render(value: Any, layout: Layout, depth: int = 0) -> list[str]:
    """The lines of a value in block style."""
    space = " " * layout.indent
    lines = []
    for key, inner in value.items() if isinstance(value, dict) else ((None, item) for item in value):
        head = "-" if key is None else f"{scalar(key, layout)}:"
        if isinstance(inner, str) or not inner or depth + 1 >= layout.flow_from:
            lines.append(f"{head} {flow(inner, layout)}")
            continue
        below = [space + line for line in render(inner, layout, depth + 1)]
        if key is None:
            below[0] = head.ljust(layout.indent) + below[0][layout.indent :]
        lines += below if key is None else [head, *below]
        lines += [""] if layout.is_spaced else []
    return lines


def flow(value: Any, layout: Layout) -> str:
    """A value in one line."""
    if isinstance(value, dict):
        items = (f"{scalar(key, layout)}: {flow(inner, layout)}" for key, inner in value.items())
        return f"{{{', '.join(items)}}}"
    if isinstance(value, list):
        return f"[{', '.join(flow(item, layout) for item in value)}]"
    return scalar(value, layout)


def scalar(text: str, layout: Layout) -> str:
    """A text, quoted where the layout or YAML wants it."""
    return f'"{text}"' if layout.is_quoted else text


def write(tree: Tree, layout: Layout = PLAIN) -> str:
    """The text of a model."""
    return "\n".join(render(tree, layout)) + "\n"


def find(texts: dict[str, str]) -> list[tuple[Finding, Position | None]]:
    """The findings of a model of several files, each with its place."""
    with TemporaryDirectory() as folder:
        for name, text in texts.items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_text(text + (EVERY_RULE if name == "topo.yaml" else ""), encoding="utf-8")
        loaded = load(folder)
        findings = check(loaded, as_of=AS_OF).result.findings
        return [(finding, position_of(loaded, finding)) for finding in findings]


Key = tuple[str, str, str]


def keys(texts: dict[str, str]) -> list[Key]:
    """Code, address and message of all findings, sorted."""
    return sorted(key_of(finding) for finding, _ in find(texts))


def key_of(finding: Finding) -> Key:
    """What a finding says, without where it stands."""
    return finding.code, str(finding.address), finding.message


# --- what must hold --------------------------------------------------------------------------------


def shuffle(value: Any, chance: random.Random) -> Any:
    """The same with all keys in another order, but for the stages of a stream."""
    if not isinstance(value, dict):
        return value
    items = [(key, shuffle(inner, chance)) for key, inner in value.items()]
    if not {key for key, _ in items} & set(STAGES):
        chance.shuffle(items)
    return dict(items)


def split(tree: Tree, chance: random.Random) -> dict[str, Tree]:
    """The same in three files: each entity in one of them."""
    files: dict[str, Tree] = {"topo.yaml": {}, "topo/a.yaml": {}, "topo/b.yaml": {}}
    for name, entities in tree.items():
        if name == "tissue":
            for file, part in split(entities, chance).items():
                files[file][name] = part
        elif isinstance(entities, list):
            chance.choice(list(files.values()))[name] = entities
        else:
            for id, entity in entities.items():
                chance.choice(list(files.values())).setdefault(name, {})[id] = entity
    return files


@given(model)
def test_models_are_worth_looking_at(tree: Tree) -> None:
    """Whatever is drawn can be read: it has mistakes, but none of syntax."""
    assert not [key for key in keys({"topo.yaml": write(tree)}) if key[0].startswith("SYN")]


@given(model, st.integers(0, 2**32))
def test_the_order_of_keys_changes_no_finding(tree: Tree, seed: int) -> None:
    """A mapping has no order, but for stages."""
    turned = shuffle(tree, random.Random(seed))
    assert keys({"topo.yaml": write(turned)}) == keys({"topo.yaml": write(tree)})


@given(model, st.integers(0, 2**32))
def test_splitting_over_files_changes_no_finding(tree: Tree, seed: int) -> None:
    """The model is the union of its files."""
    parts = split(tree, random.Random(seed))
    assert keys({name: write(part) for name, part in parts.items()}) == keys({"topo.yaml": write(tree)})


@given(model, layouts)
def test_another_layout_changes_no_fingerprint(tree: Tree, layout: Layout) -> None:
    """Indentation, brackets, quotes and empty lines mean nothing."""
    plain, other = (find({"topo.yaml": write(tree, each)}) for each in (PLAIN, layout))
    assert sorted(each.fingerprint for each, _ in other) == sorted(each.fingerprint for each, _ in plain)
    assert sorted(key_of(each) for each, _ in other) == sorted(key_of(each) for each, _ in plain)


@given(model)
def test_fingerprints_are_unique(tree: Tree) -> None:
    """No finding hides behind another's entry in a baseline."""
    found = find({"topo.yaml": write(tree)})
    assert len({finding.fingerprint for finding, _ in found}) == len(found)


@given(model, st.data())
def test_a_waiver_comment_removes_exactly_its_finding(tree: Tree, data: st.DataObject) -> None:
    """With those of the same rule on its line; at the end of the line, or above it."""
    text = write(tree)
    found = find({"topo.yaml": text})
    assume(found)
    finding, position = data.draw(st.sampled_from(found))
    assert position is not None
    lines = text.splitlines()
    comment = f"# topo: allow[{finding.code}] until 2027-03-31: on purpose"
    if data.draw(st.booleans()):
        lines[position.line - 1] += f"  {comment}"
    else:
        lines.insert(position.line - 1, comment)
    same = {id(each) for each, at in found if each.code == finding.code and at and at[:2] == position[:2]}
    rest = sorted(key_of(each) for each, _ in found if id(each) not in same)
    assert keys({"topo.yaml": "\n".join(lines)}) == rest


@given(model, st.data())
def test_a_waiver_on_a_thing_removes_exactly_its_findings(tree: Tree, data: st.DataObject) -> None:
    """All of that rule about this thing, and nothing else."""
    found = [finding for finding, _ in find({"topo.yaml": write(tree)})]
    things = {finding.address: thing for finding in found if (thing := thing_of(tree, finding)) is not None}
    assume(things)
    finding = data.draw(st.sampled_from([each for each in found if each.address in things]))
    steps, entity = things[finding.address]
    entity["waivers"] = [{"rule": finding.code, "until": "2027-03-31", "why": "on purpose"}]
    rest = [
        key_of(each)
        for each in found
        if each.code != finding.code or all(about.steps[: len(steps)] != steps for about in each.subjects)
    ]
    assert keys({"topo.yaml": write(tree)}) == sorted(rest)


def thing_of(tree: Tree, finding: Finding) -> tuple[tuple[str, ...], Tree] | None:
    """The entity of a model that a finding stands in, with its address."""
    for path in COLLECTIONS.values():
        steps = finding.address.steps[: len(path) + 1]
        value: Any = tree
        for step in steps:
            value = value.get(step) if isinstance(value, dict) else None
        if steps[: len(path)] == path and len(steps) > len(path) and isinstance(value, dict):
            return steps, value
    return None
