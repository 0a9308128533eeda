"""Teams that wait on each other in a ring.

## What it finds
Teams of which each waits, directly or through others, on every other one, by the dependencies of their
services. The message tells the lightest set of dependencies without which no ring is left (exact up to 12
members, found greedily beyond, and it says which), and lists them. Deployables that several teams share tie
their owners both ways and are kept out: DEP005 speaks of them.

## Why it matters
In a ring nobody can go first. A change that reaches one of the teams can come back to it, plans have to be
made by all of them together, and none can be left to work at a pace of its own.

## Example
```yaml
teams:
  checkout: {size: 7, owns: [cart]}
  payments: {size: 6, owns: [gateway]}
services:
  cart: {depends_on: [gateway]}
  gateway: {depends_on: [{service: cart, via: async}]}
```

## Instead
```yaml
teams:
  checkout: {size: 7, owns: [cart]}
  payments: {size: 6, owns: [gateway]}
services:
  cart: {depends_on: [gateway]}
  gateway: {}
```

## Options
None. A baseline watches how many teams are in the ring.

## Source
Strongly connected components after Tarjan (1972), lightest cuts as minimum feedback arc sets: grade A. That
members of a ring cost more to change is Lagerström et al. (2013): grade C. What a dependency weighs is topo's
own (profile `dependencies`): grade E.
"""

from collections.abc import Iterator
from functools import partial
from itertools import islice, repeat

from topo.analysis.cycles import Cut, Cycle
from topo.findings import Finding, Related, Severity
from topo.graph.owners import service_of
from topo.model.organisation import address_of
from topo.rules.context import Context
from topo.rules.naming import joined, named, quoted
from topo.rules.neighbours import describe
from topo.text import count

_MOST_TIES = 3
_MOST_RELATED = 100
"""Of how many dependencies of a cut a finding tells where they stand; nobody cuts more in one go."""


def check(context: Context) -> Iterator[Finding]:
    """A finding for each ring, with the dependencies to cut."""
    for cycle in context.measures.cycles.found:
        yield from context.recall(("DEP001", cycle.teams), (cycle,), partial(_find, cycle))


def _find(cycle: Cycle) -> Iterator[Finding]:
    yield _finding(cycle, cycle.cut)


def _finding(cycle: Cycle, cut: Cut) -> Finding:
    address, *also = (address_of("team", team) for team in cycle.teams)
    return Finding(
        "DEP001",
        Severity.WARNING,
        address,
        f"{_tell_ring(cycle)}; {_tell_cut(cycle, cut)}",
        label=f"in a ring of {count(len(cycle.teams), 'team')}",
        hint="turn the dependencies of the cut around, send events or data instead of calls, "
        "or move the services that wait to the team that they wait on",
        related=tuple(
            Related(f"cut: {describe(cause)}", cause.address) for cause in islice(cut.causes, _MOST_RELATED)
        ),
        evidence={
            "teams": len(cycle.teams),
            "services_of_nobody": len(cycle.of_nobody),
            "dependencies": cycle.dependencies,
            "cut": {"dependencies": cut.dependencies, "load": cut.load, "exact": cut.is_exact},
        },
        measured="teams",
        also=tuple(also),
    )


def _tell_ring(cycle: Cycle) -> str:
    through = f", through {named(cycle.of_nobody)}, which no team owns" if cycle.of_nobody else ""
    if len(cycle.teams) == 2:
        return f"{named(cycle.teams)} wait on each other{through}"
    return f"{len(cycle.teams):,} teams wait on each other in a ring: {named(cycle.teams)}{through}"


def _tell_cut(cycle: Cycle, cut: Cut) -> str:
    which = "the lightest cut (exact)" if cut.is_exact else "a light cut (greedy)"
    told = [
        f"{quoted(service_of(one))} → {quoted(service_of(other))}" for one, other in cut.ties[:_MOST_TIES]
    ]
    ties = joined([*told, *repeat("", len(cut.ties) - len(told))], most=_MOST_TIES)
    number = f"{cut.dependencies:,} of {count(cycle.dependencies, 'dependency', 'dependencies')}"
    return f"{which} takes {number} (load {cut.load:g}): {ties}"
