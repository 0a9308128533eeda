"""What is the text of a foreign file, and what keeps it from being read?"""

from pathlib import Path

from topo.findings import Address, Finding, Position, Severity
from topo.source.foreign.report import Report
from topo.source.positions import show_path
from topo.source.reading import LARGEST_FILE


def read_file(path: Path, report: Report) -> str | None:
    """The text of a file; None, and a finding, where it cannot be read."""
    try:
        if not path.is_file() and path.exists():
            _refuse(report, path, "this is not a regular file", "leave it out of the source")
            return None
        if path.stat().st_size > LARGEST_FILE:
            most = LARGEST_FILE // (1024 * 1024)
            _refuse(report, path, f"the file is larger than {most} MB", "leave it out of the source")
            return None
        data = path.read_bytes()
    except OSError as error:
        _refuse(report, path, f"the file cannot be read: {error.strerror or error}", "check its permissions")
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
