"""Can people and machines read which rankings would stand?"""

import json

from topo.analysis.sensitivity import Place, Ranking, Sensitivity
from topo.model.organisation import address_of
from topo.report.sensitivity import (
    COLUMNS,
    describe_sensitivity,
    find_rows,
    render_sensitivity,
    render_sensitivity_markdown,
)


def place(id: str, amount: float, holds: float | None) -> Place:
    """A team in its place."""
    return Place(id, address_of("team", id), amount, holds)


SHOWN = Sensitivity(
    (
        Ranking(
            "teams by outgoing load",
            "load",
            (place("checkout", 4.25, 0.998), place("payments", 2.0, 0.61), place("web", 1.9, 0.0)),
            5,
            ("a", "b", "c", "d", "e", "f"),
            0.6,
        ),
        Ranking("teams by domain points", "points", (), 0, (), None),
        Ranking("teams by channels to others", "channels", (), 0, ("web",), None),
        Ranking("teams by relieved areas", "areas", (place("a|b", 1.0, None),), 1, (), None),
    ),
    500,
    7,
)

TEXT = """\
Every weight drawn within ±25 %, 500 times (seed 7).

Teams by outgoing load: the order of the first 3 of 5 holds in 60 %: no clear difference
   1  checkout     ~4.25  before the next in 99 %
   2  payments        ~2  before the next in 61 %: no clear difference
   3  web           ~1.9  level with the next: no clear difference
      not assessed: a, b, c, d, e and 1 more

Teams by domain points: nothing to rank

Teams by channels to others: not assessed
      not assessed: web

Teams by relieved areas: nothing to compare
   1  a|b        ~1
"""


def test_text() -> None:
    """Under 80 % it says "no clear difference", and what is level says so."""
    assert render_sensitivity(SHOWN) == TEXT


def test_colour() -> None:
    """Colour repeats what words say."""
    assert "\x1b[1;33mlevel with the next: no clear difference\x1b[0m" in render_sensitivity(
        SHOWN, color=True
    )


def test_markdown() -> None:
    """A table for each ranking that has places; a bar in an id breaks none."""
    page = render_sensitivity_markdown(SHOWN)
    assert "| 2 | payments | ~2 | before the next in 61 %: no clear difference |" in page
    assert "| 1 | a\\|b | ~1 |  |" in page
    assert page.count("| ---: | --- | ---: | --- |") == 2


def test_rows() -> None:
    """A row for each place, and nothing where there is nothing to compare."""
    rows = list(find_rows(SHOWN))
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert rows[1] == ("teams by outgoing load", "2", "payments", "2", "load", "0.61", "no clear difference")
    assert rows[3][5:] == ("", "")


def test_json() -> None:
    """The document holds shares from 0 to 1, and null where nothing is compared."""
    document = json.loads(json.dumps(describe_sensitivity(SHOWN)))
    assert (document["draws"], document["seed"], document["spread"]) == (500, 7, 0.25)
    first, points, *_, relief = document["rankings"]
    assert first["not_assessed"] == ["a", "b", "c", "d", "e", "f"]
    assert first["places"][1] == {
        "id": "payments",
        "address": "teams.payments",
        "amount": 2.0,
        "holds": 0.61,
        "clear": False,
    }
    assert (points["holds"], points["clear"], relief["places"][0]["clear"]) == (None, None, None)
