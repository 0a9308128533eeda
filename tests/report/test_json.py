import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report.conftest import ESCAPE, World
from topo.findings import Address
from topo.report.json import render_json
from topo.report.json_text import make_plain, render_json_text
from topo.text import printable


def test_names_are_exact(nasty: World) -> None:
    """A program gets the name as it stands in the model, and can look the address up."""
    document = json.loads(render_json(nasty.result, nasty.places))
    addresses = [Address.parse(finding["address"]) for finding in document["findings"]]
    assert addresses == [finding.address for finding in nasty.result.findings]
    assert Address.of("services", ESCAPE) in addresses


def test_everything_is_there(nasty: World) -> None:
    """As many findings as were found, and those that do not count with their reason."""
    document = json.loads(render_json(nasty.result, nasty.places))
    assert document["topo-check"] == 1
    assert len(document["findings"]) == len(nasty.result.findings)
    assert document["verdict"] == {
        "errors": 12, "warnings": 4, "infos": 2, "waived": 1, "baselined": 1, "hidden": 3,
    }  # fmt: skip
    assert [finding["why"] for finding in document["waived"]] == [nasty.result.waived[0].why]
    assert document["baselined"][0]["fingerprint"] == nasty.result.baselined[0].finding.fingerprint


def test_every_key_is_described(nasty: World) -> None:
    """The module's docstring is the contract of the document."""
    from topo.report import json as module

    document = json.loads(render_json(nasty.result, nasty.places))
    keys = {*document, *document["verdict"], *document["waived"][0], *document["coverage"][0]}
    keys |= {"file", "line", "column", "end_column"}
    assert module.__doc__ is not None
    assert [key for key in sorted(keys) if f"`{key}`" not in module.__doc__] == []


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (float("inf"), None),
        (frozenset({"b", "a"}), ["a", "b"]),
        ((1, {"k": date(2026, 12, 1)}), [1, {"k": "2026-12-01"}]),
        (Address.of("teams", "a"), "teams.a"),
        (True, True),
    ],
)
def test_values_that_json_has_no_type_for(value: object, plain: object) -> None:
    """Evidence may hold anything that a rule measured."""
    assert make_plain(value) == plain


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(st.characters()), st.lists))
def test_what_is_written_is_read_back(value: object) -> None:
    """Escapes change the text and never the value, lone surrogates and all."""
    text = render_json_text(value)
    assert json.loads(text) == value
    assert [line for line in text.split("\n") if printable(line) != line] == []
    text.encode("utf-8")
