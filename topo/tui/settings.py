"""What does somebody keep from one session to the next: how tables are arranged, light or dark, own keys?

One file of JSON under the user's state folder, for all models: it is taste, and says nothing of any of them.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from topo.tui.arrangement import Arrangement


def find_settings() -> Path:
    """The file of the settings."""
    state = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(state) / "topo" / "tui.json"


def find_keys_file() -> Path:
    """The file that the user's keys stand in."""
    config = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(config) / "topo" / "keys.yaml"


class Settings:
    """What is kept. Without a path, and where nothing can be written, it lasts as long as the session."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        said = _read(path)
        self.theme = str(said["theme"]) if isinstance(said.get("theme"), str) else None
        tables = said.get("tables")
        self._tables = {
            str(name): _read_arrangement(each)
            for name, each in (tables.items() if isinstance(tables, Mapping) else ())
            if isinstance(each, Mapping)
        }

    def find_arrangement(self, table: str) -> Arrangement:
        """How a table was arranged last."""
        return self._tables.get(table, Arrangement())

    def keep_arrangement(self, table: str, arrangement: Arrangement) -> None:
        """Keep how a table is arranged."""
        if self.find_arrangement(table) != arrangement:
            self._tables[table] = arrangement
            self._write()

    def keep_theme(self, theme: str) -> None:
        """Keep whether it is light or dark."""
        self.theme = theme
        self._write()

    def _write(self) -> None:
        if self._path is None:
            return
        document = {
            "theme": self.theme,
            "tables": {name: _describe(each) for name, each in sorted(self._tables.items())},
        }
        fresh = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            fresh.write_text(json.dumps(document, sort_keys=True), encoding="utf-8")
            fresh.replace(self._path)
        except OSError:
            self._path = None


def _read(path: Path | None) -> Mapping[str, Any]:
    if path is None:
        return {}
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, Mapping) else {}


def _read_arrangement(said: Mapping[str, Any]) -> Arrangement:
    sorted_by, hidden = said.get("sorted_by"), said.get("hidden")
    return Arrangement(
        sorted_by if isinstance(sorted_by, str) else None,
        said.get("is_descending") is True,
        frozenset(map(str, hidden)) if isinstance(hidden, list) else frozenset(),
        str(said.get("filter") or ""),
    )


def _describe(arrangement: Arrangement) -> dict[str, Any]:
    return {
        "sorted_by": arrangement.sorted_by,
        "is_descending": arrangement.is_descending,
        "hidden": sorted(arrangement.hidden),
        "filter": arrangement.filter,
    }
