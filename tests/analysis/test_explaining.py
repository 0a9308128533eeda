"""Do formulas with numbers in them come out, and do numbers change as it is said?"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from math import isclose
from pathlib import Path
from typing import Any

import pytest

from tests.analysis.conftest import Read
from topo.analysis.catalogue import MEASURES, find_measure, find_subjects
from topo.analysis.changing import find_changes
from topo.analysis.explaining import Explanation, explain_measure
from topo.analysis.measures import Measures
from topo.analysis.parts import Number
from topo.analysis.working import work_out
from topo.model.organisation import Organisation
from topo.resources import find_resource
from topo.source.loading import load_model
from topo.source.weighing import Weights, read_profiles, read_shipped_profiles

AS_OF = date(2026, 12, 1)
NASTY = Path(__file__).parents[1] / "report" / "measured" / "nasty"
FOLDERS = [
    *sorted(path.parent for path in find_resource("samples", "northwind").parent.rglob("topo.yaml")),
    NASTY,
]
_NUMBER = r"[-−]?[\d,]+(?:\.\d+)?(?:e-?\d+)?"


def measure(organisation: Organisation) -> Measures:
    return Measures(organisation, AS_OF, Weights(organisation, Path()))


def find_numbers(measures: Measures) -> Iterator[tuple[str, str, str, Number]]:
    for each in MEASURES:
        for id in find_subjects(measures.organisation, each.of):
            found = each.find(measures, id)
            if isinstance(found, Number):
                yield each.of, each.name, id, found


def calculate(worked: str) -> float:
    """What the left side comes to; the words in brackets name weights."""
    left = re.sub(r" \([a-z][\w .-]*\)", "", worked.rpartition(" = ")[0]).replace(" of ", " / ")
    assert re.fullmatch(rf"(?:{_NUMBER}|[ +*/()×−-])+", left), left
    plain = left.replace(",", "").replace("×", "*").replace("−", "-")
    return float(eval(plain))  # digits and operators alone, by the line above


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_numbers_in_a_formula_come_to_the_amount(folder: Path) -> None:
    """Whoever calculates it again gets what is shown, to the digits shown."""
    measures = measure(load_model(folder).organisation)
    seen = set()
    for of, name, id, number in find_numbers(measures):
        worked = work_out(measures, of, name, id, number)
        if number.amount is None:
            assert worked == ""
            continue
        assert worked.count(" = ") == 1
        if "more" in worked or worked.startswith("nothing counts"):
            assert number.parts or number.amount == 0
            continue
        assert isclose(calculate(worked), number.amount, rel_tol=1e-3, abs_tol=1e-4), (name, id, worked)
        seen.add(name)
    assert len(seen) > 5


BASE: dict[str, Any] = {
    "teams": {id: {"id": id, "size": 3, "type": "stream-aligned"} for id in ("a", "b")},
    "domains": {"d": {"id": "d", "complexity": "complex"}, "e": {"id": "e", "complexity": "simple"}},
    "services": {
        "x": {"id": "x", "owner": "a", "domain": "d", "tier": 1, "depends_on": [{"service": "y"}]},
        "y": {"id": "y", "owner": "b", "domain": "e", "depends_on": [{"service": "x", "via": "async"}]},
        "z": {"id": "z", "domain": "d", "tier": 2},
        "w": {"id": "w", "owner": "a", "domain": "e"},
    },
    "people": {"p": {"id": "p", "knows": ["x"]}, "q": {"id": "q"}},
    "tissue": {"capabilities": {"c": {"id": "c", "provider": "b", "mode": "ticket", "relieves": ["build"]}}},
}


def own_z(raw: dict[str, Any]) -> None:
    raw["services"]["z"]["owner"] = "a"


def agree(raw: dict[str, Any]) -> None:
    raw["interactions"] = [{"mode": "collaboration", "between": ["a", "b"]}]


def relieve(raw: dict[str, Any]) -> None:
    serves = {"team": ["a"]}
    raw["tissue"]["capabilities"]["new"] = {
        "id": "new",
        "provider": "b",
        "mode": "x-as-a-service",
        "relieves": ["deploy"],
        "serves": serves,
    }


def know(raw: dict[str, Any]) -> None:
    raw["people"]["q"]["knows"] = ["x"]


def cut(raw: dict[str, Any]) -> None:
    raw["services"]["y"]["depends_on"] = []


def drop_e(raw: dict[str, Any]) -> None:
    raw["services"]["w"]["domain"] = "d"


@pytest.mark.parametrize(
    ("of", "name", "id", "what", "act"),
    [
        ("organisation", "ownership_coverage", "", "an owner for z", own_z),
        ("organisation", "weighted_coverage", "", "an owner for z", own_z),
        ("domain", "domain_coverage", "d", "an owner for z", own_z),
        ("organisation", "congruence", "", "an interaction of a and b", agree),
        ("organisation", "relief", "", "deploy of a relieved in full", relieve),
        ("team", "areas_relieved", "a", "deploy relieved in full", relieve),
        ("organisation", "team_cycles", "", "without b → a", cut),
        ("service", "bus_factor", "x", "one more person who `knows` it", know),
        ("team", "domain_points", "a", "without e", drop_e),
        ("team", "outgoing_load", "b", "without y waits on x (a)", cut),
    ],
)
def test_a_change_does_what_is_said(
    of: str, name: str, id: str, what: str, act: Callable[[dict[str, Any]], None]
) -> None:
    """The organisation is changed in just that, and measured again."""
    import copy

    before, raw = copy.deepcopy(BASE), copy.deepcopy(BASE)
    if name == "congruence":  # nothing in force yet: the capability serves nobody
        for each in (before, raw):
            each["tissue"] = {}
    act(raw)
    measures, later = (measure(Organisation.model_validate(each)) for each in (before, raw))
    table = find_measure(of, name)
    assert table is not None
    number, then = table.find(measures, id), table.find(later, id)
    assert isinstance(number, Number) and isinstance(then, Number) and then.amount is not None
    [change] = [each for each in find_changes(measures, of, name, id, number) if each.what == what]
    assert isclose(change.then, then.amount, abs_tol=1e-12)
    assert number.amount != then.amount


def test_nothing_is_promised_of_what_is_no_sum(read: Read) -> None:
    """A dependency less changes a closure by more than its own part; what is not assessed never changes."""
    measures = measure(Organisation.model_validate(BASE))
    for of, name, id, number in find_numbers(measures):
        if name in ("reach", "betweenness", "modularity", "blocking_share", "cross_team_share"):
            assert find_changes(measures, of, name, id, number) == ()
    empty = measure(read("teams: {a: {}}\n"))
    for of, name, id, number in find_numbers(empty):
        if number.amount is None:
            assert find_changes(empty, of, name, id, number) == ()


def explain(folder: Path, of: str, name: str, id: str) -> Explanation:
    model = load_model(folder)
    profiles, _ = read_profiles(model.organisation, model.folder)
    measures = Measures(model.organisation, AS_OF, Weights(model.organisation, model.folder))
    table = find_measure(of, name)
    assert table is not None
    return explain_measure(measures, table, id, profiles=profiles, shipped=read_shipped_profiles())


def test_the_entries_that_weighed_it() -> None:
    """By name, with value and grade; what the model says itself is told from what ships."""
    found = explain(NASTY, "team", "outgoing_load", "pay")
    assert {each.name: (each.entry.value, each.is_overridden) for each in found.weighings} == {
        "dependencies.async": (0.4, True),
        "dependencies.release": (1.0, False),
    }
    assert str(found.weighings[0].address) == "profiles.dependencies.async"
    points = explain(NASTY, "team", "domain_fit", "cart")
    assert [each.name for each in points.weighings] == ["cognitive-load.capacity"]
    assert explain(NASTY, "team", "heads", "pay").weighings == ()
