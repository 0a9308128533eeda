"""A reference that names nothing.

## What it finds
A reference to an id that nothing of the right kind has: an owner, a domain, a dependency, a manager, a
consumer, the stage that work is sent back to, the rule that a waiver speaks of, an id that a policy asks
for. An id that something of another kind has is named as what it is. A person or a group as the owner of
something is OWN002, not this.

An id that seems to stand in a file that cannot be read is not reported: the file is.

## Why it matters
What points at nothing is left out of every measure: the dependency does not count, and the thing with the
misspelt owner is unowned.

## Example
```yaml
teams:
  checkout: {size: 7}
services:
  cart-api: {owner: chekout}
```

## Instead
```yaml
teams:
  checkout: {size: 7}
services:
  cart-api: {owner: checkout}
```

## Options
In a file that is not topo's own (a catalog read through `sources:`) it is a warning, unless
`check.rules` gives it a severity.

## Source
The language: references are case-sensitive ids. Grade A: a name is defined or it is not.
"""

from collections.abc import Iterable, Iterator

from topo.findings import Address, Finding, Related, Severity
from topo.model.organisation import COLLECTIONS, Acceptance, Organisation
from topo.model.references import Mention, Target, resolve
from topo.model.stream import Stream
from topo.rules.catalogue import is_code, known_codes
from topo.rules.context import Context
from topo.rules.naming import joined, named, noun, plural, quoted
from topo.rules.nearness import Nearness
from topo.rules.waiving import place_of

_OWNER_FIELDS = ("owner", "provider")
_NOT_OWNED = ("interactions",)


def check(context: Context) -> Iterator[Finding]:
    """A finding for each reference, stage and code of a rule that is not there."""
    organisation = context.organisation
    unknown = _Unknown(organisation)
    for mentions in context.measures.dangling.values():
        for mention in mentions:
            if not _is_excused(organisation, mention):
                yield unknown.reference(mention)
    yield from _check_stages(organisation)
    yield from _check_codes(organisation, context.measures.acceptances)


# --- references ------------------------------------------------------------------------------------


def _is_excused(organisation: Organisation, mention: Mention) -> bool:
    """Whether it may be defined where nothing could be read, or is what OWN002 reports."""
    if _plain(mention.text) in organisation.facts.perhaps_defined:
        return True
    if any(_is_unreadable(organisation, kind) for kind in mention.kinds):
        return True
    is_owner = mention.address.steps[-1] in _OWNER_FIELDS and mention.address.steps[0] not in _NOT_OWNED
    return is_owner and resolve(organisation, mention.text, ("group", "person")) is not None


def _is_unreadable(organisation: Organisation, kind: str) -> bool:
    """Whether the section of a kind could not be read, so that what it defines is not known."""
    path = COLLECTIONS.get(kind, ())
    return any(Address(path[:length]) in organisation.facts.unreadable for length in range(1, len(path) + 1))


_MOST_COMPARED = 2000
"""Unknown ids for which near ones are looked up."""


