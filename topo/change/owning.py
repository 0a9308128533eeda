"""Who owns what, and how does it change hands?"""

from collections.abc import Iterable

from topo.analysis.ownership import OWNABLE, owner_field
from topo.change.draft import Draft
from topo.change.facts import settle
from topo.findings import Address
from topo.model.organisation import Organisation
from topo.model.references import Target, resolve
from topo.rules.naming import called, joined, noun, quoted


def find_owner(organisation: Organisation, thing: Target) -> str | None:
    """The team that is said to own a thing; None where nobody is, or no team."""
    said = getattr(organisation.find(*thing), owner_field(thing.kind))
    target = None if said is None else resolve(organisation, said, ("team",))
    return None if target is None else target.id


def find_owned(organisation: Organisation, team: str) -> list[Target]:
    """Everything that a team is said to own, in the order of the model; retired services too."""
    words = (team, f"team:{team}")
    return [
        Target(kind, id)
        for kind in ("domain", "service", "capability", "guardrail", "data")
        for id, thing in organisation.collection(kind).items()
        if getattr(thing, owner_field(kind)) in words
    ]


def give(draft: Draft, thing: Target, team: str) -> None:
    """Let a team own a thing; that settles whatever was claimed of it."""
    draft.update(thing.kind, thing.id, **{owner_field(thing.kind): team})
    draft.facts = settle(draft.facts, thing.kind, thing.id)


def find_things(draft: Draft, field: Address, said: Iterable[str]) -> list[Target]:
    """The things that a list of the move names, as `owns:` does: a service first, else the one other."""
    found = [find_thing(draft, field.item(text), text) for text in said]
    return [each for each in found if each is not None]


def find_thing(draft: Draft, field: Address, text: str) -> Target | None:
    """The thing that can be owned and that a field names; where it is none, or several, that does not fit."""
    there = [kind for kind in OWNABLE if text in draft.collection(kind)]
    if len(there) > 1 and "service" not in there:
        kinds = joined((called(kind, text) for kind in there), last="or")
        hint = f"write `{there[0]}:{text}` for the {noun(there[0])}"
        draft.refuse(field, f"{quoted(text)} may be {kinds}", hint)
        return None
    return draft.look_up(field, text, *OWNABLE)
