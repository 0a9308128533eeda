"""A collaboration that has no end, has passed it, or lasts too long.

## What it finds
An interaction with `mode: collaboration` and without `until`; one whose last day has passed, where nothing
else is in force between two of its teams; and one that lasts more than 90 days, the first and the last
included, from `since`, or where that is missing from today. What begins in the future is not yet declared.

## Why it matters
Teams collaborate to find out how to work apart. Without an end nobody asks whether they have, and two teams
become one large one that has two plans.

## Example
```yaml
teams:
  checkout: {size: 7}
  payments: {size: 6}
interactions:
  - {mode: collaboration, between: [checkout, payments], since: 2026-11-01}
```

## Instead
```yaml
teams:
  checkout: {size: 7}
  payments: {size: 6}
interactions:
  - {mode: collaboration, between: [checkout, payments], since: 2026-11-01, until: 2027-01-15}
```

## Options
`check.limits.collaboration_days`, the most days that are fine: 90 unless said.

## Source
Collaboration as a mode for a time: Skelton & Pais (2019), grade D. The number of days is topo's own: grade E.
"""

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import NamedTuple

from topo.analysis.declaring import find_busiest
from topo.findings import Address, Finding, Severity
from topo.model.interaction import Interaction
from topo.model.organisation import address_of
from topo.rules.context import Context
from topo.rules.naming import named
from topo.text import count


class _Fault(NamedTuple):
    """What is wrong with the end: the fact, what the caret says, the remedy, and the days where too many."""

    fact: str
    label: str
    hint: str
    days: int | None = None


def check(context: Context) -> Iterator[Finding]:
    """A finding for each collaboration whose end is missing, past or too far off."""
    limit = context.find_limit("collaboration_days")
    for interaction in _find_latest(context).values():
        fault = _find_fault(interaction, context, limit)
        if fault is not None:
            yield _finding(context, interaction, fault)


def _find_latest(context: Context) -> dict[str, Interaction]:
    """The collaborations that have begun, by what addresses call them; of the same teams the last to end."""
    found: dict[str, Interaction] = {}
    for each in context.organisation.interactions:
        has_begun = each.since is None or each.since <= context.as_of
        if each.mode == "collaboration" and has_begun:
            before = found.get(each.identity)
            if before is None or _end(each) > _end(before):
                found[each.identity] = each
    return found


def _end(interaction: Interaction) -> date:
    return interaction.until or date.max


def _find_teams(interaction: Interaction, context: Context) -> list[str]:
    owners = context.measures.owners
    found = {owners.find_team(said) for said in interaction.parties}
    return sorted(team for team in found if team is not None)


def _has_passed(interaction: Interaction, context: Context) -> bool:
    """Whether it is over, and nothing else is in force between two of its teams."""
    if _end(interaction) >= context.as_of:
        return False
    declared = context.measures.declarations
    return any(
        find_busiest(declared.get(pair, ())) is None
        for pair in combinations(_find_teams(interaction, context), 2)
    )


def _find_fault(interaction: Interaction, context: Context, limit: float) -> _Fault | None:
    since, until, today = interaction.since, interaction.until, context.as_of
    if until is None:
        began = "" if since is None else f", and began on {since}"
        return _Fault(f"has no end{began}", "no `until`", "say `until`, and what is to be there by then")
    if _has_passed(interaction, context):
        ago = count((today - until).days, "day")
        hint = "take it out, declare what has come of it, or say a new `until` and why"
        return _Fault(f"ended on {until}, {ago} ago", "past", hint)
    days = (until - (since or today)).days + 1
    if until < today or days <= limit:
        return None
    span = f"from {since} to {until}" if since is not None else f"until {until}"
    fact = f"lasts {count(days, 'day')}, {span}, and the limit is {limit:g}"
    return _Fault(fact, f"{days:,} days", "say a nearer `until`; if it takes longer, move the border", days)


def _finding(context: Context, interaction: Interaction, fault: _Fault) -> Finding:
    teams = _find_teams(interaction, context)
    return Finding(
        "COM005",
        Severity.WARNING,
        Address.of("interactions").item(interaction.identity),
        f"the collaboration of {named(teams)} {fault.fact}",
        label=fault.label,
        hint=fault.hint,
        evidence={} if fault.days is None else {"days": fault.days},
        measured=None if fault.days is None else "days",
        also=tuple(address_of("team", team) for team in teams),
    )
