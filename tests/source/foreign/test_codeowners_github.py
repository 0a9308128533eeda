"""What does a CODEOWNERS file say to GitHub?"""

from __future__ import annotations

import pytest

from topo.source.foreign.codeowners import Codeowners, Problem, parse_codeowners
from topo.source.foreign.codeowners_github import SIZE_LIMIT

# The example of GitHub's documentation, in its order.
EXAMPLE = r"""
*            @global-owner1 @global-owner2
*.js         @js-owner
*.go         docs@example.com
*.txt        @octo-org/octocats
/build/logs/ @doctocat
docs/*       docs@example.com
apps/        @octocat
/docs/       @doctocat
**/logs      @octocat
/apps/       @octocat
/apps/github
"""


def _read(text: str) -> Codeowners:
    return parse_codeowners(text, flavour="github")


def _problem(text: str) -> Problem:
    (problem,) = _read(text).problems
    return problem


@pytest.mark.parametrize(
    ("path", "owners"),
    [
        ("README.md", ["@global-owner1", "@global-owner2"]),
        ("src/a.js", ["@js-owner"]),
        ("src/a.go", ["docs@example.com"]),
        ("src/a.txt", ["@octo-org/octocats"]),
        ("build/logs/a/b", ["@octocat"]),
        ("docs/a.md", ["@doctocat"]),
        ("x/docs/a.md", ["@global-owner1", "@global-owner2"]),
        ("x/apps/a.js", ["@octocat"]),
        ("apps/a", ["@octocat"]),
        ("apps/github/a.js", []),
    ],
)
def test_the_documented_example(path: str, owners: list[str]) -> None:
    """The last match takes the whole path: owners do not add up."""
    file = _read(EXAMPLE)
    assert file.problems == ()
    assert [owner.text for owner in file.owners_of(path).owners] == owners


def test_the_three_states_of_a_path() -> None:
    """A rule without owners clears a path, which is not the same as no rule at all."""
    file = _read("/apps/ @octocat\n/apps/github")
    assert file.owners_of("apps/a").state == "owned"
    assert file.owners_of("apps/github/a").state == "cleared"
    assert file.owners_of("apps/github/a").rules == (file.rules[1],)
    assert file.owners_of("lib/a").state == "unmatched"
    assert file.owners_of("lib/a").rules == ()


def test_one_unnamed_section() -> None:
    """GitHub knows no sections."""
    (section,) = _read("* @a").sections
    assert (section.name, section.optional, section.approvals, section.default_owners) == (
        None,
        False,
        None,
        (),
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [("@octocat", "user"), ("@acme/pay-ments_2", "team"), ("@jo_acme", "user"), ("a.b+c@acme.test", "email")],
)
def test_the_kinds_of_owner(text: str, kind: str) -> None:
    """The form of an owner says what it is."""
    file = _read(f"* {text}")
    assert file.problems == ()
    assert [(owner.text, owner.kind) for owner in file.rules[0].owners] == [(text, kind)]


@pytest.mark.parametrize(
    ("line", "kind", "columns", "hint"),
    [
        (r"\#notes @a", "unsupported-escape", (1, 8), "?notes"),
        ("!/docs/ @a", "unsupported-negation", (1, 8), "/docs/"),
        ("  ceval*.[ch] @a", "unsupported-range", (3, 14), r"\["),
        ("[Documentation] @a", "unsupported-range", (1, 16), "GitLab"),
        ("***/*.rb @a", "invalid-pattern", (1, 9), "**/*.rb"),
        ("* acme/pay", "malformed-owner", (3, 11), "@acme/pay"),
        ("* docs@", "malformed-owner", (3, 8), "email"),
        ("* @a @", "malformed-owner", (6, 7), "@user"),
        ("* @a/b/c", "malformed-owner", (3, 9), "@organisation/team"),
        ("* @@maintainer", "malformed-owner", (3, 15), "@user"),
        ("a" * 5000 + " @a", "invalid-pattern", (1, 5001), "wildcard"),
    ],
)
def test_a_line_that_github_skips(line: str, kind: str, columns: tuple[int, int], hint: str) -> None:
    """It is a problem at its place, and no rule: the rule before it goes on deciding."""
    file = _read(f"* @before\n{line}")
    (problem,) = file.problems
    assert (problem.line, problem.kind, (problem.column, problem.end_column)) == (2, kind, columns)
    assert hint in problem.hint
    assert len(file.rules) == 1
    assert [owner.text for owner in file.owners_of("notes").owners] == ["@before"]


def test_every_malformed_owner_of_a_line() -> None:
    """All of them are reported, not only the first."""
    assert [problem.column for problem in _read("* one @a two").problems] == [3, 10]


def test_escaped_brackets() -> None:
    """Brackets in a name are written with a backslash, and then no range."""
    file = _read(r"/app/\[id\]/ @a")
    assert file.problems == ()
    assert file.owners_of("app/[id]/x").state == "owned"


def test_a_handle_that_nobody_can_have() -> None:
    """A dot in a handle is reported, with the team that is meant; the rule stands."""
    file = _read("/x @elastic.opex")
    (problem,) = file.problems
    assert (problem.kind, problem.hint) == ("malformed-owner", "did you mean @elastic/opex?")
    assert [owner.text for owner in file.owners_of("x").owners] == ["@elastic.opex"]


def test_a_comment_behind_a_rule() -> None:
    """It is reported and left out."""
    file = _read("/a @x # ours, ask @y\n/b # nobody")
    assert [
        (problem.kind, problem.line, problem.column, problem.end_column) for problem in file.problems
    ] == [
        ("inline-comment", 1, 7, 21),
        ("inline-comment", 2, 4, 12),
    ]
    assert [[owner.text for owner in rule.owners] for rule in file.rules] == [["@x"], []]


def test_a_hash_within_a_name() -> None:
    """Only a # after a space starts a comment."""
    assert _read("/c#/ @x").owners_of("c#/a").state == "owned"


def test_a_file_that_is_too_large() -> None:
    """GitHub does not load it, so nobody owns anything."""
    line = "* @a\n"
    text = line + "#" * (SIZE_LIMIT - len(line))
    assert _read(text[:-1]).owners_of("x").state == "owned"
    assert _problem(text).kind == "file-too-large"
    assert _read(text).owners_of("x").state == "unmatched"


def test_the_size_of_a_file_is_in_bytes() -> None:
    """A character outside ASCII counts for as many bytes as it takes."""
    assert _problem("#" + "é" * (SIZE_LIMIT // 2)).kind == "file-too-large"
