"""How is a text held to the file that it should be?"""

import os
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"


def check_golden(name: str, text: str) -> None:
    """The text is that of the file, byte for byte; TOPO_UPDATE_GOLDEN=1 writes it anew, to be looked at."""
    path = GOLDEN / name
    if os.environ.get("TOPO_UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    assert path.read_bytes().decode() == text
