"""How does a sound model become one of thousands of broken ones, the same ones every time?

Two kinds of damage: to the text (lines, words, signs, bytes, as editors, merges and templates do it), and
to the meaning (every key of the language, found in the JSON Schema, with values that it does not take).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

LARGEST_TEXT = 12_000
"""Characters of a mutated text: what large files cost is measured elsewhere."""

ODD = (
    "services:\r\n  s: {owner: team:a}\r\nteams: {a: {}}\r\n",
    "\ufefftopo: 1\nteams: {é: , ß: , SS: , ss: }\n",
    "",
)
"""What no editor keeps in a file: other line ends, a byte order mark, nothing at all."""

_SEEDS = Path(__file__).parent / "seeds"
_PATHS = "cart/a.py\ndocs/b.md\nsrc/x/y.py\nREADME.md\n"


@dataclass(frozen=True)
class Case:
    """One broken model: the bytes of its files, by name. `topo.yaml` is among them."""

    number: int
    files: dict[str, bytes]

    def __str__(self) -> str:
        """Everything that it takes to see it again."""
        shown = "\n".join(f"--- {name}: {data!r}" for name, data in self.files.items())
        return f"case {self.number}\n{shown}"


def make_case(number: int, project: Path) -> Case:
    """The broken model with this number: always the same one."""
    chance = Random(number)
    layout = chance.choices([_one_file, _two_files, _overlaid, _estate, _one_key], [6, 2, 2, 2, 8])[0]
    return Case(number, layout(chance, project))


# --- what is broken -------------------------------------------------------------------------------------


def _one_file(chance: Random, project: Path) -> dict[str, bytes]:
    return {"topo.yaml": _damage(chance.choice(find_seeds(project)), chance)}


def _two_files(chance: Random, project: Path) -> dict[str, bytes]:
    one, other = (chance.choice(find_seeds(project)) for _ in range(2))
    return {"topo.yaml": _damage(one, chance, most=2), "topo/b.yaml": _damage(other, chance)}


def _overlaid(chance: Random, project: Path) -> dict[str, bytes]:
    seeds = find_seeds(project)
    overlay = chance.choice([_read("topo.private.yaml"), *seeds])
    if chance.random() < 0.4:
        overlay = write_broken_key(chance, project)
    return {"topo.yaml": chance.choice(seeds).encode(), "topo.private.yaml": _damage(overlay, chance, most=3)}


def _estate(chance: Random, project: Path) -> dict[str, bytes]:
    ours = _read("estate.yaml")
    return {
        "topo.yaml": _damage(ours, chance, most=chance.choice([0, 0, 2])),
        "catalog-info.yaml": _damage(_read("catalog-info.yaml"), chance),
        "CODEOWNERS": _damage(_read("CODEOWNERS"), chance),
        "files.txt": _damage(_PATHS, chance, most=1),
    }


def _one_key(chance: Random, project: Path) -> dict[str, bytes]:
    text = write_broken_key(chance, project)
    return {"topo.yaml": _damage(text, chance, most=chance.choice([0, 0, 1]))}


@cache
def find_seeds(project: Path) -> tuple[str, ...]:
    """The texts that damage starts from: the samples' own, and small ones with something odd in each."""
    samples = sorted((project / "samples").rglob("*.yaml"))
    odd = sorted(path for path in _SEEDS.glob("*.yaml") if path.name != "estate.yaml")
    return (*map(_read, samples), *(_read(path) for path in odd for _ in range(2)), *ODD)


@cache
def _read(path: Path | str) -> str:
    return (_SEEDS / path).read_text(encoding="utf-8")


# --- damage to the text ---------------------------------------------------------------------------------

