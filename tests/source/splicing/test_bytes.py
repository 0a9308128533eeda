"""Do line ends, byte order marks, ends of files and everything else that nobody changed stay as they are?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.source.splicing.changing import renamed, with_fields, with_thing, without
from tests.source.splicing.editing import HEAD, edit_files, plan_files
from topo.errors import WriteRefused
from topo.findings import Address, Position
from topo.model.organisation import Organisation
from topo.model.team import Team
from topo.source.loading import load_model
from topo.source.positions import show_path
from topo.source.splicing.plan import Splice
from topo.source.splicing.planning import plan_edits

TEXT = (
    HEAD
    + """\
# teams
teams:
  a: {size: 1}

  b:
    size: 2   # two
services:
  s: {owner: a}
"""
)


def change(all: Organisation) -> Organisation:
    """One of everything."""
    all = with_fields(without(all, "team", "a"), "team", "b", size=3, name="B")
    return with_fields(with_thing(all, "team", Team(id="c", size=1)), "service", "s", owner="c")


def edit_bytes(text: str) -> str:
    return edit_files({"topo.yaml": text}, change)["topo.yaml"]


def test_line_ends_of_windows():
    """New lines end as the others do."""
    assert edit_bytes(TEXT.replace("\n", "\r\n")) == edit_bytes(TEXT).replace("\n", "\r\n")


def test_line_ends_of_both_kinds():
    """A new line ends as the one in front of it, and no other changes."""
    before = TEXT.replace("two\n", "two\r\n")
    after = edit_bytes(TEXT).replace("two\n", "two\r\n")
    assert edit_bytes(before) == after.replace("\n  c: {size: 1}\n", "\r\n  c: {size: 1}\r\n")


def test_byte_order_mark():
    """It stays, and counts for no column."""
    assert edit_bytes("\ufeff" + TEXT) == "\ufeff" + edit_bytes(TEXT)


def test_no_final_line_end():
    """There is none afterwards either, whatever came or went at the end."""
    assert edit_bytes(TEXT.removesuffix("\n")) == edit_bytes(TEXT).removesuffix("\n")
    for end in ("\n", "\r\n"):
        head = HEAD.replace("\n", end)
        files = {"topo.yaml": f"{head}teams:{end}  a: {{size: 1}}{end}  b: {{size: 2}}"}
        grown = edit_files(files, lambda all: with_thing(all, "team", Team(id="c")))
        assert grown["topo.yaml"] == f"{files['topo.yaml']}{end}  c: {{}}"
        shrunk = edit_files(files, lambda all: without(all, "team", "b"))
        assert shrunk["topo.yaml"] == f"{head}teams:{end}  a: {{size: 1}}"
        swapped = edit_files(files, lambda all: with_thing(without(all, "team", "b"), "team", Team(id="c")))
        assert swapped["topo.yaml"] == f"{head}teams:{end}  a: {{size: 1}}{end}  c: {{}}"


def test_characters_of_all_widths():
    """Offsets count characters, and line separators of Unicode's own are no trouble."""
    before = HEAD + "teams:\n  a: {name: \"é 漢字 🦀 \\u2028\", size: 1}  # 🦀\n  b: {name: 'é', size: 2}\n"
    after = edit_files({"topo.yaml": before}, lambda all: with_fields(all, "team", "b", size=3))
    assert after["topo.yaml"] == before.replace("size: 2", "size: 3")


# --- the plan -------------------------------------------------------------------------------------------


def test_plan(tmp_path: Path):
    """It says what changes where, as splices, as places and as a patch."""
    plan, _ = plan_files(tmp_path, {"topo.yaml": TEXT}, lambda all: with_fields(all, "team", "b", size=3))
    shown = show_path(tmp_path / "topo.yaml")
    address = Address.of("teams", "b", "size")
    start = TEXT.index("2   # two")
    assert plan.is_complete
    assert [file.splices for file in plan.files] == [(Splice(start, start + 1, "3", address),)]
    assert plan.edits == ((address, Position(shown, 8, 11)),)
    assert plan.diff() == (
        f"--- a/{shown}\n+++ b/{shown}\n@@ -5,6 +5,6 @@\n   a: {{size: 1}}\n \n   b:\n"
        "-    size: 2   # two\n+    size: 3   # two\n services:\n   s: {owner: a}\n"
    )
    assert (tmp_path / "topo.yaml").read_text() == TEXT


def test_patch_without_what_is_private(tmp_path: Path):
    """The overlay's lines can be left out."""
    files = {"topo.yaml": TEXT, "topo.private.yaml": "teams: {b: {survey: {n: 5}}}\n"}
    plan, _ = plan_files(tmp_path, files, lambda all: renamed(all, "team", "b", "c"))
    assert [file.is_private for file in plan.files] == [False, True]
    assert "survey" in plan.diff()
    assert "survey" not in plan.diff(public=True)


def test_nothing_changes(tmp_path: Path):
    """The plan is empty."""
    plan, _ = plan_files(tmp_path, {"topo.yaml": TEXT}, lambda all: all)
    assert (plan.files, plan.unwritten, plan.edits, plan.diff()) == ((), (), (), "")


def test_patch_of_a_file_without_a_final_line_end(tmp_path: Path):
    """It says so, as `diff` does."""
    text = HEAD + "teams: {a: {}}"
    plan, _ = plan_files(tmp_path, {"topo.yaml": text}, lambda all: with_fields(all, "team", "a", size=1))
    assert plan.diff().endswith(
        "-teams: {a: {}}\n\\ No newline at end of file\n"
        "+teams: {a: {size: 1}}\n\\ No newline at end of file\n"
    )


def test_file_that_changed_since_it_was_read(tmp_path: Path):
    """No plan is made over it."""
    path = tmp_path / "topo.yaml"
    path.write_text(TEXT)
    model = load_model(tmp_path)
    path.write_text(TEXT + "# more\n")
    with pytest.raises(WriteRefused, match=r"topo\.yaml has changed since it was read"):
        plan_edits(model, change(model.organisation))
