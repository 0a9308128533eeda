"""Does a new thing go where its siblings live, and does one that goes take only what is its own?"""

from __future__ import annotations

from tests.source.splicing.changing import renamed, with_fields, with_thing, without
from tests.source.splicing.editing import HEAD, edit, edit_files, lines
from topo.model.base import FrozenDict
from topo.model.domain import Domain
from topo.model.organisation import Organisation
from topo.model.service import Dependency, Service
from topo.model.team import Team
from topo.model.tissue import Capability


def new_team(id: str = "new", **fields):
    return lambda all: with_thing(all, "team", Team.model_validate({"id": id, **fields}))


# --- new things -----------------------------------------------------------------------------------------


def test_new_team_in_braces():
    """It stands behind the last of its group, in front of the next heading."""
    before = """\
        teams:
          a: {size: 3, group: g}
          bb: {size: 1, group: g}   # last of g

          # --- the others
          c: {size: 2}
        groups: {g: {}}
        """
    after = edit(before, new_team(group="g", roles={"engineer": 3}))
    line = "   # last of g\n          new: {group: g, roles: {engineer: 3}}\n"
    assert after == lines(before.replace("   # last of g\n", line))


def test_new_team_with_lines_of_its_own():
    """It is indented, and parted from the others, as they are."""
    before = """\
        teams:
            a:
                size: 3
                skills:
                - x

            b:
                size: 1
                skills:
                - x
                # and more

        services:
            s:
                owner: a
        """
    after = edit(before, new_team(size=3, skills=["k", "no"]))
    own = """\
                # and more

            new:
                size: 3
                skills:
                - k
                - "no"
        """
    assert after == lines(before.replace("                # and more\n", own.removesuffix("        ")))


def test_new_team_among_teams_in_line():
    """Its value is in line with theirs."""
    before = "teams:\n  a:        {size: 3}\n  checkout: {size: 3}\n"
    assert edit(before, new_team(size=2)) == before + "  new:      {size: 2}\n"


def test_wide_thing_among_things_in_braces():
    """Where it would be wider than any of them it gets lines of its own."""
    before = "teams:\n  a: {size: 3, skills: [x]}\n"
    after = edit(before, new_team(objective="o" * 90, skills=["x", "z"]))
    assert after == before + f"  new:\n    objective: {'o' * 90}\n    skills: [x, z]\n"


def test_new_things_in_order():
    """Several at one place stand in the order in which they came."""
    before = "teams:\n  a: {size: 3}\nservices: {s: {}}\n"
    after = edit(before, lambda all: new_team("c", size=2)(new_team("b", size=1)(all)))
    assert after == before.replace("services", "  b: {size: 1}\n  c: {size: 2}\nservices")


def test_new_thing_in_braces_around_all():
    """A section in braces gets one entry more."""
    assert edit("teams: {a: {size: 3}}\n", new_team(size=2)) == "teams: {a: {size: 3}, new: {size: 2}}\n"


def test_new_thing_that_says_nothing():
    """It is an empty mapping."""
    assert edit("teams:\n  a: {size: 3}\n", new_team()) == "teams:\n  a: {size: 3}\n  new: {}\n"


def test_file_of_most_siblings():
    """A service goes to the file that holds most of its owner's, a team to that of its group."""
    files = {
        "topo.yaml": HEAD + "groups: {g: {}, h: {}}\n",
        "a.yaml": "teams: {a: {group: h}}\nservices: {a1: {owner: a}, b1: {owner: b}}\n",
        "b.yaml": "teams: {b: {group: g}}\nservices: {b2: {owner: b}, b3: {owner: b}}\n",
    }

    def change(all: Organisation) -> Organisation:
        all = new_team(group="h")(new_team("other", group="g")(all))
        return with_thing(all, "service", Service(id="x", owner="b"))

    assert edit_files(files, change) == {
        **files,
        "a.yaml": "teams: {a: {group: h}, new: {group: h}}\nservices: {a1: {owner: a}, b1: {owner: b}}\n",
        "b.yaml": (
            "teams: {b: {group: g}, other: {group: g}}\n"
            "services: {b2: {owner: b}, b3: {owner: b}, x: {owner: b}}\n"
        ),
    }


