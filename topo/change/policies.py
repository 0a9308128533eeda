"""What do the user's own policies say once a thing that they name has another id?

A policy names things as values at the end of a path of fields (`owner: payments`, `owner.group: commerce`,
`id: cart-api`): which kind it means is what the model's classes say of that path.
"""

from collections.abc import Mapping
from typing import Any

from topo.model.base import EMPTY, FrozenDict, Part
from topo.model.interaction import Interaction
from topo.model.organisation import CLASSES, COLLECTIONS
from topo.model.references import find_fields, find_part
from topo.model.settings import Policy

_CLASS_OF: Mapping[str, type[Part]] = {
    **{path[-1]: CLASSES[kind] for kind, path in COLLECTIONS.items()},
    "interactions": Interaction,
}


def follow_policies(
    policies: Mapping[str, Policy], kind: str, heirs: Mapping[str, str]
) -> Mapping[str, Policy]:
    """The policies with the ids of things of a kind as they are now; the same value where nothing changes."""
    followed = {code: _follow_policy(policy, kind, heirs) for code, policy in policies.items()}
    return policies if all(followed[code] is policies[code] for code in policies) else FrozenDict(followed)


def _follow_policy(policy: Policy, kind: str, heirs: Mapping[str, str]) -> Policy:
    changed: dict[str, Any] = {}
    for name in ("when", "require"):
        said = getattr(policy, name)
        new = {path: _follow_value(value, policy, path, kind, heirs) for path, value in said.items()}
        if new != said:
            changed[name] = FrozenDict(new) if new else EMPTY
    return policy.model_copy(update=changed) if changed else policy


def _follow_value(value: Any, policy: Policy, path: str, kind: str, heirs: Mapping[str, str]) -> Any:
    if not heirs or kind not in find_kinds(_CLASS_OF[policy.for_], path):
        return value
    if isinstance(value, tuple):
        return tuple(
            dict.fromkeys(heirs.get(each, each) if isinstance(each, str) else each for each in value)
        )
    return heirs.get(value, value) if isinstance(value, str) else value


def find_kinds(start: type[Part], path: str) -> tuple[str, ...]:
    """The kinds of thing that the value at the end of a path may name; none where it is no reference.

    >>> from topo.model.service import Service
    >>> find_kinds(Service, "owner.group"), find_kinds(Service, "id"), find_kinds(Service, "tier")
    (('group',), ('service',), ())
    """
    part: type[Part] | None = start
    kinds: tuple[str, ...] = ()
    for step in path.split("."):
        if part is None:
            return ()
        kinds, part = _step(part, step)
    return kinds


def _step(part: type[Part], step: str) -> tuple[tuple[str, ...], type[Part] | None]:
    """The kinds that a field of a part may name, and the class of what stands there."""
    if step == "id":
        return tuple(kind for kind, each in CLASSES.items() if each is part), None
    for _, key, kinds in find_fields(part)[0]:
        if key == step:
            known = [kind for kind in kinds if kind in CLASSES]
            return tuple(known), CLASSES[known[0]] if len(known) == 1 else None
    field = next((each for name, each in part.model_fields.items() if (each.alias or name) == step), None)
    return (), None if field is None else find_part(field.annotation)
