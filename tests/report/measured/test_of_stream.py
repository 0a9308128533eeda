"""Is the page of a stream what is measured of it, in every format?"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.report.golden_files import check_golden
from topo import api
from topo.analysis.measures import Measures
from topo.report.measured import tables
from topo.report.sheets import FORMATS, render_sheet
from topo.text import printable

SUFFIXES = {"text": "txt", "markdown": "md"}
MODEL = """\
topo: 1
teams:
  shop: {roles: {engineer: 4, tester: 1}, focus: 100%}
  hosting: {size: 2}
  hidden: {type: platform}
tissue:
  guardrails: {board: {owner: hosting, enforcement: gate}}
streams:
  orders:
    item: "change | `of` *any* size"
    demand: 4/week
    observed: {wip: 9, time: 4w}
    distribution: {feature: 60%, defect: 40%}
    stages:
      idea: {phase: ideate, wait: 5d}
      build: {phase: create, team: shop, role: engineer, touch: 4d}
      test: {phase: create, team: shop, role: tester, touch: 7.6h, rework: {to: build, share: 5%}}
      board: {phase: release, team: hosting, touch: 2h, wait: 2d, guardrail: board}
      release: {team: hosting, touch: 1h, every: 2w}
  jammed: {demand: 3/week, stages: {poem: {team: shop, role: poet, touch: 1h}}}
  silent: {stages: {build: {team: hidden, touch: 1d}}}
  empty: {}
"""


@pytest.fixture(autouse=True)
def _one_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """A release changes no golden file."""
    monkeypatch.setattr(tables, "__version__", "1.2.3")


@pytest.fixture
def measures(tmp_path: Path) -> Measures:
    """Four streams, of which one can be measured whole."""
    (tmp_path / "topo.yaml").write_text(MODEL, encoding="utf-8")
    return api.measure(api.load(tmp_path), as_of=date(2026, 12, 1))


def show(measures: Measures, id: str, format: str, width: int = 100) -> str:
    return render_sheet(api.analyze_thing(measures, "stream", id), format, width=width)


def read(measures: Measures, id: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(show(measures, id, "json"))
    return document


@pytest.mark.parametrize("format", FORMATS)
def test_a_stream_in_every_format(format: str, measures: Measures) -> None:
    """Byte for byte."""
    check_golden(f"analyze-stream.{SUFFIXES.get(format, format)}", show(measures, "orders", format))


def test_the_stages_add_up_to_the_flow_time(measures: Measures) -> None:
    """By kind along each row, and all of them to the days between the ends."""
    document, flow = read(measures, "orders"), measures.flow.find_stream("orders")
    assert flow is not None and flow.days is not None
    assert sum(stage["days"] for stage in document["stages"]) == pytest.approx(flow.days)
    for stage in document["stages"]:
        kinds = (stage[kind] for kind in ("touch", "queue", "gate", "wait", "cadence"))
        assert sum(kinds) == pytest.approx(stage["days"])
    low, high = (document["intervals"][0][f"days_{end}"] for end in ("low", "high"))
    assert low < flow.days and high is None
    assert [row["input"] for row in document["intervals"]] == ["all", "demand", "touch", "variability"]


def test_the_interval_and_the_nearest_flip_are_told(measures: Measures) -> None:
    """In a sentence each, beside who cannot keep up at the upper end."""
    text = " ".join(show(measures, "orders", "text").split())
    sureness = measures.intervals.streams["orders"]
    assert f"({sureness.flow_time.low:.1f} … no end)" in text
    assert "at the upper end `shop engineer` and `shop tester` cannot keep up" in text
    assert "the constraint would flip from `shop engineer` to `shop tester`" in text
    assert "if the touch time of `build` in `orders` were 5 % less than said" in text
    nearest = min(abs(flip.change) for flip in sureness.flips)
    assert abs(read(measures, "orders")["flips"][0]["change"]) == pytest.approx(nearest)


def test_what_was_observed_is_checked(measures: Measures) -> None:
    """4 a week that take 4 weeks would be 16 under way, not 9."""
    text = show(measures, "orders", "text")
    assert "4 items a week (as many as come)" in text
    assert "by Little's law 16 would be under way, they do not fit" in " ".join(text.split())


def test_what_is_not_known_says_so(measures: Measures) -> None:
    """No heads, nobody there, no stages: no number is made up, and no page fails."""
    silent = read(measures, "silent")
    assert silent["intervals"] == silent["flips"] == []
    assert silent["pools"][0]["utilisation"] is None and silent["pools"][0]["missing"]
    assert read(measures, "empty")["stages"] == []
    jammed = show(measures, "jammed", "text")
    assert "flow time  no end (no end)" not in jammed
    assert "`shop poet`" in jammed and "no end" in jammed


@pytest.mark.parametrize("id", ["orders", "jammed", "silent", "empty"])
@pytest.mark.parametrize("format", FORMATS)
def test_it_fits_and_carries_no_control_character(id: str, format: str, measures: Measures) -> None:
    """On a narrow screen as well."""
    text = show(measures, id, format, width=60)
    assert [line for line in text.split("\n") if printable(line) != line] == []


@pytest.mark.parametrize(
    ("name", "between"),
    [("flow_time", "21.8 … no end"), ("constraint_utilisation", "53 % … 121 %"), ("touch_time", "")],
)
def test_an_explanation_has_the_interval(name: str, between: str, tmp_path: Path) -> None:
    """Of what has one: in words, and as numbers for programs."""
    (tmp_path / "topo.yaml").write_text(MODEL, encoding="utf-8")
    sheet = api.explain(api.load(tmp_path), "streams.orders", name)
    said = {line.label: line.text for line in sheet.lines}
    assert said.get("between", "").startswith(between)
    assert ("between" in said) == ("interval" in json.loads(render_sheet(sheet, "json"))) == bool(between)
