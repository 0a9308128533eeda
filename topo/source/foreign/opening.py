"""What is the text of a foreign file, and what keeps it from being read?"""

import re
from pathlib import Path

from topo.findings import Address, Finding, Position, Related, Severity
from topo.source.foreign.report import Report
from topo.source.opening import UnreadableFile, read_regular_file
from topo.source.positions import Document, show_path
from topo.source.problem import Problem
from topo.source.reading import read_yaml

_NO_LINE_ENDS = re.compile("[\x85\u2028\u2029]")


def read_file(path: Path, report: Report) -> str | None:
    """The text of a file; None, and a finding, where it cannot be read."""
    try:
        data = read_regular_file(path)
    except UnreadableFile as error:
        _refuse(report, path, str(error), error.hint)
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        message = f"the file is not UTF-8: byte 0x{data[error.start]:02x}"
        _refuse(report, path, message, "save it as UTF-8", code="SYN009", line=line, column=column)
        return None


def _refuse(
    report: Report,
    path: Path,
    message: str,
    hint: str,
    *,
    code: str = "SYN001",
    line: int = 0,
    column: int = 1,
) -> None:
    shown = show_path(path)
    position = Position(shown, line, column)
    report.take(Finding(code, Severity.ERROR, Address.of(shown), message, hint=hint, position=position))


def open_text(path: Path, report: Report) -> tuple[str, int] | None:
    """The text of a file that is no YAML, with its number in marks; None, and a finding, where unreadable.

    Line ends that editors do not count as such are blanked, so that lines are numbered as people see them.
    """
    text = read_file(path, report)
    if text is None:
        return None
    text = _NO_LINE_ENDS.sub(" ", text)
    return text, report.documents.add(Document(path, text, is_foreign=True, is_yaml=False))


def open_yaml(
    path: Path, report: Report, blank: re.Pattern[str] | None = None
) -> tuple[tuple[object, ...], int]:
    """The documents of a YAML file and its number in marks; what is wrong with it becomes findings.

    What matches `blank` is read as if it were not there; columns stay.
    """
    text = read_file(path, report)
    if text is None:
        return (), 0
    document = Document(path, text, is_foreign=True)
    number = report.documents.add(document)
    if blank is not None:
        text = blank.sub(lambda match: " " * len(match[0]), text)
    reading = read_yaml(text, file=number)
    for problem in reading.problems:
        report.take(_describe(problem, document))
    return reading.documents, number


def _describe(problem: Problem, document: Document) -> Finding:
    start = problem.column + 1
    position = Position(document.shown, problem.line + 1, start, start + max(1, problem.width))
    related: tuple[Related, ...] = ()
    if problem.other is not None:
        line, column = problem.other
        first = Position(document.shown, line + 1, column + 1, column + 1 + problem.width)
        related = (Related("the first one", position=first),)
    key = document.line(position.line)[problem.column :][: problem.width] if problem.code == "SYN002" else ""
    return Finding(
        problem.code,
        Severity.ERROR,
        Address.of(document.shown, key) if key else Address.of(document.shown),
        problem.message,
        label=problem.label,
        hint=problem.hint,
        related=related,
        position=position,
    )
