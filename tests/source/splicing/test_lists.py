"""Do items come and go in the style of their list, and stay in its order?"""

from __future__ import annotations

from datetime import date

from tests.source.splicing.changing import with_fields
from tests.source.splicing.editing import edit, edit_files, lines
from topo.model.interaction import Interaction
from topo.model.organisation import Organisation
from topo.model.service import Dependency

TEAMS = "teams: {a: {size: 1}, b: {size: 1}, c: {size: 1}, d: {size: 1}}\n"


def with_skills(*skills: str):
    return lambda all: with_fields(all, "team", "a", skills=skills)


def with_interactions(all: Organisation, *interactions: Interaction) -> Organisation:
    return all.model_copy(update={"interactions": interactions})


# --- in brackets ----------------------------------------------------------------------------------------


def test_items_on_a_line():
    """They come and go at any place with their commas."""
    before = "teams: {a: {skills: [x, z], size: 1}}\n"
    assert "[w, x, z]" in edit(before, with_skills("w", "x", "z"))
    assert "[x, k, z, v]" in edit(before, with_skills("x", "k", "z", "v"))
    assert "[z]" in edit(before, with_skills("z"))
    assert "[x]" in edit(before, with_skills("x"))
    assert "[x, w]" in edit(before, with_skills("x", "w"))
    assert edit(before, with_skills()) == "teams: {a: {size: 1}}\n"


def test_spaces_and_a_last_comma():
    """They are kept."""
    assert "[ x, z, k, ]" in edit("teams: {a: {skills: [ x, z, ]}}\n", with_skills("x", "z", "k"))
    assert "[ x, ]" in edit("teams: {a: {skills: [ x, z, ]}}\n", with_skills("x"))


def test_quotes_of_all_items():
    """A new item has them too."""
    assert "['x', 'z', 'k']" in edit("teams: {a: {skills: ['x', 'z']}}\n", with_skills("x", "z", "k"))


def test_empty_list_that_says_something():
    """`[]` is filled where it stands, and comes back."""
    before = "services: {a: {data: []}}\n"
    filled = edit(before, lambda all: with_fields(all, "service", "a", data=("pii",)))
    assert filled == "services: {a: {data: [pii]}}\n"
    assert edit(filled, lambda all: with_fields(all, "service", "a", data=())) == before
    assert edit(filled, lambda all: with_fields(all, "service", "a", data=None)) == "services: {a: {}}\n"


HANGING = """\
teams:
  a:
    skills: [
      x,   # ex
      y,
      # about z
      z    # zed
    ]
    size: 1
"""


def test_item_on_a_line_of_its_own():
    """A new one gets a line too; the comments stay with their items."""
    assert edit(HANGING, with_skills("x", "k", "y", "z", "v")) == HANGING.replace(
        "      y,\n", "      k,\n      y,\n"
    ).replace("      z    # zed\n", "      z,    # zed\n      v\n")


def test_first_item_on_a_line_of_its_own():
    """It pushes the others down."""
    assert edit(HANGING, with_skills("k", "x", "y", "z")) == HANGING.replace(
        "      x, ", "      k,\n      x, "
    )


def test_item_on_a_line_of_its_own_goes():
    """Its line goes with the comments on and above it, and no comma is left at the end."""
    assert edit(HANGING, with_skills("x", "z")) == HANGING.replace("      y,\n", "")
    assert edit(HANGING, with_skills("y", "z")) == HANGING.replace("      x,   # ex\n", "")
    last_gone = HANGING.replace("      # about z\n      z    # zed\n", "").replace("y,", "y")
    assert edit(HANGING, with_skills("x", "y")) == last_gone


def test_several_items_a_line():
    """A line that ends with a comma still does."""
    before = "teams:\n  a: {skills: [x, y,\n               z, k]}\n"
    assert edit(before, with_skills("x", "z", "k")) == "teams:\n  a: {skills: [x,\n               z, k]}\n"
    assert edit(before, with_skills("x", "y")) == "teams:\n  a: {skills: [x, y]}\n"
    assert edit(before, with_skills("x", "y", "z")) == "teams:\n  a: {skills: [x, y,\n               z]}\n"
    assert edit(before, with_skills("z", "k")) == "teams:\n  a: {skills: [\n               z, k]}\n"


# --- with dashes ----------------------------------------------------------------------------------------


def test_items_with_dashes():
    """A line each, in the column of the others, as far from the dash as they are."""
    before = "teams:\n  a:\n    skills:\n      -   x  # ex\n      -   z\n"
    after = edit(before, with_skills("x", "k", "z"))
    assert after == before.replace("# ex\n", "# ex\n      -   k\n")
    assert edit(after, with_skills("x", "z")) == before
    assert edit(before, with_skills()) == "teams:\n  a: {}\n"


def test_dashes_in_the_column_of_the_key():
    """They stay there."""
    before = "teams:\n  a:\n    skills:\n    - x\n    size: 1\n"
    assert edit(before, with_skills("x", "k")) == before.replace("- x\n", "- x\n    - k\n")


