"""Do the rules of who waits on whom and who talks to whom hold beyond their pages?

What they say of the sample that the documentation shows, their steps, and their baselines.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from topo.api import check as check_model
from topo.api import load
from topo.findings import Finding, Severity
from topo.rules.baseline import Baseline
from topo.rules.recording import record
from topo.rules.result import CheckResult

AS_OF = date(2026, 12, 1)
FAMILIES = {"DEP", "COM"}
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
