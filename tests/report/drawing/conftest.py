"""Which pictures do the formats have to show?"""

import shutil
from collections.abc import Callable
from datetime import date

import pytest

from tests.report.drawing.nasty import make_nasty
from tests.report.pictures.weights import WEIGHTS
from topo.analysis.measures import Measures
from topo.report.pictures.catalogue import make_picture
from topo.report.pictures.picture import Picture
from topo.report.pictures.wanted import Grouping, Wanted

CASES = {
    "teams": ("teams", Wanted()),
    "teams-by-group": ("teams", Wanted(group_by=Grouping.GROUP)),
    "teams-around-node": ("teams", Wanted("node", 1)),
    "services": ("services", Wanted()),
    "services-by-domain": ("services", Wanted(group_by=Grouping.DOMAIN)),
    "domains": ("domains", Wanted()),
    "talking": ("talking", Wanted()),
    "ownership": ("ownership", Wanted()),
    "ownership-by-domain": ("ownership", Wanted(group_by=Grouping.DOMAIN)),
}


@pytest.fixture(scope="session")
def nasty() -> Callable[[str], Picture]:
    """Makes the picture of one of `CASES` of the nasty organisation."""
    measures = Measures(make_nasty(), date(2026, 12, 1), WEIGHTS)

    def make(case: str) -> Picture:
        name, wanted = CASES[case]
        return make_picture(measures, name, wanted)

    return make


@pytest.fixture(scope="session")
def dot() -> str:
    """The program `dot`; a test that needs it is skipped where it is missing."""
    found = shutil.which("dot")
    if found is None:
        pytest.skip("dot is not on the path")
    return found
