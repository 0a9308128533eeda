"""A stage that asks its team for a role that nobody there has.

## What it finds
A stage of a stream with a `role` that its team does not have: it is not in its `roles`, and not the first
role of a member. Also a role asked of a team that gives its size alone, where nobody can tell; and a stage
of a team that says it has nobody, or a focus of zero.

## Why it matters
Where nobody does a stage, every item stops there. Mostly it is a slip of the keyboard, or a role that left;
in either case no flow time can be told.

## Example
```yaml
teams:
  checkout: {roles: {engineer: 5}}
streams:
  orders:
    stages:
      test: {phase: release, team: checkout, role: tester, touch: 4h}
```

## Instead
```yaml
teams:
  checkout: {roles: {engineer: 5, tester: 1}}
streams:
  orders:
    stages:
      test: {phase: release, team: checkout, role: tester, touch: 4h}
```

## Options
None. A stage whose guardrail is automated asks nobody.

## Source
What the model says itself; grade A.
"""

from collections.abc import Iterator

from topo.analysis.flow.pools import Crew
from topo.findings import Address, Finding, Related, Severity
from topo.model.organisation import address_of
from topo.model.stream import Stage
from topo.rules.context import Context
from topo.rules.naming import called, named, quoted
from topo.text import did_you_mean, printable


def check(context: Context) -> Iterator[Finding]:
    """A finding for each such stage, by stream and in the order of the path."""
    plan = context.measures.flow.plan
    for id, stream in sorted(plan.streams.items()):
        for name, stage in stream.stages.items():
            team = plan.owners.find_team_of_stage(stage)
            if team is None or plan.owners.is_automated(stage):
                continue
            crew, address = plan.staffing.find_crew(team), address_of("stream", id) / "stages" / name
            finding = _judge(stage, f"stage {quoted(name)} of {called('stream', id)}", crew, address)
            if finding is not None:
                yield finding


def _judge(stage: Stage, what: str, crew: Crew, address: Address) -> Finding | None:
    team = called("team", crew.team)
    if crew.roles is None:
        return None
    if not any(crew.roles.values()):
        hint = "give the stage to a team that has people, or say how many this one has"
        field = "team" if stage.role is None else "role"
        return _finding(address / field, f"{what} asks {team}, and it has nobody", hint, crew)
    if not crew.focus:
        hint = "say a `focus` above 0, or give the stage to a team that has time for streams"
        return _finding(address, f"{what} asks {team}, and its focus leaves it no time", hint, crew)
    if stage.role is None or crew.has_role(stage.role):
        return None
    asks = f"{what} asks {team} for the role {quoted(stage.role)}"
    if crew.is_one_pool:
        hint = f"say the `roles` of {team}, or leave the role out"
        return _finding(address / "role", f"{asks}, and it gives its size alone", hint, crew)
    known = sorted(role for role, heads in crew.roles.items() if role is not None and heads)
    hint = did_you_mean(stage.role, map(printable, known)) or f"it has {named(known)}"
    return _finding(address / "role", f"{asks}, and nobody there has it", hint, crew)


def _finding(address: Address, message: str, hint: str, crew: Crew) -> Finding:
    return Finding(
        "FLO005",
        Severity.WARNING,
        address,
        message,
        label="who does this?",
        hint=hint,
        related=(Related(f"the people of {quoted(crew.team)}", address_of("team", crew.team)),),
        evidence={"team": crew.team},
    )
