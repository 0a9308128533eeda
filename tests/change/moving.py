"""Which moves could somebody try on an organisation? Drawn ones, most of which fit.

What a move names is there nearly always, in the form in which the organisation has it; whether the move fits
is for the move to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from topo.change.catalogue import MOVES, read_move
from topo.change.move import Move
from topo.model.organisation import COLLECTIONS, Organisation
from topo.model.team import Team

Data = dict[str, Any]
_TYPES = ("stream-aligned", "platform", "enabling", "complicated-subsystem")
_COMPLEXITIES = ("simple", "complicated", "complex")


class Moving:
    """Draws the fields of moves on one organisation."""

    def __init__(self, draw: DrawFn, organisation: Organisation) -> None:
        self.draw = draw
        self.organisation = organisation

    # --- pieces -------------------------------------------------------------------------------------

    def one(self, options: Iterable[Any]) -> Any:
        listed = list(options)
        return self.draw(st.sampled_from(listed)) if listed else "nothing-there"

    def some(self, options: Iterable[Any], *, most: int = 2) -> list[Any]:
        listed = list(options)
        return self.draw(st.lists(st.sampled_from(listed), max_size=most, unique=True)) if listed else []

    def id(self, kind: str) -> str:
        found = self.one(self.organisation.collection(kind))
        return f"{kind}:{found}" if self.draw(st.integers(0, 9)) == 0 else found

    def new_id(self, kind: str) -> str:
        """An id that nothing of the kind has; now and then that of a thing of another kind."""
        taken = {id.casefold() for id in self.organisation.collection(kind)}
        others = [id for other in COLLECTIONS for id in self.organisation.collection(other)]
        free = [id for id in (*others, "owner") if id.casefold() not in taken]
        if free and self.draw(st.integers(0, 3)) == 0:
            return self.one(free)
        return f"new-{kind}-{self.draw(st.integers(0, 99))}"

    def maybe(self, key: str, make: Callable[[], Any]) -> Data:
        return {key: make()} if self.draw(st.booleans()) else {}

    def people_of(self, team: Team | None) -> Data:
        """Some people of a team in its own form, a part of somebody's time now and then."""
        if team is None:
            return {"size": 1}
        if team.members:
            chosen = self.some((each.person for each in team.members), most=2) or [team.members[0].person]
            share = self.draw(st.sampled_from([None, None, "25%", "50%"]))
            return {
                "members": [{"person": each, **({"allocation": share} if share else {})} for each in chosen]
            }
        if any(team.roles.values()):
            role = self.one(role for role, heads in team.roles.items() if heads)
            return {"roles": {role: self.draw(st.integers(1, team.roles[role]))}}
        return {"size": self.draw(st.integers(1, max(1, team.size or 1)))}

    def new_people(self) -> Data:
        return self.one(
            [
                {"roles": {"engineer": 2, "designer": 1}},
                {"size": 3},
                {"members": [self.id("person")]},
                {"members": [{"person": self.id("person"), "allocation": "50%"}]},
            ]
        )

    def team(self, id: str) -> Team | None:
        return self.organisation.teams.get(id.removeprefix("team:"))

    def owned(self, team: str) -> list[str]:
        found = []
        for kind in ("service", "domain", "capability", "guardrail", "data"):
            field = "provider" if kind == "capability" else "owner"
            for id, thing in self.organisation.collection(kind).items():
                if getattr(thing, field) in (team, f"team:{team}"):
                    found.append(f"{kind}:{id}")
        return found

    # --- moves --------------------------------------------------------------------------------------

    def move_service(self) -> Data:
        return {"service": self.id("service"), "to": self.id("team")}

    def transfer_domain(self) -> Data:
        along = self.maybe("services", lambda: self.one(["all", "same-owner", "none"]))
        return {"domain": self.id("domain"), "to": self.id("team"), **along}

    def create_team(self) -> Data:
        return {
            "id": self.new_id("team"),
            **self.maybe("type", lambda: self.one(_TYPES)),
            **(self.maybe("group", lambda: self.id("group")) if self.organisation.groups else {}),
            **(self.maybe("manager", lambda: self.id("person")) if self.organisation.people else {}),
            **(self.new_people() if self.draw(st.booleans()) else {}),
            **self.maybe("owns", lambda: self.some(self.organisation.services)),
        }

    def split_team(self) -> Data:
        team = self.id("team")
        owned = self.owned(team.removeprefix("team:"))
        into = {}
        for number in range(self.draw(st.integers(1, 2))):
            services = [id.removeprefix("service:") for id in owned if id.startswith("service:")]
            domains = [id.removeprefix("domain:") for id in owned if id.startswith("domain:")]
            into[self.new_id("team")] = {
                **(self.people_of(self.team(team)) if not number and self.draw(st.booleans()) else {}),
                **({"services": self.some(services)} if not number else {}),
                **({"domains": self.some(domains, most=1)} if number else {}),
                **self.maybe("type", lambda: self.one(_TYPES)),
            }
        rest = self.one([None, team, *into])
        return {"team": team, "into": into, **({"rest": rest} if rest else {})}

    def merge_teams(self) -> Data:
        teams = self.some(self.organisation.teams, most=3)
        into = self.one([*teams, self.new_id("team")])
        return {"teams": teams, "into": into, **self.maybe("type", lambda: self.one(_TYPES))}

    def dissolve_team(self) -> Data:
        team = self.id("team")
        plain = team.removeprefix("team:")
        others = [id for id in self.organisation.teams if id != plain]
        people: Data = {}
        if self.team(team) is not None and self.team(team).heads:
            people = {self.one(others): "all"}
        owned = self.owned(plain)
        things: Any = self.one([self.one(others), {id: self.one(others) for id in owned} or None, None])
        return {"team": team, "people_to": people, **({"services_to": things} if things else {})}

    def move_people(self) -> Data:
        source = self.id("team")
        return {"from": source, "to": self.id("team"), **self.people_of(self.team(source))}

    def add_people(self) -> Data:
        by = self.maybe("by", lambda: "2027-02-01")
        return {"team": self.id("team"), **self.new_people(), **by}

    def remove_people(self) -> Data:
        team = self.id("team")
        return {"team": team, **self.people_of(self.team(team))}

    def set_group(self) -> Data:
        return {"team": self.id("team"), "to": self.id("group")}

    def set_manager(self) -> Data:
        return {"team": self.id("team"), "to": self.id("person")}

    def set_owner(self) -> Data:
        kind = self.one(["capability", "guardrail", "data"])
        return {kind: self.id(kind), "to": self.id("team")}

    def stage(self) -> Data:
        stream = self.id("stream")
        found = self.organisation.streams.get(stream.removeprefix("stream:"))
        return {"stream": stream, "stage": self.one(found.stages if found else ())}

    def move_stage(self) -> Data:
        role = self.maybe("role", lambda: self.one(["engineer", "designer"]))
        return {**self.stage(), "to": self.id("team"), **role}

    def set_stage(self) -> Data:
        stage = self.stage()
        rework = self.maybe("rework", lambda: self.one(["10%", {"to": stage["stage"], "share": "5%"}]))
        return {**stage, **self.maybe("touch", lambda: "2h"), "wait": "3d", **rework}

    def extract_service(self) -> Data:
        source = self.one(self.organisation.services)
        service = self.organisation.services.get(source)
        consumers = [
            id
            for id, each in self.organisation.services.items()
            if source in [other.service for other in each.depends_on]
        ]
        return {
            "from": source,
            "service": self.new_id("service"),
            "domain": self.id("domain"),
            "owner": self.id("team"),
            "takes": self.some(each.service for each in service.depends_on) if service else [],
            "serves": self.some(consumers),
        }

    def move_module(self) -> Data:
        return {"module": self.id("service"), "to": self.id("service")}

    def create_domain(self) -> Data:
        parent = self.maybe("parent", lambda: self.id("domain")) if self.organisation.domains else {}
        return {"id": self.new_id("domain"), **parent, **self.maybe("complexity", lambda: "complex")}

    def split_domain(self) -> Data:
        domain = self.one(self.organisation.domains)
        words = (domain, f"domain:{domain}")
        inside = [id for id, each in self.organisation.services.items() if each.domain in words]
        part = {"services": inside[:1], **self.maybe("complexity", lambda: self.one(_COMPLEXITIES))}
        return {"domain": domain, "into": {self.new_id("domain"): part}}

    def merge_domains(self) -> Data:
        domains = self.some(self.organisation.domains, most=3)
        return {"domains": domains, "into": self.one([*domains, self.new_id("domain")])}

    def retire_service(self) -> Data:
        return {"service": self.id("service"), **self.maybe("consumers_to", lambda: self.id("service"))}

    def add_dependency(self) -> Data:
        via = self.maybe("via", lambda: self.one(["async", "release"]))
        return {"from": self.id("service"), "to": self.id("service"), **via}

    def remove_dependency(self) -> Data:
        ties = [
            {"from": id, "to": each.service}
            for id, service in self.organisation.services.items()
            for each in service.depends_on
        ]
        return self.one(ties) if ties else {"from": "nothing", "to": "there"}

    def rename(self) -> Data:
        kind = self.one(COLLECTIONS)
        return {"kind": kind, "from": self.one(self.organisation.collection(kind)), "to": self.new_id(kind)}

    def set_interaction(self) -> Data:
        teams = self.some(self.organisation.teams, most=3)
        parties: Data = self.one(
            [
                {"mode": "x-as-a-service", "provider": teams[:1], "consumers": teams[1:]},
                {"mode": "collaboration", "between": teams},
                {"mode": "facilitating", "by": teams[:1], "for": teams[1:]},
            ]
        )
        parties = {
            key: value[0] if key in ("provider", "by") and value else value for key, value in parties.items()
        }
        parties = {key: value for key, value in parties.items() if value}
        return {**parties, **({"mode": "none"} if self.draw(st.booleans()) else {})}

    def add_capability(self) -> Data:
        serves = self.one([{"team": self.id("team")}, {"team_type": "platform"}])
        return {"id": self.new_id("capability"), "provider": self.id("team"), "serves": serves}

    def automate_guardrail(self) -> Data:
        return {"guardrail": self.id("guardrail")}

    def remove_guardrail(self) -> Data:
        return {"guardrail": self.id("guardrail")}

    def change_type(self) -> Data:
        return {"team": self.id("team"), "to": self.one(_TYPES)}

    def set_complexity(self) -> Data:
        return {"domain": self.id("domain"), "to": self.one(_COMPLEXITIES)}

    def set_wip_limit(self) -> Data:
        return {"stream": self.id("stream"), "to": self.draw(st.integers(1, 9))}


@st.composite
def moves(draw: DrawFn, organisation: Organisation, *, names: tuple[str, ...] = tuple(MOVES)) -> Move:
    """A move that somebody could try, of one of these names."""
    name = draw(st.sampled_from(names))
    fields = getattr(Moving(draw, organisation), name.replace("-", "_"))()
    return read_move({name: fields})
