"""What does a policy ask of the value at the end of a path?

A value is asked for, one of several, or what a mapping says: `min`, `max`, `matches`, `present`, `unique`,
which must hold together. What is written is read by the type of what stands there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from topo.model.settings import Calendar
from topo.rules.naming import joined, quoted
from topo.rules.policy.pattern import Pattern, compile_pattern
from topo.rules.policy.pattern_reading import NotAPattern
from topo.rules.policy.values import Type, Unfit, read_yes_no
from topo.text import did_you_mean, printable

OPERATORS = ("min", "max", "matches", "present", "unique")
_MOST_VALUES = 1_000
_TOLERANCE = 1e-9
_SCALAR = (str, int, float)


@dataclass(frozen=True)
class Misfit:
    """What is wrong with a condition: where below it, and how it is said; `is_key`: it is about the key."""

    message: str
    hint: str | None = None
    below: tuple[str, ...] = ()
    is_key: bool = False


class Misfits(Exception):
    """Everything that is wrong with one condition."""

    def __init__(self, found: Iterable[Misfit]) -> None:
        super().__init__()
        self.found = tuple(found)


@dataclass(frozen=True, eq=False)
class Condition:
    """What is asked of values of one type (None: of what is there or not, and nothing else).

    `any_of` are the values of which it must be one (none: any), `least` and `most` its bounds. `present`
    asks that something is said, or that nothing is; `unique` that no other member says the same.
    """

    type: Type | None
    any_of: tuple[Any, ...] = ()
    least: Any = None
    most: Any = None
    pattern: Pattern | None = None
    present: bool | None = None
    unique: bool = False

    @property
    def compares(self) -> bool:
        """Whether it asks for a value, and not only whether there is one."""
        return bool(self.any_of) or self.pattern is not None or self.is_bounded

    @property
    def is_bounded(self) -> bool:
        """Whether it has a bound."""
        return self.least is not None or self.most is not None

    def find_excess(self, value: Any, calendar: Calendar) -> float | None:
        """How far a value lies beyond a bound, 0 inside of them; None where it has no place in the order."""
        assert self.type is not None and self.type.rank is not None
        place = self.type.rank(value, calendar)
        if place is None:
            return None
        low = self.type.rank(self.least, calendar) if self.least is not None else None
        high = self.type.rank(self.most, calendar) if self.most is not None else None
        excess = max((low - place) if low is not None else 0.0, (place - high) if high is not None else 0.0)
        return excess if excess > _TOLERANCE else 0.0

    def describe(self) -> str:
        """What it asks for, as the object of `must be`."""
        return joined(self._find_demands())

    def _find_demands(self) -> Iterator[str]:
        if self.present is not None:
            yield "said" if self.present else "left out"
        if self.any_of and self.type is not None:
            yield joined(map(self.type.show, self.any_of), last="or")
        if self.least is not None and self.type is not None:
            yield f"at least {self.type.show(self.least)}"
        if self.most is not None and self.type is not None:
            yield f"at most {self.type.show(self.most)}"
        if self.pattern is not None:
            yield f"a match of {quoted(self.pattern.text)}"
        if self.unique:
            yield "unique"


def read_condition(said: Any, types: Iterable[Type | None], called: str) -> dict[Type | None, Condition]:
    """The condition for each of the types that it fits; raises `Misfits` where it fits none of them.

    `types` are those of the ends of a path, `called` is the path in words.
    """
    fitting: dict[Type | None, Condition] = {}
    misfits: list[Misfit] = []
    for each in types:
        try:
            fitting[each] = _Reader(each, called).read(said)
        except Misfits as error:
            misfits = misfits or list(error.found)
    if not fitting:
        raise Misfits(misfits)
    return fitting


class _Reader:
    """Reads what is said by one type, and gathers what does not fit."""

    def __init__(self, type: Type | None, called: str) -> None:
        self.type = type
        self.called = called
        self.misfits: list[Misfit] = []

    def read(self, said: Any) -> Condition:
        """The condition that is said; raises `Misfits` with everything that does not fit."""
        condition = None
        if isinstance(said, Mapping):
            condition = self._mapping(said)
        elif isinstance(said, list | tuple):
            condition = self._list(said)
        elif isinstance(said, _SCALAR):
            condition = self._values((said,))
        else:
            self._refuse(f"{self.called} is compared with nothing", _LIKE)
        if self.misfits or condition is None:
            raise Misfits(self.misfits)
        return condition

    def _list(self, said: Any) -> Condition | None:
        if not said:
            self._refuse(f"{self.called}: an empty list holds no value that it could be", _LIKE)
        elif len(said) > _MOST_VALUES:
            self._refuse(f"{self.called}: a list holds at most {_MOST_VALUES:,} values")
        elif not all(isinstance(each, _SCALAR) for each in said):
            self._refuse(f"{self.called}: a list holds values, and no lists or mappings", _LIKE)
        else:
            return self._values(said, is_list=True)
        return None

    def _values(self, said: Iterable[Any], *, is_list: bool = False) -> Condition | None:
        if self.type is None:
            self._refuse(*self._only_present())
            return None
        values = []
        for each in said:
            text = _text(each)
            try:
                values.append(self.type.read(text))
            except Unfit as error:
                message = f"{self.called} takes {self.type.noun}: {error}"
                self._refuse(message, error.hint, (f"[{text}]",) if is_list else ())
        return Condition(self.type, any_of=tuple(values))

    def _mapping(self, said: Mapping[str, Any]) -> Condition | None:
        if not said:
            self._refuse(f"{self.called}: nothing is asked of it", _LIKE)
            return None
        for key in said:
            if key not in OPERATORS:
                self._unknown(key)
        values: dict[str, Any] = {}
        for key in OPERATORS:
            if key in said:
                values |= self._operator(key, said[key])
        self._require_sense(values)
        return None if self.misfits else Condition(self.type, **values)

    def _unknown(self, key: str) -> None:
        hint = did_you_mean(key, OPERATORS)
        if hint is None:
            hint = f"known here: {joined(map(quoted, OPERATORS))}"
        self.misfits.append(Misfit(f"unknown key {quoted(key)}", hint, (key,), is_key=True))

    def _operator(self, key: str, said: Any) -> dict[str, Any]:
        """The field of the condition that one key of a mapping says; nothing where it does not fit."""
        if not isinstance(said, _SCALAR):
            self._refuse(f"`{key}` of {self.called} takes one value", below=(key,))
            return {}
        try:
            if key in ("present", "unique"):
                return self._flag(key, read_yes_no(_text(said)))
            if self.type is None:
                self._refuse(*self._only_present(), below=(key,), is_key=True)
                return {}
            return self._pattern(said) if key == "matches" else self._bound(key, said, self.type)
        except Unfit as error:
            self._refuse(f"`{key}` of {self.called}: {error}", below=(key,))
        except NotAPattern as error:
            message = f"`{printable(_text(said), limit=60)}` is not a pattern: {error}"
            self._refuse(message, "docs/policies.md lists what a pattern may hold", (key,))
        return {}

    def _flag(self, key: str, value: bool) -> dict[str, Any]:
        if key == "unique" and not value:
            raise Unfit("it takes `true`, or is left out")
        if key == "unique" and self.type is None:
            self._refuse(*self._only_present(), below=(key,), is_key=True)
        return {key: value}

    def _pattern(self, said: Any) -> dict[str, Any]:
        assert self.type is not None
        if not self.type.is_text:
            message = f"{self.called} takes {self.type.noun}, and patterns match text"
            self._refuse(message, "use `min` and `max`", ("matches",), is_key=True)
            return {}
        return {"pattern": compile_pattern(_text(said))}

    def _bound(self, key: str, said: Any, type: Type) -> dict[str, Any]:
        if type.rank is None:
            message = f"{self.called} takes {type.noun}, which is neither more nor less than another"
            self._refuse(message, "name a value, or a list of values", (key,), is_key=True)
            return {}
        return {"least" if key == "min" else "most": type.read_limit(_text(said))}

    def _require_sense(self, values: Mapping[str, Any]) -> None:
        """Refuse what no value could meet."""
        if values.get("present") is False and len(values) > 1:
            self._refuse(f"{self.called}: `present: false` leaves nothing to compare")
        least, most = values.get("least"), values.get("most")
        if least is None or most is None or self.type is None or self.type.rank is None:
            return
        low, high = (self.type.rank(each, Calendar()) for each in (least, most))
        if low is not None and high is not None and low > high:
            shown = f"{self.type.show(least)} and at most {self.type.show(most)}"
            self._refuse(f"{self.called}: nothing is at least {shown}")

    def _only_present(self) -> tuple[str, str]:
        message = f"{self.called} is no single value: all that can be asked is whether it is `present`"
        return message, "let the path go on to what stands in it"

    def _refuse(
        self, message: str, hint: str | None = None, below: tuple[str, ...] = (), *, is_key: bool = False
    ) -> None:
        self.misfits.append(Misfit(message, hint, below, is_key))


_LIKE = "write a value, a list of values, or a mapping like `{min: 2}`"


def _text(said: Any) -> str:
    """A scalar as YAML writes it."""
    return str(said).lower() if isinstance(said, bool) else str(said)
