"""Which findings were there when the line was drawn, and how does a baseline come and go?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from topo.errors import UsageError
from topo.findings import Address, Finding, Related, Severity
from topo.model.organisation import Organisation
from topo.rules.baseline import (
    Baseline,
    Entry,
    find_former_findings,
    find_renames,
    from_document,
    is_worse,
    make_entry,
    to_document,
    worsened,
)
from topo.rules.recording import Permit, find_all, prune, record
from topo.rules.result import CheckResult

Check = Callable[..., CheckResult]

PLAIN = Finding("OWN001", Severity.ERROR, Address.of("services", "stock"), "no owner")
DAY = date(2027, 3, 31)
PERMIT = Permit("OWN001", "the vendor hands over", DAY)


def measured(value: float) -> Finding:
    """A finding that a baseline watches."""
    return Finding(
        "OWN010",
        Severity.ERROR,
        Address.of("tree", ".", "docs"),
        "files",
        evidence={"files": value},
        measured="files",
    )


def baseline_of(*findings: Finding) -> Baseline:
    """The baseline that holds these."""
    return record(findings, None).baseline


# --- the file --------------------------------------------------------------------------------------


def test_a_baseline_written_and_read() -> None:
    """It is the same, sorted, and without what is not there."""
    entries = [make_entry(measured(3)), replace(make_entry(PLAIN), reason="later", until=DAY)]
    known = Baseline({entry.fingerprint: entry for entry in entries}, "topo-baseline.json")
    document = to_document(known)
    assert [each["code"] for each in document["findings"]] == ["OWN001", "OWN010"]
    assert document["findings"][0] == {
        "code": "OWN001",
        "address": "services.stock",
        "fingerprint": PLAIN.fingerprint,
        "reason": "later",
        "until": "2027-03-31",
    }
    assert document["findings"][1]["value"] == 3.0
    assert from_document(document, file="topo-baseline.json") == known


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ([], "list indices"),
        ({}, "'topo-baseline' is missing"),
        ({"topo-baseline": 1}, "'findings' is missing"),
        ({"topo-baseline": 2, "findings": []}, "another version: 2"),
        ({"topo-baseline": 1, "findings": 7}, "not iterable"),
        ({"topo-baseline": 1, "findings": ["OWN001"]}, "not a baseline"),
        ({"topo-baseline": 1, "findings": [{"code": "OWN001"}]}, "'address' is missing"),
        (
            {
                "topo-baseline": 1,
                "findings": [{"code": "A", "address": "a", "fingerprint": "f", "value": "many"}],
            },
            "could not convert",
        ),
        (
            {
                "topo-baseline": 1,
                "findings": [{"code": "A", "address": "a", "fingerprint": "f", "value": float("nan")}],
            },
            "nan is no value",
        ),
        (
            {
                "topo-baseline": 1,
                "findings": [{"code": "A", "address": "a", "fingerprint": "f", "until": "2027-02-30"}],
            },
            "day is out of range",
        ),
    ],
)
def test_what_is_no_baseline(document: object, said: str) -> None:
    """Whatever stands in the file: a usage error that names it, and what to do."""
    with pytest.raises(UsageError, match=r"line\.json") as raised:
        from_document(document, file="line.json")
    assert said in raised.value.message


# --- finding the entry of a finding ----------------------------------------------------------------


@pytest.mark.parametrize(("value", "is_so"), [(2, False), (3, False), (3.1, True)])
def test_worse_is_higher(value: float, is_so: bool) -> None:
    """The same and better are no worse; a finding that is or is not never gets worse."""
    assert is_worse(measured(value), make_entry(measured(3))) == is_so
    assert not is_worse(PLAIN, make_entry(PLAIN))


def test_what_got_worse_says_so() -> None:
    """With both values, and known by the same fingerprint."""
    finding = worsened(measured(5), make_entry(measured(3)), "line.json")
    assert finding.related == (Related("it was 3 in line.json, and is 5"),)
    assert finding.fingerprint == measured(5).fingerprint


def test_what_a_measured_finding_is_related_to_may_change() -> None:
    """It is known by its own address: a better value never fails because its parts are others."""
    before = replace(measured(3), related=(Related("a part", Address.of("services", "a")),))
    assert baseline_of(before).find(measured(2)) is not None


RENAMED = {
    Address.of("services", "stock"): ("inventory", "lager"),
    Address.of("teams", "cart"): ("basket",),
}


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ("services.stock", "services.inventory"),
        ("services.stock.owner", "services.lager.owner"),
        ("services.shop.depends_on[stock]", "services.shop.depends_on[inventory]"),
        ("services.stock.depends_on[stock]", "services.lager.depends_on[inventory]"),
        ("interactions[collaboration cart pay]", "interactions[collaboration basket pay]"),
    ],
)
def test_an_address_before_a_rename(now: str, before: str) -> None:
    """The thing itself, what stands in it, and what names it in a list."""
    known = baseline_of(replace(PLAIN, address=Address.parse(before)))
    finding = replace(PLAIN, address=Address.parse(now))
    assert known.find(finding) is None
    assert known.find(finding, RENAMED) is not None


def test_a_related_address_before_a_rename() -> None:
    """The other end of a finding is part of it, so it may have been renamed too."""
    finding = replace(PLAIN, related=(Related("there"), Related("here", Address.of("teams", "cart"))))
    before = replace(PLAIN, related=(Related("here", Address.of("teams", "basket")),))
    assert baseline_of(before).find(finding, RENAMED) is not None


def test_another_kind_of_the_same_id_was_not_renamed() -> None:
    """A key is renamed as what it is the key of."""
    known = baseline_of(replace(PLAIN, address=Address.of("teams", "inventory")))
    assert known.find(replace(PLAIN, address=Address.of("teams", "stock")), RENAMED) is None


def test_many_renames_have_an_end() -> None:
    """However many ids a thing had, few are tried."""
    many = {Address.of("services", "stock"): tuple(f"s{number}" for number in range(500))}
    assert len(list(find_former_findings(PLAIN, many))) < 100


def test_renames_of_an_organisation() -> None:
    """Everything that says `formerly:`."""
    organisation = Organisation.model_validate(
        {"teams": {"cart": {"id": "cart", "formerly": ["basket"]}, "pay": {"id": "pay"}}}
    )
    assert find_renames(organisation) == {Address.of("teams", "cart"): ("basket",)}


# --- writing and pruning ---------------------------------------------------------------------------


def test_the_first_baseline_takes_all() -> None:
    """But for findings about waivers, which are never accepted."""
    late = Finding("WAI002", Severity.ERROR, Address.of("services", "a"), "over")
    recorded = record([PLAIN, measured(3), late], None)
    assert {entry.code for entry in recorded.baseline.entries.values()} == {"OWN001", "OWN010"}
    assert (recorded.added, recorded.removed, recorded.refused) == (2, 0, ())


def test_a_known_baseline_shrinks_and_improves() -> None:
    """What is gone goes, a better value is taken over, what is new or worse is refused."""
    worse = replace(measured(9), address=Address.of("tree", ".", "tools"))
    known = baseline_of(measured(3), replace(worse, evidence={"files": 4}), Finding("REF005", *_REST))
    recorded = record([measured(2), worse, PLAIN], known)
    assert sorted(entry.value or 0 for entry in recorded.baseline.entries.values()) == [2, 4]
    assert (recorded.added, recorded.removed) == (0, 1)
    assert recorded.refused == (worse, PLAIN)


_REST = (Severity.WARNING, Address.of("services", "gone"), "leans")


def test_growing_takes_a_permit() -> None:
    """For one rule, with reason and day; others are still refused."""
    recorded = record([PLAIN, measured(3)], baseline_of(), PERMIT)
    (entry,) = recorded.baseline.entries.values()
    assert (entry.code, entry.reason, entry.until) == ("OWN001", "the vendor hands over", DAY)
    assert (recorded.added, recorded.refused) == (1, (measured(3),))


def test_a_permit_lets_what_got_worse_in() -> None:
    """With its new value."""
    recorded = record([measured(5)], baseline_of(measured(3)), replace(PERMIT, code="OWN010"))
    (entry,) = recorded.baseline.entries.values()
    assert (entry.value, entry.until, recorded.refused) == (5, DAY, ())


def test_a_permit_renews_what_had_one() -> None:
    """A new day and reason for what was accepted on purpose; what was there from the start stays as it is."""
    known = record([PLAIN], baseline_of(), replace(PERMIT, until=date(2026, 1, 1))).baseline
    (entry,) = record([PLAIN], known, PERMIT).baseline.entries.values()
    assert entry.until == DAY
    (entry,) = record([PLAIN], baseline_of(PLAIN), PERMIT).baseline.entries.values()
    assert entry.until is None


def test_a_rename_is_taken_over() -> None:
    """Under the address that the thing has now, with its reason and day."""
    before = replace(PLAIN, address=Address.of("services", "lager"))
    known = record([before], baseline_of(), PERMIT).baseline
    recorded = record([PLAIN], known, renames=RENAMED)
    (entry,) = recorded.baseline.entries.values()
    assert (entry.address, entry.until, recorded.removed, recorded.refused) == ("services.stock", DAY, 0, ())


def test_pruning_never_grows() -> None:
    """What is not found goes; what is new is left out without a word."""
    known = baseline_of(PLAIN, measured(3))
    recorded = prune([measured(3), Finding("REF005", *_REST)], known)
    assert {entry.code for entry in recorded.baseline.entries.values()} == {"OWN010"}
    assert (recorded.added, recorded.removed, recorded.refused) == (0, 1, ())


def test_a_baseline_of_a_check_hides_all_of_it(check: Check) -> None:
    """Whatever was found: written down and checked again, nothing counts."""
    text = """
        people: {ana: {}}
        domains: {cart: {parent: cart}, pay: {}}
        services: {a: {}, b: {owner: ana, depends_on: [c]}, d: {owner: x, domain: pay}}
    """
    first = check(text)
    assert len(first.findings) >= 6
    again = check(text, baseline=baseline_of(*find_all(first)))
    assert again.findings == ()
    assert len(again.baselined) == len(first.findings)


def test_an_entry_of_its_own() -> None:
    """Code, address and value, and no position: it survives a reordering."""
    assert make_entry(measured(3)) == Entry("OWN010", 'tree["."].docs', measured(3).fingerprint, 3.0)
