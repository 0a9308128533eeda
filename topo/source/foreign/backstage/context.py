"""What does everything that turns a Backstage catalog into a model need at hand?"""

from dataclasses import dataclass, field

from topo.findings import Address
from topo.source.foreign.backstage.catalog import SECTIONS, Catalog, Entity
from topo.source.foreign.backstage.ids import Ids
from topo.source.foreign.backstage.reference import EntityRef, Mention
from topo.source.foreign.report import Report


@dataclass(frozen=True, slots=True)
class Context:
    """A catalog, the ids of its entities, and what is told of it.

    `implied_teams` and `implied_people` are groups and users that the catalog names and does not define:
    by id, the mark of the first place.
    """

    catalog: Catalog
    report: Report
    ids: Ids
    implied_teams: dict[str, int] = field(default_factory=dict)
    implied_people: dict[str, int] = field(default_factory=dict)

    def address_of(self, entity: Entity, section: str | None = None) -> Address:
        """Where an entity stands in the model."""
        return Address.of(section or SECTIONS[entity.kind], self.ids.of(entity.ref) or entity.id)

    def id_of_group(self, mention: Mention) -> str:
        """The id of a group that is mentioned; one that nobody defines is an implied team."""
        return self._id_of(mention, "group", self.implied_teams)

    def id_of_person(self, mention: Mention) -> str:
        """The id of a user that is mentioned; one that nobody defines is an implied person."""
        return self._id_of(mention, "user", self.implied_people)

    def _id_of(self, mention: Mention, kind: str, implied: dict[str, int]) -> str:
        ref: EntityRef = mention.as_kind(kind)
        id = self.ids.of(ref) or self.ids.imply(mention, kind)
        if ref not in self.catalog:
            implied[id] = min(implied.get(id, mention.at), mention.at)
        return id
