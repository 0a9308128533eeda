"""What must hold of who waits on whom and who talks to whom, whatever the organisation?"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.shipped import weights_of
from tests.drawing import organisations
from topo.findings import Address, Finding
from topo.model.organisation import Organisation
from topo.rules.catalogue import BY_CODE, load_check
from topo.rules.context import Context

AS_OF = date(2026, 12, 1)
WEIGHTS = {name: weights_of(name) for name in ("dependencies", "limits", "cognitive-load")}


def run(code: str, raw: dict[str, Any], **sections: Any) -> list[Finding]:
    """What one rule finds in a raw organisation."""
    function = load_check(BY_CODE[code])
    assert function is not None
    organisation = Organisation.model_validate({**raw, **sections})
    return list(function(Context(organisation, AS_OF, WEIGHTS)))


def without(raw: dict[str, Any], addresses: Iterable[Address | None]) -> dict[str, Any]:
    """A raw organisation without the dependencies at these addresses."""
    gone = {(each.steps[1], each.steps[3][1:-1]) for each in addresses if each is not None}
    services = {
        id: {
            **service,
            "depends_on": [each for each in service["depends_on"] if (id, each["service"]) not in gone],
        }
        for id, service in raw["services"].items()
    }
    return {**raw, "services": services}


@given(organisations())
def test_the_cut_leaves_no_ring(raw: dict[str, Any]) -> None:
    """Without the related dependencies of all rings there is none, and without any of them there is one."""
    rings = run("DEP001", raw)
    places = [each.address for ring in rings for each in ring.related]
    assert run("DEP001", without(raw, places)) == []
    for ring in rings:
        cut: Any = ring.evidence["cut"]
        assert cut["exact"]
        assert cut["dependencies"] == len(ring.related)
        tied = {each.address for each in ring.related}
        assert len(run("DEP001", without(raw, set(places) - tied))) >= 1


def find_owners(raw: dict[str, Any]) -> dict[str, str]:
    """By service that counts: the team that owns it."""
    return {
        id: service["owner"]
        for id, service in raw["services"].items()
        if service.get("owner", "unknown") not in ("unknown", "empty")
        and service.get("lifecycle") != "retired"
        and service.get("kind") != "external"
    }


@given(organisations(teams=8, services=12))
def test_who_waits_on_many_is_waited_on(raw: dict[str, Any]) -> None:
    """Fan-out and fan-in are two sides of the same ties, counted anew here where nothing is shared."""
    services = {id: {**each, "part_of": None} for id, each in raw["services"].items()}
    teams = {id: {**team, "type": "enabling"} for id, team in raw["teams"].items()}
    owners = find_owners(raw)
    ties = {
        (team, owners[each["service"]])
        for id, team in owners.items()
        for each in services[id]["depends_on"]
        if owners.get(each["service"], team) != team
    }
    limits = {"check": {"limits": {"fan_out": 0, "fan_in": 0}}}
    for code, side in (("DEP002", 0), ("DEP003", 1)):
        found = run(code, {"teams": teams, "services": services}, **limits)
        counted = {str(each.address.steps[-1]): each.evidence["teams"] for each in found}
        assert counted == {
            team: len({tie for tie in ties if tie[side] == team}) for team in {tie[side] for tie in ties}
        }


@given(organisations())
def test_to_declare_is_what_a_pair_lacks(raw: dict[str, Any]) -> None:
    """With an interaction of the two the finding is gone, and every other one stays."""
    found = run("COM001", raw)
    for finding in found:
        first, second = finding.address.steps[1], finding.address.steps[2][1:-1]
        said = [{"mode": "x-as-a-service", "provider": second, "consumers": [first]}]
        assert run("COM001", raw, interactions=said) == [each for each in found if each is not finding]


@given(organisations(), st.sampled_from(["x-as-a-service", "collaboration"]))
def test_a_pair_has_one_verdict(raw: dict[str, Any], mode: str) -> None:
    """What nothing requires is unused, and what is shared is no service: never both, never undeclared."""
    teams = sorted(set(raw["teams"]) - {"empty"})[:2]
    if len(teams) < 2:
        return
    parties = {"provider": teams[0], "consumers": teams[1:]}
    if mode == "collaboration":
        parties = {"between": teams, "until": date(2026, 12, 31)}
    said = [{"mode": mode, **parties}]
    pairs = {each.address.steps[1:] for each in run("COM001", raw)}
    is_required = (teams[0], f"[{teams[1]}]") in pairs
    assert bool(run("COM002", raw, interactions=said)) == (not is_required)
    mismatched = run("COM003", raw, interactions=said)
    assert len(mismatched) <= int(is_required and mode == "x-as-a-service")
    assert all(each.evidence["teams"] == 1 for each in mismatched)
