"""What would a file have to say, with every short form written out?

Short forms are for the text to keep: what is written out here can be compared key by key with what stands
there, whichever form that has.
"""

from collections.abc import Mapping
from typing import Any

from topo.model.base import Part
from topo.model.team import Stewards
from topo.source.plain import SHORT_KEYS, find_fields, say


class Said(dict[str, Any]):
    """A part, key by key.

    `short` is the key that one value alone may be short for, `alone` that value (it may hold unless said),
    and `order` that of all keys.
    """

    __slots__ = ("alone", "order", "short")

    def __init__(self, short: str | None = None, alone: Any = None, order: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.short = short
        self.alone = alone
        self.order = order

    @property
    def is_short(self) -> bool:
        """Whether one value says all of it."""
        return self.alone is not None and not self.keys() - {self.short}

    def widened(self) -> "Said":
        """With the key that the short form is short for, also where it says what holds unless said."""
        if self.short is None or self.alone is None or self.short in self:
            return self
        return put_in_order(self, {self.short: self.alone})


class SaidList(list[Any]):
    """A list; `may_be_one` says that its one item may stand alone, `reads_as_one` that it should."""

    __slots__ = ("may_be_one", "reads_as_one")

    def __init__(self, *, may_be_one: bool = False, reads_as_one: bool = False) -> None:
        super().__init__()
        self.may_be_one = may_be_one
        self.reads_as_one = reads_as_one


def write_out(part: Part) -> Said:
    """A part as a file says it, without what holds unless said, and with no short form.

    >>> from topo.model.service import Dependency
    >>> write_out(Dependency(service="stock"))
    {'service': 'stock'}
    """
    fields = find_fields(type(part))
    short = SHORT_KEYS.get(type(part))
    alone = None if short is None else say(getattr(part, short))
    said = Said(short, alone, tuple(field.key for field in fields))
    for field in fields:
        value = getattr(part, field.name)
        if value == field.default:
            continue
        if isinstance(part, Stewards) and value == ():
            said[field.key] = None  # nobody
        elif type(value) is tuple:
            items = SaidList(may_be_one=field.is_several, reads_as_one=field.is_single)
            items += map(_write_out, value)
            said[field.key] = items
        else:
            said[field.key] = say(value, is_share=True) if field.is_share else _write_out(value)
    said.update((key, _write_out(value)) for key, value in part.extensions.items())
    return said


def _write_out(value: Any) -> Any:
    if isinstance(value, Part):
        return write_out(value)
    if isinstance(value, Mapping):
        return {str(key): _write_out(inner) for key, inner in value.items()}
    if type(value) is tuple:
        items = SaidList()
        items += map(_write_out, value)
        return items
    return say(value)


def put_in_order(said: Said, more: dict[str, Any]) -> Said:
    """What is said with these keys in place of its own; those without a value are left out."""
    whole = {**said, **more}
    ordered = Said(said.short, said.alone, said.order)
    for key in dict.fromkeys((*said.order, *whole)):
        if key in whole and not (key in more and not more[key]):
            ordered[key] = whole[key]
    return ordered


def shorten(value: Any) -> Any:
    """What is said, in short forms where they say all."""
    if isinstance(value, Said) and value.is_short:
        return value.alone
    if isinstance(value, SaidList) and value.reads_as_one and len(value) == 1:
        return shorten(value[0])
    if isinstance(value, dict):
        return {key: shorten(inner) for key, inner in value.items()}
    return [shorten(inner) for inner in value] if isinstance(value, list) else value