def test_first_thing_of_its_kind():
    """Its section is made in the file that the model begins with, in its canonical place."""

    def change(all: Organisation) -> Organisation:
        waits = (Dependency(service="t", via="async"),)
        all = with_thing(all, "service", Service(id="s", owner="a", depends_on=waits))
        all = with_thing(all, "domain", Domain(id="d", complexity="complex"))
        return with_thing(all, "capability", Capability(id="road", provider="a"))

    after = edit("teams:\n  a: {size: 3}\n\ndecisions:\n  release: {by: owner}\n", change)
    assert after == lines(
        """\
        domains:
          d: {complexity: complex}
        teams:
          a: {size: 3}

        services:
          s:
            owner: a
            depends_on:
              - {service: t, via: async}

        tissue:
          capabilities:
            road: {provider: a}

        decisions:
          release: {by: owner}
        """
    )


def test_section_without_things():
    """An empty section is filled, on lines of its own."""
    for empty in ("", " {}", " ~"):
        after = edit(f"teams:{empty}  # none\nservices:\n  s: {{}}\n", new_team(size=2))
        assert after == "teams:  # none\n  new: {size: 2}\nservices:\n  s: {}\n"


def test_empty_file():
    """A file of comments alone takes a section too."""
    files = {"topo.yaml": "# nothing yet\n"}
    assert edit_files(files, new_team(size=2)) == {"topo.yaml": "# nothing yet\nteams:\n  new: {size: 2}\n"}


def test_several_documents():
    """A new thing goes to the document of its siblings; the marks between documents stay."""
    files = {
        "topo.yaml": (
            "topo: 1\n---\nteams:\n  a: {size: 1}\n---\n# third\nteams:\n  b: {size: 1}\n  c: {size: 1}\n"
            "...\n---\nservices:\n  s: {owner: a}\n"
        )
    }
    after = edit_files(
        files, lambda all: with_fields(new_team(size=2)(without(all, "team", "a")), "service", "s", owner="b")
    )
    assert after["topo.yaml"] == (
        "topo: 1\n---\n---\n# third\nteams:\n  b: {size: 1}\n  c: {size: 1}\n  new: {size: 2}\n"
        "...\n---\nservices:\n  s: {owner: b}\n"
    )


# --- things that go -------------------------------------------------------------------------------------


def test_comments_of_what_goes():
    """Those on it, in it and directly above it go, waivers too; those of its neighbours stay."""
    after = edit(
        """\
        services:
          # about a
          # topo: allow[OWN001] until 2030-01-01: why
          a: {tier: 1}  # a
          # about b

          # about c
          c:
            tier: 1
            # inside c

            # and this
          # about d
          d: {tier: 2}
        """,
        lambda all: without(without(all, "service", "a"), "service", "c"),
    )
    assert after == lines(
        """\
        services:
          # about b

          # about d
          d: {tier: 2}
        """
    )


def test_headings():
    """Drawn ones stay, and those over every paragraph of a section."""
    before = """\
        services:
          # --- carts ---
          # the cart
          a: {tier: 1}
          b: {tier: 1}
        people:
          # renting
          ana: {}
          bo:  {}

          # field
          cy:  {}
          di:  {}
        """
    after = edit(before, lambda all: without(without(all, "service", "a"), "person", "ana"))
    expected = before.replace("          # the cart\n          a: {tier: 1}\n", "")
    assert after == lines(expected.replace("          ana: {}\n", ""))


def test_first_lines_of_a_file():
    """A comment at its top is the file's own."""
    files = {
        "topo.yaml": HEAD,
        "t.yaml": "# yaml-language-server: $schema=x\nteams:\n  a: {}\nservices:\n  s: {}\n",
    }
    after = edit_files(files, lambda all: without(all, "team", "a"))
    assert after["t.yaml"] == "# yaml-language-server: $schema=x\nservices:\n  s: {}\n"


def test_blank_lines_around_what_goes():
    """One of them goes too: two never meet, and none is left at the end."""
    before = "teams:\n  a:\n    size: 1\n\n  b:\n    size: 2\n\n  c:\n    size: 3\n"
    a, b, c = (f"  {id}:\n    size: {number}\n" for id, number in (("a", 1), ("b", 2), ("c", 3)))
    assert edit(before, lambda all: without(all, "team", "a")) == f"teams:\n{b}\n{c}"
    assert edit(before, lambda all: without(all, "team", "b")) == f"teams:\n{a}\n{c}"
    assert edit(before, lambda all: without(all, "team", "c")) == f"teams:\n{a}\n{b}"
    both = edit(before, lambda all: without(without(all, "team", "b"), "team", "c"))
    assert both == f"teams:\n{a}"


