"""Too few teams are stream-aligned.

## What it finds
Stream-aligned teams are less than 60 % of the teams that have a type. Teams without a type are skipped.

## Why it matters
Platform, enabling and complicated-subsystem teams are there to make stream-aligned ones faster. Where they
are nearly half, most of the work is help for help, and few teams answer for what a customer gets.

## Example
```yaml
teams:
  checkout: {size: 7, type: stream-aligned}
  platform: {size: 6, type: platform}
```

## Instead
```yaml
teams:
  checkout: {size: 7, type: stream-aligned}
  payments: {size: 6, type: stream-aligned}
  platform: {size: 6, type: platform}
```

## Options
`check.limits.stream_aligned`, a share. A baseline holds the share of the other teams.

## Source
Six to nine stream-aligned teams for each other one: Skelton & Pais (2019), grade D; the limit is topo's own
encoding, grade E.
"""

from collections.abc import Iterator

from topo.findings import Address, Finding, Related, Severity
from topo.model.organisation import address_of
from topo.model.team import Team
from topo.rules.context import Context
from topo.rules.naming import MOST_NAMED, percent, quoted
from topo.text import count

_STREAM_ALIGNED = "stream-aligned"
_ROUNDING = 1e-9


def check(context: Context) -> Iterator[Finding]:
    """One finding where the share is below the limit."""
    teams = sorted(context.organisation.teams.values(), key=lambda team: team.id)
    typed = [team for team in teams if team.type is not None]
    others = [team for team in typed if team.type != _STREAM_ALIGNED]
    limit = context.find_limit("stream_aligned")
    if typed and 1 - len(others) / len(typed) < limit - _ROUNDING:
        yield _finding(others, limit, typed=len(typed), untyped=len(teams) - len(typed))


def _finding(others: list[Team], limit: float, *, typed: int, untyped: int) -> Finding:
    aligned = typed - len(others)
    among = f"{count(typed, 'team')} with a type" if untyped else count(typed, "team")
    silent = f"; {count(untyped, 'other')} {'has' if untyped == 1 else 'have'} none" if untyped else ""
    return Finding(
        "ORG006",
        Severity.INFO,
        Address.of("teams"),
        f"{aligned:,} of {among} {'is' if aligned == 1 else 'are'} stream-aligned "
        f"({percent(aligned / typed)}), and the limit is {percent(limit)}{silent}",
        label=f"{len(others):,} are not",
        hint="make teams out of streams, and let the platform be as thin as it can",
        related=tuple(
            Related(f"{quoted(team.id)} is of type {team.type}", address_of("team", team.id))
            for team in others[:MOST_NAMED]
        ),
        evidence={
            "stream_aligned": aligned,
            "typed": typed,
            "untyped": untyped,
            "limit": limit,
            "others": round(len(others) / typed, 6),
        },
        measured="others",
    )
