"""How does a tree of text become a part of the model, and what is said of what does not fit?

Each entity is validated by itself. What does not fit is reported at its place and left out, and the rest
of the entity is kept: one bad value never costs a model its analysis.
"""

from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from topo.findings import Address, Finding, Position, Severity
from topo.model.base import EXTENSIONS, Part
from topo.source.positions import Documents, Mapping, Sequence, identity_of
from topo.text import did_you_mean, find_nearest, printable

AnyPart = TypeVar("AnyPart", bound=Part)
_MOST_ROUNDS = 12


class Validator:
    """Turns raw trees into parts; gathers findings and the addresses of what was left out."""

    def __init__(self, documents: Documents) -> None:
        self.documents = documents
        self.findings: list[Finding] = []
        self.unreadable: set[Address] = set()

    def part(self, kind: type[AnyPart], raw: Any, address: Address, at: int) -> AnyPart | None:
        """The part that `raw` says, without what does not fit; None where too little is left."""
        try:
            return kind.model_validate(raw)
        except ValidationError as error:
            return self._repaired(kind, raw, address, at, error)

    def _repaired(
        self, kind: type[AnyPart], raw: Any, address: Address, at: int, error: ValidationError
    ) -> AnyPart | None:
        if not isinstance(raw, Mapping):
            self.wrong_value(address, at, f"{_called(address)} takes a mapping, and this is {describe(raw)}")
            return None
        raw = _deep_copy(raw)
        for _ in range(_MOST_ROUNDS):
            gone = [self._mend(kind, raw, address, each) for each in _from_the_back(error)]
            if not all(gone):
                return None
            try:
                return kind.model_validate(raw)
            except ValidationError as again:
                error = again
        return None

    def _mend(self, kind: type[Part], raw: Mapping, address: Address, error: Any) -> bool:
        """Take out (and report) what one error is about; False where the whole part has to go."""
        place = _Place.find(raw, error["loc"], address)
        if error["type"] == "missing":
            self.say(
                "SYN005",
                place.address,
                place.container.at,
                f"{_called(place.address)} needs `{error['loc'][-1]}`",
                hint=f"add `{error['loc'][-1]}:`",
                label="here",
            )
            return place.remove_container(raw)
        if place.value is None and place.key is not None:
            place.remove()
            return True
        if error["type"] == "extra_forbidden":
            self._unknown_key(kind, place, error["loc"])
            return True
        self._wrong(place, error)
        place.remove()
        return True

    def _unknown_key(self, kind: type[Part], place: "_Place", loc: tuple[Any, ...]) -> None:
        key = str(place.key)
        container = place.container
        if key.startswith("x-") and isinstance(container, Mapping):
            dict.setdefault(container, EXTENSIONS, {})[key] = container[key]
            place.remove()
            return
        known = known_keys(class_at(kind, loc[:-1]))
        self.unknown_key(place.address, place.key_at, key, known)
        place.remove()

    def unknown_key(self, address: Address, at: int, key: str, known: list[str]) -> None:
        """Report a key that the language does not have."""
        hint = did_you_mean(key, known) or f"known here: {', '.join(f'`{name}`' for name in sorted(known))}"
        self.say(
            "SYN003",
            address,
            at,
            f"unknown key `{printable(key, limit=60)}`",
            hint=hint,
            label="unknown",
            width=len(key),
        )

    def wrong_value(
        self, address: Address, at: int, message: str, *, hint: str | None = None, value: Any = None
    ) -> None:
        """Report a value that does not fit."""
        width = len(value) if isinstance(value, str) else None
        self.say("SYN004", address, at, message, hint=hint, label="does not fit", width=width)
        self.unreadable.add(address)

    def _wrong(self, place: "_Place", error: Any) -> None:
        message, hint = _explain(place, error)
        self.wrong_value(place.address, place.value_at, message, hint=hint, value=place.value)

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
        self.findings.append(
            Finding(
                code,
                Severity.ERROR,
                address,
                printable(message, limit=500),
                label=label,
                hint=None if hint is None else printable(hint, limit=500),
                position=self._position(at, width),
            )
        )

    def _position(self, at: int, width: int | None) -> Position:
        return self.documents.position(at, width=max(1, width) if width is not None else None)


