"""What does a CODEOWNERS file say to GitLab?"""

from __future__ import annotations

import pytest

from topo.source.foreign.codeowners import Codeowners, Section, parse_codeowners


def _read(text: str) -> Codeowners:
    return parse_codeowners(text, flavour="gitlab")


def _owners(file: Codeowners, path: str) -> list[str]:
    return [owner.text for owner in file.owners_of(path).owners]


def _section(text: str) -> Section:
    (section,) = _read(text).sections
    return section


def test_owners_of_several_sections() -> None:
    """Each section has one deciding rule, its last match; what they say adds up."""
    file = _read(
        "* @admin\n[README Owners]\nREADME.md @user1 @user2\ninternal/README.md @user4\n"
        "[README other owners]\nREADME.md @user3\n"
    )
    assert _owners(file, "README.md") == ["@admin", "@user1", "@user2", "@user3"]
    assert _owners(file, "internal/README.md") == ["@admin", "@user4", "@user3"]
    assert [rule.line for rule in file.owners_of("internal/README.md").rules] == [1, 4, 6]


def test_an_owner_in_two_sections() -> None:
    """It is named once."""
    assert _owners(_read("* @a @b\n[Docs]\n* @b @c"), "x") == ["@a", "@b", "@c"]


def test_default_owners() -> None:
    """They own what an entry gives to nobody; an entry with owners overrides them."""
    file = _read("[Database] @database-team @agarcia\nmodel/db/\nconfig/db/database-setup.md @docs-team\n")
    assert file.problems == ()
    assert _owners(file, "model/db/x") == ["@database-team", "@agarcia"]
    assert _owners(file, "config/db/database-setup.md") == ["@docs-team"]
    assert [(owner.line, owner.column) for owner in file.rules[0].owners] == [(1, 12), (1, 27)]


@pytest.mark.parametrize(
    ("header", "name", "optional", "approvals", "defaults"),
    [
        ("[Section name]", "Section name", False, None, []),
        ("^[Section name]", "Section name", True, None, []),
        ("[Section name][5]", "Section name", False, 5, []),
        ("[Section name] @username", "Section name", False, None, ["@username"]),
        ("  [S][2] @a/b/c\t@@owner", "S", False, 2, ["@a/b/c", "@@owner"]),
        ("^[S] @a", "S", True, None, ["@a"]),
    ],
)
def test_a_header(header: str, name: str, optional: bool, approvals: int | None, defaults: list[str]) -> None:
    """Name, option, approvals and default owners, in that order."""
    file = _read(header)
    assert file.problems == ()
    (section,) = file.sections
    assert (section.name, section.optional, section.approvals) == (name, optional, approvals)
    assert [owner.text for owner in section.default_owners] == defaults


def test_sections_of_one_name() -> None:
    """Whatever their case they are one, with the spelling of the first."""
    file = _read(
        "[Documentation]\nee/docs/ @docs\ndocs/ @docs\n[Database]\nREADME.md @db\n"
        "[DOCUMENTATION]\nREADME.md @docs"
    )
    assert [(section.name, len(section.rules)) for section in file.sections] == [
        ("Documentation", 3),
        ("Database", 1),
    ]


def test_sections_of_one_name_override_each_other() -> None:
    """Merged sections have one last match between them."""
    assert _owners(_read("[Go]\n*.go @a\n[Ruby]\n*.rb @r\n[GO]\nmain.go @b"), "main.go") == ["@b"]


def test_sections_of_one_name_with_their_own_defaults() -> None:
    """Default owners hold for the entries below their header alone."""
    file = _read("[Docs] @a\n/x\n[docs][2] @b\n/y\n[docs]\n/z")
    assert (_owners(file, "x"), _owners(file, "y"), _owners(file, "z")) == (["@a"], ["@b"], [])
    (section,) = file.sections
    assert ([owner.text for owner in section.default_owners], section.approvals) == (["@a", "@b"], 2)
    assert [(problem.kind, problem.line) for problem in file.problems] == [("missing-entry-owner", 6)]


def test_an_optional_section_that_is_required_elsewhere() -> None:
    """One required copy makes the section required."""
    assert _section("^[Docs]\n*.md @a\n[docs]\n*.rst @a").optional is False
    assert _section("^[Docs]\n*.md @a\n^[docs]\n*.rst @a").optional is True


@pytest.mark.parametrize(
    ("path", "owners", "state"),
    [
        ("pom.xml", [], "cleared"),
        ("x/pom.xml", [], "cleared"),
        ("a.rb", ["@username", "@ruby-team"], "owned"),
        ("config/routes.rb", ["@username"], "owned"),
        ("config/x.yml", ["@username"], "owned"),
    ],
)
def test_exclusions(path: str, owners: list[str], state: str) -> None:
    """They hold in their section alone, and nothing later in it includes a path again."""
    file = _read(
        "* @username\n!pom.xml\n[Ruby]\n*.rb @ruby-team\n!/config/**/*.rb\n"
        "/config/routes.rb @ops\npom.xml @ops\n!pom.xml"
    )
    assert file.problems == ()
    assert (_owners(file, path), file.owners_of(path).state) == (owners, state)


def test_an_exclusion_as_a_rule() -> None:
    """The pattern has no !, the section's defaults do not own it, and it decides what it excludes."""
    file = _read("[Ruby] @ruby\n*.rb\n!gen.rb\n")
    rule = file.rules[1]
    assert (rule.pattern, rule.exclusion, rule.owners, rule.column) == ("gen.rb", True, (), 1)
    coverage = file.cover(["a.rb", "gen.rb"])
    assert (coverage.owned, coverage.cleared_paths, coverage.rules_never_deciding) == (1, ("gen.rb",), ())


