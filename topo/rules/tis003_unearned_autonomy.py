"""A track mode that a team declares and has not earned.

## What it finds
`tracks.engineering: on-the-loop` where a guardrail that binds the team is not automated, a service of it has
no proven rollback, somebody else decides `deploy-to-production`, or AI checks are not mandatory; and
`tracks.discovery: on-the-loop` where the team has no objective, no business outcome, or somebody else
decides `product-priorities`. Only what is known to be missing counts; what nobody says does not.

## Why it matters
To step back from the loop is safe when the loop holds by itself. Declared without that, nobody looks and
nothing stops what goes wrong.

## Example
```yaml
teams:
  checkout:
    size: 7
    tracks: {engineering: on-the-loop}
    signals: {ai_checks: advisory, rollback: proven}
```

## Instead
```yaml
teams:
  checkout:
    size: 7
    tracks: {engineering: in-the-loop}
    signals: {ai_checks: advisory, rollback: proven}
```

## Options
None.

## Source
Levels of automation: Parasuraman, Sheridan & Wickens (2000), grade B. What has to be there before is topo's
own encoding; grade E.
"""

from collections.abc import Iterator

from topo.analysis.autonomy import Track
from topo.findings import Finding, Related, Severity
from topo.rules.context import Context
from topo.rules.naming import called, joined
from topo.text import printable

_LONGEST_FACT = 160


def check(context: Context) -> Iterator[Finding]:
    """A finding for each track that is declared above what the team has earned."""
    for track in context.measures.autonomy.tracks:
        if track.is_above_earned:
            yield _finding(track)


def _finding(track: Track) -> Finding:
    facts = [printable(fact.text, limit=_LONGEST_FACT) for fact in track.missing]
    return Finding(
        "TIS003",
        Severity.ERROR,
        track.address,
        f"{called('team', track.team)} is on the loop of {track.name} by its own word alone: "
        f"{joined(facts, most=4)}",
        label="not earned",
        hint=f"change what is missing, or say `{track.name}: in-the-loop` until then",
        related=tuple(Related(text, fact.address) for text, fact in zip(facts, track.missing, strict=True)),
        evidence={"missing": len(track.missing), "unknown": len(track.unknown)},
        measured="missing",
    )
