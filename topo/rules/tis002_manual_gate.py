"""A gate that teams wait at.

## What it finds
A guardrail with `enforcement: gate` that binds a team; and one that is `manual` or `prose` where a stage of
a stream names it as its gate.

## Why it matters
At a gate work waits for somebody's time. Faster building only makes the queue in front of it longer, and
the team cannot make it shorter itself.

## Example
```yaml
teams:
  checkout: {size: 7}
  security: {size: 4}
tissue:
  guardrails:
    change-board: {owner: security, enforcement: gate}
```

## Instead
```yaml
teams:
  checkout: {size: 7}
  security: {size: 4}
tissue:
  guardrails:
    change-board: {owner: security, enforcement: automated, policy: policies/change.rego}
```

## Options
None.

## Source
That approval by outsiders slows delivery without fewer failures is Forsgren, Humble & Kim (2018); grade C.
"""

from collections.abc import Iterator

from topo.findings import Finding, Related, Severity
from topo.model.organisation import address_of
from topo.model.references import resolve
from topo.rules.context import Context
from topo.rules.naming import MOST_NAMED, called, named, quoted
from topo.text import count

_BY_HAND = ("manual", "prose")


def check(context: Context) -> Iterator[Finding]:
    """A finding for each gate, with the teams that wait at it."""
    waiting: dict[str, list[str]] = {}
    for cell in context.measures.tissue.cells:
        for bound in cell.guardrails:
            waiting.setdefault(bound.guardrail, []).append(cell.team)
    stages = _find_stages(context)
    for id, guardrail in sorted(context.organisation.tissue.guardrails.items()):
        is_gate = guardrail.enforcement == "gate" or (guardrail.enforcement in _BY_HAND and id in stages)
        if is_gate and id in waiting:
            yield _finding(id, waiting[id], stages.get(id, []))


def _find_stages(context: Context) -> dict[str, list[Related]]:
    """The stages of streams that are the gate of each guardrail."""
    found: dict[str, list[Related]] = {}
    for stream in sorted(context.organisation.streams.values(), key=lambda each: each.id):
        for name, stage in stream.stages.items():
            target = stage.guardrail and resolve(context.organisation, stage.guardrail, ("guardrail",))
            if target:
                address = address_of("stream", stream.id) / "stages" / name
                said = f"{quoted(stream.id)} passes it at {quoted(name)}"
                found.setdefault(target.id, []).append(Related(said, address))
    return found


def _finding(id: str, teams: list[str], stages: list[Related]) -> Finding:
    wait = "waits" if len(teams) == 1 else "wait"
    return Finding(
        "TIS002",
        Severity.WARNING,
        address_of("guardrail", id),
        f"{count(len(teams), 'team')} {wait} at the gate {quoted(id)}: {named(teams)}",
        label="work waits here",
        hint="let a machine check what can be checked, and keep the gate for what is left; "
        "or say in `applies_to` whom it is for",
        related=(*stages, *(_related(team) for team in teams[:MOST_NAMED])),
        evidence={"teams": len(teams)},
        measured="teams",
    )


def _related(team: str) -> Related:
    return Related(f"{called('team', team)} waits", address_of("team", team))
