"""Which pieces of a model does a waiver comment cover?"""

from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from topo.model.organisation import Acceptance
from topo.source.loading import load_model

UNTIL = "until 2027-03-31: later"


def find(tmp_path: Path, text: str, **others: str) -> list[Acceptance]:
    """The acceptances of a model with these files."""
    (tmp_path / "topo.yaml").write_text(dedent(text))
    for name, more in others.items():
        (tmp_path / f"{name}.yaml").write_text(dedent(more))
    return list(load_model(tmp_path).organisation.facts.acceptances)


def covered(tmp_path: Path, text: str) -> list[list[str]]:
    """What each comment covers, written as addresses."""
    return [[str(address) for address in each.addresses] for each in find(tmp_path, text)]


def test_a_comment_behind_something_covers_its_own_line(tmp_path: Path) -> None:
    """And nothing above or below."""
    text = f"""\
        services:
          a: {{}}
          b: {{tier: 1}}  # topo: allow[OWN001] {UNTIL}
          c: {{}}
        """
    assert covered(tmp_path, text) == [["services.b"]]


def test_a_comment_on_a_line_of_its_own_covers_the_next(tmp_path: Path) -> None:
    """Comments between the two are passed over."""
    text = f"""\
        services:
          # topo: allow[OWN001] {UNTIL}
          # the vendor said so
          a: {{}}
          b: {{}}
        """
    assert covered(tmp_path, text) == [["services.a"]]


def test_what_starts_on_the_line_is_covered_with_all_that_is_in_it(tmp_path: Path) -> None:
    """The outermost address says it."""
    text = f"""\
        services:
          # topo: allow[REF001] {UNTIL}
          a: {{depends_on: [x, y]}}
          b:
            # topo: allow[REF001] {UNTIL}
            depends_on: [x]
          c:
            depends_on:
              - x
              - y  # topo: allow[REF001] {UNTIL}
        """
    assert covered(tmp_path, text) == [
        ["services.a"],
        ["services.b.depends_on"],
        ["services.c.depends_on[y]"],
    ]


def test_several_things_on_one_line_are_all_covered(tmp_path: Path) -> None:
    """Each by its own address."""
    text = f"services: {{a: {{}}, b: {{}}}}  # topo: allow[OWN001] {UNTIL}\n"
    assert covered(tmp_path, text) == [["services.a", "services.b"]]


@pytest.mark.parametrize(
    "text",
    [
        f"# topo: allow[OWN001] {UNTIL}\nservices:\n  a: {{}}\n",
        f"services:  # topo: allow[OWN001] {UNTIL}\n  a: {{}}\n",
        f"tissue:\n  # topo: allow[OWN007] {UNTIL}\n  guardrails:\n    g: {{}}\n",
    ],
)
def test_a_section_is_not_covered(tmp_path: Path, text: str) -> None:
    """A waiver names things: one over everything would hide what comes later."""
    assert covered(tmp_path, text) == [[]]


def test_things_in_tissue_interactions_and_settings_are_covered(tmp_path: Path) -> None:
    """Wherever a finding can stand."""
    text = f"""\
        tissue:
          guardrails:
            g: {{}}  # topo: allow[OWN007] {UNTIL}
        interactions:
          # topo: allow[COM005] {UNTIL}
          - {{mode: collaboration, between: [a, b]}}
        check:
          rules:
            OWN001: off  # topo: allow[SYN004] {UNTIL}
        """
    assert covered(tmp_path, text) == [
        ["tissue.guardrails.g"],
        ["interactions[collaboration a b]"],
        ["check.rules.OWN001"],
    ]


def test_a_comment_says_its_place_codes_date_and_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From 1, as people count."""
    monkeypatch.chdir(tmp_path)
    [one] = find(tmp_path, "services:\n  a: {}  # topo: allow[OWN001, REF001] until 2027-03-31: vendor\n")
    assert (one.codes, one.until, one.reason) == (("OWN001", "REF001"), date(2027, 3, 31), "vendor")
    assert (one.file, one.line, one.column, one.covers_line) == ("topo.yaml", 2, 10, 2)
    assert one.is_complete


def test_an_incomplete_comment_is_kept_with_what_it_lacks(tmp_path: Path) -> None:
    """WAI003 tells of it."""
    [one] = find(tmp_path, "services:\n  a: {}  # topo: allow[OWN001]\n")
    assert not one.is_complete
    assert "no date" in (one.problem or "")


def test_comments_of_other_files_count_for_their_own_lines(tmp_path: Path) -> None:
    """Line 2 of one file is not line 2 of another."""
    found = find(
        tmp_path,
        'files: ["*.yaml"]\nservices: {a: {}}\n',
        more=f"services:\n  b: {{}}  # topo: allow[OWN001] {UNTIL}\n",
    )
    assert [[str(address) for address in each.addresses] for each in found] == [["services.b"]]


def test_what_looks_like_a_comment_in_a_text_is_none(tmp_path: Path) -> None:
    """A `#` in quotes or in a block belongs to the value."""
    text = f"""\
        services:
          a: {{description: "# topo: allow[OWN001] {UNTIL}"}}
          b:
            description: |
              # topo: allow[OWN001] {UNTIL}
        """
    assert covered(tmp_path, text) == []


def test_a_comment_over_nothing_covers_nothing(tmp_path: Path) -> None:
    """At the end of a file, say."""
    assert covered(tmp_path, f"services: {{a: }}\n# topo: allow[OWN001] {UNTIL}\n") == [[]]


def test_in_a_codeowners_file_a_comment_covers_the_line_below(tmp_path: Path) -> None:
    """Its other lines are not YAML, and no matter."""
    (tmp_path / "CODEOWNERS").write_text(f"*.js @[x\n# topo: allow[OWN001] {UNTIL}\n/cart/\n")
    found = find(tmp_path, "sources: [{codeowners: CODEOWNERS}]\n")
    assert [[str(address) for address in each.addresses] for each in found] == [["services.cart"]]
