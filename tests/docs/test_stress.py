"""Does docs/stress.md name every key of the document that it describes?"""

import json
import re
import subprocess
import sys
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


def test_its_program_runs(project: Path) -> None:
    """And finds what the page shows: the desk, and code for the cards."""
    page = (project / "docs/stress.md").read_text(encoding="utf-8")
    (program,) = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=project, capture_output=True, text=True, check=True
    )
    first, second, *flips = done.stdout.splitlines()
    assert first == "security security-engineer streams.app-change.stages.security"
    assert second.startswith("45.58") and "None ['security security-engineer'" in second
    assert flips[0].startswith("streams.card-change.stages.build.touch 0.025")
    assert len(flips) == 3
