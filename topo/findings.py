"""What is a finding, and how does it point at the thing that it is about?

A finding points with an `Address`, never with a line: so a rule also runs on an organisation that was
never in a file. Where an address stood in a file is looked up when the finding is shown. Only what is
found while reading, before there is an organisation, brings its `Position` along.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from types import MappingProxyType
from typing import NamedTuple


class Severity(StrEnum):
    """How bad a finding is; `rank` orders them, the worst highest."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """3 for an error, 2 for a warning, 1 for an info."""
        return _RANKS[self.value]


_RANKS = {"error": 3, "warning": 2, "info": 1}
_PLAIN_STEP = re.compile(r"[A-Za-z0-9_-]+\Z")
_QUOTED = r'"(?P<quoted>(?:[^"\\]|\\.)*)"'
_ITEM = r'\[(?P<item>(?:[^"\[\]\\]|\\.)(?:[^\[\]\\]|\\.)*|)\]'
_KEY = r'(?P<key>[^.\[\]"]+)'
_FIRST_STEP = f"(?s:{_QUOTED}|{_ITEM}|{_KEY})"
_NEXT_STEP = rf"(?s:\[{_QUOTED}\]|{_ITEM}|\.{_KEY})"


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """Where a thing stands in the model: `services.cart-api.depends_on[stock]`.

    `steps` are keys; a step that begins with `[` is an item of a list, named by what it says
    (`[stock]`), never by its number. A key that is not plain is quoted: `services["cart.api"].owner`.
    """

    steps: tuple[str, ...]

    @classmethod
    def of(cls, *steps: str) -> "Address":
        """The address with these keys."""
        return cls(steps)

    @classmethod
    def parse(cls, text: str) -> "Address":
        """The address that `str` wrote; raises ValueError where `text` is none.

        >>> Address.parse('services["cart.api"].depends_on[stock]').steps
        ('services', 'cart.api', 'depends_on', '[stock]')
        """
        steps, at = [], 0
        while at < len(text):
            match = re.compile(_NEXT_STEP if at else _FIRST_STEP).match(text, at)
            if match is None or match.lastgroup is None:
                raise ValueError(f"not an address: {text!r}")
            step = match[match.lastgroup]
            if match.lastgroup != "key":
                step = re.sub(r"(?s)\\(.)", r"\1", step)
            steps.append(f"[{step}]" if match.lastgroup == "item" else step)
            at = match.end()
        return cls(tuple(steps))

    def __truediv__(self, key: str) -> "Address":
        return Address((*self.steps, key))

    def item(self, identity: str) -> "Address":
        """The address of the list item that says `identity`."""
        return Address((*self.steps, f"[{identity}]"))

    def covers(self, other: "Address") -> bool:
        """Whether `other` is this address or stands below it."""
        return other.steps[: len(self.steps)] == self.steps

    def __str__(self) -> str:
        parts: list[str] = []
        for step in self.steps:
            if _PLAIN_STEP.match(step):
                parts.append(f".{step}" if parts else step)
            elif step[0:1] == "[" and step[1:][-1:] == "]":
                parts.append(f"[{_escape_item(step[1:-1])}]")
            else:
                quoted = step.replace("\\", "\\\\").replace('"', '\\"')
                parts.append(f'["{quoted}"]' if parts else f'"{quoted}"')
        return "".join(parts)


def _escape_item(said: str) -> str:
    escaped = re.sub(r"[\\\[\]]", r"\\\g<0>", said)
    return f"\\{escaped}" if escaped.startswith('"') else escaped


class Position(NamedTuple):
    """A place in a file. `line` and `column` count from 1; the end column is exclusive.

    `file` is written with forward slashes, relative to the working folder where it lies below it.
    Line 0 means the file as a whole.
    """

    file: str
    line: int = 0
    column: int = 1
    end_column: int | None = None


class Related(NamedTuple):
    """The other end of a finding: an address (or a position where there is none) and what it is."""

    message: str
    address: Address | None = None
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule, or the reading, found.

    `message` states the fact with names and numbers, `label` what the caret points at, `hint` the
    remedy. `evidence` holds the numbers behind it; `measured` names the one of them that a baseline
    watches (higher is worse).

    `also` are other addresses under which it could stand just as well: the other team of a pair, the
    other teams of a ring. Waivers, `only` and baselines that speak of one of them speak of it.
    """

    code: str
    severity: Severity
    address: Address
    message: str
    label: str = ""
    hint: str | None = None
    related: tuple[Related, ...] = ()
    evidence: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    measured: str | None = None
    position: Position | None = None
    also: tuple[Address, ...] = ()

    @property
    def fingerprint(self) -> str:
        """32 hex digits made of the code and the addresses: the same on any line and in any file.

        A measured finding is known by its own address: what makes up its value may come and go.
        """
        related = self._related_addresses() if self.measured is None else []
        return fingerprint(self.code, self.address, *related)

    @property
    def measured_value(self) -> float | None:
        """The value that a baseline watches, or None for a finding that is or is not."""
        if self.measured is None:
            return None
        value = self.evidence[self.measured]
        assert isinstance(value, int | float)
        return float(value)

    @property
    def subjects(self) -> tuple[Address, ...]:
        """Every address that it is about: its own, then the others."""
        return (self.address, *self.also)

    def _related_addresses(self) -> list[Address]:
        return sorted(other.address for other in self.related if other.address is not None)


def fingerprint(code: str, *addresses: Address) -> str:
    """The fingerprint of a finding of `code` about `addresses`."""
    text = "\0".join((code, *map(str, addresses)))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
