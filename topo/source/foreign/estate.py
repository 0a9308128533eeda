"""What does reading a foreign file give: a part of a model, and what could not be used?"""

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field

from topo.findings import Finding, Position
from topo.source.positions import Mapping


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in a foreign file that topo could not use: where, and why."""

    position: Position
    reason: str


@dataclass(frozen=True, slots=True)
class Tree:
    """The files of a repository, and those of them that the source says are owned; `name` is the user's.

    `cleared` are files that the source leaves without owner by the very line that speaks for a service:
    each with the id of that service.
    """

    name: str
    files: tuple[str, ...]
    owned: frozenset[str]
    cleared: AnyMapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Estate:
    """A part of a model as a foreign source tells it.

    `root` is shaped like a model file; its marks lead into the foreign documents. `implied_teams` are
    groups that the source names and nobody defines, each with the mark of the first place that names it;
    `root` may say of them what the name itself tells.
    `notes` are counts to print, in order (`12 templates skipped`).
    """

    root: Mapping
    implied_teams: AnyMapping[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()
    tree: Tree | None = None
