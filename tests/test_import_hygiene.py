"""What does topo load before somebody needs it?

Start-up is a feature: an import in the wrong place costs every user of every command.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"graphviz", "jinja2", "networkx", "numpy", "rich", "scipy", "textual"}
MODEL_LIBRARIES = {"pydantic", "yaml"}

# The process is its own witness: what stands in sys.modules at the end was loaded on the way.
WITNESS = """
import json, sys
code = 0
if sys.argv[1:]:
    from topo.cli import main
    try:
        main()
    except SystemExit as stop:
        code = stop.code or 0
else:
    import topo
print()
print(json.dumps([code, sorted(sys.modules)]))
"""


def loaded_by(project: Path, *arguments: str) -> set[str]:
    """The top-level modules that `topo ARGUMENTS` loads; without arguments, what `import topo` does."""
    return {name.partition(".")[0] for name in modules_loaded_by(project, *arguments)}


def modules_loaded_by(project: Path, *arguments: str) -> set[str]:
    """Every module that `topo ARGUMENTS` loads."""
    run = subprocess.run(
        [sys.executable, "-c", WITNESS, *arguments],
        cwd=project,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    code, modules = json.loads(run.stdout.splitlines()[-1])
    assert code == 0, run.stdout + run.stderr
    return set(modules)


@pytest.mark.parametrize(
    "arguments",
    [(), ("--help",), ("--version",), ("check", "samples/northwind"), ("analyze", "samples/northwind")],
    ids=["import", "help", "version", "check", "analyze"],
)
def test_no_heavy_library_is_loaded_before_it_is_needed(project: Path, arguments: tuple[str, ...]) -> None:
    """A small model is checked without pictures, arrays, templates, graphs and screens."""
    assert loaded_by(project, *arguments) & HEAVY == set()


@pytest.mark.parametrize("arguments", [(), ("--help",), ("--version",)], ids=["import", "help", "version"])
def test_without_a_model_nothing_that_reads_models_is_loaded(
    project: Path, arguments: tuple[str, ...]
) -> None:
    """Help and shell completion answer before the model classes would have been built."""
    assert loaded_by(project, *arguments) & MODEL_LIBRARIES == set()


def test_the_witness_sees_what_a_check_needs(project: Path) -> None:
    """A check does read YAML into the model: the absences above are not blindness."""
    assert loaded_by(project, "check", "samples/northwind") >= MODEL_LIBRARIES


def test_policies_are_loaded_where_a_model_has_some(project: Path, tmp_path: Path) -> None:
    """A check without policies pays nothing for them, and policies that measure nothing load no graph."""
    without = modules_loaded_by(project, "check", "samples/northwind")
    assert not [name for name in without if name.startswith(("topo.rules.policy", "topo.analysis.catalogue"))]
    said = "policies: {POL001: {says: small, for: teams, require: {size: {max: 9}}}}"
    (tmp_path / "topo.yaml").write_text(f"teams: {{a: {{size: 3}}}}\n{said}\n", encoding="utf-8")
    with_some = modules_loaded_by(project, "check", str(tmp_path))
    assert "topo.rules.policy.checking" in with_some
    assert with_some & HEAVY == set()
