"""Is a field written in the style of the thing that it belongs to, and taken out without a trace?"""

from __future__ import annotations

from datetime import date

from tests.source.splicing.changing import with_fields, with_thing
from tests.source.splicing.editing import edit, lines
from topo.model.base import FrozenDict
from topo.model.people import Site
from topo.model.quantity import parse_duration, parse_hours
from topo.model.service import Service
from topo.model.stream import Rework, Stage
from topo.model.team import Member, Signals, Stewards, Vacancy


def test_value_of_a_key():
    """Only the value changes: the comment behind it, the spaces and the quotes stay."""
    before = """\
        services:
          cart:
            domain: 'shop'   # where it belongs
            lifecycle:  "production"
        domains: {shop: {}, stock: {}}
        """
    after = edit(
        before, lambda all: with_fields(all, "service", "cart", domain="stock", lifecycle="deprecated")
    )
    expected = before.replace("'shop'", "'stock'").replace('"production"', '"deprecated"')
    assert after == lines(expected)


def test_text_that_has_to_be_quoted():
    """A plain value gets quotes where it would be read as something else."""
    after = edit(
        "teams: {a: {objective: win}}\n", lambda all: with_fields(all, "team", "a", objective="a: b")
    )
    assert after == 'teams: {a: {objective: "a: b"}}\n'


def test_new_key_in_a_block():
    """It gets a line of its own in its canonical place."""
    after = edit(
        """\
        teams:
            a:
                type: platform   # of ours
                size: 3
        """,
        lambda all: with_fields(all, "team", "a", group="g", manager="ana"),
    )
    assert after == lines(
        """\
        teams:
            a:
                type: platform   # of ours
                group: g
                size: 3
                manager: ana
        """
    )


def test_new_key_in_braces():
    """It stands behind the key in front of it, with a comma."""
    after = edit(
        "teams: {a: { type: platform, size: 3 }}  # all\n",
        lambda all: with_fields(all, "team", "a", group="g", manager="ana", name="A"),
    )
    assert after == "teams: {a: { name: A, type: platform, group: g, size: 3, manager: ana }}  # all\n"


def test_new_key_where_nothing_is_said():
    """A thing without fields gets them in the style of the others; what follows on the line stays."""
    after = edit(
        """\
        teams:
          a:   # nothing yet
          b: {size: 2}
          c: {}
          d: ~
        """,
        lambda all: with_fields(
            with_fields(with_fields(all, "team", "a", size=1), "team", "c", size=3), "team", "d", size=4
        ),
    )
    assert after == lines(
        """\
        teams:
          a: {size: 1}   # nothing yet
          b: {size: 2}
          c: {size: 3}
          d: {size: 4}
        """
    )


def test_new_key_where_a_key_stands_alone():
    """In braces a key may have no colon: it gets one."""
    after = edit(
        "teams: {a, b: , c: {size: 1}}\n",
        lambda all: with_fields(with_fields(all, "team", "a", size=2), "team", "b", size=3),
    )
    assert after == "teams: {a: {size: 2}, b: {size: 3}, c: {size: 1}}\n"


def test_new_key_where_nothing_is_said_among_blocks():
    """Where the others have lines of their own, so does this one."""
    after = edit(
        """\
        teams:
          a:   # nothing yet
          b:
            size: 2
          c: {}
        """,
        lambda all: with_fields(with_fields(all, "team", "a", size=1, name="A"), "team", "c", size=3),
    )
    assert after == lines(
        """\
        teams:
          a:   # nothing yet
            name: A
            size: 1
          b:
            size: 2
          c:
            size: 3
        """
    )


def test_key_that_says_what_holds_anyway():
    """It is there already: its value is replaced, and no second key is written."""
    after = edit(
        "services: {a: {depends_on: [{service: b, via: sync}]}, b: {tier: }}\n",
        lambda all: with_fields(
            with_fields(
                all,
                "service",
                "a",
                depends_on=(all.services["a"].depends_on[0].model_copy(update={"via": "async"}),),
            ),
            "service",
            "b",
            tier=2,
        ),
    )
    assert after == "services: {a: {depends_on: [{service: b, via: async}]}, b: {tier: 2}}\n"


def test_last_key_of_a_block_goes():
    """The thing stays, and says nothing; what stood behind its key does too."""
    after = edit(
        """\
        services:
          cart:  # the cart
            # since ever
            tier: 1   # important

          stock: {tier: 2}
        """,
        lambda all: with_fields(
            with_fields(all, "service", "cart", tier=None), "service", "stock", tier=None
        ),
    )
    assert after == lines(
        """\
        services:
          cart: {}  # the cart

          stock: {}
        """
    )


def test_key_with_lines_of_its_own_goes():
    """All its lines go, with the comments on and in them; those of the next key stay."""
    after = edit(
        """\
        teams:
          a:
            # how many
            roles:   # of each
              engineer: 2
              # and testers
            # what for
            objective: win
        """,
        lambda all: with_fields(all, "team", "a", roles=FrozenDict()),
    )
    assert after == lines(
        """\
        teams:
          a:
            # what for
            objective: win
        """
    )


def test_number_of_people():
    """One role changes where it stands, a new one comes last, one that is gone leaves no comma."""
    after = edit(
        "teams: {a: {roles: {engineer: 5, designer: 1, tester: 2}}, b: {roles: {engineer: 1}}}\n",
        lambda all: with_fields(
            with_fields(all, "team", "a", roles=FrozenDict({"engineer": 3, "designer": 1})),
            "team",
            "b",
            roles=FrozenDict({"engineer": 1, "tester": 2}),
        ),
    )
    assert after == (
        "teams: {a: {roles: {engineer: 3, designer: 1}}, b: {roles: {engineer: 1, tester: 2}}}\n"
    )


