"""What stands on the cards of the board?"""

from dataclasses import dataclass

from topo.analysis.cognitive_load import Fit
from topo.analysis.measures import Measures
from topo.analysis.ownership import State

NOBODY = ""
"""The id of the card of what nobody owns."""


@dataclass(frozen=True, slots=True)
class Card:
    """One team as the board shows it, or the pool of what nobody owns (id `NOBODY`).

    Numbers are None where they are not assessed. `owns` are domains first, then services. `waits` are
    the ids of the cards that it waits on, `blocks` those of them with a tie that blocks.
    """

    id: str
    title: str
    type: str | None = None
    heads: float | None = None
    points: float | None = None
    capacity: float = 0.0
    fit: Fit | None = None
    friction: float | None = None
    owns: tuple[str, ...] = ()
    waits: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    waited_on_by: tuple[str, ...] = ()
    talks: int = 0
    hidden: int = 0

    @property
    def is_nobody(self) -> bool:
        """Whether it is the pool of what nobody owns."""
        return self.id == NOBODY

    @property
    def is_over(self) -> bool:
        """Whether its domains are too many for it."""
        return self.fit is Fit.OVER


@dataclass(frozen=True, slots=True)
class Row:
    """The cards of one group; `title` is "" where there are no groups."""

    title: str
    cards: tuple[Card, ...]


def deal_cards(measures: Measures) -> tuple[Row, ...]:
    """The cards by group; what nobody owns first."""
    organisation = measures.organisation
    owned = _find_owned(measures)
    rows: dict[str, list[Card]] = {}
    for id in sorted(organisation.teams):
        group = organisation.teams[id].group or ""
        rows.setdefault(group, []).append(_card(measures, id, owned.get(id, ())))
    pool = owned.get(NOBODY, ())
    first = [Row("", (Card(NOBODY, "owned by nobody", owns=pool),))] if pool else []
    titles = {id: group.name or id for id, group in organisation.groups.items()}
    ordered = sorted(rows, key=lambda each: (not each, each))
    return (*first, *(Row(titles.get(group, group), tuple(rows[group])) for group in ordered))


def _find_owned(measures: Measures) -> dict[str, tuple[str, ...]]:
    domains: dict[str, list[str]] = {}
    services: dict[str, list[str]] = {}
    kinds = {"domain": domains, "service": services, "module": services}
    for thing in measures.ownership.things:
        if thing.kind in kinds and thing.state is not State.SHARED:
            kinds[thing.kind].setdefault(thing.owner or NOBODY, []).append(thing.id)
    return {
        team: (*sorted(domains.get(team, ())), *sorted(services.get(team, ())))
        for team in domains.keys() | services.keys()
    }


def _card(measures: Measures, id: str, owns: tuple[str, ...]) -> Card:
    team = measures.organisation.teams[id]
    load = measures.cognitive_load.teams[id]
    waiting = measures.waiting.find(id)
    talks = measures.talking.degrees.get(id, 0)
    friction = measures.friction[id]
    return Card(
        id,
        team.name or id,
        team.type,
        measures.headcount.find(id),
        load.points.amount,
        load.capacity,
        load.fit,
        friction.amount,
        owns,
        waiting.loads.waits_on,
        waiting.loads.waits_on_blocking,
        waiting.loads.waited_on_by,
        talks,
        talks - len(measures.talking.in_force.get(id, ())),
    )
