"""How is one number of the flow asked for: of the whole, of a team, of a stream?"""

from collections.abc import Iterable

from topo.analysis.flow.pool_flow import SHARE, PoolFlow, find_known
from topo.analysis.flow.stream_flow import StreamFlow
from topo.analysis.measures import Measures
from topo.analysis.parts import Number, Part, add_up, not_assessed


def find_stream(measures: Measures, id: str) -> StreamFlow:
    """The flow of a stream; raises KeyError where there is none."""
    found = measures.flow.find_stream(id)
    if found is None:
        raise KeyError(id)
    return found


def find_ceiling(measures: Measures, stream: str) -> Number:
    """How many items a week a stream could take."""
    return measures.flow.ceilings[stream].throughput


def find_constraint_utilisation(measures: Measures, stream: str) -> Number:
    """How busy the busiest pool of a stream is, a part for each stage of any stream that draws on it."""
    found = find_stream(measures, stream)
    return _find_hottest("constraint utilisation", found.pools, "it draws on nobody")


def find_hottest_pool(measures: Measures, team: str = "") -> Number:
    """How busy the busiest pool of a team is, or that of all ("")."""
    if team and team not in measures.organisation.teams:
        raise KeyError(team)
    pools = (each for each in measures.flow.pools if team in ("", each.pool.team))
    return _find_hottest("hottest pool", pools, "no stream draws on it" if team else "no streams")


def find_pools_that_break(measures: Measures, _: str) -> Number:
    """The pools that keep up today and not when coding gets faster, each of them one."""
    name, unit, reading = "pools that break", "pools", measures.stress.push
    known = [change for change in reading.pools if change.before.standing.utilisation is not None]
    unknown = dict.fromkeys(why for change in reading.pools for why in _find_missing(change.before))
    if not known:
        return not_assessed(name, unit, *(unknown or ("no streams",)))
    parts = (
        Part(each.pool.id, 1.0, unit, each.pool.address, note=f"waits at {each.stage}")
        for each in reading.saturated
    )
    return add_up(name, unit, parts, (*unknown, *reading.missing))


def _find_hottest(name: str, pools: Iterable[PoolFlow], why_none: str) -> Number:
    """The utilisation of the first pool of these that is known (the busiest first)."""
    drawn = tuple(pools)
    hottest = find_known(drawn, 0)
    unknown = dict.fromkeys(why for pool in drawn for why in _find_missing(pool))
    if hottest is None or hottest.pool.is_nobody:
        reasons = () if hottest is None else (hottest.why_not,)
        return not_assessed(name, SHARE, *(reasons or unknown or (why_none,)))
    found = hottest.utilisation
    return add_up(name, SHARE, found.parts, dict.fromkeys((*found.missing, *unknown)))


def _find_missing(pool: PoolFlow) -> tuple[str, ...]:
    return pool.utilisation.missing if pool.standing.utilisation is None else ()
