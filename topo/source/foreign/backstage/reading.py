"""Which entities do catalog files hold, and what in them is none?"""

import re
from collections import deque
from collections.abc import Iterable
from pathlib import Path

from topo.findings import Address, Related
from topo.source.foreign.backstage.catalog import (
    ENTITY_FIELDS,
    KINDS,
    SECTIONS,
    Catalog,
    Entity,
    marks_of,
    read_mapping,
    read_text,
)
from topo.source.foreign.backstage.locations import find_targets
from topo.source.foreign.backstage.reference import DEFAULT_NAMESPACE, EntityRef
from topo.source.foreign.backstage.templates import has_expression, is_skeleton, is_template
from topo.source.foreign.opening import read_file
from topo.source.foreign.report import Report
from topo.source.misfits import describe
from topo.source.positions import Document, Documents, Mapping, Sequence, pack_mark, unpack_mark
from topo.source.problem import Problem, describe_problem
from topo.source.reading import Reading, read_yaml

_BACKSTAGE = re.compile(r"(?:[a-z0-9-]+\.)?backstage\.io/")
_MARKER = re.compile(r"(?:---|\.\.\.)(?:\s|$)")


class CatalogReader:
    """Reads files and what their Locations lead to, each file once."""

    def __init__(self, documents: Documents, report: Report, root: Path, api_versions: Iterable[str]) -> None:
        self.catalog = Catalog()
        self._documents = documents
        self._report = report
        self._root = root
        self._api_versions = frozenset(api_versions)
        self._seen: set[Path] = set()
        self._pending: deque[Path] = deque()
        self._unknown_versions: dict[str, tuple[int, int]] = {}

    def read(self, paths: Iterable[Path]) -> Catalog:
        """The entities of `paths` and of the files that their Locations name."""
        self._pending.extend(paths)
        while self._pending:
            path = self._pending.popleft()
            real = _resolve(path)
            if real not in self._seen:
                self._seen.add(real)
                self._read_file(path)
        for version, (count, at) in sorted(self._unknown_versions.items()):
            self._skip_version(version, count, at)
        return self.catalog

    def _read_file(self, path: Path) -> None:
        text = read_file(path, self._report)
        if text is None:
            return
        document = Document(path, text, is_foreign=True)
        number = self._documents.add(document)
        relative = path.relative_to(self._root) if path.is_relative_to(self._root) else Path(path.name)
        if is_skeleton(relative):
            self._skip_template(pack_mark(number, 0, 0), "it lies among a template's files")
            return
        reading = read_yaml(text, file=number)
        if not reading.is_complete and is_template(relative, text, reading):
            problem = reading.problems[-1]
            self._skip_template(pack_mark(number, problem.line, 0), "it is a template, not YAML")
            return
        self._report_problems(document, number, reading)
        for tree in _whole_documents(document, reading):
            self._read_document(tree, number)

    def _skip_template(self, at: int, reason: str) -> None:
        self._report.skip(at, f"the file is not read: {reason}")
        self._report.tally("template file", "skipped")

    def _report_problems(self, document: Document, number: int, reading: Reading) -> None:
        for problem in _merge_twice(reading.problems):
            self._report.take(describe_problem(problem, self._documents, number, document.shown))

    def _read_document(self, tree: object, number: int) -> None:
        if tree is None:
            return
        if not isinstance(tree, Mapping):
            at = tree.at if isinstance(tree, Sequence) else pack_mark(number, 0, 0)
            self._skip_other(at, f"this is {describe(tree)}")
            return
        kind, version = tree.get("kind"), tree.get("apiVersion")
        if not isinstance(kind, str) or not isinstance(version, str | None):
            self._skip_other(tree.at, "it does not say `apiVersion` and `kind`")
        elif self._has_version(tree, version, kind):
            self._read_kind(tree, kind)

    def _skip_other(self, at: int, reason: str) -> None:
        self._report.skip(at, f"no Backstage entity: {reason}")
        self._report.tally(
            "document that is no Backstage entity|documents that are no Backstage entities", "skipped"
        )

    def _has_version(self, tree: Mapping, version: str | None, kind: str) -> bool:
        """Whether the document is an entity of Backstage's, by its apiVersion."""
        if version is not None and (_BACKSTAGE.match(version) or version in self._api_versions):
            return True
        spec = tree.get("spec")
        has_fields = isinstance(spec, Mapping) and any(field in spec for field in ENTITY_FIELDS)
        if kind.lower() not in KINDS or not has_fields:
            self._skip_other(tree.at, f"this is a `{kind}` of apiVersion `{version or ''}`")
            return False
        if version is None:
            address = Address.of(self._documents.of(tree.at).shown, "apiVersion")
            message = "`apiVersion` is missing; read as backstage.io/v1alpha1"
            self._report.warn("SYN005", address, tree.at, message, "add `apiVersion: backstage.io/v1alpha1`")
            return True
        count, at = self._unknown_versions.get(version, (0, marks_of(tree, "apiVersion")[1]))
        self._unknown_versions[version] = (count + 1, at)
        return False

    def _skip_version(self, version: str, count: int, at: int) -> None:
        one = count == 1
        said = f"{count} {'entity has' if one else 'entities have'} the apiVersion `{version}`"
        hint = f"to read {'it' if one else 'them'}, add `api_version: {version}` to the source"
        self._report.skip(at, f"{said}, which is not Backstage's own: {hint}", width=len(version))
        for _ in range(count):
            self._report.tally(
                f"entity with apiVersion `{version}`|entities with apiVersion `{version}`", "skipped"
            )

    def _read_kind(self, tree: Mapping, said: str) -> None:
        kind = KINDS.get(said.lower())
        if kind is None:
            at = marks_of(tree, "kind")[1]
            self._report.skip(at, f"entities of kind `{said}` are not read", width=len(said))
            self._report.tally(f"{said} entity|{said} entities", "skipped")
        elif kind == "Template":
            self._report.tally("Template", "skipped")
        else:
            entity = self._read_entity(tree, kind)
            if entity is not None and kind == "Location":
                file = self._documents.of(tree.at).path
                self._pending.extend(find_targets(entity, file, self._root, self._report))
            elif entity is not None:
                self._add(entity)

    def _read_entity(self, tree: Mapping, kind: str) -> Entity | None:
        metadata = tree.get("metadata")
        shown = self._documents.of(tree.at).shown
        if not isinstance(metadata, Mapping):
            at = marks_of(tree, "metadata")[1]
            message = f"`metadata` of this {kind} takes a mapping, and this is {describe(metadata)}"
            self._report.fail("SYN004", Address.of(shown, "metadata"), at, message, label="does not fit")
            return None
        name, name_at = metadata.get("name"), marks_of(metadata, "name")[1]
        if not isinstance(name, str) or not name.strip():
            self._refuse_name(kind, name, shown, name_at)
            return None
        address = Address.of(SECTIONS.get(kind, "locations"), name)
        namespace = read_text(metadata, "namespace", address / "namespace", self._report)
        spec = read_mapping(tree, "spec", address / "spec", self._report)
        if has_expression(name, namespace, spec.get("owner")):
            self._report.skip(name_at, f"`{name}` is a template's expression, not an entity", width=len(name))
            self._report.tally("template file", "skipped")
            return None
        name, namespace = name.strip(), (namespace or "").strip() or DEFAULT_NAMESPACE
        ref = EntityRef.of(kind, namespace, name)
        return Entity(ref, kind, namespace, name, name_at, tree.at, metadata, spec)

    def _refuse_name(self, kind: str, name: object, shown: str, at: int) -> None:
        address = Address.of(shown, "metadata", "name")
        if name is None or name == "":
            message = f"this {kind} has no `metadata.name`"
            self._report.fail("SYN005", address, at, message, "add `name:`", label="here")
        else:
            message = f"`name` of this {kind} takes text, and this is {describe(name)}"
            self._report.fail("SYN004", address, at, message, label="does not fit")

    def _add(self, entity: Entity) -> None:
        first = self.catalog.add(entity)
        if first is not entity:
            before = self._documents.position(first.name_at, width=len(first.name))
            called = f"{entity.id}.api" if entity.kind == "API" else entity.id
            self._report.fail(
                "REF002",
                Address.of(SECTIONS[entity.kind], called),
                entity.name_at,
                f"the {entity.kind} `{entity.id}` is defined twice; the first one counts",
                "merge the two, or give one another name",
                width=len(entity.name),
                label="the second definition",
                related=(Related("the first definition", position=before),),
            )