def test_an_exclusion_of_nothing_in_particular() -> None:
    """A space after the ! makes it exclude everything, which is reported."""
    file = _read("* @a\n! pom.xml\n")
    assert [(problem.kind, problem.line) for problem in file.problems] == [("invalid-pattern", 2)]
    assert file.owners_of("x").state == "cleared"


def test_a_directory_without_its_slash() -> None:
    """It names one file: GitLab takes what is below a directory only with the slash at its end."""
    file = _read("/docs @a")
    assert file.owners_of("docs/x.md").state == "unmatched"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("@user.name", "user"),
        ("@group/with-nested/subgroup", "team"),
        ("janedoe@gitlab.com", "email"),
        ("@@developer", "role"),
        ("@@Maintainers", "role"),
        ("@@owner", "role"),
    ],
)
def test_the_kinds_of_owner(text: str, kind: str) -> None:
    """The form of an owner says what it is."""
    file = _read(f"* {text}")
    assert file.problems == ()
    assert [(owner.text, owner.kind) for owner in file.rules[0].owners] == [(text, kind)]


def test_malformed_owners() -> None:
    """Each is reported and ignored; the others own the entry."""
    file = _read("/path/* @group user_without_at_symbol @user @@guest")
    assert [(problem.kind, problem.column, problem.hint) for problem in file.problems] == [
        ("malformed-owner", 16, "did you mean @user_without_at_symbol?"),
        (
            "malformed-owner",
            45,
            "an owner is @user, @group/subgroup, @@role or an email address",
        ),
    ]
    assert _owners(file, "path/x") == ["@group", "@user"]


def test_spaces_that_are_not_escaped() -> None:
    """The pattern ends at the first space, and the rest is read as owners."""
    file = _read("folder with spaces/*.md @group")
    assert file.rules[0].pattern == "folder"
    assert [problem.kind for problem in file.problems] == ["malformed-owner", "malformed-owner"]


def test_an_entry_without_any_owner() -> None:
    """It is reported, matches all the same, and leaves the path without owner."""
    file = _read("* @a\n/x\n")
    (problem,) = file.problems
    assert (problem.kind, problem.line, problem.column, problem.end_column) == (
        "missing-entry-owner",
        2,
        1,
        3,
    )
    assert file.owners_of("x").state == "cleared"


def test_an_entry_whose_only_owners_are_malformed() -> None:
    """Words after a pattern keep the default owners away, even if none of them is an owner."""
    file = _read("[Docs] @docs\n/x nobody\n")
    assert [problem.kind for problem in file.problems] == ["missing-entry-owner", "malformed-owner"]
    assert "keep the default owners" in file.problems[0].message
    assert file.owners_of("x").state == "cleared"


def test_a_comment_behind_an_entry() -> None:
    """It is reported; GitLab reads the owners named in it, and its other words are no malformed owners."""
    file = _read("*.rb @a # ask @b\n!*.go  # not ours\n")
    assert [(problem.kind, problem.line, problem.column) for problem in file.problems] == [
        ("inline-comment", 1, 9),
        ("inline-comment", 2, 8),
    ]
    assert _owners(file, "x.rb") == ["@a", "@b"]


@pytest.mark.parametrize(
    ("header", "kind", "columns"),
    [
        ("[]", "missing-section-name", (1, 3)),
        ("^[ ] @a", "missing-section-name", (2, 5)),
        ("[S][0]", "invalid-approval-requirement", (4, 7)),
        ("[S][-1]", "invalid-approval-requirement", (4, 8)),
        ("[S][two]", "invalid-approval-requirement", (4, 9)),
        ("[S][]", "invalid-approval-requirement", (4, 6)),
        ("^[S][2]", "invalid-approval-requirement", (5, 8)),
        ("[S]@a", "invalid-section-format", (4, 6)),
        ("[Mm]akefile @a", "invalid-section-format", (5, 12)),
        ("[S] a b@c.d", "malformed-owner", (5, 6)),
    ],
)
def test_a_malformed_header(header: str, kind: str, columns: tuple[int, int]) -> None:
    """It is reported, and a section all the same, which requires no number of approvals."""
    file = _read(f"{header}\n/x @x")
    (problem,) = file.problems
    assert (problem.line, problem.kind, (problem.column, problem.end_column)) == (1, kind, columns)
    (section,) = file.sections
    assert (section.line, section.approvals, len(section.rules)) == (1, None, 1)


def test_a_header_that_is_not_closed() -> None:
    """It is reported once, and an entry of the section above."""
    file = _read("[Docs]\ndocs/**/* @group\n\n[Section name\ndocs/ @docs_group\n")
    (problem,) = file.problems
    assert (problem.kind, problem.line, problem.column, problem.end_column) == (
        "invalid-section-format",
        4,
        1,
        14,
    )
    assert [rule.pattern for rule in file.sections[0].rules] == ["docs/**/*", "[Section", "docs/"]


def test_an_escaped_hash() -> None:
    """It starts a pattern and no comment."""
    file = _read("\\#file_with_pound.rb @a\n#file @b")
    assert file.problems == ()
    assert _owners(file, "x/#file_with_pound.rb") == ["@a"]


def test_a_pattern_longer_than_any_path() -> None:
    """It is reported."""
    assert [problem.kind for problem in _read("a" * 5000 + " @a").problems] == ["invalid-pattern"]
