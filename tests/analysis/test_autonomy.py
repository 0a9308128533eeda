"""How much autonomy has each team earned, and what is missing?"""

from collections.abc import Callable

import pytest
from hypothesis import given, settings

from tests.analysis.shipped import weights_of
from tests.strategies import organisations
from topo.analysis.accountability import measure_accountability
from topo.analysis.autonomy import IN_THE_LOOP, ON_THE_LOOP, Autonomy, Track, measure_autonomy
from topo.analysis.criterion import Standing
from topo.model.organisation import Organisation

Read = Callable[[str], Organisation]
WORDS = weights_of("accountability")

EARNED = {
    "tracks": "{engineering: on-the-loop, discovery: on-the-loop}",
    "signals": "{ai_checks: mandatory, rollback: proven}",
    "guardrail": "{enforcement: automated}",
    "deploying": "{by: owner}",
    "priorities": "{by: owner}",
    "service": "{owner: a}",
    "objective": "Shoppers pay",
    "outcomes": "[{metric: conversion}]",
}
MODEL = """
people: {{ana: {{}}, bo: {{}}}}
teams:
  a:
    {{members: [bo], manager: ana, tracks: {tracks}, signals: {signals},
      objective: {objective}, outcomes: {outcomes}}}
  b: {{size: 3}}
services: {{s: {service}}}
tissue:
  guardrails: {{g: {guardrail}}}
  forums: {{board: {{members: [b]}}}}
decisions: {{deploy-to-production: {deploying}, product-priorities: {priorities}}}
"""


def measure(organisation: Organisation) -> Autonomy:
    """The autonomy, with the words that ship."""
    accountability = measure_accountability(organisation, weights=WORDS)
    return measure_autonomy(organisation, accountability=accountability)


def track_of(organisation: Organisation, name: str, team: str = "a") -> Track:
    """One track of a team."""
    track = measure(organisation).find(team, name)
    assert track is not None
    return track


def facts(track: Track, standing: Standing) -> list[tuple[str, str]]:
    """Address and text of the facts that stand so."""
    found = track.missing if standing is Standing.NOT_MET else track.unknown
    return [(str(fact.address), fact.text) for fact in found]


@pytest.mark.parametrize("name", ["engineering", "discovery"])
def test_all_is_there(read: Read, name: str) -> None:
    """On the loop is earned; what is declared is not above it."""
    track = track_of(read(MODEL.format(**EARNED)), name)
    assert (track.earned, track.missing, track.unknown, track.is_above_earned) == (ON_THE_LOOP, (), (), False)


@pytest.mark.parametrize(
    ("name", "changed", "address", "text"),
    [
        (
            "engineering",
            {"guardrail": "{enforcement: gate}"},
            "tissue.guardrails.g.enforcement",
            "`g` is a gate",
        ),
        (
            "engineering",
            {"guardrail": "{enforcement: prose}"},
            "tissue.guardrails.g.enforcement",
            "`g` is prose",
        ),
        (
            "engineering",
            {"service": "{owner: a, rollback: untested}"},
            "services.s.rollback",
            "rollback of `s` is untested",
        ),
        (
            "engineering",
            {"signals": "{ai_checks: mandatory, rollback: none}"},
            "teams.a.signals.rollback",
            "rollback of `a` is none",
        ),
        (
            "engineering",
            {"signals": "{ai_checks: none, rollback: proven}"},
            "teams.a.signals.ai_checks",
            "there are no AI checks",
        ),
        (
            "engineering",
            {"deploying": "{by: board}"},
            "decisions.deploy-to-production.by[board]",
            "`deploy-to-production` is decided by forum `board`",
        ),
        (
            "engineering",
            {"deploying": "{by: [owner, ana]}"},
            "decisions.deploy-to-production.by[ana]",
            "`deploy-to-production` is decided by person `ana`",
        ),
        (
            "discovery",
            {"outcomes": "[{metric: velocity}]"},
            "teams.a.outcomes[velocity]",
            "`velocity` counts output",
        ),
        (
            "discovery",
            {"priorities": "{by: b}"},
            "decisions.product-priorities.by[b]",
            "`product-priorities` is decided by team `b`",
        ),
    ],
)
def test_one_thing_is_missing(
    read: Read, name: str, changed: dict[str, str], address: str, text: str
) -> None:
    """In the loop is what is left, the declared mode is above it, and the fact says where."""
    track = track_of(read(MODEL.format(**{**EARNED, **changed})), name)
    assert track.earned == IN_THE_LOOP
    assert facts(track, Standing.NOT_MET) == [(address, text)]
    assert track.unknown == ()
    assert track.is_above_earned


