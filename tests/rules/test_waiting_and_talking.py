"""Do the rules of who waits on whom and who talks to whom hold beyond their pages?

What they say of the sample that the documentation shows, their steps, their baselines, and what must hold for
any organisation.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.shipped import weights_of
from tests.drawing import organisations
from topo.api import check as check_model
from topo.api import load
from topo.findings import Address, Finding, Severity
from topo.model.organisation import Organisation
from topo.rules.baseline import Baseline
from topo.rules.catalogue import BY_CODE, load_check
from topo.rules.context import Context
from topo.rules.recording import record
from topo.rules.result import CheckResult

AS_OF = date(2026, 12, 1)
FAMILIES = {"DEP", "COM"}
WEIGHTS = {name: weights_of(name) for name in ("dependencies", "limits", "cognitive-load")}
Check = Callable[..., CheckResult]


def said(findings: Iterable[Finding]) -> list[tuple[str, str, str]]:
    """Severity, code and address of the findings of these families."""
    return [
        (each.severity.value, each.code, str(each.address)) for each in findings if each.code[:3] in FAMILIES
    ]


def model(text: str, *, check: str = "extends: team-topologies") -> str:
    """A model in which these rules are awake."""
    return f"{text}\ncheck: {{{check}}}\n"


# --- the sample ------------------------------------------------------------------------------------


def test_northwind(project: Path, tmp_path: Path) -> None:
    """Payments and platform share the releases of the core monolith, which they call a service.

    Beside that the pack finds what is about teams and load, and nothing else.
    """
    text = (project / "samples/northwind/topo.yaml").read_text(encoding="utf-8")
    sample, _, settings = text.partition("\ncheck:\n")
    assert settings
    (tmp_path / "topo.yaml").write_text(model(sample), encoding="utf-8")
    findings = check_model(load(tmp_path), as_of=AS_OF).result.findings
    assert {each.code for each in findings} == {"COG001", "COM003", "DEP005", "ORG001", "ORG006"}
    assert {each.code: each.message for each in findings if each.code[:3] in FAMILIES} == {
        "COM003": "`platform` is declared a service to `payments` and shares releases with it: "
        "1 shared deployable",
        "DEP005": "`core-monolith` is released by 2 teams together: "
        "`payments` (1 part) and `platform` (1 part)",
    }


# --- steps and limits ------------------------------------------------------------------------------


def platform_with(teams: int) -> str:
    """A platform on which so many teams wait."""
    lines = ["teams:", "  p: {type: platform, owns: [runway]}"]
    lines += [f"  t{number:02d}: {{owns: [s{number:02d}]}}" for number in range(teams)]
    lines += ["services:", "  runway: {}"]
    lines += [f"  s{number:02d}: {{depends_on: [runway]}}" for number in range(teams)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("teams", "settings", "severity"),
    [
        (10, "", None),
        (11, "", "warning"),
        (15, "", "warning"),
        (16, "", "error"),
        (16, ", rules: {DEP003: info}", "info"),
        (11, ", rules: {DEP003: error}", "error"),
        (16, ", limits: {platform_fan_in: 16}", None),
        (16, ", limits: {platform_fan_in_error: 16}", "warning"),
    ],
)
def test_the_steps_of_a_platform(check: Check, teams: int, settings: str, severity: str | None) -> None:
    """From 11 a warning, from 16 an error; a severity that is set holds for both, a limit moves them."""
    result = check(model(platform_with(teams), check=f"extends: team-topologies{settings}"))
    expected = [] if severity is None else [(severity, "DEP003", "teams.p")]
    assert said(result.findings) == expected


@pytest.mark.parametrize("profile", ["limits: {fan-out: 1}", "limits: {fan-out: 0}"])
def test_a_profile_has_the_limits_too(check: Check, profile: str) -> None:
    """What `check.limits` does not say; what it says comes first."""
    text = "teams: {a: {owns: [s]}, b: {owns: [t]}, c: {owns: [u]}}\nservices: {s: {depends_on: [t, u]}}\n"
    text += f"profiles: {{{profile}}}"
    assert said(check(model(text)).findings) == [("warning", "DEP002", "teams.a")]
    assert said(check(model(text, check="extends: team-topologies, limits: {fan_out: 2}")).findings) == []


def test_collaborations_are_counted_as_friction_counts_them(check: Check) -> None:
    """One number for both, unless the rule has its own."""
    text = "teams: {a: {}, b: {}, c: {}}\ninteractions:\n"
    text += "".join(
        f"  - {{mode: collaboration, between: [a, {other}], until: 2027-01-15}}\n" for other in "bc"
    )
    found = ("warning", "COM004", "teams.a")
    quiet = "profiles: {cognitive-load: {collaborations: 2}}"
    assert found in said(check(model(text)).findings)
    assert found not in said(check(model(text + quiet)).findings)
    settings = "extends: team-topologies, limits: {collaborations: 1}"
    assert found in said(check(model(text + quiet, check=settings)).findings)


# --- which sleep -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "asleep"),
    [
        ("services: {s: {tier: 1}}", {"DEP": "no depends_on", "COM": "no interactions"}),
        ("services: {s: {depends_on: [t]}, t: {}}", {"COM": "no interactions"}),
        ("services: {s: {part_of: t}, t: {}}", {"COM": "no interactions"}),
        (
            "teams: {a: {}, b: {}}\ninteractions: [{mode: facilitating, by: a, for: b}]",
            {"DEP": "no depends_on"},
        ),
    ],
)
def test_what_wakes_them(check: Check, text: str, asleep: dict[str, str]) -> None:
    """Dependencies, or parts of a deployable; interactions."""
    told = {family: why for family, why in check(model(text)).asleep if family in FAMILIES}
    assert told == asleep


# --- whom a finding is about -----------------------------------------------------------------------

PAIR = """
groups: {left: {}, right: {}, far: {}}
teams:
  a: {group: left, owns: [s]}
  b: {group: right, owns: [t]}
  c: {group: far}
