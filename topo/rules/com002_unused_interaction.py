"""A collaboration with nothing to collaborate on.

## What it finds
An interaction in force between teams whose work nothing in the model joins (no dependency, no shared
deployable, no hand-off): a collaboration, unless a capability is had by collaboration; and an x-as-a-service
that no capability of the provider explains. Facilitating is never unused.

## Why it matters
Collaboration is the dearest way to work together. Without anything to work on it is habit, or the model lacks
what it is about, and then every other measure lacks it too.

## Example
```yaml
teams:
  checkout: {size: 7, owns: [cart]}
  payments: {size: 6, owns: [gateway]}
services:
  cart: {}
interactions:
  - {mode: collaboration, between: [checkout, payments], since: 2026-11-01, until: 2027-01-15}
```

## Instead
```yaml
teams:
  checkout: {size: 7, owns: [cart]}
  payments: {size: 6, owns: [gateway]}
services:
  cart: {depends_on: [gateway]}
interactions:
  - {mode: collaboration, between: [checkout, payments], since: 2026-11-01, until: 2027-01-15}
```

## Options
None. A baseline watches how many pairs of an interaction have nothing between them.

## Source
Cataldo et al. (2006, 2008), the excess beside the gaps: grade B, mixed. Collaboration as the dearest mode is
Skelton & Pais (2019): grade D.
"""

from collections.abc import Iterator

from topo.analysis.congruence import Verdict, find_unexplained
from topo.analysis.declaring import Declaration, Pair
from topo.findings import Address, Finding, Severity
from topo.model.organisation import address_of
from topo.rules.context import Context
from topo.rules.naming import joined, named, quoted


def check(context: Context) -> Iterator[Finding]:
    """A finding for each interaction with pairs that have nothing between them."""
    unused: dict[Address, dict[Pair, Declaration]] = {}
    for pair in context.measures.congruence.find(Verdict.UNUSED):
        for declaration in find_unexplained(pair.declared):
            unused.setdefault(declaration.address, {})[pair.teams] = declaration
    for address, declarations in unused.items():
        yield _finding(address, list(declarations.values()))


def _finding(address: Address, unused: list[Declaration]) -> Finding:
    teams = sorted({team for each in unused for team in each.pair})
    return Finding(
        "COM002",
        Severity.INFO,
        address,
        _tell(unused),
        label="nothing in the model joins them",
        hint="say what it is about (a dependency, a hand-off in a stream, a capability), or take it out",
        evidence={"pairs": len(unused)},
        measured="pairs",
        also=tuple(address_of("team", team) for team in teams),
    )


def _tell(unused: list[Declaration]) -> str:
    provider = unused[0].first
    if unused[0].mode == "x-as-a-service":
        consumers = sorted(each.second for each in unused)
        return f"{quoted(provider)} is declared a service to {named(consumers)}, and nothing joins their work"
    pairs = joined(sorted(named(each.pair) for each in unused), last="as well as")
    return f"{pairs} collaborate, and nothing joins their work"
