"""Did the files of a model change since they were read?

Folders are looked at, too: in them files appear, and go.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from topo.source.loading import LoadedModel


class Stamps(NamedTuple):
    """When each file, and each folder in which one may appear, was changed last; -1 where nothing is."""

    files: Mapping[Path, int]
    folders: Mapping[Path, int]

    def look_again(self) -> "Stamps":
        """The same files and folders as they are now."""
        return Stamps(_look(self.files), _look(self.folders))

    def keep(self, earlier: "Stamps") -> "Stamps":
        """With what was seen of the same paths earlier: what changed since then is still to be read."""
        return Stamps(
            {path: earlier.files.get(path, stamp) for path, stamp in self.files.items()},
            {path: earlier.folders.get(path, stamp) for path, stamp in self.folders.items()},
        )


def find_stamps(model: LoadedModel) -> Stamps:
    """The files of a model, the folders that hold any, and those between them and the folder of the model."""
    folders = {model.folder}
    for file in model.files:
        for folder in file.parents:
            if folder in folders:
                break
            folders.add(folder)
            if not folder.is_relative_to(model.folder):
                break
    return Stamps(_look(model.files), _look(sorted(folders)))


def _look(paths: Iterable[Path]) -> dict[Path, int]:
    stamps = {}
    for path in paths:
        try:
            stamps[path] = path.stat().st_mtime_ns
        except OSError:
            stamps[path] = -1
    return stamps
