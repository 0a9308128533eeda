"""What does a check come to, with severities, selectors, waivers and a baseline?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from topo.findings import Severity
from topo.rules.baseline import Baseline, Entry
from topo.rules.checking import check_organisation
from topo.rules.context import Context
from topo.rules.recording import find_all, record
from topo.rules.result import CheckResult, CoverageLine
from topo.rules.selection import select_rules
from topo.source.loading import load_model
from topo.source.shelf import read_packs

Check = Callable[..., CheckResult]


def said(result: CheckResult) -> list[tuple[str, str]]:
    """Code and address of the findings that count."""
    return [(finding.code, str(finding.address)) for finding in result.findings]


# --- severities ------------------------------------------------------------------------------------


@pytest.mark.parametrize("severity", ["error", "warning", "info"])
def test_a_severity_that_is_set(check: Check, severity: str) -> None:
    """It holds for every finding of the rule, whatever its own."""
    result = check(f"check: {{rules: {{OWN001: {severity}}}}}\nservices: {{a: {{}}}}")
    assert [finding.severity for finding in result.findings] == [Severity(severity)]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("OWN001", "services: {a: {}}"),
        ("SYN003", "tema: {}"),
        ("REF001", "teams: {a: {manager: ana}}"),
        ("REF002", "teams: {a: {}}\n---\nteams: {a: {}}"),
        ("WAI003", "teams: {a: {waivers: [{rule: OWN001}]}}"),
    ],
)
def test_off(check: Check, code: str, text: str) -> None:
    """A rule that is off finds nothing, one of the reading and of waivers included."""
    assert [each for each, _ in said(check(text))] == [code]
    assert said(check(f"check: {{rules: {{{code}: off}}}}\n{text}")) == []


def test_a_foreign_reference_warns(tmp_path: Path, check: Check) -> None:
    """What a catalog names and nobody has is a warning there, unless a severity is set."""
    catalog = """
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: cart}
spec: {type: service, lifecycle: production, owner: shop, system: nowhere}
"""
    (tmp_path / "catalog.yaml").write_text(catalog)
    text = "sources: [{backstage: catalog.yaml}]\nteams: {shop: {manager: ana}}\n"
    severities = {str(each.address): each.severity for each in check(text).findings}
    assert severities == {
        "services.cart.domain": Severity.WARNING,
        "teams.shop.manager": Severity.ERROR,
    }
    result = check(text + "check: {rules: {REF001: error}}")
    assert {finding.severity for finding in result.findings} == {Severity.ERROR}


# --- whom a rule looks at --------------------------------------------------------------------------


ESTATE = """
    groups: {shop: {parent: shp}, web: {parent: shop}, ops: {parent: op}}
    teams: {checkout: {group: web, manager: ana}, platform: {group: ops, manager: bo}}
    domains:
      cart: {owner: checkout, parent: crat}
      ops: {owner: platform, parent: op}
      free: {parent: fre}
    services:
      a: {owner: checkout, on_call: x}
      b: {owner: platform, on_call: x}
      c: {domain: cart, on_call: x}
      d: {on_call: x}
    tissue:
      guardrails:
        g: {owner: checkout, applies_to: {team: x}}
        h: {applies_to: {team: x}}
    streams:
      s: {stages: {t: {team: x}}}
