"""The least that 100,000 jobs through six stages take: a heap, a queue for each stage, exponential times.

One stream of random numbers, two servers at each stage, no statistics but the mean time; prints processor
seconds and that mean.
"""

import sys
import time
from collections import deque
from heapq import heappop, heappush
from random import Random

JOBS, STAGES, SERVERS, BUSY = 100_000, 6, 2, 0.8


def run(jobs: int, seed: int) -> float:
    """The mean time of a job, in mean service times."""
    draw = Random(seed).expovariate
    rate = SERVERS * BUSY
    free, queues = [SERVERS] * STAGES, [deque() for _ in range(STAGES)]
    events, number, arrived, total = [(draw(rate), 0, -1, 0.0)], 0, 0, 0.0
    while events:
        now, _, stage, began = heappop(events)
        if stage < 0:
            arrived, began = arrived + 1, now
            if arrived < jobs:
                number += 1
                heappush(events, (now + draw(rate), number, -1, 0.0))
        elif queues[stage]:
            number += 1
            heappush(events, (now + draw(1.0), number, stage, queues[stage].popleft()))
        else:
            free[stage] += 1
        stage += 1
        if stage == STAGES:
            total += now - began
        elif free[stage]:
            free[stage] -= 1
            number += 1
            heappush(events, (now + draw(1.0), number, stage, began))
        else:
            queues[stage].append(began)
    return total / jobs


if __name__ == "__main__":
    started = time.process_time()
    mean = run(JOBS, int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    print(f"{time.process_time() - started:.4f} {mean:.4f}")
