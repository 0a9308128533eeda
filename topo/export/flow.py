"""What does a program get of where work waits: pools and streams, how sure they are, and what flips?"""

from typing import Any

from topo.analysis.describing import describe_flips, describe_interval, describe_sureness
from topo.analysis.flow.intervals import INPUTS, Interval, Sureness
from topo.analysis.flow.pool_flow import PoolFlow
from topo.analysis.flow.stream_flow import StreamFlow
from topo.analysis.measures import Measures

_UNKNOWN = Interval(None, None)


def describe_flow(measures: Measures) -> dict[str, Any]:
    """The pools, the busiest first, and the streams, each between the ends of what it is measured with."""
    flow, intervals = measures.flow, measures.intervals
    weights = flow.weights
    return {
        "bands": {
            "demand": weights["demand-band"],
            "touch": weights["touch-band"],
            "variability_low": weights["variability-low"],
            "variability_high": weights["variability-high"],
        },
        "constraint": None if flow.constraint is None else flow.constraint.id,
        "flips": describe_flips(intervals.flips),
        "pools": [_describe_pool(pool, intervals.pools.get(pool.id, _UNKNOWN)) for pool in flow.pools],
        "streams": [_describe_stream(stream, intervals.streams.get(stream.id)) for stream in flow.streams],
    }


def _describe_pool(pool: PoolFlow, ends: Interval) -> dict[str, Any]:
    return {
        "id": pool.id,
        "address": str(pool.address),
        "team": pool.pool.team,
        "role": pool.pool.role,
        "utilisation": pool.utilisation.amount,
        **describe_interval(ends),
        "wait_days": pool.wait.amount,
        "unstable": pool.is_unstable,
        "queue_growth": pool.growth.amount,
        "missing": list(pool.utilisation.missing),
    }


def _describe_stream(stream: StreamFlow, sureness: Sureness | None) -> dict[str, Any]:
    constraint, after = stream.constraint, stream.next_constraint
    unknown = Sureness(stream.id, _UNKNOWN, dict.fromkeys(INPUTS, _UNKNOWN), ())
    return {
        "id": stream.id,
        "address": str(stream.address),
        "days": stream.days,
        **describe_sureness(sureness or unknown),
        "constraint": None if constraint is None else constraint.id,
        "next_constraint": None if after is None else after.id,
        "missing": list(stream.flow_time.missing),
    }
