"""What happens, one event after the other?

The loop pops the next event: a request for an item at the door of a stream, or an item that is through with
a place. Pools serve who came first. What is counted on the way are sums; that the time that is still going
on at a moment counts up to it is the matter of `topo.simulate.counting`.
"""

from collections.abc import Callable
from heapq import heappop, heappush
from math import inf

from topo.simulate.layout import Layout
from topo.simulate.shop import NO_POOL, Shop, Span
from topo.simulate.tally import Run


def run(layout: Layout, span: Span, seed: int, number: int, hear: Callable[[], None] = lambda: None) -> Run:
    """One run; the same arguments give the same one.

    `hear` is called at every point of time.
    """
    shop = Shop(layout, span, seed, number)
    serve(shop, hear)
    return shop.counting.finish()


def serve(shop: Shop, hear: Callable[[], None]) -> None:  # noqa: PLR0912
    """The events in their order, up to the last point of time."""
    events, turn, queues, idle = shop.events, shop.turn, shop.queues, shop.idle
    afters, ways, works, delays, gaps = shop.afters, shop.ways, shop.works, shop.delays, shop.gaps
    counting = shop.counting
    begun, worked, waited, longest = counting.begun, counting.worked, counting.waited, counting.longest
    point = shop.points[0]
    while True:
        if events[0][0] >= point:
            point = shop.look(events[0][0], hear)
            if point == inf:
                return
        now, _, place, pool, entered = heappop(events)
        if place < 0:
            heappush(events, (now + gaps[~place](), next(turn), place, NO_POOL, 0.0))
            place = shop.ask(~place, now)
            entered = now
        else:
            if pool >= 0:
                if queues[pool]:
                    since, next_place, draw, next_entered = queues[pool].popleft()
                    days = draw()
                    begun[pool] += 1
                    worked[pool] += days
                    waited[pool] += now - since
                    heappush(events, (now + days, next(turn), next_place, pool, next_entered))
                else:
                    idle[pool] += 1
            way = ways[place]
            place = afters[place] if way is None else way()
            if place < 0:
                place = shop.leave(~place, now, entered)
                entered = now
        if place < 0:
            continue
        choose = works[place]
        if choose is None:
            heappush(events, (delays[place](now), next(turn), place, NO_POOL, entered))
            continue
        pool, draw = choose()
        if idle[pool]:
            idle[pool] -= 1
            days = draw()
            begun[pool] += 1
            worked[pool] += days
            heappush(events, (now + days, next(turn), place, pool, entered))
        else:
            queues[pool].append((now, place, draw, entered))
            longest[pool] = max(longest[pool], len(queues[pool]))
