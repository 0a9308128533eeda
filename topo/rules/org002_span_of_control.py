"""A manager of too many people or teams.

## What it finds
A person who is the `manager` of teams with more than 8 people together, or of more than 3 teams. People are
heads, without the manager's own share where they are a listed member of a team. Teams that say no number
count as teams alone.

## Why it matters
What a manager is for (to know how each one does, to see that a team is stuck) takes hours a person and week.
With too many it is done for those who shout.

## Example
```yaml
teams:
  checkout: {size: 7, manager: ana}
  payments: {size: 6, manager: ana}
```

## Instead
```yaml
teams:
  checkout: {size: 7, manager: ana}
  payments: {size: 6, manager: bo}
```

## Options
`check.limits.span`: `people` and `teams`. A baseline holds what is beyond the limits, people and teams
together.

## Source
Acharya, Lieberknecht & Roghé (McKinsey, 2017): eight to ten for a supervisor, more for other ways to manage,
and no one number that is best; grade D. Three teams are topo's own encoding; grade E.
"""

from collections.abc import Iterator

from topo.analysis.parts import Number
from topo.analysis.span import Span
from topo.findings import Finding, Related, Severity
from topo.rules.context import Context
from topo.rules.naming import MOST_NAMED, bare, called, figure, listed, people, quoted
from topo.text import count

_ROUNDING = 1e-9


def check(context: Context) -> Iterator[Finding]:
    """A finding for each manager beyond one of the limits."""
    most_people, most_teams = context.find_limit("span.people"), context.find_limit("span.teams")
    for span in context.measures.spans.managers.values():
        beyond = _find_beyond(span.people, most_people) + _find_beyond(span.teams, most_teams)
        if beyond > _ROUNDING:
            yield _finding(span, context, beyond, most_people=most_people, most_teams=most_teams)


def _find_beyond(number: Number, most: float) -> float:
    return max(0.0, (number.amount or 0.0) - most)


def _finding(
    span: Span, context: Context, beyond: float, *, most_people: float, most_teams: float
) -> Finding:
    said = [part for part in span.teams.parts if part.address is not None]
    first = said[0].address
    assert first is not None
    teams = "team" if most_teams == 1 else "teams"
    return Finding(
        "ORG002",
        Severity.INFO,
        context.find_person(span.manager, said_at=first),
        f"{called('person', span.manager)} manages {_describe(span)}; "
        f"the limits are {people(most_people)} and {figure(most_teams)} {teams}",
        label="looks after all of these",
        hint="let somebody else manage some of the teams",
        related=tuple(Related(f"manages {quoted(part.label)}", part.address) for part in said[:MOST_NAMED]),
        evidence={
            "people": span.people.amount,
            "teams": span.teams.amount,
            "domains": span.domains.amount,
            "beyond": round(beyond, 6),
        },
        measured="beyond",
    )


def _describe(span: Span) -> str:
    """The people and teams that a manager manages."""
    heads = {part.label: part.amount for part in span.people.parts}
    teams = [part.label for part in span.teams.parts]
    names = listed(f"{bare(id)} {figure(heads[id])}" if id in heads else bare(id) for id in teams)
    number = count(len(teams), "team")
    if span.people.amount is None:
        return f"{number} ({names})"
    least = "at least " if span.people.missing else ""
    return f"{least}{people(span.people.amount)} in {number} ({names})"
