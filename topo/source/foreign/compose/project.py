"""What do the files of a Compose project say of each service, one laid over another?

As with `docker compose -f a -f b`: lists and mappings add up, of a variable the later value counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from topo.findings import Address
from topo.source.foreign.compose.interpolation import interpolate
from topo.source.foreign.compose.variables import parse_env
from topo.source.foreign.opening import open_yaml, read_file
from topo.source.foreign.report import Report
from topo.source.misfits import describe
from topo.source.positions import Mapping, Sequence, pack_mark, show_path
from topo.text import printable

# Tags of Compose's own, which say how a file is laid over another one.
_TAGS = re.compile(r"(?<=[\s:])!(?:reset|override)(?=\s|$)")
_SHARED = ("network_mode", "pid", "ipc")


@dataclass(slots=True)
class Container:
    """A service of the project; `waits_on` and `links` (alias → service) are by the names of the files.

    `environment` holds each variable's value, interpolated (None: it comes from outside), and its mark.
    """

    name: str
    at: int
    waits_on: dict[str, int] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, None] = field(default_factory=dict)
    from_files: dict[str, tuple[str | None, int]] = field(default_factory=dict)
    environment: dict[str, tuple[str | None, int]] = field(default_factory=dict)
    image: str | None = None
    image_at: int = 0
    is_built: bool = False

    def variables(self) -> Iterator[tuple[str, str | None, int]]:
        """Key, value and mark of each variable: what `environment` says beats the files."""
        for key, (value, at) in {**self.from_files, **self.environment}.items():
            yield key, value, at


class ProjectReader:
    """Reads files, the first of which says where paths and `.env` are looked for."""

    def __init__(self, report: Report) -> None:
        self.containers: dict[str, Container] = {}
        self._report = report
        self._folder = Path()
        self._variables: dict[str, str] = {}
        self._shown = ""

    def read(self, paths: Iterable[Path]) -> dict[str, Container]:
        """The services of these files by name."""
        for number, path in enumerate(paths):
            if number == 0:
                self._folder = path.absolute().parent
                self._variables = self._read_env(self._folder / ".env")
            self._shown = show_path(path)
            documents, file = open_yaml(path, self._report, _TAGS)
            self._tell_tags(file)
            for tree in documents:
                self._read_document(tree, file)
        return self.containers

    def _read_env(self, path: Path) -> dict[str, str]:
        text = read_file(path, self._report) if path.is_file() else None
        return {} if text is None else parse_env(text, self._variables)

    def _tell_tags(self, file: int) -> None:
        if not len(self._report.documents):
            return
        document = self._report.documents.of(pack_mark(file, 0, 0))
        for number, line in enumerate(document.text.split("\n") if "!" in document.text else ()):
            for match in _TAGS.finditer(line):
                reason = f"`{match[0]}` is not followed: what it takes away stays"
                self._skip(pack_mark(file, number, match.start()), reason, match[0])

    def _read_document(self, tree: object, file: int) -> None:
        if tree is None:
            return
        if not isinstance(tree, Mapping):
            message = f"a Compose file is a mapping with `services`, and this is {describe(tree)}"
            self._misfit(Address.of(self._shown), pack_mark(file, 0, 0), message)
            return
        for item, at in _items(tree, "include"):
            said = item if isinstance(item, str) else "it"
            self._skip(at, f"`include` is not followed: name {said} in the source as well", "include")
        services = tree.get("services", tree if _is_first_format(tree) else None)
        if services is None:
            return
        if not isinstance(services, Mapping):
            message = f"`services` takes a mapping of names, and this is {describe(services)}"
            self._misfit(Address.of("services"), tree.values_at.get("services", tree.at), message)
            return
        for name, service in services.items():
            self._read_service(name, service, services)

    def _read_service(self, name: str, service: object, services: Mapping) -> None:
        at = services.keys_at.get(name, services.at)
        container = self.containers.setdefault(name, Container(name, at))
        if service is None:
            return
        if not isinstance(service, Mapping):
            message = f"a service takes a mapping, and this is {describe(service)}"
            self._misfit(Address.of("services", name), services.values_at.get(name, at), message)
            return
        self._read_needs(container, service)
        self._read_names(container, service)
        self._read_image(container, service)
        self._read_env_files(container, service)
        for key, value, place in self._pairs(service, "environment", name):
            container.environment[key] = (self._fill(key, value), place)
        if "extends" in service:
            reason = "`extends` is not followed: what it takes over is not read"
            self._skip(service.keys_at.get("extends", at), reason, "extends")
        if service.get("profiles"):
            self._report.tally("service with profiles|services with profiles", "read like the others")

    def _fill(self, key: str, value: str | None) -> str | None:
        return self._variables.get(key) if value is None else interpolate(value, self._variables)

    def _read_needs(self, container: Container, service: Mapping) -> None:
        said = service.get("depends_on")
        if isinstance(said, Mapping):
            for target in said:
                container.waits_on.setdefault(target, said.keys_at.get(target, said.at))
        else:
            for target, at in self._texts(service, "depends_on", container.name):
                container.waits_on.setdefault(target, at)
        for link, at in self._texts(service, "links", container.name):
            target, _, alias = link.partition(":")
            container.waits_on.setdefault(target, at)
            container.links[(alias or target).casefold()] = target
        for volume, at in self._texts(service, "volumes_from", container.name):
            if not volume.startswith("container:"):
                container.waits_on.setdefault(volume.partition(":")[0], at)
        for key in _SHARED:
            value = service.get(key)
            if isinstance(value, str) and value.startswith("service:"):
                container.waits_on.setdefault(value.partition(":")[2], service.values_at.get(key, service.at))

    def _read_names(self, container: Container, service: Mapping) -> None:
        for key in ("container_name", "hostname"):
            value = service.get(key)
            if isinstance(value, str):
                container.aliases[interpolate(value, self._variables)] = None
        networks = service.get("networks")
        for network in networks.values() if isinstance(networks, Mapping) else ():
            if isinstance(network, Mapping):
                for alias, _ in self._texts(network, "aliases", container.name):
                    container.aliases[interpolate(alias, self._variables)] = None

    def _read_image(self, container: Container, service: Mapping) -> None:
        image = service.get("image")
        if isinstance(image, str):
            container.image = interpolate(image, self._variables)
            container.image_at = service.values_at.get("image", service.at)
        container.is_built = container.is_built or service.get("build") is not None

    def _read_env_files(self, container: Container, service: Mapping) -> None:
        for item, at in _items(service, "env_file"):
            said = item.get("path") if isinstance(item, Mapping) else item
            path = self._find_env_file(said, at) if isinstance(said, str) else None
            for key, value in self._read_env(path).items() if path is not None else ():
                container.from_files[key] = (value, at)

    def _find_env_file(self, said: str, at: int) -> Path | None:
        """The file, where it lies below the project: a Compose file cannot make topo read any other."""
        try:
            path = (self._folder / interpolate(said, self._variables)).resolve()
            is_inside, is_file = path.is_relative_to(self._folder.resolve()), path.is_file()
        except (OSError, ValueError, RuntimeError):
            is_inside, is_file, path = True, False, self._folder
        if is_inside and is_file:
            return path
        why = "there is no such file" if is_inside else "it lies outside of the project's folder"
        self._report.skip(at, f"the env file `{said}` is not read: {why}", width=len(said))
        self._report.tally("env file", "not read")
        return None

    def _pairs(self, service: Mapping, key: str, name: str) -> Iterator[tuple[str, str | None, int]]:
        """What stands under `key` as a mapping, or as a list of `KEY=value`, with marks."""
        said = service.get(key)
        if isinstance(said, Mapping):
            for each, value in said.items():
                if value is None or isinstance(value, str):
                    yield each, value, said.values_at.get(each, said.at)
            return
        for text, at in self._texts(service, key, name):
            each, equals, value = text.partition("=")
            yield each, value if equals else None, at

    def _texts(self, mapping: Mapping, key: str, name: str) -> Iterator[tuple[str, int]]:
        """The texts of a list under `key`, each with its mark; what is none is reported."""
        value = mapping.get(key)
        if value is not None and not isinstance(value, Sequence):
            message = f"`{key}` takes a list, and this is {describe(value)}"
            self._misfit(Address.of("services", name), mapping.values_at.get(key, mapping.at), message)
            return
        for item, at in _items(mapping, key):
            if isinstance(item, str) and item:
                yield item, at
            elif item is not None:
                message = f"an item of `{key}` is text, and this is {describe(item)}"
                self._misfit(Address.of("services", name), at, message)

    def _misfit(self, address: Address, at: int, message: str) -> None:
        self._report.warn("SYN004", address, at, message, "see what `docker compose config` says of it")

    def _skip(self, at: int, reason: str, word: str) -> None:
        self._report.skip(at, printable(reason, limit=300), width=len(word))
        self._report.tally(f"`{word}`|`{word}`", "not followed")


def _items(mapping: Mapping, key: str) -> list[tuple[object, int]]:
    value = mapping.get(key)
    if isinstance(value, Sequence):
        return list(zip(value, value.items_at, strict=True))
    return [] if value is None else [(value, mapping.values_at.get(key, mapping.at))]


def _is_first_format(tree: Mapping) -> bool:
    """Whether the services stand at the top, as before `version: 2`."""
    return "version" not in tree and any(
        isinstance(each, Mapping) and ("image" in each or "build" in each) for each in tree.values()
    )
