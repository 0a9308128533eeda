"""An outcome that counts output.

## What it finds
An outcome whose `metric` counts what was done instead of what came of it: lines, commits, pull requests,
points, velocity, tickets, hours and the like. Case and plural do not matter; `target` is not looked at.

## Why it matters
A team gets good at what it is measured by. More points are not more of anything that anybody wanted, and
with AI output is what gets cheap first.

## Example
```yaml
teams:
  checkout: {size: 7, type: stream-aligned, outcomes: [{metric: story points a sprint, target: "> 40"}]}
```

## Instead
```yaml
teams:
  checkout: {size: 7, type: stream-aligned, outcomes: [{metric: checkout conversion, target: "> 68 %"}]}
```

## Options
The words are the profile `accountability`: `profiles: {accountability: {ticket: 0}}` takes one out, a longer
phrase of weight 0 makes an exception (`support-ticket`), and new entries add words of your own.

## Source
Outcomes over output: Seiden (2019), Cagan (2018); grade D. The list of words is topo's own; grade E.
"""

from collections.abc import Iterator

from topo.analysis.accountability import Answered
from topo.findings import Finding, Severity
from topo.rules.context import Context
from topo.rules.naming import quoted


def check(context: Context) -> Iterator[Finding]:
    """A finding for each outcome that counts output."""
    for team in context.measures.accountability.teams:
        for outcome in {each.metric: each for each in team.find_output()}.values():
            yield _finding(team.team, outcome)


def _finding(team: str, outcome: Answered) -> Finding:
    assert outcome.word is not None
    return Finding(
        "ACC002",
        Severity.WARNING,
        outcome.address,
        f"the outcome {quoted(outcome.metric)} of team {quoted(team)} counts output",
        label=f"{quoted(outcome.word.replace('-', ' '))} says how much was done",
        hint="say what gets better for customers or the business when it is done; "
        "if this does, add the phrase to `profiles: {accountability: …}` with the value 0",
    )
