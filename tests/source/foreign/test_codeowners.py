"""What does a CODEOWNERS file say, whose file is it, and who owns what?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topo.source.foreign.codeowners import Codeowners, Flavour, Owner, Rule, detect_flavour, parse_codeowners


def _texts(owners: tuple[Owner, ...]) -> list[str]:
    return [owner.text for owner in owners]


def _owners(file: Codeowners, path: str) -> list[str]:
    return _texts(file.owners_of(path).owners)


def _lines(rules: tuple[Rule, ...]) -> list[int]:
    return [rule.line for rule in rules]


@pytest.mark.parametrize(
    ("path", "text", "flavour"),
    [
        (".gitlab/CODEOWNERS", "* @a", "gitlab"),
        ("x/.gitlab/CODEOWNERS", "", "gitlab"),
        (".github/CODEOWNERS", "[Docs]\n* @a", "github"),
        ("CODEOWNERS", "* @a", "github"),
        ("CODEOWNERS", "* @a\n[Docs] @b\ndocs/", "gitlab"),
        ("docs/CODEOWNERS", "^[Docs][2]\n", "gitlab"),
        ("CODEOWNERS", "# [Docs]\n* @a", "github"),
        ("CODEOWNERS", "[Mm]akefile @a", "github"),
    ],
)
def test_whose_file_it_is(path: str, text: str, flavour: Flavour) -> None:
    """The folder of one host says it; elsewhere only GitLab has section headers."""
    assert detect_flavour(path, text) == flavour


@pytest.mark.parametrize("flavour", ["github", "gitlab"])
@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", "\ufeff", "  \t\r\n"])
def test_a_file_that_says_nothing(text: str, flavour: Flavour) -> None:
    """No rules, no problems, and every path is unmatched."""
    file = parse_codeowners(text, flavour=flavour)
    assert (file.rules, file.problems) == ((), ())
    assert file.owners_of("a").state == "unmatched"


def test_windows_line_ends_and_a_byte_order_mark() -> None:
    """Neither is part of a pattern or of an owner."""
    file = parse_codeowners("\ufeff/a @x\r\n/b @y\r\n", flavour="github")
    assert [(rule.pattern, _texts(rule.owners)) for rule in file.rules] == [("/a", ["@x"]), ("/b", ["@y"])]


def test_where_rules_and_owners_stand() -> None:
    """Lines and columns count from 1, also past an escaped space."""
    (rule,) = parse_codeowners("# team\n  /a\\ b\t@acme/pay  me@acme.test", flavour="github").rules
    assert (rule.pattern, rule.line, rule.column) == (r"/a\ b", 2, 3)
    assert rule.owners == (Owner("@acme/pay", "team", 2, 9), Owner("me@acme.test", "email", 2, 20))


@pytest.mark.parametrize("path", ["/docs/a", "./docs/a", "docs/a"])
def test_a_path_from_the_root(path: str) -> None:
    """A path may be written with the root in front."""
    assert _owners(parse_codeowners("/docs/ @a", flavour="github"), path) == ["@a"]


def test_handles_of_different_case() -> None:
    """Both hosts ignore the case of a handle, so it is no part of what a team is looked up by."""
    (rule,) = parse_codeowners("* @Acme/Pay", flavour="github").rules
    assert (rule.owners[0].text, rule.owners[0].handle) == ("@Acme/Pay", "@acme/pay")


def test_the_coverage_of_a_tree() -> None:
    """Every path counts once: owned, cleared or unmatched; a rule overruled everywhere never decides."""
    text = "/src/ @a @a\n/src/gen/\n/lib/ @b\n/lib/** @b @c\n"
    file = parse_codeowners(text, flavour="github")
    coverage = file.cover(["src/x", "./src/x", "src/gen/y", "lib/z", "README.md", "LICENSE"])
    assert (coverage.files, coverage.owned, coverage.cleared, coverage.unmatched) == (5, 2, 1, 2)
    assert coverage.cleared_paths == ("src/gen/y",)
    assert coverage.unmatched_paths == ("LICENSE", "README.md")
    assert (coverage.unowned, coverage.share) == (3, 0.4)
    assert (coverage.rules, _lines(coverage.rules_never_deciding)) == (4, [3])
    assert [(owner.text, owner.line, files) for owner, files in coverage.files_by_owner] == [
        ("@a", 1, 1),
        ("@b", 4, 1),
        ("@c", 4, 1),
    ]


def test_the_coverage_of_an_empty_tree() -> None:
    """There is no share of nothing, and no rule decides."""
    coverage = parse_codeowners("* @a", flavour="github").cover([])
    assert (coverage.files, coverage.share, _lines(coverage.rules_never_deciding)) == (0, None, [1])


_TEXT = st.lists(st.text("ab*/.!#[]^ @\\\n", max_size=12), max_size=6).map("\n".join)
_PATHS = st.lists(
    st.lists(st.text("ab.@#", min_size=1, max_size=3), min_size=1, max_size=4)
    .map("/".join)
    .filter(lambda path: not path.startswith("./")),
    max_size=5,
)


@given(_TEXT, _PATHS, st.sampled_from(["github", "gitlab"]))
def test_any_text(text: str, paths: list[str], flavour: Flavour) -> None:
    """Nothing raises, problems are in the text and in order, and a tree is covered as its paths are owned."""
    file = parse_codeowners(text, flavour=flavour)
    places = [(problem.line, problem.column) for problem in file.problems]
    assert places == sorted(places)
    lines = text.split("\n")
    for problem in file.problems:
        assert 1 <= problem.column < problem.end_column <= len(lines[problem.line - 1]) + 1
    coverage, states = file.cover(paths), [file.owners_of(path).state for path in set(paths)]
    assert (coverage.owned, coverage.cleared, coverage.unmatched) == (
        states.count("owned"),
        states.count("cleared"),
        states.count("unmatched"),
    )
