"""How does each team stand, what would more speed do to it, and what is the one constraint?"""

from pathlib import Path

import pytest

from tests.advise.models import colours_of, measures_of, mri_of, read, sample
from topo.advise.dimensions import DIMENSION_OF, DIMENSIONS
from topo.advise.outlook import SIGNS, Colour, Leaning, Verdict
from topo.change.catalogue import read_move
from topo.change.history import Step
from topo.change.script import Phase, Script
from topo.change.trial import lay_over
from topo.resources import find_resource
from topo.rules.catalogue import BY_CODE
from topo.source.shelf import read_shipped

HEAD = "topo: 1\n"
BUSY = """\
teams: {a: {size: 1, focus: 100%%}}
streams: {s: {demand: %d/week, stages: {b: {team: a, touch: 1h}}}}
"""


def colour(mri_text: str, folder: Path, team: str, dimension: str) -> Colour:
    """The colour of one field."""
    cell = mri_of(read(folder, HEAD + mri_text)).find(team)
    assert cell is not None
    return cell.find(dimension).colour


@pytest.mark.parametrize(
    ("text", "dimension", "expected"),
    [
        ("teams: {a: {size: 5, owns: [s]}}\n", "ownership", Colour.GREEN),
        ("teams: {a: {size: 5}}\n", "ownership", Colour.NOT_ASSESSED),
        (
            "teams: {a: {size: 5}}\ndomains: {d: {owner: a}}\nservices: {s: {domain: d}}\n",
            "ownership",
            Colour.RED,
        ),
        (
            "teams: {a: {size: 5, owns: [s]}, b: {size: 5, owns: [t]}}\n"
            "services: {s: {depends_on: [t]}, t: {depends_on: [s]}}\n",
            "waiting",
            Colour.RED,
        ),
        (
            "teams: {a: {size: 5, owns: [s]}, b: {size: 5, owns: [t]}}\n"
            "services: {s: {depends_on: [t]}, t: {}}\n",
            "waiting",
            Colour.GREEN,
        ),
        ("teams: {a: {size: 5, owns: [s]}}\n", "waiting", Colour.NOT_ASSESSED),
        ("teams: {a: {size: 12}}\n", "channels", Colour.AMBER),
        ("teams: {a: {size: 5}}\n", "channels", Colour.NOT_ASSESSED),
        (
            "teams: {a: {size: 5}}\n"
            "domains: {d: {owner: a, complexity: complex}, e: {owner: a, complexity: simple}}\n"
            "services: {s: {domain: d, owner: a}, t: {domain: e, owner: a}}\n",
            "load",
            Colour.RED,
        ),
        (
            "teams: {a: {size: 5}}\ntissue: {guardrails: {g: {owner: a, enforcement: gate, policy: p}}}\n",
            "tissue",
            Colour.AMBER,
        ),
        ("teams: {a: {size: 5}}\n", "tissue", Colour.NOT_ASSESSED),
        (
            BUSY % 39,
            "flow",
            Colour.RED,
        ),
        (
            BUSY % 33,
            "flow",
            Colour.AMBER,
        ),
        (
            BUSY % 9,
            "flow",
            Colour.GREEN,
        ),
        ("teams: {a: {size: 5}}\n", "flow", Colour.NOT_ASSESSED),
        ("teams: {a: {size: 5, stewards: {impediments: ~}}}\n", "stewardship", Colour.AMBER),
        (
            "teams: {a: {size: 5, stewards: {impediments: bo}}}\npeople: {bo: {}}\n",
            "stewardship",
            Colour.GREEN,
        ),
        ("teams: {a: {size: 5}}\n", "stewardship", Colour.NOT_ASSESSED),
        ("teams: {a: {size: 5, outcomes: [{metric: story points}]}}\n", "accountability", Colour.AMBER),
        ("teams: {a: {size: 5, outcomes: [{metric: conversion}]}}\n", "accountability", Colour.GREEN),
        ("teams: {a: {size: 5, survey: {n: 6, tlx: 60}}}\n", "survey", Colour.RED),
        ("teams: {a: {size: 5, survey: {n: 6, tlx: 59}}}\n", "survey", Colour.GREEN),
        ("teams: {a: {size: 5, survey: {n: 4, tlx: 90}}}\n", "survey", Colour.NOT_ASSESSED),
    ],
)
def test_the_colour_of_a_field(tmp_path: Path, text: str, dimension: str, expected: Colour) -> None:
    """Red, amber, green or not assessed, and a green one never where nothing is said."""
    assert colour(text, tmp_path, "a", dimension) is expected


def test_every_rule_runs_whatever_packs_are_chosen() -> None:
    """The sample checks ownership alone, and its ring of teams is red all the same."""
    cell = mri_of(sample("paradox")).find("loans")
    assert cell is not None and cell.find("waiting").colour is Colour.RED
    assert cell.find("waiting").findings[0].code == "DEP001"


