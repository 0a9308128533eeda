"""How have teams said that they work together, and does it hold on a day?

An interaction of three teams that collaborate is three pairs. A capability is a declared interaction of its
provider with each team that it serves, in the capability's mode. What lies in the future is not yet
declared; the last day of `until` is included.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from topo.analysis.owners import Owners
from topo.analysis.reaching import Reaching
from topo.analysis.reaching_again import find_moved
from topo.analysis.renewing import Before
from topo.findings import Address
from topo.model.interaction import Interaction
from topo.model.organisation import address_of

Pair = tuple[str, str]
"""Two teams, sorted by id."""

RANKS: Mapping[str | None, int] = {
    "collaboration": 3,
    "facilitating": 2,
    "ticket": 1,
    "x-as-a-service": 1,
    None: 0,
}
"""Modes by how busy they keep two teams; None: a capability that says no mode."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """What is declared of one pair of teams.

    `first` provides or facilitates, and is the first of the pair in a collaboration. `capability` is the id
    of the capability that says it; None for an interaction. `expired`: its last day has passed.
    """

    mode: str | None
    first: str
    second: str
    address: Address
    expired: bool = False
    capability: str | None = None
    since: date | None = None
    until: date | None = None

    @property
    def pair(self) -> Pair:
        """The two teams, sorted."""
        return sort_pair(self.first, self.second)


Declarations = Mapping[Pair, tuple[Declaration, ...]]
InForce = Mapping[str, Mapping[str, tuple[Declaration, ...]]]


def sort_pair(one: str, other: str) -> Pair:
    """Two teams as a pair.

    >>> sort_pair("payments", "checkout")
    ('checkout', 'payments')
    """
    return (one, other) if one <= other else (other, one)


def find_declarations(
    owners: Owners,
    *,
    as_of: date,
    reaching: Reaching | None = None,
    before: Before[Declarations] | None = None,
) -> Declarations:
    """Everything that is declared up to the day `as_of`, by pair; expired interactions are kept as such.

    In each pair the busiest in force comes first; of two alike, an interaction before a capability.
    `reaching` tells whom capabilities serve, where that is known already.
    """
    reaching = reaching or Reaching(owners)
    if before is not None and not _is_touched(before, owners, reaching):
        return before.result
    found: dict[Pair, list[Declaration]] = {}
    for declaration in (*_from_interactions(owners, as_of), *_from_capabilities(owners, reaching)):
        found.setdefault(declaration.pair, []).append(declaration)
    return {pair: _keep(found[pair], before) for pair in sorted(found)}


def _keep(declared: list[Declaration], before: Before[Declarations] | None) -> tuple[Declaration, ...]:
    """What is declared of a pair, in its order; the same value as before where it says the same."""
    declared.sort(key=_busiest_first)
    found = tuple(declared)
    earlier = None if before is None else before.result.get(found[0].pair)
    return found if earlier is None or earlier != found else earlier


def _is_touched(before: Before[Declarations], owners: Owners, reaching: Reaching) -> bool:
    was, now = before.inputs["owners"].organisation, owners.organisation
    capabilities = now.tissue.capabilities
    if (
        was.interactions != now.interactions
        or was.tissue.capabilities is not capabilities
        or was.teams.keys() != now.teams.keys()
    ):
        return True
    providers = {each.provider for each in capabilities.values() if each.provider is not None}
    served = {each.serves for each in capabilities.values()}
    return any(before.inputs["owners"].find_owner(said) != owners.find_owner(said) for said in providers) or (
        bool(find_moved(before.inputs["reaching"], reaching, served))
    )


def find_in_force(declarations: Declarations, *, before: Before[InForce] | None = None) -> InForce:
    """By team, by the other team: what is declared of the two, where some of it is in force."""
    found: dict[str, dict[str, tuple[Declaration, ...]]] = {}
    for (one, other), declared in declarations.items():
        if not declared[0].expired:
            found.setdefault(one, {})[other] = declared
            found.setdefault(other, {})[one] = declared
    if before is not None:
        return {team: row if row != (was := before.result.get(team)) else was for team, row in found.items()}
    return found


def find_busiest(declarations: tuple[Declaration, ...]) -> Declaration | None:
    """The busiest declaration in force; several on one pair count once."""
    return declarations[0] if declarations and not declarations[0].expired else None


def _busiest_first(declaration: Declaration) -> tuple[bool, int, bool, str, str, Address]:
    return (
        declaration.expired,
        -RANKS[declaration.mode],
        declaration.capability is not None,
        declaration.mode or "",
        declaration.first,
        declaration.address,
    )


def _from_interactions(owners: Owners, as_of: date) -> Iterator[Declaration]:
    for interaction in owners.organisation.interactions:
        if interaction.since is not None and interaction.since > as_of:
            continue
        address = Address(("interactions", f"[{interaction.identity}]"))
        expired = interaction.until is not None and interaction.until < as_of
        for first, second in _find_pairs(owners, interaction):
            yield Declaration(
                interaction.mode,
                first,
                second,
                address,
                expired,
                since=interaction.since,
                until=interaction.until,
            )


def _find_pairs(owners: Owners, interaction: Interaction) -> Iterator[tuple[str, str]]:
    """The pairs of existing teams that an interaction speaks of, once each."""
    parties = [owners.find_team(said) for said in interaction.parties]
    if interaction.mode == "collaboration":
        pairs = combinations(sorted({team for team in parties if team is not None}), 2)
        yield from pairs
    elif parties and parties[0] is not None:
        first = parties[0]
        yield from (
            (first, team) for team in dict.fromkeys(parties[1:]) if team is not None and team != first
        )


def _from_capabilities(owners: Owners, reaching: Reaching) -> Iterator[Declaration]:
    for id, capability in sorted(owners.organisation.tissue.capabilities.items()):
        provider = None if capability.provider is None else owners.find_owner(capability.provider)
        if provider is None:
            continue
        address = address_of("capability", id)
        for team in sorted(reaching.find(capability.serves).teams - {provider}):
            yield Declaration(capability.mode, provider, team, address, capability=id)
