"""Which three commands raise the owned share?"""

from topo.findings import Address, Finding, Severity
from topo.rules.next_steps import find_next_steps
from topo.rules.result import Accepted, CheckResult, CoverageLine, NextStep


def result_of(*codes: str, owned: int = 207, total: int = 227, baselined: int = 0) -> CheckResult:
    findings = [Finding(code, Severity.ERROR, Address.of("services", code), "unowned") for code in codes]
    return CheckResult(
        tuple(findings),
        baselined=tuple(Accepted(findings[0], "known") for _ in range(baselined)),
        coverage=(CoverageLine("service", owned, total, 0), CoverageLine("domain", 1, 1, 0)),
    )


def commands(steps: tuple[NextStep, ...]) -> list[str]:
    return [step.command for step in steps]


def test_an_estate_read_in_place() -> None:
    """See what is missing, write it down as YAML of one's own, draw the line."""
    assert commands(find_next_steps(result_of("OWN001"), reads_sources=True)) == [
        "topo check --format concise",
        "topo import",
        "topo baseline write",
    ]


def test_one_unowned_thing_of_an_estate_read_in_place() -> None:
    """Its files are not those of the model, so the finding alone does not say what to do."""
    assert find_next_steps(result_of("OWN001", owned=226), reads_sources=True)


def test_a_large_model_of_ones_own() -> None:
    """Nothing is to be imported: the page of the rule that found most says what to write."""
    found = result_of("OWN001", "OWN002", "OWN002", "OWN005", "OWN005", "OWN005")
    assert commands(find_next_steps(found, reads_sources=False))[1] == "topo rule OWN002"


def test_files_that_no_paths_cover() -> None:
    """An import would give them no owner."""
    assert commands(find_next_steps(result_of("OWN010"), reads_sources=True))[1] == "topo rule OWN010"


def test_only_references_are_broken() -> None:
    """An owner that names nothing is unowned too; the page of what it leads to is shown."""
    assert commands(find_next_steps(result_of("REF001"), reads_sources=False))[1] == "topo rule OWN001"


def test_the_commands_name_a_model_that_is_elsewhere() -> None:
    """They can be copied as they are; a rule's page needs no model."""
    steps = find_next_steps(result_of("OWN001"), reads_sources=False, model="my org")
    assert commands(steps) == [
        "topo check 'my org' --format concise",
        "topo rule OWN001",
        "topo baseline write 'my org'",
    ]


def test_a_few_unowned_things_in_a_model_of_ones_own() -> None:
    """Each finding is on screen with its own help."""
    assert find_next_steps(result_of("OWN001", owned=222), reads_sources=False) == ()
    assert find_next_steps(result_of("OWN001", owned=221), reads_sources=False) != ()


def test_all_is_owned() -> None:
    """Nothing raises all."""
    assert find_next_steps(result_of(owned=227), reads_sources=True) == ()


def test_the_line_is_drawn_already() -> None:
    """Day one is over where a baseline knows of findings."""
    assert find_next_steps(result_of("OWN001", baselined=1), reads_sources=True) == ()


def test_domains_that_several_teams_share() -> None:
    """They are a warning about structure: nobody is missing."""
    shared = result_of(*["OWN005"] * 9, owned=227)
    coverage = (*shared.coverage, CoverageLine("domain", 6, 15, 0))
    assert find_next_steps(CheckResult(shared.findings, coverage=coverage), reads_sources=True) == ()


def test_unowned_things_that_are_no_services() -> None:
    """A domain or a guardrail without an owner is to go too."""
    assert find_next_steps(result_of("OWN007", owned=227), reads_sources=True)