def test_severities_and_waivers_of_the_model_hold(tmp_path: Path) -> None:
    """A rule that is off colours nothing, and what is waived is not there."""
    text = "teams: {a: {size: 12}}\n"
    assert colour(text, tmp_path, "a", "channels") is Colour.AMBER
    off = text + "check: {rules: {ORG001: off}}\n"
    assert colour(off, tmp_path, "a", "channels") is Colour.NOT_ASSESSED
    error = text + "check: {rules: {ORG001: error}}\n"
    assert colour(error, tmp_path, "a", "channels") is Colour.RED
    waived = "teams:\n  a: {size: 12, waivers: [{rule: ORG001, until: 2027-01-31, why: splits}]}\n"
    assert colour(waived, tmp_path, "a", "channels") is Colour.NOT_ASSESSED


def test_the_profile_says_what_is_red(tmp_path: Path) -> None:
    """By severity, and by rule, which comes first."""
    text = "teams: {a: {size: 12}}\nprofiles: {mri: {%s}}\n"
    assert colour(text % "org001: 2", tmp_path, "a", "channels") is Colour.RED
    assert colour(text % "warning: 2", tmp_path, "a", "channels") is Colour.RED
    assert colour(text % "warning: 2, org001: 0", tmp_path, "a", "channels") is Colour.NOT_ASSESSED


def test_findings_of_nobody_stand_apart(tmp_path: Path) -> None:
    """A service without owner and domain is no team's field."""
    mri = mri_of(read(tmp_path, HEAD + "teams: {a: {size: 5}}\nservices: {s: {}}\n"))
    assert [each.code for each in mri.of_no_cell] == ["OWN001"]


def test_each_rule_has_one_dimension() -> None:
    """And each of them is a rule."""
    codes = [code for dimension in DIMENSIONS for code in dimension.rules]
    assert len(codes) == len(set(codes)) == len(DIMENSION_OF)
    assert set(codes) <= set(BY_CODE)


def test_rules_without_a_dimension() -> None:
    """What the reading finds, what is about the whole, and waivers: no one team's field."""
    rest = {code for code in BY_CODE if code not in DIMENSION_OF and code[:3] not in ("SYN", "REF", "WAI")}
    assert rest == {"OWN009", "ORG006", "ORG009"}


def test_the_profile_weighs_each_sign() -> None:
    """One entry each, and none that nobody reads."""
    entries = read_shipped(find_resource("models", "mri"))["entries"]
    assert {f"sign-{name}" for name in SIGNS} == {name for name in entries if name.startswith("sign-")}


CELL = "{a: {size: 5, type: stream-aligned, owns: [s]%s}}"


@pytest.mark.parametrize(
    ("said", "name", "leaning"),
    [
        (", signals: {ai_checks: mandatory}", "ai-checks", Leaning.FOR),
        (", signals: {ai_checks: none}", "ai-checks", Leaning.AGAINST),
        ("", "ai-checks", Leaning.UNKNOWN),
        (", signals: {rollback: proven}", "rollback", Leaning.FOR),
        (", signals: {rollback: untested}", "rollback", Leaning.AGAINST),
        (", signals: {toil_trend: falling}", "toil", Leaning.FOR),
        (", signals: {toil_trend: flat}", "toil", Leaning.NEITHER),
        (", signals: {toil_trend: rising}", "toil", Leaning.AGAINST),
        (", outcomes: [{metric: conversion}]", "results", Leaning.FOR),
        (", outcomes: [{metric: commits}]", "results", Leaning.AGAINST),
        (", stewards: {impediments: ~}", "impediments", Leaning.AGAINST),
        (", stewards: {impediments: [bo, cy]}", "impediments", Leaning.FOR),
        ("", "impediments", Leaning.UNKNOWN),
        ("", "flow", Leaning.UNKNOWN),
        ("", "load", Leaning.UNKNOWN),
        ("", "ownership", Leaning.FOR),
    ],
)
def test_a_sign(tmp_path: Path, said: str, name: str, leaning: Leaning) -> None:
    """What one field of a team says of more speed."""
    text = f"{HEAD}people: {{bo: {{}}, cy: {{}}}}\nteams: {CELL % said}\n"
    cell = mri_of(read(tmp_path, text)).find("a")
    assert cell is not None
    assert {sign.name: sign.leaning for sign in cell.outlook.signs}[name] is leaning


FED = """\
teams:
  a: {roles: {engineer: 5}, focus: 100%%}
  late: {size: 1, focus: 100%%}
  early: {size: 1, focus: 100%%}
streams:
  s:
    demand: %s/week
    stages:
      idea: {phase: ideate, team: early, touch: 1h}
      build: {phase: create, team: a, role: engineer, touch: 4h}
      check: {phase: release, team: late, touch: 1h}
"""


