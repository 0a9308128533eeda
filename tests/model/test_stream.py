"""Is the path of a stream read as it is written?"""

import pytest
from pydantic import ValidationError

from topo.model.stream import Stage, Stream

STREAM = Stream.model_validate(
    {
        "id": "orders",
        "stages": {
            "build": {"id": "build", "touch": "3d", "ai": {"touch": "-30%", "rework": "+10%"}},
            "review": {"id": "review", "rework": {"to": "build", "share": "15%"}},
            "accept": {"id": "accept", "rework": {"to": "biuld", "share": "5%"}},
        },
    }
)


def test_the_order_written_is_the_path() -> None:
    """Stages are never sorted."""
    assert list(STREAM.stages) == ["build", "review", "accept"]


def test_effects_of_ai_have_a_sign() -> None:
    """Less work, more rework."""
    effect = STREAM.stages["build"].ai
    assert effect is not None
    assert (effect.touch, effect.rework) == (-0.3, 0.1)


def test_rework_that_goes_nowhere() -> None:
    """A stage that the stream does not have."""
    assert STREAM.find_lost_rework() == {"accept": "biuld"}


@pytest.mark.parametrize(
    "said", [{"variability": "nan"}, {"variability": "-1"}, {"touch": "inf"}, {"wait": "-1d"}]
)
def test_numbers_that_no_queue_survives(said: dict[str, str]) -> None:
    """Refused when read, so that no measure has to ask."""
    with pytest.raises(ValidationError):
        Stage.model_validate({"id": "build", **said})