def test_dependencies():
    """Each keeps its form as long as that can say it."""
    after = edit(
        """\
        services:
          a:
            depends_on:
              - b
              - {service: c, via: async}   # c
              - service: d
                via: data
          b: {depends_on: [a, c]}
          c: {}
          d: {depends_on: [a]}
        """,
        lambda all: with_fields(
            with_fields(
                with_fields(
                    all,
                    "service",
                    "a",
                    depends_on=(
                        Dependency(service="b", via="async"),
                        Dependency(service="c"),
                        Dependency(service="d", via="data", slows="no"),
                        Dependency(service="e"),
                        Dependency(service="f", via="data"),
                    ),
                ),
                "service",
                "b",
                depends_on=(),
            ),
            "service",
            "d",
            depends_on=(Dependency(service="c"), Dependency(service="a", via="release")),
        ),
    )
    assert after == lines(
        """\
        services:
          a:
            depends_on:
              - {service: b, via: async}
              - {service: c}   # c
              - service: d
                via: data
                slows: "no"
              - e
              - {service: f, via: data}
          b: {}
          c: {}
          d: {depends_on: [c, {service: a, via: release}]}
        """
    )


# --- interactions ---------------------------------------------------------------------------------------


def test_interactions_in_many_hands():
    """A team comes or goes where they stand; a new one follows the last of its mode, in its style."""

    def change(all: Organisation) -> Organisation:
        provides, talks, helps = all.interactions
        return with_interactions(
            all,
            provides.model_copy(update={"consumers": ("b", "c")}),
            talks.model_copy(update={"between": ("b", "d")}),
            helps.model_copy(update={"purpose": None, "until": date(2027, 1, 1)}),
            Interaction.model_validate({"mode": "x-as-a-service", "provider": "d", "consumers": ["a"]}),
            Interaction.model_validate({"mode": "facilitating", "by": "c", "for": ["a", "b"]}),
        )

    after = edit(
        TEAMS
        + lines(
            """\
            interactions:
              # the platform
              - mode: x-as-a-service
                provider: a
                consumers: b   # only b
              - {mode: collaboration, between: [b, c]}
              - mode: facilitating
                by: d
                for: [a]
                purpose: p
            """
        ),
        change,
    )
    assert after == TEAMS + lines(
        """\
        interactions:
          # the platform
          - mode: x-as-a-service
            provider: a
            consumers: [b, c]   # only b
          - mode: x-as-a-service
            provider: d
            consumers: [a]
          - {mode: collaboration, between: [b, d]}
          - mode: facilitating
            by: d
            for: [a]
            until: 2027-01-01
          - mode: facilitating
            by: c
            for: [a, b]
        """
    )


def test_no_interaction_is_left():
    """Their section goes; the comment at the top of the file stays."""
    files = {
        "topo.yaml": "topo: 1\nfiles: ['*.yaml']\n" + TEAMS,
        "i.yaml": (
            "# head\ninteractions:\n  - {mode: collaboration, between: [b, c]}\n\n"
            "decisions: {d: {by: owner}}\n"
        ),
    }
    after = edit_files(files, with_interactions)
    assert after == {**files, "i.yaml": "# head\ndecisions: {d: {by: owner}}\n"}


def test_first_interactions():
    """They get a section in the file that the model begins with."""
    talks = [
        Interaction.model_validate({"mode": "collaboration", "between": ["a", team], "purpose": "x: y"})
        for team in "bc"
    ]
    after = edit(TEAMS, lambda all: with_interactions(all, *talks))
    assert after == TEAMS + lines(
        """\
        interactions:
          - {mode: collaboration, between: [a, b], purpose: "x: y"}
          - {mode: collaboration, between: [a, c], purpose: "x: y"}
        """
    )
    assert edit(TEAMS + "interactions:\n", lambda all: with_interactions(all, *talks)) == after
    assert edit(TEAMS + "interactions: []\n", lambda all: with_interactions(all, *talks)) == after


def test_interactions_of_several_files():
    """Each changes in its file, whatever the order in which the files are read."""
    files = {
        "topo.yaml": "topo: 1\nfiles: ['*.yaml']\n" + TEAMS,
        "a.yaml": "interactions:\n  - {mode: collaboration, between: [a, b]}  # one\n",
        "b.yaml": (
            "interactions:\n  - {mode: collaboration, between: [a, c]}\n"
            "  - {mode: collaboration, between: [c, d]}  # three\n"
        ),
    }

    def change(all: Organisation) -> Organisation:
        one, _, three = all.interactions
        new = Interaction.model_validate({"mode": "collaboration", "between": ["b", "d"]})
        return with_interactions(all, new, three, one.model_copy(update={"purpose": "p"}))

    assert edit_files(files, change) == {
        **files,
        "a.yaml": "interactions:\n  - {mode: collaboration, between: [a, b], purpose: p}  # one\n",
        "b.yaml": (
            "interactions:\n  - {mode: collaboration, between: [c, d]}  # three\n"
            "  - {mode: collaboration, between: [b, d]}\n"
        ),
    }
