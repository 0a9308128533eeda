"""How does a tree of text become a part of the model, and what is said of what does not fit?

Each entity is validated by itself. What does not fit is reported at its place and left out, and the rest
of the entity is kept: one bad value never costs a model its analysis.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import ValidationError

from topo.findings import Address, Finding, Position, Severity
from topo.model.base import EXTENSIONS, Entity, Part
from topo.model.document import ModelFile
from topo.source.locating import Place, find_class, find_known_keys
from topo.source.misfits import call, describe, explain, find_allowed, is_of_another_type, show_example
from topo.source.positions import Documents, Mapping, Sequence
from topo.text import did_you_mean, printable

AnyPart = TypeVar("AnyPart", bound=Part)
_IDS = (
    "an id is made of letters (a to z), digits, `.`, `_` and `-`, and begins with a letter or digit; "
    "what people read stands in `name:`"
)
MOST_SAID = 10_000
"""Findings of one code that are listed; of the rest only the number is told."""
_MOST_SUGGESTED = 500
_MOST_ROUNDS = 12


class Validator:
    """Turns raw trees into parts; gathers findings and the addresses of what was left out."""

    def __init__(self, documents: Documents) -> None:
        self.documents = documents
        self.findings: list[Finding] = []
        self.unreadable: set[Address] = set()
        self._said: Counter[str] = Counter()
        self._left_out: Counter[str] = Counter()
        self._suggested: dict[tuple[str, ...], str | None] = {}

    # --- parts --------------------------------------------------------------------------------------

    def part(
        self, kind: type[AnyPart], raw: Any, address: Address, at: int, *, id: str | None = None
    ) -> AnyPart | None:
        """The part that `raw` says, without what does not fit; None where too little is left.

        `id` is that of an entity: `raw` does not hold it.
        """
        try:
            return kind.model_validate(raw if id is None else {**raw, "id": id})
        except ValidationError as error:
            if isinstance(raw, Mapping):
                copied = _deep_copy(raw)
                if id is not None:
                    dict.__setitem__(copied, "id", id)
                return self._repaired(kind, copied, address, at, error)
            message = f"{call(address)} takes a mapping, and this is {describe(raw)}"
            self.wrong_value(address, at, message, hint=show_example(ModelFile, address.steps), value=raw)
            return None

    def _repaired(
        self, kind: type[AnyPart], raw: Mapping, address: Address, at: int, error: ValidationError
    ) -> AnyPart | None:
        removed = set[tuple[int, str]]()
        for _ in range(_MOST_ROUNDS):
            if error.error_count() > MOST_SAID:
                self._refuse(address, at, error.error_count())
                break
            if not self._mend(kind, raw, address, error, removed):
                break
            try:
                return kind.model_validate(raw)
            except ValidationError as again:
                error = again
        return kind.model_validate({"id": raw["id"]}) if "id" in raw and issubclass(kind, Entity) else None

    def _refuse(self, address: Address, at: int, count: int) -> None:
        message = f"{call(address)} holds {count:,} things that do not fit: none of it is read"
        self.wrong_value(address, at, message, hint="is this a file of another program?")

    def _mend(
        self,
        kind: type[Part],
        raw: Mapping,
        address: Address,
        error: ValidationError,
        removed: set[tuple[int, str]],
    ) -> bool:
        """Report and take out what the errors are about; False where the whole part has to go.

        `removed` are keys that were taken out before: that these are missing is nothing new.
        """
        removals: dict[tuple[int, Any], tuple[Mapping | Sequence, Any]] = {}
        is_left = True
        for each in error.errors(include_url=False, include_input=False):
            place = Place.find(raw, each["loc"], address)
            removal = place.around if place.key is None else (place.container, place.key)
            if removal is not None and (id(removal[0]), removal[1]) in removals and each["type"] != "missing":
                continue
            if each["type"] != "missing" or (id(place.container), each["loc"][-1]) not in removed:
                self._report(kind, place, each)
            if removal is None:
                is_left = False
            else:
                removals[id(removal[0]), removal[1]] = removal
        removed.update(removals)
        _remove(removals.values())
        return is_left

    def _report(self, kind: type[Part], place: Place, error: Any) -> None:
        if error["type"] == "missing":
            self._missing(place, str(error["loc"][-1]))
        elif place.value is None:
            return  # as if absent
        elif error["type"] == "extra_forbidden":
            self._unknown_key(kind, place, error["loc"])
        else:
            message, hint = explain(place, error)
            allowed = find_allowed(error)
            if allowed and isinstance(place.value, str):
                hint = self.suggest(place.value, allowed)
            elif hint is None and is_of_another_type(error):
                hint = show_example(kind, error["loc"])
            self.wrong_value(place.address, place.value_at, message, hint=hint, value=place.value)

    def _missing(self, place: Place, key: str) -> None:
        message, hint = f"{call(place.address)} needs `{key}`", f"add `{key}:`"
        self.say("SYN005", place.address, place.container.at, message, hint=hint, label="here")

    def _unknown_key(self, kind: type[Part], place: Place, loc: tuple[Any, ...]) -> None:
        key, container = str(place.key), place.container
        if key.startswith("x-") and isinstance(container, Mapping):
            dict.setdefault(container, EXTENSIONS, {})[key] = container[key]
        else:
            self.unknown_key(place.address, place.key_at, key, find_known_keys(find_class(kind, loc[:-1])))

    # --- what is said -------------------------------------------------------------------------------

    def unknown_key(
        self, address: Address, at: int, key: str, known: list[str], *, hint: str | None = None
    ) -> None:
        """Report a key that the language does not have; `hint` is for one that is near no known key."""
        hint = self.suggest(key, known) or hint
        if hint is None and known:
            hint = f"known here: {', '.join(f'`{name}`' for name in sorted(known))}"
        message = f"unknown key `{printable(key, limit=60)}`"
        self.say("SYN003", address, at, message, hint=hint, label="unknown", width=len(key))

    def bad_id(self, address: Address, id: str, at: int, *, hint: str = _IDS) -> None:
        """Report something that nothing (of its kind) can be called."""
        message = f"`{printable(id, limit=60)}` is not an id"
        self.say("SYN006", address, at, message, hint=hint, label="not an id", width=len(id))

    def wrong_value(
        self, address: Address, at: int, message: str, *, hint: str | None = None, value: Any = None
    ) -> None:
        """Report a value that does not fit."""
        width = len(value) if isinstance(value, str) else None
        self.say("SYN004", address, at, message, hint=hint, label="does not fit", width=width)
        self.unreadable.add(address)

    def say(
        self,
        code: str,
        address: Address,
        at: int,
        message: str,
        *,
        hint: str | None = None,
        label: str = "",
        width: int | None = None,
    ) -> None:
        """Add a finding at a mark."""
        if self._is_enough(code):
            return
        self.findings.append(
            Finding(
                code,
                Severity.ERROR,
                address,
                printable(message, limit=500),
                label=label,
                hint=None if hint is None else printable(hint, limit=800),
                position=self._position(at, width),
            )
        )

    def add(self, finding: Finding) -> None:
        """Add a finding that somebody else made."""
        if not self._is_enough(finding.code):
            self.findings.append(finding)

    def leave_out(self, code: str, count: int) -> None:
        """Count findings that nobody made, because there are too many."""
        self._left_out[code] += count

    def find_left_out(self) -> list[tuple[str, int]]:
        """How many findings of each code are not listed, because there are too many."""
        return sorted(self._left_out.items())

    def suggest(self, word: str, known: Iterable[str]) -> str | None:
        """The nearest known words as half a sentence; None where none is near, or too much is wrong."""
        question = (word, *known)
        if question not in self._suggested:
            if len(self._suggested) >= _MOST_SUGGESTED:
                return None
            self._suggested[question] = did_you_mean(word, known)
        return self._suggested[question]

    def _is_enough(self, code: str) -> bool:
        self._said[code] += 1
        is_enough = self._said[code] > MOST_SAID
        if is_enough:
            self._left_out[code] += 1
        return is_enough

    def _position(self, at: int, width: int | None) -> Position:
        return self.documents.position(at, width=max(1, width) if width is not None else None)


def _remove(removals: Iterable[tuple[Mapping | Sequence, Any]]) -> None:
    """Take values out of their containers; of a list the last first, so that numbers stay true."""
    for container, key in sorted(removals, key=lambda each: -each[1] if isinstance(each[1], int) else 0):
        del container[key]
        if isinstance(container, Sequence):
            del container.items_at[key]


def _deep_copy(value: Any) -> Any:
    if isinstance(value, Mapping):
        twin = value.copy()
        for key in twin:
            dict.__setitem__(twin, key, _deep_copy(twin[key]))
        return twin
    if isinstance(value, Sequence):
        items = Sequence(value.at)
        for item, at in zip(value, value.items_at, strict=True):
            items.add(_deep_copy(item), at)
        return items
    return value
