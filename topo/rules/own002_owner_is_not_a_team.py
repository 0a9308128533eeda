"""A person or a group as owner.

## What it finds
An `owner:` (of a capability: `provider:`) that names a person or a group where a team has to stand.

## Why it matters
A person leaves, falls ill and sleeps; a group of several teams is nobody in particular. Who is called at
night, and who says yes to a change, has to be one team that outlives any of its members.

## Example
```yaml
people:
  ana: {}
teams:
  checkout: {members: [ana]}
services:
  cart-api: {owner: ana}
```

## Instead
```yaml
people:
  ana: {}
teams:
  checkout: {members: [ana]}
services:
  cart-api: {owner: checkout, on_call: ana}
```

## Options
None. Who is asked stands in `consulted:`, who answers the pager in `on_call:`.

## Source
One accountable team per thing is a decision of topo's own language (grade D); that code held by one person
is at risk is the truck factor (Avelino et al. 2016; grade C).
"""

from collections.abc import Iterator

from topo.analysis.ownership import Gap, Owning
from topo.findings import Finding, Severity
from topo.model.organisation import Organisation
from topo.model.references import Target, resolve
from topo.rules.context import Context
from topo.rules.naming import called, named, noun, quoted


def check(context: Context) -> Iterator[Finding]:
    """A finding for each owner that is a person or a group."""
    organisation = context.organisation
    for owning in context.ownership.gaps:
        if owning.gap in (Gap.PERSON, Gap.GROUP) and owning.said is not None:
            target = resolve(organisation, owning.said, ("group", "person"))
            assert target is not None
            yield _finding(owning, target, organisation)


def _finding(owning: Owning, target: Target, organisation: Organisation) -> Finding:
    return Finding(
        "OWN002",
        Severity.ERROR,
        owning.gap_address,
        f"{called(owning.kind, owning.id)} is owned by {called(target.kind, target.id)}, not by a team",
        label=f"a {noun(target.kind)}",
        hint=_hint(target, organisation),
    )


def _hint(target: Target, organisation: Organisation) -> str:
    teams = _teams_of(target, organisation)
    if not teams:
        return "name the team that answers for it"
    where = "has" if target.kind == "group" else "is a member of"
    return f"name a team: {quoted(target.id)} {where} {named(teams)}"


def _teams_of(target: Target, organisation: Organisation) -> list[str]:
    """The teams that a person is a member of, or that belong to a group."""
    found = []
    for id, team in sorted(organisation.teams.items()):
        if target.kind == "group":
            said, kinds = [team.group], ("group",)
        else:
            said, kinds = [member.person for member in team.members or ()], ("person",)
        if any(each is not None and resolve(organisation, each, kinds) == target for each in said):
            found.append(id)
    return found
