"""What can be said of who answers for one thing?

State of each thing that needs an owner: *owned* (one existing team, with members or of unknown size),
*shared* (a domain whose services sit with several teams), *waived* (a waiver with reason and end date) or
*unowned*, and why.
"""

from enum import StrEnum
from typing import NamedTuple

from topo.findings import Address
from topo.model.service import Service

OWNABLE = ("service", "domain", "capability", "guardrail", "data")
"""The collections whose things need an owner."""
CODE = ("service", "module")
"""The kinds of things that coverage speaks of unless it says otherwise."""

_OWNER_FIELDS = {"capability": "provider"}


class State(StrEnum):
    """Whether a thing has its one accountable team."""

    OWNED = "owned"
    SHARED = "shared"
    WAIVED = "waived"
    UNOWNED = "unowned"


class Gap(StrEnum):
    """Why a thing has no one accountable team."""

    NOBODY = "nobody"
    """Nothing is said."""
    UNKNOWN = "unknown"
    """The owner named does not exist."""
    UNREADABLE = "unreadable"
    """What is said of the owner could not be read."""
    GROUP = "group"
    PERSON = "person"
    EMPTY = "empty"
    """The team says that it has nobody."""
    CONFLICT = "conflict"
    """Several teams claim it with `owns:`."""
    SHARED = "shared"
    """Several teams own the services of a domain."""


_RULES = {
    Gap.UNKNOWN: "REF001",
    Gap.UNREADABLE: "SYN004",
    Gap.GROUP: "OWN002",
    Gap.PERSON: "OWN002",
    Gap.EMPTY: "OWN003",
    Gap.CONFLICT: "OWN013",
    Gap.SHARED: "OWN005",
}
_NOBODY_RULES = {
    "service": "OWN001",
    "module": "OWN001",
    "domain": "OWN004",
    "capability": "OWN006",
    "guardrail": "OWN007",
    "data": "OWN008",
}
_ABOUT_THE_THING = frozenset({Gap.NOBODY, Gap.CONFLICT, Gap.SHARED})


class Owning(NamedTuple):
    """One thing and who answers for it.

    `owner` is the team that counts: None unless owned, and for a domain that follows subdomains of several
    teams. `said` is the owner as written, `gap` why it is not (or not alone) owned, which a waiver does not
    change. `teams` are the teams that own what is in a domain, `missing` the services or subdomains that
    keep it from being owned. `tier`, `domain` and `group` are what coverage is broken down by; the group of
    an unowned thing is its domain owner's.
    """

    kind: str
    id: str
    address: Address
    state: State
    owner: str | None = None
    gap: Gap | None = None
    said: str | None = None
    teams: tuple[str, ...] = ()
    missing: tuple[Address, ...] = ()
    tier: int | None = None
    domain: str | None = None
    group: str | None = None

    @property
    def rule(self) -> str | None:
        """The code of the rule that reports the gap; None where there is none."""
        if self.gap is None:
            return None
        return _NOBODY_RULES[self.kind] if self.gap is Gap.NOBODY else _RULES[self.gap]

    @property
    def gap_address(self) -> Address:
        """Where the gap shows: at the owner that is said, or at the thing where nothing is."""
        if self.gap is None or self.gap in _ABOUT_THE_THING:
            return self.address
        return self.address / owner_field(self.kind)


def counts(service: Service) -> bool:
    """Whether a service needs an owner here: retired and external ones do not."""
    return service.lifecycle != "retired" and service.kind != "external"


def owner_field(kind: str) -> str:
    """The key under which a thing of `kind` says who answers for it.

    >>> owner_field("service"), owner_field("capability")
    ('owner', 'provider')
    """
    return _OWNER_FIELDS.get(kind, "owner")


def collection_of(kind: str) -> str:
    """The collection in which a thing of `kind` stands: a module is a service."""
    return "service" if kind == "module" else kind
