import re

from tests.report.conftest import World
from topo.findings import Address, Finding, Severity
from topo.report.github import render_github
from topo.report.summary import find_summary_lines
from topo.rules.result import CheckResult

COMMAND = re.compile(r"::(?P<level>error|warning|notice) (?P<properties>[^:]*)::(?P<message>.*)\Z")


def unescape(text: str) -> str:
    for written, meant in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(written, meant)
    return text


def commands(world: World) -> list[tuple[str, dict[str, str], str]]:
    """Level, properties and message of each line that the runner obeys, as it reads them."""
    lines = render_github(world.result, world.places).splitlines()
    found = [COMMAND.match(line) for line in lines if line.startswith("::")]
    return [
        (
            match["level"],
            {
                key: unescape(value)
                for key, _, value in (pair.partition("=") for pair in match["properties"].split(","))
            },
            unescape(match["message"]),
        )
        for match in found
        if match is not None
    ]


def test_every_finding_is_one_command(nasty: World) -> None:
    """The worst come first, since GitHub shows ten of each level."""
    levels = [level for level, _, _ in commands(nasty)]
    assert levels == ["error"] * 12 + ["warning"] * 4 + ["notice"] * 2


def test_properties_survive_the_runner(nasty: World) -> None:
    """Colons, commas and percent signs of a file name are read back as they were."""
    duplicate = next(found for found in commands(nasty) if found[1]["title"] == "REF002 duplicate-id")
    assert duplicate[1] == {
        "file": "team files/a b#1.yaml", "line": "2", "endLine": "2", "col": "3", "endColumn": "11",
        "title": "REF002 duplicate-id",
    }  # fmt: skip
    assert duplicate[2].splitlines() == [
        "team `payments` is defined twice",
        "note: first defined here: 100%,a:b.yaml:2:3",
        "note: the same name in a source: /elsewhere/catalog.yaml:1:7",
        "help: rename one of them, or merge them:",
        "  teams:",
        "    payments: {}",
    ]


def test_a_file_name_that_would_end_the_command() -> None:
    """Each separator of a command is written out."""
    from topo.findings import Position

    finding = Finding("OWN001", Severity.ERROR, Address.of("a"), "m", position=Position("x::y,z=%0A.yaml", 1))
    [(_, properties, message)] = commands(World(CheckResult((finding,))))
    assert properties["file"] == "x::y,z=%0A.yaml" and message == "m"


def test_a_name_cannot_give_commands_of_its_own(nasty: World) -> None:
    """No line of the summary is obeyed: neither `::` at its start nor `##[` within."""
    lines = render_github(nasty.result, nasty.places).splitlines()
    summary = lines[-len(find_summary_lines(nasty.result)) :]
    assert not [line for line in summary if line.lstrip().startswith("::") or "##[" in line]
    assert sum(line.startswith("::") for line in lines) == len(nasty.result.findings)
