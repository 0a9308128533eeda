"""Do the scenarios of the samples read, fit wholly, and lead where they say?"""

from pathlib import Path

import pytest

from topo import api
from topo.change.scenario.library import Library
from topo.change.trial import Trial

SAMPLES = Path(__file__).parents[2] / "samples"
NAMES = [(path.parts[-3], path.stem) for path in sorted(SAMPLES.glob("*/scenarios/*.yaml"))]


def try_scenario(sample: str, name: str) -> Trial:
    model = api.load(SAMPLES / sample)
    script = api.load_scenario(model, name).script
    assert script is not None
    return api.try_script(model, script)


def test_these_are_all() -> None:
    """A scenario that was lost would be missed nowhere else."""
    assert NAMES == [
        ("agileworks", "hybrid"),
        ("agileworks", "legacytech-structure"),
        ("monolith", "strangle"),
        ("northwind", "split-payments"),
        ("paradox", "automate-gate"),
        ("paradox", "two-more-reviewers"),
    ]


@pytest.mark.parametrize(("sample", "name"), NAMES)
def test_it_fits_wholly(sample: str, name: str) -> None:
    """With its claims and without, and the result is a model as sound as the one it started from."""
    trial = try_scenario(sample, name)
    assert [str(each.misfits) for each in trial.misfits] == []
    assert [str(each.misfits) for each in trial.structural.misfits] == []
    model = api.load(SAMPLES / sample)
    after = model._replace(organisation=trial.organisation)
    codes = {each.code for each in api.check(after).result.findings}
    assert not [code for code in codes if code.startswith(("SYN", "REF"))]


@pytest.mark.parametrize("sample", sorted({sample for sample, _ in NAMES}))
def test_the_file_has_the_name_of_its_scenario(sample: str) -> None:
    """So that people find it."""
    assert all(each.name == each.path.stem for each in Library(SAMPLES / sample).load_all())


def test_scenarios_are_no_part_of_the_model() -> None:
    """`files: ["**/*.yaml"]` finds them, and passes them over."""
    model = api.load(SAMPLES / "agileworks")
    assert "frontend" not in model.organisation.teams
    assert model.findings == ()


def test_the_way_to_legacytech_ends_there() -> None:
    """The same owners, the same desks, the same stages as in the other model."""
    there = api.load(SAMPLES / "agileworks" / "legacytech").organisation
    arrived = try_scenario("agileworks", "legacytech-structure").organisation
    assert {id: each.owner for id, each in arrived.services.items()} == {
        id: each.owner for id, each in there.services.items()
    }
    assert {id: each.roles for id, each in arrived.teams.items()} == {
        id: each.roles for id, each in there.teams.items()
    }
    assert {id: each.stages for id, each in arrived.streams.items()} == {
        id: each.stages for id, each in there.streams.items()
    }


def test_the_monolith_is_left_with_the_heart() -> None:
    """Two owners of live modules instead of five, and the one domain that two teams share is one team's."""
    trial = try_scenario("monolith", "strangle")

    def find_owners(phase: int) -> set[str | None]:
        services = trial.phases[phase].organisation.services.values()
        live = [each for each in services if each.part_of == "harbour" and each.lifecycle != "retired"]
        return {each.owner for each in live} - {None}

    assert [len(find_owners(phase)) for phase in range(4)] == [5, 4, 3, 2]
    assert find_owners(3) == {"passenger", "freight"}
    fares = {each.owner for each in trial.organisation.services.values() if each.domain == "fares"}
    assert fares == {"fares"}


def test_the_gate_and_the_reviewers_move_different_things() -> None:
    """One is a claim alone; the other is two people and nothing else."""
    gate, people = try_scenario("paradox", "automate-gate"), try_scenario("paradox", "two-more-reviewers")
    assert gate.structural.organisation == gate.start
    assert people.structural.organisation == people.organisation
    assert people.organisation.teams["security"].roles == {"security-engineer": 4}
