"""Is a stress test shown as it should be, in every format?"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.advise.models import read, sample, stress_of
from tests.report.golden_files import check_golden
from topo.advise.capped import find_capped
from topo.advise.stress_test import StressTest
from topo.analysis.flow.assisting import Extra
from topo.report.paint import strip_paint
from topo.report.stress.formats import render_stress

NASTY = """\
topo: 1
check: {stress: 60%}
teams:
  shop: {roles: {engineer: 4, tester: 1}, focus: 100%}
  hidden: {type: platform}
  full: {size: 1, focus: 100%}
streams:
  a-b:
    demand: 4/week
    wip_limit: 9
    stages:
      build: {phase: create, team: shop, role: engineer, touch: 3d}
      test: {phase: release, team: shop, role: tester, touch: 1d, rework: {to: build, share: 5%}}
  unknown: {demand: 1/week, stages: {build: {phase: create, team: hidden, touch: 1d}}}
  jammed: {demand: 9/week, stages: {build: {phase: ideate, team: full, touch: 1d}}}
  nobodys: {demand: 1/week, stages: {build: {phase: create, team: shop, role: poet, touch: 1h}}}
  silent: {stages: {build: {phase: create, team: shop, role: tester, touch: 1h}}}
  empty: {}
"""


@pytest.fixture(scope="module")
def paradox() -> StressTest:
    """The sample."""
    return stress_of(sample("paradox"), 0.4)


@pytest.fixture
def nasty(tmp_path: Path) -> StressTest:
    """Streams that are not known, never keep up, or are nobody's."""
    return stress_of(read(tmp_path, NASTY), extra=Extra(0.2, 0.1))


SUFFIXES = {"text": "txt", "json": "json", "markdown": "md"}


@pytest.mark.parametrize("format", SUFFIXES)
def test_the_sample(paradox: StressTest, format: str) -> None:
    """Byte for byte."""
    check_golden(f"stress-paradox.{SUFFIXES[format]}", render_stress(paradox, format))


@pytest.mark.parametrize("format", SUFFIXES)
def test_what_is_not_known_or_cannot_keep_up(nasty: StressTest, format: str) -> None:
    """Byte for byte."""
    check_golden(f"stress-nasty.{SUFFIXES[format]}", render_stress(nasty, format))


@pytest.mark.parametrize("reading", ["demand", "push", "capped"])
def test_one_reading_alone(paradox: StressTest, reading: str) -> None:
    """The others are left out, in each format."""
    others = {"demand", "push", "capped"} - {reading}
    text = render_stress(paradox, "text", reading=reading)
    assert f"\n{reading} – " in text and not any(f"\n{other} – " in text for other in others)
    page = render_stress(paradox, "markdown", reading=reading)
    assert f"### {reading}: " in page and not any(f"### {other}: " in page for other in others)
    assert list(json.loads(render_stress(paradox, "json", reading=reading))["readings"]) == [reading]


def test_a_simulation_fills_the_capped_reading(nasty: StressTest) -> None:
    """Whatever is handed in is shown in place of that there is none."""
    throughput = iter([3.0, 4.5])
    nasty.__dict__["capped"] = find_capped(nasty.stress, lambda _: {"a-b": next(throughput)})
    assert "a-b" in render_stress(nasty, "text", reading="capped")
    assert "+50 %" in render_stress(nasty, "text", reading="capped")
    assert "| a-b | 9 | 3 | 4.5 | +50 % |" in render_stress(nasty, "markdown", reading="capped")
    document = json.loads(render_stress(nasty, "json", reading="capped"))
    assert document["readings"]["capped"]["streams"][0]["throughput_after"] == 4.5


def test_colour_says_nothing_alone(paradox: StressTest) -> None:
    """Without it the text is the same."""
    coloured = render_stress(paradox, "text", color=True)
    assert "\x1b[" in coloured and strip_paint(coloured) == render_stress(paradox, "text")
    assert "\x1b" not in render_stress(paradox, "text")


def test_without_streams(tmp_path: Path) -> None:
    """One line, and a document that is still whole."""
    test = stress_of(read(tmp_path, "topo: 1\nteams: {shop: {size: 3}}\n"), 0.4)
    assert render_stress(test, "text") == "no streams: there is nothing to stress\n"
    assert json.loads(render_stress(test, "json"))["levers"] == []
    assert "no streams" in render_stress(test, "markdown")


def test_the_document_adds_up(paradox: StressTest) -> None:
    """What programs read is what people read."""
    document: dict[str, Any] = json.loads(render_stress(paradox, "json"))
    assert document["first_saturated"] == "security security-engineer"
    assert document["breaks_at"] == pytest.approx(0.38666667)
    assert [each["number"] for each in document["levers"]] == list(range(1, len(document["levers"]) + 1))
    assert document["levers"][0]["move"] == {"automate-guardrail": {"guardrail": "security-review"}}
    assert set(document["readings"]) == {"demand", "push", "review-effort", "rework", "capped"}


def test_how_sure_it_is(paradox: StressTest) -> None:
    """The document has the intervals and flips that are measured; the text has the nearest flips first."""
    sure = json.loads(render_stress(paradox, "json"))["sureness"]
    intervals = paradox.measures.intervals
    (app, *_) = sure["streams"]
    assert app["days_before"]["low"] == pytest.approx(intervals.streams["app-change"].flow_time.low)
    assert app["days_before"]["high"] is None
    assert "security security-engineer" in app["days_before"]["jams"]
    assert app["days_after"]["low"] < app["days_before"]["low"]
    gain = app["days_before"]["low"] / app["days_after"]["low"] - 1
    assert app["delivery"] == {"low": pytest.approx(gain), "high": None}
    assert [each["change"] for each in sure["flips"]] == pytest.approx(
        [flip.change for flip in intervals.flips]
    )
    text = render_stress(paradox, "text")
    nearest = min(sure["flips"], key=lambda each: abs(each["change"]))
    assert nearest["address"] == "streams.card-change.stages.build.touch"
    lines = text.splitlines()
    head = next(number for number, line in enumerate(lines) if line.split()[:2] == ["if", "were"])
    assert lines[head + 1].split("  ")[1] == "the touch time of `build` in `card-change`"


def test_nothing_flips_it(tmp_path: Path) -> None:
    """Which is said, where another pool could be the constraint at all."""
    model = """\
topo: 1
teams: {a: {size: 1}, b: {size: 9}}
streams: {s: {demand: 1/week, stages: {x: {phase: create, team: a, touch: 1d}, y: {team: b, touch: 1d}}}}
"""
    test = stress_of(read(tmp_path, model), 0.4)
    for format in ("text", "markdown"):
        assert "makes another pool the constraint" in render_stress(test, format)
    alone = stress_of(read(tmp_path, model.replace("y: {team: b", "y: {team: a")), 0.4)
    assert "makes another pool" not in render_stress(alone, "text")


@pytest.mark.parametrize("width", [80, 60])
def test_tables_fit_a_narrow_screen(paradox: StressTest, width: int) -> None:
    """Words are cut and columns left out; sentences are for the terminal to wrap."""
    lines = render_stress(paradox, "text", width=width).splitlines()
    head = next(number for number, line in enumerate(lines) if line.split()[:2] == ["pool", "before"])
    assert max(map(len, lines[head : head + 7])) <= width
    levers = next(number for number, line in enumerate(lines) if line.startswith("levers on"))
    assert max(map(len, lines[levers + 1 : levers + 12])) <= width
    assert "" not in lines[levers + 1 : levers + 12]
