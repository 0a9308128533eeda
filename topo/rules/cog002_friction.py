"""A team that many things wear down.

## What it finds
More than six lines of friction: areas that no capability relieves, technologies beyond three, teams that
block it, collaborations beyond one, gates and manual guardrails, value streams beyond one, alerts, more
services than people, members shared with other teams or in many roles, and sites that hardly share working
hours. What the model does not tell is no line.

## Why it matters
None of these is much, and each is somebody's reason. Together they are the day: what is left of it is what
the team is for.

## Example
```yaml
teams:
  checkout: {size: 2, type: stream-aligned, owns: [a, b, c]}
services:
  a: {tech: [python, java, go, rust, ruby, perl, php]}
  b: {tech: [python, scala]}
  c: {tech: [kotlin]}
```

## Instead
```yaml
teams:
  checkout: {size: 6, type: stream-aligned, owns: [a, b, c]}
services:
  a: {tech: [python, go]}
  b: {tech: [python]}
  c: {tech: [python]}
```

## Options
`check.limits.friction`; from where on something is a line is the profile `cognitive-load`. A baseline holds
the number of lines.

## Source
A list of topo's own, after the extraneous load of Sweller (1988); grade E.
"""

from collections.abc import Iterator

from topo.analysis.friction import Friction, FrictionLine
from topo.findings import Finding, Related, Severity
from topo.model.organisation import address_of
from topo.rules.context import Context
from topo.rules.naming import called, figure, joined
from topo.text import count, printable

_LONGEST_LINE = 120


def check(context: Context) -> Iterator[Finding]:
    """A finding for each team with more lines than the limit."""
    most = context.find_limit("friction")
    for friction in context.measures.friction.values():
        if len(friction.lines) > most:
            yield _finding(friction, most)


def _finding(friction: Friction, most: float) -> Finding:
    kinds: dict[str, int] = {}
    for line in friction.lines:
        kinds[line.kind] = kinds.get(line.kind, 0) + 1
    said = (printable(line.part.label, limit=_LONGEST_LINE) for line in friction.lines)
    return Finding(
        "COG002",
        Severity.INFO,
        address_of("team", friction.team),
        f"{called('team', friction.team)} has {count(len(friction.lines), 'line')} of friction: "
        f"{joined(said)}; the limit is {figure(most)}",
        label="worn down",
        hint="take away first what one decision takes away: an area for the platform, a gate to automate",
        related=tuple(Related(_describe(line), line.part.address) for line in friction.lines),
        evidence={
            "lines": len(friction.lines),
            "limit": most,
            "kinds": kinds,
            "not_assessed": sorted(friction.not_assessed),
        },
        measured="lines",
    )


def _describe(line: FrictionLine) -> str:
    note = f": {line.part.note}" if line.part.note else ""
    return printable(f"{line.part.label}{note}", limit=_LONGEST_LINE)
