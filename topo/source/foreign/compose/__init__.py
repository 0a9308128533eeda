"""Which services does a Docker Compose project run, and which of them wait on which?

By `depends_on` and what else joins two services, and by the addresses in their environment; see
`docs/sources/compose.md`. Nothing here raises: what cannot be used is told with its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from topo.source.foreign.compose.addresses import Host, find_hosts, guess_services
from topo.source.foreign.compose.images import is_infrastructure
from topo.source.foreign.compose.interpolation import UNKNOWN
from topo.source.foreign.compose.project import Container, ProjectReader
from topo.source.foreign.estate import Estate
from topo.source.foreign.naming import clean_id
from topo.source.foreign.report import Report
from topo.source.foreign.wiring import Wiring
from topo.source.positions import Documents, Mapping, show_path
from topo.text import count, printable

__all__ = ["find_compose_files", "read_compose"]

_STEMS = ("compose", "docker-compose")
_SUFFIXES = (".yaml", ".yml")
_SEPARATORS = re.compile(r"[^a-z0-9]+")


def find_compose_files(folder: Path) -> list[Path]:
    """The files that `docker compose` reads in a folder: the first there is, and its override."""
    for stem in _STEMS:
        for suffix in _SUFFIXES:
            if (folder / f"{stem}{suffix}").is_file():
                overrides = (folder / f"{stem}.override{each}" for each in _SUFFIXES)
                return [folder / f"{stem}{suffix}", *[each for each in overrides if each.is_file()][:1]]
    return []


def read_compose(paths: Iterable[Path], documents: Documents, *, root: Mapping) -> Estate:
    """The part of a model that one Compose project makes, its files in the order in which they are laid.

    `root` is the model read so far. Variables come from `.env` beside the first file and from env files,
    never from the process that topo runs in.
    """
    paths = list(paths)
    report = Report(documents)
    containers = ProjectReader(report).read(paths)
    wiring = Wiring(root, report)
    for container in containers.values():
        wiring.add(container.name, container.at)
        if is_infrastructure(_find_image(container), container.name, is_built=container.is_built):
            wiring.set_kind(container.name, "infrastructure", container.image_at or container.at)
    connecting = _Connecting(containers, wiring)
    stated, more = connecting.run()
    shown = ", ".join(show_path(path) for path in paths)
    found = count(stated + more, "dependency", "dependencies")
    note = f"{shown}: {count(len(containers), 'service')}, {found}: {stated:,} stated, {more:,} by addresses"
    return Estate(
        wiring.build(), {}, report.findings, report.skipped, (note, *report.notes, *connecting.notes)
    )


def _find_image(container: Container) -> str | None:
    """The image; of one that only a variable holds (`${POSTGRES_IMAGE}`), what the variable is called."""
    unknown = None if container.image is None else UNKNOWN.match(container.image)
    if unknown is None:
        return container.image
    return unknown["name"].removesuffix("_IMAGE").lower().replace("_", "-")


class _Connecting:
    """Connects the services of a project by what they state and by whom they address."""

    def __init__(self, containers: dict[str, Container], wiring: Wiring) -> None:
        self._containers = containers
        self._wiring = wiring
        self._guessed: set[str] = set()
        self._hosts: dict[str, str] = {}
        self._squeezed: dict[str, str] = {}
        names = [(name, name) for name in containers]
        names += [(alias, each.name) for each in containers.values() for alias in each.aliases]
        for host, name in names:
            self._hosts.setdefault(host.casefold(), name)
            self._squeezed.setdefault(_squeeze(host), name)

    @property
    def notes(self) -> tuple[str, ...]:
        """How many variables told by their name alone."""
        if not self._guessed:
            return ()
        said = count(
            len(self._guessed),
            "variable has no value here, and tells",
            "variables have no value here, and tell",
        )
        names = ", ".join(sorted(self._guessed))
        return (printable(f"{said} by name whose address it holds: {names}", limit=500),)

    def run(self) -> tuple[int, int]:
        """Connect all; returns how many are stated, and how many more addresses tell."""
        stated = more = 0
        for container in self._containers.values():
            for target, at in container.waits_on.items():
                stated += self._state(container.name, target, at)
        for container in self._containers.values():
            for key, value, at in container.variables():
                for host in find_hosts(key, value):
                    called = self._find(container, host)
                    if called is not None:
                        more += self._wiring.connect(container.name, called, at)
        return stated, more

    def _state(self, name: str, target: str, at: int) -> bool:
        if target in self._containers:
            return self._wiring.connect(name, target, at)
        before = self._wiring.dependencies
        self._wiring.connect_by_id(name, clean_id(target), at)  # the check says that it names nothing
        return self._wiring.dependencies > before

    def _find(self, container: Container, host: Host) -> str | None:
        if not host.is_variable:
            called = host.name.casefold()
            return self._hosts.get(container.links.get(called, called).casefold())
        for guess in guess_services(host.name):
            if guess in self._squeezed:
                self._guessed.add(host.name)
                return self._squeezed[guess]
        return None


def _squeeze(name: str) -> str:
    return _SEPARATORS.sub("", name.casefold())
