"""Does what the reading knows stay true where a move says more than the files did?"""

from tests.change.conftest import Read
from tests.change.trying import apply
from topo.findings import Address
from topo.model.organisation import Facts, Organisation


def with_facts(organisation: Organisation, **facts: object) -> Organisation:
    """The organisation with these facts."""
    return organisation.model_copy(update={"facts": Facts(**facts)})  # type: ignore[arg-type]


def test_what_could_not_be_read_is_said_now(northwind: Organisation) -> None:
    """An owner that no one could read is no riddle once a move names another; other fields stay so."""
    unreadable = frozenset(map(Address.parse, ["services.stock.owner", "services.stock.tier", "services"]))
    organisation = with_facts(northwind, unreadable=unreadable)
    now = apply(organisation, "move-service", service="stock", to="payments").organisation
    assert {str(each) for each in now.facts.unreadable} == {"services.stock.tier", "services"}


def test_an_implied_service_is_defined_by_a_move(read: Read) -> None:
    """Of a service that only `owns:` named somebody says now whose it is."""
    organisation = read("teams: {a: {owns: [cart]}, b: {}}")
    assert organisation.facts.implied_services == {"cart"}
    now = apply(organisation, "move-service", service="cart", to="b").organisation
    assert now.facts.implied_services == frozenset()


def test_an_implied_team_that_is_renamed_is_implied(northwind: Organisation) -> None:
    """Another id defines nothing; merging does."""
    organisation = with_facts(northwind, implied_teams=frozenset({"security"}))
    now = apply(organisation, "rename", kind="team", from_="security", to="guards").organisation
    assert now.facts.implied_teams == {"guards"}
    now = apply(organisation, "merge-teams", teams=["security", "platform"], into="security").organisation
    assert now.facts.implied_teams == frozenset()


def test_waivers_of_interactions_follow_them(read: Read) -> None:
    """An interaction is called by its mode and teams: a waiver of it speaks of what it is called now."""
    organisation = read("""
        teams: {a: {}, b: {}, c: {}}
        interactions:
          - {mode: collaboration, between: [a, b]}  # topo: allow[COM005] until 2030-01-01: soon
          - {mode: facilitating, by: a, for: [c]}  # topo: allow[COM005] until 2030-01-01: soon
    """)
    now = apply(organisation, "rename", kind="team", from_="a", to="z").organisation
    assert [[str(at) for at in each.addresses] for each in now.facts.acceptances] == [
        ["interactions[collaboration b z]"],
        ["interactions[facilitating z c]"],
    ]
    now = apply(organisation, "merge-teams", teams=["a", "b"], into="a").organisation
    assert [[str(at) for at in each.addresses] for each in now.facts.acceptances] == [
        ["interactions[facilitating a c]"]
    ]


def test_waivers_of_settings_and_items(read: Read) -> None:
    """Wherever a list names a thing, its items are called by the new id."""
    organisation = read("""
        teams: {a: {}, b: {}}
        streams:
          s:
            stages:
              team: {team: a}
        tissue:
          guardrails:
            scan:
              applies_to:
                team:
                  - a  # topo: allow[TIS004] until 2030-01-01: soon
        check:
          rules:
            OWN001:
              only:
                team:
                  - a  # topo: allow[TIS004] until 2030-01-01: soon
    """)
    now = apply(organisation, "rename", kind="team", from_="a", to="z").organisation
    assert sorted(str(at) for each in now.facts.acceptances for at in each.addresses) == [
        "check.rules.OWN001.only.team[z]",
        "tissue.guardrails.scan.applies_to.team[z]",
    ]


def test_a_conflict_of_three_is_one_of_two(read: Read) -> None:
    """Claims of merged teams are one claim; what still disagrees goes on disagreeing."""
    organisation = read("teams: {a: {owns: [cart]}, b: {owns: [cart]}, c: {owns: [cart]}}")
    now = apply(organisation, "merge-teams", teams=["a", "b"], into="m").organisation
    assert [claim.team for claim in now.facts.conflicts[0]] == ["m", "c"]
    assert [str(claim.said_at) for claim in now.facts.conflicts[0]] == [
        "teams.m.owns[cart]",
        "teams.c.owns[cart]",
    ]
    assert now.services["cart"].owner is None
