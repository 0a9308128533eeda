"""On which side do the files say who owns a thing, and on which are they to say it?

The organisation has the owner on the thing. A file may have it there too, or in the `owns:` of the team, or
on both sides; whoever said it keeps to it.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from topo.model.organisation import COLLECTIONS, Organisation
from topo.source.owning import OWNABLE, find_claims, owner_field, resolve_claim
from topo.source.positions import Mapping
from topo.source.splicing.pages import Pages, walk
from topo.source.splicing.renames import Renames

Thing = tuple[str, str]
"""Kind and id."""


class _Claim(NamedTuple):
    team: str
    text: str


@dataclass(slots=True)
class Sides:
    """What each team's `owns:` says, and which things have their owner themselves, before and after.

    Everything is called as before, but for the teams and texts of `owns_after`.
    """

    owns_before: dict[str, list[str]] = field(default_factory=dict)
    owns_after: dict[str, list[str]] = field(default_factory=dict)
    stated: dict[Thing, str] = field(default_factory=dict)
    """The owner that stands on the thing, before."""
    claimed_after: set[Thing] = field(default_factory=set)
    """The things (as they are called after) of which a team's `owns:` speaks."""
    claims: dict[Thing, list[_Claim]] = field(default_factory=dict)


class Claiming:
    """Decides for each thing whose owner changes on which side that is said."""

    def __init__(self, pages: Pages, before: Organisation, after: Organisation, renames: Renames) -> None:
        self._pages = pages
        self._root = pages.root
        self._before = before
        self._after = after
        self._renames = renames
        self.sides = self._read()
        self._stating: Counter[str] = Counter(self.sides.stated.values())

    def _read(self) -> Sides:
        sides = Sides()
        marks: dict[Thing, set[int]] = {}
        for team, item, mark in find_claims(self._root):
            thing = resolve_claim(self._root, item)
            sides.owns_before.setdefault(team, []).append(item)
            sides.claims.setdefault(thing, []).append(_Claim(team, item))
            marks.setdefault(thing, set()).add(mark)
        for kind in OWNABLE:
            section = walk(self._root, COLLECTIONS[kind]) or Mapping()
            name = owner_field(kind)
            for id, raw in section.items():
                said = raw.get(name) if isinstance(raw, Mapping) else None
                if isinstance(said, str) and raw.keys_at.get(name) not in marks.get((kind, id), ()):
                    sides.stated[kind, id] = said.removeprefix("team:")
        sides.owns_after = {team: list(items) for team, items in sides.owns_before.items()}
        return sides

    # --- deciding -------------------------------------------------------------------------------------

    def settle(self, kind: str, old: str | None, new: str | None) -> str | None:
        """Decide for a thing, called `old` before and `new` after; None where it is not there.

        Returns the owner that stands on the thing afterwards, None where none does.
        """
        sides = self.sides
        owner = self._owner(self._after, kind, new)
        former = self._owner(self._before, kind, old)
        claims = sides.claims.get((kind, old), []) if old is not None else []
        stated = sides.stated.get((kind, old)) if old is not None else None
        if new is None or owner is None:
            self._drop(claims)
            return None
        team = owner.removeprefix("team:")
        is_same = former is not None and self._renames.of("team", former.removeprefix("team:")) == team
        if is_same and (team in self._after.teams or not claims):
            self._keep(claims, kind, old, new)
            return owner if stated is not None or not claims else None
        is_only_claimed = kind == "service" and old in self._before.facts.implied_services
        has_kind = owner != team  # `team:payments` can be said on the thing alone
        uses = not has_kind and self._uses_claims(team)
        self._drop(claims)
        if stated is not None:
            if claims and uses:
                self._claim(team, kind, new, claims)
            return owner
        if uses or (is_only_claimed and not has_kind and self._can_claim(team)):
            self._claim(team, kind, new, claims)
            return None
        return owner

    def clarify(self) -> None:
        """Write the kind before each bare id of an `owns:` that would come to mean another thing."""
        for (kind, old), claims in self.sides.claims.items():
            new = self._renames.of(kind, old)
            if self._after.find(kind, new) is None or not self._would_mislead(kind, old, new):
                continue
            for team, text in claims:
                items = self.sides.owns_after[team]
                if ":" not in text and new in items:
                    items[items.index(new)] = f"{kind}:{new}"

    def _would_mislead(self, kind: str, old: str, new: str) -> bool:
        """Whether the bare id of a thing names something else; a service with an entry comes first."""
        has_entry = bool(self._pages.find_layers(COLLECTIONS[kind], old))
        return self._is_ambiguous(kind, new) and not (kind == "service" and has_entry)

    def _owner(self, organisation: Organisation, kind: str, id: str | None) -> str | None:
        thing = None if id is None else organisation.find(kind, id)
        owner: str | None = getattr(thing, owner_field(kind), None)
        return owner

    def _keep(self, claims: list[_Claim], kind: str, old: str | None, new: str) -> None:
        """The same owner: only the thing's name may change."""
        for team, text in claims:
            items = self.sides.owns_after[team]
            if old != new and text in items:
                head, colon, _ = text.rpartition(":")
                items[items.index(text)] = f"{head}{colon}{new}"
        if claims:
            self.sides.claimed_after.add((kind, new))

    def _drop(self, claims: list[_Claim]) -> None:
        for team, text in claims:
            if text in self.sides.owns_after[team]:
                self.sides.owns_after[team].remove(text)

    def _claim(self, team: str, kind: str, id: str, claims: list[_Claim]) -> None:
        """Let a team, called as after, own a thing by its `owns:`."""
        items = self.sides.owns_after.setdefault(self._renames.former("team", team), [])
        had_kind = any(":" in claim.text for claim in claims)
        text = f"{kind}:{id}" if had_kind or self._is_ambiguous(kind, id) else id
        if text not in items:
            items.append(text)
        self.sides.claimed_after.add((kind, id))

    def _is_ambiguous(self, kind: str, id: str) -> bool:
        """Whether a bare id would name something else than this thing."""
        others = [each for each in OWNABLE if each != kind and self._after.find(each, id) is not None]
        if kind == "service":
            return len(others) == 1
        return bool(others)

    def _uses_claims(self, team: str) -> bool:
        """Whether a team, called as after, says by `owns:` what it owns; of a new one, whether most do."""
        if not self._can_claim(team):
            return False
        old = self._renames.former("team", team)
        claimed, stated = len(self.sides.owns_before.get(old, ())), self._stating[old]
        if claimed or stated:
            return claimed >= stated
        return sum(map(len, self.sides.owns_before.values())) > self._stating.total()

    def _can_claim(self, team: str) -> bool:
        """Whether `owns:` can be said of a team: a file of the model's own speaks of it, or will."""
        old = self._renames.former("team", team)
        if team not in self._after.teams:
            return False
        return old not in self._before.teams or bool(self._pages.find_layers(COLLECTIONS["team"], old))
