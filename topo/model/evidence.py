"""What did sources tell of the world outside the model?"""

from collections.abc import Mapping
from typing import NamedTuple

from topo.model.base import EMPTY


class PathCoverage(NamedTuple):
    """How the files of a repository are covered by owned paths: counts of files.

    `gaps` maps each topmost folder (or file) in which nothing is covered to the number of its files.
    `source` names the tree as the model does.
    """

    source: str
    files: int
    covered: int
    gaps: Mapping[str, int] = EMPTY
