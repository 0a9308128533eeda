"""Merge domains into one.

## What it does
`into` is one of the domains, which goes on, or a new id, which takes the place of the first. What lay in
the others lies in it: services and subdomains. Products, selectors and what people know speak of it. It
lies in what the one that goes on (or the first) lay in, past what is merged.

It is as complex as the most complex of them, and counts as the most distinctive; where the highest is not
reached and one says nothing, neither is known. A new domain has the owner that all of them name; one that
goes on keeps its own. Skills and tags are united, and the ids of the others are kept in `formerly`.

## What it refuses
Fewer than two domains; a domain that is not there; an `into` that another domain has.

## Example
```yaml
- merge-domains: {domains: [payments, settlement], into: payments}
```
"""

from collections.abc import Iterable, Sequence

from pydantic import Field

from topo.analysis.nesting import find_containers
from topo.change.draft import Draft
from topo.change.following import Heirs, follow, protect
from topo.change.move import DomainId, Move, NewId
from topo.findings import Address
from topo.model.domain import Domain
from topo.rules.naming import named, quoted

_COMPLEXITIES = ("complex", "complicated", "simple")
_CLASSIFICATIONS = ("core", "supporting", "generic")


class MergeDomains(Move):
    """Merge domains into one."""

    name = "merge-domains"

    domains: tuple[DomainId, ...] = Field(description="The domains.", examples=[["payments", "settlement"]])
    into: NewId = Field(description="One of them, or a new id.", examples=["payments"])

    def describe(self) -> str:
        """What it does, in a sentence."""
        return f"Merge domains {named(self.domains)} into {quoted(self.into)}"

    def make(self, draft: Draft) -> None:
        """Put what they are together, and let everybody speak of it."""
        at = Address.of("domains")
        found = [draft.find_id(at.item(domain), domain, "domain") for domain in self.domains]
        ids = tuple(dict.fromkeys(id for id in found if id is not None))
        if len(ids) < 2 and None not in found:
            draft.refuse("domains", "it takes two domains to merge")
        if self.into not in ids:
            draft.check_is_free("into", "domain", self.into)
        if not draft.misfits:
            self._merge(draft, ids)

    def _merge(self, draft: Draft, ids: tuple[str, ...]) -> None:
        base = ids[0] if self.into not in ids else self.into
        others = [id for id in ids if id != base]
        domains = [draft.domains[id] for id in (base, *others)]
        parent = _find_parent(find_containers(draft.before, "domain"), base, ids)
        fields = _unite(domains, is_new=base != self.into) | {"parent": parent}
        gone = others if base == self.into else ids
        if base != self.into:
            protect(draft, "domain", self.into)
        heirs = Heirs(self.into, (self.into,))
        follow(draft, "domain", dict.fromkeys(gone, heirs), renamed=None if base == self.into else base)
        former = (id for each in domains[1:] for id in (each.id, *each.formerly) if id != self.into)
        fields["formerly"] = _join((draft.domains[self.into].formerly, former))
        draft.update("domain", self.into, **fields)


def _unite(domains: Sequence[Domain], *, is_new: bool) -> dict[str, object]:
    base, *others = domains
    fields: dict[str, object] = {
        "complexity": _find_highest([each.complexity for each in domains], _COMPLEXITIES),
        "classification": _find_highest([each.classification for each in domains], _CLASSIFICATIONS),
        "skills": _join(each.skills for each in domains),
        "tags": _join(each.tags for each in domains),
    }
    if is_new:
        for name in ("name", "description", "owner"):
            same = all(getattr(each, name) == getattr(base, name) for each in others)
            fields[name] = getattr(base, name) if same else None
        fields["waivers"] = ()
    return fields


def _join(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for items in lists for each in items))


def _find_highest(said: Sequence[str | None], order: tuple[str, ...]) -> str | None:
    """The highest that is said; None where it is not the highest of all and somebody says nothing."""
    known = [each for each in said if each is not None]
    highest = min(known, key=order.index, default=None)
    return highest if highest == order[0] or len(known) == len(said) else None


def _find_parent(containers: dict[str, str], base: str, merged: tuple[str, ...]) -> str | None:
    """What lies around a domain and is around all of the merged ones that it lies in."""
    path: list[str] = []
    at = containers.get(base)
    while at is not None and at not in path and at != base:
        path.append(at)
        at = containers.get(at)
    last = max((number for number, id in enumerate(path) if id in merged), default=-1)
    return path[last + 1] if last + 1 < len(path) else None
