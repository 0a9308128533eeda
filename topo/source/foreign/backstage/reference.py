"""Which entity does a reference of a Backstage catalog name?

A reference is written `[kind:][namespace/]name`, or as a mapping of the three; what is left out depends on
where it stands. Backstage compares all three parts without regard to case.
"""

from dataclasses import dataclass

from topo.source.positions import Mapping

DEFAULT_NAMESPACE = "default"


@dataclass(frozen=True, slots=True, order=True)
class EntityRef:
    """What an entity is known by, in lower case."""

    kind: str
    namespace: str
    name: str

    @classmethod
    def of(cls, kind: str, namespace: str, name: str) -> "EntityRef":
        """The reference with these parts, however they are written."""
        return cls(kind.lower(), namespace.lower(), name.lower())

    def __str__(self) -> str:
        return f"{self.kind}:{self.namespace}/{self.name}"


@dataclass(frozen=True, slots=True)
class Mention:
    """A reference as it is written; `kind` is in lower case, None where it is left out.

    `text` is what stands in the file, `at` its mark.
    """

    kind: str | None
    namespace: str
    name: str
    text: str
    at: int

    def as_kind(self, kind: str) -> EntityRef:
        """The entity of `kind` that has this namespace and name."""
        return EntityRef.of(kind, self.namespace, self.name)

    @property
    def id(self) -> str:
        """What topo calls the entity: its name, after the namespace where that is not `default`."""
        return qualify(self.namespace, self.name)


def qualify(namespace: str, name: str) -> str:
    """The name, after the namespace where that is not `default`.

    >>> qualify("default", "cart"), qualify("shop", "cart")
    ('cart', 'shop.cart')
    """
    return name if namespace.lower() == DEFAULT_NAMESPACE else f"{namespace}.{name}"


def parse_reference(value: object, *, namespace: str, at: int = 0) -> Mention | None:
    """The mention that `value` is, where a namespace left out is `namespace`; None: it is no reference.

    >>> parse_reference("group:sre/oncall", namespace="default").id
    'sre.oncall'
    >>> parse_reference("oncall", namespace="sre").as_kind("group")
    EntityRef(kind='group', namespace='sre', name='oncall')
    """
    if isinstance(value, Mapping):
        return _parse_compound(value, namespace=namespace, at=at)
    if not isinstance(value, str):
        return None
    colon, slash = value.find(":"), value.find("/")
    if 0 <= slash < colon:
        colon = -1
    kind = None if colon < 0 else value[:colon]
    space = namespace if slash < 0 else value[colon + 1 : slash]
    return _mention(kind, space, value[max(colon, slash) + 1 :], text=value, at=at)


def _parse_compound(value: Mapping, *, namespace: str, at: int) -> Mention | None:
    kind, space, name = value.get("kind"), value.get("namespace") or namespace, value.get("name")
    if not isinstance(name, str) or not isinstance(space, str) or not isinstance(kind, str | None):
        return None
    return _mention(kind, space, name, text=name, at=value.values_at.get("name", at))


def _mention(kind: str | None, namespace: str, name: str, *, text: str, at: int) -> Mention | None:
    kind, namespace, name = (None if kind is None else kind.strip()), namespace.strip(), name.strip()
    if kind == "" or not namespace or not name:
        return None
    return Mention(None if kind is None else kind.lower(), namespace, name, text, at)