services:
  s: {depends_on: [t]}
  t: {depends_on: [{service: s, via: async}]}
interactions: [{mode: facilitating, by: c, for: [a]}]
"""


@pytest.mark.parametrize(
    ("group", "codes"), [("left", {"COM001", "DEP001"}), ("right", {"COM001", "DEP001"}), ("far", set())]
)
def test_only_speaks_of_each_team(check: Check, group: str, codes: set[str]) -> None:
    """A pair and a ring are as much about one of their teams as about another."""
    only = f"{{only: {{group: {group}}}}}"
    settings = f"extends: team-topologies, rules: {{COM001: {only}, DEP001: {only}}}"
    found = {code for _, code, _ in said(check(model(PAIR, check=settings)).findings)}
    assert found == codes


@pytest.mark.parametrize("team", ["a: {group: left,", "b: {group: right,"])
def test_each_team_may_waive(check: Check, team: str) -> None:
    """What it says of itself holds for its pairs and rings."""
    waivers = ", ".join(f"{{rule: {code}, until: 2027-03-31, why: moving}}" for code in ("COM001", "DEP001"))
    result = check(model(PAIR.replace(team, f"{team} waivers: [{waivers}],")))
    assert said(result.findings) == []
    assert {each.finding.code for each in result.waived} == {"COM001", "DEP001"}
    assert not [each for each in result.findings if each.code == "WAI001"]


def test_interactions_are_about_their_teams(check: Check) -> None:
    """`only` picks those of a team."""
    text = "teams: {a: {}, b: {}, c: {}, d: {}}\ninteractions:\n"
    text += "  - {mode: collaboration, between: [a, b]}\n  - {mode: collaboration, between: [c, d]}\n"
    settings = "extends: team-topologies, rules: {COM002: off, COM005: {only: {team: d}}}"
    found = said(check(model(text, check=settings)).findings)
    assert found == [("warning", "COM005", "interactions[collaboration c d]")]


# --- baselines -------------------------------------------------------------------------------------


def draw_line(result: CheckResult) -> Baseline:
    """The baseline of a result."""
    return record(result.findings, None).baseline


ONE = "teams: {a: {owns: [s, s2]}, b: {owns: [t]}, c: {owns: [u, u2]}}\n"
TIES = "services: {s: {depends_on: [%s]}, s2: {%s}, t: {depends_on: [%s]}, u: {depends_on: [%s]}, u2: {}}\n"
ALONE = "interactions: [{mode: facilitating, by: c, for: [b]}]\n"
ALL_LOW = "extends: team-topologies, limits: {fan_out: 0, fan_in: 0, blocking: 0}"

# What a rule watches: a model as it is, one in which it is worse, and one in which it is better.
WATCHED = [
    ("DEP001", ("t", "", "s, u", "s"), ("t", "", "s", "")),
    ("DEP002", ("t, u", "", "", ""), ("t", "", "", "")),
    ("DEP004", ("{service: t, via: release}, {service: u, via: release}", "", "", ""), None),
    ("COM001", ("t, u", "depends_on: [t]", "", ""), ("t", "", "", "")),
]
NOW = {"DEP001": ("t", "", "s", ""), "DEP002": ("t", "", "", ""), "COM001": ("t", "", "", "")}
NOW["DEP004"] = ("{service: t, via: release}", "", "", "")


@pytest.mark.parametrize(("code", "worse", "same"), WATCHED)
def test_a_baseline_watches_the_number(
    check: Check, code: str, worse: tuple[str, ...], same: tuple[str, ...] | None
) -> None:
    """As bad is known, and worse is not."""
    text = ONE + ALONE + TIES
    baseline = draw_line(check(model(text % NOW[code], check=ALL_LOW)))
    assert code in {entry.code for entry in baseline.entries.values()}
    found = check(model(text % worse, check=ALL_LOW), baseline=baseline).findings
    assert code in {each.code for each in found}
    known = check(model(text % (same or NOW[code]), check=ALL_LOW), baseline=baseline).findings
    assert code not in {each.code for each in known}


@pytest.mark.parametrize(("consumers", "is_worse"), [("b", False), ("b, c", True)])
def test_a_baseline_watches_each_pair_of_a_service(check: Check, consumers: str, is_worse: bool) -> None:
    """One more team in the same deployable is one more coupling."""
    text = "teams: {a: {owns: [core]}, b: {owns: [t]}, c: {owns: [u]}}\n"
    text += "services: {core: {}, t: {part_of: core}, u: {part_of: %s}}\n"
    text += "interactions: [{mode: x-as-a-service, provider: a, consumers: [b, c]}]"
    baseline = draw_line(check(model(text % "elsewhere")))
    found = check(model(text % ("core" if "c" in consumers else "elsewhere")), baseline=baseline).findings
    assert ("COM003" in {each.code for each in found}) == is_worse


def test_other_reasons_are_the_same_pair(check: Check) -> None:
    """A pair is known by its teams: what joins them may change, as long as it is no more."""
    text = ONE + ALONE + TIES
    baseline = draw_line(check(model(text % ("t", "", "", ""))))
    found = check(model(text % ("", "", "s", "")), baseline=baseline).findings
    assert "COM001" not in {each.code for each in found}


def test_a_ring_that_grows_is_the_same_ring(check: Check) -> None:
    """Under the address of another of its teams, and with what it was."""
    text = "teams: {b: {owns: [s]}, c: {owns: [t]}, a: {owns: [u]}}\nservices: {s: {depends_on: [t]}, %s}"
    baseline = draw_line(check(model(text % "t: {depends_on: [s]}, u: {}")))
    grown = check(model(text % "t: {depends_on: [u]}, u: {depends_on: [s]}"), baseline=baseline)
    (ring,) = (each for each in grown.findings if each.code == "DEP001")
    assert str(ring.address) == "teams.a"
    assert ring.related[-1].message == "it was 2 in , and is 3"
    assert not [each for each in grown.findings if each.code == "WAI001"]


def test_a_renamed_team_keeps_its_pairs_and_rings(check: Check) -> None:
    """Also where another of the two is now the first by id."""
    renamed = PAIR.replace("  a: {", "  z: {formerly: [a], ").replace("[a]}]", "[z]}]")
    baseline = draw_line(check(model(PAIR)))
    assert {entry.code for entry in baseline.entries.values()} == {"COM001", "DEP001"}
    result = check(model(renamed), baseline=baseline)
    assert said(result.findings) == []
    assert len(result.baselined) == 2


# --- what must hold for any organisation -----------------------------------------------------------


def run(code: str, raw: dict[str, Any], **sections: Any) -> list[Finding]:
    """What one rule finds in a raw organisation."""
    function = load_check(BY_CODE[code])
    assert function is not None
    organisation = Organisation.model_validate({**raw, **sections})
    return list(function(Context(organisation, AS_OF, WEIGHTS)))


def without(raw: dict[str, Any], addresses: Iterable[Address | None]) -> dict[str, Any]:
    """A raw organisation without the dependencies at these addresses."""
    gone = {(each.steps[1], each.steps[3][1:-1]) for each in addresses if each is not None}
    services = {
        id: {
            **service,
            "depends_on": [each for each in service["depends_on"] if (id, each["service"]) not in gone],
        }
        for id, service in raw["services"].items()
    }
    return {**raw, "services": services}


@given(organisations())
def test_the_cut_leaves_no_ring(raw: dict[str, Any]) -> None:
    """Without the related dependencies of all rings there is none, and without any of them there is one."""
    rings = run("DEP001", raw)
    places = [each.address for ring in rings for each in ring.related]
    assert run("DEP001", without(raw, places)) == []
    for ring in rings:
        cut: Any = ring.evidence["cut"]
        assert cut["exact"]
        assert cut["dependencies"] == len(ring.related)
        tied = {each.address for each in ring.related}
        assert len(run("DEP001", without(raw, set(places) - tied))) >= 1


def find_owners(raw: dict[str, Any]) -> dict[str, str]:
    """By service that counts: the team that owns it."""
    return {
        id: service["owner"]
        for id, service in raw["services"].items()
        if service.get("owner", "unknown") not in ("unknown", "empty")
        and service.get("lifecycle") != "retired"
        and service.get("kind") != "external"
    }


@given(organisations(teams=8, services=12))
def test_who_waits_on_many_is_waited_on(raw: dict[str, Any]) -> None:
    """Fan-out and fan-in are two sides of the same ties, counted anew here where nothing is shared."""
    services = {id: {**each, "part_of": None} for id, each in raw["services"].items()}
    teams = {id: {**team, "type": "enabling"} for id, team in raw["teams"].items()}
    owners = find_owners(raw)
    ties = {
        (team, owners[each["service"]])
        for id, team in owners.items()
        for each in services[id]["depends_on"]
        if owners.get(each["service"], team) != team
    }
    limits = {"check": {"limits": {"fan_out": 0, "fan_in": 0}}}
    for code, side in (("DEP002", 0), ("DEP003", 1)):
        found = run(code, {"teams": teams, "services": services}, **limits)
        counted = {str(each.address.steps[-1]): each.evidence["teams"] for each in found}
        assert counted == {
            team: len({tie for tie in ties if tie[side] == team}) for team in {tie[side] for tie in ties}
        }


@given(organisations())
def test_to_declare_is_what_a_pair_lacks(raw: dict[str, Any]) -> None:
    """With an interaction of the two the finding is gone, and every other one stays."""
    found = run("COM001", raw)
    for finding in found:
        first, second = finding.address.steps[1], finding.address.steps[2][1:-1]
        said = [{"mode": "x-as-a-service", "provider": second, "consumers": [first]}]
        assert run("COM001", raw, interactions=said) == [each for each in found if each is not finding]


@given(organisations(), st.sampled_from(["x-as-a-service", "collaboration"]))
def test_a_pair_has_one_verdict(raw: dict[str, Any], mode: str) -> None:
    """What nothing requires is unused, and what is shared is no service: never both, never undeclared."""
    teams = sorted(set(raw["teams"]) - {"empty"})[:2]
    if len(teams) < 2:
        return
    parties = {"provider": teams[0], "consumers": teams[1:]}
    if mode == "collaboration":
        parties = {"between": teams, "until": date(2026, 12, 31)}
    said = [{"mode": mode, **parties}]
    pairs = {each.address.steps[1:] for each in run("COM001", raw)}
    is_required = (teams[0], f"[{teams[1]}]") in pairs
    assert bool(run("COM002", raw, interactions=said)) == (not is_required)
    mismatched = run("COM003", raw, interactions=said)
    assert len(mismatched) <= int(is_required and mode == "x-as-a-service")
    assert all(each.evidence["teams"] == 1 for each in mismatched)


# --- order -----------------------------------------------------------------------------------------


def test_what_requires_a_pair_comes_heaviest_first(check: Check) -> None:
    """By the weight of each; what people say of it beats how it is coupled; a hand-off comes last."""
    text = """
