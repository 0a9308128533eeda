"""Which stages does AI assist, and what does it change there?

Assisted are the stages whose `ai: {touch: …}` is negative; in a stream that marks none, those of the phase
`create` that do not say they take longer. A speed-up X that is asked for replaces their effect (touch / (1
+ X)); without one the entries count as written, and a stage that says nothing keeps its touch. What takes
longer with AI (a review) always does, and a stated change of rework multiplies the share that is sent back.
"""

from math import inf
from typing import NamedTuple

from topo.analysis.flow.network import Route, Step

CREATE = "create"


class Extra(NamedTuple):
    """What else is supposed: by which share checking what AI made takes longer, and more is sent back."""

    review: float = 0.0
    rework: float = 0.0


NOTHING_ELSE = Extra()


def find_assisted(route: Route) -> tuple[int, ...]:
    """The stages of a stream that AI assists, by number."""
    marked = tuple(number for number, step in enumerate(route.steps) if (step.ai_touch or 0.0) < 0.0)
    if marked:
        return marked
    return tuple(
        number
        for number, step in enumerate(route.steps)
        if step.phase == CREATE and not (step.ai_touch or 0.0) > 0.0
    )


def find_speed_up(step: Step, ai: float | None) -> float:
    """How many times as fast an assisted stage gets; infinite where no touch is left.

    >>> route = Route("s", None, (), None)
    >>> step = Step("build", None, 8, 0, 0, 1, None, 0, (), False, False, -0.5, None)
    >>> find_speed_up(step, None), find_speed_up(step, 0.4)
    (2.0, 1.4)
    """
    if ai is not None:
        return 1.0 + ai
    left = 1.0 + (step.ai_touch or 0.0)
    return 1.0 / left if left else inf


def assist(route: Route, ai: float | None, *, pushes: bool = False, extra: Extra = NOTHING_ELSE) -> Route:
    """A stream with AI in it.

    `pushes`: from the first assisted stage on, arrivals rise by the largest speed-up so far.
    """
    assisted = frozenset(find_assisted(route))
    changed: list[Step] = []
    pushed = 1.0
    for number, step in enumerate(route.steps):
        is_assisted = number in assisted
        if pushes and is_assisted and not is_boundless(step, ai):
            pushed = max(pushed, find_speed_up(step, ai))
        touch = _find_touch(step, ai, is_assisted)
        if extra.review and touch and is_check(step, assisted, number):
            touch *= 1.0 + extra.review
        share = _find_share(step, extra.rework if assisted else 0.0)
        if (touch, share, pushed) != (step.touch, step.share, step.pushed):
            step = step._replace(touch=touch, share=share, pushed=pushed)
        changed.append(step)
    return route.with_steps(tuple(changed))


def is_boundless(step: Step, ai: float | None) -> bool:
    """Whether no touch is left: there is no end to what such a stage could push."""
    return find_speed_up(step, ai) == inf


def _find_touch(step: Step, ai: float | None, is_assisted: bool) -> float | None:
    if step.touch is not None and is_assisted and ai is not None:
        return step.touch / (1.0 + ai)
    if step.touch is None or step.ai_touch is None:
        return step.touch
    return step.touch * (1.0 + step.ai_touch)


def _find_share(step: Step, more: float) -> float:
    if not step.share:
        return 0.0
    return min(1.0, step.share * (1.0 + (step.ai_rework or 0.0)) * (1.0 + more))


def is_check(step: Step, assisted: frozenset[int], number: int) -> bool:
    """Whether a stage checks what AI made: it says that it takes longer, or sends back to an assisted one."""
    returns_to = step.returns_to if step.share else None
    checks = returns_to is not None and returns_to < number and returns_to in assisted
    return checks or (step.ai_touch or 0.0) > 0.0
