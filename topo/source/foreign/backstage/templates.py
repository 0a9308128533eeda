"""Is this a template that makes catalog files, rather than a catalog file?

Scaffolder templates keep a `catalog-info.yaml` full of `{{ … }}`, `${{ … }}` and `{% … %}` among their files.
It is rarely valid YAML, and never an entity.
"""

import re
from collections.abc import Iterable
from pathlib import PurePath

from topo.source.positions import Mapping
from topo.source.problem import Problem
from topo.source.reading import Reading

_SKELETONS = frozenset({"skeleton", "skeletons"})
_TEMPLATES = frozenset({"template", "templates"})
_BRACES = re.compile(r"\{\{|\{%|<%|\$\{")
# Braces where YAML expects a value or a key: a description that merely speaks of `{{` does not match.
_STRUCTURAL = re.compile(r"^\s*(?:[{]%|[{][{])|^\s*(?:-\s+)?(?:[\w./\"'-]+\s*:\s+)?\$?[{][{]")


def is_skeleton(relative: PurePath) -> bool:
    """Whether a file lies in a folder that only templates have: a skeleton, or one named by an expression."""
    folders = relative.parts[:-1]
    return any(part.lower() in _SKELETONS or "{{" in part for part in folders)


def is_template(relative: PurePath, text: str, reading: Reading) -> bool:
    """Whether a file that could not be read to its end is a template.

    It is one where the text broke at an expression or behind one that stands for a value, where it lies in a
    template's folder and has expressions at all, and where what could be read says `kind: Template`.
    """
    if any(isinstance(tree, Mapping) and tree.get("kind") == "Template" for tree in reading.documents):
        return True
    if any(part.lower() in _TEMPLATES for part in relative.parts[:-1]) and _BRACES.search(text):
        return True
    lines = text.split("\n")
    return any(_breaks_at_braces(lines, problem) for problem in reading.problems if problem.code != "SYN002")


def _breaks_at_braces(lines: list[str], problem: Problem) -> bool:
    here = lines[problem.line] if problem.line < len(lines) else ""
    return bool(_BRACES.search(here)) or _any_structural(lines[: problem.line])


def _any_structural(lines: Iterable[str]) -> bool:
    return any(_STRUCTURAL.match(line) for line in lines)


def has_expression(*values: object) -> bool:
    """Whether any of these values is, or holds, a template's expression."""
    return any(isinstance(value, str) and _BRACES.search(value) is not None for value in values)
