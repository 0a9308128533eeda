"""With what do rules compare, and who may say so?"""

from collections.abc import Callable, Iterator

import pytest
from pydantic.fields import FieldInfo

from topo.findings import Severity
from topo.model.base import Part
from topo.model.settings import Limits, SizeLimit, SpanLimit
from topo.resources import find_resource
from topo.rules.baseline import Baseline
from topo.rules.recording import record
from topo.rules.result import CheckResult
from topo.source.shelf import read_shipped

Check = Callable[..., CheckResult]

PARTS: dict[str, type[Part]] = {"team_size": SizeLimit, "span": SpanLimit}
ELSEWHERE = {"cell_roles", "ownership", "roles_of_person", "collaborations"}
"""Limits that have no number of their own: nothing is asked for, or another profile has it."""
SHIPPED = read_shipped(find_resource("models", "limits"))["entries"]


def find_fields() -> Iterator[tuple[str, FieldInfo]]:
    """Every limit with a number, by what the profile calls it."""
    for name, info in Limits.model_fields.items():
        if name in PARTS:
            for inner, part in PARTS[name].model_fields.items():
                yield f"{name}-{inner}".replace("_", "-"), part
        elif name not in ELSEWHERE:
            yield name.replace("_", "-"), info


FIELDS = {name: info for name, info in find_fields() if "extensions" not in name}


def test_every_limit_has_its_number() -> None:
    """In the profile `limits`, and nothing else stands there."""
    assert set(FIELDS) == set(SHIPPED)


@pytest.mark.parametrize("name", FIELDS)
def test_a_limit_tells_its_number(name: str) -> None:
    """What the reference says is what holds."""
    value = float(SHIPPED[name]["value"])
    said = f"{value:.0%}" if value < 1 else f"{value:g}"
    assert f", {said} unless said" in str(FIELDS[name].description)


def codes_of(result: CheckResult) -> list[tuple[str, Severity]]:
    return [(each.code, each.severity) for each in result.findings if each.code.startswith("ORG")]


SIXTEEN = "teams: {a: {size: 16}}\n"
PACK = "check: {extends: team-topologies, %s}\n"


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("limits: {}", Severity.ERROR),
        ("limits: {team_size: {error: 16}}", Severity.WARNING),
        ("rules: {ORG001: info}", Severity.INFO),
        ("rules: {ORG001: {only: {team: a}}}", Severity.ERROR),
        ("limits: {team_size: {max: 16}}", None),
        ("limits: {team_size: {max: 15}}", Severity.ERROR),
    ],
)
def test_the_steps_of_a_rule(check: Check, text: str, severity: Severity | None) -> None:
    """A severity that is set holds for all of them; a limit moves them."""
    found = codes_of(check(SIXTEEN + PACK % text))
    assert found == ([] if severity is None else [("ORG001", severity)])


def test_the_nearest_word_counts(check: Check) -> None:
    """`check.limits` beats the profile, whichever way a model changes that."""
    profile = "profiles: {limits: {team-size-max: 20, team-size-error: 30}}\n"
    assert codes_of(check(SIXTEEN + profile + PACK % "limits: {}")) == []
    near = "limits: {team_size: {max: 12}}"
    assert codes_of(check(SIXTEEN + profile + PACK % near)) == [("ORG001", Severity.WARNING)]


# What a baseline holds: a model, a worse one and a better one.
WATCHED = [
    ("ORG001", "teams: {a: {size: %s}}", (2, 1, 3)),
    ("ORG001", "teams: {a: {size: %s}}", (11, 12, 10)),
    ("ORG002", "teams: {a: {size: %s, manager: ana}}", (9, 10, 8)),
    ("ORG006", "teams: {a: {size: 5, type: stream-aligned}, %s}", (1, 2, 0)),
    ("ORG007", "people: {bo: {roles: [%s]}}", (3, 4, 2)),
    ("ORG009", "teams: {a: {size: %s, roles: {dev: 4}}}", (6, 7, 5)),
    (
        "COG001",
        "teams: {a: {size: 5, owns: [d, s]}}\ndomains: {d: {complexity: complex, owner: a}, %s}",
        (1, 2, 0),
    ),
]


def fill(code: str, number: int) -> str:
    """What stands for a number in a model: so many others, or the number."""
    kinds = {
        "ORG006": [f"p{each}: {{size: 5, type: platform}}" for each in range(number)],
        "ORG007": [f"r{each}" for each in range(number)],
        "COG001": [f"e{each}: {{complexity: simple, owner: a}}" for each in range(number)],
    }
    return ", ".join(kinds[code]) if code in kinds else str(number)


@pytest.mark.parametrize(("code", "text", "numbers"), WATCHED)
def test_a_baseline_watches_the_number(
    check: Check, code: str, text: str, numbers: tuple[int, int, int]
) -> None:
    """As bad is known, worse fails, better never does."""
    now, worse, better = (f"{text % fill(code, each)}\n{PACK % 'limits: {}'}" for each in numbers)
    baseline: Baseline = record(check(now).findings, None).baseline
    assert code in {entry.code for entry in baseline.entries.values()}
    for model, is_found in ((now, False), (worse, True), (better, False)):
        found = {each.code for each in check(model, baseline=baseline).findings}
        assert (code in found) == is_found
