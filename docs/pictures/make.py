"""Draw the pictures that stand in the docs: `python docs/pictures/make.py`.

topo lays them out itself, so that they are the same bytes wherever they are made.
"""

from datetime import date
from pathlib import Path

from topo import api

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "samples"
AS_OF = date(2026, 12, 1)
PICTURES = {
    "teams.svg": ("monolith", "teams", {}),
    "talking.svg": ("northwind", "talking", {}),
    "stream.svg": ("monolith", "stream", {"stream": "ticket-to-sail"}),
}


def make():
    """The bytes of each picture by its file name."""
    drawn = {}
    for name, (sample, picture, wanted) in PICTURES.items():
        made = api.make_picture(api.load(SAMPLES / sample), picture, as_of=AS_OF, **wanted)
        drawn[name] = api.draw_picture(made, "svg", engine="own").content
    return drawn


if __name__ == "__main__":
    for name, content in make().items():
        (HERE / name).write_bytes(content)
