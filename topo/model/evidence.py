"""What did sources tell of the world outside the model?"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from topo.model.base import EMPTY


@dataclass(frozen=True, slots=True)
class PathCoverage:
    """How the files of a repository are covered by owned paths: counts of files.

    `gaps` maps each topmost folder (or file) in which nothing is covered to the number of its files.
    `source` names the tree as the model does.
    """

    source: str
    files: int
    covered: int
    gaps: Mapping[str, int] = field(default=EMPTY)
