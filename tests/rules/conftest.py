"""How do tests of the rules' machinery get a checked model?"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from topo.rules.baseline import Baseline
from topo.rules.checking import Reading, check_organisation
from topo.rules.context import Context
from topo.rules.result import CheckResult
from topo.rules.selection import select_rules
from topo.source.loading import load_model
from topo.source.shelf import read_packs
from topo.source.weighing import Weights

AS_OF = date(2026, 12, 1)
Check = Callable[..., CheckResult]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """The result of checking a text, against a baseline and on a day where these are given."""

    def check_text(text: str, *, baseline: Baseline | None = None, as_of: date = AS_OF) -> CheckResult:
        (tmp_path / "topo.yaml").write_text(dedent(text), encoding="utf-8")
        model = load_model(tmp_path)
        reading = Reading(
            model.findings,
            model.notes,
            lambda finding: finding.position or model.positions.find_value(finding.address),
            model.positions.is_foreign,
        )
        selection = select_rules(model.organisation.check, read_packs(), model.organisation)
        context = Context(model.organisation, as_of, Weights(model.organisation, model.folder))
        return check_organisation(context, selection, reading, baseline)

    return check_text