_SIGNS = [
    *(
        ": ",
        ":",
        "- ",
        "? ",
        "| ",
        ">-\n",
        "[",
        "]",
        "{",
        "}",
        ",",
        "#",
        " #",
        "'",
        '"',
        "&a ",
        "*a",
        "<<: *a\n",
    ),
    *(
        "!x ",
        "!!python/object:os.system ",
        "!!str ",
        "%YAML 1.2\n",
        "---\n",
        "...\n",
        "@",
        "`",
        "%",
        "\\",
        "=",
        "|",
    ),
    *(
        "\t",
        " ",
        "  ",
        "\n",
        "\r",
        "\r\n",
        "\x00",
        "\x07",
        "\x1b[31m",
        "\x7f",
        "\x85",
        "\x9b1m",
        "\xa0",
        "\u2028",
    ),
    *(
        "\u2029",
        "\u202e",
        "\u200b",
        "\ufeff",
        "\ufffe",
        "\ud800",
        "\U000e0041",
        "é",
        "e\u0301",
        "漢字",
        "🦀",
        "ß",
        "İ",
        "ǅ",
    ),
    *(
        "{{ x }}",
        "{% if %}",
        "<<<<<<< HEAD\n",
        "=======\n",
        ">>>>>>> other\n",
        "# topo: allow[OWN001] until 2027-01-01: x\n",
    ),
]
_WORDS = [
    *(
        "~",
        "null",
        "no",
        "off",
        "yes",
        "007",
        "0x1F",
        "1e999",
        "-1e999",
        ".inf",
        ".nan",
        "nan",
        "-1",
        "0",
        "3.5",
        "1_000",
    ),
    *(
        "9" * 400,
        "9" * 5000,
        "2027-02-31",
        "0000-00-00",
        "9999-12-31",
        "12:30",
        "110%",
        "-5%",
        "6/week",
        "0/day",
        "1d",
        "9-17",
    ),
    *(
        "x-",
        "x-y",
        "id",
        "<<",
        "name",
        "owner",
        "owns",
        "teams",
        "services",
        "depends_on",
        "waivers",
        "team:a",
        "service:",
        ":",
    ),
    *(
        "a" * 300,
        "{}",
        "[]",
        "{a: b}",
        "[a, b]",
        "''",
        '"\\e[31m"',
        '"\\u202e"',
        '"\\0"',
        "*a",
        "&a b",
        "@acme/pay",
        "**/*.tf",
    ),
]
_TOKEN = re.compile(r"[\w.-]+|\s+|.", re.DOTALL)
Damage = Callable[[str, Random], str]


def _damage(text: str, chance: Random, *, most: int = 5) -> bytes:
    """The text after up to `most` damages; sometimes its bytes are hit too."""
    for _ in range(min(most, chance.choice([1, 1, 2, 3, 5]))):
        text = chance.choice(DAMAGES)(text, chance)[:LARGEST_TEXT]
    data = text.encode("utf-8", "surrogatepass")
    if data and chance.random() < 0.02:
        at = chance.randrange(len(data))
        data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
    return data


