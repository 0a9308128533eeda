"""Which relations does an entity state where Backstage, and topo with it, does not read them?

A catalog that says `dependsOn` on a System looks as if that counted. It does not, and nobody says so.
"""

from topo.source.foreign.backstage.catalog import Entity, marks_of
from topo.source.foreign.report import Report

_READ = {
    "Component": ("system", "subcomponentOf", "providesApis", "consumesApis", "dependsOn", "dependencyOf"),
    "Resource": ("system", "dependsOn", "dependencyOf"),
    "API": ("system",),
    "System": ("domain",),
    "Domain": ("subdomainOf",),
    "Group": ("parent", "children", "members"),
    "User": ("memberOf",),
}
_NEVER_READ = (
    *("apiConsumedBy", "apiProvidedBy", "hasMember", "hasPart", "ownedBy", "ownerOf", "partOf"),
    "subcomponents",
)
_RELATIONS = frozenset(_NEVER_READ).union(*_READ.values())


def report_unread(entity: Entity, report: Report) -> None:
    """Say of each relation in the spec that is none of this kind's that it is not used."""
    for key in entity.spec:
        if key in _RELATIONS and key not in _READ[entity.kind] and entity.spec[key]:
            at = marks_of(entity.spec, key)[0]
            reason = f"`{key}` is no field of a {entity.kind} in Backstage, and is not used"
            report.skip(at, reason, width=len(key))
            report.tally("relation", "not used")
