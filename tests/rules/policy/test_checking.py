"""What do the findings of a policy carry, and what becomes of them in a check?"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from topo import api
from topo.analysis.measures import Measures
from topo.findings import Address, Finding, Severity
from topo.model.organisation import Organisation
from topo.rules.policy.checking import check_policies
from topo.rules.policy.reading import read_policies
from topo.source.weighing import Weights

AS_OF = date(2026, 12, 1)


def find(tree: Mapping[str, Any], **policy: Any) -> list[Finding]:
    """The findings of one policy on an organisation that was never in a file."""
    for kind, things in tree.items():
        if kind != "interactions":
            tree = {**tree, kind: {id: {"id": id, **thing} for id, thing in things.items()}}
    said = {"POL001": {"says": "it is so", "for": "services", **policy}}
    organisation = Organisation.model_validate({**tree, "policies": said})
    read = read_policies(organisation)
    assert read.findings == ()
    measures = Measures(organisation, AS_OF, Weights(organisation, Path()))
    return list(check_policies(read, measures, {"POL001"}))


def related(finding: Finding) -> list[tuple[str, str]]:
    """The other ends of a finding, as text."""
    return [(each.message, str(each.address)) for each in finding.related]


OWNED = {
    "teams": {"ops": {"type": "enabling", "size": 12}},
    "services": {"a": {"owner": "ops", "tier": "1"}, "b": {}},
}


def test_a_value_behind_a_reference() -> None:
    """At the reference, with the thing that it names, and the line of the policy itself."""
    (finding, missing) = find(OWNED, require={"owner.type": "platform"}, severity="warning", why="we said so")
    assert str(finding.address) == "services.a.owner"
    assert finding.severity is Severity.WARNING
    assert (finding.label, finding.hint) == ("is `enabling`", "we said so")
    assert related(finding) == [
        ("the policy `POL001`", 'policies.POL001.require["owner.type"]'),
        ("team `ops`", "teams.ops"),
    ]
    assert dict(finding.evidence) == {"path": "owner.type"}
    assert str(missing.address) == "services.b"
    assert missing.label == "cannot be assessed"
    assert missing.severity is Severity.WARNING


def test_a_number_of_the_member_itself_is_watched() -> None:
    """How far it lies beyond its bound: a baseline fails when that grows, on either side."""
    teams = {"teams": {"big": {"size": 12}, "small": {"size": 1}, "fine": {"size": 9}}}
    big, small = find(teams, **{"for": "teams"}, require={"size": {"min": 3, "max": 9}})
    assert (big.measured_value, small.measured_value) == (3, 2)
    assert dict(big.evidence) == {"path": "size", "value": 12, "beyond": 3}
    assert str(big.address) == "teams.big.size"


def test_a_number_behind_a_reference_is_not() -> None:
    """Two of them may stand at one place: the finding is known by what it leads through."""
    found = find(
        OWNED, when={"tier": 1}, require={"owner.size": {"max": 9}, "owner.measures.heads": {"max": 9}}
    )
    assert [each.measured for each in found] == [None, None]
    assert [str(each.address) for each in found] == ["services.a.owner"] * 2
    assert len({each.fingerprint for each in found}) == 2


def test_measures_of_one_thing_have_addresses_of_their_own() -> None:
    """Two policies' worth of numbers on one team are two entries of a baseline; its parts are shown."""
    tree = {
        "people": {"ana": {"knows": ["a"]}},
        "teams": {"t": {}},
        "services": {"a": {"owner": "t", "depends_on": []}},
    }
    tree["services"]["z"] = {"owner": "t", "depends_on": [{"service": "a"}]}
    require = {"measures.bus_factor": {"min": 2}, "measures.reach": {"min": 1}}
    one, other = find(tree, when={"id": "a"}, require=require)
    assert [str(each.address) for each in (one, other)] == [
        "services.a.measures.bus_factor",
        "services.a.measures.reach",
    ]
    assert related(one)[1:] == [("a part of it", "people.ana.knows[a]")]
    assert (one.measured_value, other.measured_value) == (1, 1)


def test_a_share_that_is_exactly_at_its_bound() -> None:
    """What arithmetic leaves behind the ninth digit is no breach."""
    tree = {
        "domains": {"d": {}},
        "teams": {"t": {}},
        "services": {f"s{n}": {"domain": "d", **({"owner": "t"} if n < 3 else {})} for n in range(10)},
    }
    assert not find(tree, **{"for": "domains"}, require={"measures.domain_coverage": {"max": "30%"}})
    assert find(tree, **{"for": "domains"}, require={"measures.domain_coverage": {"max": "29%"}})


