"""How is a page of measures written for programs?

One JSON document: what the page is about, then its tables by their keys, each a list of objects with the
columns as keys. What could not be assessed is null, and says why under `missing`.
"""

from topo.report.json_text import render_json_text
from topo.report.sheets.sheet import Sheet


def render_json(sheet: Sheet) -> str:
    """The page as one document."""
    document: dict[str, object] = dict(sheet.head)
    for table in sheet.tables:
        keys = [column.key for column in table.columns]
        document[table.key] = [
            dict(zip(keys, (cell.value for cell in row), strict=True)) for row in table.rows
        ]
    if sheet.sensitivity is not None:
        from topo.report.sensitivity import describe_sensitivity

        document["sensitivity"] = describe_sensitivity(sheet.sensitivity)
    return render_json_text(document)
