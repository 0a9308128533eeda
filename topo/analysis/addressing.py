"""What does somebody mean by an address, or by a word: the whole, a thing, a pair of teams, a place?

`.` and `organization` are the whole. `teams.payments`, `services["cart.api"]` and `team:payments` are a
thing, and so is `payments` where only one thing is called so. `interactions[collaboration checkout payments]`
is what these teams have agreed, `pairs[checkout payments]` two teams, whatever they have. Anything below a
thing, another section or what stands in it, is a place: the address of a part of a number or of a finding.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from topo.errors import UsageError
from topo.findings import Address
from topo.model.document import ModelFile
from topo.model.interaction import Interaction
from topo.model.organisation import COLLECTIONS, Organisation, address_of
from topo.text import did_you_mean, printable

WHOLE = (".", "organization", "organisation")
_KINDS = {path: kind for kind, path in COLLECTIONS.items()}


_LOOKS = "an address looks like teams.payments or services.cart-api; `.` is the whole"


@dataclass(frozen=True, slots=True)
class Subject:
    """What is meant.

    `kind` and `id` name a thing; kind `organisation` is the whole, `pair` the teams in `teams`,
    `interaction` an item of that section. `place` is where below it, or where in another section.
    """

    kind: str
    id: str
    place: Address
    teams: tuple[str, ...] = ()

    @property
    def is_thing(self) -> bool:
        """Whether a thing as a whole is meant, and no place below it."""
        return self.kind in COLLECTIONS and self.place == address_of(self.kind, self.id)


def find_subject(
    organisation: Organisation, said: str, *, kinds: Collection[str] = tuple(COLLECTIONS)
) -> Subject:
    """What `said` means; where several things are called so, the one of these kinds.

    Raises `UsageError` where it means nothing, or several things all the same.
    """
    if said in WHOLE:
        return Subject("organisation", "", Address.of())
    named = tuple(_find_called(organisation, said))
    if len(named) > 1:
        named = tuple(each for each in named if each[0] in kinds) or named
    if len(named) > 1:
        raise _ambiguous(said, named)
    if named:
        kind, id = named[0]
        return Subject(kind, id, address_of(kind, id))
    try:
        address = Address.parse(said)
    except ValueError:
        raise UsageError(f"`{_short(said)}` is no address", hint=_suggest(organisation, said)) from None
    if len(address.steps) == 1 and address.steps[0] != said:
        return find_subject(organisation, address.steps[0], kinds=kinds)  # `"cart.api"`, in quotes
    return _find_at(organisation, said, address)


def _find_called(organisation: Organisation, said: str) -> Iterator[tuple[str, str]]:
    """The things with this id; `team:payments` says of which kind, and so does `services.cart.api`."""
    kind, colon, id = said.partition(":")
    if colon and kind in COLLECTIONS and id in organisation.collection(kind):
        yield kind, id
    for kind, path in COLLECTIONS.items():
        things, head = organisation.collection(kind), f"{'.'.join(path)}."
        if said in things:
            yield kind, said
        elif said.startswith(head) and said.removeprefix(head) in things:
            yield kind, said.removeprefix(head)


def _find_at(organisation: Organisation, said: str, address: Address) -> Subject:
    if address.steps[:1] == ("interactions",) and len(address.steps) > 1:
        return _find_interaction(organisation, address)
    if address.steps[:1] == ("pairs",) and len(address.steps) == 2:
        return _find_pair(organisation, address)
    for length in (1, 2):
        kind = _KINDS.get(address.steps[:length])
        if kind is None or len(address.steps) == length:
            continue
        id = address.steps[length]
        if id not in organisation.collection(kind):
            path = ".".join(COLLECTIONS[kind])
            near = did_you_mean(id, organisation.collection(kind))
            raise UsageError(f"`{path}` has no `{_short(id)}`", hint=near or _suggest(organisation, id))
        return Subject(kind, id, address)
    if len(address.steps) < 2 and said not in ModelFile.model_fields:
        hint = _suggest(organisation, said)
        raise UsageError(f"nothing is called `{_short(said)}`, and no address says so", hint=hint)
    return Subject("place", "", address)


def _find_interaction(organisation: Organisation, address: Address) -> Subject:
    item = address.steps[1][1:-1]
    for interaction in organisation.interactions:
        if _is_meant(interaction, item):
            place = Address(("interactions", f"[{interaction.identity}]"))
            return Subject("interaction", interaction.identity, place, interaction.parties)
    identities = [f"interactions[{each.identity}]" for each in organisation.interactions]
    hint = did_you_mean(str(address), identities) or "name the mode and its teams, as in " + (
        identities[0] if identities else "interactions[collaboration checkout payments]"
    )
    raise UsageError(f"there is no interaction `{_short(item)}`", hint=hint)


def _is_meant(interaction: Interaction, item: str) -> bool:
    """Whether these words are its identity; in which order the teams stand does not matter."""
    return sorted(interaction.identity.split(" ")) == sorted(item.split(" "))


def _find_pair(organisation: Organisation, address: Address) -> Subject:
    teams = tuple(sorted(address.steps[1][1:-1].split()))
    for team in teams:
        if team not in organisation.teams:
            raise UsageError(
                f"no team is called `{_short(team)}`", hint=did_you_mean(team, organisation.teams)
            )
    if len(set(teams)) != 2:
        raise UsageError("a pair is two teams: pairs[checkout payments]")
    return Subject("pair", " ".join(teams), address, teams)


def _ambiguous(said: str, named: tuple[tuple[str, str], ...]) -> UsageError:
    addresses = " or ".join(f"`{address_of(kind, id)}`" for kind, id in named)
    return UsageError(f"`{_short(said)}` is several things", hint=f"say which: {addresses}")


def _suggest(organisation: Organisation, said: str) -> str:
    """The nearest ids of anything; else how an address looks."""
    ids = [id for kind in COLLECTIONS for id in organisation.collection(kind)]
    return (
        did_you_mean(said, ids)
        or "an address looks like teams.payments or services.cart-api; `.` is the whole"
    )


def _short(said: str) -> str:
    return printable(said, limit=80)
