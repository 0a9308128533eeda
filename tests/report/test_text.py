from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report.conftest import World, position_at, unowned
from topo.findings import Address, Finding, Position, Related, Severity
from topo.report.grouping import group_by_rule
from topo.report.paint import Paint
from topo.report.snippet import Page
from topo.report.text import LEAST_WIDTH, MOST_ROWS, render_group, render_text
from topo.rules.result import CheckResult, Places
from topo.text import printable

SOURCE = "  ledger-api: {tier: 1}"
LEDGER = Position("services/payments.yaml", 14, 3, 13)


def places(line: str | None = SOURCE) -> Places:
    return Places(
        position_of=lambda finding: finding.position,
        related_position=lambda related: related.position,  # type: ignore[attr-defined]
        source_line=lambda position: line,
    )


def finding(number: int = 0, **changes: object) -> Finding:
    plain = Finding(
        "OWN001",
        Severity.ERROR,
        Address.of("services", f"ledger-{number}"),
        f"service `ledger-{number}` has no owner",
        position=LEDGER,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def shown(*findings: Finding, width: int = 100) -> list[str]:
    """The lines for people, without the summary."""
    lines = render_text(CheckResult(findings), places(), width=width).splitlines()
    return lines[: lines.index("0 errors, 0 warnings") if not findings else -2]


def test_the_shape_of_one_finding() -> None:
    """As the design shows it: arrow, gutter, source line, carets with the label, help, see."""
    one = finding(
        address=Address.of("services", "ledger-api"),
        message="service `ledger-api` has no owner",
        label="nobody is accountable for a tier-1 service",
        hint="add `owner:` — the domain `ledger` belongs to `ledger-team`",
    )
    assert shown(one) == [
        "error[OWN001]: service `ledger-api` has no owner",
        "  --> services/payments.yaml:14:3",
        "   |",
        "14 |   ledger-api: {tier: 1}",
        "   |   ^^^^^^^^^^ nobody is accountable for a tier-1 service",
        "   = help: add `owner:` — the domain `ledger` belongs to `ledger-team`",
        "   = see: topo rule OWN001",
    ]


def test_a_definition_given_twice() -> None:
    """Both places are quoted, in a gutter of one width."""
    first = Related("first defined here", position=Position("topo.yaml", 3, 3, 5))
    assert shown(finding(related=(first,)))[-6:] == [
        "   = see: topo rule OWN001",
        "note: first defined here",
        "  --> topo.yaml:3:3",
        "   |",
        " 3 |   ledger-api: {tier: 1}",
        "   |   ^^",
    ]


def test_more_related_places_than_can_be_quoted() -> None:
    """Some are quoted, the next ones noted in a row each, and the rest counted."""
    many = tuple(Related(f"place {n}", position=Position("topo.yaml", n, 1, 2)) for n in range(1, 40))
    lines = shown(finding(related=many))
    assert len(lines) <= MOST_ROWS
    assert "   = note: and 31 more (--format json has all)" in lines
    assert "   = note: place 1: topo.yaml:1:1" in lines


def test_two_findings_are_shown_in_full() -> None:
    """The rule's page is named once, at the end."""
    lines = shown(finding(1), finding(2))
    assert [line for line in lines if line.startswith("error[OWN001]")] == [
        "error[OWN001]: service `ledger-1` has no owner",
        "error[OWN001]: service `ledger-2` has no owner",
    ]
    assert lines.count("   = see: topo rule OWN001") == 1 and len(lines) <= MOST_ROWS


def test_five_findings_have_their_source_lines_and_their_own_hints() -> None:
    """Where the hints differ, each stands beside the carets."""
    lines = shown(*(finding(n, label="here", hint=f"add owner {n}") for n in range(5)))
    assert lines[0] == "error: OWN001 × 5"
    assert lines[1:4] == [
        "  --> services/payments.yaml:14:3  service `ledger-0` has no owner",
        "14 |   ledger-api: {tier: 1}",
        "   |   ^^^^^^^^^^ here; add owner 0",
    ]
    assert len(lines) <= MOST_ROWS


def test_a_hint_that_all_share_is_given_once() -> None:
    """Five times the same advice is noise."""
    lines = shown(*(finding(n, hint="add `owner:`") for n in range(5)))
    assert [line for line in lines if "add `owner:`" in line] == ["   = help: add `owner:`"]


def test_findings_that_say_the_same() -> None:
    """One line for all of them, with how often, and the names of the things that it is about."""
    lines = shown(*(finding(n, message="`ingest` names no domain") for n in range(13)))
    assert lines == [
        "error: OWN001 × 13 (--format concise shows all)",
        "  --> services/payments.yaml:14:3  `ingest` names no domain (× 13)",
        "14 |   ledger-api: {tier: 1}",
        "   |   ^^^^^^^^^^",
        f"   = also: {', '.join(f'ledger-{n}' for n in range(1, 10))}…",
        "   = see: topo rule OWN001",
    ]


def test_a_place_that_several_findings_share_is_quoted_once() -> None:
    """What nobody covers of one tree stands at the line that names the tree."""
    gaps = [
        finding(message=f"nobody covers {name}", address=Address.of("tree", "files.txt", name))
        for name in ("spec", "shell", "docs", "build", "script", "tools")
    ]
    lines = shown(*gaps)
    assert lines.count("14 |   ledger-api: {tier: 1}") == 1
    assert lines[1:5] == [
        "  --> services/payments.yaml:14:3  nobody covers spec",
        "14 |   ledger-api: {tier: 1}",
        "   |   ^^^^^^^^^^",
        "  --> services/payments.yaml:14:3  nobody covers shell",
    ]
    assert "   = also: tools" in lines


def test_the_names_of_things_of_the_tissue() -> None:
    """Not the section that they stand in."""
    ids = [f"rail-{n}" for n in range(7)]
    found = [finding(message=id, address=Address.of("tissue", "guardrails", id)) for id in ids]
    assert "   = also: rail-5, rail-6" in shown(*found)


def test_the_names_of_pairs() -> None:
    """Both teams, and first those with the most between them."""
    found = [
        finding(
            message=str(n),
            address=Address.of("teams", "a").item(f"b{n}"),
            evidence={"n": n},
            measured="n",
        )
        for n in range(7)
    ]
    lines = shown(*found)
    assert [line.split()[-1] for line in lines if "-->" in line] == ["6", "5", "4", "3", "2"]
    assert "   = also: a – b1, a – b0" in lines


def test_eighty_one_findings() -> None:
    """The heaviest five are shown, the names of others are given, and the way to see all."""
    lines = shown(*(finding(n) for n in range(81)))
    assert lines[0] == "error: OWN001 × 81, the heaviest 5 shown (--format concise shows all)"
    assert sum("has no owner" in line for line in lines) == 5
    assert any(line.startswith("   = also: ledger-5, ledger-6, ") and line.endswith("…") for line in lines)
    assert len(lines) <= MOST_ROWS


def test_the_heaviest_are_those_with_the_highest_measured_value() -> None:
    """A severity beats a value, a value beats the order."""
    sizes = [finding(n, evidence={"size": n}, measured="size", severity=Severity.WARNING) for n in range(9)]
    worst = finding(9, evidence={"size": 0}, measured="size")
    [group] = group_by_rule([*sizes, worst])
    assert [one.evidence["size"] for one in group.findings[:3]] == [0, 8, 7]
    assert group.severity is Severity.ERROR


def test_severities_that_differ_within_a_rule() -> None:
    """The heading says the worst, a milder finding says its own."""
    lines = shown(finding(0), *(finding(n, severity=Severity.WARNING) for n in range(1, 5)))
    assert lines[0] == "error: OWN001 × 5"
    assert lines[1].endswith("  service `ledger-0` has no owner")
    assert any(line.endswith("  warning: service `ledger-1` has no owner") for line in lines)


def test_a_finding_in_no_file() -> None:
    """A what-if was never written down: the address stands in for the place."""
    assert shown(finding(position=None))[1] == "  = at: services.ledger-0"


def test_a_file_as_a_whole() -> None:
    """Line 0 has no source line."""
    assert shown(finding(position=Position("topo.yaml"))) == [
        "error[OWN001]: service `ledger-0` has no owner",
        " --> topo.yaml",
        "  = see: topo rule OWN001",
    ]


def test_a_line_that_cannot_be_quoted() -> None:
    """A file that is gone by now still has its place shown."""
    text = render_text(CheckResult((finding(),)), places(None))
    assert "  --> services/payments.yaml:14:3\n   = see" in text


def test_a_world_in_colour_says_the_same_in_words(nasty: World) -> None:
    """Each severity is a word, whatever its colour."""
    text = render_text(nasty.result, nasty.places)
    assert {"error", "warning", "info"} <= {line.partition("[")[0] for line in text.splitlines()}
    assert "\x1b" not in text


ODD = st.text(st.characters(codec="utf-8"), max_size=60)
FINDINGS = st.builds(
    finding,
    number=st.integers(0, 99),
    message=ODD,
    label=ODD,
    hint=st.none() | ODD | st.text("ab\n", max_size=40),
    severity=st.sampled_from(Severity),
    position=st.none() | st.builds(Position, ODD, st.integers(0, 10**6), st.integers(1, 90), st.just(95)),
    related=st.lists(st.builds(Related, ODD, st.none(), st.none() | st.just(LEDGER)), max_size=12).map(tuple),
)


@given(st.lists(FINDINGS, min_size=1, max_size=9), st.integers(1, 160), ODD, st.booleans())
def test_no_rule_takes_more_than_twenty_rows(
    findings: list[Finding], width: int, line: str, color: bool
) -> None:
    """Whatever is found and however narrow the screen, a rule fits with the empty row below it."""
    [group] = group_by_rule(findings)
    page = Page(places(line), Paint(color), max(width, LEAST_WIDTH))
    lines = render_group(group, page)
    assert 1 <= page.count_rows(lines) <= MOST_ROWS
    plain = render_group(group, page._replace(paint=Paint(False)))
    assert all(printable(line) == line for line in plain)
    assert len(plain) == len(lines)


@pytest.mark.parametrize("name", ["台帳サービス", "\x1b[31mred\x1b[0m\x07", "cafe\u0301-api"])
def test_carets_below_a_name_that_is_not_ascii(name: str, nasty: World) -> None:
    """They start where the name does and are as wide as it is shown."""
    position = position_at("services/payments.yaml", name)
    assert position.column == 3
    text = render_text(CheckResult((unowned(name),)), nasty.places)
    quote = next(line for line in text.splitlines() if line.startswith(f"{position.line} |"))
    pointer = text.splitlines()[text.splitlines().index(quote) + 1]
    assert pointer.startswith("  |   ^") and quote[4:6] == "  "


def test_long_paths_leave_room_for_the_message() -> None:
    """Five findings in deep folders: the end of each path, the start of each message, both definitions."""
    deep = "estate/" + "folder/" * 12
    first = Related("the first definition", position=Position(f"{deep}first.yaml", 3, 3, 5))
    places = [Position(f"{deep}second.yaml", line, 3, 13) for line in range(14, 19)]
    lines = shown(
        *(finding(n, position=places[n], related=(first,), label="the second one") for n in range(5))
    )
    assert len(lines) <= MOST_ROWS
    assert lines[1].endswith("/folder/folder/second.yaml:14:3  service `ledger-0` has no owner")
    assert lines[3].startswith("   |   ^^^^^^^^^^ the second one; the first definition: …")
    assert lines[3].endswith("/first.yaml:3:3")
