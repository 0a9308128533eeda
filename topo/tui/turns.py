"""When is a key handed on? When the one before it has done what it does.

Keys come in a burst where a line is slow, where they are pasted, or from a script. Textual hands each to the
widget that has the focus at that moment: what is meant for a dialog would go to the screen behind it.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from time import monotonic

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

ALONE = 0.5
"""Seconds after which a key does not ask any more what became of the one before it."""
ROUNDS = 4
"""How often the way from the focus to the application is gone: what a key does sends messages on, too."""
PATIENCE = 2.0
"""After how many seconds keys go on although somebody on the way does not answer."""


class Turns:
    """The keys of an application that wait for their turn; `hand_out` gives one to who has the focus."""

    def __init__(self, app: App[None], hand_out: Callable[[events.Key], Awaitable[None]]) -> None:
        self._app, self._hand_out = app, hand_out
        self._waiting: deque[events.Key] = deque()
        self._handing: asyncio.Task[None] | None = None
        self._last = float("-inf")

    @property
    def is_over(self) -> bool:
        """Whether no key waits."""
        return self._handing is None

    async def take(self, key: events.Key) -> None:
        """Hand a key out: at once where it comes alone, else in its turn."""
        if self._handing is None and monotonic() - self._last >= ALONE:
            await self._hand(key)
            return
        self._waiting.append(key)
        if self._handing is None:
            self._handing = asyncio.create_task(self._hand_all())

    async def _hand_all(self) -> None:
        try:
            while self._waiting and self._app.is_running:
                await self._go_all_the_way()
                await self._hand(self._waiting.popleft())
        finally:
            self._handing = None

    async def _hand(self, key: events.Key) -> None:
        self._last = monotonic()
        await self._hand_out(key)

    async def _go_all_the_way(self) -> None:
        """From who has the focus up to the application, each after the messages that it has got."""
        for _ in range(ROUNDS):
            for node in (self._app.focused or self._app.screen).ancestors_with_self:
                await _wait_for(node)


async def _wait_for(node: MessagePump) -> None:
    reached = asyncio.Event()
    if node.call_later(reached.set):
        try:
            await asyncio.wait_for(reached.wait(), PATIENCE)
        except TimeoutError:
            return
