"""One small nasty organisation: what a check might find in a model that means no good."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import pytest

from topo.findings import Address, Finding, Position, Related, Severity
from topo.rules.result import Accepted, CheckResult, CoverageLine, NextStep, Places
from topo.rules.rule import Rule

ESCAPE = "\x1b[31mred\x1b[0m\x07"
BIDI = "safe\u202eelif\u2066"
LONG = "x" * 140 + "-here-" + "y" * 154

FILES = {
    "services/payments.yaml": [
        "services:",
        "  ledger-api: {tier: 1}",
        f"  {ESCAPE}: {{}}",
        f"  {BIDI}: {{}}",
        "  'pipe | `tick` <img src=x onerror=alert(1)> @everyone': {}",
        "  台帳サービス: {tier: 1}  # 台帳",
        "  👩‍🚀rocket🚀: {}",
        "  cafe\u0301-api: {}",
    ],
    "team files/a b#1.yaml": ["teams:\r", "  payments:\r", "\tsize: 8\r", f"    note: {LONG}\r"],
    "100%,a:b.yaml": ["teams:", "  payments: {}"],
    "/elsewhere/catalog.yaml": ["name: legacy"],
}

RULES = {
    rule.code: rule
    for rule in (
        Rule("SYN001", "invalid-yaml", "error", "text that is not YAML"),
        Rule("SYN003", "unknown-key", "error", "a key that the language does not have"),
        Rule("SYN009", "not-utf8", "error", "a file that is not UTF-8"),
        Rule("REF002", "duplicate-id", "error", "an id that is defined twice"),
        Rule("OWN001", "unowned-service", "error", "a service without an owner"),
        Rule("OWN004", "unowned-domain", "error", "a domain that no team answers for"),
        Rule("OWN012", "implied-team", "info", "groups that nobody defines"),
        Rule("ORG001", "team-size", "warning", "teams that are too small or too large"),
        Rule("DEP002", "fan-out", "off", "a team that waits on many teams"),
        Rule("WAI001", "stale-waiver", "warning", "waivers that hide nothing"),
    )
}


def position_at(file: str, needle: str) -> Position:
    """Where `needle` stands in one of the files."""
    for number, line in enumerate(FILES[file], start=1):
        if needle in line:
            start = line.index(needle) + 1
            return Position(file, number, start, start + len(needle))
    raise AssertionError(f"{needle!r} is not in {file}")


def find_source_line(position: Position) -> str | None:
    """The line of one of the files."""
    lines = FILES.get(position.file, [])
    return lines[position.line - 1] if 0 < position.line <= len(lines) else None


@dataclass(frozen=True)
class World:
    """A result and the places to show it with."""

    result: CheckResult
    places: Places = field(
        default_factory=lambda: Places(
            position_of=lambda finding: finding.position,
            related_position=lambda related: related.position,  # type: ignore[attr-defined]
            source_line=find_source_line,
            rule_page=lambda code: (
                f"# {code}\n\nWhat it finds: `{{0}}` and\x1b more." if code in RULES else ""
            ),
            rule_of=RULES.get,
        )
    )


def unowned(name: str) -> Finding:
    """A service of payments.yaml that nobody owns."""
    return Finding(
        "OWN001",
        Severity.ERROR,
        Address.of("services", name),
        f"service `{name}` has no owner",
        label="nobody is accountable",
        hint="add `owner:`",
        evidence={"tier": 1},
        position=position_at("services/payments.yaml", name),
    )


def too_large(team: str, members: int, severity: Severity) -> Finding:
    """A team with a measured size, in no file."""
    return Finding(
        "ORG001",
        severity,
        Address.of("teams", team),
        f"team `{team}` has {members} members",
        hint="split it: see topo suggest" if members > 15 else None,
        evidence={"members": members, "share": members / 7, "roles": frozenset({"b", "a"})},
        measured="members",
    )


def nasty_findings() -> Iterable[Finding]:
    """In the order of severity, file, line and code."""
    error, warning, info = Severity
    yield Finding(
        "SYN009", error, Address.of(), "not UTF-8: byte 0xff at offset 3", position=Position("legacy.yaml")
    )
    yield Finding(
        "REF002",
        error,
        Address.of("teams", "payments"),
        "team `payments` is defined twice",
        label="defined again",
        hint="rename one of them, or merge them:\n  teams:\n    payments: {}",
        related=(
            Related(
                "first defined here",
                Address.of("teams", "payments"),
                position_at("100%,a:b.yaml", "payments"),
            ),
            Related("the same name in a source", position=Position("/elsewhere/catalog.yaml", 1, 7, 13)),
        ),
        position=position_at("team files/a b#1.yaml", "payments"),
    )
    for name in ("ledger-api", ESCAPE, BIDI, "pipe | `tick` <img src=x onerror=alert(1)> @everyone"):
        yield unowned(name)
    for name in ("台帳サービス", "👩‍🚀rocket🚀", "cafe\u0301-api"):
        yield unowned(name)
    yield Finding(
        "SYN001",
        error,
        Address.of("teams", "payments", "size"),
        "a tab indents\n::error::nothing, and ##[add-mask]nothing",
        position=position_at("team files/a b#1.yaml", "size"),
    )
    yield Finding(
        "SYN003",
        error,
        Address.of("teams", "payments", "note"),
        f"unknown key in 100% of {LONG}",
        label="[no link](https://example.com) {0}",
        hint="see [docs](https://example.com)",
        related=(Related("near {1}", Address.of("teams", "a.b")),),
        position=position_at("team files/a b#1.yaml", "-here-"),
    )
    yield too_large("platform", 18, error)
    yield replace(unowned("ledger-api"), code="POL001", severity=warning, message="the user's own: 'a' \"b\"")
    yield too_large("payments", 11, warning)
    yield too_large("checkout", 12, warning)
    yield Finding(
        "WAI001",
        warning,
        Address.of(),
        "a waiver hides nothing",
        related=(Related("listed in the baseline"),),
    )
    yield Finding("OWN012", info, Address.of("teams"), "2 teams are implied: a, b\ufffe")
    yield Finding("OWN012", info, Address.of("teams"), "2 teams are implied: c, d")


@pytest.fixture(scope="session")
def nasty() -> World:
    """Everything at once: hostile names, no positions, duplicates, mixed severities."""
    waived = Accepted(unowned("cafe\u0301-api"), "allowed until 2027-03-31: vendor | \x1b <hands> over")
    missing = Finding("OWN004", Severity.ERROR, Address.of("domains", "old"), "domain `old` has no owner")
    return World(
        CheckResult(
            findings=tuple(nasty_findings()),
            waived=(waived,),
            baselined=(Accepted(missing, "in topo-baseline.json"),),
            coverage=(
                CoverageLine("service", 205, 225, 1),
                CoverageLine("module", 2, 2, 0),
                CoverageLine("domain", 3, 5, 0),
                CoverageLine("data", 0, 1, 0),
                CoverageLine("guardrail", 2, 2, 0),
            ),
            asleep=(("COM", "no interactions declared"), ("TIS", "no tissue")),
            counts=(("teams", 4), ("services", 227), ("capabilities", 1), ("guardrails", 0)),
            notes=(f"skipped 1 template: {ESCAPE}", "::warning::##[group]nothing"),
            rules=tuple(RULES)[:-1],
            hidden=3,
            next_steps=(
                NextStep("topo check 'my | `org`' --format concise", "every finding"),
                NextStep("topo rule OWN001", "an `owner:` is what they lack"),
            ),
        )
    )


@pytest.fixture(scope="session")
def calm() -> World:
    """Nothing found, all owned."""
    return World(
        CheckResult(
            findings=(),
            coverage=(CoverageLine("service", 5, 5, 0),),
            counts=(("teams", 2), ("services", 5)),
            rules=("OWN001", "SYN001"),
        )
    )
