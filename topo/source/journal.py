"""How do several files change as one, whatever happens meanwhile?

All new contents are written beside their files first. Then one file, the journal, is put in its place: from
that moment on the change has happened. The new files are moved over the old ones, and the journal goes.
Whoever finds a journal, because a call was killed, moves what is left: so a model is read as it was, or as it
is to be.
"""

import json
import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from topo.errors import WriteRefused
from topo.source.opening import UnreadableFile, read_regular_file
from topo.source.writing import (
    check_unchanged,
    find_replaced,
    find_target,
    give_owner_and_mode,
    refusing,
    settle_folder,
    write_beside,
    written_beside,
)
from topo.text import printable

_VERSION = 1
_TEMPORARY = re.compile(r"\.[^/\\\0]*\.[0-9a-f]{12}\.tmp\Z")
_DIGEST = re.compile(r"[0-9a-f]{64}\Z")


class Replacement(NamedTuple):
    """What a file is to hold, and what it held when it was read."""

    path: Path
    content: bytes
    expect: bytes


class _Move(NamedTuple):
    """A line of the journal: a new file, the file that it takes the place of, and the digests of both."""

    temporary: Path
    target: Path
    before: str
    after: str


Step = Callable[[str], None]


def _ignore(_step: str) -> None:
    """Nobody looks."""


def write_together(replacements: Sequence[Replacement], journal: Path, *, at_step: Step = _ignore) -> None:
    """Give all files their new contents, or none.

    Mode bits stay; symbolic links are followed. Raises WriteRefused, with nothing written, where a file is
    read-only, is no regular file, or holds anything else than expected. `at_step` hears of each step.
    """
    at_step("beginning")
    moves: list[_Move] = []
    try:
        for each in replacements:
            with refusing(each.path):
                moves.append(_write_new(each))
            at_step(f"written {each.path.name}")
        _refuse_twice(moves)
        for each in replacements:
            with refusing(each.path):
                check_unchanged(find_target(each.path), each.expect, each.path)
        with refusing(journal):
            _put_journal(journal, moves)
    except BaseException:
        if not _is_put(journal, moves):
            for move in moves:
                move.temporary.unlink(missing_ok=True)
        raise
    at_step("journal put")
    complete_writing(journal, at_step=at_step)


def complete_writing(journal: Path, *, at_step: Step = _ignore) -> None:
    """Finish what a journal says was begun; may be called again, and by several at once.

    Raises WriteRefused where a file has changed meanwhile: it is left as it is, with what was to be written
    beside it, and all others are finished.
    """
    with refusing(journal):
        clashes = [move for move in _read_journal(journal) if not _finish(move, at_step)]
        if clashes:
            raise _broken_off(clashes[0], journal)
        journal.unlink(missing_ok=True)
        settle_folder(journal.parent)
    at_step("journal removed")


def _write_new(each: Replacement) -> _Move:
    replaced = find_replaced(each.path)
    if replaced is not None and not stat.S_ISREG(replaced.st_mode):
        raise WriteRefused(f"{printable(str(each.path))} is no regular file, and is not overwritten")
    target = find_target(each.path).absolute()
    check_unchanged(target, each.expect, each.path)
    temporary = write_beside(target, each.content)
    if replaced is not None:
        give_owner_and_mode(temporary, replaced)
    return _Move(temporary, target, _digest(each.expect), _digest(each.content))


def _is_put(journal: Path, moves: Sequence[_Move]) -> bool:
    """Whether a journal that needs these new files is in place: an interruption may come just behind that."""
    try:
        content = read_regular_file(journal)
    except UnreadableFile:
        return False
    return any(move.temporary.name.encode() in content for move in moves)


def _refuse_twice(moves: Sequence[_Move]) -> None:
    targets = [move.target for move in moves]
    for target in targets:
        if targets.count(target) > 1:
            raise WriteRefused(f"two of the files to be written are links to {printable(str(target))}")


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


# --- the journal --------------------------------------------------------------------------------------------


def _put_journal(journal: Path, moves: Sequence[_Move]) -> None:
    """Put the journal in its place whole; another one that stands there is somebody else's."""
    folder = journal.parent.absolute()
    files = [
        {
            "target": _relative(move.target, folder),
            "temporary": move.temporary.name,
            "before": move.before,
            "after": move.after,
        }
        for move in moves
    ]
    content = json.dumps({"topo-apply": _VERSION, "files": files}, indent=2).encode()
    for place in dict.fromkeys(move.target.parent for move in moves):
        settle_folder(place)
    with written_beside(journal, content) as temporary:
        try:
            os.link(temporary, journal)
        except FileExistsError:
            raise _under_way(journal) from None
        except (OSError, AttributeError):  # a file system without hard links
            if os.path.lexists(journal):
                raise _under_way(journal) from None
            os.replace(temporary, journal)
    settle_folder(journal.parent)


def _relative(path: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()


def _read_journal(journal: Path) -> Iterator[_Move]:
    """The moves that a journal lists; none where somebody else has finished it by now."""
    try:
        content = read_regular_file(journal)
    except UnreadableFile as error:
        if not os.path.lexists(journal):
            return
        raise WriteRefused(f"{printable(str(journal))}: {error}", hint=error.hint) from None
    try:
        data = json.loads(content)
        files = data["files"] if data["topo-apply"] == _VERSION else None
        moves = [_read_move(each, journal.parent.absolute()) for each in files or ()]
    except (ValueError, KeyError, TypeError, RecursionError):
        moves = []
    if not moves:
        raise WriteRefused(f"{printable(str(journal))} is no journal that this topo wrote", hint="delete it")
    yield from moves


def _read_move(said: Any, folder: Path) -> _Move:
    target = Path(os.path.normpath(folder / str(said["target"])))
    name, before, after = str(said["temporary"]), str(said["before"]), str(said["after"])
    if not (_TEMPORARY.match(name) and _DIGEST.match(before) and _DIGEST.match(after)):
        raise ValueError("no line of a journal")
    return _Move(target.parent / name, target, before, after)


def _finish(move: _Move, at_step: Step) -> bool:
    """Move a new file to its place; whether it is there now."""
    if _digest_of(move.target) == move.before and _digest_of(move.temporary) == move.after:
        with suppress(FileNotFoundError):  # somebody else was quicker
            os.replace(move.temporary, move.target)
        settle_folder(move.target.parent)
        at_step(f"moved {move.target.name}")
    if _digest_of(move.target) != move.after:
        return False
    move.temporary.unlink(missing_ok=True)
    return True


def _digest_of(path: Path) -> str | None:
    """The digest of what a regular file holds, None for anything else."""
    if path.is_symlink():
        return None
    try:
        return _digest(read_regular_file(path))
    except UnreadableFile:
        return None


def _under_way(journal: Path) -> WriteRefused:
    return WriteRefused(
        f"{printable(str(journal))} says that another change is being written", hint="try again"
    )


def _broken_off(move: _Move, journal: Path) -> WriteRefused:
    return WriteRefused(
        f"{printable(str(move.target))} has changed since the writing of several files was broken off",
        hint=f"compare it with {printable(move.temporary.name)} beside it, then delete {journal.name}",
    )
