"""How is a model opened for a session, watched, and shown with or without names?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from topo.analysis.progress import Progress, ignore
from topo.change.refusal import Misfit
from topo.change.script import Script
from topo.errors import TopoError
from topo.findings import Address
from topo.source.loading import LoadedModel, load_model
from topo.source.weighing import Weights
from topo.text import count
from topo.tui.hiding import Names
from topo.tui.journal import Journal, find_journal, try_restore
from topo.tui.scripting import open_fork
from topo.tui.session import Session, open_session
from topo.tui.watching import Stamps, find_stamps


@dataclass
class Opened:
    """A model that is open.

    `stamps` are the times at which its files were changed last; `words` are to be told at the beginning.
    """

    session: Session
    model: LoadedModel
    stamps: Stamps
    journal: Journal | None = None
    words: tuple[str, ...] = ()

    def places(self, address: Address) -> str:
        """Where an address stands: `teams.yaml:12`; "" where it does not, or where names are hidden."""
        if self.session.names.is_hiding:
            return ""
        position = self.model.positions.find_value(address)
        return "" if position is None else f"{position.file}:{position.line}"

    def keep(self) -> None:
        """Write the journal."""
        if self.journal is not None:
            self.journal.keep(self.session)


def open_model(
    start: Path,
    *,
    as_of: date,
    scenarios: Sequence[str] = (),
    is_anonymous: bool = False,
    is_readonly: bool = False,
    public: bool = False,
    journal: Journal | None = None,
    progress: Progress = ignore,
) -> Opened:
    """Open a model, with these scenarios and what the last session left unsaved.

    Raises ModelNotFound and NothingReadable as loading does, UsageError for a scenario that is not there.
    """
    from topo.change.scenario.library import Library

    model = load_model(start, public=public or is_anonymous, progress=progress)
    words = []
    if model.has_syntax_errors:
        words.append(
            f"The model has {count(len(model.syntax_errors), 'error')} of its own: see lens 8. "
            "What could be read is shown."
        )
    names = Names(is_hiding=is_anonymous)
    organisation = names.hide(model.organisation)
    forks = []
    for name in scenarios:
        loaded = Library(model.folder).load(name)
        fork = open_fork(loaded, organisation, names)
        if fork is None:
            words.append(f"{name} cannot be read: {loaded.findings[0].message}")
        else:
            forks.append(fork)
            words += [f"{name}: {each}" for each in _find_misfits(fork.history.skipped.values())]
    weights = Weights(model.organisation, model.folder)
    session = open_session(
        organisation, as_of=as_of, weights=weights, forks=forks, is_readonly=is_readonly, names=names
    )
    session.read_findings = names.hide_findings(model.findings)
    journal = journal or Journal(find_journal(model.root))
    load = partial(_load_script, model, names)
    if not scenarios and not is_readonly and try_restore(session, journal, load):
        words.append("Taken over from the last session: moves that were not saved. q, then d discards them.")
    return Opened(session, model, find_stamps(model), None if is_readonly else journal, tuple(words))


def _load_script(model: LoadedModel, names: Names, path: str) -> Script | None:
    """What the file of a scenario says now; None where it cannot be read any more."""
    from topo.change.scenario.library import Library

    try:
        script = Library(model.folder).load(path).script
    except TopoError:
        return None
    return None if script is None else names.hide_script(script)


def _find_misfits(skipped: Iterable[tuple[Misfit, ...]]) -> list[str]:
    return [misfit.message for misfits in skipped for misfit in misfits]


def reload(opened: Opened) -> tuple[str, ...]:
    """Read the model again, under the open scenarios; what is to be told of it.

    A model that became invalid keeps the last good one: the errors are told, and shown among the findings.
    Where nothing but other files came beside those of the model there is nothing to tell. Raises what loading
    does; it is looked at again when something changes.
    """
    was, seen = opened.stamps, opened.stamps.look_again()
    opened.stamps = seen
    start = opened.model.root if opened.model.root.exists() else opened.model.folder
    fresh = load_model(start, public=opened.model.is_public, like=opened.model)
    opened.stamps = find_stamps(fresh).keep(seen)
    if opened.stamps.files == was.files:
        return ()
    names = opened.session.names
    if fresh.has_syntax_errors:
        opened.session.take_findings(names.hide_findings(fresh.findings))
        first = fresh.syntax_errors[0]
        errors = count(len(fresh.syntax_errors), "error")
        said = "" if names.is_hiding else f": {first.message}"
        return (f"The files changed, with {errors}; the last good model stays{said}",)
    lost = opened.session.rebase(names.hide(fresh.organisation), Weights(fresh.organisation, fresh.folder))
    opened.session.take_findings(names.hide_findings(fresh.findings))
    opened.model = fresh
    return ("The files changed: read again.", *lost)
