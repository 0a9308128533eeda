"""Groups that a source names and nobody defines.

## What it finds
Teams that came into being because a catalog or a CODEOWNERS file names them as owner, while neither the
source nor the model says what they are. They count as teams of unknown size. All of them are one finding;
with `teams: closed` each is an error of its own.

## Why it matters
A name in a catalog may be a team, a mailing list, or a team that was dissolved in May. What it owns counts
as owned, so that day one shows what is missing and not what is merely not said: this line says how much of
that rests on names alone.

## Example
```text
# topo.yaml
sources: [{backstage: catalog/*.yaml}]

# catalog/cart.yaml, where no Group `checkout` is defined
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: cart-api}
spec: {type: service, lifecycle: production, owner: checkout}
```

## Instead
```text
# topo.yaml
sources: [{backstage: catalog/*.yaml}]
teams:
  checkout: {size: 7}
```

## Options
`check: {teams: closed}` makes each an error.

## Source
The language. Grade A: a team is defined or it is not.
"""

from collections import Counter
from collections.abc import Iterator

from topo.findings import Address, Finding, Related, Severity
from topo.model.organisation import address_of
from topo.rules.context import Context
from topo.rules.naming import joined, quoted
from topo.text import count


def check(context: Context) -> Iterator[Finding]:
    """One finding for all implied teams, or one for each where teams are closed."""
    organisation = context.organisation
    implied = organisation.facts.implied_teams
    if not implied:
        return
    owned = Counter(each.owner for each in context.ownership.things if each.owner is not None)
    teams = sorted(implied, key=lambda team: (-owned[team], team))
    if organisation.check is not None and organisation.check.teams == "closed":
        for team in teams:
            yield _closed(team, owned[team])
    else:
        yield _open(teams, owned)


def _closed(team: str, things: int) -> Finding:
    return Finding(
        "OWN012",
        Severity.ERROR,
        address_of("team", team),
        f"team {quoted(team)} is named by a source and defined nowhere; it owns {count(things, 'thing')}",
        label="named here",
        hint="define it under `teams:` or in the source, or name another owner",
        evidence={"owns": things},
    )


def _open(teams: list[str], owned: Counter[str]) -> Finding:
    names = joined(f"{quoted(team)} ({owned[team]:,})" if owned[team] else quoted(team) for team in teams)
    are = "team is" if len(teams) == 1 else "teams are"
    return Finding(
        "OWN012",
        Severity.INFO,
        Address.of("sources"),
        f"{len(teams):,} {are} named by a source and defined nowhere: {names}",
        label="they count as teams of unknown size",
        hint="define them under `teams:`; the number is how many things each owns",
        related=tuple(Related(f"team {quoted(team)} is named", address_of("team", team)) for team in teams),
        evidence={"teams": len(teams)},
        measured="teams",
    )
