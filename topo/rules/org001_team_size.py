"""A team that is too small or too large.

## What it finds
A team with fewer than 3 or more than 9 people; more than 15 are an error. People are heads: listed members by
the share of their time, else the sum of the roles, else `size`. Open positions do not count, and a team that
says no number is not assessed.

## Why it matters
With two people a holiday and a cold leave nobody. With ten there are 45 pairs who may talk, and the team
falls into parts that each know their own half.

## Example
```yaml
teams:
  checkout: {size: 12}
```

## Instead
```yaml
teams:
  cart: {size: 6}
  checkout: {size: 6}
```

## Options
`check.limits.team_size`: `min`, `max`, and `error` for how many people are an error. A baseline holds the
people beyond the limit.

## Source
Five to nine, and fifteen with very high trust: Skelton & Pais (2019); grade D. That such numbers follow from
the size of a brain is refuted (Lindenfors et al. 2021); that fewer than three are too few is topo's own
encoding, grade E.
"""

from collections.abc import Iterator

from topo.analysis.heads import Heads
from topo.findings import Finding, Severity
from topo.model.organisation import address_of
from topo.rules.context import Context
from topo.rules.naming import called, figure, people

_ROUNDING = 1e-9


def check(context: Context) -> Iterator[Finding]:
    """A finding for each team outside the limits."""
    least, most = context.find_limit("team_size.min"), context.find_limit("team_size.max")
    error = context.find_limit("team_size.error")
    for heads in context.measures.headcount.teams.values():
        amount = heads.heads.amount
        if amount is not None and not least - _ROUNDING <= amount <= most + _ROUNDING:
            severity = Severity.ERROR if amount > max(most, error) + _ROUNDING else Severity.WARNING
            yield _finding(heads, amount, severity, least=least, most=most)


def _finding(heads: Heads, amount: float, severity: Severity, *, least: float, most: float) -> Finding:
    is_small = amount < least
    beyond = least - amount if is_small else amount - most
    return Finding(
        "ORG001",
        severity,
        address_of("team", heads.team),
        f"{called('team', heads.team)} has {people(amount)}{_remark(heads, is_small)}; "
        f"a team has {figure(least)} to {figure(most)}",
        label="too small" if is_small else "too large",
        hint="let it grow, or merge it with the team that it works with most"
        if is_small
        else "split it, each part with domains and services of its own",
        evidence={"people": amount, "min": least, "max": most, "beyond": round(beyond, 6)},
        measured="beyond",
    )


def _remark(heads: Heads, is_small: bool) -> str:
    """How many persons that are, and how many there will be, where that is another number."""
    remarks = []
    persons = heads.given[0].people
    if persons != heads.heads.amount:
        remarks.append(f"{figure(persons)} with a share of their time")
    if is_small and heads.vacancies and heads.when_filled.amount is not None:
        remarks.append(f"{figure(heads.when_filled.amount)} when its open positions are filled")
    return f" ({', '.join(remarks)})" if remarks else ""
