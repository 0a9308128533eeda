"""Which organisations are changed, and how? Small ones with every section, drawn by a seed.

References name what is there, what is not, and things of other kinds; parents may make rings. A change
shares with the organisation before it whatever it does not touch, as moves do.
"""

from collections.abc import Callable, Iterable, Mapping
from random import Random
from typing import Any

from topo.findings import Address
from topo.model.base import Entity, FrozenDict
from topo.model.interaction import Interaction
from topo.model.organisation import CLASSES, COLLECTIONS, Acceptance, Claim, Facts, Organisation, address_of
from topo.model.settings import Calendar, Check
from topo.model.tissue import Tissue

IDS = {
    "group": ["g1", "g2", "g3"],
    "person": ["ana", "bo", "cy", "dee", "eli"],
    "site": ["berlin", "pune"],
    "product": ["shop", "bank"],
    "domain": ["d1", "d2", "d3", "d4", "d5"],
    "team": ["t1", "t2", "t3", "t4", "t5", "t6"],
    "service": ["s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9"],
    "capability": ["road", "shelf"],
    "guardrail": ["gate", "scan"],
    "forum": ["board"],
    "data": ["customers", "orders"],
    "decision": ["deploy-to-production", "product-priorities", "schema-changes"],
    "stream": ["order", "refund"],
}
TIGHT = ["sync", "async", "data", "shared-code", "release"]
Fields = dict[str, Callable[[Random], Any]]


def one_of(*options: Any) -> Callable[[Random], Any]:
    return lambda chance: chance.choice(options)


def several(*options: Any, most: int = 3) -> Callable[[Random], list[Any]]:
    return lambda chance: [chance.choice(options) for _ in range(chance.randint(0, most))]


def mapping(keys: Iterable[str], value: Callable[[Random], Any], most: int = 2) -> Callable[[Random], Any]:
    known = list(keys)
    return lambda chance: {
        key: value(chance) for key in chance.sample(known, min(chance.randint(0, most), len(known)))
    }


def refer(*kinds: str) -> Callable[[Random], str]:
    """Mostly what is there, by its id or with its kind."""

    def draw(chance: Random) -> str:
        kind = chance.choice(kinds)
        id = chance.choice(IDS[kind])
        return chance.choice([id, id, id, id, f"{kind}:{id}", "gone", "g1"])

    return draw


def refers(*kinds: str, most: int = 3) -> Callable[[Random], list[str]]:
    draw = refer(*kinds)
    return lambda chance: list(dict.fromkeys(draw(chance) for _ in range(chance.randint(0, most))))


def parts(fields: Fields, likely: float = 0.5) -> Callable[[Random], dict[str, Any]]:
    return lambda chance: {key: draw(chance) for key, draw in fields.items() if chance.random() < likely}


heads = one_of(0, 1, 2, 3, 7, 12)
roles = mapping(["engineer", "designer", "lead"], heads)
shares = one_of("10%", "50%", "100%")
rates = one_of("1/week", "12/week", "3/day")
words = several("python", "Python", "sql", "go", "rust", "java")
selector = parts(
    {
        "team": refers("team", most=2),
        "team_type": several("stream-aligned", "platform", most=2),
        "group": refers("group", most=2),
        "domain": refers("domain", most=2),
        "service": refers("service", most=2),
        "kind": several("service", "external", most=1),
        "tier": several(1, 2, most=2),
        "lifecycle": several("production", "retired", most=1),
        "data": several("pii", "pci", most=1),
        "tag": several("hot", "cold", most=1),
    },
    0.2,
)
waivers = several(
    *(
        {"rule": code, "until": until, "why": "because"}
        for code in ("OWN001", "OWN004", "OWN005", "REF001")
        for until in ("2026-01-01", "2027-01-01")
    ),
    most=1,
)


def member(chance: Random) -> Any:
    person = refer("person")(chance)
    return chance.choice([person, {"person": person, "allocation": shares(chance)}])


