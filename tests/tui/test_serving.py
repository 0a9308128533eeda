"""The terminal UI in a browser: the page is served, a socket drives the application, and it ends."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

import pytest

pytest.importorskip("textual_serve", reason="textual-serve is not installed (the extra `web`)")
PATIENCE = 60.0


@pytest.fixture
def port() -> int:
    """A port of the loopback address that nobody uses."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
        return number


@pytest.fixture
def server(port: int, folder: Path, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`topo serve` over the small model."""
    command = [sys.executable, "-m", "topo", "serve", str(folder), "--port", str(port)]
    environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path / "state")}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    yield process
    process.kill()
    process.communicate()


def fetch(port: int) -> str:
    """The page, once the server listens."""
    end, opener = time.monotonic() + PATIENCE, build_opener(ProxyHandler({}))
    while True:
        try:
            with opener.open(f"http://127.0.0.1:{port}/", timeout=PATIENCE) as page:
                text: str = page.read().decode()
                return text
        except (URLError, ConnectionError):
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


async def use(port: int) -> bytes:
    """Do as a browser does: see the board, open another lens, leave; what was shown, until it is closed."""
    from aiohttp import ClientSession, WSMsgType

    shown, typed = b"", 0
    wanted = (("orphan", "2"), ("services owned", "q"))
    async with (
        ClientSession() as client,
        client.ws_connect(f"ws://127.0.0.1:{port}/ws?width=120&height=40") as browser,
    ):
        await browser.send_str(json.dumps(["focus"]))
        async for message in browser:
            if message.type is WSMsgType.BINARY:
                shown += message.data
            if typed < len(wanted) and wanted[typed][0].encode() in shown:
                await browser.send_str(json.dumps(["stdin", wanted[typed][1]]))
                typed += 1
    assert typed == len(wanted), shown[-2000:]
    return shown


def test_a_browser_sees_and_drives_it(server: subprocess.Popen[bytes], port: int) -> None:
    """On loopback alone; the server goes on when a browser leaves, and ends when it is interrupted."""
    assert f"ws://127.0.0.1:{port}/ws" in fetch(port)
    shown = asyncio.run(asyncio.wait_for(use(port), PATIENCE))
    assert b"checkout" in shown
    assert server.poll() is None
    assert f"ws://127.0.0.1:{port}/ws" in fetch(port)
    with pytest.raises(OSError):
        socket.create_connection((_find_own_address(), port), timeout=2).close()
    server.send_signal(signal.SIGINT)
    assert server.wait(PATIENCE) in (0, -signal.SIGINT, 130)


def _find_own_address() -> str:
    """An address of this machine that is not the loopback one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # nothing is sent: the system only chooses a route
        except OSError:
            pytest.skip("this machine has the loopback address alone")
        address: str = probe.getsockname()[0]
        return address


def test_without_the_extra_it_says_what_to_install(folder: Path) -> None:
    """And exits with 2."""
    script = (
        "import sys; sys.modules['textual_serve'] = None\n"
        "import importlib.util as u; find = u.find_spec\n"
        "u.find_spec = lambda name, *rest: None if name == 'textual_serve' else find(name, *rest)\n"
        "from topo.cli import main; main()"
    )
    command = [sys.executable, "-c", script, "serve", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install 'topo[web]'" in done.stderr
