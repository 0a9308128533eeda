"""Between which ends does a measure of a stream stand?"""

from topo.analysis.catalogue.measure import Measure
from topo.analysis.describing import describe_interval
from topo.analysis.flow.intervals import Interval
from topo.analysis.measures import Measures
from topo.report.measured.amounts import show_share
from topo.report.sureness import NO_END, say_bands, say_between

_FLOW_TIME, _BUSY = ("stream", "flow_time"), ("stream", "constraint_utilisation")


def find_interval_of(measures: Measures, measure: Measure, id: str) -> dict[str, dict[str, float | None]]:
    """The ends for programs, under `interval`; nothing for a measure that has none."""
    found = _find(measures, measure, id)
    return {} if found is None else {"interval": describe_interval(found)}


def say_interval_of(measures: Measures, measure: Measure, id: str) -> str:
    """The ends in words, with what they stand for; "" for a measure that has none."""
    found = _find(measures, measure, id)
    if found is None:
        return ""
    said = say_between(found)
    if (measure.of, measure.name) == _BUSY:
        low, high = (NO_END if end is None else show_share(end) for end in (found.low, found.high))
        said = f"{low} … {high}"
    return f"{said}: {say_bands(measures.flow.weights)}"


def _find(measures: Measures, measure: Measure, id: str) -> Interval | None:
    """The interval of a flow time, or of how busy the pool is that holds the stream up."""
    key = (measure.of, measure.name)
    if key == _FLOW_TIME:
        sureness = measures.intervals.streams.get(id)
        return None if sureness is None else sureness.flow_time
    if key == _BUSY:
        stream = measures.flow.find_stream(id)
        pool = None if stream is None else stream.constraint
        return None if pool is None else measures.intervals.pools.get(pool.id)
    return None
