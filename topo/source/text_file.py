"""What is the text of a file of topo's own, and what keeps it from being read?"""

from pathlib import Path

from topo.findings import Address, Finding, Position, Severity
from topo.source.opening import UnreadableFile, read_regular_file
from topo.source.positions import Documents, pack_mark, show_path
from topo.source.problem import describe_problem
from topo.source.reading import Reading
from topo.source.validating import Validator


def read_text(path: Path, validator: Validator) -> str | None:
    """The text of a file; None where there is none, which is then a finding."""
    shown = show_path(path)
    try:
        data = read_regular_file(path)
    except UnreadableFile as error:
        _cannot_read(validator, "SYN001", str(error), error.hint, Position(shown))
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start)
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1)
        message = f"the file is not UTF-8: byte 0x{data[error.start]:02x}"
        _cannot_read(validator, "SYN009", message, "save it as UTF-8", Position(shown, line + 1, column + 1))
        return None


def report_problems(reading: Reading, documents: Documents, number: int, validator: Validator) -> None:
    """Make findings of what kept (parts of) the file with this number from being read."""
    shown = documents.of(pack_mark(number, 0, 0)).shown
    for problem in reading.problems:
        validator.add(describe_problem(problem, documents, number, shown))
    if reading.untold:
        validator.leave_out("SYN002", reading.untold)


def _cannot_read(validator: Validator, code: str, message: str, hint: str, position: Position) -> None:
    address = Address.of(position.file)
    validator.add(Finding(code, Severity.ERROR, address, message, hint=hint, position=position))
