"""Do references say what stands for what they named, and does everything else stay as it is?"""

from topo.model.base import FrozenDict
from topo.model.interaction import Interaction
from topo.model.retargeting import Retargeting
from topo.model.selector import Selector
from topo.model.service import Service
from topo.model.settings import Check
from topo.model.team import Team
from topo.model.tissue import Guardrail


def retarget(kind: str, heirs: dict[str, tuple[str, ...]], *, selectors_alone: bool = False) -> Retargeting:
    """References to things of a kind say their heirs."""
    return Retargeting(
        frozenset(heirs),
        frozenset({kind}),
        lambda text, kinds, is_selector: heirs[text] if is_selector else heirs[text][:1],
        selectors_alone=selectors_alone,
    )


def test_what_names_nothing_of_it_is_the_same_value() -> None:
    """Nothing is copied that does not change, and finding those that do looks at each once."""
    service = Service.model_validate({"id": "cart", "owner": "shop", "depends_on": ["stock"]})
    retargeting = retarget("team", {"pay": ("bank",)})
    assert retargeting.part(service) is service
    assert retargeting.find(Service, [service]) == []


def test_fields_lists_and_parts_inside() -> None:
    """A reference is found wherever the classes mark one."""
    service = Service.model_validate(
        {"id": "cart", "owner": "pay", "consulted": ["shop", "pay"], "depends_on": ["stock", "pay"]}
    )
    retargeting = retarget("team", {"pay": ("bank",)})
    assert retargeting.find(Service, [service]) == [service]
    changed = retargeting.part(service)
    assert changed is not None
    assert (changed.owner, changed.consulted) == ("bank", ("shop", "bank"))
    assert changed.depends_on == service.depends_on


def test_two_that_come_to_be_one_are_said_once() -> None:
    """In a list of ids, and in a list of parts, where what was said of the heir itself stays."""
    merged = retarget("team", {"a": ("m",), "b": ("m",)})
    interaction = Interaction.model_validate({"mode": "collaboration", "between": ["a", "c", "b"]})
    changed = merged.part(interaction)
    assert changed is not None
    assert changed.between == ("m", "c")
    service = Service.model_validate(
        {"id": "cart", "depends_on": [{"service": "old", "via": "sync"}, {"service": "new", "via": "async"}]}
    )
    redirected = retarget("service", {"old": ("new",)}).part(service)
    assert redirected is not None
    assert [(each.service, each.via) for each in redirected.depends_on] == [("new", "async")]


def test_who_said_it_twice_goes_on_saying_it_twice() -> None:
    """Another id is no reason to tidy up."""
    interaction = Interaction.model_validate({"mode": "collaboration", "between": ["a", "a"]})
    changed = retarget("team", {"a": ("z",)}).part(interaction)
    assert changed is not None
    assert changed.between == ("z", "z")


def test_nothing_stands_for_it() -> None:
    """A field is emptied, an item left out; what is nothing without it is gone."""
    nobody = retarget("team", {"pay": ()})
    service = nobody.part(
        Service.model_validate({"id": "cart", "owner": "pay", "consulted": ["pay", "shop"]})
    )
    assert service is not None
    assert (service.owner, service.consulted) == (None, ("shop",))
    people = retarget("person", {"bo": ()})
    team = people.part(Team.model_validate({"id": "pay", "members": ["bo", "cy"]}))
    assert team is not None
    assert [each.person for each in team.members or ()] == ["cy"]


def test_a_selector_names_all_that_stand_for_it() -> None:
    """Everything else names the first alone."""
    guardrail = Guardrail.model_validate(
        {"id": "scan", "owner": "pay", "applies_to": {"team": ["pay", "shop"]}}
    )
    several = retarget("team", {"pay": ("one", "two")})
    changed = several.part(guardrail)
    assert changed is not None and changed.applies_to is not None
    assert (changed.owner, changed.applies_to.team) == ("one", ("one", "two", "shop"))
    alone = retarget("team", {"pay": ("one", "two")}, selectors_alone=True)
    changed = alone.part(guardrail)
    assert changed is not None and changed.applies_to is not None
    assert (changed.owner, changed.applies_to.team) == ("pay", ("one", "two", "shop"))
    assert alone.find(Service, [Service.model_validate({"id": "cart", "owner": "pay"})]) == []


def test_settings_of_rules() -> None:
    """The selector of a rule's setting is a selector like any other."""
    check = Check.model_validate({"rules": {"COM001": {"only": {"team": "pay"}}, "COG001": "off"}})
    changed = retarget("team", {"pay": ("bank",)}).part(check)
    assert changed is not None
    assert changed.rules["COM001"].only == Selector.model_validate({"team": "bank"})
    assert isinstance(changed.rules, FrozenDict)
    assert changed.rules["COG001"] is check.rules["COG001"]


def test_owners_may_be_groups_and_people() -> None:
    """That a group answers for nothing is for rules to say: it is named all the same."""
    service = Service.model_validate({"id": "cart", "owner": "commerce"})
    changed = retarget("group", {"commerce": ("trade",)}).part(service)
    assert changed is not None
    assert changed.owner == "trade"
