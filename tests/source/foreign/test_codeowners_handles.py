"""Which team or person does a handle mean?"""

from __future__ import annotations

from topo.source.foreign.codeowners import Codeowners, Flavour, parse_codeowners
from topo.source.foreign.codeowners_handles import Handles, make_id
from topo.source.positions import Mapping
from topo.source.reading import read_yaml


def find(owners: str, model: str = "{}", flavour: Flavour = "github") -> dict[str, str | None]:
    """What each of the owners (of a line) means beside a model; people with `person:` in front."""
    handles, file = read(owners, model, flavour)
    return {
        owner.text: handles.find_team(owner) or f"person:{handles.find_person(owner)}"
        for rule in file.rules
        for owner in rule.owners
    }


def read(owners: str, model: str = "{}", flavour: Flavour = "github") -> tuple[Handles, Codeowners]:
    """The handles of a file with one line, and the file."""
    root = read_yaml(model, file=0).documents[0]
    assert isinstance(root, Mapping)
    file = parse_codeowners(f"* {owners}\n", flavour=flavour)
    return Handles.of((owner for rule in file.rules for owner in rule.owners), root, flavour), file


def test_a_team_that_nobody_defines() -> None:
    """It is called by the last part of its handle, and remembered with its place."""
    handles, _ = read("@acme/pay @acme/Ship")
    assert {id: (owner.line, owner.column) for id, owner in handles.implied.items()} == {
        "pay": (1, 3),
        "Ship": (1, 13),
    }


def test_one_handle_in_several_spellings() -> None:
    """Hosts do not tell cases apart; the first spelling names the team."""
    assert find("@acme/Pay @ACME/pay") == {"@acme/Pay": "Pay", "@ACME/pay": "Pay"}


def test_the_contacts_of_a_team() -> None:
    """They say which handle it has: with `@` or without, in any case, or as the address of its page."""
    model = """
    teams:
      payments: {contacts: {github: "@Acme/Pay"}}
      carts: {contacts: {github: acme/cart}}
      shipping: {contacts: {github: "https://github.com/orgs/acme/teams/ship"}}
      search: {contacts: {github: "@acme/find, @acme/seek"}}
    """
    owners = "@acme/pay @acme/cart @acme/ship @acme/seek"
    assert list(find(owners, model).values()) == ["payments", "carts", "shipping", "search"]


def test_an_address_of_a_team() -> None:
    """An e-mail address that a team is reached at is that team."""
    model = "teams: {payments: {contacts: {email: Pay@acme.example}}}"
    assert find("pay@acme.example", model) == {"pay@acme.example": "payments"}


def test_the_id_of_a_team() -> None:
    """Without contacts the last part of the handle finds it, whatever the case."""
    assert find("@acme/pay", "teams: {Pay: {size: 7}}") == {"@acme/pay": "Pay"}


def test_a_team_that_has_another_handle() -> None:
    """Who says what the handle is has no other: the name alone proves nothing."""
    handles, file = read("@other/pay", 'teams: {pay: {contacts: {github: "@acme/pay"}}}')
    assert handles.find_team(file.rules[0].owners[0]) == "other.pay"
    assert list(handles.implied) == ["other.pay"]


def test_handles_that_end_alike() -> None:
    """Neither has the short name, so that the order of lines gives nobody another's services."""
    handles, file = read("@acme/pay @other/pay")
    assert [handles.find_team(owner) for owner in file.rules[0].owners] == ["acme.pay", "other.pay"]
    assert handles.clashes == {"pay"}


def test_handles_that_end_alike_where_a_contact_decides() -> None:
    """The one that a contact names is that team, and the other is alone."""
    model = 'teams: {pay: {contacts: {github: "@acme/pay"}}}'
    assert find("@acme/pay @other/pay", model) == {"@acme/pay": "pay", "@other/pay": "other.pay"}


def test_a_nested_group() -> None:
    """GitLab's groups are called by their last part too, or by all of them where that is ambiguous."""
    owners = "@acme/shop/cart @acme/x/ops @acme/y/ops"
    assert list(find(owners, flavour="gitlab").values()) == ["cart", "acme.x.ops", "acme.y.ops"]


def test_contacts_on_gitlab() -> None:
    """`gitlab` is asked first, then `github`, under which many a team keeps the only handle it has."""
    model = """
    teams:
      carts: {contacts: {gitlab: "@acme/shop/cart"}}
      payments: {contacts: {github: "@acme/pay"}}
    """
    owners = "@acme/shop/cart @acme/pay"
    assert list(find(owners, model, flavour="gitlab").values()) == ["carts", "payments"]


def test_a_group_without_a_slash() -> None:
    """On GitLab it looks like a user; the model knows better. On GitHub it is one."""
    model = "teams: {platform: {size: 3}}"
    assert find("@platform @ana", model, "gitlab") == {"@platform": "platform", "@ana": "person:ana"}
    assert find("@platform", model, "github") == {"@platform": "person:platform"}


def test_people() -> None:
    """A user is called by the handle, an address by its local part."""
    assert find("@Ana bo@acme.example") == {"@Ana": "person:Ana", "bo@acme.example": "person:bo"}


def test_a_person_of_the_model() -> None:
    """A user that the model knows, in whatever case, is that person."""
    handles, file = read("@Ana", "people: {ana: {}}")
    assert handles.find_person(file.rules[0].owners[0]) == "ana"
    assert not handles.people


def test_people_who_would_be_called_alike() -> None:
    """Who has an address says more of it: whether `ana` and `ana@…` are one person, no file tells."""
    owners = "@ana ana@acme.example ana@other.example"
    names = ["person:ana", "person:ana.acme.example", "person:ana.other.example"]
    assert list(find(owners).values()) == names


def test_a_role() -> None:
    """GitLab's roles are neither team nor person."""
    handles, file = read("@@maintainer", flavour="gitlab")
    owner = file.rules[0].owners[0]
    assert (handles.find_team(owner), handles.find_person(owner)) == (None, None)


def test_ids() -> None:
    """What an id may not have becomes a hyphen, and an id begins with a letter or digit."""
    assert [make_id(text) for text in ("a b", ".github", "_x", "ü", "a/b", "A.b-c_d")] == [
        "a-b",
        "github",
        "x",
        "unnamed",
        "a-b",
        "A.b-c_d",
    ]