def test_short_forms_that_can_say_it():
    """They stay short."""
    after = edit(
        """\
        sites:
          berlin: Europe/Berlin
        teams:
          a: {members: [bo], vacancies: {engineer: 1}, stewards: {learning: ~, impediments: bo}}
        people: {bo: {}, cy: {}}
        """,
        lambda all: with_fields(
            with_fields(all, "site", "berlin", zone="Europe/Rome"),
            "team",
            "a",
            members=(Member(person="cy"),),
            vacancies=FrozenDict({"engineer": Vacancy(count=2)}),
            stewards=Stewards(learning=("cy",), impediments=()),
        ),
    )
    assert after == lines(
        """\
        sites:
          berlin: Europe/Rome
        teams:
          a: {members: [cy], vacancies: {engineer: 2}, stewards: {learning: cy, impediments: ~}}
        people: {bo: {}, cy: {}}
        """
    )


def test_short_forms_that_cannot_say_it():
    """They are widened, and keep what they said."""
    after = edit(
        """\
        sites:
          berlin: Europe/Berlin   # home
        teams:
          a: {members: [bo], vacancies: {engineer: 1}, stewards: {impediments: bo}}
        people: {bo: {}, cy: {}}
        decisions: {release: {by: owner}}
        """,
        lambda all: with_fields(
            with_fields(
                with_fields(all, "site", "berlin", hours=parse_hours("8-16")),
                "team",
                "a",
                members=(Member(person="bo", allocation=0.5),),
                vacancies=FrozenDict({"engineer": Vacancy(by=date(2027, 2, 1))}),
                stewards=Stewards(impediments=("bo", "cy")),
            ),
            "decision",
            "release",
            by=("owner", "a"),
        ),
    )
    assert after == lines(
        """\
        sites:
          berlin: {zone: Europe/Berlin, hours: 8-16}   # home
        teams:
          a: {members: [{person: bo, allocation: 50%}], vacancies: {engineer: {count: 1, by: 2027-02-01}}, """
        """stewards: {impediments: [bo, cy]}}
        people: {bo: {}, cy: {}}
        decisions: {release: {by: [owner, a]}}
        """
    )


def test_new_thing_with_a_short_form():
    """It is short where the others are."""
    after = edit(
        "sites:\n  berlin: Europe/Berlin\n  pune:   Asia/Kolkata\n",
        lambda all: with_thing(all, "site", Site(id="oslo", zone="Europe/Oslo")),
    )
    assert after == "sites:\n  berlin: Europe/Berlin\n  pune:   Asia/Kolkata\n  oslo:   Europe/Oslo\n"


def test_field_as_other_things_have_it():
    """A list looks like the same list of the things beside it."""
    after = edit(
        """\
        services:
          a:
            tier: 1
          b:
            tags: [x]
            tech:
            - python
        """,
        lambda all: with_fields(all, "service", "a", tech=("go", "no"), tags=("z",)),
    )
    assert after == lines(
        """\
        services:
          a:
            tier: 1
            tech:
            - go
            - "no"
            tags: [z]
          b:
            tags: [x]
            tech:
            - python
        """
    )


def test_mapping_inside_a_mapping():
    """A signal more and one less, on two lines of braces."""
    after = edit(
        """\
        teams:
          a:
            signals: {alerts: 4/week, toil: 10%,
                      rollback: proven}   # all good
        """,
        lambda all: with_fields(
            all,
            "team",
            "a",
            signals=Signals(toil=0.2, rollback="proven", lead_time=parse_duration("2d")),
        ),
    )
    assert after == lines(
        """\
        teams:
          a:
            signals: {lead_time: 2d, toil: 20%,
                      rollback: proven}   # all good
        """
    )


def test_stages():
    """They change, come and go in the order of the path."""

    def change(all):
        stages = all.streams["s"].stages
        return with_fields(
            all,
            "stream",
            "s",
            wip_limit=None,
            stages=FrozenDict(
                {
                    "one": stages["one"].model_copy(update={"touch": parse_duration("2d")}),
                    "half": Stage(id="half", team="d"),
                    "two": stages["two"].model_copy(
                        update={"team": "d", "touch": None, "rework": Rework(to="one", share=0.1, cause="c")}
                    ),
                }
            ),
        )

    after = edit(
        """\
        streams:
          s:
            demand: 2/week
            wip_limit: 4
            stages:      # in order
              one: {team: a, touch: 1d}
              # second
              two:
                team: b
                touch: 4h      # half a day
                rework: {to: one, share: 15%}
              # third
              three: {team: c}
        """,
        change,
    )
    assert after == lines(
        """\
        streams:
          s:
            demand: 2/week
            stages:      # in order
              one: {team: a, touch: 2d}
              half: {team: d}
              # second
              two:
                team: d
                rework: {to: one, share: 10%, cause: c}
        """
    )


def test_text_of_several_lines():
    """A block scalar is replaced as a whole; what follows it stays."""
    after = edit(
        """\
        services:
          a:
            description: |
              One line,
              # no comment,

            # a comment
            tier: 1
        """,
        lambda all: with_fields(all, "service", "a", description="Short"),
    )
    assert after == lines(
        """\
        services:
          a:
            description: Short

            # a comment
            tier: 1
        """
    )


def test_new_text_of_several_lines():
    """It is written as a block scalar."""
    after = edit(
        "services:\n  a:\n    tier: 1\n",
        lambda all: with_thing(all, "service", Service(id="b", description="One\ntwo\n", tier=2)),
    )
    assert after == (
        "services:\n  a:\n    tier: 1\n  b:\n    description: |\n      One\n      two\n    tier: 2\n"
    )
