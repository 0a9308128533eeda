"""How does the tree of a scenario file become a script, and what is said of what does not fit?

Everything wrong is said at once, at its place. Whether what a move names is there is for the organisation
to say that the script is laid over.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from topo.change.catalogue import MOVES
from topo.change.history import Step
from topo.change.move import Move
from topo.change.scenario.document import MoveEntry, PhaseEntry, ScenarioFile
from topo.change.script import Phase, Script
from topo.findings import Address
from topo.rules.naming import joined, quoted
from topo.source.locating import find_known_keys
from topo.source.misfits import call, describe, like
from topo.source.positions import Mapping, Sequence, identity_of
from topo.source.validating import Validator
from topo.text import printable

_ROOT = Address(())
_BESIDE = find_known_keys(MoveEntry)
_AN_EXAMPLE = "move-service"
_SAID = joined(f"`{key}`" for key in _BESIDE)


class EntryPlace(NamedTuple):
    """Where an entry of a list of moves stands: the mark of its move, and the raw fields with theirs."""

    at: int
    fields: Mapping


class Due(NamedTuple):
    """A phase with a last day, and where that is said."""

    label: str
    by: date
    at: int


class ReadScript(NamedTuple):
    """What a tree says: the script, where each of its steps stands, and when its phases are due."""

    script: Script
    places: tuple[EntryPlace, ...]
    due: tuple[Due, ...]


def read_script(tree: Mapping, validator: Validator) -> ReadScript | None:
    """The script that a tree says, without the one that it extends; None where something does not fit."""
    return _Reader(validator).read(tree)


def check_order(due: tuple[Due, ...], validator: Validator, *, before: Due | None = None) -> None:
    """Say of each phase that is due before the one in front of it; `before` is due in front of all."""
    for phase in due:
        if before is not None and phase.by < before.by:
            message = (
                f"{phase.label} is due {phase.by}, before {before.label}, which comes first ({before.by})"
            )
            validator.wrong_value(
                _ROOT / "phases", phase.at, message, hint="put the phases in the order of their days"
            )
        before = phase


class _Reader:
    def __init__(self, validator: Validator) -> None:
        self.validator = validator
        self.places: list[EntryPlace] = []
        self.due: list[Due] = []
        self.names: set[str] = set()

    def read(self, tree: Mapping) -> ReadScript | None:
        head = self.validator.part(ScenarioFile, tree, _ROOT, tree.at)
        corrections = self._steps(tree.get("corrections"), Address.of("corrections"))
        phases = self._phases(tree)
        check_order(tuple(self.due), self.validator)
        if head is None or self.validator.findings:
            return None
        said = {name: getattr(head, name) for name in ("why", "extends", "assumes", "decided", "extensions")}
        script = Script(head.scenario, corrections=corrections, phases=phases, **said)
        return ReadScript(script, tuple(self.places), tuple(self.due))

    # --- phases -------------------------------------------------------------------------------------

    def _phases(self, tree: Mapping) -> tuple[Phase, ...]:
        if "moves" in tree and "phases" in tree:
            message = "`moves` is short for a single phase, and here are `phases` too"
            at, hint = tree.keys_at["moves"], "make the moves a phase of their own"
            self.validator.wrong_value(Address.of("moves"), at, message, hint=hint, value="moves")
        steps = self._steps(tree.get("moves"), Address.of("moves"))
        phases: tuple[Phase, ...] = (Phase(steps),) if steps else ()
        raw = tree.get("phases")
        if isinstance(raw, Sequence):
            items = enumerate(_find_items(raw, Address.of("phases")), start=1)
            phases += tuple(self._phase(*each, number) for number, each in items)
        return phases

    def _phase(self, raw: Any, address: Address, at: int, number: int) -> Phase:
        part = self.validator.part(PhaseEntry, raw, address, at)
        if not isinstance(raw, Mapping):
            return Phase()
        steps = self._steps(raw.get("moves"), address / "moves")
        if part is None:
            return Phase(steps)
        if part.name is not None:
            self._check_name(part.name, address, raw.values_at["name"])
        if part.by is not None:
            label = f"phase {number}" if part.name is None else f"phase {quoted(part.name)}"
            self.due.append(Due(label, part.by, raw.values_at["by"]))
        return Phase(steps, part.name, part.by, part.extensions)

    def _check_name(self, name: str, address: Address, at: int) -> None:
        if name in self.names:
            message = f"there is a phase {quoted(name)} already"
            self.validator.wrong_value(address, at, message, hint="call it something else", value=name)
        self.names.add(name)

    # --- moves --------------------------------------------------------------------------------------

    def _steps(self, raw: Any, address: Address) -> tuple[Step, ...]:
        """The steps of a list of moves; that it is no list is said of the part that it stands in."""
        if not isinstance(raw, Sequence):
            return ()
        steps = (self._step(*each) for each in _find_items(raw, address))
        return tuple(step for step in steps if step is not None)

    def _step(self, raw: Any, address: Address, at: int) -> Step | None:
        if not isinstance(raw, Mapping):
            message = f"a move is a name with its fields, and this is {describe(raw)}"
            hint = _show(raw if isinstance(raw, str) and raw in MOVES else _AN_EXAMPLE)
            self.validator.wrong_value(address, at, message, hint=hint, value=raw)
            return None
        name = self._find_name(raw, address)
        said = self.validator.part(MoveEntry, _find_beside(raw), address, raw.at)
        move = None if name is None else self._move(name, raw, address / name)
        if name is None or move is None or said is None:
            return None
        self.places.append(EntryPlace(raw.keys_at[name], raw[name]))
        return Step(move, not said.off, said.note, said.evidence, extensions=said.extensions)

    def _find_name(self, raw: Mapping, address: Address) -> str | None:
        """The one move that an entry names; None where it names none or several, which is said."""
        names = [key for key in raw if key in MOVES]
        others = [key for key in raw if key not in MOVES and not _is_beside(key)]
        if not names and not others:
            message = "there is no move in this entry"
            self.validator.wrong_value(address, raw.at, message, hint=_show(_AN_EXAMPLE))
        elif len(names) > 1:
            message = f"an entry is one move, and here are {joined(map(quoted, names))}"
            hint = "make each an item of its own: put a `- ` in front of it"
            self.validator.wrong_value(address, raw.keys_at[names[1]], message, hint=hint, value=names[1])
        elif names and others and raw[names[0]] is None:
            self._refuse_flat(raw, address, names[0], others)
            return None
        for key in others:
            self._refuse_key(raw, address, key, has_move=bool(names))
        return names[0] if len(names) == 1 else None

    def _refuse_flat(self, raw: Mapping, address: Address, name: str, others: list[str]) -> None:
        message = f"{quoted(name)} has no fields, and {joined(map(quoted, others))} stand beside it"
        hint = f"indent them further than {quoted(name)}, or put braces around them"
        self.validator.wrong_value(address, raw.keys_at[name], message, hint=hint, value=name)

    def _refuse_key(self, raw: Mapping, address: Address, key: str, *, has_move: bool) -> None:
        at = raw.keys_at[key]
        if has_move:
            hint = f"beside its move an entry takes {_SAID}"
            self.validator.unknown_key(address / key, at, key, [*_BESIDE, *MOVES], hint=hint)
            return
        message = f"there is no move `{printable(key, limit=60)}`"
        hint = self.validator.suggest(key, MOVES) or f"moves: {', '.join(MOVES)}"
        self.validator.say("SYN003", address / key, at, message, hint=hint, label="unknown", width=len(key))

    def _move(self, name: str, raw: Mapping, address: Address) -> Move | None:
        fields, at = raw[name], raw.values_at[name]
        if fields is None:
            fields = Mapping(raw.keys_at[name])
        if not isinstance(fields, Mapping):
            message = f"{call(address)} takes a mapping, and this is {describe(fields)}"
            self.validator.wrong_value(address, at, message, hint=_show(name), value=fields)
            return None
        return self.validator.part(MOVES[name], fields, address, at)


def _find_items(raw: Sequence, address: Address) -> Iterator[tuple[Any, Address, int]]:
    for item, at in zip(raw, raw.items_at, strict=True):
        yield item, address.item(_identify(item)), at


def _identify(item: Any) -> str:
    """What an address calls an entry: its move and what that names, or the name of its phase."""
    if isinstance(item, Mapping):
        for key in item:
            if key in MOVES:
                return f"{key} {identity_of(item[key])}"
        if isinstance(item.get("name"), str):
            return str(item["name"])
    return identity_of(item)


def _is_beside(key: str) -> bool:
    return key in _BESIDE or key.startswith("x-")


def _find_beside(raw: Mapping) -> Mapping:
    """What an entry says beside its move."""
    beside = Mapping(raw.at)
    for key in raw:
        if _is_beside(key):
            beside.take(raw, key)
    return beside


def _show(name: str) -> str | None:
    """A hint that shows a move with the fields that it cannot do without."""
    fields = MOVES[name].model_fields.items()
    example = {
        field.alias or key: field.examples[0]
        for key, field in fields
        if field.is_required() and field.examples
    }
    return like(name, example)