"""


@pytest.mark.parametrize(
    ("only", "things"),
    [
        (
            "{group: shop}",
            {"groups.shop", "groups.web", "teams.checkout", "domains.cart", "services.a", "services.c"}
            | {"tissue.guardrails.g"},
        ),
        ("{team: platform}", {"teams.platform", "domains.ops", "services.b"}),
        ("{domain: cart}", {"domains.cart", "services.c"}),
        ("{service: d}", {"services.d"}),
    ],
)
def test_only(check: Check, only: str, things: set[str]) -> None:
    """Things by what they are, by the team that owns them, or by the owner of their domain."""
    found = check(f"check: {{rules: {{REF001: {{only: {only}}}}}}}\n" + _flush(ESTATE)).findings
    found = tuple(each for each in found if each.code == "REF001")
    names = {".".join(each.address.steps[: 3 if each.address.steps[0] == "tissue" else 2]) for each in found}
    assert names - {"groups.web"} == things - {"groups.web"}


def test_only_for_all(check: Check) -> None:
    """A selector of everything leaves everything in, what stands in no team too."""
    everything = check(_flush(ESTATE))
    all_of_it = check("check: {rules: {REF001: {only: {all: true}}}}\n" + _flush(ESTATE))
    assert said(all_of_it) == said(everything)


def test_an_unowned_service_counts_for_its_domains_owner(check: Check) -> None:
    """Otherwise a rule about unowned services could not be narrowed to a group at all."""
    result = check("check: {rules: {OWN001: {only: {group: shop}}}}\n" + _flush(ESTATE))
    assert [at for code, at in said(result) if code == "OWN001"] == ["services.c"]


def _flush(text: str) -> str:
    return "\n".join(line[4:] for line in text.splitlines())


# --- waivers ---------------------------------------------------------------------------------------


def test_a_waiver_accepts_its_finding(check: Check) -> None:
    """It is not counted, and kept with the reason."""
    result = check(
        "services:\n  a: {}  # topo: allow[OWN001] until 2027-03-31: the vendor hands over\n  b: {}\n"
    )
    assert said(result) == [("OWN001", "services.b")]
    (accepted,) = result.waived
    assert str(accepted.finding.address) == "services.a"
    assert accepted.why == "waived until 2027-03-31: the vendor hands over"


def test_a_waiver_of_what_the_reading_finds(check: Check) -> None:
    """A comment covers its line, also where nothing of the model stands at the finding's address."""
    result = check("teams:\n  a:\n    siez: 7  # topo: allow[SYN003] until 2027-03-31: of the next version\n")
    assert said(result) == []
    assert len(result.waived) == 1


def test_coverage_is_apart_from_what_is_waived(check: Check) -> None:
    """A line for each kind: what counts, and what is waived beside it."""
    result = check(
        """
        teams: {one: {owns: [b]}}
        services:
          a: {}  # topo: allow[OWN001] until 2027-03-31: the vendor hands over
          b: {}
          m: {kind: module}
        """
    )
    assert result.coverage == (CoverageLine("service", 1, 1, 1), CoverageLine("module", 0, 1, 0))


# --- the baseline ----------------------------------------------------------------------------------


LIMIT = """
check: {limits: {ownership: {coverage: 90%}}, rules: {OWN001: off}}
teams: {one: {}}
services:
"""
OWNED, UNOWNED = "{owner: one}", "{}"


def services(owned: int, unowned: int) -> str:
    """A model that owns so many services of so many."""
    bodies = [OWNED] * owned + [UNOWNED] * unowned
    return LIMIT + "".join(f"  s{number}: {body}\n" for number, body in enumerate(bodies))


def draw(result: CheckResult) -> Baseline:
    """The line at what a check found."""
    return record(find_all(result), None).baseline._replace(file="line.json")


def test_known_findings_do_not_count(check: Check) -> None:
    """A new one does."""
    known = draw(check("services: {a: {}}"))
    result = check("services: {a: {}, b: {}}", baseline=known)
    assert said(result) == [("OWN001", "services.b")]
    assert [each.why for each in result.baselined] == ["in the baseline"]


@pytest.mark.parametrize(("unowned", "is_failing"), [(4, False), (3, False), (5, True)])
def test_a_measured_finding(check: Check, unowned: int, is_failing: bool) -> None:
    """The same and better never fail; worse does, and says what it was."""
    known = draw(check(services(6, 4)))
    result = check(services(10 - unowned, unowned), baseline=known)
    assert said(result) == ([("OWN009", "check.limits.ownership.coverage")] if is_failing else [])
    for finding in result.findings:
        assert finding.related[-1].message == "it was 0.4 in line.json, and is 0.5"


def test_a_shared_domain_that_gets_better(check: Check) -> None:
    """Two teams share it where three did: other parts, the same finding, no worse."""
    head = "teams: {one: {}, two: {}, three: {}}\ndomains: {cart: {}}\nservices:\n"
    body = "  {0}: {{domain: cart, owner: {0}}}\n".format
    known = draw(check(head + body("one") + body("two") + body("three")))
    result = check(head + body("two") + body("three"), baseline=known)
    assert (said(result), len(result.baselined)) == ([], 1)


def test_a_renamed_thing(check: Check) -> None:
    """`formerly:` keeps its entry, which is not stale either."""
    known = draw(check("services: {lager: {}}"))
    assert said(check("services: {stock: {formerly: [lager]}}", baseline=known)) == []
    assert [code for code, _ in said(check("services: {stock: {}}", baseline=known))] == ["OWN001", "WAI001"]


