"""Does docs/stress.md name every key of the document that it describes?"""

import json
import re
from pathlib import Path

from tests.advise.models import sample, stress_of
from topo.report.stress.formats import render_stress


def test_every_key_is_named(project: Path) -> None:
    """And no other, in the order of the document."""
    page = (project / "docs/stress.md").read_text(encoding="utf-8")
    table = page.partition("<!-- keys -->")[2].partition("<!-- /keys -->")[0]
    rows = [row.split("|")[1] for row in table.splitlines() if row.startswith("| `")]
    named = [key for row in rows for key in re.findall(r"`([a-z_-]+)`", row)]
    assert named == list(json.loads(render_stress(stress_of(sample("paradox"), 0.4), "json")))