def _resolve(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path


def _whole_documents(document: Document, reading: Reading) -> tuple[object, ...]:
    """The documents that were read to their end: one that broke off would seem to lack what follows."""
    if reading.is_complete or not reading.documents:
        return reading.documents
    last, broke = reading.documents[-1], reading.problems[-1].line
    if isinstance(last, Mapping | Sequence):
        start = unpack_mark(last.at)[1]
        if any(_MARKER.match(document.line(number + 1)) for number in range(start, broke + 1)):
            return reading.documents
    return reading.documents[:-1]


def _merge_twice(problems: Iterable[Problem]) -> list[Problem]:
    """One problem for each entity that begins without `---`, where all of its keys stand twice."""
    kept, is_merged = [], any(_is_twice(problem, "kind") for problem in problems)
    for problem in problems:
        if is_merged and _is_twice(problem, "kind"):
            message = "`kind` is here twice: a second entity begins without `---`; the first one counts"
            kept.append(problem._replace(message=message, hint="put `---` between the two"))
        elif not is_merged or not _is_twice(problem, "apiVersion", "metadata", "spec"):
            kept.append(problem)
    return kept


def _is_twice(problem: Problem, *keys: str) -> bool:
    """Whether it is about one of `keys` of the document itself that stands there twice."""
    is_key = any(problem.message.startswith(f"the key `{key}` ") for key in keys)
    return problem.code == "SYN002" and problem.column == 0 and is_key