def test_an_entry_with_a_day(check: Check) -> None:
    """Up to its day it hides; then the finding counts again, and the entry has expired."""
    known = draw(check("services: {a: {}}"))
    (entry,) = known.entries.values()
    entry = replace(entry, until=date(2027, 3, 31), reason="the vendor hands over")
    known = known._replace(entries={entry.fingerprint: entry})
    on_time = check("services: {a: {}}", baseline=known, as_of=date(2027, 3, 31))
    assert [each.why for each in on_time.baselined] == [
        "in the baseline until 2027-03-31: the vendor hands over"
    ]
    assert said(on_time) == []
    late = check("services: {a: {}}", baseline=known, as_of=date(2027, 4, 1))
    assert [code for code, _ in said(late)] == ["OWN001", "WAI002"]
    assert "until 2027-03-31: the vendor hands over" in late.findings[1].message


def test_stale_entries_are_listed_at_once(check: Check) -> None:
    """One finding in the baseline's own file; entries of rules that did not look are left alone."""
    entries = [
        Entry("OWN001", "services.gone", "f1"),
        Entry("OWN001", "services.past", "f2"),
        Entry("OWN004", "domains.asleep", "f3"),
        Entry("COM001", "teams.a", "f4"),
    ]
    known = Baseline({entry.fingerprint: entry for entry in entries}, "line.json")
    (finding,) = check("teams: {one: {}}\nservices: {a: {owner: one}}", baseline=known).findings
    assert (finding.code, finding.severity) == ("WAI001", Severity.WARNING)
    assert finding.message.startswith("2 baseline entries hide nothing: OWN001 at services.gone and")
    assert finding.position is not None
    assert (finding.position.file, finding.position.line) == ("line.json", 0)
    assert len(finding.related) == 2


def test_waived_and_in_the_baseline(check: Check) -> None:
    """The waiver comes first, and the entry is stale."""
    known = draw(check("services: {a: {}}"))
    text = "services:\n  a: {}  # topo: allow[OWN001] until 2027-03-31: the vendor hands over\n"
    result = check(text, baseline=known)
    assert [code for code, _ in said(result)] == ["WAI001"]
    assert len(result.waived) == 1


# --- what is told beside the findings --------------------------------------------------------------


def test_what_sleeps(check: Check) -> None:
    """What lacks its section, and what this version does not have, is told, and does not fail."""
    result = check(
        """
        check: {extends: [flow], rules: {DRF001: error}}
        policies: {POL001: {says: scans are automated, for: guardrails, require: {enforcement: automated}}}
        """
    )
    assert result.findings == ()
    assert dict(result.asleep) == {
        "FLO": "no streams",
        "POL": "no guardrails",
        "DRF001": "not measured by this version",
    }


def test_the_rules_that_ran(check: Check) -> None:
    """Those that were awake: a rule without its section did not look."""
    assert "OWN001" not in check("teams: {a: {}}").rules
    assert "OWN001" in check("services: {a: {kind: external}}").rules


def test_what_was_checked(check: Check) -> None:
    """Counts of what the model holds, in one order."""
    result = check(
        """
        services: {a: {kind: external}}
        teams: {b: {}, c: {}}
        tissue: {capabilities: {d: {provider: b}}}
        people: {e: {}}
        interactions: [{mode: collaboration, between: [b, c]}]
        """
    )
    assert result.counts == (
        ("teams", 2),
        ("services", 1),
        ("people", 1),
        ("capabilities", 1),
        ("interactions", 1),
    )


def test_findings_are_sorted(check: Check) -> None:
    """The worst first, then as they stand in the file."""
    result = check(
        """
        services:
          old: {lifecycle: retired}
          z: {depends_on: [old]}
          a: {}
        """
    )
    assert said(result) == [
        ("OWN001", "services.z"),
        ("OWN001", "services.a"),
        ("REF005", "services.z.depends_on[old]"),
    ]


def test_a_check_without_any_file(tmp_path: Path) -> None:
    """An organisation that was never in a file is judged by the same rules: no position is needed."""
    (tmp_path / "topo.yaml").write_text("services: {a: {}}\ndomains: {d: {}}\n")
    organisation = load_model(tmp_path).organisation
    context = Context(organisation, date(2026, 12, 1))
    result = check_organisation(context, select_rules(None, read_packs()))
    assert said(result) == [("OWN001", "services.a"), ("OWN004", "domains.d")]
