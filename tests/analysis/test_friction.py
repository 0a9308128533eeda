"""What wears a team down, line by line?"""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given

from tests.analysis.estates import Tree, build, trees
from tests.analysis.shipped import weights_of
from topo.analysis.friction import Friction, FrictionKind, Surroundings, measure_friction
from topo.findings import Address
from topo.model.organisation import Organisation

Read = Callable[[str], Organisation]
AS_OF = date(2026, 12, 1)
WEIGHTS = weights_of("cognitive-load")
ALONE = Surroundings()


def find(organisation: Organisation, surroundings: Surroundings = ALONE) -> Friction:
    """The friction of team a."""
    return measure_friction(organisation, as_of=AS_OF, weights=WEIGHTS, surroundings=surroundings)["a"]


def lines(friction: Friction) -> list[tuple[str, str, str]]:
    """Kind, words and place of each line."""
    return [(line.kind.value, line.part.label, str(line.part.address)) for line in friction.lines]


CASES = {
    "services: {s: {owner: a, tech: [go, java, sql]}, t: {owner: a, tech: [Java, sql, php]}}": [
        ("technologies", "technology php", "services.t.tech[php]")
    ],
    "services: {s: {owner: a, tech: [go, java, sql]}}": [],
    "interactions: [{mode: collaboration, between: [a, b]}]": [],
    "interactions: [{mode: collaboration, between: [a, b], since: 2026-02-01},"
    " {mode: collaboration, between: [a, c]}]": [
        ("collaborations", "collaborates with b too", "interactions[collaboration a b]")
    ],
    "interactions: [{mode: collaboration, between: [a, b]},"
    " {mode: collaboration, between: [a, c], until: 2026-11-30}]": [],
    "interactions: [{mode: collaboration, between: [a, b, c]}]": [
        ("collaborations", "collaborates with c too", "interactions[collaboration a b c]")
    ],
    "streams: {f: {stages: {x: {team: a}}}, g: {stages: {x: {service: s}}}}\nservices: {s: {owner: a}}": [
        ("value streams", "stream g too", "streams.g")
    ],
}


@pytest.mark.parametrize("said", CASES)
def test_what_the_model_says(read: Read, said: str) -> None:
    """One line for each thing beyond what is fine."""
    assert lines(find(read("teams: {a: {size: 7}, b: {}, c: {}}\n" + said))) == CASES[said]


@pytest.mark.parametrize(
    ("team", "expected"),
    [
        ("{size: 5, signals: {alerts: 10/week}}", []),
        (
            "{size: 4, signals: {alerts: 2/day}}",
            [("on-call", "2.5 alerts a person and week", "teams.a.signals.alerts")],
        ),
        ("{size: 2, owns: [s, t]}", []),
        ("{size: 1, owns: [s, t]}", [("services per person", "2 services for 1 person", "teams.a")]),
        (
            "{members: [bo, cy]}",
            [("shared members", "1 of 2 members shared with other teams", "teams.a.members")],
        ),
        ("{members: [dee]}", [("many hats", "1 members of more than 2 roles", "people.dee.roles")]),
        ("{sites: {berlin: 2, pune: 3}}", []),
        (
            "{sites: {berlin: 2, America/Los_Angeles: 3}}",
            [("working hours", "America/Los_Angeles and berlin share 0 h", "teams.a.sites.berlin")],
        ),
        ("{sites: {berlin: 2, Europe/Paris: 3, nowhere: 1}}", []),
    ],
)
def test_what_a_team_says_of_itself(read: Read, team: str, expected: list[tuple[str, str, str]]) -> None:
    """On-call, services and people; one line each where it holds."""
    organisation = read(
        f"""
        teams: {{a: {team}, b: {{members: [cy]}}}}
        people: {{bo: {{roles: [engineer, lead]}}, cy: {{}}, dee: {{roles: [engineer, lead, coach]}}}}
        sites: {{berlin: Europe/Berlin, pune: {{zone: Asia/Kolkata, hours: 10-18}}}}
        """
    )
    assert lines(find(organisation)) == expected


def test_unrelieved_areas_are_one_line(read: Read) -> None:
    """Half relief counts, and is named; only a stream-aligned team is asked."""
    organisation = read("teams: {a: {type: stream-aligned}}")
    reliefs = {"a": {"build": "full", "deploy": "half", "data": "none", "security": "none"}}
    (line,) = find(organisation, Surroundings(reliefs=reliefs)).lines
    assert line.part.label == "3 of 4 areas unrelieved"
    assert line.part.note == "data, security, deploy (half relieved)"
    assert find(read("teams: {a: {type: platform}}"), Surroundings(reliefs=reliefs)).lines == ()
    assert find(organisation, Surroundings(reliefs={"a": {"build": "full"}})).lines == ()


def test_blocking_teams_and_guardrails(read: Read) -> None:
    """A line for each team that blocks, and for each guardrail that somebody has to pass by hand."""
    organisation = read(
        """
        teams: {a: {}}
        tissue:
          guardrails:
            scan: {enforcement: automated}
            board: {enforcement: gate}
            audit: {enforcement: manual}
        """
    )
    edge = Address.of("services", "s", "depends_on", "[t]")
    surroundings = Surroundings(
        blocking_teams={"a": {"b": (edge,)}}, bindings={"a": ("scan", "board", "audit")}
    )
    assert lines(find(organisation, surroundings)) == [
        ("blocking teams", "waits on b", "services.s.depends_on[t]"),
        ("gates", "manual audit", "tissue.guardrails.audit"),
        ("gates", "gate board", "tissue.guardrails.board"),
    ]


def test_what_cannot_be_assessed(read: Read) -> None:
    """Silence is no line and no zero: each kind says what it lacks."""
    friction = find(read("teams: {a: {}}"))
    assert friction.not_assessed[FrictionKind.ALERTS] == "no `alerts` signal"
    assert friction.not_assessed[FrictionKind.STREAM] == "no streams"
    assert friction.not_assessed[FrictionKind.SERVICES] == "heads unknown"
    assert "on-call: no `alerts` signal" in friction.count.missing
    assert friction.count.amount == 0.0  # nobody is said to collaborate, and that can be told


@given(trees)
def test_the_count_is_its_list(tree: Tree) -> None:
    """Every line is one, has an address, and is counted once."""
    for friction in measure_friction(build(tree), as_of=AS_OF, weights=WEIGHTS).values():
        assert friction.count.amount == len(friction.lines) == len(set(lines(friction)))
        assert not friction.not_assessed.keys() & {line.kind for line in friction.lines}
