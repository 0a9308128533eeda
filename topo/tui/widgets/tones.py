"""How does a tone look in the theme that is open?"""

from rich.style import Style
from textual.color import Color
from textual.widget import Widget


def find_style(widget: Widget, tone: str, *, is_bold: bool = False) -> Style:
    """The colour of a tone (`good`, `warn`, `bad`, `dim`, `head`); plain for "" and "strong"."""
    said = widget.app.theme_variables.get(f"tone-{tone}")
    color = None if said is None else Color.parse(said).rich_color
    return Style(color=color, bold=is_bold or tone == "strong" or None)
