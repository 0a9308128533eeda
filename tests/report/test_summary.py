import pytest

from tests.report.conftest import World
from topo.findings import Address, Finding, Severity
from topo.report import summary
from topo.rules.result import Accepted, CheckResult, CoverageLine, NextStep

OLD = Accepted(Finding("OWN001", Severity.ERROR, Address.of("services", "a"), "old"), "why")


def with_coverage(*lines: tuple[str, int, int, int]) -> CheckResult:
    return CheckResult((), coverage=tuple(CoverageLine(*line) for line in lines))


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ([], ""),
        ([("service", 207, 227, 0)], "ownership 207 of 227 (91 %): 20 to go"),
        ([("service", 5, 5, 0), ("module", 1, 2, 0)], "ownership 6 of 7 (85 %): 1 to go"),
        ([("service", 1999, 2000, 0)], "ownership 1,999 of 2,000 (99 %): 1 to go"),
        ([("service", 5, 5, 2)], "ownership 5 of 5 (100 %), 2 waived"),
        ([("service", 0, 0, 0)], "ownership not assessed: no services that count"),
        ([("service", 0, 0, 2)], "ownership not assessed: no services that count, 2 waived"),
        ([("domain", 1, 3, 0)], "ownership not assessed: no services"),
    ],
)
def test_the_ownership_sentence(lines: list[tuple[str, int, int, int]], says: str) -> None:
    """Services and modules together, rounded down; what is missing is not zero."""
    assert summary.render_ownership(with_coverage(*lines)) == says


def test_other_kinds_are_named_where_something_is_missing() -> None:
    """What is complete says nothing."""
    result = with_coverage(
        ("domain", 1, 3, 0), ("capability", 0, 1, 0), ("data", 0, 2, 0), ("guardrail", 2, 2, 0)
    )
    assert (
        summary.render_other_ownership(result)
        == "also owned: domains 1 of 3 (33 %), capabilities 0 of 1 (0 %), data products 0 of 2 (0 %)"
    )


def test_all_is_owned_only_where_something_counts() -> None:
    """An empty model owns nothing, and is not painted green."""
    assert summary.is_all_owned(with_coverage(("service", 2, 2, 0), ("module", 0, 0, 0)))
    assert not summary.is_all_owned(with_coverage(("service", 0, 0, 0)))
    assert not summary.is_all_owned(with_coverage(("service", 1, 2, 0)))
    assert not summary.is_all_owned(with_coverage(("service", 2, 2, 0), ("path", 9, 100, 0)))


def test_next_steps_stand_last_and_in_columns() -> None:
    """The command to copy, and beside it what it does."""
    steps = (NextStep("topo import", "freezes"), NextStep("topo baseline write", "draws a line"))
    lines = summary.find_summary_lines(CheckResult((), next_steps=steps))
    assert lines == [
        "0 errors, 0 warnings",
        "next:",
        "  topo import          freezes",
        "  topo baseline write  draws a line",
    ]


def test_the_verdict_names_what_does_not_count(nasty: World) -> None:
    """Baseline and waivers are in brackets, infos only where there are some."""
    assert (
        summary.render_verdict(nasty.result) == "12 errors, 4 warnings, 2 infos (1 in the baseline, 1 waived)"
    )
    one = Finding("OWN001", Severity.ERROR, Address.of("services", "a"), "new")
    assert (
        summary.render_verdict(CheckResult((one,), baselined=(OLD,)))
        == "1 error, 0 warnings (1 in the baseline)"
    )


def test_what_was_checked_in_an_empty_model() -> None:
    """Nothing to check is said, so that a wrong path does not pass for a clean model."""
    assert (
        summary.render_checked(CheckResult((), counts=(("teams", 0),)))
        == "checked nothing: the model is empty"
    )
    assert (
        summary.render_checked(CheckResult((), counts=(("people", 1), ("teams", 1))))
        == "checked 1 person, 1 team"
    )


def test_one_finding_outside_the_change() -> None:
    """One is, many are."""
    assert summary.render_hidden(CheckResult((), hidden=1)) == "1 finding outside the change is not shown"


def test_the_order_of_the_sentences(nasty: World) -> None:
    """Ownership first; the verdict and what was checked last, where the eye is."""
    starts = [line.split(" ")[0] for line in summary.find_sentences(nasty.result)]
    assert starts == ["ownership", "also", "asleep:", "note:", "note:", "3", "12", "checked"]
