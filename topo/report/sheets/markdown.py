"""How is a page of measures written as Markdown? Tables are whole: nothing is left out for want of room."""

from collections.abc import Iterator

from topo.report.markdown import escape_markdown
from topo.report.sheets.sheet import Line, Sheet, Table


def render_markdown(sheet: Sheet) -> str:
    """The page: a heading, the sentences as a list, and a table for each one that people read."""
    blocks = [[f"## {escape_markdown(sheet.title)}"]]
    blocks.append([_render_line(line) for line in sheet.lines])
    for table in sheet.tables:
        if table.title:
            blocks += [[f"### {escape_markdown(table.title)}"], list(_render_table(table))]
    blocks += [[escape_markdown(note)] for note in sheet.notes]
    text = "\n\n".join("\n".join(block) for block in blocks if block) + "\n"
    if sheet.sensitivity is None:
        return text
    from topo.report.sensitivity import render_sensitivity_markdown

    return f"{text}\n{render_sensitivity_markdown(sheet.sensitivity)}"


def _render_line(line: Line) -> str:
    """A sentence; one without a label belongs to the one before it."""
    text = escape_markdown(line.text)
    return f"- **{escape_markdown(line.label)}**: {text}" if line.label else f"  - {text}"


def _render_table(table: Table) -> Iterator[str]:
    kept = table.shown
    columns = [table.columns[place] for place in kept]
    titles = [escape_markdown(column.title) for column in columns]
    yield f"| {' | '.join(titles)} |"
    yield f"|{'|'.join('--:' if column.is_number else '---' for column in columns)}|"
    for row in table.rows:
        yield f"| {' | '.join(escape_markdown(row[place].text) for place in kept)} |"
