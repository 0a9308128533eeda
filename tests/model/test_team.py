"""How many people are in a team, and what does it say about itself?"""

from typing import Any

import pytest
from pydantic import ValidationError

from topo.model.quantity import Duration, Rate
from topo.model.team import Stewards, Team

HEADS = [
    ({}, None),
    ({"size": "7"}, 7),
    ({"size": "0"}, 0),
    ({"roles": {"engineer": "5", "designer": "1"}}, 6),
    ({"roles": {"engineer": "5"}, "size": "7"}, 5),
    ({"roles": {}, "size": "7"}, 7),
    ({"roles": {"engineer": "0"}}, 0),
    ({"members": ["bo", "cy"], "roles": {"engineer": "5"}}, 2),
    ({"members": ["bo", {"person": "cy", "allocation": "50%"}]}, 1.5),
    ({"members": []}, 0),
    ({"size": "2", "vacancies": {"engineer": "3"}}, 2),
]


@pytest.mark.parametrize(("said", "heads"), HEADS)
def test_heads(said: dict[str, Any], heads: float | None) -> None:
    """Members, else roles, else size; a vacancy is nobody yet."""
    assert Team.model_validate({"id": "a", **said}).heads == heads


def test_an_empty_team_says_so() -> None:
    """A team of unknown size is not empty."""
    assert not Team(id="a").is_empty
    assert Team.model_validate({"id": "a", "members": []}).is_empty
    assert not Team.model_validate({"id": "a", "size": "1"}).is_empty


def test_someone_several_nobody_and_not_assessed() -> None:
    """An explicit null is nobody; what is not said is not assessed."""
    stewards = Stewards.model_validate(
        {"collaboration": "ana", "impediments": ["ana", "bo"], "improvement": None, "team-health": "ana"}
    )
    assert stewards.collaboration == ("ana",)
    assert stewards.impediments == ("ana", "bo")
    assert stewards.improvement == ()
    assert stewards.team_health == ("ana",)
    assert stewards.learning is None


@pytest.mark.parametrize("said", [{"person": "ana"}, [["ana"]], 3])
def test_a_steward_that_is_nobody_at_all(said: object) -> None:
    """A person, several or ~."""
    with pytest.raises(ValidationError, match="a steward is a person"):
        Stewards.model_validate({"learning": said})


def test_vacancies_short_and_long() -> None:
    """A number, or a mapping with the day; one is meant where no number is said."""
    team = Team.model_validate(
        {
            "id": "a",
            "vacancies": {"engineer": "2", "designer": {"by": "2027-02-01"}, "tester": {"count": "3"}},
        }
    )
    assert {role: vacancy.count for role, vacancy in team.vacancies.items()} == {
        "engineer": 2,
        "designer": 1,
        "tester": 3,
    }


def test_signals() -> None:
    """Rates, durations and shares as they were written."""
    team = Team.model_validate(
        {"id": "a", "signals": {"alerts": "12/week", "lead_time": "3d", "toil": "20%"}}
    )
    assert team.signals is not None
    assert team.signals.alerts == Rate(12, "week")
    assert team.signals.lead_time == Duration(3, "d")
    assert team.signals.toil == 0.2
    assert team.signals.deploys is None


def test_a_team_that_is_written_and_read_again() -> None:
    """What a team dumps is what a file may say of it."""
    said = {
        "id": "a",
        "members": ["bo", {"person": "cy", "allocation": "50%"}],
        "signals": {"alerts": "12/week", "lead_time": "3d"},
        "stewards": {"team-health": None, "learning": ["ana"]},
        "vacancies": {"engineer": {"count": "2", "by": "2027-02-01"}},
        "sites": {"Europe/Berlin": "2"},
    }
    team = Team.model_validate(said)
    assert Team.model_validate(team.model_dump(by_alias=True, exclude_unset=True)) == team
