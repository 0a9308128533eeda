"""Is a change of owner written on the side where it was said: `owner:`, `owns:`, or both?"""

from __future__ import annotations

import pytest

from tests.source.splicing.changing import renamed, with_fields, with_thing, without
from tests.source.splicing.editing import Changing, edit, lines
from topo.model.domain import Domain
from topo.model.organisation import Organisation
from topo.model.service import Service
from topo.model.team import Team


def give(team: str | None, *things: str) -> Changing:
    """Let a team own things, services unless their kind is said."""

    def change(all: Organisation) -> Organisation:
        for thing in things:
            kind, _, id = thing.rpartition(":")
            field = "provider" if kind == "capability" else "owner"
            all = with_fields(all, kind or "service", id, **{field: team})
        return all

    return change


def test_owner_on_the_thing():
    """It changes there, comes there and goes there."""
    before = "teams: {a: {}, b: {}}\nservices: {s: {owner: a}, t: {owner: a}, u: {tier: 1}}\n"
    after = edit(before, lambda all: give("b", "s", "u")(give(None, "t")(all)))
    assert after == "teams: {a: {}, b: {}}\nservices: {s: {owner: b}, t: {}, u: {owner: b, tier: 1}}\n"


def test_things_that_owns_alone_names():
    """They move from one list to the other, and no service is written for them."""
    after = edit(
        """\
        teams:
          a: {size: 3, owns: [x, k, z]}   # a's
          b:
            size: 2
            owns:
              - q   # q
          c: {owns: [w]}
        """,
        lambda all: give("b", "k")(give("c", "q")(all)),
    )
    assert after == lines(
        """\
        teams:
          a: {size: 3, owns: [x, z]}   # a's
          b:
            size: 2
            owns:
              - k
          c: {owns: [w, q]}
        """
    )


def test_last_thing_that_a_team_owns():
    """Its list goes; a team without one gets one for what is said nowhere else."""
    after = edit("teams:\n  a: {size: 3, owns: [x]}\n  b:\n    size: 2\n", give("b", "x"))
    assert after == "teams:\n  a: {size: 3}\n  b:\n    size: 2\n    owns: [x]\n"


def test_thing_that_goes_to_a_team_without_a_list():
    """A team whose things say it themselves gets another one of that kind."""
    after = edit(
        "teams: {a: {owns: [x, z]}, b: {}}\nservices: {x: {tier: 1}, q: {owner: b}}\n", give("b", "x")
    )
    assert after == "teams: {a: {owns: [z]}, b: {}}\nservices: {x: {owner: b, tier: 1}, q: {owner: b}}\n"


def test_thing_that_goes_to_a_team_with_a_list():
    """A thing that says its owner keeps doing so; one that says none is listed."""
    after = edit(
        "teams: {a: {}, b: {owns: [z]}}\nservices: {x: {owner: a}, k: {tier: 1}}\n", give("b", "x", "k")
    )
    assert after == "teams: {a: {}, b: {owns: [z, k]}}\nservices: {x: {owner: b}, k: {tier: 1}}\n"


def test_both_sides():
    """Both change."""
    after = edit(
        "teams: {a: {owns: [x, k]}, b: {owns: [z]}}\nservices: {x: {owner: a, tier: 1}, k: {}}\n",
        give("b", "x"),
    )
    assert after == "teams: {a: {owns: [k]}, b: {owns: [z, x]}}\nservices: {x: {owner: b, tier: 1}, k: {}}\n"


def test_things_of_other_kinds():
    """A domain is listed with its kind where its id alone would mean something else."""
    before = "teams: {a: {owns: [x, domain:x, road]}, b: {owns: [z]}}\ndomains: {x: {}}\n" + lines(
        """\
        services: {x: {}}
        tissue: {capabilities: {road: {}}, data: {z9: {}}, guardrails: {scan: {owner: a}}}
        """
    )
    after = edit(before, give("b", "domain:x", "capability:road", "guardrail:scan", "data:z9"))
    assert after == before.replace("[x, domain:x, road]", "[x]").replace(
        "[z]", "[z, domain:x, road, z9]"
    ).replace("owner: a", "owner: b")


def test_nobody_owns_it_any_more():
    """A service that only a list named gets a place of its own."""
    after = edit("teams: {a: {owns: [x, z]}}\nservices: {z: {tier: 1}}\n", give(None, "x", "z"))
    assert after == "teams: {a: {}}\nservices: {z: {tier: 1}, x: {}}\n"


def test_two_teams_claimed_it():
    """The one that has it now keeps saying so, the other one does not."""
    after = edit("teams: {a: {owns: [x, z]}, b: {owns: [x]}}\nservices: {x: {}}\n", give("b", "x"))
    assert after == "teams: {a: {owns: [z]}, b: {owns: [x]}}\nservices: {x: {}}\n"


def test_more_is_said_of_a_service_that_only_a_list_names():
    """What is said stands under `services`; its owner stays in the list."""
    after = edit(
        "teams: {a: {owns: [x, z]}}\n", lambda all: with_fields(all, "service", "x", lifecycle="retired")
    )
    assert after == "teams: {a: {owns: [x, z]}}\nservices: {x: {lifecycle: retired}}\n"


def test_renamed_service():
    """It is called otherwise in the list, too."""
    after = edit(
        "teams: {a: {owns: [x, service:z]}}\nservices: {x: {tier: 1}}\n",
        lambda all: renamed(renamed(all, "service", "x", "x2"), "service", "z", "z2"),
    )
    assert after == (
        "teams: {a: {owns: [x2, service:z2]}}\n"
        "services: {x2: {tier: 1, formerly: [x]}, z2: {formerly: [z]}}\n"
    )


