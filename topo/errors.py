"""What can go wrong with a call of topo itself, and which exit code does each cause?

Findings about a model are values (`topo.findings`); these are the exceptions::

    TopoError                 2
    ├── UsageError            2   the call is wrong: an option, a name, a combination
    │   └── MoveRefused       2   a move does not fit the organisation (topo.change.refusal)
    ├── ModelNotFound         2   no topo.yaml where one was looked for
    ├── NothingReadable       2   files are there, but nothing in them can be analysed
    ├── WriteRefused          2   a file of the user's would be overwritten or lost
    ├── EngineFailed          2   what draws pictures took too long, or broke off
    └── Defect              101   a mistake of topo's own
"""


class TopoError(Exception):
    """An error with a message for people, an optional remedy and the exit code it causes."""

    exit_code = 2

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(TopoError):
    """The call is wrong: an option, a name or a combination."""


class ModelNotFound(TopoError):
    """There is no model where one was looked for."""


class NothingReadable(TopoError):
    """Files are there, but nothing in them can be analysed."""


class WriteRefused(TopoError):
    """Writing would overwrite or lose a file that the user made."""


class EngineFailed(TopoError):
    """A program or library that draws pictures took too long, or broke off."""


class Defect(TopoError):
    """A mistake of topo's own."""

    exit_code = 101
