"""Does each team answer for results, or for output?"""

from collections.abc import Callable

import pytest

from tests.analysis.shipped import weights_of
from topo.analysis.accountability import find_output_word, measure_accountability, read_phrases
from topo.model.organisation import Organisation

Read = Callable[[str], Organisation]
WORDS = weights_of("accountability")
PHRASES = read_phrases(WORDS)


@pytest.mark.parametrize(
    ("metric", "word"),
    [
        ("lines", "line"),
        ("Lines of code", "line-of-code"),
        ("commits per engineer", "commit"),
        ("pull requests merged", "pull-request"),
        ("PRs", "pr"),
        ("story points a sprint", "story-point"),
        ("points", "point"),
        ("sprint velocity", "velocity"),
        ("tickets closed", "ticket"),
        ("Jira-Tickets", "ticket"),
        ("stories done", "story"),
        ("hours booked", "hour"),
        ("features shipped", "feature-shipped"),
    ],
)
def test_output(metric: str, word: str) -> None:
    """The entry that says so, whatever the case, the plural and what stands between words."""
    assert find_output_word(metric, PHRASES) == word


@pytest.mark.parametrize(
    "metric",
    [
        "checkout conversion",
        "bookings kept as promised",
        "calls about declined cards",
        "support tickets per 1,000 orders",
        "conversion, in percentage points",
        "orders delivered within 24 hours",
        "top line growth",
        "online revenue",
        "pointless visits",
        "deadlines kept",
        "",
    ],
)
def test_results(metric: str) -> None:
    """No word of output, an exception, or a word that only contains one."""
    assert find_output_word(metric, PHRASES) is None


def test_the_word_after_an_exception() -> None:
    """An exception covers its own words alone."""
    assert find_output_word("support tickets and story points", PHRASES) == "story-point"


def test_teams(read: Read) -> None:
    """Results are counted, output is not, and who states none is named."""
    organisation = read(
        """
        teams:
          a: {outcomes: [{metric: conversion, target: "> 5 points"}, {metric: velocity}]}
          b: {outcomes: [{metric: commits}]}
          c: {size: 3}
        """
    )
    measured = measure_accountability(organisation, weights=WORDS)
    assert measured.is_assessed
    assert (measured.results.amount, measured.results.missing) == (1, ("c: no outcomes",))
    assert [str(part.address) for part in measured.results.parts] == ["teams.a.outcomes[conversion]"]
    assert [(each.team, each.has_result) for each in measured.teams] == [
        ("a", True),
        ("b", False),
        ("c", False),
    ]
    first = measured.find("a")
    assert first is not None
    assert [(each.metric, each.word) for each in first.find_output()] == [("velocity", "velocity")]


def test_nobody_states_outcomes(read: Read) -> None:
    """Not assessed, and not 0."""
    measured = measure_accountability(read("teams: {a: {size: 3}}"), weights=WORDS)
    assert not measured.is_assessed
    assert measured.results.amount is None


def test_a_models_own_words(read: Read) -> None:
    """Added in its own language, and one taken out."""
    organisation = read("teams: {a: {outcomes: [{metric: Codezeilen}, {metric: tickets}]}}")
    weights = {**WORDS, "codezeilen": 1.0, "ticket": 0.0}
    [answering] = measure_accountability(organisation, weights=weights).teams
    assert [each.word for each in answering.outcomes] == ["codezeilen", None]
