from collections.abc import Callable

from topo.report.pictures.picture import Edge, Kind, Picture, Tie

Make = Callable[..., Picture]


def edge(picture: Picture, tail: str, head: str) -> Edge:
    """The one edge between two nodes."""
    [found] = [each for each in picture.edges if (each.tail, each.head) == (tail, head)]
    return found


def test_an_arrow_leads_from_who_waits(picture: Make) -> None:
    """Its label is the load, of grade E and so marked; one that blocks is another tie."""
    made = picture(
        "teams",
        {
            "teams": {"shop": {}, "pay": {}, "platform": {"type": "platform"}},
            "services": {
                "cart": {
                    "owner": "shop",
                    "depends_on": [
                        {"service": "gateway", "via": "release"},
                        {"service": "deploy", "via": "async"},
                    ],
                },
                "gateway": {"owner": "pay"},
                "deploy": {"owner": "platform"},
            },
        },
    )
    blocking, waiting = edge(made, "shop", "pay"), edge(made, "shop", "platform")
    assert (blocking.tie, blocking.label, blocking.share) == (Tie.BLOCKS, "~1", 1.0)
    assert (waiting.tie, waiting.label, waiting.share) == (Tie.WAITS, "~0.2", 0.2)
    assert blocking.reasons == ("cart → gateway (release)",)
    assert {node.id: node.kind for node in made.nodes} == {
        "pay": Kind.TEAM,
        "platform": Kind.PLATFORM,
        "shop": Kind.TEAM,
    }


def test_a_service_of_nobody_is_a_thing_of_its_own(picture: Make) -> None:
    """Whoever it is tied to; why nobody owns it stands on it."""
    made = picture(
        "teams",
        {
            "teams": {"shop": {}},
            "people": {"bo": {}},
            "services": {
                "cart": {"owner": "shop", "depends_on": [{"service": "ledger"}, {"service": "rates"}]},
                "ledger": {},
                "rates": {"owner": "bo"},
            },
        },
    )
    found = {node.id: node for node in made.nodes if node.kind is Kind.NOBODY}
    assert found["service ledger"].alarms == ("nobody",)
    assert found["service rates"].alarms == ("nobody", "no team: `bo` is a person")
    assert edge(made, "shop", "service ledger").tie is Tie.WAITS


def test_services_of_nobody_that_nothing_ties_share_a_card(picture: Make) -> None:
    """None is left out; an external one that nobody waits on is nobody's concern."""
    made = picture(
        "teams",
        {
            "teams": {"shop": {}},
            "services": {"a": {}, "b": {}, "mail": {"kind": "external"}, "old": {"lifecycle": "retired"}},
        },
    )
    [card] = [node for node in made.nodes if node.kind is Kind.NOBODY]
    assert (card.title, card.items) == ("nobody: 2 services", ("a", "b"))
    assert [node.id for node in made.nodes] == ["shop", "nobody"]


def test_a_waived_service_is_not_drawn_as_nobodys(picture: Make) -> None:
    """It is accepted until a day, and says so."""
    waiver = {"rule": "OWN001", "until": "2027-03-31", "why": "vendor hands over"}
    made = picture("teams", {"teams": {"shop": {}}, "services": {"a": {"waivers": [waiver]}}})
    assert [(node.kind, node.title) for node in made.nodes if node.kind is not Kind.TEAM] == [
        (Kind.WAIVED, "nobody, waived: 1 service")
    ]


def test_teams_of_a_ring(picture: Make) -> None:
    """Both the cards and the arrows between them say which ring it is."""
    made = picture(
        "teams",
        {
            "teams": {"a": {}, "b": {}, "c": {}},
            "services": {
                "a1": {"owner": "a", "depends_on": [{"service": "b1"}, {"service": "c1"}]},
                "b1": {"owner": "b", "depends_on": [{"service": "a1"}]},
                "c1": {"owner": "c"},
            },
        },
    )
    alarms = {node.id: node.alarms for node in made.nodes}
    assert alarms == {"a": ("in ring 1",), "b": ("in ring 1",), "c": ()}
    assert edge(made, "a", "b").alarms == edge(made, "b", "a").alarms == ("ring 1",)
    assert edge(made, "a", "c").alarms == ()


