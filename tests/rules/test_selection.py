"""Which rules run, and how severe is each?"""

from typing import Any

import pytest

from topo.findings import Severity
from topo.model.organisation import Organisation
from topo.model.settings import Check
from topo.rules.catalogue import RULES
from topo.rules.selection import Selection, select_rules

PACKS = {
    "ownership": ("SYN", "REF", "OWN", "WAI"),
    "flow": ("FLO",),
    "talking": ("COM", "DEP"),
    "drift": ("DRF",),
}


def select(**check: Any) -> Selection:
    """The rules that a `check` section selects."""
    return select_rules(Check.model_validate(check), PACKS)


def codes(selection: Selection) -> list[str]:
    """The codes of the rules that run."""
    return [selected.rule.code for selected in selection.rules]


def shipped(*families: str) -> list[str]:
    """The codes of these families, in the order of the catalogue."""
    return [rule.code for rule in RULES if rule.family in families]


def said(selection: Selection) -> list[tuple[str, str, str | None]]:
    """Where, what and the hint of the findings about the choice."""
    return [(str(each.address), each.message, each.hint) for each in selection.findings]


def test_without_a_check_section() -> None:
    """The pack `ownership`, in the order of the catalogue, each with its findings' own severity."""
    selection = select_rules(None, PACKS)
    assert codes(selection) == shipped(*PACKS["ownership"])
    assert {selected.severity for selected in selection.rules} == {None}
    assert selection.planned == ()


def test_ownership_is_part_of_every_pack() -> None:
    """Another pack adds to it; families without a rule yet are told."""
    selection = select(extends=["flow", "drift"])
    assert codes(selection) == shipped(*PACKS["ownership"], *PACKS["flow"])
    assert selection.planned == ("DRF",)


@pytest.mark.parametrize(
    ("setting", "severity"),
    [
        ("error", Severity.ERROR),
        ("info", Severity.INFO),
        ({"severity": "warning"}, Severity.WARNING),
        ({"only": {"team": "checkout"}}, None),
    ],
)
def test_a_setting(setting: object, severity: Severity | None) -> None:
    """A word is a severity; a mapping may leave it out."""
    selected = select(rules={"OWN005": setting}).find("OWN005")
    assert selected is not None
    assert selected.severity is severity


def test_off_is_off() -> None:
    """Whether written short or long; nothing else changes."""
    selection = select(rules={"OWN001": "off", "WAI001": {"severity": "off"}})
    ownership = shipped(*PACKS["ownership"])
    assert codes(selection) == [code for code in ownership if code not in ("OWN001", "WAI001")]


def test_a_rule_to_come_sleeps() -> None:
    """A code of the language may be set before its rule is there; switched off it asks for nothing."""
    selection = select(extends=["drift"], rules={"FLO001": "error", "FLO002": "off", "DRF001": "error"})
    assert selection.planned == ("DRF",)
    assert selection.findings == ()


def test_an_unknown_pack() -> None:
    """At its item, with the nearest one."""
    assert said(select(extends=["flwo"])) == [
        ("check.extends[flwo]", "there is no pack `flwo`", "did you mean `flow`?")
    ]


def test_an_unknown_pack_that_is_like_none() -> None:
    """All packs are offered, and nothing of the name reaches a terminal."""
    (finding,) = select(extends=["\x1b[31m"]).findings
    assert finding.message == "there is no pack `\\x1b[31m`"
    assert finding.hint == "packs: `drift`, `flow`, `ownership` and `talking`"


@pytest.mark.parametrize("code", ["OWN01", "own001"])
def test_an_unknown_code(code: str) -> None:
    """At its key, with the nearest ones."""
    ((address, message, hint),) = said(select(rules={code: "error"}))
    assert (address, message) == (f"check.rules.{code}", f"there is no rule `{code}`")
    assert hint is not None
    assert hint.startswith("did you mean `OWN0")


POLICIES = Organisation.model_validate(
    {
        "policies": {
            "POL001": {"says": "be good", "for": "teams", "require": {"size": "3"}},
            "POL002": {"says": "be kind", "for": "data", "severity": "off", "require": {"owner": "a"}},
        }
    }
)


def test_policies_run_whatever_is_picked() -> None:
    """After the rules of the language, each where its collection is; one that is off does not."""
    selection = select_rules(None, PACKS, POLICIES)
    assert codes(selection) == [*shipped(*PACKS["ownership"]), "POL001"]
    assert selection.rules[-1].rule.needs == ("teams",)


def test_a_policys_code() -> None:
    """It is set like any other: off, on, and for some alone."""
    settings = {"POL001": "off", "POL002": {"severity": "info", "only": {"group": "shop"}}}
    selection = select_rules(Check.model_validate({"rules": settings}), PACKS, POLICIES)
    assert selection.findings == ()
    assert selection.find("POL001") is None
    found = selection.find("POL002")
    assert found is not None
    assert (found.severity, found.rule.needs) == (Severity.INFO, ("tissue.data",))
    assert found.only is not None


def test_a_policys_code_that_is_none() -> None:
    """Only those of the model are known, and the nearest is offered."""
    check = Check.model_validate({"rules": {"POL011": "off"}})
    ((address, message, hint),) = said(select_rules(check, PACKS, POLICIES))
    assert (address, message) == ("check.rules.POL011", "there is no rule `POL011`")
    assert hint is not None
    assert hint.startswith("did you mean `POL001`")
