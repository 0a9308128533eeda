"""How is the place of a finding written, for people and in a URI?"""

from topo.findings import Finding, Position, Related
from topo.rules.result import Places
from topo.text import printable


def render_position(position: Position) -> str:
    """`file:line:column`, or the file alone where the whole file is meant.

    >>> render_position(Position("services/payments.yaml", 14, 3, 13))
    'services/payments.yaml:14:3'
    >>> render_position(Position("topo.yaml"))
    'topo.yaml'
    """
    file = printable(position.file)
    return f"{file}:{position.line}:{position.column}" if position.line else file


def render_place(finding: Finding, places: Places) -> str:
    """Where a finding stands: its position, else its address, else the model's own file."""
    position = places.position_of(finding)
    return printable(str(finding.address) or places.home) if position is None else render_position(position)


def render_related_place(related: Related, places: Places) -> str:
    """Where the other end of a finding stands: its position, else its address, else nothing."""
    position = places.related_position(related)
    if position is not None:
        return render_position(position)
    return "" if related.address is None else printable(str(related.address))


def find_file_position(finding: Finding, places: Places) -> Position:
    """The position of a finding, else the model's own file: some formats must name one."""
    return places.position_of(finding) or Position(places.home)


def is_absolute(file: str) -> bool:
    """Whether a path starts at a root or, on Windows, at a drive."""
    return file.startswith("/") or file[1:3] == ":/"


def render_uri(file: str) -> str:
    """The path as a URI reference (RFC 3986): relative where the path is.

    >>> render_uri("services/a b#1.yaml"), render_uri("C:/models/topo.yaml")
    ('services/a%20b%231.yaml', 'file:///C:/models/topo.yaml')
    """
    from urllib.parse import quote  # imported late: text for people holds no URI

    path = printable(file)
    if not is_absolute(path):
        return quote(path)
    return f"file:///{quote(path.lstrip('/'), safe='/:')}"