@pytest.mark.parametrize(
    ("demand", "a", "early"),
    [
        (10, Leaning.FOR, Leaning.FOR),
        (24, Leaning.NEITHER, Leaning.FOR),
        (30, Leaning.AGAINST, Leaning.FOR),
        (35, Leaning.AGAINST, Leaning.NEITHER),
    ],
)
def test_who_makes_faster_feeds_who_cannot_keep_up(
    tmp_path: Path, demand: int, a: Leaning, early: Leaning
) -> None:
    """What comes after a team's faster stages is its outlook, too; what comes before is not."""
    mri = mri_of(read(tmp_path, HEAD + FED % demand))
    leanings = {cell.team: cell.outlook.signs[0].leaning for cell in mri.cells}
    assert (leanings["a"], leanings["early"]) == (a, early)


def test_one_heavy_sign_against_is_enough() -> None:
    """And the sample says which."""
    cell = mri_of(sample("paradox")).find("security")
    assert cell is not None and cell.outlook.verdict is Verdict.DYSFUNCTION
    assert [sign.name for sign in cell.outlook.find(Leaning.AGAINST)] == ["flow"]


def test_agileworks_is_strong_and_says_why() -> None:
    """The sample of how it could be."""
    mri = mri_of(sample("agileworks"))
    cell = mri.find("booking")
    assert cell is not None and cell.outlook.verdict is Verdict.STRENGTH
    assert not cell.outlook.find(Leaning.AGAINST)


def test_the_constraint_is_the_busiest_pool() -> None:
    """With the lever that relieves it, and beside it what saves most time where there is time left."""
    constraint = mri_of(sample("paradox")).constraint
    assert constraint is not None and constraint.pool is not None
    assert constraint.pool.id == "security security-engineer" and constraint.has_time
    assert constraint.lever is not None and constraint.lever.change.label == "security-review automated"
    assert constraint.time_saver is not None
    saved = [each.saved or 0.0 for each in constraint.levers.levers] if constraint.levers else []
    assert constraint.time_saver.saved == max(saved)


RINGS = """\
teams: {a: {size: 5}, b: {size: 5}, c: {size: 5}, d: {size: 5}, e: {size: 5}, f: {size: 5}}
services:
  s1: {owner: a, depends_on: [s2]}
  s2: {owner: b, depends_on: [s1]}
  s3: {owner: c, depends_on: [s4]}
  s4: {owner: d, depends_on: [s3]}
  s5: {owner: e, depends_on: [s3]}
  s6: {owner: f, depends_on: [s5]}
"""


def test_without_streams_it_is_the_red_that_holds_up_most(tmp_path: Path) -> None:
    """Two rings; on one of them two more teams wait, one of them by way of the other."""
    mri = mri_of(read(tmp_path, HEAD + RINGS))
    constraint = mri.constraint
    assert constraint is not None and constraint.pool is None
    assert (constraint.team, constraint.dimension, constraint.reach) == ("c", "waiting", 4)
    assert constraint.finding is not None and constraint.finding.hint


def test_nothing_red_and_no_streams_is_no_constraint(tmp_path: Path) -> None:
    """Nothing is made up."""
    assert mri_of(read(tmp_path, HEAD + "teams: {a: {size: 5}}\n")).constraint is None


def test_what_would_make_it_another_one() -> None:
    """The least change of an input that flips it, of all that do within their bands."""
    organisation = sample("paradox")
    constraint = mri_of(organisation).constraint
    assert constraint is not None and constraint.flip is not None
    flips = measures_of(organisation).intervals.flips
    assert abs(constraint.flip.change) == min(abs(flip.change) for flip in flips) < 0.03
    assert str(constraint.flip.address) == "streams.card-change.stages.build.touch"


def test_who_has_nothing_to_do_is_no_constraint(tmp_path: Path) -> None:
    """Nothing comes, so nothing is held up."""
    text = (
        "topo: 1\nteams: {a: {size: 4}}\nstreams: {s: {demand: 0/week, stages: {b: {team: a, touch: 1d}}}}\n"
    )
    assert mri_of(read(tmp_path, text)).constraint is None


def test_gaps() -> None:
    """Who looks after nothing, who says nothing, who answers for output."""
    mri = mri_of(sample("paradox"))
    assert {team: [each.what for each in areas] for team, areas in mri.unstewarded} == {
        "cards": ["impediments"],
        "mobile": ["impediments", "improvement"],
    }
    assert mri.silent_on_stewards == ("hosting", "loans", "portfolio", "security")
    assert [each.team for each in mri.unaccountable] == ["mobile"]


@pytest.mark.parametrize("name", ["northwind", "agileworks", "paradox", "monolith"])
def test_renaming_teams_changes_nothing(name: str) -> None:
    """Each team keeps its colours, findings and outlook under another id."""
    organisation = sample(name)
    names = {f"zz-{number}": team for number, team in enumerate(sorted(organisation.teams, reverse=True))}
    steps = [
        Step(read_move({"rename": {"kind": "team", "from": old, "to": new}})) for new, old in names.items()
    ]
    trial = lay_over(Script("renamed", phases=(Phase(tuple(steps)),)), organisation)
    assert trial.fits
    assert colours_of(mri_of(trial.organisation), names) == colours_of(mri_of(organisation))
