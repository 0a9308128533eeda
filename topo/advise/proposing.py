"""How does a lever become a scenario that can be compared, discussed and applied?"""

import re
from collections.abc import Sequence

from topo.advise.headline import busy_percent, describe_stress, signed_percent
from topo.advise.stress_test import StressTest, TriedLever
from topo.change.catalogue import read_move
from topo.change.history import Step
from topo.change.script import Phase, Script
from topo.errors import UsageError

_BETWEEN_WORDS = re.compile(r"[^A-Za-z0-9._]+")
_LONGEST_NAME = 60


def propose(test: StressTest, numbers: Sequence[int], *, name: str | None = None) -> Script:
    """A script of the levers with these numbers (from 1), the strongest first.

    Raises UsageError where there is no such lever, or a scenario has no move that says it.
    """
    chosen = [_find(test, number) for number in sorted(set(numbers))]
    steps = tuple(Step(read_move(lever.lever.move or {}), note=_describe_effect(lever)) for lever in chosen)
    return Script(name or name_levers(chosen), why=describe_stress(test), phases=(Phase(steps),))


def name_levers(levers: Sequence[TriedLever]) -> str:
    """What a scenario of levers is called: what the first one does, as an id."""
    words = _BETWEEN_WORDS.sub("-", levers[0].lever.change.label).strip("-.")
    more = f"-and-{len(levers) - 1}-more" if len(levers) > 1 else ""
    return words[:_LONGEST_NAME].rstrip("-.") + more


def _find(test: StressTest, number: int) -> TriedLever:
    levers = test.relief.levers
    if not 1 <= number <= len(levers):
        hint = f"they are numbered from 1 to {len(levers)}" if levers else "the model has none"
        raise UsageError(f"there is no lever {number}", hint=hint)
    found = levers[number - 1]
    if found.lever.move is None:
        raise UsageError(
            f"no move of a scenario says lever {number}: {found.lever.change.label}",
            hint="write what would be done with `topo scenario new`",
        )
    return found


def _describe_effect(tried: TriedLever) -> str:
    lever = tried.lever
    before, after = busy_percent(lever.pool.standing.busyness), busy_percent(lever.utilisation)
    delivery = "" if tried.delivery is None else f"; delivery {signed_percent(tried.delivery)}"
    return f"measured under the stress: {lever.pool.id} {before} → {after} busy{delivery}"
