"""What does this CODEOWNERS file say, and is it written for GitHub or for GitLab?"""

from __future__ import annotations

import re
from pathlib import PurePath

from topo.source.foreign.codeowners_github import read_github
from topo.source.foreign.codeowners_gitlab import read_gitlab
from topo.source.foreign.codeowners_rules import (
    Codeowners,
    Coverage,
    Flavour,
    Owner,
    Ownership,
    Problem,
    Rule,
    Section,
)
from topo.source.foreign.codeowners_words import find_lines

__all__ = [
    "Codeowners",
    "Coverage",
    "Flavour",
    "Owner",
    "Ownership",
    "Problem",
    "Rule",
    "Section",
    "detect_flavour",
    "parse_codeowners",
]

_HEADER = re.compile(r"\s*\^?\[[^\]]*\](?:\[[^\]]*\])?(?:\s|$)")


def parse_codeowners(text: str, *, flavour: Flavour) -> Codeowners:
    """The file as its host reads it; nothing raises, everything malformed is in ``problems``.

    >>> owners = parse_codeowners("/apps/ @acme/apps\\n/apps/legacy\\n", flavour="github")
    >>> [owners.owners_of(path).state for path in ("apps/a.py", "apps/legacy/b.py", "README.md")]
    ['owned', 'cleared', 'unmatched']
    """
    return read_github(text) if flavour == "github" else read_gitlab(text)


def detect_flavour(path: str | PurePath, text: str) -> Flavour:
    """Whose file: the folder ``.gitlab`` or ``.github`` says it, else whether it has section headers."""
    folder = PurePath(path).parent.name
    if folder in (".github", ".gitlab"):
        return "gitlab" if folder == ".gitlab" else "github"
    return "gitlab" if any(_HEADER.match(line) for _, line in find_lines(text)) else "github"
