"""What does the reading know of an organisation after a move, beside what its YAML would say?"""

from collections.abc import Iterator, Mapping

from topo.analysis.ownership import owner_field
from topo.change.readdressing import Readdressing, find_target
from topo.findings import Address
from topo.model.organisation import Acceptance, Claim, Facts, Organisation, address_of
from topo.model.references import Target


def follow_facts(
    facts: Facts, kind: str, moved: Mapping[str, str | None], heirs: Mapping[str, str], where: Readdressing
) -> Facts:
    """The facts once things of a kind have other ids or are gone (None in `moved`).

    `heirs` are the things that stand for those that are gone, where something does: claims of ownership go
    over to them.
    """
    if facts == Facts():
        return facts
    implied = {"team": facts.implied_teams, "service": facts.implied_services}.get(kind, frozenset())
    implied = implied.difference(moved) | {new for old, new in moved.items() if new and old in implied}
    teams = {id: new or heirs.get(id) for id, new in moved.items()} if kind == "team" else {}
    conflicts = (tuple(_follow_claims(claims, teams, where)) for claims in facts.conflicts)
    return facts._replace(
        implied_teams=implied if kind == "team" else facts.implied_teams,
        implied_services=implied if kind == "service" else facts.implied_services,
        unreadable=frozenset(found for each in facts.unreadable if (found := where.find(each)) is not None),
        acceptances=tuple(_follow_acceptances(facts.acceptances, where)),
        conflicts=tuple(claims for claims in conflicts if claims),
    )


def _follow_acceptances(acceptances: tuple[Acceptance, ...], where: Readdressing) -> Iterator[Acceptance]:
    """The waivers in comments; one that speaks of nothing that is left is gone with it."""
    for each in acceptances:
        addresses = tuple(found for address in each.addresses if (found := where.find(address)) is not None)
        if addresses or not each.addresses:
            yield each if addresses == each.addresses else each._replace(addresses=addresses)


def _follow_claims(
    claims: tuple[Claim, ...], teams: Mapping[str, str | None], where: Readdressing
) -> Iterator[Claim]:
    """The claims on one thing, one for each team that is left."""
    known: set[str] = set()
    for claim in claims:
        team = teams.get(claim.team, claim.team)
        thing = where.find(claim.thing)
        if team is None or thing is None or team in known:
            continue
        known.add(team)
        said_at = where.find(claim.said_at)
        if said_at is None:  # it stood on a team that is gone
            said_at = Address(("teams", team, *claim.said_at.steps[2:]))
        yield Claim(thing, team, said_at)


def find_settled(facts: Facts) -> list[Claim]:
    """The claims that nobody else's stands against any more."""
    return [claims[0] for claims in facts.conflicts if len(claims) == 1]


def is_said_on_thing(claim: Claim) -> bool:
    """Whether a claim is the `owner:` of the thing itself."""
    return claim.thing.covers(claim.said_at)


def settle(facts: Facts, kind: str, id: str) -> Facts:
    """The facts once a move said who owns a thing: no claim stands against it, and it is defined."""
    address = address_of(kind, id)
    if kind == "service" and id in facts.implied_services:
        facts = facts._replace(implied_services=facts.implied_services - {id})
    if any(claims[0].thing == address for claims in facts.conflicts):
        left = tuple(claims for claims in facts.conflicts if claims[0].thing != address)
        facts = facts._replace(conflicts=left)
    said = facts.unreadable & {address / owner_field(kind)}
    return facts._replace(unreadable=facts.unreadable - said) if said else facts


def forget_unreadable(facts: Facts, before: Organisation, after: Organisation) -> Facts:
    """The facts without what could not be read in fields that a move has given a value."""
    said = {address for address in facts.unreadable if _is_said(address, before, after)}
    return facts._replace(unreadable=facts.unreadable - said) if said else facts


def _is_said(address: Address, before: Organisation, after: Organisation) -> bool:
    target = find_target(address)
    if target is None:
        return False
    depth = len(address_of(*target).steps)
    one, other = before.find(*target), after.find(*target)
    if one is None or other is None or one is other or len(address.steps) <= depth:
        return False
    field = address.steps[depth]
    name = next((name for name, each in type(one).model_fields.items() if (each.alias or name) == field), "")
    return bool(name) and getattr(one, name) != getattr(other, name)


def forget_implied(facts: Facts, target: Target) -> Facts:
    """The facts once a move defines what was only named."""
    if target.kind == "team" and target.id in facts.implied_teams:
        return facts._replace(implied_teams=facts.implied_teams - {target.id})
    return facts
