"""Does what only the private overlay says stay there?"""

from __future__ import annotations

from tests.source.splicing.changing import renamed, with_fields, with_thing, without
from tests.source.splicing.editing import HEAD, Changing, edit_files
from topo.model.organisation import Organisation
from topo.model.team import Member, Survey

PUBLIC = (
    HEAD
    + """\
people:
  ana: {name: A}
teams:
  x: {size: 3, members: [ana]}
  y: {size: 2}
  z: {size: 2}
"""
)
PRIVATE = """\
# private
people:
  bo: {name: Bo Real}
teams:
  x: {members: [ana, bo], survey: {n: 6, tlx: 48}}
  y: {survey: {n: 5}, name: Secret}
"""


def edit(change: Changing) -> tuple[str, str]:
    """What both files say afterwards."""
    after = edit_files({"topo.yaml": PUBLIC, "topo.private.yaml": PRIVATE}, change)
    return after["topo.yaml"], after["topo.private.yaml"]


def test_field_of_the_overlay():
    """It changes there, also where a public file has one that it hides."""
    public, private = edit(
        lambda all: with_fields(
            all, "team", "x", members=(Member(person="ana"),), survey=Survey(n=7, tlx=48), size=4
        )
    )
    assert public == PUBLIC.replace("size: 3", "size: 4")
    assert private == PRIVATE.replace("[ana, bo]", "[ana]").replace("n: 6", "n: 7")


def test_field_that_both_files_have():
    """It goes from both."""
    public, private = edit(lambda all: with_fields(all, "team", "x", members=None))
    assert public == PUBLIC.replace(", members: [ana]", "")
    assert private == PRIVATE.replace("members: [ana, bo], ", "")


def test_reference_to_somebody_private():
    """It is written into the overlay, as is any value that stands there alone."""
    public, private = edit(lambda all: with_fields(all, "team", "z", members=(Member(person="bo"),), size=3))
    assert public == PUBLIC.replace("z: {size: 2}", "z: {size: 3}")
    assert private == PRIVATE + "  z: {members: [bo]}\n"


def test_thing_of_both_files_goes():
    """It goes from both, or the overlay would bring it back."""
    public, private = edit(lambda all: without(all, "team", "y"))
    assert public == PUBLIC.replace("  y: {size: 2}\n", "")
    assert private == PRIVATE.replace("  y: {survey: {n: 5}, name: Secret}\n", "")


def test_thing_of_both_files_is_renamed():
    """It is called otherwise in both."""
    public, private = edit(lambda all: renamed(all, "team", "x", "w"))
    assert public == PUBLIC.replace(
        "x: {size: 3, members: [ana]}", "w: {size: 3, members: [ana], formerly: [x]}"
    )
    assert private == PRIVATE.replace("  x:", "  w:")


def test_new_thing_with_private_fields():
    """What came from a private thing stays private."""

    def change(all: Organisation) -> Organisation:
        return with_thing(all, "team", all.teams["x"].model_copy(update={"id": "new"}))

    public, private = edit(change)
    assert public == PUBLIC + "  new: {size: 3}\n"
    assert private == PRIVATE + "  new: {members: [ana, bo], survey: {n: 6, tlx: 48}}\n"


def test_thing_that_the_overlay_alone_has():
    """It changes and goes there."""
    public, private = edit(lambda all: with_fields(all, "person", "bo", roles=("engineer",)))
    assert (public, private) == (
        PUBLIC,
        PRIVATE.replace("name: Bo Real", "name: Bo Real, roles: [engineer]"),
    )
    public, private = edit(
        lambda all: with_fields(without(all, "person", "bo"), "team", "x", members=(Member(person="ana"),))
    )
    assert public == PUBLIC
    assert private == "# private\n" + PRIVATE.split("Bo Real}\n")[1].replace("[ana, bo]", "[ana]")