def test_what_cannot_be_told_of_many() -> None:
    """One finding at the line of `when`; how many there are is watched, and who they are may change."""
    services = {f"s{n}": {} for n in range(30)}
    (finding,) = find({"services": services}, when={"owner.type": "platform"}, require={"tier": 1})
    assert str(finding.address) == 'policies.POL001.when["owner.type"]'
    assert finding.message.startswith(
        "`POL001` cannot be assessed for `s0`, `s1`, `s10`, `s11` and 26 more: "
        "service `s0` has no `owner`, for one"
    )
    assert finding.measured_value == 30
    assert len(finding.related) == 20
    (other,) = find({"services": {"x": {}}}, when={"owner.type": "platform"}, require={"tier": 1})
    assert other.fingerprint == finding.fingerprint


def test_whoever_decides_is_no_thing() -> None:
    """`owner` stands for somebody; a path cannot go on from there."""
    (finding,) = find(
        {"decisions": {"buy": {"by": ["owner"]}}}, **{"for": "decisions"}, require={"by.type": "platform"}
    )
    assert finding.message.startswith(
        "decision `buy` cannot be assessed: its `by` is `owner`, whoever that is, "
        "and `by.type` must be `platform`"
    )


def test_a_reference_that_may_be_of_several_kinds() -> None:
    """What one kind has and the other has not is missing there; either type of value may be asked for."""
    tree = {
        "people": {"ana": {"roles": ["architect"]}},
        "teams": {"t": {"group": "g"}},
        "groups": {"g": {}},
        "services": {"a": {"consulted": ["ana", "t"]}},
    }
    (finding,) = find(tree, require={"consulted.group": "g"})
    assert "person `ana` has no `group`" in finding.message
    (finding,) = find(tree, require={"consulted.roles": "architect"})
    assert str(finding.address) == "services.a.consulted[t]"


def test_an_empty_list_of_things_breaks_nothing_but_presence() -> None:
    """All of no dependencies are whatever is asked; that there is one is another question."""
    assert not find({"services": {"a": {}}}, require={"depends_on.service.tier": 1})
    assert find({"services": {"a": {}}}, require={"depends_on.service.tier": {"present": True}})
    assert find({"services": {"a": {}}}, require={"depends_on": {"present": True}})


def test_the_owner_of_a_domain() -> None:
    """As it is measured, unless it is said: a domain belongs to who owns all services in it."""
    tree = {
        "teams": {"t": {"type": "platform"}},
        "domains": {"d": {}, "e": {}},
        "services": {"a": {"owner": "t", "domain": "d"}},
    }
    (finding,) = find(tree, **{"for": "domains"}, require={"owner.type": "platform"})
    assert str(finding.address) == "domains.e"
    (finding, _) = find(tree, **{"for": "domains"}, require={"owner": {"present": True}})
    assert "`owner` is, unless said, `t`, and must be said" in finding.message


def test_the_pager_goes_to_the_owner() -> None:
    """`on_call` is the owner unless somebody else is said."""
    tree = {"teams": {"t": {"size": 3}, "u": {"size": 1}}, "services": {"a": {"owner": "t", "on_call": "u"}}}
    (finding,) = find(tree, require={"on_call.size": {"min": 2}})
    assert str(finding.address) == "services.a.on_call"
    tree["services"] = {"a": {"owner": "u"}}
    (finding,) = find(tree, require={"on_call.size": {"min": 2}})
    assert str(finding.address) == "services.a"


def test_ids_are_compared_as_what_they_name() -> None:
    """`team:t` is `t`; an id of another kind is another thing."""
    tree = {
        "teams": {"t": {}},
        "people": {"t": {}},
        "services": {"a": {"owner": "team:t", "consulted": ["person:t"]}},
    }
    assert not find(tree, require={"owner": "t", "consulted": "person:t"})
    assert find(tree, require={"consulted": "team:t"})


def test_a_value_beyond_any_pattern() -> None:
    """What is longer than anything that is meant to be matched is no match."""
    services = {"a": {"repo": "x" * 2000}, "b": {"repo": "x" * 2001}}
    (finding,) = find({"services": services}, require={"repo": {"matches": "x"}})
    assert finding.address == Address.of("services", "b", "repo")
    assert len(finding.message) < 1100


# --- in a check ------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for a model, which is the working folder too."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, text: str) -> api.Checked:
    """The check of a model of this text."""
    (folder / "topo.yaml").write_text(text, encoding="utf-8")
    return api.check(api.load(folder), as_of=AS_OF)


SIZES = "policies: {POL001: {says: teams are small, for: teams, require: {size: {max: 9}}}}\n"