def test_a_shared_deployable_stands_between_its_teams(picture: Make) -> None:
    """One line for each team; the surroundings of one team hold the others all the same."""
    model = {
        "teams": {"a": {}, "b": {}, "c": {}, "far": {}},
        "services": {
            "core": {"owner": "a"},
            "a1": {"owner": "a", "part_of": "core"},
            "b1": {"owner": "b", "part_of": "core"},
            "c1": {"owner": "c", "part_of": "core"},
        },
    }
    made = picture("teams", model)
    assert [(each.tail, each.head, each.tie) for each in made.edges] == [
        (team, "service core", Tie.RELEASED_TOGETHER) for team in "abc"
    ]
    [core] = [node for node in made.nodes if node.id == "service core"]
    assert core.alarms == ("3 teams release it together",)
    around = picture("teams", model, focus="b")
    assert [node.id for node in around.nodes] == ["a", "b", "c", "service core"]


def test_what_a_card_says(picture: Make) -> None:
    """Type, people and domain points; too many of them are an alarm; what is not said is not assessed."""
    made = picture(
        "teams",
        {
            "teams": {"full": {"type": "stream-aligned", "size": 7}, "over": {}, "blank": {}},
            "domains": {
                "one": {"complexity": "complex", "owner": "full"},
                "two": {"complexity": "complex", "owner": "over"},
                "three": {"complexity": "simple", "owner": "over"},
                "four": {"owner": "blank"},
            },
        },
    )
    cards = {node.id: (node.lines, node.alarms) for node in made.nodes}
    assert cards == {
        "full": (("stream-aligned · 7 people", "~3 of 3 domain points"), ()),
        "over": (("size not said",), ("over: ~4 of 3 domain points",)),
        "blank": (("size not said", "domain points not assessed"), ()),
    }


def test_what_is_not_assessed_is_said(picture: Make) -> None:
    """A model without dependencies and domains shows no waiting, which is not the same as none."""
    assert picture("teams", {"teams": {"a": {}}}).notes == (
        "waiting not assessed: no service says what it depends on",
        "domain points not assessed: no domains",
    )


def test_boxes_of_groups_nest(picture: Make) -> None:
    """A team stands in the box of its group, that in the box of its parent; an empty group has none."""
    made = picture(
        "teams",
        {
            "groups": {"all": {}, "shops": {"parent": "all"}, "empty": {}},
            "teams": {"a": {"group": "shops"}, "b": {}},
        },
        group_by="group",
    )
    assert [(box.id, box.parent) for box in made.boxes] == [
        ("box group all", None),
        ("box group shops", "box group all"),
    ]
    assert {node.id: node.box for node in made.nodes} == {"a": "box group shops", "b": None}


def test_a_team_of_several_domains_stands_in_none(picture: Make) -> None:
    """Grouped by domains, a box is the outermost domain of all that a team carries."""
    made = picture(
        "teams",
        {
            "teams": {"a": {}, "b": {}},
            "domains": {
                "pay": {},
                "cards": {"parent": "pay", "owner": "a"},
                "books": {"parent": "pay", "owner": "a"},
                "other": {"owner": "b"},
                "third": {"owner": "b"},
            },
        },
        group_by="domain",
    )
    assert {node.id: node.box for node in made.nodes} == {"a": "box domain pay", "b": None}


def test_the_legend_explains_what_occurs(picture: Make) -> None:
    """And nothing else."""
    made = picture("teams", {"teams": {"a": {"type": "platform"}}, "services": {"s": {}}})
    assert [meaning for meaning, _ in made.legend] == [Kind.PLATFORM, Kind.NOBODY]
