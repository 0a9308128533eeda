"""What keeps (a part of) a text from being read, and what is said of it?"""

from dataclasses import dataclass

from topo.findings import Address, Finding, Position, Related, Severity
from topo.source.positions import Documents, pack_mark


@dataclass(frozen=True, slots=True)
class Problem:
    """One obstacle; `line` and `column` count from 0.

    `other` is the place of what it clashes with, or began at, and `other_label` says what stands there.
    `keys` lead to what it is about, where the text was read so far.
    """

    code: str
    line: int
    column: int
    message: str
    label: str = ""
    hint: str | None = None
    width: int = 1
    other: tuple[int, int] | None = None
    other_label: str = "the first one"
    keys: tuple[str, ...] = ()


def describe_problem(problem: Problem, documents: Documents, number: int, shown: str) -> Finding:
    """The finding that a problem is, in the file with this number, which is shown as `shown`."""

    def place(line: int, column: int, width: int) -> Position:
        return documents.position(pack_mark(number, line, column), width=max(1, width))

    related: tuple[Related, ...] = ()
    if problem.other is not None:
        width = problem.width if problem.code == "SYN002" else 1
        related = (Related(problem.other_label, position=place(*problem.other, width)),)
    return Finding(
        problem.code,
        Severity.ERROR,
        Address.of(shown, *problem.keys),
        problem.message,
        label=problem.label,
        hint=problem.hint,
        related=related,
        position=place(problem.line, problem.column, problem.width),
    )
