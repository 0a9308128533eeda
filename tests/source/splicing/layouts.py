"""How do people write a model? An organisation as files in one of many hands, drawn by chance.

Block and flow style, indentation, dashes, quotes, comments, blank lines, short and long forms, `owner:` or
`owns:` or both, one file or several, several documents, line ends, a byte order mark, no final line end, and
anchors.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from topo.model.organisation import COLLECTIONS, Organisation
from topo.source.owning import OWNABLE, owner_field
from topo.source.rendering import is_literal, write_literal, write_quoted, write_scalar
from topo.source.splicing.wording import Said, SaidList, write_out

ROOT_ONLY = ("files", "sources", "profiles", "calendar", "check")


@dataclass
class Layout:
    """Files by name, and what of them is known: comments, and whether aliases stand in them."""

    files: dict[str, bytes]
    comments: list[str] = field(default_factory=list)
    has_aliases: bool = False


def write_by_hand(organisation: Organisation, chance: Random, *, aliases: bool = False) -> Layout:
    """The organisation in some hand; with `aliases` some values stand behind anchors elsewhere."""
    return _Hand(chance, aliases=aliases).write(organisation)


class _Hand:
    def __init__(self, chance: Random, *, aliases: bool) -> None:
        self.chance = chance
        self.may_alias = aliases
        self.comments: list[str] = []
        self.anchors: dict[str, str] = {}
        self.aliases = self.named = 0
        self.width = self.dash = 2
        self.is_commenting = False

    def write(self, organisation: Organisation) -> Layout:
        sections = self._say(organisation)
        count = self.chance.choice([1, 1, 2, 3])
        shares: list[dict[str, Any]] = [{"topo": "1", "files": ["*.yaml"]}, *({} for _ in range(count - 1))]
        for keys, value in sections:
            share = shares[0] if keys[0] in ROOT_ONLY else self.chance.choice(shares)
            for key in keys[:-1]:
                share = share.setdefault(key, {})
            if isinstance(value, list) and keys[0] == "interactions":
                share.setdefault(keys[-1], []).extend(value)
            else:
                share[keys[-1]] = value
        names = ["topo.yaml", "b.yaml", "a.yaml"]
        files = {name: self._file(share) for name, share in zip(names, shares, strict=False)}
        return Layout(files, self.comments, self.aliases > 0)

    # --- what is said, and where ----------------------------------------------------------------------

    def _say(self, organisation: Organisation) -> list[tuple[tuple[str, ...], Any]]:
        """Every thing by itself, so that it may go to any file."""
        said: list[tuple[tuple[str, ...], Any]] = []
        claims: dict[str, list[str]] = {}
        things = [
            (kind, path, id, write_out(thing))
            for kind, path in COLLECTIONS.items()
            for id, thing in organisation.collection(kind).items()
        ]
        hidden = {
            (kind, id)
            for kind, _, id, fields in things
            if self._claim(organisation, kind, id, fields, claims)
        }
        for kind, path, id, fields in things:
            if kind == "team" and id in claims:
                fields["owns"] = claims[id]
            if not ((kind, id) in hidden and not fields and self.chance.random() < 0.7):
                said.append(((*path, id), fields))
        rest = organisation.model_copy(
            update={path[0]: {} for path in COLLECTIONS.values() if path[0] != "tissue"}
        )
        for key, value in write_out(rest).items():
            if key == "interactions":
                said += [((key,), [item]) for item in value]
            elif key not in ("tissue", "topo", "files"):
                said.append(((key,), value))
        return said

    def _claim(
        self, organisation: Organisation, kind: str, id: str, said: Said, claims: dict[str, list[str]]
    ) -> bool:
        """Perhaps let the team say that it owns a thing; whether the thing may then be left out."""
        owner = said.get(owner_field(kind)) if kind in OWNABLE else None
        if owner not in organisation.teams or self.chance.random() < 0.5:
            return False
        others = [each for each in OWNABLE if each != kind and organisation.find(each, id) is not None]
        claims.setdefault(owner, []).append(f"{kind}:{id}" if others or self.chance.random() < 0.1 else id)
        if self.chance.random() < 0.8:
            del said[owner_field(kind)]
        return kind == "service" and not others

    # --- files ------------------------------------------------------------------------------------------

    def _file(self, share: dict[str, Any]) -> bytes:
        chance = self.chance
        self.width, self.dash = chance.choice([2, 2, 4]), chance.choice([0, 2])
        self.is_commenting = chance.random() < 0.7
        self.anchors = {}
        sections = list(share.items())
        lines = [self._comment(0)] if chance.random() < 0.3 else []
        for number, (key, value) in enumerate(sections):
            if number and chance.random() < 0.15 and set(share).isdisjoint(["topo", *ROOT_ONLY]):
                lines.append("---")
                self.anchors = {}
            elif number and chance.random() < 0.6:
                lines.append("")
            lines += self._entry(key, value, 0, may_flow=chance.random() < 0.15)
        end = chance.choice(["\n", "\n", "\r\n"])
        is_literal_last = any(line.endswith("|") for line in lines[-5:])  # its line end is its own
        text = end.join(lines) + (end if is_literal_last or chance.random() < 0.8 else "")
        return (chance.choice(["", "", "\ufeff"]) + text).encode()

    def _comment(self, column: int) -> str:
        comment = f"# note {len(self.comments)}"
        self.comments.append(comment)
        return " " * column + comment

    def _trail(self, line: str) -> str:
        is_free = self.is_commenting and self.chance.random() < 0.1
        return f"{line} {self._comment(0)}" if is_free else line

    # --- block style ------------------------------------------------------------------------------------

    def _entry(self, key: str, value: Any, column: int, *, may_flow: bool = True) -> list[str]:
        start = f"{' ' * column}{self._scalar(key, in_flow=False)}:"
        above = [self._comment(column)] if self.is_commenting and self.chance.random() < 0.12 else []
        return above + self._behind(start, value, column, self.width, may_flow=may_flow)

    def _behind(self, start: str, value: Any, column: int, width: int, *, may_flow: bool = True) -> list[str]:
        """The lines of a value behind its key or dash."""
        value = self._shorten(value)
        alias = self._alias(value)
        if alias is not None and alias.startswith("*"):
            return [self._trail(f"{start} {alias}")]
        is_key = start.endswith(":")
        start = f"{start} {alias}" if alias else start
        is_block = isinstance(value, dict | list) and value and not (may_flow and self.chance.random() < 0.6)
        if is_literal(value) and not alias and self.chance.random() < 0.5:
            return write_literal(start, value, column + width)
        if not is_block:
            return self._on_a_line(start, value, column)
        if isinstance(value, list):
            inside = column + (self.dash if is_key else width)
            lines = [line for item in value for line in self._item(item, inside)]
        else:
            lines = self._entries(value, column + width)
        is_free = self.is_commenting and not any(line.endswith(("|", "|-")) for line in lines)
        below = [self._comment(column + width)] if is_free and self.chance.random() < 0.08 else []
        return [self._trail(start), *lines, *below]

    def _entries(self, value: dict[str, Any], column: int) -> list[str]:
        is_spaced = self.chance.random() < 0.2
        lines: list[str] = []
        for key, inner in value.items():
            if lines and is_spaced:
                lines.append("")
            lines += self._entry(key, inner, column)
        return lines

    def _item(self, value: Any, column: int) -> list[str]:
        start = f"{' ' * column}-"
        value = self._shorten(value)
        if isinstance(value, dict) and value and self.chance.random() < 0.5:
            first, *others = [
                line for key, inner in value.items() for line in self._plain_entry(key, inner, column + 2)
            ]
            return [f"{start} {first.strip()}", *others]
        return self._behind(start, value, column, 2)

    def _plain_entry(self, key: str, value: Any, column: int) -> list[str]:
        start = f"{' ' * column}{self._scalar(key, in_flow=False)}:"
        return self._behind(start, value, column, self.width)

    def _on_a_line(self, start: str, value: Any, column: int) -> list[str]:
        if isinstance(value, dict | list) and len(value) > 1 and self.chance.random() < 0.25:
            return self._hanging(start, value, column)
        return [
            self._trail(
                f"{start} {self._flow(value)}" if value is not None or self.chance.random() < 0.5 else start
            )
        ]

    def _hanging(self, start: str, value: dict[str, Any] | list[Any], column: int) -> list[str]:
        """Braces with an entry on each line."""
        margin = " " * (column + 4)
        opened, closed = "{}" if isinstance(value, dict) else "[]"
        texts = self._texts(value)
        has_comma = self.chance.random() < 0.5
        lines = [f"{start} {opened}"]
        for number, text in enumerate(texts):
            is_last = number == len(texts) - 1
            lines.append(self._trail(f"{margin}{text}{',' if not is_last or has_comma else ''}"))
        return [*lines, f"{' ' * (column + 2)}{closed}"]

    # --- on a line ----------------------------------------------------------------------------------------

    def _flow(self, value: Any) -> str:
        value = self._shorten(value)
        if isinstance(value, dict | list):
            opened, closed = "{}" if isinstance(value, dict) else "[]"
            space = " " if value and self.chance.random() < 0.1 else ""
            return (
                f"{opened}{space}{self.chance.choice([', ', ', ', ','])}".rstrip(", ")
                + (space.join(["", self._join(value), ""]) if value else "")
                + closed
            )
        return self._scalar(value, in_flow=True)

    def _join(self, value: dict[str, Any] | list[Any]) -> str:
        return self.chance.choice([", ", ", ", ",  "]).join(self._texts(value))

    def _texts(self, value: dict[str, Any] | list[Any]) -> list[str]:
        if isinstance(value, dict):
            return [f"{self._scalar(key, in_flow=True)}: {self._flow(inner)}" for key, inner in value.items()]
        return [self._flow(inner) for inner in value]

    def _scalar(self, value: Any, *, in_flow: bool) -> str:
        if isinstance(value, str) and self.chance.random() < 0.15:
            return write_quoted(value, self.chance.choice("'\""))
        return write_scalar(value, in_flow=in_flow)

    # --- forms ----------------------------------------------------------------------------------------------

    def _shorten(self, value: Any) -> Any:
        """In its short form, or perhaps not."""
        if isinstance(value, Said) and value.is_short and self.chance.random() < 0.7:
            return value.alone
        if (
            isinstance(value, SaidList)
            and value.may_be_one
            and len(value) == 1
            and self.chance.random() < 0.5
        ):
            return self._shorten(value[0])
        return value

    def _alias(self, value: Any) -> str | None:
        """An alias for an equal value above, or an anchor for one below."""
        if not self.may_alias or not isinstance(value, str | dict | list) or not value:
            return None
        known = self.anchors.get(repr(value))
        if known is not None and self.chance.random() < 0.7:
            self.aliases += 1
            return f"*{known}"
        if self.chance.random() < 0.3:
            self.named += 1
            name = f"a{self.named}"
            self.anchors[repr(value)] = name
            return f"&{name}"
        return None


def find_comments_left(layout: Layout, files: dict[str, bytes]) -> Iterator[str]:
    """The comments of a layout that still stand in the files."""
    text = "\n".join(content.decode() for content in files.values())
    words = set(text.replace("\r", "\n").split("\n"))
    for comment in layout.comments:
        if any(line.endswith(comment) for line in words):
            yield comment
