"""Which dependencies does a graph in GraphML say?

What yEd, Gephi, networkx and most tools that draw graphs write; see `docs/sources/graphml.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from topo.findings import Address
from topo.source.foreign.coupling import find_via
from topo.source.foreign.estate import Estate
from topo.source.foreign.graphml.parsing import Edge, Graph, Node, parse_graphml
from topo.source.foreign.opening import open_text
from topo.source.foreign.report import Report
from topo.source.foreign.wiring import MOST_DEPENDENCIES, Wiring
from topo.source.positions import Documents, Mapping, pack_mark, show_path
from topo.text import count, printable

__all__ = ["read_graphml"]

_LABELS = ("label", "name", "title")
# What tools number nodes with: `n0`, `n0::n3`, `17`.
_NUMBERED = re.compile(r"[A-Za-z]?[0-9]+(?:::[A-Za-z]?[0-9]+)*")


def read_graphml(
    paths: Iterable[Path], documents: Documents, *, label: str | None, via: str | None, root: Mapping
) -> Estate:
    """The part of a model that these graphs make; nothing raises, what cannot be used is told with its place.

    `label` names the attribute of a node that a service is called by, `via` the one of an edge that says how
    two are coupled. `root` is the model read so far. Node ids are a file's own: files meet by service.
    """
    report = Report(documents)
    wiring = Wiring(root, report)
    notes: list[str] = []
    for path in paths:
        opened = open_text(path, report)
        if opened is not None:
            graph = parse_graphml(*opened)
            before = len(wiring), wiring.dependencies
            _Reading(graph, opened[1], path, wiring, report, label=label, via=via or "via").run()
            services = count(len(wiring) - before[0], "service")
            found = count(wiring.dependencies - before[1], "dependency", "dependencies")
            notes.append(f"{show_path(path)}: {services}, {found}")
    return Estate(wiring.build(), {}, report.findings, report.skipped, (*notes, *report.notes))


class _Reading:
    """One graph on its way into the wiring."""

    def __init__(
        self,
        graph: Graph,
        number: int,
        path: Path,
        wiring: Wiring,
        report: Report,
        *,
        label: str | None,
        via: str,
    ) -> None:
        self._graph = graph
        self._number = number
        self._shown = show_path(path)
        self._wiring = wiring
        self._report = report
        self._label = label
        self._via = via
        self._keys: dict[str, str] = {}

    def run(self) -> None:
        """Take over nodes, then edges, and tell what is left."""
        self._check_whole()
        self._add_nodes()
        for edge in self._graph.edges:
            if self._wiring.is_full:
                self._stop(edge.at)
                break
            self._connect(edge)
        for at in self._graph.lacking:
            self._skip(at, "it does not say its `id`, or `source` and `target`", "element")
        for at in self._graph.hyperedges:
            self._skip(at, "a hyperedge does not say who depends on whom", "hyperedge")

    def _check_whole(self) -> None:
        address = Address.of(self._shown)
        if self._graph.broke_at is not None:
            hint = "write the graph anew, without a DTD" if "entity" in self._graph.why else None
            self._report.fail("SYN001", address, self._graph.broke_at, self._graph.why, hint)
        elif not self._graph.is_graphml:
            message, hint = "this is XML, and no GraphML", "leave it out of the source"
            self._report.fail("SYN001", address, pack_mark(self._number, 0, 0), message, hint)

    def _add_nodes(self) -> None:
        ends = {end for edge in self._graph.edges for end in (edge.source, edge.target)}
        for node in self._graph.nodes:
            if node.id in self._keys:
                self._skip(node.at, f"the node `{node.id}` is here twice; the first one counts", "node")
            elif node.is_group and node.id not in ends:
                self._report.tally("node", "left out, as they only hold others")
            else:
                self._keys[node.id] = self._add(node)

    def _add(self, node: Node) -> str:
        """Make a node a service; returns the key of it."""
        called = node.id
        name = self._find_name(node)
        if name is not None and (self._label is not None or _NUMBERED.fullmatch(node.id)):
            called, name = name, None
        self._wiring.add(called, node.at, name=name if name != called else None)
        return called

    def _find_name(self, node: Node) -> str | None:
        if self._label is not None:
            said = node.data.get(self._label)
        else:
            by_name = {key.lower(): value for key, value in reversed(node.data.items())}
            said = next((by_name[each] for each in _LABELS if each in by_name), None)
        return None if said is None else " ".join(said.split()) or None

    def _connect(self, edge: Edge) -> None:
        missing = next((end for end in (edge.source, edge.target) if end not in self._keys), None)
        if missing is not None:
            self._skip(edge.at, f"there is no node `{missing}`", "edge")
        elif edge.source == edge.target:
            self._skip(edge.at, f"`{edge.source}` depends on itself", "edge")
        elif not edge.is_directed:
            self._skip(edge.at, "it has no direction: it does not say who depends on whom", "edge")
        else:
            via = self._find_via(edge)
            source, target = self._keys[edge.source], self._keys[edge.target]
            self._wiring.connect(source, target, edge.at, via=via, via_at=edge.at)

    def _find_via(self, edge: Edge) -> str | None:
        word = edge.data.get(self._via)
        via = None if word is None else find_via(word)
        if word is not None and via is None:
            self._report.list_word("words for a coupling that say nothing", printable(word, limit=60))
        return via

    def _skip(self, at: int, reason: str, noun: str) -> None:
        self._report.skip(at, f"the {noun} is not used: {reason}")
        self._report.tally(noun, "not used")

    def _stop(self, at: int) -> None:
        message = f"more than {MOST_DEPENDENCIES:,} dependencies; the rest of the file is not read"
        self._report.fail("SYN001", Address.of(self._shown), at, message, "sum the graph up by service")
