"""How long does one wait for a free pair of hands?

Of c servers that are offered the load a = λ·t_s (in servers that are busy), ρ = a / c. The share of arrivals
that wait is Erlang's C, here from his B by 1/B = 1 + c/a + c(c − 1)/a² + …: all terms are positive, and of
however many servers few thousand terms count. The mean wait of M/M/c is C·t_s / (c − a). With a service time
of another spread c_s² Allen and Cunneen scale it by (c_a² + c_s²) / 2; arrivals are taken to be random,
c_a² = 1. From ρ = 1 on there is no mean wait: the queue only grows.

Source: Erlang (1917); Allen (1990), Probability, Statistics and Queueing Theory, ch. 5. The mathematics of
M/M/c is of grade A, the scaling an approximation; that people work like servers is of grade C.
"""

RANDOM_ARRIVALS = 1.0
"""c_a²: the squared coefficient of variation of the time between arrivals that know nothing of each other."""
_NOTHING = 1e-17
"""A term that a sum of ones does not see."""
_NOBODY_WAITS = 1e300
"""Where 1/B has grown so far, B is nothing."""


def find_waiting_share(servers: int, offered: float) -> float:
    """Erlang C: the share (0 to 1) of arrivals that find every server busy, for `offered` below `servers`.

    >>> round(find_waiting_share(2, 1.6), 4)
    0.7111
    """
    term = turned = 1.0
    for left in range(servers, 0, -1):
        term *= left / offered
        turned += term
        if term < turned * _NOTHING or turned > _NOBODY_WAITS:
            break
    blocked = 1.0 / turned
    utilisation = offered / servers
    return blocked / (1.0 - utilisation * (1.0 - blocked))


def find_wait(servers: int, offered: float, variability: float = 1.0) -> float:
    """The mean wait in mean service times, for `offered` below `servers`.

    `variability` is c_s², the squared coefficient of variation of the service time.

    >>> [round(find_wait(c, a), 4) for c, a in [(1, 0.8), (2, 1.6), (3, 2.0), (5, 4.0), (8, 6.4)]]
    [4.0, 1.7778, 0.4444, 0.5541, 0.286]
    """
    if offered <= 0.0:
        return 0.0
    spread = (RANDOM_ARRIVALS + variability) / 2.0
    return find_waiting_share(servers, offered) / (servers - offered) * spread