def test_last_thing_of_a_section():
    """The section goes, and what holds only it."""
    after = edit(
        """\
        teams: {a: {}}
        tissue:
          guardrails:
            board: {enforcement: gate}   # bye

        # next
        decisions: {release: {by: owner}}
        """,
        lambda all: without(without(all, "guardrail", "board"), "team", "a"),
    )
    assert after == "\n# next\ndecisions: {release: {by: owner}}\n"


def test_thing_that_takes_the_place_of_another():
    """It stands where that one did."""
    before = "teams:\n  a: {size: 1}\n\n  # b\n  b: {size: 1}\n\nservices: {}\n"
    after = edit(before, lambda all: new_team(size=2)(without(all, "team", "b")))
    assert after == "teams:\n  a: {size: 1}\n\n  new: {size: 2}\n\nservices: {}\n"


# --- things that are renamed ----------------------------------------------------------------------------


def test_renamed_thing():
    """Its key changes where it stands, with its quotes; so do the references to it."""

    def change(all: Organisation) -> Organisation:
        all = renamed(renamed(all, "team", "pay", "payments"), "team", "q", "qq")
        all = with_fields(all, "service", "x", owner="payments", consulted=("payments", "other"))
        return with_fields(all, "service", "z", consulted=("team:payments",))

    after = edit(
        """\
        teams:
          # the payers
          pay:   {size: 3}   # three
          other: {size: 3}
          "q":
            size: 1
        services:
          x: {owner: pay, consulted: [pay, other]}
          z:
            consulted:
              - team:pay  # asked
        """,
        change,
    )
    assert after == lines(
        """\
        teams:
          # the payers
          payments: {size: 3, formerly: [pay]}   # three
          other: {size: 3}
          "qq":
            size: 1
            formerly: [q]
        services:
          x: {owner: payments, consulted: [payments, other]}
          z:
            consulted:
              - team:payments  # asked
        """
    )


def test_renamed_thing_among_others_in_line():
    """What is in line stays in line, as far as there is room."""
    after = edit(
        "teams:\n  a:    {size: 3}\n  long: {size: 3}\n", lambda all: renamed(all, "team", "a", "abc")
    )
    assert after == "teams:\n  abc:  {size: 3, formerly: [a]}\n  long: {size: 3}\n"


def test_merged_things():
    """One of them is renamed, the one that says most of the same; the others go."""

    def change(all: Organisation) -> Organisation:
        merged = all.teams["b"].model_copy(update={"id": "ab", "formerly": ("a", "b"), "size": 5})
        teams = {"ab": merged, "c": all.teams["c"]}
        return all.model_copy(update={"teams": FrozenDict(teams)})

    after = edit("teams:\n  a: {size: 2}  # a\n  b: {size: 3, type: platform}  # b\n  c: {size: 1}\n", change)
    assert after == "teams:\n  ab: {size: 5, type: platform, formerly: [a, b]}  # b\n  c: {size: 1}\n"


def test_renamed_stage():
    """A stage keeps its place on the path, and what is sent back to it still is."""

    def change(all: Organisation) -> Organisation:
        stages = all.streams["s"].stages
        build = stages["build"].model_copy(update={"id": "make", "formerly": ("build",)})
        rework = stages["review"].rework.model_copy(update={"to": "make"})
        review = stages["review"].model_copy(update={"rework": rework})
        return with_fields(all, "stream", "s", stages=FrozenDict({"make": build, "review": review}))

    after = edit(
        """\
        streams:
          s:
            stages:
              build: {touch: 1d}  # here
              review: {touch: 4h, rework: {to: build, share: 10%}}
        """,
        change,
    )
    assert after == lines(
        """\
        streams:
          s:
            stages:
              make: {touch: 1d, formerly: [build]}  # here
              review: {touch: 4h, rework: {to: make, share: 10%}}
        """
    )
