"""How does a baseline come into being, grow on purpose and shrink?"""

from datetime import date

from topo.findings import Address, Finding, Severity
from topo.rules.recording import Permit, prune, record


def finding(id: str, value: float | None = None, code: str = "OWN001") -> Finding:
    evidence = {} if value is None else {"value": value}
    return Finding(
        code,
        Severity.ERROR,
        Address.of("services", id),
        id,
        evidence=evidence,
        measured=None if value is None else "value",
    )


def ids(recorded: object) -> list[str]:
    return sorted(entry.address for entry in recorded.baseline.entries.values())  # type: ignore[attr-defined]


def test_the_first_takes_everything() -> None:
    """But findings about waivers: they are about the line itself."""
    recorded = record([finding("a"), finding("b", 3.0), finding("w", code="WAI001")], None)
    assert ids(recorded) == ["services.a", "services.b"]
    assert recorded.added == 2


def test_a_known_one_only_shrinks_and_improves() -> None:
    """What is new or worse is refused."""
    known = record([finding("a"), finding("b", 3.0), finding("c", 3.0), finding("d")], None).baseline
    recorded = record([finding("a"), finding("b", 2.0), finding("c", 4.0), finding("e")], known)
    assert ids(recorded) == ["services.a", "services.b", "services.c"]
    values = {entry.address: entry.value for entry in recorded.baseline.entries.values()}
    assert (values["services.b"], values["services.c"]) == (2.0, 3.0)
    assert sorted(each.message for each in recorded.refused) == ["c", "e"]
    assert (recorded.added, recorded.removed) == (0, 1)


def test_a_permit_lets_one_rule_in_with_reason_and_date() -> None:
    """The others stay out."""
    known = record([finding("a")], None).baseline
    permit = Permit("OWN001", "later", date(2030, 1, 1))
    recorded = record([finding("a"), finding("b"), finding("x", code="OWN004")], known, permit)
    entries = {entry.address: entry for entry in recorded.baseline.entries.values()}
    assert (entries["services.b"].reason, entries["services.b"].until) == ("later", date(2030, 1, 1))
    assert entries["services.a"].reason is None
    assert [each.message for each in recorded.refused] == ["x"]


def test_pruning_never_adds() -> None:
    """What is found no more goes."""
    known = record([finding("a"), finding("b")], None).baseline
    pruned = prune([finding("a"), finding("c")], known)
    assert ids(pruned) == ["services.a"]
    assert pruned.removed == 1
