"""Does a release carry everything that a checkout has?"""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

BUNDLED = {"topo": "topo", "models": "topo/_bundled/models", "samples": "topo/_bundled/samples"}

ASK_RESOURCES = """
from topo.resources import find_resource, find_resource_names
print(find_resource("samples", "northwind"))
print(find_resource("schema", "topo"))
print(*(find_resource("packs", name) for name in find_resource_names("packs")), sep="\\n")
print(*(find_resource("models", name) for name in find_resource_names("models")), sep="\\n")
"""


def build_release(project: Path, into: Path) -> Path:
    """The wheel, made from the sdist as an index would: a file that the sdist lacks is missing here too."""
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(into), str(project)]
    built = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert built.returncode == 0, built.stdout + built.stderr
    [wheel] = into.glob("*.whl")
    return wheel


def find_shipped_files(project: Path) -> set[str]:
    """Where each file of the checkout should stand in the wheel."""
    return {
        place + "/" + path.relative_to(project / folder).as_posix()
        for folder, place in BUNDLED.items()
        for path in (project / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def ask_installed(installed: Path) -> list[Path]:
    """The paths that topo.resources gives when the package stands in `installed`, away from the checkout."""
    answer = subprocess.run(
        [sys.executable, "-c", ASK_RESOURCES],
        cwd=installed,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return [Path(line) for line in answer.stdout.splitlines()]


def test_a_wheel_carries_the_package_with_profiles_packs_schema_and_samples(
    project: Path, tmp_path: Path
) -> None:
    """What is installed is what is in the checkout, and is found where it was installed."""
    shipped = find_shipped_files(project)
    with zipfile.ZipFile(build_release(project, tmp_path / "dist")) as wheel:
        inside = {name for name in wheel.namelist() if ".dist-info/" not in name}
        wheel.extractall(tmp_path / "installed")

    assert inside == shipped
    assert "topo/py.typed" in inside
    found = ask_installed(tmp_path / "installed")
    assert all(path.is_relative_to(tmp_path / "installed") and path.exists() for path in found)
    assert {"northwind", "topo.schema.json", "ownership.yaml"} <= {path.name for path in found}
    assert any(path.parent.name == "models" for path in found)