def dependency(chance: Random) -> Any:
    fields: Fields = {"via": one_of(*TIGHT), "slows": one_of("blocking", "slowing", "no", None)}
    return {"service": refer("service")(chance), **parts(fields)(chance)}


def stages(chance: Random) -> dict[str, Any]:
    fields: Fields = {
        "team": refer("team"),
        "service": refer("service"),
        "guardrail": refer("guardrail"),
        "role": one_of("engineer", "designer"),
        "phase": one_of("create", "release"),
    }
    names = chance.sample(["plan", "build", "check", "ship"], chance.randint(0, 4))
    return {name: {"id": name, **parts(fields)(chance)} for name in names}


COMMON: Fields = {"name": one_of("Name", "Other"), "tags": several("hot", "cold"), "waivers": waivers}
steward = one_of(None, "ana", ["ana", "bo"], "person:cy")
FIELDS: Mapping[str, Fields] = {
    "group": {"parent": refer("group")},
    "person": {"roles": words, "skills": words, "knows": refers("domain", "service")},
    "site": {"zone": one_of("Europe/Berlin", "Asia/Kolkata", "nowhere"), "hours": one_of("9-17", "12-20")},
    "product": {
        "group": refer("group"),
        "domains": refers("domain"),
        "funding": one_of("product", "project"),
    },
    "domain": {
        "complexity": one_of("simple", "complicated", "complex"),
        "classification": one_of("core", "generic"),
        "parent": refer("domain"),
        "owner": refer("team", "team", "group", "person"),
        "skills": words,
    },
    "team": {
        "type": one_of("stream-aligned", "stream-aligned", "platform", "enabling"),
        "group": refer("group"),
        "objective": one_of("Grow", "Keep"),
        "outcomes": several({"metric": "conversion"}, {"metric": "tickets closed"}, {"metric": "commits"}),
        "roles": roles,
        "size": heads,
        "members": lambda chance: [member(chance) for _ in range(chance.randint(0, 3))],
        "vacancies": mapping(["engineer", "lead"], heads),
        "sites": mapping(["berlin", "pune", "Asia/Tokyo"], heads),
        "manager": refer("person"),
        "skills": words,
        "tracks": parts({"discovery": one_of("on-the-loop"), "engineering": one_of("on-the-loop")}),
        "stewards": parts({"learning": steward, "team-health": steward, "improvement": steward}),
        "signals": parts(
            {
                "alerts": rates,
                "independent_releasers": heads,
                "toil_trend": one_of("falling", "rising"),
                "ai_checks": one_of("mandatory", "none"),
                "rollback": one_of("proven", "none"),
            }
        ),
        "survey": lambda chance: {"n": chance.choice([3, 6]), "tlx": chance.choice([20, 60, 80])},
    },
    "service": {
        "domain": refer("domain"),
        "owner": refer("team", "team", "team", "team", "group", "person"),
        "kind": one_of("service", "service", "service", "module", "external"),
        "tier": one_of(1, 2, 3, 4),
        "lifecycle": one_of("production", "production", "production", "retired"),
        "tech": words,
        "slo": one_of("99%", "99.95%"),
        "rollback": one_of("proven", "untested"),
        "data": several("pii", "pci", most=2),
        "depends_on": lambda chance: [dependency(chance) for _ in range(chance.randint(0, 3))],
        "part_of": refer("service"),
    },
    "capability": {
        "provider": refer("team", "team", "group"),
        "mode": one_of("x-as-a-service", "ticket", "collaboration"),
        "relieves": several("build", "deploy", "data"),
        "serves": selector,
    },
    "guardrail": {
        "owner": refer("team", "team", "person"),
        "enforcement": one_of("automated", "gate", "manual", "prose"),
        "policy": one_of("policy.rego"),
        "applies_to": selector,
    },
    "forum": {"members": refers("team", "person"), "decides": several(*IDS["decision"])},
    "data": {"owner": refer("team"), "contract": one_of("contract.yaml")},
    "decision": {"by": several("owner", "t1", "forum:board", "ana", "gone", most=2), "applies_to": selector},
    "stream": {"stages": stages, "item": one_of("order")},
}


