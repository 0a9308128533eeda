"""Which weights do pictures in tests measure with? The shipped profiles."""

from collections.abc import Mapping
from pathlib import Path

import yaml

MODELS = Path(__file__).parents[3] / "models"


def _read(path: Path) -> dict[str, float]:
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))["entries"]
    return {name: float(entry["value"]) for name, entry in entries.items()}


WEIGHTS: Mapping[str, Mapping[str, float]] = {
    path.stem: _read(path) for path in sorted(MODELS.glob("*.yaml"))
}
