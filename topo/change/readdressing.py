"""Where does a piece of the model stand once things have other ids, or are gone?"""

from collections.abc import Iterator, Mapping
from typing import get_origin

from topo.findings import Address
from topo.model.base import Part
from topo.model.organisation import CLASSES, COLLECTIONS
from topo.model.references import Target, find_fields, find_part
from topo.model.retargeting import Retargeting
from topo.model.service import Dependency
from topo.model.settings import Check
from topo.model.team import Member

_KIND_OF = {path: kind for kind, path in COLLECTIONS.items()}
_NAMED_BY: Mapping[type[Part], tuple[str, ...]] = {Dependency: ("service",), Member: ("person",)}
"""What the items of a list of parts are called by in an address."""


class Readdressing:
    """Finds the new addresses of pieces of a model.

    `moved` are the things with another id (None: gone), `retargeting` is how references to them change,
    `interactions` maps the identity of each interaction that changes to its new one (None: gone).
    """

    def __init__(
        self,
        moved: Mapping[Target, str | None],
        retargeting: Retargeting,
        interactions: Mapping[str, str | None],
    ) -> None:
        self._moved = moved
        self._retargeting = retargeting
        self._interactions = interactions

    def find(self, address: Address) -> Address | None:
        """Where that piece stands now; None where it is gone."""
        steps = address.steps
        if steps[:1] == ("interactions",) and len(steps) > 1:
            return self._in_interaction(steps)
        target = find_target(address)
        if target is None:
            return self._with_items(steps, 1, Check) if steps[:1] == ("check",) else address
        depth = len(COLLECTIONS[target.kind])
        id = self._moved.get(target, target.id)
        if id is None:
            return None
        return self._with_items((*steps[:depth], id, *steps[depth + 1 :]), depth + 1, CLASSES[target.kind])

    def _in_interaction(self, steps: tuple[str, ...]) -> Address | None:
        identity = self._interactions.get(steps[1][1:-1], steps[1][1:-1])
        if identity is None:
            return None
        address = Address((steps[0], f"[{identity}]"))
        if len(steps) < 4 or not steps[3].startswith("["):
            return Address((*address.steps, *steps[2:]))
        item = self._item(steps[3], ("team",))
        return None if item is None else Address((*address.steps, steps[2], item, *steps[4:]))

    def _with_items(self, steps: tuple[str, ...], depth: int, kind: type[Part]) -> Address | None:
        """The address with the items of lists called by what they name now."""
        new = list(steps[:depth])
        for step, kinds in zip(steps[depth:], _find_kinds(kind, steps[depth:]), strict=True):
            item = self._item(step, kinds)
            if item is None:
                return None
            new.append(item)
        return Address(tuple(new))

    def _item(self, step: str, kinds: tuple[str, ...]) -> str | None:
        text = step[1:-1]
        if self._retargeting.kinds.isdisjoint(kinds) or text not in self._retargeting.words:
            return step
        said = self._retargeting.say(text, kinds, False)
        return f"[{said[0]}]" if said else None


def find_target(address: Address) -> Target | None:
    """The thing that an address is about, or lies in; None where that is a section or no thing."""
    for depth in (1, 2):
        kind = _KIND_OF.get(address.steps[:depth])
        if kind is not None and len(address.steps) > depth:
            return Target(kind, address.steps[depth])
    return None


def _find_kinds(kind: type[Part], steps: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """For each step from a part on: the kinds that it may name, where it is an item that refers."""
    part: type[Part] | None = kind
    kinds: tuple[str, ...] = ()
    is_key = False
    for step in steps:
        if step.startswith("["):
            yield kinds or (_NAMED_BY.get(part, ()) if part is not None else ())
            kinds = ()
            continue
        yield ()
        if is_key:
            is_key = False
        else:
            part, kinds, is_key = _step_into(part, step)


def _step_into(part: type[Part] | None, key: str) -> tuple[type[Part] | None, tuple[str, ...], bool]:
    """What a field holds: parts of a class, or references to some kinds; and whether by key."""
    for name, field in part.model_fields.items() if part is not None else ():
        if (field.alias or name) == key:
            assert part is not None
            kinds = next((kinds for _, alias, kinds in find_fields(part)[0] if alias == key), ())
            return find_part(field.annotation), kinds, get_origin(field.annotation) is Mapping
    return None, (), False
