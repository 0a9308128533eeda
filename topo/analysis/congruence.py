"""Does what teams declared match what their work requires?

CR = A·D·Aᵀ over teams: A is team × service ownership, D the dependencies between services with ones on its
diagonal. A pair is *required* where CR_ij + CR_ji > 0, where both have parts of one deployable, or where a
stream hands over between the two. CA are the declarations in force: interactions, and capabilities in their
mode. Congruence = |CR ∩ CA| / |CR| off the diagonal; null when nothing is required. The list of gaps is the
product; the score informs and never gates: later studies found no effect, or the reverse (Kwan et al. 2011).

The verdict of a pair is the first that holds: *expired* (declared, and `until` has passed with nothing in
force), *undeclared* (required), *unused* (not required: a collaboration, or an x-as-a-service that no
capability of the provider explains; facilitating and capabilities never), *mode mismatch* (x-as-a-service
over release or shared-code couplings), *confirmed*.

Source: Cataldo et al. 2006, 2008. Grade B, mixed.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from topo.analysis.declaring import (
    Declaration,
    Declarations,
    Pair,
    find_busiest,
    find_declarations,
)
from topo.analysis.joining import Cause, CauseKind, Joining, Link, find_causes, find_joining
from topo.analysis.owners import Owners
from topo.analysis.parts import Number, Part, not_assessed, sum_repeated
from topo.analysis.renewing import Before, renew
from topo.model.base import EMPTY
from topo.model.organisation import Organisation

TIGHT = frozenset({"release", "shared-code"})
"""Couplings that an x-as-a-service does not fit: a change on one side is work on the other."""


class Verdict(StrEnum):
    """What a pair's declaration and its requirement say of each other."""

    EXPIRED = "expired"
    UNDECLARED = "undeclared"
    UNUSED = "unused"
    MODE_MISMATCH = "mode mismatch"
    CONFIRMED = "confirmed"


class JudgedPair(NamedTuple):
    """A pair of teams that is required or declared.

    `links` are what requires the pair (empty: nothing does), `declared` what is said of it.
    """

    teams: Pair
    verdict: Verdict
    links: tuple[Link, ...]
    declared: tuple[Declaration, ...]

    @property
    def required_by(self) -> tuple[Cause, ...]:
        """What requires the pair, with addresses."""
        return find_causes(self.links)

    @property
    def dependencies(self) -> int:
        """CR_ij + CR_ji: over how many pairs of services the two depend on each other."""
        return len({link[1:3] for link in self.links if link[0] is CauseKind.DEPENDENCY})

    @property
    def is_required(self) -> bool:
        """Whether the work of the two requires that they coordinate."""
        return bool(self.links)

    @property
    def is_met(self) -> bool:
        """Whether it is required and something in force is declared."""
        return self.is_required and find_busiest(self.declared) is not None


@dataclass(frozen=True)
class Congruence:
    """Required against declared, pair by pair.

    How many pairs are required and met is known at once; each pair is judged when somebody asks for it.
    """

    joining: Joining
    declarations: Declarations

    @cached_property
    def pairs(self) -> tuple[JudgedPair, ...]:
        """The pairs that are required or declared, sorted."""
        return tuple(pair for team in self.by_first for pair in self.by_first[team])

    @cached_property
    def by_first(self) -> Mapping[str, tuple[JudgedPair, ...]]:
        """The same pairs by their first team; each comes once."""
        teams = sorted({*self.joining.requiring, *self._declared})
        return {team: pairs for team in teams if (pairs := self.judge_first(team))}

    @cached_property
    def score(self) -> Number:
        """|CR ∩ CA| / |CR|, a share; not assessed when nothing is required."""
        requiring = self.joining.requiring
        required = sum(map(len, requiring.values())) // 2
        if not required:
            return not_assessed("congruence", "share", "nothing is required", *self.missing)
        met = [
            (teams, declared[0])
            for teams, declared in self.declarations.items()
            if not declared[0].expired and teams[1] in requiring.get(teams[0], ())
        ]

        def make_parts() -> Iterator[Part]:
            for teams, said in met:
                note = f"one of {required} required pairs"
                yield Part(f"{teams[0]} – {teams[1]}", 1 / required, "share", said.address, note=note)

        amount = sum_repeated([(1 / required, len(met))])
        return Number("congruence", amount, "share", make_parts, self.missing)

    @property
    def missing(self) -> tuple[str, ...]:
        """What the score leaves out."""
        number = sum(map(len, self.joining.unseen_of.values()))
        return (f"dependencies with an end that nobody owns: {number}",) if number else ()

    def find(self, verdict: Verdict) -> list[JudgedPair]:
        """The pairs with this verdict."""
        return [pair for pair in self.pairs if pair.verdict is verdict]

    def judge_first(self, team: str) -> tuple[JudgedPair, ...]:
        """The pairs of which a team is the first, sorted."""
        required, declared = self.joining.requiring.get(team, EMPTY), self._declared.get(team, EMPTY)
        others = {other for other in required if other > team}.union(declared)
        return tuple(
            _judge((team, other), required.get(other, ()), declared.get(other, ()))
            for other in sorted(others)
        )

    @cached_property
    def _declared(self) -> Mapping[str, Mapping[str, tuple[Declaration, ...]]]:
        """What is declared, by the first team of a pair and by the second."""
        found: dict[str, dict[str, tuple[Declaration, ...]]] = {}
        for (one, other), declared in self.declarations.items():
            found.setdefault(one, {})[other] = declared
        return found


