"""Which words of Backstage's free texts mean which words of topo's language?

`spec.type` and `spec.lifecycle` may be anything. A word that is not here says nothing: the field is left out.
"""

import re

_KINDS = {
    "service": "service microservice backend api worker function lambda job cronjob daemon server bot",
    "application": "application app website webapp frontend ui spa mobile desktop cli android ios",
    "library": "library lib package sdk plugin",
    "data-product": "data-product dataset",
    "pipeline": "pipeline workflow etl dag",
    "monolith": "monolith",
    "module": "module",
    "infrastructure": "infrastructure infra cluster database db storage bucket queue cache network",
    "external": "external third-party",
}
_LIFECYCLES = {
    "experimental": "experimental development dev alpha beta preview prototype poc incubating sandbox draft",
    "production": "production prod active stable ga live released maintenance",
    "deprecated": "deprecated legacy sunset",
    "retired": "retired decommissioned end-of-life eol archived",
}
_GROUPS = (
    "organization organisation org company root department division business-unit unit bu tribe product-area "
    "product-group area portfolio region directorate"
)
_TEAMS = "team squad crew cell pod stream-aligned platform enabling complicated-subsystem"
_TEAM_TYPES = frozenset({"stream-aligned", "platform", "enabling", "complicated-subsystem"})


def _by_word(table: dict[str, str]) -> dict[str, str]:
    return {word: meaning for meaning, words in table.items() for word in words.split()}


_KIND_OF = _by_word(_KINDS)
_LIFECYCLE_OF = _by_word(_LIFECYCLES)
_GROUP_WORDS = frozenset(_GROUPS.split())
_TEAM_WORDS = frozenset(_TEAMS.split())


def _normalise(word: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", word.lower()).strip("-")


def _last(word: str) -> str:
    return word.rpartition("-")[2]


def find_component_kind(type: str) -> str | None:
    """The kind of service that a Component's type means: the whole word, else what it ends in.

    >>> [find_component_kind(type) for type in ("website", "backstage-web-library", "tool")]
    ['application', 'library', None]
    """
    word = _normalise(type)
    if word.startswith(("external-", "third-party-")):
        return "external"
    return _KIND_OF.get(word) or _KIND_OF.get(_last(word))


def find_resource_kind(type: str) -> str:
    """The kind of service that a Resource's type means: infrastructure, unless it says something else.

    >>> [find_resource_kind(type) for type in ("s3-bucket", "buildkite-pipeline", "service")]
    ['infrastructure', 'pipeline', 'infrastructure']
    """
    kind = find_component_kind(type)
    return kind if kind in ("pipeline", "data-product", "library", "external") else "infrastructure"


def find_lifecycle(lifecycle: str) -> str | None:
    """The lifecycle that a word means.

    >>> find_lifecycle("Production"), find_lifecycle("end of life"), find_lifecycle("paused")
    ('production', 'retired', None)
    """
    return _LIFECYCLE_OF.get(_normalise(lifecycle))


def find_team_type(type: str) -> str | None:
    """The type of team that a Group's type states, where it is one of the four.

    >>> find_team_type("Stream-aligned team"), find_team_type("team")
    ('stream-aligned', None)
    """
    word = _normalise(type).removesuffix("-team")
    return word if word in _TEAM_TYPES else None


def is_group_word(type: str) -> bool:
    """Whether a Group's type says that it holds other groups: a department, an organization."""
    word = _normalise(type)
    return word in _GROUP_WORDS or _last(word) in _GROUP_WORDS


def is_team_word(type: str) -> bool:
    """Whether a Group's type says that people work together in it: a team, a squad."""
    word = _normalise(type)
    return word in _TEAM_WORDS or _last(word) in _TEAM_WORDS