def draw_entity(chance: Random, kind: str, id: str) -> Entity:
    """A thing of a kind, with some of its fields."""
    likely = chance.choice([0.3, 0.6, 0.8])
    fields = {"id": id, **parts(COMMON, 0.2)(chance), **parts(FIELDS[kind], likely)(chance)}
    if kind == "service" and fields.get("part_of") and chance.random() < 0.6:
        del fields["part_of"]
    return CLASSES[kind].model_validate(fields)


def draw_interactions(chance: Random) -> tuple[Interaction, ...]:
    """Some interactions; parties may not exist."""
    found = []
    for _ in range(chance.randint(0, 3)):
        first, *others = chance.sample([*IDS["team"], "gone"], chance.randint(2, 4))
        parties: Any = chance.choice(
            [
                {"mode": "x-as-a-service", "provider": first, "consumers": others},
                {"mode": "collaboration", "between": [first, *others]},
                {"mode": "facilitating", "by": first, "for": others},
            ]
        )
        dates = {"since": chance.choice([None, "2026-01-01", "2027-01-01"])}
        dates["until"] = chance.choice([None, "2026-02-01", "2027-02-01"])
        found.append(Interaction.model_validate({**parties, **dates}))
    return tuple(found)


def draw_facts(chance: Random) -> Facts:
    """What the reading may know besides."""
    things = [address_of(kind, id) for kind in ("service", "domain", "team", "data") for id in IDS[kind]]
    fields = ("owner", "contract", "by", "decides")
    unreadable = {chance.choice(things) / chance.choice(fields) for _ in range(chance.randint(0, 2))}
    unreadable |= {chance.choice(things) for _ in range(chance.randint(0, 1))}
    waiver = Acceptance(("OWN001",), (chance.choice(things),), None, "because", problem=None)
    waiver = waiver._replace(
        until=chance.choice([None, Calendar and __import__("datetime").date(2027, 1, 1)])
    )
    thing = address_of("service", chance.choice(IDS["service"]))
    claims = tuple(Claim(thing, team, Address(("teams", team, "owns"))) for team in ("t1", "t2"))
    return Facts(
        unreadable=frozenset(unreadable),
        acceptances=(waiver,) * chance.randint(0, 1),
        conflicts=(claims,) * chance.randint(0, 1),
    )


def draw_check(chance: Random) -> Check | None:
    return chance.choice([None, Check.model_validate({"limits": {"cell_roles": words(chance)}})])


def draw_calendar(chance: Random) -> Calendar | None:
    return chance.choice([None, Calendar.model_validate({"week": chance.choice(["4d", "5d"])})])


