"""Which organisations are there to try things on? Small valid ones, with every section and nasty texts.

Everything that `organisations` makes can be written as one model file: references name what is there, parents
make no rings, and ownership stands on the things (`owns` is empty, as in every organisation that was read).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from topo.model.organisation import Organisation

Data = dict[str, Any]

_NASTY = [
    *(
        "",
        " ",
        "no",
        "On",
        "~",
        "null",
        "007",
        "0x1f",
        "1e3",
        "12:30",
        "3.10",
        ".inf",
        "2027-02-31",
        "2027-03-01",
    ),
    *(
        "@acme/pay",
        "**/*.tf",
        "*all",
        "&x",
        "!tag",
        "%a",
        "`a`",
        "{a}",
        "[a",
        "a: b",
        "a #b",
        "# a",
        "- a",
        "? a",
    ),
    *(
        "<<",
        "=",
        "---",
        "...",
        " lead",
        "trail ",
        "two\nlines",
        "two\n\nlines\n",
        "\ttab",
        "a\r\nb",
        "\x1b[31m",
    ),
    *(
        "'",
        '"',
        'it\'s "so"',
        "a\\b",
        "a:",
        "é ß 漢字 🦀",
        "\u202eabc",
        "\u2028",
        "\x85",
        "\ufeff",
        "a" * 120,
    ),
]
texts: SearchStrategy[str] = st.one_of(
    st.sampled_from(["Checkout", "Carts and orders", "payments"]),
    st.sampled_from(_NASTY),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)
"""Text as people, and other tools, write it."""

ids: SearchStrategy[str] = st.one_of(
    st.sampled_from(["cart", "no", "null", "007", "1.0", "on", "pay.api", "x-ray", "a_b", "2027-01-01"]),
    st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,5}", fullmatch=True),
)

Naming = Callable[[str], SearchStrategy[str]]
"""The ids that things of a kind may have."""


def _any_id(_kind: str) -> SearchStrategy[str]:
    return ids


def plain_ids(kind: str) -> SearchStrategy[str]:
    """Ids that nothing of another kind has, and no other text says."""
    return st.integers(0, 9).map(lambda number: f"{kind}-{number}")


_amounts = st.sampled_from(["1", "2", "10", "0.5", "2.25", "0.000000001", "1234", "7.1"])
durations = st.builds("{}{}".format, _amounts, st.sampled_from("mhdw"))
rates = st.builds("{}/{}".format, _amounts, st.sampled_from(["day", "week", "month", "quarter", "year"]))
shares = st.one_of(
    st.integers(0, 100).map("{}%".format),
    st.sampled_from(["0", "1", "0.1", "0.29", "0.57", "0.333333333", "33.333333333%", "0.1%", "0.000000001"]),
    st.floats(0, 1).map("{:.9f}".format),
)
changes = st.one_of(shares, shares.map("-{}".format), shares.map("+{}".format))
numbers = st.one_of(_amounts, st.integers(0, 9).map(str))
dates = st.dates().map(str)
heads = st.integers(0, 30)
roles = st.sampled_from(["engineer", "product-manager", "designer", "on", "1"])
counts = st.dictionaries(roles, heads, max_size=3)
some_texts = st.lists(texts, max_size=3)

# `<<` merges, and nobody begins a key with a NUL.
_keys = texts.filter(lambda key: key != "<<" and not key.startswith("\0"))
_plain = st.recursive(
    st.one_of(texts, st.none()),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(_keys, inner, max_size=2),
    max_leaves=4,
)
extensions = st.dictionaries(
    st.sampled_from(["x-cost", "x-owner", "x-9"]), _plain.filter(lambda value: value is not None), max_size=2
)


def _one_of(*options: Any) -> SearchStrategy[Any]:
    return st.sampled_from(list(options))


_COMMON: dict[str, SearchStrategy[Any]] = {
    "name": texts,
    "description": texts,
    "links": st.lists(st.fixed_dictionaries({"url": texts}, optional={"title": texts}), max_size=2),
    "tags": some_texts,
    "waivers": st.lists(
        st.fixed_dictionaries({"rule": _one_of("OWN001", "REF005")}, optional={"until": dates, "why": texts}),
        max_size=2,
    ),
    "formerly": st.lists(ids, max_size=2),
    "x-": extensions,
}


def _refer(known: list[str], kind: str) -> SearchStrategy[str]:
    """The id of something that is there, as it stands or with its kind."""
    return st.sampled_from(known).flatmap(lambda id: _one_of(id, f"{kind}:{id}"))


class _Drawing:
    """Draws sections one after another; later ones refer to what earlier ones hold."""

    def __init__(self, draw: DrawFn, *, least: int = 0, most: int = 3, named: Naming = _any_id) -> None:
        self.draw = draw
        self.least, self.most, self.named = least, most, named
        self.known: dict[str, list[str]] = {}

    def choose_ids(self, *kinds: str) -> None:
        for kind in kinds:
            some = st.lists(self.named(kind), min_size=self.least, max_size=self.most, unique_by=str.casefold)
            self.known[kind] = self.draw(some)

    def section(self, kind: str, fields: dict[str, SearchStrategy[Any] | None]) -> Data:
        """An entity for each id; a field whose strategy is None has nothing to refer to."""
        usable = {key: strategy for key, strategy in (_COMMON | fields).items() if strategy is not None}
        entity = st.fixed_dictionaries({}, optional=usable)
        return {id: {"id": id, **self.draw(entity)} for id in self.known[kind]}

    def reference(self, *kinds: str) -> SearchStrategy[str] | None:
        options = [_refer(self.known[kind], kind) for kind in kinds if self.known.get(kind)]
        return st.one_of(options) if options else None

    def references(self, *kinds: str) -> SearchStrategy[list[str]] | None:
        one = self.reference(*kinds)
        return None if one is None else st.lists(one, max_size=3)

    def give_parents(self, section: Data, key: str) -> Data:
        """Put each thing but the first, perhaps, under one that stands before it."""
        for number, (id, entity) in enumerate(section.items()):
            if number and self.draw(st.booleans()):
                entity[key] = self.draw(st.sampled_from([each for each in section if each != id][:number]))
        return section

    def selectors(self) -> SearchStrategy[Data]:
        fields: dict[str, SearchStrategy[Any] | None] = {
            "all": st.booleans(),
            "team": self.references("team"),
            "team_type": _one_of("stream-aligned", ["platform", "enabling"]),
            "group": self.references("group"),
            "domain": self.references("domain"),
            "service": self.references("service"),
            "tier": _one_of(1, [1, 2], "3"),
            "tag": some_texts,
        }
        return st.fixed_dictionaries(
            {}, optional={key: each for key, each in fields.items() if each is not None}
        )

    def teams(self) -> Data:
        person = self.reference("person")
        steward = st.none() if person is None else st.one_of(st.none(), person, st.lists(person, max_size=2))
        members = None
        if person is not None:
            member = st.fixed_dictionaries({"person": person}, optional={"allocation": shares})
            members = st.lists(st.one_of(person, member), max_size=3)
        signals = {
            "alerts": rates,
            "deploys": rates,
            "lead_time": durations,
            "change_failure_rate": shares,
            "independent_releasers": heads,
            "toil_trend": _one_of("falling", "flat"),
            "rollback": _one_of("proven", "none"),
        }
        keys = ("collaboration", "impediments", "improvement", "team-health", "learning")
        fields = {
            "type": _one_of("stream-aligned", "platform", "enabling", "complicated-subsystem"),
            "group": self.reference("group"),
            "objective": texts,
            "outcomes": st.lists(
                st.fixed_dictionaries({"metric": texts}, optional={"target": texts}), max_size=2
            ),
            "roles": counts,
            "size": heads,
            "members": members,
            "vacancies": st.dictionaries(
                roles,
                st.one_of(heads, st.fixed_dictionaries({}, optional={"count": heads, "by": dates})),
                max_size=2,
            ),
            "external": counts,
            "sites": counts,
            "contacts": st.dictionaries(_one_of("github", "slack", "email"), texts, max_size=2),
            "manager": person,
            "skills": some_texts,
            "focus": shares,
            "tracks": st.fixed_dictionaries(
                {}, optional={"discovery": _one_of("in-the-loop", "on-the-loop")}
            ),
            "stewards": st.fixed_dictionaries({}, optional=dict.fromkeys(keys, steward)),
            "signals": st.fixed_dictionaries({}, optional=signals),
            "survey": st.fixed_dictionaries({"n": heads}, optional={"tlx": st.integers(0, 100)}),
        }
        return self.section("team", fields)

    def services(self) -> Data:
        fields = {
            "domain": self.reference("domain"),
            "owner": self.reference("team"),
            "consulted": self.references("team", "person"),
            "on_call": self.reference("team", "person"),
            "kind": _one_of("service", "library", "monolith", "external"),
            "tier": _one_of(1, 2, 3, 4),
            "lifecycle": _one_of("production", "retired"),
            "tech": some_texts,
            "repo": texts,
            "paths": st.lists(_one_of("services/cart/**", "**/*.tf", "*"), max_size=2),
            "slo": shares,
            "rollback": _one_of("proven", "untested", "none"),
            "data": some_texts,
        }
        section = self.give_parents(self.section("service", fields), "part_of")
        for number, entity in enumerate(section.values()):
            others = [other for each, other in enumerate(section) if each < number]
            if others:
                entity["depends_on"] = self.draw(st.lists(self.dependencies(others), max_size=2))
        return section

    def dependencies(self, others: list[str]) -> SearchStrategy[Any]:
        service = st.sampled_from(others)
        optional = {"via": _one_of("sync", "async", "release"), "slows": _one_of("blocking", "slowing", "no")}
        return st.one_of(service, st.fixed_dictionaries({"service": service}, optional=optional))

    def tissue(self) -> Data:
        owner = self.reference("team")
        return {
            "capabilities": self.section(
                "capability",
                {
                    "provider": owner,
                    "mode": _one_of("x-as-a-service", "ticket"),
                    "relieves": st.lists(_one_of("build", "deploy", "data"), max_size=2),
                    "serves": self.selectors(),
                },
            ),
            "guardrails": self.section(
                "guardrail",
                {
                    "owner": owner,
                    "enforcement": _one_of("automated", "gate", "prose"),
                    "policy": texts,
                    "applies_to": self.selectors(),
                },
            ),
            "forums": self.section(
                "forum",
                {
                    "purpose": texts,
                    "cadence": texts,
                    "members": self.references("team", "person"),
                    "decides": st.lists(ids, max_size=2),
                },
            ),
            "data": self.section("data", {"owner": owner, "contract": texts}),
        }

    def interactions(self) -> list[Data]:
        teams = sorted(self.known.get("team", ()))
        number = self.draw(st.integers(0, 3)) if len(teams) > 1 else 0
        return [self.interaction(teams) for _ in range(number)]

    def interaction(self, teams: list[str]) -> Data:
        """An interaction of several teams that ends on the day on which it begins, or later."""
        first, *others = self.draw(st.lists(st.sampled_from(teams), min_size=2, max_size=3, unique=True))
        some = others[0] if len(others) == 1 and self.draw(st.booleans()) else others
        since, until = sorted((self.draw(dates), self.draw(dates)))
        parties: list[Data] = [
            {"mode": "x-as-a-service", "provider": first, "consumers": some},
            {"mode": "collaboration", "between": [first, *others]},
            {"mode": "facilitating", "by": first, "for": some},
        ]
        optional = {"purpose": texts, "since": st.just(since), "until": st.just(until), "x-": extensions}
        return {
            **self.draw(st.sampled_from(parties)),
            **self.draw(st.fixed_dictionaries({}, optional=optional)),
        }

    def decisions(self) -> Data:
        by = self.reference("team", "forum", "person")
        someone = st.just("owner") if by is None else st.one_of(st.just("owner"), by)
        who = st.one_of(someone, st.lists(someone, max_size=2))
        return self.section("decision", {"by": who, "applies_to": self.selectors()})

    def streams(self) -> Data:
        fields = {
            "item": texts,
            "demand": rates,
            "wip_limit": st.integers(1, 50),
            "observed": st.fixed_dictionaries(
                {}, optional={"wip": numbers, "throughput": rates, "time": durations}
            ),
            "distribution": st.fixed_dictionaries({}, optional={"feature": shares, "debt": shares}),
        }
        section = self.section("stream", fields)
        for entity in section.values():
            entity["stages"] = self.stages()
        return section

    def stages(self) -> Data:
        self.known["stage"] = self.draw(st.lists(ids, max_size=3, unique_by=str.casefold))
        rework = None
        if self.known["stage"]:
            to = st.sampled_from(self.known["stage"])
            rework = st.fixed_dictionaries({"to": to, "share": shares}, optional={"cause": texts})
        fields = {
            "phase": _one_of("ideate", "create", "release", "operate"),
            "team": self.reference("team"),
            "service": self.reference("service"),
            "role": roles,
            "touch": durations,
            "wait": durations,
            "variability": numbers,
            "rework": rework,
            "ai": st.fixed_dictionaries({}, optional={"touch": changes, "rework": changes}),
            "guardrail": self.reference("guardrail"),
            "every": durations,
        }
        return self.section("stage", fields)

    def check(self) -> SearchStrategy[Data]:
        level = _one_of("error", "warning", "info", "off")
        setting = st.one_of(
            level, st.fixed_dictionaries({}, optional={"severity": level, "only": self.selectors()})
        )
        limits = {
            "team_size": st.fixed_dictionaries({}, optional={"min": heads, "max": heads, "error": heads}),
            "span": st.fixed_dictionaries({}, optional={"people": heads, "teams": heads}),
            "teams_of_person": heads,
            "stream_aligned": shares,
            "ownership": st.fixed_dictionaries({}, optional={"coverage": shares}),
            "cell_roles": some_texts,
            "fan_out": heads,
            "collaboration_days": heads,
        }
        return st.fixed_dictionaries(
            {},
            optional={
                "extends": st.lists(_one_of("ownership", "flow"), max_size=2),
                "rules": st.dictionaries(_one_of("OWN001", "COM001", "COG001"), setting, max_size=2),
                "limits": st.fixed_dictionaries({}, optional=limits),
                "stress": shares,
                "teams": _one_of("open", "closed"),
            },
        )

    def policies(self) -> SearchStrategy[Data]:
        policy = st.fixed_dictionaries(
            {
                "says": texts,
                "for": _one_of("services", "teams"),
                "require": st.dictionaries(_one_of("tier"), st.just({"present": "true"}), max_size=1),
            },
            optional={
                "when": st.dictionaries(_one_of("tier", "owner.type"), texts, max_size=2),
                "severity": _one_of("error", "off"),
                "why": texts,
            },
        )
        return st.dictionaries(_one_of("POL001", "POL002"), policy, max_size=2)

    def everything(self) -> Data:
        kinds = ("group", "person", "site", "product", "domain", "team", "service", "decision", "stream")
        self.choose_ids(*kinds, "capability", "guardrail", "forum", "data")
        person = {"roles": some_texts, "skills": some_texts, "knows": self.references("domain", "service")}
        site = {"zone": texts, "hours": _one_of("9-17", "8:30-17", "0-24")}
        product = {
            "group": self.reference("group"),
            "domains": self.references("domain"),
            "funding": _one_of("product", "project"),
        }
        domain = {
            "classification": _one_of("core", "supporting", "generic"),
            "complexity": _one_of("simple", "complicated", "complex"),
            "owner": self.reference("team"),
            "skills": some_texts,
        }
        single = st.fixed_dictionaries({}, optional={"name": texts, "description": texts, "x-": extensions})
        calendar = st.fixed_dictionaries(
            {}, optional={"day": _one_of("8h", "7.5h"), "week": _one_of("5d", "4d")}
        )
        return {
            "organization": self.draw(st.none() | single),
            "calendar": self.draw(st.none() | calendar),
            "profiles": self.draw(_one_of({}, {"dependencies": {"sync": "0.4"}})),
            "check": self.draw(st.none() | self.check()),
            "groups": self.give_parents(self.section("group", {"lead": self.reference("person")}), "parent"),
            "people": self.section("person", person),
            "sites": self.section("site", site),
            "products": self.section("product", product),
            "domains": self.give_parents(self.section("domain", domain), "parent"),
            "teams": self.teams(),
            "services": self.services(),
            "tissue": self.tissue(),
            "interactions": self.interactions(),
            "decisions": self.decisions(),
            "streams": self.streams(),
            "policies": self.draw(self.policies()),
            "x-": self.draw(extensions),
        }


@st.composite
def organisations(draw: DrawFn, *, least: int = 0, most: int = 3, named: Naming = _any_id) -> Organisation:
    """A small valid organisation, with `least` to `most` things of each kind whose ids `named` gives."""
    return Organisation.model_validate(_Drawing(draw, least=least, most=most, named=named).everything())
