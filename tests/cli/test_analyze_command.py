"""`topo analyze`, as a person or a script runs it."""

import csv
import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from topo.analysis.catalogue import find_measures

AS_OF = ("--as-of", "2026-12-01")


@pytest.fixture
def northwind(project: Path) -> str:
    return str(project / "samples" / "northwind")


def test_one_page(topo: Any, northwind: str) -> None:
    """What an architect needs first, on one screen and nothing on stderr."""
    done = topo("analyze", northwind, *AS_OF)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) <= 42
    labels = [line.split("  ")[0] for line in done.stdout.splitlines()]
    assert {"ownership", "waiting", "cycles", "must talk", "channels", "not assessed"} <= set(labels)
    assert "\x1b" not in done.stdout


def test_the_nearest_model_upwards(topo: Any, write: Any, tmp_path: Path) -> None:
    """Without MODEL, as every command."""
    write("topo.yaml", "teams: {a: {size: 5, owns: [s]}}\n")
    (tmp_path / "deep").mkdir()
    assert "1 team, 5 people, 1 service" in topo("analyze", cwd=tmp_path / "deep").stdout


@pytest.mark.parametrize(
    ("option", "id", "says"),
    [
        ("--team", "checkout", "team checkout"),
        ("--domain", "payments", "domain payments"),
        ("--service", "cart-api", "service cart-api"),
        ("--person", "ana", "person ana"),
        ("--product", "shop", "product shop"),
        ("--stream", "order-to-cash", "stream order-to-cash"),
    ],
)
def test_one_thing(topo: Any, northwind: str, option: str, id: str, says: str) -> None:
    """In full, with every measure of its kind, for people and programs."""
    done = topo("analyze", northwind, option, id, *AS_OF)
    assert done.returncode == 0 and done.stdout.startswith(says)
    kind = option.removeprefix("--")
    assert all(measure.name in done.stdout for measure in find_measures(kind))


def test_one_thing_for_programs(topo: Any, northwind: str) -> None:
    """One document that says what it is."""
    document = json.loads(topo("analyze", northwind, "--team", "checkout", "--format", "json", *AS_OF).stdout)
    assert (document["topo-analyze"], document["of"], document["id"]) == (1, "team", "checkout")


def test_a_thing_by_its_name(topo: Any, write: Any) -> None:
    """An id, or else the one name that people use."""
    write("topo.yaml", "teams: {a: {name: The A Team, size: 3}, b: {name: Twin}, c: {name: Twin}}\n")
    assert topo("analyze", "--team", "The A Team").stdout.startswith("team a: The A Team")
    twin = topo("analyze", "--team", "Twin")
    assert twin.returncode == 2 and "several are named so" in twin.stderr


def test_a_thing_that_is_none(topo: Any, northwind: str) -> None:
    """The nearest is offered; exit 2, nothing on stdout."""
    done = topo("analyze", northwind, "--team", "chekout")
    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean `checkout`?" in done.stderr
    listing = topo("analyze", northwind, "--service", "zzz").stderr.partition("`topo ")[2].partition("`")[0]
    assert listing == "analyze --table services"
    assert topo(*listing.split(), "--format", "json", northwind).returncode == 0


@pytest.mark.parametrize(
    "options",
    [
        ("--team", "checkout", "--service", "cart-api"),
        ("--team", "checkout", "--table", "teams"),
        ("--team", "checkout", "--sensitivity"),
        ("--table", "teams", "--sensitivity"),
        ("--format", "yaml"),
    ],
)
def test_what_does_not_go_together(topo: Any, northwind: str, options: tuple[str, ...]) -> None:
    """A usage error says so."""
    done = topo("analyze", northwind, *options)
    assert (done.returncode, done.stdout) == (2, "")


@pytest.mark.parametrize("table", ["whole", "teams", "services", "domains", "people", "products", "streams"])
def test_all_things_of_a_kind(topo: Any, northwind: str, table: str) -> None:
    """As one table; what a spreadsheet gets has a row for each."""
    done = topo("analyze", northwind, "--table", table, "--format", "csv")
    rows = list(csv.reader(io.StringIO(done.stdout)))
    assert len(rows) > 1 and {len(row) for row in rows} == {len(rows[0])}


def test_sensitivity(topo: Any, northwind: str) -> None:
    """Rankings, in what share of draws they hold, and where there is no clear difference; in each format."""
    text = topo("analyze", northwind, "--sensitivity", *AS_OF).stdout
    assert "500 times (seed 0)" in text and "no clear difference" in text
    rows = topo("analyze", northwind, "--sensitivity", "--format", "csv").stdout
    assert rows.startswith("ranking,place,id")


@pytest.mark.parametrize("option", ["--slow", "--all"])
def test_slow_measures(topo: Any, northwind: str, option: str) -> None:
    """Only when they are asked for."""
    names = {
        row["measure"]
        for row in json.loads(topo("analyze", northwind, option, "--format", "json").stdout)["measures"]
    }
    assert "modularity" in names
    assert "modularity" not in topo("analyze", northwind, "--table", "whole").stdout


def test_the_day_decides(topo: Any, northwind: str) -> None:
    """A collaboration that has ended is one no more."""
    before = topo("analyze", northwind, "--as-of", "2027-01-15").stdout
    after = topo("analyze", northwind, "--as-of", "2027-01-16").stdout
    assert "expired 1" in after and "expired" not in before


def test_the_private_overlay(topo: Any, write: Any) -> None:
    """A survey is shown beside, and left out with --public."""
    write("topo.yaml", "teams: {a: {size: 6}}\n")
    write("topo.private.yaml", "teams: {a: {survey: {n: 6, tlx: 48}}}\n")
    assert "task load 48 of 100" in topo("analyze", "--team", "a").stdout
    assert "task load" not in topo("analyze", "--team", "a", "--public").stdout


def test_a_broken_model(topo: Any, write: Any) -> None:
    """All SYN errors on stderr, exit 2, and nothing is measured."""
    write("topo.yaml", "teams: {a: {sise: 1, sizze: 2}}\n")
    done = topo("analyze")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("SYN003") == 2


def test_colour(topo: Any, northwind: str) -> None:
    """Always when told so; never into a pipe by itself."""
    assert "\x1b[1m" in topo("analyze", northwind, "--color", "always").stdout
    assert "\x1b" not in topo("analyze", northwind).stdout


def test_progress_is_for_terminals(topo: Any, northwind: str) -> None:
    """On a terminal a line counts up on stderr and is wiped; stdout stays the same."""
    plain = topo("analyze", northwind, "--slow", *AS_OF)
    assert plain.stderr == ""
    outer, inner = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "topo", "analyze", northwind, "--slow", *AS_OF],
        stdout=subprocess.PIPE,
        stderr=inner,
        stdin=subprocess.DEVNULL,
        check=True,
    )
    os.close(inner)
    shown = os.read(outer, 65536).decode()
    os.close(outer)
    assert "measuring 100 %" in shown and shown.endswith("\r\x1b[K")
    assert done.stdout.decode() == plain.stdout
