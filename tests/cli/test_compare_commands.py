"""topo scenario compare and topo challenge, as a person or a CI job runs them."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

MODEL = """\
topo: 1
teams:
  shop: {size: 5}
  pay: {size: 4}
domains: {cart: {complexity: complicated}, money: {complexity: complex}}
services:
  cart-api: {owner: shop, domain: cart}
  invoices: {owner: shop, domain: money}
  ledger: {owner: pay, domain: money}
"""
GOOD = "scenario: good\nmoves: [{move-service: {service: invoices, to: pay}}]\n"
BAD = """\
scenario: bad
moves:
  - move-service: {service: cart-api, to: pay}
  - move-service: {service: nothing, to: pay}
"""
BROKEN = "scenario: broken\nmoves: [{move-serv: {service: ledger}}]\n"


@pytest.fixture
def model(write: Any) -> None:
    """A small model with two scenarios in the working folder."""
    write("topo.yaml", MODEL)
    write("scenarios/good.yaml", GOOD)
    write("scenarios/bad.yaml", BAD)


@pytest.mark.usefixtures("model")
def test_all_scenarios_are_compared_unless_some_are_named(topo: Any) -> None:
    """Nothing but data on stdout; what does not fit is said and exits with 0."""
    done = topo("scenario", "compare")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Do nothing and 2 scenarios" in done.stdout
    assert "1 move does not fit and is left out" in done.stdout
    assert "\x1b" not in done.stdout
    one = topo("scenario", "compare", "good", "good", "--as-of", "2026-12-01")
    assert "Do nothing and 1 scenario on 2026-12-01" in one.stdout
    assert "bad" not in one.stdout


@pytest.mark.usefixtures("model")
def test_a_scenario_better_in_nothing_is_marked(topo: Any) -> None:
    """Doing nothing may win."""
    done = topo("scenario", "compare", "--format", "json")
    document = json.loads(done.stdout)
    dominated = {each["scenario"]: each["dominated_by"] for each in document["scenarios"]}
    assert dominated["bad"] and not dominated["good"]


@pytest.mark.usefixtures("model")
def test_sensitivity_says_how_often_each_holds(topo: Any) -> None:
    """A share for each number that hangs on weights; the same bytes each time."""
    first, second = (topo("scenario", "compare", "--sensitivity", "--format", "csv") for _ in range(2))
    assert first.stdout == second.stdout
    rows = list(csv.DictReader(io.StringIO(first.stdout)))
    shares = [row["holds"] for row in rows if row["measure"] == "domain_points" and row["holds"]]
    assert shares and set(shares) == {"1"}


@pytest.mark.usefixtures("model")
def test_a_file_outside_of_the_model(topo: Any, write: Any, tmp_path: Path) -> None:
    """A secret scenario stands anywhere; the model may be elsewhere, too."""
    write("elsewhere/mine.yaml", GOOD.replace("good", "mine"))
    done = topo("scenario", "compare", "elsewhere/mine.yaml", "bad", "--model", str(tmp_path))
    assert done.returncode == 0 and "mine" in done.stdout
    write("elsewhere/good.yaml", GOOD)
    twice = topo("scenario", "compare", "elsewhere/good.yaml", "good")
    assert twice.returncode == 2 and "two of the scenarios are called `good`" in twice.stderr


@pytest.mark.usefixtures("model")
@pytest.mark.parametrize("arguments", [("scenario", "compare"), ("challenge", "broken")])
def test_a_scenario_that_cannot_be_read(arguments: tuple[str, ...], topo: Any, write: Any) -> None:
    """All that is wrong with it on stderr, nothing on stdout, exit 2."""
    write("scenarios/broken.yaml", BROKEN)
    done = topo(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "scenarios/broken.yaml:2" in done.stderr and "move-serv" in done.stderr


@pytest.mark.usefixtures("model")
@pytest.mark.parametrize("arguments", [("scenario", "compare", "goood"), ("challenge", "goood")])
def test_a_scenario_that_is_not_there(arguments: tuple[str, ...], topo: Any) -> None:
    """The nearest is named."""
    done = topo(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean `good`?" in done.stderr


@pytest.mark.usefixtures("model")
def test_the_case_against_a_scenario(topo: Any) -> None:
    """The strongest point first; for programs too."""
    done = topo("challenge", "bad")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("The case against `bad`\n\n1. Nothing that is measured")
    points = json.loads(topo("challenge", "bad", "--format", "json").stdout)["points"]
    assert [each["about"] for each in points][:3] == ["useless", "misfits", "losers"]
    assert topo("challenge", "bad", "--format", "markdown").stdout.startswith("## The case against")


def test_a_model_without_scenarios(topo: Any, write: Any) -> None:
    """There is nothing to compare, and how to begin is said."""
    write("topo.yaml", MODEL)
    done = topo("scenario", "compare")
    assert done.returncode == 0 and "topo scenario new NAME" in done.stderr
