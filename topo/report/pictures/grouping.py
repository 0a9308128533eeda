"""Which boxes stand around the things of a picture: groups, domains or owners?"""

from collections.abc import Iterable, Mapping
from functools import cached_property

from topo.analysis.measures import Measures
from topo.analysis.nesting import Nesting, find_containers
from topo.analysis.ownership import Owning, State
from topo.model.references import resolve
from topo.report.gaps import describe_gap
from topo.report.pictures.cards import describe_type, find_kind
from topo.report.pictures.picture import Box, Kind
from topo.report.pictures.wanted import Grouping

NOBODYS_BOX = "box nobody"


class Boxes:
    """The boxes that a picture of one organisation may have; ids are those that nodes say in `box`."""

    def __init__(self, measures: Measures, focus: str | None = None) -> None:
        self._measures = measures
        self._organisation = measures.organisation
        self._focus = focus

    def find_group(self, team: str) -> str | None:
        """The box of the group that a team belongs to."""
        said = self._organisation.teams[team].group
        target = None if said is None else resolve(self._organisation, said, ("group",))
        return None if target is None else _box_of("group", target.id)

    def find_root(self, team: str) -> str | None:
        """The box of the outermost domain in which all that a team carries lies; None: in none or several."""
        carried = self._measures.carried.get(team)
        roots = {self._find_outermost(domain) for domain in (carried.domains if carried else ())}
        return _box_of("domain", roots.pop()) if len(roots) == 1 else None

    def find_team(self, team: str, by: Grouping | None) -> str | None:
        """The box of a team in a picture grouped `by` groups or domains."""
        if by is Grouping.GROUP:
            return self.find_group(team)
        return self.find_root(team) if by is Grouping.DOMAIN else None

    @cached_property
    def groups(self) -> tuple[Box, ...]:
        """A box for each group, in the box of its parent."""
        above = Nesting(find_containers(self._organisation, "group"), self._organisation.groups).containers
        return tuple(
            Box(_box_of("group", id), Kind.GROUP, group.label, ("group",), parent=_box_in("group", above, id))
            for id, group in sorted(self._organisation.groups.items())
        )

    @cached_property
    def roots(self) -> tuple[Box, ...]:
        """A box for each outermost domain."""
        return tuple(self._domain(id) for id in self._outermost)

    @cached_property
    def domains(self) -> tuple[Box, ...]:
        """A box for each domain, in the box of its parent."""
        above = self._nesting.containers
        return tuple(
            self._domain(id, _box_in("domain", above, id)) for id in sorted(self._organisation.domains)
        )

    def make_owners(self, teams: Iterable[str], parents: Mapping[str, str | None] | None = None) -> list[Box]:
        """A box for each of these teams, in the boxes that `parents` say."""
        found = []
        for id in sorted(teams):
            team = self._organisation.teams[id]
            lines = (describe_type(self._measures, id),)
            parent = None if parents is None else parents.get(id)
            found.append(
                Box(owner_box(id), find_kind(team), team.label, lines, (), parent, id == self._focus)
            )
        return found

    def _domain(self, id: str, parent: str | None = None) -> Box:
        domain, owning = self._organisation.domains[id], self._measures.ownership.find("domain", id)
        assert owning is not None
        kind, line, alarm = describe_domain_owner(self._measures, owning)
        alarms = (alarm,) if alarm else ()
        return Box(_box_of("domain", id), kind, domain.label, (line,) if line else (), alarms, parent)

    def _find_outermost(self, domain: str) -> str:
        above = self._nesting.containers
        while domain in above:
            domain = above[domain]
        return domain

    @cached_property
    def _outermost(self) -> list[str]:
        return [id for id in sorted(self._organisation.domains) if id not in self._nesting.containers]

    @cached_property
    def _nesting(self) -> Nesting:
        return Nesting(find_containers(self._organisation, "domain"), self._organisation.domains)


def describe_domain_owner(measures: Measures, owning: Owning) -> tuple[Kind, str, str]:
    """How a domain is drawn, who owns it, and what is wrong with that ("" for nothing)."""
    if owning.state is State.OWNED:
        line = f"owner: {owning.owner}" if owning.owner else "owned through its subdomains"
        return Kind.DOMAIN, line, ""
    if owning.state is State.WAIVED:
        return Kind.WAIVED, f"{describe_gap(owning.gap, owning.said)}, waived", ""
    if owning.state is State.SHARED:
        names = ", ".join(owning.teams)
        return Kind.SHARED, "", f"shared by {names}"
    reason = describe_gap(owning.gap, owning.said)
    return Kind.NOBODY, "", reason if reason.startswith("nobody") else f"nobody: {reason}"


def make_nobodys_box(parent: str | None = None) -> Box:
    """The box of what nobody owns."""
    return Box(NOBODYS_BOX, Kind.NOBODY, "nobody", (), ("nobody owns these",), parent)


def owner_box(team: str) -> str:
    """The id of the box around what a team owns."""
    return _box_of("team", team)


def domain_box(domain: str | None) -> str | None:
    """The id of the box of a domain."""
    return None if domain is None else _box_of("domain", domain)


def _box_of(kind: str, id: str) -> str:
    return f"box {kind} {id}"


def _box_in(kind: str, above: Mapping[str, str], id: str) -> str | None:
    return _box_of(kind, above[id]) if id in above else None