def measure_congruence(
    organisation: Organisation,
    *,
    as_of: date,
    joining: Joining | None = None,
    declarations: Declarations | None = None,
    before: Before[Congruence] | None = None,
) -> Congruence:
    """The verdict of every pair of teams that is required or declared, on the day `as_of`.

    What other measures have worked out already (`joining`, `declarations`) may be handed in, and what was
    measured `before`.
    """
    if joining is None or declarations is None:
        owners = Owners(organisation)
        joining = joining or find_joining(owners)
        declarations = find_declarations(owners, as_of=as_of) if declarations is None else declarations
    congruence = Congruence(joining, declarations)
    if before is not None and "by_first" in vars(before.result):
        _keep(before, congruence)
    return congruence


def _keep(before: Before[Congruence], congruence: Congruence) -> None:
    """Keep the verdicts on pairs of which nothing changed."""
    was, now = before.result, congruence
    touched = before.compare(was.joining.requiring, now.joining.requiring)
    if was.declarations is not now.declarations:
        both = was._declared, now._declared
        touched |= {team for team in {*both[0], *both[1]} if both[0].get(team) != both[1].get(team)}
    vars(now)["by_first"] = renew(was.by_first, touched, lambda team: now.judge_first(team) or None)


def measure_requirements(
    assignment: Mapping[str, Collection[str]], dependencies: Iterable[tuple[str, str]]
) -> Counter[tuple[str, str]]:
    """CR = A·D·Aᵀ, sparse: who has to coordinate with whom, and over how many dependencies.

    `assignment` (A) is what each one works on, `dependencies` (D) what waits on what; ones stand on D's
    diagonal whether said or not. The vector of Cataldo et al.:

    >>> a = {"A": ["2"], "B": ["2", "3"], "C": ["1", "2"]}
    >>> cr = measure_requirements(a, [("1", "2"), ("2", "1"), ("2", "3"), ("3", "2")])
    >>> [[cr[row, column] for column in "ABC"] for row in "ABC"]
    [[1, 2, 2], [2, 4, 3], [2, 3, 4]]
    """
    workers: dict[str, list[str]] = {}
    for one, things in assignment.items():
        for thing in set(things):
            workers.setdefault(thing, []).append(one)
    edges = {(thing, thing) for thing in workers}.union(dependencies)
    return Counter(
        (one, other)
        for thing, needed in edges
        for one in workers.get(thing, ())
        for other in workers.get(needed, ())
    )


def measure_score(required: Collection[Pair], declared: Collection[Pair]) -> float | None:
    """Congruence of pairs alone: the share of required pairs that are declared; None: nothing is required.

    >>> measure_score({("A", "B"), ("A", "C"), ("B", "C")}, {("A", "B")})
    0.3333333333333333
    """
    wanted = set(required)
    return len(wanted.intersection(declared)) / len(wanted) if wanted else None


def _judge(pair: Pair, links: tuple[Link, ...], declared: tuple[Declaration, ...]) -> JudgedPair:
    return JudgedPair(pair, judge_pair(links, declared), links, declared)


def judge_pair(links: Collection[Link], declared: tuple[Declaration, ...]) -> Verdict:
    """The verdict on a pair of which something is required or declared: the first that holds."""
    busiest = find_busiest(declared)
    if busiest is None:
        return Verdict.EXPIRED if declared else Verdict.UNDECLARED
    if not links:
        return Verdict.UNUSED if find_unexplained(declared) else Verdict.CONFIRMED
    if busiest.mode == "x-as-a-service" and any(link[3] in TIGHT for link in links):
        return Verdict.MODE_MISMATCH
    return Verdict.CONFIRMED


def find_unexplained(declared: tuple[Declaration, ...]) -> tuple[Declaration, ...]:
    """What is declared of two teams whose work does not require it, and no capability explains.

    A collaboration is explained by a capability that is had by collaboration, an x-as-a-service by any
    capability of its provider for the other team; facilitating needs no explanation.
    """
    busiest = find_busiest(declared)
    said = [each for each in declared if not each.expired and each.capability is None]
    capabilities = [each for each in declared if each.capability is not None]
    if busiest is None or busiest.mode not in ("collaboration", "x-as-a-service"):
        return ()
    if busiest.mode == "collaboration":
        is_explained = any(each.mode == "collaboration" for each in capabilities)
        return () if is_explained else tuple(each for each in said if each.mode == "collaboration")
    providers = {each.first for each in capabilities}
    return tuple(each for each in said if each.first not in providers)
