"""Take the pictures of the terminal UI that stand in the docs: `python docs/pictures/screens.py`."""

import asyncio
import re
import tempfile
from datetime import date
from functools import partial
from pathlib import Path

from topo.tui.app import TopoApp
from topo.tui.journal import Journal
from topo.tui.opening import open_model

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "samples"
AS_OF = date(2026, 12, 1)
SCREENS = {
    "board.svg": ("agileworks", [], ["m", "enter", "right"]),
    "waiting.svg": ("monolith", ["strangle"], ["3", "down", "down"]),
    "flow.svg": ("paradox", [], ["5", *["right_square_bracket"] * 4]),
    "compare.svg": ("agileworks", ["hybrid", "legacytech-structure"], ["7"]),
}
"""By file: the sample, the scenarios that are open, and the keys that are pressed."""


async def take(name: str, sample: str, scenarios: list[str], keys: list[str], journal: Path) -> None:
    """Open a sample, press the keys, and keep the screen."""
    opening = partial(open_model, as_of=AS_OF, scenarios=scenarios, journal=Journal(journal))
    app = TopoApp(opening, SAMPLES / sample)
    async with app.run_test(size=(120, 36)) as pilot:
        while app.session is None:
            await pilot.pause(0.05)
        await pilot.pause(1)
        for key in keys:
            await pilot.press(key)
            await pilot.pause(1)
        # The fonts that are named are the reader's own: a picture loads nothing.
        picture = re.sub(r",?\s*url\([^)]*\) format\([^)]*\)", "", app.export_screenshot(title="topo"))
        (HERE / name).write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        for name, (sample, scenarios, keys) in SCREENS.items():
            asyncio.run(take(name, sample, scenarios, keys, Path(scratch) / f"{name}.jsonl"))
