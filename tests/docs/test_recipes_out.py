"""Do the recipes that read the exported document do what their pages say?"""

import ast
import contextlib
import io
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from topo import api

ROOT = Path(__file__).parents[2]
RECIPES = ROOT / "docs" / "recipes"
NOTEBOOK = RECIPES / "notebook.ipynb"
AS_OF = date(2026, 12, 1)


def export(folder: Path) -> str:
    return api.export_json(api.load(folder), as_of=AS_OF)


def ask(document: dict[str, Any], rule: str) -> list[str]:
    """What the policy says of a document, as conftest would print it."""
    regopy = pytest.importorskip("regopy", reason="no interpreter of Rego is installed: pip install regopy")
    rego = regopy.Interpreter()
    rego.add_module("topo", (RECIPES / "policy" / "topo.rego").read_text(encoding="utf-8"))
    rego.set_input(document)
    [found] = json.loads(str(rego.query(f"data.main.{rule}")))["expressions"]
    return sorted(found)


def test_a_policy_over_an_organisation_that_has_it_all() -> None:
    """Nothing is denied; a rule of thumb warns."""
    document = json.loads(export(ROOT / "samples" / "northwind"))
    assert ask(document, "deny") == []
    assert ask(document, "warn") == ["teams.payments: carries more domains than it has room for"]


def test_a_policy_over_one_that_does_not(tmp_path: Path) -> None:
    """Each rule fires, with the address of what it is about."""
    (tmp_path / "topo.yaml").write_text(
        "teams: {a: {size: 5}, b: {size: 5}}\n"
        "services:\n"
        "  x: {owner: a, depends_on: [y]}\n"
        "  y: {owner: b, depends_on: [x]}\n"
        "  z: {tier: 1}\n"
    )
    document = json.loads(export(tmp_path))
    assert ask(document, "deny") == [
        "67 % of the services are owned, and the least is 90 %",
        "services.z: nobody answers for what is mission-critical",
    ]
    assert ask(document, "warn") == ["a and b must talk, and have not said how", "a, b wait on each other"]


def test_a_policy_over_a_model_that_says_nothing(tmp_path: Path) -> None:
    """What is not assessed is no failure, though null is less than any number."""
    (tmp_path / "topo.yaml").write_text("topo: 1\n")
    document = json.loads(export(tmp_path))
    assert ask(document, "deny") == []
    assert ask(document, "warn") == ["congruence is not assessed: nothing is required"]


def run_notebook(cells: list[dict[str, Any]]) -> None:
    """Run the code cells one after another, and put what they print or end with into their outputs."""
    names: dict[str, Any] = {}
    for number, cell in enumerate((each for each in cells if each["cell_type"] == "code"), start=1):
        *body, last = ast.parse("".join(cell["source"])).body
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            ending = last if isinstance(last, ast.Expr) else None
            exec(compile(ast.Module([*body, *([] if ending else [last])], []), "cell", "exec"), names)
            value = eval(compile(ast.Expression(ending.value), "cell", "eval"), names) if ending else None
        cell["execution_count"], cell["outputs"] = number, []
        if printed.getvalue():
            lines = printed.getvalue().splitlines(keepends=True)
            cell["outputs"].append({"name": "stdout", "output_type": "stream", "text": lines})
        if value is not None:
            data = {"text/plain": [repr(value)]}
            cell["outputs"].append(
                {"data": data, "execution_count": number, "metadata": {}, "output_type": "execute_result"}
            )


def test_the_notebook_shows_what_it_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With nothing but Python's own library; TOPO_UPDATE_GOLDEN=1 writes its outputs anew."""
    (tmp_path / "topo.json").write_text(
        export(ROOT / "samples" / "agileworks" / "legacytech"), encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    run_notebook(notebook["cells"])
    text = json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
    if os.environ.get("TOPO_UPDATE_GOLDEN"):
        NOTEBOOK.write_text(text, encoding="utf-8")
    assert NOTEBOOK.read_text(encoding="utf-8") == text
    assert all(cell["outputs"] for cell in notebook["cells"] if cell["cell_type"] == "code")
