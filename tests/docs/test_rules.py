"""Do docs/rules.md and the pages under docs/rules/ say what the rules themselves say?

They are made from the catalogue and from each rule's own page; TOPO_UPDATE_GOLDEN=1 writes them anew.
"""

import os
from pathlib import Path

import pytest

from topo.rules.catalogue import PLANNED, RULES, load_page
from topo.rules.rule import Rule
from topo.source.shelf import read_packs

DOCS = Path(__file__).parents[2] / "docs"

_HEAD = """\
# Rules

What `topo check` finds. A code is stable forever; its page says what it finds, why it matters and what to
do, and `topo rule CODE` shows the same page. How to set severities, waive a finding and draw a baseline
stands in [language.md](language.md#waivers-and-the-baseline).

A rule that *wakes with* a section runs only where the model holds it. Severity follows evidence: structure
that is certainly wrong is an error, a heuristic warns or informs. Rules of your own are
[policies](policies.md).

| code | rule | default | wakes with | finds |
|---|---|---|---|---|
"""
_PACKS = """
## Packs

`check: {extends: […]}` picks packs; `ownership` is part of every one. Rules of the families in brackets are
part of the language and not of this version: they may be set, and sleep.

| pack | families |
|---|---|
"""


def render_rules() -> str:
    """The table of all rules, and that of the packs."""
    return "".join((_HEAD, *map(_render_row, RULES), _PACKS, *map(_render_pack, sorted(read_packs()))))


def _render_row(rule: Rule) -> str:
    needs = ", ".join(f"`{section}`" for section in rule.needs)
    link = f"[{rule.code}](rules/{rule.code.lower()}.md)"
    return f"| {link} | {rule.slug} | {rule.default} | {needs} | {rule.finds} |\n"


def _render_pack(name: str) -> str:
    there = {rule.family for rule in RULES}
    families = [family if family in there else f"({family})" for family in read_packs()[name]]
    return f"| `{name}` | {' '.join(families)} |\n"


def render_page(rule: Rule) -> str:
    """The page of a rule, with what the table says of it."""
    wakes = f", wakes with {' and '.join(f'`{section}`' for section in rule.needs)}" if rule.needs else ""
    head = f"# {rule.code} {rule.slug}\n\n*{rule.default}{wakes}* · [all rules](../rules.md)"
    return f"{head}\n\n{load_page(rule)}\n"


def compare(path: Path, text: str) -> None:
    """Whether a file holds this text; it is written first where the environment says so."""
    if os.environ.get("TOPO_UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


def test_the_table_is_fresh() -> None:
    """Every rule with its default, what wakes it and what it finds."""
    compare(DOCS / "rules.md", render_rules())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_is_fresh(rule: Rule) -> None:
    """The docstring of the rule's module, under its code."""
    compare(DOCS / "rules" / f"{rule.code.lower()}.md", render_page(rule))


def test_no_page_is_left_over() -> None:
    """A page belongs to a rule."""
    pages = {path.stem.upper() for path in (DOCS / "rules").glob("*.md")}
    assert pages == {rule.code for rule in RULES}


def test_every_family_of_a_pack_is_known() -> None:
    """Of this version, or to come."""
    known = {rule.family for rule in RULES} | {code[:3] for code in PLANNED}
    assert {family for families in read_packs().values() for family in families} <= known