def test_a_baseline_watches_a_policy(folder: Path) -> None:
    """A team that was too large may stay so and shrink; when it grows, the check fails."""
    write(folder, f"teams: {{a: {{size: 12}}}}\n{SIZES}")
    api.write_baseline(api.load(folder), as_of=AS_OF)
    assert write(folder, f"teams: {{a: {{size: 11}}}}\n{SIZES}").result.findings == ()
    (worse,) = write(folder, f"teams: {{a: {{size: 13}}}}\n{SIZES}").result.findings
    assert worse.code == "POL001"
    assert worse.related[-1].message.startswith("it was 3 in ")
    assert worse.related[-1].message.endswith(", and is 4")


def test_a_waiver_of_a_policy_goes_stale(folder: Path) -> None:
    """As any waiver does; not where the policy is off, or could not be read to its end."""
    waived = "teams:\n  a: {size: 7}  # topo: allow[POL001] until 2027-03-31: they split in March\n"
    codes = [each.code for each in write(folder, waived + SIZES).result.findings]
    assert codes == ["WAI001"]
    off = f"check: {{rules: {{POL001: off}}}}\n{waived}{SIZES}"
    assert write(folder, off).result.findings == ()
    broken = SIZES.replace("size:", "tpye: x, size:")
    assert [each.code for each in write(folder, waived + broken).result.findings] == ["SYN003"]


def test_what_cannot_be_read_of_a_policy(folder: Path) -> None:
    """Without its `when` it is not judged: it would speak of others. A line of `require` is left out."""
    teams = "teams: {a: {size: 12}}\n"
    whole = (
        "policies: {POL001: {says: x, for: teams, when: {size: 12}, require: {size: 3, type: platform}}}\n"
    )
    assert sorted({each.code for each in write(folder, teams + whole).result.findings}) == ["POL001"]
    no_when = whole.replace("when: {size: 12}", "when: [size]")
    assert [each.code for each in write(folder, teams + no_when).result.findings] == ["SYN004"]
    bad_when = whole.replace("when: {size", "when: {sise")
    assert [each.code for each in write(folder, teams + bad_when).result.findings] == ["SYN003"]
    bad_line = whole.replace("type: platform", "type: plat")
    assert sorted(each.code for each in write(folder, teams + bad_line).result.findings) == [
        "POL001",
        "SYN004",
    ]


def test_a_policy_that_could_not_be_read_is_still_known(folder: Path) -> None:
    """Whoever waives it or sets its severity has not misspelt anything."""
    text = (
        "check: {rules: {POL001: off}}\n"
        "teams: {a: {waivers: [{rule: POL001, until: 2027-03-31, why: they split in March}]}}\n"
        "policies: {POL001: {for: teams, require: {size: 3}}}\n"
    )
    assert [each.code for each in write(folder, text).result.findings] == ["SYN005"]


def test_every_policy_is_checked_against_the_schema(folder: Path) -> None:
    """Also one that is off, and one about a section that is not there."""
    text = (
        "teams: {a: {}}\npolicies:\n"
        "  POL001: {says: x, for: teams, severity: off, require: {sise: 3}}\n"
        "  POL002: {says: x, for: guardrails, require: {ownr: a}}\n"
    )
    checked = write(folder, text)
    assert [(each.code, str(each.address)) for each in checked.result.findings] == [
        ("SYN003", "policies.POL001.require.sise"),
        ("SYN003", "policies.POL002.require.ownr"),
    ]
    positions = [checked.places.position_of(each) for each in checked.result.findings]
    assert [(each.line, each.column) for each in positions if each] == [(3, 58), (4, 48)]


def test_a_policy_in_another_file(folder: Path) -> None:
    """Policies stand in any file of the model."""
    (folder / "topo").mkdir()
    (folder / "topo" / "rules.yaml").write_text(SIZES.replace("max", "mxa"), encoding="utf-8")
    (finding,) = (checked := write(folder, "teams: {a: {size: 12}}\n")).result.findings
    position = checked.places.position_of(finding)
    assert position is not None
    assert (position.file, position.line, position.column) == ("topo/rules.yaml", 1, 73)


def test_only_what_a_branch_touched(folder: Path) -> None:
    """A policy that changed shows all that it finds: it is an end of each of its findings."""
    checked = write(folder, f"teams: {{a: {{size: 12}}}}\n{SIZES}")
    (finding,) = checked.result.findings
    assert finding.related[0].address == Address.of("policies", "POL001", "require", "size")
    assert checked.model.positions.find_extent(finding.related[0].address) == ("topo.yaml", 2, 2)
