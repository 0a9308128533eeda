"""What does every test stand on: one environment, one source of chance, and real data where there is some?"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "ci",
    derandomize=True,
    max_examples=50,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("deep", settings.get_profile("ci"), derandomize=False, max_examples=2000)
settings.load_profile("ci")  # another one: pytest --hypothesis-profile deep

# Each of these changes what topo writes: its format, its colours, its width.
_SURROUNDINGS = [
    "CI",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "FORCE_COLOR",
    "GITHUB_ACTIONS",
    "GITHUB_STEP_SUMMARY",
    "GITLAB_CI",
    "NO_COLOR",
    "PY_COLORS",
]


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Chosen files run in one process: starting workers takes longer than most of them."""
    chosen = config.args_source is not pytest.Config.ArgsSource.TESTPATHS
    return 0 if chosen else None


@pytest.fixture(scope="session", autouse=True)
def plain_surroundings() -> Iterator[None]:
    """No test sees where it runs: a terminal, a CI system, a user's choice of colours."""
    with pytest.MonkeyPatch.context() as patch:
        for name in _SURROUNDINGS:
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def project() -> Path:
    """The top of the repository."""
    return Path(__file__).parent.parent


@pytest.fixture(scope="session")
def real_data() -> Path:
    """A folder of catalogs, CODEOWNERS files and org maps of real organisations, by TOPO_REAL_DATA."""
    folder = os.environ.get("TOPO_REAL_DATA")
    if not folder:
        pytest.skip("TOPO_REAL_DATA names no folder of real catalogs, CODEOWNERS files and org maps")
    path = Path(folder)
    if not path.is_dir():
        pytest.fail(f"TOPO_REAL_DATA is {folder}, which is no folder")
    return path.resolve()
