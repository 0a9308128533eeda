"""Which references name nothing?

What a reference names depends on which things there are. As long as these are the same ones, only things that
changed are looked through again.
"""

from collections.abc import Iterator, Mapping

from topo.analysis.renewing import Before
from topo.model.organisation import COLLECTIONS, Organisation
from topo.model.references import Mention, Root, find_roots_beside, find_unknown

Dangling = Mapping[tuple[str, ...], tuple[Mention, ...]]
"""By the steps to what stands by itself: its references that name nothing; only where there are some."""


def find_dangling(organisation: Organisation, *, before: Before[Dangling] | None = None) -> Dangling:
    """The references that name nothing, by what says them."""
    if before is None or _are_others(before, organisation):
        return _group(find_unknown(organisation))
    was: Organisation = before.inputs["organisation"]
    touched = list(_find_touched(before, organisation))
    found = dict(before.result)
    for steps in touched:
        found.pop(steps, None)
    roots = [*_find_roots(organisation, touched), *find_roots_beside(organisation)]
    for steps, _ in find_roots_beside(was):
        found.pop(steps, None)
    return {**found, **_group(find_unknown(organisation, roots))}


def _are_others(before: Before[Dangling], organisation: Organisation) -> bool:
    """Whether things are new or gone."""
    was: Organisation = before.inputs["organisation"]
    return any(
        (id in was.collection(kind)) != (id in organisation.collection(kind))
        for kind in COLLECTIONS
        for id in before.compare(was.collection(kind), organisation.collection(kind))
    )


def _find_touched(before: Before[Dangling], organisation: Organisation) -> Iterator[tuple[str, ...]]:
    was: Organisation = before.inputs["organisation"]
    for kind, path in COLLECTIONS.items():
        for id in sorted(before.compare(was.collection(kind), organisation.collection(kind))):
            yield (*path, id)


def _find_roots(organisation: Organisation, touched: list[tuple[str, ...]]) -> Iterator[Root]:
    kinds = {path: kind for kind, path in COLLECTIONS.items()}
    for steps in touched:
        yield steps, organisation.collection(kinds[steps[:-1]])[steps[-1]]


def _group(mentions: Iterator[Mention]) -> Dangling:
    found: dict[tuple[str, ...], list[Mention]] = {}
    depths = {path: len(path) + 1 for path in COLLECTIONS.values()}
    for mention in mentions:
        steps = mention.address.steps
        depth = next((depth for path, depth in depths.items() if steps[: depth - 1] == path), len(steps))
        found.setdefault(steps[: min(depth, _depth_beside(steps))], []).append(mention)
    return {steps: tuple(said) for steps, said in found.items()}


def _depth_beside(steps: tuple[str, ...]) -> int:
    """How many steps lead to an interaction or a setting; as many as there are for anything else."""
    return {"interactions": 2, "check": 3}.get(steps[0], len(steps))
