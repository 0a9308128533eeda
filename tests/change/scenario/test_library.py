"""Is a scenario found by its name or its path, with those that it extends?"""

from pathlib import Path

import pytest

from tests.change.scenario.conftest import Write, say
from topo.change.scenario.library import Library
from topo.errors import UsageError
from topo.findings import Address

MOVE = "  - move-service: {service: stock, to: payments}\n"


def test_by_its_name_whatever_the_file_is_called(write: Write) -> None:
    """The name is what `scenario:` says; folders below are looked into, dot folders are not."""
    path = write("scenarios/2027/a.yaml", "scenario: split\n")
    write("scenarios/.old/split.yaml", "scenario: split\n")
    loaded = Library(Path()).load("split")
    assert loaded.path.resolve() == path
    assert loaded.name == "split"


def test_by_its_path_from_anywhere(write: Write) -> None:
    """A private one need not stand in the model."""
    path = write("private/merger.yaml", "scenario: merger\n")
    assert Library(Path()).load("private/merger.yaml").script == Library(Path("x")).load(str(path)).script


def test_a_name_that_is_nearly_one(write: Write) -> None:
    """The nearest names are offered."""
    write("a.yaml", "scenario: split-payments\n")
    with pytest.raises(UsageError, match="there is no scenario `splt-payments`") as caught:
        Library(Path()).load("splt-payments")
    assert caught.value.hint == "did you mean `split-payments`?"


def test_a_path_that_leads_nowhere(write: Write) -> None:
    """It is said as such."""
    with pytest.raises(UsageError, match=r"there is no file `private/none.yaml`"):
        Library(Path()).load("private/none.yaml")


def test_two_files_of_one_name(write: Write) -> None:
    """Which is meant nobody can tell."""
    write("a.yaml", "scenario: split\n")
    write("b.yaml", "scenario: split\n")
    with pytest.raises(UsageError, match=r"twice: `scenarios/a.yaml` and `scenarios/b.yaml`"):
        Library(Path()).load("split")


def test_what_stands_beside_scenarios(write: Write) -> None:
    """A broken one keeps no other from being read; YAML of another program is passed over, a slip is not."""
    write("good.yaml", "scenario: good\n")
    write("broken.yaml", "why: [\nscenario: broken\n")
    write("nameless.yaml", "moves: []\n")
    write("slip.yaml", "scenaro: slip\n")
    write("ignored.yaml", "x-ignore: true\nscenario: ignored\n")
    write("empty.yaml", "")
    write("playbook.yaml", "- hosts: all\n  tasks: []\n")
    write("compose.yaml", "services: {db: {image: postgres}}\n")
    loaded = Library(Path()).load_all()
    assert [(each.name, each.script is not None) for each in loaded] == [
        ("broken", False),
        ("good", True),
        ("nameless", False),
        ("slip", False),
    ]


def test_those_that_it_extends_come_first(write: Write) -> None:
    """By name or by a path from the file; the chain is the whole way."""
    write("a.yaml", f"scenario: a\nmoves:\n{MOVE}")
    write("private/b.yaml", "scenario: b\nextends: a\n")
    write("private/c.yaml", "scenario: c\nextends: ./b.yaml\n")
    script = Library(Path()).load("private/c.yaml").script
    assert script is not None
    assert [each.name for each in script.chain] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("extends", "said"),
    [
        ("bse", "2:10 bse: REF001 there is no scenario `bse` | did you mean `base`?"),
        (
            "./none.yaml",
            "2:10 ./none.yaml: REF001 there is no file `./none.yaml` | "
            "paths start in the folder of this file",
        ),
        (
            "try",
            "2:10 try: REF001 `try`, which extends `try`: a ring has no first one | take one `extends:` out",
        ),
    ],
)
def test_nothing_to_extend(write: Write, extends: str, said: str) -> None:
    """It is told at the line that asks for it."""
    write("base.yaml", "scenario: base\n")
    write("try.yaml", f"scenario: try\nextends: {extends}\n")
    assert say(Library(Path()).load("try")) == [said]


def test_a_ring_of_scenarios(write: Write) -> None:
    """None of them comes first: the whole ring is named."""
    write("a.yaml", "scenario: a\nextends: b\n")
    write("b.yaml", "scenario: b\nextends: a\n")
    [line] = say(Library(Path()).load("a"))
    assert line == (
        "2:10 a: REF001 `a`, which extends `b`, which extends `a`: a ring has no first one | "
        "take one `extends:` out"
    )


def test_a_chain_without_end(write: Write) -> None:
    """A tower of them is refused before it falls."""
    for number in range(80):
        write(f"s{number}.yaml", f"scenario: s{number}\nextends: s{number + 1}\n")
    write("s80.yaml", "scenario: s80\n")
    loaded = Library(Path()).load("s0")
    assert [line for line in say(loaded) if "more than 50 scenarios" in line]


def test_two_of_one_name_in_a_chain(write: Write) -> None:
    """Steps are told by the name of their scenario."""
    write("private/a.yaml", "scenario: a\n")
    write("a.yaml", "scenario: a\nextends: ../private/a.yaml\n")
    [line] = say(Library(Path()).load("a"))
    assert "a scenario called `a` extends this one already: private/a.yaml" in line


def test_a_broken_one_to_extend(write: Write) -> None:
    """Its problems are told at their own place, and nothing is tried."""
    write("base.yaml", "scenario: base\nwhi: so\n")
    write("a.yaml", "scenario: a\nextends: base\n")
    loaded = Library(Path()).load("a")
    assert loaded.script is None
    [finding] = loaded.findings
    assert finding.position is not None
    assert (finding.position.file, finding.position.line) == ("scenarios/base.yaml", 2)


def test_its_days_begin_when_those_before_are_over(write: Write) -> None:
    """What is extended comes first, by the calendar too; one without days says nothing."""
    write("base.yaml", "scenario: base\nphases: [{name: pilot, by: 2027-03-31}]\n")
    write("middle.yaml", "scenario: middle\nextends: base\n")
    write("a.yaml", "scenario: a\nextends: middle\nphases: [{by: 2027-01-31}]\n")
    [line] = say(Library(Path()).load("a"))
    assert line.startswith(
        "3:15 2: SYN004 phase 1 is due 2027-01-31, before phase `pilot` of `base`, which comes first"
    )


def test_a_step_is_located_in_its_own_file(write: Write) -> None:
    """The move, or the field of it that does not fit; a field that is not said is at the move."""
    write("base.yaml", f"scenario: base\ncorrections:\n{MOVE}")
    write(
        "a.yaml",
        f"scenario: a\nextends: base\nmoves:\n{MOVE}  - move-people: {{from: a, to: b, members: [bo]}}\n",
    )
    loaded = Library(Path()).load("a")
    assert loaded.locate("base", 0)[:3] == ("scenarios/base.yaml", 3, 5)
    assert loaded.locate("a", 0, Address.of("to"))[:3] == ("scenarios/a.yaml", 4, 40)
    assert loaded.locate("a", 1, Address.of("members").item("bo"))[:3] == ("scenarios/a.yaml", 5, 45)
    assert loaded.locate("a", 1, Address.of("roles"))[:3] == ("scenarios/a.yaml", 5, 5)
