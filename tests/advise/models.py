"""How do tests of advice get an organisation, its measures and its stress?"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from topo.advise.mri import Mri, take_mri
from topo.advise.stress_test import StressTest, run_stress
from topo.analysis.measures import Measures
from topo.model.organisation import Organisation
from topo.resources import find_resource
from topo.rules.context import Context
from topo.source.loading import load_model
from topo.source.shelf import read_packs
from topo.source.weighing import Weights

AS_OF = date(2026, 12, 1)
Tree = dict[str, Any]


def sample(name: str) -> Organisation:
    """A sample that ships."""
    return load_model(find_resource("samples", name)).organisation


def read(folder: Path, text: str) -> Organisation:
    """The organisation of a YAML text."""
    (folder / "topo.yaml").write_text(text, encoding="utf-8")
    return load_model(folder).organisation


def measures_of(organisation: Organisation) -> Measures:
    """Its measures, with the profiles that ship and its own numbers."""
    return Measures(organisation, AS_OF, Weights(organisation, Path()))


def stress_of(organisation: Organisation, ai: float | None = None, **options: Any) -> StressTest:
    """Its stress."""
    return run_stress(measures_of(organisation), ai=ai, **options)


def mri_of(organisation: Organisation) -> Mri:
    """Its MRI."""
    return take_mri(Context(organisation, AS_OF, Weights(organisation, Path())), read_packs())


def colours_of(mri: Mri, names: Mapping[str, str] | None = None) -> Tree:
    """Colours, verdicts and leanings by team; ids as other names call them."""
    called = names or {}
    return {
        called.get(cell.team, cell.team): (
            tuple(field.colour for field in cell.fields),
            tuple(sorted(finding.code for field in cell.fields for finding in field.findings)),
            cell.outlook.verdict,
            tuple(sign.leaning for sign in cell.outlook.signs),
        )
        for cell in mri.cells
    }