def draw_organisation(chance: Random) -> Organisation:
    """An organisation; any section may be empty."""
    organisation = Organisation.model_construct()
    for kind, ids in IDS.items():
        number = chance.choice([0, len(ids), chance.randint(0, len(ids))])
        if kind in ("team", "service"):
            number = max(number, len(ids) // 2)
        section = {id: draw_entity(chance, kind, id) for id in chance.sample(ids, number)}
        organisation = put(organisation, kind, section)
    update = {
        "interactions": draw_interactions(chance),
        "check": draw_check(chance),
        "calendar": draw_calendar(chance),
        "facts": draw_facts(chance) if chance.random() < 0.3 else Facts(),
    }
    return organisation.model_copy(update=update)


def put(organisation: Organisation, kind: str, section: Mapping[str, Entity]) -> Organisation:
    """The organisation with another section; it shares all others."""
    path = COLLECTIONS[kind]
    update: dict[str, Any] = {path[-1]: FrozenDict(section)}
    if path[0] == "tissue":
        tissue: Tissue = organisation.tissue.model_copy(update=update)
        update = {"tissue": tissue}
    return organisation.model_copy(update=update)


# --- changes -----------------------------------------------------------------------------------------------

Change = Callable[[Random, Organisation], Organisation]


def change_field(kind: str, *names: str) -> Change:
    """Draw one field of one thing again."""

    def change(chance: Random, organisation: Organisation) -> Organisation:
        section = dict(organisation.collection(kind))
        if not section:
            return organisation
        id = chance.choice(sorted(section))
        name = chance.choice(names or tuple(FIELDS[kind]))
        drawn = CLASSES[kind].model_validate({"id": id, name: FIELDS[kind][name](chance)})
        value = next(iter(drawn.model_fields_set - {"id"}))
        section[id] = section[id].model_copy(update={value: getattr(drawn, value)})
        return put(organisation, kind, section)

    return change


def move_service(chance: Random, organisation: Organisation) -> Organisation:
    """Give a service to a team, or to nobody."""
    section = dict(organisation.services)
    id = chance.choice(sorted(section))
    owner = chance.choice([*organisation.teams, None])
    section[id] = section[id].model_copy(update={"owner": owner})
    return put(organisation, "service", section)


def redraw(chance: Random, organisation: Organisation) -> Organisation:
    """Draw a thing of any kind again: one that is there, or a new one."""
    kind = chance.choice(list(IDS))
    id = chance.choice(IDS[kind])
    return put(organisation, kind, {**organisation.collection(kind), id: draw_entity(chance, kind, id)})


def remove(chance: Random, organisation: Organisation) -> Organisation:
    """Let a thing be gone; who speaks of it says so still."""
    kind = chance.choice(list(IDS))
    section = dict(organisation.collection(kind))
    if section:
        del section[chance.choice(sorted(section))]
    return put(organisation, kind, section)


def rename(chance: Random, organisation: Organisation) -> Organisation:
    """Give a team, service or domain another id, in its place."""
    kind = chance.choice(["team", "service", "domain"])
    section = organisation.collection(kind)
    free = [id for id in IDS[kind] if id not in section]
    if not section or not free:
        return organisation
    old, new = chance.choice(sorted(section)), chance.choice(free)
    renamed = section[old].model_copy(update={"id": new, "formerly": (old,)})
    things = {(new if id == old else id): renamed if id == old else each for id, each in section.items()}
    return put(organisation, kind, things)


def reorder(chance: Random, organisation: Organisation) -> Organisation:
    """The same things in another order."""
    kind = chance.choice(["team", "service", "domain"])
    items = list(organisation.collection(kind).items())
    chance.shuffle(items)
    return put(organisation, kind, dict(items))


def read_again(_: Random, organisation: Organisation) -> Organisation:
    """Equal things, none of them the same object."""
    for kind in IDS:
        section = organisation.collection(kind)
        organisation = put(organisation, kind, {id: each.model_copy() for id, each in section.items()})
    return organisation


def change_settings(chance: Random, organisation: Organisation) -> Organisation:
    """Draw what is said beside the things again."""
    name, draw = chance.choice(
        [
            ("interactions", draw_interactions),
            ("check", draw_check),
            ("calendar", draw_calendar),
            ("facts", draw_facts),
        ]
    )
    return organisation.model_copy(update={name: draw(chance)})


CHANGES: tuple[Change, ...] = (
    move_service,
    move_service,
    move_service,
    change_field("service", "domain"),
    change_field("service", "depends_on"),
    change_field("service"),
    change_field("team"),
    change_field("team", "size", "members", "roles"),
    change_field("domain", "complexity", "owner", "parent"),
    change_field("person"),
    change_field("guardrail"),
    change_field("capability"),
    change_field("stream"),
    change_field("product"),
    redraw,
    redraw,
    remove,
    rename,
    reorder,
    read_again,
    change_settings,
)


def change(chance: Random, organisation: Organisation) -> Organisation:
    """The organisation after some change."""
    if not organisation.services:
        return redraw(chance, organisation)
    return chance.choice(CHANGES)(chance, organisation)
