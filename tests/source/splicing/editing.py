"""A model as text, a change of its organisation, and the text that comes out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent

from topo.model.differing import find_difference
from topo.model.organisation import Organisation
from topo.source.loading import load_model
from topo.source.splicing.plan import EditPlan
from topo.source.splicing.planning import plan_edits

Changing = Callable[[Organisation], Organisation]

HEAD = 'topo: 1\nfiles: ["**/*.yaml"]\n'


def edit(before: str, changing: Changing) -> str:
    """What one file says after a change; it begins below the head of a model."""
    return edit_files({"topo.yaml": HEAD + dedent(before)}, changing)["topo.yaml"].removeprefix(HEAD)


def edit_files(files: dict[str, str], changing: Changing) -> dict[str, str]:
    """What the files of a model say after a change, which is read again to be sure."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        plan, target = plan_files(folder, files, changing)
        assert plan.unwritten == ()
        for file in plan.files:
            file.path.write_bytes(file.replacement)
        differing = find_difference(load_model(folder).organisation, target)
        assert all(address.steps[-1] == "depends_on" for address in differing.addresses)
        return {name: (folder / name).read_bytes().decode() for name in files}


def plan_files(folder: Path, files: dict[str, str], changing: Changing) -> tuple[EditPlan, Organisation]:
    """The plan of a change, and what it is meant to become."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())
    model = load_model(folder)
    assert not model.syntax_errors, model.syntax_errors[0].message
    target = changing(model.organisation)
    return plan_edits(model, target), target


def lines(text: str) -> str:
    """A text as it is written in a test."""
    return dedent(text)
