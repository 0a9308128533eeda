import re

import pytest

from tests.report.conftest import LONG, World, unowned
from topo.findings import Address, Finding, Related, Severity
from topo.report.markdown import MOST_LISTED, escape_markdown, render_markdown
from topo.rules.result import CheckResult


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a|b", r"a\|b"),
        ("`x`", r"\`x\`"),
        ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
        ("@team #12", "@&#8203;team #&#8203;12"),
        ("[a](b) ![c](d)", r"\[a\](b) \!\[c\](d)"),
        ("http://x www.y", r"http\://x www\.y"),
        ("*a* _b_ ~c~ $d$", r"\*a\* \_b\_ \~c\~ \$d\$"),
        ("a\\|b", r"a\\\|b"),
        ("a\nb", r"a\\x0ab"),
    ],
)
def test_text_from_outside_is_only_text(text: str, escaped: str) -> None:
    """No table cell, code, HTML, mention, reference, link, image or emphasis."""
    assert escape_markdown(text) == escaped


def test_every_row_of_the_table_has_four_cells(nasty: World) -> None:
    """A pipe in a name makes no cell."""
    rows = [line for line in render_markdown(nasty.result, nasty.places).splitlines() if line.startswith("|")]
    assert len(rows) == 2 + len({finding.code for finding in nasty.result.findings})
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {5}


def test_no_html_but_its_own(nasty: World) -> None:
    """The only tags are those that fold."""
    tags = set(re.findall(r"<[^>]*>", render_markdown(nasty.result, nasty.places)))
    assert tags == {"<details>", "</details>", "<summary>", "</summary>", "<br>"}


def test_a_code_span_cannot_be_left() -> None:
    """The fence is longer than any run of backticks in a file name or an address."""
    finding = Finding("OWN001", Severity.ERROR, Address.of("a```b` <img>"), "m")
    assert '- ```` "a```b` <img>" ````' in render_markdown(
        CheckResult((finding,)), World(CheckResult(())).places
    )


def test_many_findings_of_a_rule() -> None:
    """A page lists some and counts the rest."""
    many = CheckResult((unowned("ledger-api"),) * (MOST_LISTED + 30))
    text = render_markdown(many, World(many).places)
    assert text.count("- `services/payments.yaml:2:3`") == MOST_LISTED
    assert "- and 30 more, which `topo check --format concise` lists" in text


def test_a_summary_stays_below_what_github_takes() -> None:
    """1 MiB, with a hundred rules that find as much as they can, as long as they can."""
    related = (Related(LONG * 9),) * 50
    findings = tuple(
        Finding(
            f"POL{rule:03}",
            Severity.ERROR,
            Address.of("台" * 900),
            "台" * 900,
            hint=f"台{n}" * 900,
            related=related,
        )
        for rule in range(100)
        for n in range(MOST_LISTED)
    )
    text = render_markdown(CheckResult(findings), World(CheckResult(())).places)
    assert len(text.encode()) < 1024 * 1024
    assert "The findings of further rules are left out" in text
