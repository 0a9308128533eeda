"""A service that is had by sharing code or a release.

## What it finds
Teams of which one is said to serve the other `x-as-a-service` while `release` or `shared-code` couples the
two: by a dependency, or by a deployable in which both have parts. Where something closer is in force between
them, that counts.

## Why it matters
What is used as a service can be used without a meeting, because its provider may change it behind an
interface. Shared code and shared releases have no such interface: each change is work for both.

## Example
```yaml
teams:
  checkout: {size: 7, owns: [cart]}
  platform: {size: 6, owns: [runway]}
services:
  cart: {depends_on: [{service: runway, via: shared-code}]}
interactions:
  - {mode: x-as-a-service, provider: platform, consumers: [checkout]}
```

## Instead
```yaml
teams:
  checkout: {size: 7, owns: [cart]}
  platform: {size: 6, owns: [runway]}
services:
  cart: {depends_on: [{service: runway, via: sync}]}
interactions:
  - {mode: x-as-a-service, provider: platform, consumers: [checkout]}
```

## Options
None. A baseline watches how many such couplings there are, a deployable once for each pair of teams.

## Source
X-as-a-service as the mode with little contact: Skelton & Pais (2019), grade D. Which couplings it does not
fit is topo's own: grade E.
"""

from collections.abc import Iterator

from topo.analysis.congruence import TIGHT, JudgedPair, Verdict
from topo.analysis.joining import Link
from topo.findings import Address, Finding, Severity
from topo.model.organisation import address_of
from topo.rules.context import Context
from topo.rules.naming import joined, named, quoted
from topo.rules.requirements import Requirements

_SHARED = {"release": "releases", "shared-code": "code"}


def check(context: Context) -> Iterator[Finding]:
    """A finding for each interaction or capability that does not fit how the teams are coupled."""
    mismatched: dict[Address, list[JudgedPair]] = {}
    for pair in context.measures.congruence.find(Verdict.MODE_MISMATCH):
        mismatched.setdefault(pair.declared[0].address, []).append(pair)
    requirements = Requirements(context) if mismatched else None
    for address, pairs in mismatched.items():
        assert requirements is not None
        yield _finding(address, pairs, requirements)


def _finding(address: Address, pairs: list[JudgedPair], requirements: Requirements) -> Finding:
    provider = pairs[0].declared[0].first
    consumers = sorted(pair.declared[0].second for pair in pairs)
    tight = [_find_tight(pair) for pair in pairs]
    required = requirements.gather(link for links in tight for link in links)
    shared = joined(sorted({_SHARED[link[3]] for links in tight for link in links}))
    couplings = sum(requirements.gather(links).number for links in tight)
    return Finding(
        "COM003",
        Severity.WARNING,
        address,
        f"{quoted(provider)} is declared a service to {named(consumers)} and shares {shared} with "
        f"{'it' if len(consumers) == 1 else 'them'}: {required.tell()}",
        label="no service: shared " + shared,
        hint="split what is shared, so that each can change and release alone; until then it is a "
        "collaboration, with an end",
        related=required.places,
        evidence={"couplings": couplings, "teams": len(consumers)},
        measured="couplings",
        also=tuple(address_of("team", team) for team in (provider, *consumers)),
    )


def _find_tight(pair: JudgedPair) -> list[Link]:
    return [link for link in pair.links if link[3] in TIGHT]
