"""Is each rule of the table there, and does its page keep its shape and its word?"""

import re
from datetime import date
from pathlib import Path

import pytest

from topo.api import check
from topo.findings import Address
from topo.model.organisation import Facts, Organisation
from topo.rules.catalogue import BY_CODE, PLANNED, RULES, is_code, known_codes, load_check, load_page
from topo.rules.rule import Rule
from topo.source.loading import load_model

SECTIONS = ["What it finds", "Why it matters", "Example", "Instead", "Options", "Source"]
FOUND_WHILE_READING = {rule.code for rule in RULES if rule.family == "SYN"} | {"REF002"}
EACH_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
RULE_FILE = re.compile(r"[a-z]{3}[0-9]{3}_")


def find_yaml(page: str, section: str) -> str | None:
    """The model in a section of a page; None where it is no YAML of one file."""
    found = re.search(rf"^## {section}\n```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return None if found is None else found[1]


def find_codes(text: str, folder: Path) -> set[str]:
    """The codes that a check of one file finds, with every rule awake unless the file says which are."""
    if not re.search(r"^check:", text, re.MULTILINE):
        text += "\ncheck: {extends: strict}\n"
    (folder / "topo.yaml").write_text(text, encoding="utf-8")
    result = check(load_model(folder), as_of=date(2026, 12, 1)).result
    return {finding.code for finding in result.findings}


@EACH_RULE
def test_page_has_its_sections(rule: Rule) -> None:
    """A sentence, then the six sections in order; the source has a grade."""
    page = load_page(rule)
    assert re.findall(r"^## (.*)$", page, re.MULTILINE) == SECTIONS
    assert re.match(r"[^\n]+\.\n\n## ", page)
    assert re.search(r"\bgrade [A-E]\b|\bGrade [A-E]\b|\([A-E]\)", page.rpartition("## Source")[2])


@EACH_RULE
def test_example_is_found_and_its_remedy_is_not(rule: Rule, tmp_path: Path) -> None:
    """What a page shows is what the rule does; an example of several files stands in the test page."""
    page = load_page(rule)
    example, instead = find_yaml(page, "Example"), find_yaml(page, "Instead")
    if example is not None:
        assert rule.code in find_codes(example, tmp_path)
    if instead is not None:
        assert rule.code not in find_codes(instead, tmp_path)


@EACH_RULE
def test_who_finds_it(rule: Rule) -> None:
    """A rule has a function to run, unless the reading finds it or it speaks of waivers."""
    is_run = rule.code not in FOUND_WHILE_READING and rule.family != "WAI"
    assert (load_check(rule) is not None) == is_run


def test_no_rule_is_left_out(project: Path) -> None:
    """Each module that is named like a rule is in the table, and each rule's module is named like it."""
    modules = {path.stem for path in (project / "topo/rules").glob("*.py") if RULE_FILE.match(path.stem)}
    assert modules == {f"{rule.code.lower()}_{rule.slug.replace('-', '_')}" for rule in RULES}


def test_codes_are_unique() -> None:
    """One rule a code and a slug; what is planned is not there yet."""
    assert len(BY_CODE) == len(RULES) == len({rule.slug for rule in RULES})
    assert PLANNED.isdisjoint(BY_CODE)


@pytest.mark.parametrize("code", ["OWN001", "COM005"])
def test_a_code(code: str) -> None:
    """Those of this version, and those to come."""
    assert is_code(code)


def test_the_code_of_a_policy() -> None:
    """Of one that the model has, or has and could not be read."""
    policy = {"says": "be good", "for": "teams", "require": {"size": "3"}}
    organisation = Organisation.model_validate({"policies": {"POL001": policy}})
    unread = Facts(unreadable=frozenset({Address.of("policies", "POL002")}))
    assert is_code("POL001", organisation)
    assert is_code("POL002", organisation.model_copy(update={"facts": unread}))
    assert not is_code("POL002", organisation)
    assert not is_code("POL001")


@pytest.mark.parametrize("code", ["OWN099", "own001", "COM006", "POL001", ""])
def test_no_code(code: str) -> None:
    """A code is written as it is, and no other is one."""
    assert not is_code(code)
    assert code not in known_codes()
