"""Two teams whose work is joined, and who have not said how they work together.

## What it finds
A pair of teams with dependencies between their services, a deployable in which both have parts, or a stream
that hands over between the two, and with no interaction or capability in force between them. What requires
them is listed, the heaviest first. What has passed is no longer in force; a collaboration that has passed is
COM005's.

## Why it matters
The two will talk anyway, each time anew and in the middle of something else. Where they have said how, each
knows what it may expect: a service that is used without asking, or some weeks of close work with an end.

## Example
```yaml
teams:
  checkout: {size: 7, owns: [cart]}
  payments: {size: 6, owns: [gateway]}
  platform: {size: 6}
services:
  cart: {depends_on: [gateway]}
interactions:
  - {mode: x-as-a-service, provider: platform, consumers: [checkout]}
```

## Instead
```yaml
teams:
  checkout: {size: 7, owns: [cart]}
  payments: {size: 6, owns: [gateway]}
  platform: {size: 6}
services:
  cart: {depends_on: [gateway]}
interactions:
  - {mode: x-as-a-service, provider: platform, consumers: [checkout]}
  - {mode: x-as-a-service, provider: payments, consumers: [checkout]}
```

## Options
None. The rule sleeps where no interactions are declared. A baseline watches what requires a pair: the number
of dependencies, shared deployables and hand-offs.

## Source
Cataldo et al. (2006, 2008); later studies found no effect, or the reverse (Kwan et al. 2011): grade B, mixed.
A gap is a question to the two teams, not a verdict.
"""

from collections.abc import Iterator

from topo.analysis.congruence import JudgedPair, Verdict
from topo.findings import Finding, Severity
from topo.model.organisation import address_of
from topo.rules.context import Context
from topo.rules.naming import named, quoted
from topo.rules.requirements import Required, Requirements


def check(context: Context) -> Iterator[Finding]:
    """A finding for each pair that is required, and of which nothing is in force."""
    requirements = Requirements(context)
    for pair in context.measures.congruence.pairs:
        if _is_undeclared(pair):
            yield _finding(pair, requirements.gather(pair.links))


def _is_undeclared(pair: JudgedPair) -> bool:
    """Whether nobody has said how, or what was said has passed and was no collaboration."""
    if pair.verdict is Verdict.EXPIRED:
        return pair.is_required and all(each.mode != "collaboration" for each in pair.declared)
    return pair.verdict is Verdict.UNDECLARED


def _finding(pair: JudgedPair, required: Required) -> Finding:
    first, second = pair.teams
    last = max((each.until for each in pair.declared if each.until is not None), default=None)
    said = "declare no interaction" if last is None else f"declare none since {last}"
    return Finding(
        "COM001",
        Severity.WARNING,
        address_of("team", first).item(second),
        f"{named(pair.teams)} are joined by {required.tell()}, and {said}",
        label=f"its work is joined with that of {quoted(second)}",
        hint="say it under `interactions:` (x-as-a-service where one serves the other, a collaboration with "
        "an end where both build), or take away what joins them",
        related=required.places,
        evidence={
            "requirements": required.number,
            "dependencies": required.dependencies,
            "deployables": required.deployables,
            "hand_offs": required.hand_offs,
        },
        measured="requirements",
        also=(address_of("team", second).item(first),),
    )
