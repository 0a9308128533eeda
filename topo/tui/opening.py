"""What does the terminal UI need to know of the model that it shows, beside the session?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from topo.findings import Address
from topo.tui.session import Session


def _nowhere(_: Address) -> str:
    return ""


def _keep_nothing() -> None:
    return None


@dataclass
class Opened:
    """A model that is open.

    `places` says where an address stands; `words` are to be told at the beginning; `names` stand in the
    place of ids (anonymous); `keep` writes the journal.
    """

    session: Session
    places: Callable[[Address], str] = _nowhere
    words: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    keep: Callable[[], None] = _keep_nothing
