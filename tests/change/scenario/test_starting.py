"""Does a new scenario read, change nothing yet, and show the way?"""

import re
from pathlib import Path

import pytest

from tests.change.scenario.conftest import Write
from topo.change.scenario.library import Library
from topo.change.scenario.starting import start_scenario
from topo.change.script import Phase
from topo.errors import TopoError, UsageError, WriteRefused
from topo.model.organisation import Organisation
from topo.model.service import Service
from topo.model.team import Team
from topo.source.formatting import format_yaml

HERE = Path()
SMALL = Organisation(
    teams={"shop": Team(id="shop", size=3), "pay": Team(id="pay", size=3)},
    services={"cart": Service(id="cart", owner="shop")},
)


def start(name: str, extends: str | None = None, organisation: Organisation = SMALL) -> list[str]:
    written = start_scenario(HERE, name, organisation, schema="{}\n", extends=extends)
    return [path.as_posix() for path in written]


def test_it_reads_and_changes_nothing(write: Write) -> None:
    """Laid out as `topo fmt` would, with the schema beside it once."""
    write("other.yaml", "scenario: other\n")
    assert start("split") == ["scenarios/split.yaml", "scenarios/scenario.schema.json"]
    assert start("merge") == ["scenarios/merge.yaml"]
    script = Library(HERE).load("split").script
    assert script is not None
    assert script.phases == (Phase(name="first"),)
    text = Path("scenarios/split.yaml").read_text()
    assert text.startswith("# yaml-language-server: $schema=scenario.schema.json\nscenario: split\n")
    assert format_yaml(text) == text


def test_its_comments_become_a_scenario_that_fits(write: Write) -> None:
    """What is commented out is right once the signs are taken away, over this very model."""
    write("other.yaml", "scenario: other\n")
    start("split")
    text = Path("scenarios/split.yaml").read_text().partition("\n")[2].replace("    moves: []\n", "")
    kept = re.sub(r"^( *)# (?=[a-z- ]+:| +-|assumes)", r"\1", text, flags=re.MULTILINE)
    lines = [line for line in kept.splitlines() if not re.match(r"^[A-Z].*:$", line)]
    Path("scenarios/split.yaml").write_text("\n".join(lines) + "\n")
    loaded = Library(HERE).load("split")
    assert loaded.findings == ()
    assert loaded.script is not None
    assert [step.move.name for step in loaded.script.steps] == [
        "move-service",
        "create-team",
        "move-people",
        "move-service",
    ]
    assert loaded.script.steps[-1].is_on is False


@pytest.mark.parametrize(
    ("extends", "said"),
    [
        ("other", "extends: other"),
        ("scenarios/other.yaml", "extends: ./other.yaml"),
        ("private/far.yaml", "extends: ../private/far.yaml"),
    ],
)
def test_it_extends_another(write: Write, extends: str, said: str) -> None:
    """A path starts in the folder of the new file."""
    write("other.yaml", "scenario: other\n")
    write("private/far.yaml", "scenario: far\n")
    start("split", extends)
    assert said in Path("scenarios/split.yaml").read_text().splitlines()
    loaded = Library(HERE).load("split")
    assert loaded.findings == ()
    assert loaded.base is not None


@pytest.mark.parametrize(
    ("name", "extends", "kind", "said"),
    [
        ("a b", None, UsageError, "`a b` is no name for a scenario"),
        ("../a", None, UsageError, "is no name"),
        ("OTHER", None, WriteRefused, "there is a scenario `OTHER` already: scenarios/theirs.yaml"),
        ("new", "othr", UsageError, "there is no scenario `othr`"),
        ("taken", None, WriteRefused, "already there"),
    ],
)
def test_nothing_is_written_where_it_is_refused(
    write: Write, name: str, extends: str | None, kind: type[TopoError], said: str
) -> None:
    """No file is overwritten, and no name is given twice."""
    write("theirs.yaml", "scenario: other\n")
    write("taken.yaml", "scenario: something-else\n")
    with pytest.raises(kind, match=re.escape(said)):
        start(name, extends)
    assert sorted(path.name for path in Path("scenarios").iterdir()) == ["taken.yaml", "theirs.yaml"]


def test_a_model_without_anything(write: Write) -> None:
    """The comments speak of made-up things."""
    write("other.yaml", "scenario: other\n")
    start("split", organisation=Organisation())
    assert Library(HERE).load("split").findings == ()