class _Unknown:
    """Words for references that name nothing; what is near is looked up once for each set of kinds."""

    def __init__(self, organisation: Organisation) -> None:
        self._organisation = organisation
        self._nearness: dict[tuple[str, ...], Nearness] = {}
        self._nearest: dict[tuple[tuple[str, ...], str], list[str]] = {}
        self._handles: dict[str, str] | None = None

    def reference(self, mention: Mention) -> Finding:
        """The finding that a reference names nothing."""
        kinds = tuple(kind for kind in mention.kinds if kind in COLLECTIONS)
        wanted = joined((noun(kind) for kind in kinds), last="or")
        other = self._of_another_kind(mention.text)
        if other is not None:
            message = f"{quoted(mention.text)} is {_a(noun(other.kind))}, not {_a(wanted)}"
            related: tuple[Related, ...] = (Related(f"the {noun(other.kind)}", other.address),)
        else:
            message, related = f"{quoted(mention.text)} names no {wanted}", ()
        return Finding(
            "REF001",
            Severity.ERROR,
            mention.address,
            message,
            label=f"no such {wanted}" if other is None else f"not {_a(wanted)}",
            hint=self._hint(mention.text, kinds),
            related=related,
        )

    def _of_another_kind(self, text: str) -> Target | None:
        return resolve(self._organisation, text, tuple(COLLECTIONS))

    def _hint(self, text: str, kinds: tuple[str, ...]) -> str:
        if text.startswith("@"):
            return self._hint_for_handle(text)
        nearest = self._find_nearest(_plain(text), kinds)
        sections = joined((f"`{'.'.join(COLLECTIONS[kind])}:`" for kind in kinds), last="or")
        known = [kind for kind in kinds if self._organisation.collection(kind)]
        there = f", or name one of the {joined(map(plural, known), last='or')} there" if known else ""
        return _did_you_mean(nearest) or f"define it under {sections}{there}"

    def _find_nearest(self, id: str, kinds: tuple[str, ...]) -> list[str]:
        """The ids near one that nothing has; none where so many are unknown that no slip explains them."""
        if (kinds, id) not in self._nearest:
            if len(self._nearest) >= _MOST_COMPARED:
                return []
            if kinds not in self._nearness:
                ids = (known for kind in kinds for known in self._organisation.collection(kind))
                self._nearness[kinds] = Nearness(ids)
            self._nearest[kinds, id] = self._nearness[kinds].find(id)
        return self._nearest[kinds, id]

    def _hint_for_handle(self, handle: str) -> str:
        if self._handles is None:
            teams = self._organisation.teams.items()
            self._handles = {_fold(each): id for id, team in teams for each in team.contacts.values()}
        team = self._handles.get(_fold(handle))
        if team is not None:
            return f"{quoted(handle)} is a handle of the team {quoted(team)}: write its id"
        return "a handle is no id: write the team's, and put the handle into its `contacts: {github: …}`"


def _plain(reference: str) -> str:
    return reference.rpartition(":")[2]


def _did_you_mean(nearest: list[str]) -> str | None:
    return f"did you mean {named(nearest, last='or')}?" if nearest else None


def _fold(handle: str) -> str:
    return handle.removeprefix("@").casefold()


def _a(noun: str) -> str:
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


# --- what is named inside one thing, or in topo itself ---------------------------------------------


def _check_stages(organisation: Organisation) -> Iterator[Finding]:
    for id, stream in organisation.streams.items():
        for name, stage in stream.stages.items():
            if stage.rework is None or _is_stage(organisation, stream, stage.rework.to):
                continue
            address = Address.of("streams", id, "stages", name, "rework", "to")
            nearest = Nearness(stream.stages).find(stage.rework.to)
            hint = _did_you_mean(nearest) or f"stages: {named(stream.stages)}"
            message = f"{quoted(stage.rework.to)} names no stage of {quoted(id)}"
            yield Finding("REF001", Severity.ERROR, address, message, label="no such stage", hint=hint)


def _is_stage(organisation: Organisation, stream: Stream, id: str) -> bool:
    return id in stream.stages or id in organisation.facts.perhaps_defined


def _check_codes(organisation: Organisation, acceptances: Iterable[Acceptance]) -> Iterator[Finding]:
    """Codes in waivers that no rule has."""
    for acceptance in acceptances:
        for code in acceptance.codes if acceptance.problem is None else ():
            if not is_code(code, organisation):
                nearest = Nearness(known_codes() | organisation.policies.keys()).find(code)
                hint = _did_you_mean(nearest) or "`topo rules` lists them"
                address, position = place_of(acceptance, code)
                yield Finding(
                    "REF001",
                    Severity.ERROR,
                    address,
                    f"{quoted(code)} is the code of no rule",
                    label="no such rule",
                    hint=hint,
                    position=position,
                )