def _swap_lines(text: str, chance: Random) -> str:
    lines = text.split("\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def _repeat_lines(text: str, chance: Random) -> str:
    lines = text.split("\n")
    start = chance.randrange(len(lines))
    end = start + chance.choice([1, 1, 2, 10])
    to = chance.randrange(len(lines) + 1)
    return "\n".join([*lines[:to], *lines[start:end], *lines[to:]])


def _drop_lines(text: str, chance: Random) -> str:
    lines = text.split("\n")
    start = chance.randrange(len(lines))
    return "\n".join(lines[:start] + lines[start + chance.choice([1, 1, 2, 10]) :])


def _shift_line(text: str, chance: Random) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    lines[at] = (
        chance.choice([" ", "  ", "\t", "    ", "- "]) + lines[at] if chance.random() < 0.6 else lines[at][1:]
    )
    return "\n".join(lines)


def _change_tokens(text: str, chance: Random) -> str:
    tokens = _TOKEN.findall(text)
    if not tokens:
        return chance.choice(_WORDS)
    at, other = chance.randrange(len(tokens)), chance.randrange(len(tokens))
    kind = chance.randrange(5)
    if kind == 0:
        tokens[at], tokens[other] = tokens[other], tokens[at]
    elif kind == 1:
        tokens[at] = tokens[other]
    elif kind == 2:
        tokens[at] = ""
    elif kind == 3:
        tokens[at] += tokens[at]
    else:
        words = [place for place, token in enumerate(tokens) if token.strip()]
        tokens[chance.choice(words) if words else at] = chance.choice(_WORDS)
    return "".join(tokens)


def _insert_sign(text: str, chance: Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(_SIGNS) * chance.choice([1, 1, 1, 2, 40]) + text[at:]


def _insert_sign_at_token(text: str, chance: Random) -> str:
    starts = [match.start() for match in re.finditer(r"\b\w", text)]
    at = chance.choice(starts) if starts else 0
    return text[:at] + chance.choice(_SIGNS) + text[at:]


def _share_values(text: str, chance: Random) -> str:
    """Anchor one value and use it elsewhere, as a value or merged."""
    starts = [match.end() for match in re.finditer(r": (?=\S)", text)]
    if len(starts) < 2:
        return text
    one, other = sorted(chance.sample(starts, 2))
    use = chance.choice(["*z ", "*z #", "{<<: *z, id: x} #", "[*z, *z] #", "{<<: [*z, *z]} #"])
    return text[:one] + "&z " + text[one:other] + use + text[other:]


def _nest(text: str, chance: Random) -> str:
    starts = [match.end() for match in re.finditer(r"[:-] (?=\S)", text)] or [0]
    at, deep = chance.choice(starts), chance.choice([1, 3, 60, 70, 3000])
    opened = chance.choice(["[", "{a: ", "- ", "? ", "[{b: ", "&a [*a, "])
    closed = chance.choice(["", "]" * deep, "}" * deep])
    return text[:at] + opened * min(deep, LARGEST_TEXT // len(opened) // 2) + closed + text[at:]


def _cut(text: str, chance: Random) -> str:
    return text[: chance.randrange(len(text) + 1)]


def _change_line_ends(text: str, chance: Random) -> str:
    return text.replace("\n", chance.choice(["\r\n", "\r", "\x85", "\u2028", "\n\n"]))


def _change_quotes(text: str, chance: Random) -> str:
    starts = [match.start() for match in re.finditer(r"\b\w", text)]
    if not starts:
        return text
    at, quote = chance.choice(starts), chance.choice("'\"")
    end = min(len(text), at + chance.choice([1, 3, 10, 60]))
    return f"{text[:at]}{quote}{text[at:end]}{quote}{text[end:]}"


DAMAGES: tuple[Damage, ...] = (
    _swap_lines,
    _repeat_lines,
    _drop_lines,
    _shift_line,
    _change_tokens,
    _change_tokens,
    _change_tokens,
    _insert_sign,
    _insert_sign_at_token,
    _share_values,
    _nest,
    _cut,
    _change_line_ends,
    _change_quotes,
)


# --- damage to the meaning ------------------------------------------------------------------------------

Step = str
"""A key, `*` for any key of a mapping, `[]` for an item of a list."""
_WRONG = [
    *_WORDS,
    *(
        "",
        "x",
        "[x]",
        "[[x]]",
        "{x: y}",
        "[{}]",
        "[{x: y}]",
        "{x: {y: {z: 1}}}",
        "[~]",
        "{~: ~}",
        "{'': ''}",
        '["", ""]',
    ),
    *(
        "[a, a]",
        "{a: ~}",
        "{a: 1, A: 2}",
        "[a, {service: b}]",
        '"two\\nlines"',
        '"\\t"',
        '" "',
        "'{x}'",
        "'a b'",
        "$1",
        "%s",
    ),
]


def write_broken_key(chance: Random, project: Path) -> str:
    """A small model with a value that may not fit, somewhere at one or two keys of the language."""
    tree: dict[str, Any] = {}
    for _ in range(chance.choice([1, 1, 2, 4])):
        _put(tree, chance.choice(find_keys(project)), chance)
    return _write(tree, chance)


@cache
def find_keys(project: Path) -> tuple[tuple[Step, ...], ...]:
    """The way to every key that the JSON Schema knows."""
    schema = json.loads((project / "topo" / "schema" / "topo.schema.json").read_text(encoding="utf-8"))
    return tuple(dict.fromkeys(_walk(schema, schema["definitions"], (), frozenset())))


def _walk(
    schema: Any, known: dict[str, Any], way: tuple[Step, ...], inside: frozenset[str]
) -> Iterator[tuple[Step, ...]]:
    """Every way through a schema; what a definition says of itself again is left out."""
    if way:
        yield way
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        if name not in inside:
            yield from _walk(known[name], known, way, inside | {name})
    for part in (*schema.get("anyOf", ()), *schema.get("allOf", ()), *schema.get("oneOf", ())):
        yield from _walk(part, known, way, inside)
    for key, inner in schema.get("properties", {}).items():
        if isinstance(inner, dict):
            yield from _walk(inner, known, (*way, key), inside)
    if isinstance(schema.get("additionalProperties"), dict):
        yield from _walk(schema["additionalProperties"], known, (*way, "*"), inside)
    if isinstance(schema.get("items"), dict):
        yield from _walk(schema["items"], known, (*way, "[]"), inside)


_IDS = ["a", "b", "c", "checkout", "A", "a.b", "x-y", "OWN001", "id", "a b", "'", "é", "service", ""]
_SIBLINGS = {
    "mode": "collaboration",
    "service": "b",
    "person": "p",
    "metric": "m",
    "url": "u",
    "rule": "OWN001",
    "to": "a",
}


def _put(tree: dict[str, Any], way: tuple[Step, ...], chance: Random) -> None:
    """Put a value that may not fit at the end of a way, with what else is needed on it here and there."""
    value: Any = _Raw(chance.choice(_WRONG))
    for step in reversed(way[1:]):
        if step == "[]":
            value = [value] if chance.random() < 0.8 else [value, value, _Raw(chance.choice(_WRONG))]
        else:
            value = {chance.choice(_IDS) if step == "*" else step: value}
            for key, sibling in _SIBLINGS.items():
                if chance.random() < 0.3:
                    value.setdefault(key, _Raw(sibling))
    if isinstance(tree.get(way[0]), dict) and isinstance(value, dict):
        tree[way[0]].update(value)
    else:
        tree[way[0]] = value


@dataclass(frozen=True)
class _Raw:
    """A piece of YAML that is written as it is."""

    text: str


def _write(tree: dict[str, Any], chance: Random) -> str:
    if chance.random() < 0.5:
        return _write_flow(tree) + "\n"
    return "\n".join(_write_block(tree, 0)) + "\n"


def _write_flow(value: Any) -> str:
    if isinstance(value, dict):
        return (
            "{" + ", ".join(f"{_write_key(key)}: {_write_flow(inner)}" for key, inner in value.items()) + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(map(_write_flow, value)) + "]"
    assert isinstance(value, _Raw)
    return value.text


def _write_key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z][\w.-]*", key) else json.dumps(key, ensure_ascii=False)


def _write_block(value: Any, indent: int) -> Iterator[str]:
    pad = " " * indent
    entries = (
        [("-", each) for each in value]
        if isinstance(value, list)
        else [(f"{_write_key(key)}:", each) for key, each in value.items()]
    )
    for lead, inner in entries:
        if isinstance(inner, _Raw):
            yield f"{pad}{lead} {inner.text}"
        else:
            yield f"{pad}{lead}"
            yield from _write_block(inner, indent + 2)