def test_renamed_team():
    """Its list is its own; where its name stands it changes."""
    after = edit(
        "teams: {a: {owns: [x]}}\nservices: {x: {}, z: {owner: a}}\n",
        lambda all: give("b", "x", "z")(renamed(all, "team", "a", "b")),
    )
    assert after == "teams: {b: {owns: [x], formerly: [a]}}\nservices: {x: {}, z: {owner: b}}\n"


def test_new_team_takes_over():
    """Where things are said by lists, the new team gets one; it is written once."""
    after = edit(
        "teams:\n  a: {owns: [x, z, k]}\n",
        lambda all: give("new", "x", "k")(with_thing(all, "team", Team(id="new", size=2))),
    )
    assert after == "teams:\n  a: {owns: [z]}\n  new: {size: 2, owns: [x, k]}\n"


def test_new_team_takes_over_where_things_say_it():
    """Where they do, they do so for a new team as well."""
    after = edit(
        "teams:\n  a: {}\nservices:\n  x: {owner: a}\n  z: {}\n",
        lambda all: give("new", "x", "z")(with_thing(all, "team", Team(id="new", size=2))),
    )
    assert after == ("teams:\n  a: {}\n  new: {size: 2}\nservices:\n  x: {owner: new}\n  z: {owner: new}\n")


def test_new_services():
    """One that says nothing else is listed alone, where its team has a list."""

    def change(all: Organisation) -> Organisation:
        all = with_thing(all, "service", Service(id="p", owner="a"))
        all = with_thing(all, "service", Service(id="q", owner="a", tier=2))
        return with_thing(all, "service", Service(id="r", owner="b"))

    after = edit("teams: {a: {owns: [x, z]}, b: {}}\nservices: {w: {owner: b}}\n", change)
    assert after == (
        "teams: {a: {owns: [x, z, p, q]}, b: {}}\nservices: {w: {owner: b}, q: {tier: 2}, r: {owner: b}}\n"
    )


def test_team_that_is_dissolved():
    """Its list goes with it; its things are said where their new owners say theirs."""
    after = edit(
        "teams:\n  a: {owns: [x]}\n  b: {owns: [z]}  # b\nservices: {x: {tier: 1}}\n",
        lambda all: give("b", "x")(without(all, "team", "a")),
    )
    assert after == "teams:\n  b: {owns: [z, x]}  # b\nservices: {x: {tier: 1}}\n"


def test_service_that_goes():
    """It goes from every list, and from `services`."""
    after = edit(
        "teams: {a: {owns: [x, z]}}\nservices: {x: {tier: 1}, k: {}}\n",
        lambda all: without(without(all, "service", "x"), "service", "z"),
    )
    assert after == "teams: {a: {}}\nservices: {k: {}}\n"


def test_item_that_names_nothing():
    """What a list says of things that are not there stays."""
    before = "teams: {a: {owns: [domain:lost, x, z]}, b: {owns: [k]}}\n"
    assert edit(before, give("b", "x")) == "teams: {a: {owns: [domain:lost, z]}, b: {owns: [k, x]}}\n"


@pytest.mark.parametrize("owner", ["team:b", "b"])
def test_owner_with_its_kind(owner: str):
    """`team:b` stands on the thing: a list cannot say it so."""
    after = edit("teams: {a: {owns: [x, z]}, b: {owns: [k]}}\nservices: {x: {}}\n", give(owner, "x"))
    if owner == "b":
        assert after == "teams: {a: {owns: [z]}, b: {owns: [k, x]}}\nservices: {x: {}}\n"
    else:
        assert after == "teams: {a: {owns: [z]}, b: {owns: [k]}}\nservices: {x: {owner: team:b}}\n"


def test_an_id_that_comes_to_mean_another_thing():
    """What a team owns gets its kind in front where a new thing has the same id; and only there."""
    before = "teams: {a: {owns: [pay, x]}, b: {}}\ndomains: {pay: {}, d: {}}\n"
    after = edit(before, lambda all: with_thing(all, "service", Service(id="pay", owner="b")))
    assert after == (
        "teams: {a: {owns: [domain:pay, x]}, b: {owns: [service:pay]}}\ndomains: {pay: {}, d: {}}\n"
    )
    implied = edit(before, lambda all: with_thing(all, "domain", Domain(id="x")))
    assert implied == "teams: {a: {owns: [pay, service:x]}, b: {}}\ndomains: {pay: {}, d: {}, x: {}}\n"
    stated = edit(
        f"{before}services: {{x: {{tier: 1}}}}\n", lambda all: with_thing(all, "domain", Domain(id="x"))
    )
    assert stated == (
        "teams: {a: {owns: [pay, x]}, b: {}}\ndomains: {pay: {}, d: {}, x: {}}\nservices: {x: {tier: 1}}\n"
    )


def test_an_id_that_a_renaming_makes_ambiguous():
    """The same where a thing takes the id of another kind of thing."""
    before = "teams: {a: {owns: [pay]}, b: {}}\ndomains: {pay: {}}\nservices: {s: {owner: b}}\n"
    after = edit(before, lambda all: renamed(all, "service", "s", "pay"))
    assert after == (
        "teams: {a: {owns: [domain:pay]}, b: {}}\ndomains: {pay: {}}\n"
        "services: {pay: {owner: b, formerly: [s]}}\n"
    )
