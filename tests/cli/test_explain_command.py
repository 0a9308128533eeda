"""`topo explain`, as a person or a script runs it."""

import json
from typing import Any

import pytest


@pytest.fixture
def options(project: Any) -> tuple[str, ...]:
    return ("-m", str(project / "samples" / "northwind"), "--as-of", "2026-12-01")


def test_why_a_number_is_what_it_is(topo: Any, options: tuple[str, ...]) -> None:
    """Formula, numbers, file and line of each part, the weight and its grade."""
    done = topo("explain", "checkout", "outgoing-load", *options)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("outgoing_load of team checkout: ~0.3 load\n")
    assert "0.3 (sync) = 0.3" in done.stdout
    assert "northwind/topo.yaml:65:9" in done.stdout
    assert "dependencies.sync" in done.stdout and "grade E" in done.stdout


def test_every_measure_of_a_thing(topo: Any, options: tuple[str, ...]) -> None:
    """A line each, and how to open one."""
    done = topo("explain", "teams.checkout", *options)
    assert "domain_points" in done.stdout
    assert "topo explain teams.checkout heads" in done.stdout


def test_for_programs(topo: Any, options: tuple[str, ...]) -> None:
    """One versioned document."""
    document = json.loads(topo("explain", ".", "cross-team-share", "--format", "json", *options).stdout)
    assert (document["topo-explain"], document["measure"]) == (1, "cross_team_share")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("teams.chekout",), "did you mean `checkout`?"),
        (("payments",), "say which: `domains.payments` or `teams.payments`"),
        (("checkout", "domain-pints"), "did you mean `domain_points`"),
        (("checkout", "samples/northwind"), "the model goes with --model"),
    ],
)
def test_what_is_wrong_with_a_call(
    topo: Any, options: tuple[str, ...], arguments: tuple[str, ...], says: str
) -> None:
    """Exit 2 with a hint on stderr, and nothing on stdout."""
    done = topo("explain", *arguments, *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr


def test_the_nearest_model(topo: Any, write: Any) -> None:
    """Without --model, the nearest topo.yaml upwards; a broken one is refused."""
    write("topo.yaml", "teams: {a: {size: 5}}\n")
    assert "5 people" in topo("explain", "a", "heads").stdout
    write("topo.yaml", "teams: {a: {sise: 5}}\n")
    done = topo("explain", "a", "heads")
    assert (done.returncode, done.stdout) == (2, "") and "SYN003" in done.stderr
