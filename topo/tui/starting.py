"""How does the terminal UI begin: with a model, or with the samples where there is none?"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from topo.errors import ModelNotFound
from topo.resources import find_resource, find_resource_names
from topo.source.discovery import find_root
from topo.tui.app import TopoApp
from topo.tui.collecting import calm_collector
from topo.tui.settings import Settings, find_keys_file, find_settings

if TYPE_CHECKING:
    from topo.tui.opening import Opened


def run(
    start: Path,
    *,
    as_of: date | None = None,
    scenarios: Sequence[str] = (),
    is_anonymous: bool = False,
    is_readonly: bool = False,
    public: bool = False,
) -> int:
    """Run the terminal UI until somebody leaves it; returns the exit code.

    Raises ModelNotFound where a model is named that is not there.
    """
    opening = partial(
        _open,
        as_of=as_of or find_today(),
        scenarios=scenarios,
        is_anonymous=is_anonymous,
        is_readonly=is_readonly,
        public=public,
    )
    found: Path | None = start
    try:
        find_root(start)
    except ModelNotFound:
        if str(start) != ".":
            raise
        found = None
    with calm_collector() as collector:
        app = TopoApp(
            opening,
            found,
            {} if found else find_samples(),
            collector,
            Settings(find_settings()),
            _read_keys(),
        )
        app.run()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0


def _open(start: Path, **said: Any) -> "Opened":
    """Open a model; what that needs loads now, when something is seen already."""
    from topo.tui.opening import open_model

    return open_model(start, **said)


def _read_keys() -> tuple[Mapping[str, tuple[str, ...]], tuple[str, ...]]:
    """The user's own keys; who has none does not wait for what reads them."""
    path = find_keys_file()
    if not path.exists():
        return {}, ()
    from topo.tui.keymap import read_keys

    return read_keys(path)


def find_today() -> date:
    """The day on which dates are judged unless another one is said: the user's own today."""
    return date.today()  # noqa: DTZ011


def find_samples() -> dict[str, Path]:
    """The samples that ship, by name."""
    return {name: find_resource("samples", name) for name in find_resource_names("samples")}
