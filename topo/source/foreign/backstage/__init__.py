"""What model does a Backstage catalog make?

See `docs/sources/backstage.md` for how each kind is read. Nothing here raises: what cannot be used is a
finding or is skipped, each with its place, and the rest is read.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from topo.source.foreign.backstage.catalog import Entity
from topo.source.foreign.backstage.context import Context
from topo.source.foreign.backstage.dependencies import Dependencies, find_providers
from topo.source.foreign.backstage.domains import build_domain
from topo.source.foreign.backstage.files import find_catalog_files, find_common_folder
from topo.source.foreign.backstage.groups import read_groups
from topo.source.foreign.backstage.ids import Ids
from topo.source.foreign.backstage.members import Members, find_members
from topo.source.foreign.backstage.owners import find_owners
from topo.source.foreign.backstage.reading import CatalogReader
from topo.source.foreign.backstage.services import build_service, report_other_owners
from topo.source.foreign.backstage.teams import build_group, build_person, build_team, put_members
from topo.source.foreign.estate import Estate
from topo.source.foreign.report import Report
from topo.source.positions import Documents, Mapping

__all__ = ["find_catalog_files", "read_backstage"]


def read_backstage(
    paths: Iterable[Path],
    documents: Documents,
    *,
    api_versions: Iterable[str] = (),
    root: Path | None = None,
) -> Estate:
    """The part of a model that these catalog files, and those that their Locations lead to, make.

    `api_versions` are read as if they were Backstage's own. Locations are followed below `root`, which is the
    innermost folder that holds all `paths` unless it is given. The order of `paths` decides which of two
    definitions counts.
    """
    paths = [path.absolute() for path in paths]
    top = (root or find_common_folder(paths) or Path()).absolute()
    report = Report(documents)
    catalog = CatalogReader(documents, report, top, api_versions).read(paths)
    context = Context(catalog, report, Ids(report))
    built = _Building(context).run()
    return Estate(built, context.implied_teams, report.findings, report.skipped, report.notes)


class _Building:
    """The sections of the model, one after another: ids first, as everything refers to them."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._catalog = context.catalog
        self._root = Mapping()
        self._give_ids("Domain", "System", "Component", "Resource")
        self._providers = find_providers(context)
        services = self._catalog.of_kind("Component", "Resource")
        self._services = [*services, *self._find_own_apis()]
        self._give_ids("Group", "User")
        self._owners = find_owners([*self._catalog.of_kind("Domain", "System"), *self._services], context)

    def run(self) -> Mapping:
        """The tree, shaped like a model file."""
        self._report_apis()
        self._put_organisation()
        domains = self._catalog.of_kind("Domain", "System")
        self._put("domains", domains, lambda domain: build_domain(domain, self._owners, self._context))
        dependencies = Dependencies(self._providers, self._context)
        for service in self._services:
            dependencies.read(service)
        self._put(
            "services",
            self._services,
            lambda service: build_service(service, self._owners, dependencies, self._context),
        )
        self._put_implied_people()
        return self._root

    def _give_ids(self, *kinds: str) -> None:
        for entity in self._catalog.of_kind(*kinds):
            self._context.ids.give(entity)

    def _find_own_apis(self) -> list[Entity]:
        """The APIs that no Component provides: each is a service of its own."""
        apis = [api for api in self._catalog.of_kind("API") if not self._providers.has(api.ref)]
        for api in apis:
            self._context.ids.give(api)
            self._context.report.tally(
                "API without a provider|APIs without a provider", "read as a service each"
            )
        return apis

    def _report_apis(self) -> None:
        provided = (api for api in self._catalog.of_kind("API") if self._providers.has(api.ref))
        owners = {**self._owners, **find_owners(provided, self._context)}
        report_other_owners(self._providers, owners, self._context)

    def _put_organisation(self) -> None:
        members = find_members(self._context)
        owning = {owner.ref for owner in self._owners.values()}
        tree = read_groups(self._context, owning=owning, peopled=members.keys())
        groups = list(self._catalog.of_kind("Group"))
        teams = [group for group in groups if group.ref in tree.teams]
        others = [group for group in groups if group.ref not in tree.teams]
        self._put("groups", others, lambda group: build_group(group, tree, members, self._context))
        self._put("teams", teams, lambda group: build_team(group, tree, members, self._context))
        self._put_implied_members(members)
        self._put("people", self._catalog.of_kind("User"), lambda user: build_person(user, self._context))

    def _put_implied_members(self, members: Members) -> None:
        """The members of groups that nobody defines: such a group is a team."""
        for ref, said in members.items():
            if ref not in self._catalog:
                first = next(iter(said.values()))
                id = self._context.id_of_group(first.group)
                team = Mapping(first.at)
                put_members(team, said.values(), self._context)
                self._section("teams", first.at).put(id, team, key_at=first.at, value_at=first.at)

    def _put_implied_people(self) -> None:
        for id, at in self._context.implied_people.items():
            self._section("people", at).put(id, Mapping(at), key_at=at, value_at=at)
            self._context.report.tally("person|people", "named who are no Users")

    def _put(self, section: str, entities: Iterable[Entity], build: Callable[[Entity], Mapping]) -> None:
        for entity in entities:
            id = self._context.address_of(entity).steps[-1]
            whole = self._section(section, entity.at)
            whole.put(id, build(entity), key_at=entity.name_at, value_at=entity.at)

    def _section(self, name: str, at: int) -> Mapping:
        if name not in self._root:
            self._root.put(name, Mapping(at), key_at=at, value_at=at)
        section: Mapping = self._root[name]
        return section
