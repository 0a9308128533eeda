"""Which team or person of the model does a handle in a CODEOWNERS file mean?

A team is found by its `contacts` first, then by an id that is the last part of the handle; what is found by
neither is an implied team of that name. Where two handles end alike (`@acme/pay`, `@other/pay`) neither may
have the short name: both get a long one (`acme.pay`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from topo.source.foreign.codeowners_rules import Flavour, Owner
from topo.source.positions import Mapping

_CONTACTS: dict[Flavour, tuple[str, ...]] = {"github": ("github",), "gitlab": ("gitlab", "github")}
_NOT_IN_IDS = re.compile(r"[^A-Za-z0-9._-]+")
_TEAM_PAGE = re.compile(
    r"https?://[^/]+/(?:orgs/([^/\s]+)/teams/([^/\s]+)|(?:groups/)?([^\s]+?))/?\Z", re.IGNORECASE
)


def make_id(text: str) -> str:
    """`text` as an id: what an id may not have becomes `-`; what is left of nothing is `unnamed`."""
    return _NOT_IN_IDS.sub("-", text).strip("._-") or "unnamed"


@dataclass(slots=True)
class Handles:
    """Looks owners up; remembers which teams and people it had to make.

    `implied` maps the id of each team that nobody defines to the owner that names it first, `people` the id
    of each person to the owner. `clashes` are ids that several handles wanted.
    """

    implied: dict[str, Owner] = field(default_factory=dict)
    people: dict[str, Owner] = field(default_factory=dict)
    clashes: set[str] = field(default_factory=set)
    _teams: dict[str, str] = field(default_factory=dict)
    _persons: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, owners: Iterable[Owner], root: Mapping, flavour: Flavour) -> Handles:
        """The handles of a file, against the teams and people of the model."""
        first: dict[str, Owner] = {}
        for owner in sorted(owners, key=lambda each: (each.line, each.column)):
            first.setdefault(owner.handle, owner)
        handles = cls()
        handles._find_teams(first.values(), _section(root, "teams"), flavour)
        handles._name_people(first.values(), _section(root, "people"))
        return handles

    def find_team(self, owner: Owner) -> str | None:
        """The id of the team that `owner` is; None: it is a person or a role."""
        return self._teams.get(owner.handle)

    def find_person(self, owner: Owner) -> str | None:
        """The id of the person that `owner` is; None: it is a team or a role."""
        return self._persons.get(owner.handle)

    def _find_teams(self, owners: Iterable[Owner], teams: Mapping, flavour: Flavour) -> None:
        contacts = _Contacts(teams, flavour)
        unknown = []
        for owner in owners:
            team = contacts.find(owner)
            if team is not None:
                self._teams[owner.handle] = team
            elif owner.kind == "team":
                unknown.append(owner)
            elif owner.kind == "user" and flavour == "gitlab":
                # On GitLab a handle without a slash may be a group: only the model can tell.
                group = contacts.uncontacted.get(owner.text[1:].casefold())
                if group is not None:
                    self._teams[owner.handle] = group
        self._name_teams(unknown, contacts)

    def _name_teams(self, owners: list[Owner], contacts: _Contacts) -> None:
        alike: dict[str, list[Owner]] = defaultdict(list)
        for owner in owners:
            alike[make_id(owner.text.rpartition("/")[2]).casefold()].append(owner)
        for short, group in alike.items():
            if len(group) > 1:
                self.clashes.add(short)
            for owner in group:
                self._teams[owner.handle] = self._name_team(owner, contacts, is_alone=len(group) == 1)

    def _name_team(self, owner: Owner, contacts: _Contacts, *, is_alone: bool) -> str:
        """The id of a team that no contact names: the model's own, else one that nobody has."""
        short = make_id(owner.text.rpartition("/")[2])
        long = make_id(owner.text[1:].replace("/", "."))
        wanted = (short, long) if is_alone else (long,)
        for name in wanted:
            if name.casefold() in contacts.uncontacted:
                return contacts.uncontacted[name.casefold()]
        taken = {*contacts.ids, *(id.casefold() for id in self.implied)}
        id = next(name for name in _candidates(*wanted, long) if name.casefold() not in taken)
        self.implied[id] = owner
        return id

    def _name_people(self, owners: Iterable[Owner], people: Mapping) -> None:
        """Users are called by their handle; an address by its local part where nobody else is called so."""
        known = {id.casefold(): id for id in people}
        persons = [owner for owner in owners if owner.kind != "role" and owner.handle not in self._teams]
        wanted: dict[str, int] = defaultdict(int)
        for owner in persons:
            wanted[_short_name(owner).casefold()] += 1
        for owner in sorted(persons, key=lambda each: each.kind != "user"):
            short = _short_name(owner)
            if owner.kind == "user" and short.casefold() in known:
                self._persons[owner.handle] = known[short.casefold()]
                continue
            names = (short,) if owner.kind == "user" or wanted[short.casefold()] == 1 else ()
            taken = {*known, *(id.casefold() for id in self.people)}
            long = make_id(owner.text.lstrip("@").replace("@", "."))
            id = next(name for name in _candidates(*names, long) if name.casefold() not in taken)
            self.people[id] = owner
            self._persons[owner.handle] = id


class _Contacts:
    """The teams of the model by what their contacts say, and by id those that say nothing."""

    def __init__(self, teams: Mapping, flavour: Flavour) -> None:
        self._by_handle: dict[str, str] = {}
        self._by_address: dict[str, str] = {}
        self.ids = {id.casefold() for id in teams}
        self.uncontacted: dict[str, str] = {}
        for key in _CONTACTS[flavour]:
            for id, handle in _find_contacts(teams, key):
                self._by_handle.setdefault(handle, id)
        for id, address in _find_contacts(teams, "email"):
            self._by_address.setdefault(address.removeprefix("@"), id)
        contacted = set(self._by_handle.values())
        self.uncontacted = {id.casefold(): id for id in teams if id not in contacted}

    def find(self, owner: Owner) -> str | None:
        if owner.kind == "email":
            return self._by_address.get(owner.handle)
        return self._by_handle.get(owner.handle)


def _find_contacts(teams: Mapping, key: str) -> Iterator[tuple[str, str]]:
    """Each team with each handle that its contacts have under `key`, folded, with its `@`."""
    for id, team in teams.items():
        contacts = team.get("contacts") if isinstance(team, Mapping) else None
        said = contacts.get(key) if isinstance(contacts, Mapping) else None
        for word in re.split(r"[\s,]+", said) if isinstance(said, str) else ():
            if word:
                yield id, f"@{_read_page(word).lstrip('@')}".casefold()


def _read_page(word: str) -> str:
    """The handle in the address of a team's page; any other word as it is."""
    page = _TEAM_PAGE.match(word)
    if page is None:
        return word
    return f"{page[1]}/{page[2]}" if page[1] else page[3]


def _short_name(owner: Owner) -> str:
    return make_id(owner.text[1:] if owner.kind == "user" else owner.text.partition("@")[0])


def _candidates(*names: str) -> Iterator[str]:
    yield from names
    number = 2
    while True:
        yield f"{names[-1]}-{number}"
        number += 1


def _section(root: Mapping, key: str) -> Mapping:
    value = root.get(key)
    return value if isinstance(value, Mapping) else Mapping()