class _Place:
    """Where in a raw tree an error is: the container, the key in it, and the marks of both."""

    def __init__(self, container: Mapping | Sequence, key: Any, address: Address, trail: list[Any]) -> None:
        self.container = container
        self.key = key
        self.address = address
        self.trail = trail

    @classmethod
    def find(cls, raw: Mapping, loc: tuple[Any, ...], address: Address) -> "_Place":
        """Follow `loc` as far as the tree goes."""
        container: Any = raw
        key: Any = None
        trail: list[Any] = []
        for step in loc:
            step = step if isinstance(step, int) else str(step)
            inside = container if key is None else _get(container, key)
            if key is not None:
                if not isinstance(inside, Mapping | Sequence) or step == "[key]":
                    break
                trail.append((container, key))
                container = inside
            if not _has(container, step):
                # A key that is missing: the error is about the container itself.
                return cls(container, None, address, trail)
            address = address / step if isinstance(step, str) else address.item(identity_of(container[step]))
            key = step
        return cls(container, key, address, trail)

    @property
    def is_root(self) -> bool:
        return not self.trail

    @property
    def value(self) -> Any:
        return self.container if self.key is None else _get(self.container, self.key)

    @property
    def key_at(self) -> int:
        if isinstance(self.container, Mapping):
            return self.container.keys_at.get(self.key, self.container.at)
        return self.value_at

    @property
    def value_at(self) -> int:
        if self.key is None:
            return self.container.at
        if isinstance(self.container, Mapping):
            return self.container.values_at.get(self.key, self.container.at)
        return self.container.items_at[int(self.key)]

    def remove(self) -> None:
        """Take the value out of its container."""
        if self.key is not None and _has(self.container, self.key):
            _remove(self.container, self.key)

    def remove_container(self, root: Mapping) -> bool:
        """Take the container out of its own; False where it is the whole part."""
        if self.container is root or not self.trail:
            return False
        outer, key = self.trail[-1]
        if _has(outer, key):
            _remove(outer, key)
        return True


def _get(container: Any, key: Any) -> Any:
    return container[key] if _has(container, key) else None


def _has(container: Any, key: Any) -> bool:
    if isinstance(container, Mapping):
        return key in container
    return isinstance(container, Sequence) and isinstance(key, int) and 0 <= key < len(container)


def _remove(container: Mapping | Sequence, key: Any) -> None:
    if isinstance(container, Mapping):
        del container[key]
    else:
        del container[key], container.items_at[key]


def _from_the_back(error: ValidationError) -> list[Any]:
    """The errors, later list items first, so that removing one leaves the others' numbers true.

    The first error of each place is enough.
    """
    seen: set[tuple[Any, ...]] = set()
    kept = []
    for each in error.errors(include_url=False, include_input=False):
        if each["loc"] not in seen:
            seen.add(each["loc"])
            kept.append(each)
    return sorted(
        kept, key=lambda each: [(-s, "") if isinstance(s, int) else (0, str(s)) for s in each["loc"]]
    )


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


def describe(value: Any) -> str:
    """What a raw value is, in words."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else f"`{printable(str(value), limit=60)}`"


def _called(address: Address) -> str:
    last = address.steps[-1] if address.steps else "the file"
    if last.startswith("["):
        return f"an item of `{printable(address.steps[-2], limit=60)}`"
    return f"`{printable(last, limit=60)}`"


def known_keys(kind: type[BaseModel] | None) -> list[str]:
    """The keys that a class takes in YAML."""
    if kind is None:
        return []
    names = [field.alias or name for name, field in kind.model_fields.items()]
    return [name for name in names if name not in ("id", EXTENSIONS, "facts")]


def class_at(kind: type[BaseModel], loc: tuple[Any, ...]) -> type[BaseModel] | None:
    """The class of the part that stands at `loc` inside a `kind`."""
    current: type[BaseModel] | None = kind
    annotation: Any = None
    for step in loc:
        field = _field(current, step) if current is not None else None
        if field is None:
            continue
        annotation = field.annotation
        current = _class_in(annotation)
    return current


def _field(kind: type[BaseModel], key: Any) -> Any:
    for name, field in kind.model_fields.items():
        if (field.alias or name) == key:
            return field
    return None


def _class_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in get_args(annotation):
        found = _class_in(argument)
        if found is not None:
            return found
    return None


_NOUNS = {
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_parsing": "a number",
    "float_type": "a number",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "string_type": "text",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping",
    "mapping_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
}


def _explain(place: _Place, error: Any) -> tuple[str, str | None]:
    kind, context = error["type"], error.get("ctx", {})
    called, found = _called(place.address), describe(place.value)
    if kind == "literal_error":
        allowed = [word.strip("' ") for word in str(context["expected"]).replace(" or ", ", ").split(",")]
        nearest = find_nearest(str(place.value), allowed) if isinstance(place.value, str) else []
        hint = did_you_mean(str(place.value), allowed) if nearest else None
        return f"{called} cannot be {found}: expected {_listed(allowed)}", hint
    if "reason" in context:
        return f"{called}: {context['reason']}", None
    if kind in _NOUNS:
        hint = (
            f"write it as a list: `[{place.value}]`"
            if kind == "tuple_type" and isinstance(place.value, str)
            else None
        )
        return f"{called} takes {_NOUNS[kind]}, and this is {found}", hint
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = context.get("ge", context.get("le"))
        side = "at least" if kind == "greater_than_equal" else "at most"
        return f"{called} is {side} {bound}, and this is {found}", None
    return f"{called}: {error['msg']} ({found})", None


def _listed(words: list[str]) -> str:
    quoted = [f"`{word}`" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
