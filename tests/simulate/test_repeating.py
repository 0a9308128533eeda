"""Is it the same whoever makes the runs, and what is left when somebody stops them?"""

import signal
import subprocess
import sys
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import pytest

from tests.analysis.flow.flows import crew, flow_of, line
from topo.simulate.layout import make_layout
from topo.simulate.repeating import Makers, Task, hold_ctrl_c, repeat
from topo.simulate.shop import Span


@pytest.fixture(scope="module")
def task() -> Task:
    flow = flow_of(
        {
            "teams": {"t1": crew(engineer=2, tester=1)},
            "streams": {"s": line({"team": "t1", "touch": "1d", "variability": 2}, wip_limit=4)},
        }
    )
    return Task(make_layout(flow), Span(10, 100), 7, 5)


def test_threads_and_processes(task: Task) -> None:
    """The same runs in the same order."""
    here = repeat(task)
    assert len(set(here)) == task.replications
    with ThreadPoolExecutor(3) as threads:
        assert repeat(task, Makers(executor=threads)) == here
    with ProcessPoolExecutor(2, get_context("spawn")) as processes:
        assert repeat(task, Makers(executor=processes)) == here
        assert processes.submit(int, "1").result() == 1, "an executor that is handed in stays open"


def test_processes_of_its_own(task: Task) -> None:
    """The same runs; Ctrl-C is still this process's afterwards."""
    assert repeat(task, Makers(jobs=2)) == repeat(task)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_cluster(task: Task) -> None:
    """A Dask client's executor, where Dask is installed."""
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        assert repeat(task, Makers(executor=client.get_executor())) == repeat(task)


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="no signal masks here")
def test_who_is_started_meanwhile_does_not_hear_ctrl_c() -> None:
    """From its first moment on; who starts it hears of it again afterwards."""
    says = "import signal; print(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, []))"
    with hold_ctrl_c():
        held = subprocess.run([sys.executable, "-c", says], capture_output=True, text=True, check=True)
    free = subprocess.run([sys.executable, "-c", says], capture_output=True, text=True, check=True)
    assert (held.stdout, free.stdout) == ("True\n", "False\n")


def test_progress(task: Task) -> None:
    """Rises to all that there is to do, at points of time here and run by run elsewhere."""
    heard: list[tuple[int, int]] = []
    repeat(task, Makers(progress=lambda done, total: heard.append((done, total))))
    assert heard == sorted(heard)
    assert heard[-1][0] == heard[-1][1]
    assert len(heard) == heard[-1][1]
    far: list[tuple[int, int]] = []
    with ThreadPoolExecutor(1) as threads:
        repeat(task, Makers(executor=threads, progress=lambda done, total: far.append((done, total))))
    assert far == [each for each in heard if each[0] % 41 == 0]


def test_stopped_here(task: Task) -> None:
    """The runs that are complete are kept, and no part of one."""

    def stop(done: int, total: int) -> None:
        if done > total // 2:
            raise KeyboardInterrupt

    assert repeat(task, Makers(progress=stop)) == repeat(task)[:2]


class Slow(Executor):
    """Makes two runs at once and none of the others."""

    def __init__(self) -> None:
        self.futures: list[Future[object]] = []

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        future: Future[object] = Future()
        if len(self.futures) < 2:
            future.set_result(fn(*args, **kwargs))
        self.futures.append(future)
        return future


def test_stopped_elsewhere(task: Task) -> None:
    """What is complete is kept, what waits is called off."""

    def stop(done: int, _total: int) -> None:
        if done == 2 * 41:
            raise KeyboardInterrupt

    slow = Slow()
    assert repeat(task, Makers(executor=slow, progress=stop)) == repeat(task)[:2]
    assert all(future.cancelled() for future in slow.futures[2:])


def test_a_run_that_fails(task: Task) -> None:
    """Is no result that is left out: it is raised."""
    broken = task._replace(layout=task.layout._replace(servers=()))
    with ThreadPoolExecutor(1) as threads, pytest.raises(IndexError):
        repeat(broken, Makers(executor=threads))
