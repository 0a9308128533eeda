"""How is a stress test written for programs: everything, as one versioned document?"""

from typing import Any

from topo.advise.headline import describe_stress
from topo.advise.stress_test import StressTest, TriedLever
from topo.analysis.describing import describe_flips, describe_interval, describe_sureness
from topo.analysis.flow.amdahl import NAME
from topo.analysis.flow.pool_flow import PoolFlow
from topo.analysis.flow.reading import Reading, ReadingKind
from topo.analysis.flow.stressed import PoolChange, StreamChange
from topo.report.json_text import render_json_text
from topo.report.stress.seen import choose_readings, find_sweep

VERSION = 1


def render_json(test: StressTest, reading: str) -> str:
    """The stress as one JSON document; `reading` is one of demand, push, capped and all.

    Shares are numbers of which 1 is all; days are elapsed; null is what is not known, or has no number.
    """
    stress, headline = test.stress, test.stress.headline
    wanted = choose_readings(reading)
    readings: dict[str, Any] = {
        kind.value: _say_reading(test, found)
        for kind in ReadingKind
        if (found := stress.find(kind)) is not None and (kind.value in wanted or reading == "all")
    }
    if "capped" in wanted:
        readings["capped"] = _say_capped(test)
    return render_json_text(
        {
            "topo-stress": VERSION,
            "sentence": describe_stress(test),
            "ai": stress.ai,
            "ai_said_by": test.said_by.name.lower(),
            "review_effort": stress.extra.review,
            "rework": stress.extra.rework,
            "coding": headline.coding,
            "delivery": headline.end_to_end,
            "constraint_before": _say_id(test.flow.constraint),
            "constraint_after": _say_id(test.constraint),
            "first_saturated": None if headline.first is None else headline.first.pool.id,
            "breaks_at": None if headline.first is None else test.find_break(headline.first.pool),
            "queue_growth": headline.growth,
            "unstable_before": [pool.id for pool in headline.unstable_before],
            "readings": readings,
            "sureness": _say_sureness(test),
            "sweep": _say_sweep(test),
            "levers": [_say_lever(number, each) for number, each in enumerate(test.relief.levers, start=1)],
            "levers_not_assessed": test.relief.missing,
        }
    )


def _say_id(pool: PoolFlow | None) -> str | None:
    return None if pool is None else pool.id


def _say_reading(test: StressTest, reading: Reading) -> dict[str, Any]:
    return {
        "delivery": reading.gain,
        "streams": [_say_stream(change) for change in reading.streams],
        "pools": [_say_pool(test, change) for change in reading.pools],
        "saturated": [
            {"pool": each.pool.id, "stage": str(each.stage), "queue_growth": each.pool.after.growth.amount}
            for each in reading.saturated
        ],
        "missing": reading.missing,
    }


def _say_stream(change: StreamChange) -> dict[str, Any]:
    amdahl, coding = change.amdahl, change.coding
    return {
        "id": change.id,
        "days_before": change.before.days,
        "days_after": change.after.days,
        "delivery": change.gain,
        "coding": None if coding.speed_up is None else coding.speed_up - 1.0,
        "assisted": [str(each) for each in coding.stages],
        "amdahl": None
        if amdahl is None
        else {
            "is": f"{NAME}: no bound",
            "share": amdahl.share,
            "speed_up": amdahl.speed_up,
            "whole": amdahl.whole,
        },
        "missing": [*change.before.flow_time.missing, *change.after.flow_time.missing],
    }


def _say_pool(test: StressTest, change: PoolChange) -> dict[str, Any]:
    return {
        "id": change.id,
        "address": str(change.address),
        "utilisation_before": change.before.utilisation.amount,
        "utilisation_after": change.after.utilisation.amount,
        "wait_before": change.before.wait.amount,
        "wait_after": change.after.wait.amount,
        "queue_growth": change.after.growth.amount,
        "unstable_before": change.before.is_unstable,
        "unstable_after": change.after.is_unstable,
        "breaks_at": test.find_break(change),
        "missing": change.after.utilisation.missing,
    }


def _say_capped(test: StressTest) -> dict[str, Any]:
    streams = [
        {
            "id": each.stream,
            "limit": each.limit,
            "throughput_before": each.before,
            "throughput_after": each.after,
        }
        for each in test.capped.streams
    ]
    return {"streams": streams, "missing": test.capped.missing}


def _say_sureness(test: StressTest) -> dict[str, Any]:
    weights = test.flow.weights
    return {
        "bands": {
            "demand": weights["demand-band"],
            "touch": weights["touch-band"],
            "variability_low": weights["variability-low"],
            "variability_high": weights["variability-high"],
        },
        "streams": [
            {
                "id": each.change.id,
                "days_before": describe_sureness(each.before),
                "days_after": describe_sureness(each.after),
                "delivery": describe_interval(each.gains),
            }
            for each in test.sureness
        ],
        "flips": describe_flips(test.intervals.flips),
        "flips_after": describe_flips(test.intervals_after.flips),
    }


def _say_sweep(test: StressTest) -> list[dict[str, Any]]:
    sweep = find_sweep(test)
    return [
        {
            "ai": point.speed_up,
            "coding": point.coding,
            "delivery": point.delivery,
            "first_saturated": _say_first(stress.push),
            "utilisation": dict(zip(sweep.pools, point.busy, strict=True)),
        }
        for point, stress in zip(sweep.points, test.sweep, strict=True)
    ]


def _say_first(push: Reading) -> str | None:
    return None if push.first is None else push.first.pool.id


def _say_lever(number: int, tried: TriedLever) -> dict[str, Any]:
    lever = tried.lever
    return {
        "number": number,
        "kind": lever.change.kind,
        "says": lever.change.label,
        "address": str(lever.change.address),
        "pool": lever.pool.id,
        "utilisation_before": lever.pool.standing.utilisation,
        "utilisation_after": lever.utilisation,
        "constraint_after": _say_id(lever.constraint),
        "shifts": lever.shifts,
        "delivery": tried.delivery,
        "care_hours": None if lever.care is None else lever.care.amount,
        "move": lever.move,
    }
