"""How are many runs made, by whom, and what is left when somebody stops them?

A run depends on its number and the seed alone, so it is the same whoever makes it: this process, processes
of its own, or any executor that is handed in (threads, a cluster). Who is stopped keeps the runs that are
complete.
"""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager, suppress
from itertools import count
from multiprocessing import get_context
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

from topo.analysis.progress import Progress, ignore
from topo.simulate.layout import Layout
from topo.simulate.running import run
from topo.simulate.shop import POINTS, Span
from topo.simulate.tally import Run

if TYPE_CHECKING:
    from multiprocessing.synchronize import Event

_STEPS = POINTS + 1
_MUCH = 2e6
"""So many events take several times as long as processes need to start."""


class Task(NamedTuple):
    """What is run, for how long, with which seed, and how often."""

    layout: Layout
    span: Span
    seed: int
    replications: int


class Makers(NamedTuple):
    """Who makes the runs, and who hears of it.

    An `executor` that is handed in, which stays open; else so many processes (`jobs`, each started afresh;
    1: this one alone; None: as many as there are processors, where there is much to do). `progress` hears
    of points of time in this process, else of whole runs.
    """

    jobs: int | None = 1
    executor: Executor | None = None
    progress: Progress = ignore

    def count_jobs(self, task: Task) -> int:
        """How many processes make the runs of a task."""
        weeks = task.span.warm_up + task.span.weeks
        is_much = task.replications * task.layout.count_events(weeks) > _MUCH
        wanted = self.jobs or ((os.cpu_count() or 1) if is_much else 1)
        return min(wanted, task.replications)


THIS_PROCESS = Makers()


def repeat(task: Task, makers: Makers = THIS_PROCESS) -> tuple[Run, ...]:
    """The runs in the order of their numbers; fewer than asked for where Ctrl-C came in between."""
    if makers.executor is not None:
        return _hand_out(task, makers.executor, makers.progress)
    jobs = makers.count_jobs(task)
    if jobs > 1:
        with _open_processes(jobs) as processes:
            return _hand_out(task, processes, makers.progress)
    return _repeat_here(task, makers.progress)


def _repeat_here(task: Task, progress: Progress) -> tuple[Run, ...]:
    runs: list[Run] = []
    heard = count(1)

    def hear() -> None:
        progress(next(heard), task.replications * _STEPS)

    with suppress(KeyboardInterrupt):
        runs.extend(run(*task[:3], number, hear) for number in range(task.replications))
    return tuple(runs)


def _hand_out(task: Task, executor: Executor, progress: Progress) -> tuple[Run, ...]:
    futures: list[Future[Run]] = []
    try:
        with hold_ctrl_c():
            futures.extend(
                executor.submit(run_alone, task.layout, task.span, task.seed, number)
                for number in range(task.replications)
            )
        for done, future in enumerate(as_completed(futures), start=1):
            future.result()
            progress(done * _STEPS, task.replications * _STEPS)
    except KeyboardInterrupt:
        for future in futures:
            future.cancel()
        return tuple(_find_done(futures))
    return tuple(future.result() for future in futures)


def _find_done(futures: list[Future[Run]]) -> Iterator[Run]:
    """What is complete of runs that were stopped."""
    for future in futures:
        if future.done() and not future.cancelled() and future.exception() is None:
            yield future.result()


def run_alone(layout: Layout, span: Span, seed: int, number: int) -> Run:
    """One run, wherever it is made."""
    return run(layout, span, seed, number)


@contextmanager
def _open_processes(jobs: int) -> Iterator[Executor]:
    """Processes that leave Ctrl-C to this one, and end soon when it is done with them."""
    context = get_context("spawn")
    stop = context.Event()
    with ProcessPoolExecutor(jobs, context, _leave_alone, (stop,)) as processes:
        try:
            yield processes
        finally:
            stop.set()
            processes.shutdown(cancel_futures=True)


@contextmanager
def hold_ctrl_c() -> Iterator[None]:
    """Processes that are started meanwhile never hear of Ctrl-C, also not before they are ready to ignore it.

    This one hears of it afterwards. Where a system has no signal masks, nothing is held.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _leave_alone(stop: "Event") -> None:
    """What a process of ours begins with."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with, args=(stop,), daemon=True).start()


def _end_with(stop: "Event") -> None:
    """Leave in the middle of whatever is run: nobody wants it any more."""
    stop.wait()
    os._exit(0)