teams: {a: {owns: [s]}, b: {owns: [t, u, v, core]}, c: {}}
services:
  s:
    part_of: core
    depends_on: [{service: t, via: sync}, {service: u, via: async, slows: blocking}, {service: v, via: data}]
streams: {o: {stages: {build: {team: a}, ship: {team: b}}}}
interactions: [{mode: facilitating, by: c, for: [a]}]
"""
    (finding,) = (each for each in check(model(text)).findings if each.code == "COM001")
    assert [each.message for each in finding.related] == [
        "`s` of `a` waits on `u` (blocking)",
        "`core` of `b` is the deployable",
        "`s` of `a` is released with `core`",
        "`s` of `a` waits on `v` (data)",
        "`s` of `a` waits on `t` (sync)",
        "`o` hands over at `ship`: a → b",
    ]
    assert finding.message == (
        "`a` and `b` are joined by 3 dependencies, 1 shared deployable and 1 hand-off, "
        "and declare no interaction"
    )
    assert finding.measured_value == 5


def test_a_severity_that_is_set_is_kept(check: Check) -> None:
    """Of every rule here."""
    result = check(model(PAIR, check="extends: team-topologies, rules: {COM001: error, DEP001: info}"))
    assert {each.code: each.severity for each in result.findings} == {
        "COM001": Severity.ERROR,
        "DEP001": Severity.INFO,
    }


def test_a_pair_is_the_same_from_both_sides(check: Check) -> None:
    """Its other address is that of the other team."""
    (finding,) = (each for each in check(model(PAIR)).findings if each.code == "COM001")
    assert [str(each) for each in finding.subjects] == ["teams.a[b]", "teams.b[a]"]
    assert replace(finding, related=()).fingerprint == finding.fingerprint
