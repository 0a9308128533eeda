"""How does a plan reach the files?"""

from topo.errors import WriteRefused
from topo.source.changes import find_uncommitted
from topo.source.discovery import JOURNAL
from topo.source.journal import Replacement, write_together
from topo.source.positions import show_path
from topo.source.splicing.plan import EditPlan
from topo.text import count, printable


def write_plan(plan: EditPlan, *, allow_dirty: bool = False) -> None:
    """Write all files of a plan, or none; killed at any moment, the model is the old one or the new one.

    Raises WriteRefused, with nothing written, for a plan that is not complete, where a file has changed
    since it was read or cannot be written, and, unless `allow_dirty`, where git could not give back what a
    file holds now.
    """
    if not plan.is_complete:
        first = plan.unwritten[0]
        number = count(len(plan.unwritten), "change")
        raise WriteRefused(
            f"{number} cannot be written, the first at {printable(str(first.address))}: {first.reason}",
            hint="make these by hand first; the plan says how",
        )
    if not allow_dirty and (dirty := find_dirty(plan)):
        raise WriteRefused(
            f"{count(len(dirty), 'file')} would change that git has not committed: {', '.join(dirty)}",
            hint="commit or stash first",
        )
    replacements = [Replacement(each.path, each.replacement, each.content) for each in plan.files]
    if replacements:
        write_together(replacements, plan.root.parent / JOURNAL)


def find_dirty(plan: EditPlan) -> tuple[str, ...]:
    """The files of a plan, as shown, that hold what is not committed; none outside git."""
    return tuple(show_path(path) for path in find_uncommitted(each.path for each in plan.files))
