"""Does each rule find what its test page says, on that line, and nothing on any other?

A page is prose with blocks of YAML. `# finding: OWN001` at the end of a line says that this rule has a
finding there; words behind the code stand in its message. `# file: name` begins another file of the same
model. A block may set `as-of=`, `min-coverage=`, and `escaped` for one whose `\\xNN` are bytes.
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from topo.api import check, position_of
from topo.findings import Finding
from topo.rules.catalogue import RULES
from topo.source.loading import LoadedModel, load_model

PAGES = Path(__file__).parent / "pages"
AS_OF = date(2026, 12, 1)

_BLOCK = re.compile(r"^```yaml(?P<options>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"^# file: (\S+)$")
_EXPECTED = re.compile(r"[ \t]*# finding: (?P<code>[A-Z]{3}[0-9]{3})(?P<words>(?:(?!# finding:)[^\n])*)$")

Place = tuple[str, int]


@dataclass(frozen=True)
class Expected:
    """A finding that a page announces: file and line, and words of its message."""

    code: str
    place: Place
    words: str


@dataclass(frozen=True)
class Block:
    """One model of a page: its files, what it expects, and how it is checked."""

    files: dict[str, str]
    expected: tuple[Expected, ...]
    options: dict[str, str]


def read_block(text: str, options: str) -> Block:
    """The model that a block of a page holds."""
    files: dict[str, list[str]] = {}
    expected: list[Expected] = []
    name = "topo.yaml"
    for line in text.splitlines():
        heading = _FILE.match(line)
        if heading:
            name = heading[1]
            continue
        lines = files.setdefault(name, [])
        while (said := _EXPECTED.search(line)) is not None:
            line = line[: said.start()]
            expected.append(Expected(said["code"], (name, len(lines) + 1), said["words"].strip()))
        lines.append(line)
    texts = {name: "\n".join(lines) + "\n" for name, lines in files.items()}
    return Block(texts, tuple(expected), dict(option.partition("=")[::2] for option in options.split()))


def read_page(path: Path) -> list[Block]:
    """The models of a page."""
    page = path.read_text(encoding="utf-8")
    return [read_block(block["text"], block["options"]) for block in _BLOCK.finditer(page)]


def find_blocks() -> list[object]:
    """Every model of every page, called by its page and number."""
    return [
        pytest.param(path.stem.upper(), block, id=f"{path.stem}-{number}")
        for path in sorted(PAGES.glob("*.md"))
        for number, block in enumerate(read_page(path), start=1)
    ]


def write_block(block: Block, folder: Path) -> LoadedModel:
    """The model of a block, written and loaded."""
    for name, text in {"topo.yaml": "", **block.files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        content = text.encode()
        if "escaped" in block.options:
            content = re.sub(rb"\\x([0-9a-f]{2})", lambda match: bytes.fromhex(match[1].decode()), content)
        path.write_bytes(content)
    return load_model(folder)


def place_of(finding: Finding, model: LoadedModel) -> Place:
    """File and line of a finding."""
    position = position_of(model, finding)
    return ("", 0) if position is None else (position.file, position.line)


@pytest.mark.parametrize(("code", "block"), find_blocks())
def test_page(code: str, block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rule has its findings on the lines that say so, with these words, and nowhere else."""
    monkeypatch.chdir(tmp_path)
    model = write_block(block, tmp_path)
    as_of, least = block.options.get("as-of"), block.options.get("min-coverage")
    result = check(
        model,
        as_of=AS_OF if as_of is None else date.fromisoformat(as_of),
        min_coverage=None if least is None else float(least),
    ).result
    found = [finding for finding in result.findings if finding.code == code]
    expected = [each for each in block.expected if each.code == code]
    assert sorted(place_of(each, model) for each in found) == sorted(each.place for each in expected)
    for each in expected:
        messages = [finding.message for finding in found if place_of(finding, model) == each.place]
        assert any(each.words in message for message in messages), messages


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_a_page(rule: object) -> None:
    """With a model in which it finds something, and a near miss in which it does not."""
    code = rule.code  # type: ignore[attr-defined]
    blocks = read_page(PAGES / f"{code.lower()}.md")
    finds = [any(each.code == code for each in block.expected) for block in blocks]
    assert True in finds
    assert False in finds
