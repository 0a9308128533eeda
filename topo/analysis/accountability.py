"""Does each team answer for results, or for output?

Accountability: outcomes that are business results. One that counts output (lines, commits, pull requests,
points, velocity, tickets, hours …) is none. The words are the entries of the profile `accountability`: a
word of a weight above 0 counts output, and a longer phrase of weight 0 (`support-ticket`) is an exception to
it. Looked for in the metric alone, for a target may well be so many hours. Case and plural do not matter,
and `#` in an entry is any number.

Source: output against outcome is Seiden (2019) and Cagan (2018), D; which words tell is topo's own (E).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from topo.analysis.parts import Number, Part, count_up, not_assessed
from topo.analysis.renewing import NOTHING, Before, measure_each
from topo.findings import Address
from topo.model.organisation import Organisation, address_of
from topo.model.team import Team

_WORD = re.compile(r"[^\W_]+")
_Phrases = Mapping[tuple[str, ...], tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Answered:
    """One outcome: its metric, and the entry of the profile that says it counts output (None: a result)."""

    metric: str
    address: Address
    word: str | None = None

    @property
    def is_result(self) -> bool:
        """Whether it is a business result."""
        return self.word is None


@dataclass(frozen=True, slots=True)
class Answering:
    """What one team answers for, as written."""

    team: str
    type: str | None
    outcomes: tuple[Answered, ...]

    @property
    def address(self) -> Address:
        """Where the team stands."""
        return address_of("team", self.team)

    @property
    def has_result(self) -> bool:
        """Whether any of its outcomes is a business result."""
        return any(outcome.is_result for outcome in self.outcomes)

    def find_output(self) -> tuple[Answered, ...]:
        """Its outcomes that count output."""
        return tuple(outcome for outcome in self.outcomes if not outcome.is_result)


@dataclass(frozen=True)
class Accountability:
    """What every team answers for, by id; `results` counts business results over all teams."""

    teams: tuple[Answering, ...]
    results: Number

    @property
    def is_assessed(self) -> bool:
        """Whether any team states outcomes: only then does one that states none say something."""
        return self.results.amount is not None

    def find(self, team: str) -> Answering | None:
        """What a team answers for."""
        return self.by_team.get(team)

    @cached_property
    def by_team(self) -> dict[str, Answering]:
        """What each team answers for, by team."""
        return {each.team: each for each in self.teams}


def measure_accountability(
    organisation: Organisation,
    *,
    weights: Mapping[str, float],
    before: Before[Accountability] | None = None,
) -> Accountability:
    """What every team answers for; `weights` are the entries of the profile `accountability`.

    `before` is what was measured of an earlier organisation.
    """
    phrases = read_phrases(weights)
    earlier, touched = None, NOTHING
    if before is not None:
        earlier = before.result.by_team
        touched = before.compare(before.inputs["organisation"].teams, organisation.teams)
        if not touched:
            return before.result
    teams = measure_each(organisation.teams, lambda team: _measure(team, phrases), earlier, touched)
    return _add_up(tuple(teams.values()))


def _add_up(teams: tuple[Answering, ...]) -> Accountability:
    if not any(each.outcomes for each in teams):
        return Accountability(teams, not_assessed("results", "outcomes", "no outcomes"))
    number = sum(outcome.is_result for each in teams for outcome in each.outcomes)
    results = count_up(
        "results",
        "outcomes",
        number,
        lambda: _make_parts(teams),
        lambda: (f"{each.team}: no outcomes" for each in teams if not each.outcomes),
    )
    return Accountability(teams, results)


def _make_parts(teams: tuple[Answering, ...]) -> Iterator[Part]:
    for each in teams:
        for outcome in each.outcomes:
            if outcome.is_result:
                yield Part(f"{each.team}: {outcome.metric}", 1.0, "outcomes", outcome.address)


def read_phrases(weights: Mapping[str, float]) -> _Phrases:
    """The entries of the profile by their words, each with its name and weight."""
    return {tuple(map(_singular, name.split("-"))): (name, weight) for name, weight in weights.items()}


def find_output_word(metric: str, phrases: _Phrases) -> str | None:
    """The first entry by which a metric counts output; the longest that fits at a place decides there.

    >>> phrases = read_phrases({"ticket": 1, "support-ticket": 0, "story-point": 1})
    >>> find_output_word("Tickets closed", phrases), find_output_word("story points a sprint", phrases)
    ('ticket', 'story-point')
    >>> find_output_word("support tickets per 1,000 orders", phrases) is None
    True
    """
    words = [_singular(word) for word in _WORD.findall(metric.casefold())]
    longest, at = max(map(len, phrases), default=0), 0
    while at < len(words):
        sizes = range(min(longest, len(words) - at), 0, -1)
        size = next((size for size in sizes if tuple(words[at : at + size]) in phrases), None)
        if size is None:
            at += 1
            continue
        name, weight = phrases[tuple(words[at : at + size])]
        if weight > 0:
            return name
        at += size
    return None


def _measure(team: Team, phrases: _Phrases) -> Answering:
    at = address_of("team", team.id) / "outcomes"
    outcomes = tuple(
        Answered(each.metric, at.item(each.metric), find_output_word(each.metric, phrases))
        for each in team.outcomes
    )
    return Answering(team.id, team.type, outcomes)


def _singular(word: str) -> str:
    """A word without its plural, in the same way on both sides; any number is `#`."""
    if word.isdigit() or word == "#":
        return "#"
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 2 else word
