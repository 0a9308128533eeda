"""Is what is asked for there?

A criterion holds where every fact of it does. What nobody says is unknown: never a pass, never a failure.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from topo.findings import Address


class Standing(StrEnum):
    """How a fact, or a criterion, stands."""

    MET = "met"
    NOT_MET = "not met"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is asked for: how it stands, in words, and where that is said.

    `weighed_by` is the profile entry that holds the threshold, None where there is none.
    """

    standing: Standing
    text: str
    address: Address
    weighed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """Something that is asked for, with its facts; without a fact there is nothing that speaks against it."""

    name: str
    asks: str
    facts: tuple[Fact, ...]

    @property
    def standing(self) -> Standing:
        """Not met where any fact is not, else unknown where any is, else met."""
        return find_standing(fact.standing for fact in self.facts)

    @property
    def is_said(self) -> bool:
        """Whether any fact of it is known."""
        return any(fact.standing is not Standing.UNKNOWN for fact in self.facts)


def find_standing(standings: Iterable[Standing]) -> Standing:
    """The standing of several together.

    >>> find_standing([Standing.MET, Standing.UNKNOWN])
    <Standing.UNKNOWN: 'unknown'>
    >>> find_standing([])
    <Standing.MET: 'met'>
    """
    found = set(standings)
    if Standing.NOT_MET in found:
        return Standing.NOT_MET
    return Standing.UNKNOWN if Standing.UNKNOWN in found else Standing.MET


def find_facts(criteria: Iterable[Criterion], standing: Standing) -> tuple[Fact, ...]:
    """The facts of criteria that stand so."""
    return tuple(fact for each in criteria for fact in each.facts if fact.standing is standing)