@pytest.mark.parametrize(
    ("name", "changed", "address"),
    [
        ("engineering", {"guardrail": "{}"}, "tissue.guardrails.g"),
        ("engineering", {"signals": "{ai_checks: mandatory}"}, "teams.a"),
        ("engineering", {"signals": "{rollback: proven}"}, "teams.a"),
        ("engineering", {"deploying": "{}"}, "teams.a"),
        ("engineering", {"deploying": "{by: gone}"}, "teams.a"),
        ("engineering", {"deploying": "{by: owner, applies_to: {team: b}}"}, "teams.a"),
        ("discovery", {"priorities": "{}"}, "teams.a"),
        ("discovery", {"objective": "~"}, "teams.a"),
        ("discovery", {"outcomes": "[]"}, "teams.a"),
    ],
)
def test_one_thing_is_unknown(read: Read, name: str, changed: dict[str, str], address: str) -> None:
    """It is not earned, and no finding either: nobody knows that it is missing."""
    track = track_of(read(MODEL.format(**{**EARNED, **changed})), name)
    assert track.earned == IN_THE_LOOP
    assert [where for where, _ in facts(track, Standing.UNKNOWN)] == [address]
    assert track.missing == ()
    assert not track.is_above_earned


def test_nothing_is_said(read: Read) -> None:
    """Not assessed, on either track, although no guardrail binds the team."""
    organisation = read("teams: {a: {size: 3, tracks: {engineering: on-the-loop, discovery: on-the-loop}}}")
    tracks = measure(organisation).tracks
    assert [(track.earned, track.is_above_earned) for track in tracks] == [(None, False)] * 2


def test_a_service_beats_the_signal(read: Read) -> None:
    """Proven on the service, whatever the team says of the others."""
    changed = {"service": "{owner: a, rollback: proven}", "signals": "{ai_checks: mandatory, rollback: none}"}
    assert track_of(read(MODEL.format(**{**EARNED, **changed})), "engineering").earned == ON_THE_LOOP


def test_a_decision_for_a_part_of_the_services(read: Read) -> None:
    """What nobody says of the other services is unknown."""
    organisation = read(
        """
        teams: {a: {size: 3, signals: {ai_checks: mandatory, rollback: proven}}}
        services: {one: {owner: a, tier: 1}, two: {owner: a, tier: 2}}
        decisions: {deploy-to-production: {by: owner, applies_to: {tier: 2}}}
        """
    )
    track = track_of(organisation, "engineering")
    assert [fact.text for fact in track.unknown] == ["`deploy-to-production` is said for a part of it alone"]


@pytest.mark.parametrize("by", ["owner", "a", "ana", "bo"])
def test_one_who_decides(read: Read, by: str) -> None:
    """The owner, the team, its manager or a member, of any decision but deploying."""
    text = f"""
        people: {{ana: {{}}, bo: {{}}}}
        teams: {{a: {{members: [bo], manager: ana, objective: x, outcomes: [{{metric: conversion}}]}}}}
        decisions: {{prices: {{by: {by}}}, deploy-to-production: {{by: owner}}}}
    """
    assert track_of(read(text), "discovery").earned == ON_THE_LOOP


def test_what_others_state_is_missing_here(read: Read) -> None:
    """An objective and outcomes that other teams have, and this one does not."""
    organisation = read(
        """
        teams: {a: {size: 3}, b: {objective: x, outcomes: [{metric: conversion}]}}
        decisions: {product-priorities: {by: owner}}
        """
    )
    assert [fact.text for fact in track_of(organisation, "discovery").missing] == [
        "it states no objective",
        "it states no business outcome",
    ]


@settings(max_examples=30)
@given(organisations())
def test_above_earned_is_never_a_guess(organisation: Organisation) -> None:
    """Both tracks of every team; on the loop is earned exactly where nothing is missing or unknown."""
    tracks = measure(organisation).tracks
    assert [track.team for track in tracks[::2]] == sorted(organisation.teams)
    for track in tracks:
        if track.earned == ON_THE_LOOP:
            assert not (track.missing or track.unknown)
        elif track.earned == IN_THE_LOOP:
            assert track.missing or track.unknown
        if track.is_above_earned:
            assert track.missing
