"""The pictures of a model."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from topo.source.loading import LoadedModel

if TYPE_CHECKING:
    from topo.report.drawing.formats import Drawing
    from topo.report.pictures.picture import Picture


def make_picture(
    model: LoadedModel,
    name: str,
    *,
    as_of: date | None = None,
    focus: str | None = None,
    depth: int = 1,
    group_by: str | None = None,
    stream: str | None = None,
) -> "Picture":
    """One of the pictures of `topo graph` (teams, services, domains, talking, ownership, stream), undrawn.

    `focus` is a team: only what is at most `depth` steps from it is shown. `group_by` is what the boxes stand
    for: owner, group or domain. `stream` is the one value stream to draw. Raises `UsageError` for a picture,
    team, grouping or stream that there is not.
    """
    from topo.analysis.measures import Measures
    from topo.report.pictures import catalogue
    from topo.report.pictures.wanted import Grouping, Wanted
    from topo.source.weighing import Weights

    measures = Measures(model.organisation, as_of or date.today(), Weights(model.organisation, model.folder))
    wanted = Wanted(focus, depth, None if group_by is None else Grouping(group_by), stream)
    return catalogue.make_picture(measures, name, wanted)


def draw_picture(
    picture: "Picture", format: str, *, engine: str = "auto", time_limit: float = 60.0
) -> "Drawing":
    """A picture as dot, mermaid, svg, png or pdf, with what is to be known of how it was drawn.

    `engine` is auto, dot, pygraphviz or own; it gets `time_limit` seconds. Raises `UsageError` for a format
    that there is not, or that takes an engine where none is; `EngineFailed` where one fails.
    """
    from topo.report.drawing import engines, formats

    return formats.draw(picture, format, engine=engines.Engine(engine), time_limit=time_limit)


def write_picture(path: Path, content: bytes, *, force: bool = False) -> None:
    """Write a picture; one that is there already is left as it is, unless `force` says otherwise."""
    from topo.source.writing import write_new, write_text_atomically

    if force:
        write_text_atomically(path, content, expect=None)
    else:
        write_new(path, content)
