"""What does a model say about how it is read, weighed and checked?"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import ConfigDict, Field

from topo.model.base import EMPTY, Frozen, Heads, OneOrMore, Part, Short, Text, Texts
from topo.model.quantity import Increase, Share, WorkingDay, WorkingWeek
from topo.model.selector import Selector

CODE_PATTERN = r"^[A-Z]{3}[0-9]{3}$"
POLICY_PATTERN = r"^POL[0-9]{3}$"

Level = Literal["error", "warning", "info", "off"]


class Organization(Part):
    """What the organisation is called."""

    name: Text | None = Field(default=None, description="Its name.", examples=["Northwind Pay"])
    description: Text | None = Field(
        default=None, description="What it does.", examples=["Payments for shops"]
    )


class Calendar(Part):
    """How much working time a day and a week have."""

    day: WorkingDay | None = Field(
        default=None, description="Hours of work in a day, 8h unless said.", examples=["8h", "7.5h"]
    )
    week: WorkingWeek | None = Field(
        default=None, description="Working days in a week, 5d unless said.", examples=["5d"]
    )

    @property
    def hours_a_day(self) -> float:
        """Hours of work in a working day."""
        return 8.0 if self.day is None else self.day.elapsed_hours()

    @property
    def days_a_week(self) -> float:
        """Working days in a week."""
        return 5.0 if self.week is None else self.week.amount


_FORMATS = ("backstage", "codeowners", "compose", "edges", "graphml")
_OPTIONS: Mapping[str, tuple[str, ...]] = {
    "api_version": ("backstage",),
    "flavour": ("codeowners",),
    "tree": ("codeowners",),
    "from": ("edges",),
    "to": ("edges",),
    "via": ("edges", "graphml"),
    "label": ("graphml",),
}
"""What each option of a source belongs to."""


def _require_one_of(formats: tuple[str, ...]) -> dict[str, Any]:
    return {"anyOf": [{"required": [each]} for each in formats]}


class Source(Part):
    """An estate that exists and is read in place: exactly one of the first five keys, with its options."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [{"required": [each]} for each in _FORMATS],
            "dependencies": {
                option: [formats[0]] if len(formats) == 1 else _require_one_of(formats)
                for option, formats in _OPTIONS.items()
            },
        }
    )

    backstage: OneOrMore = Field(
        default=(),
        description="Catalog files, as globs beside topo.yaml.",
        examples=["../catalog/**/catalog-info.yaml"],
    )
    codeowners: Text | None = Field(
        default=None, description="A CODEOWNERS file.", examples=["../.github/CODEOWNERS"]
    )
    compose: OneOrMore = Field(
        default=(),
        description="The files of one Docker Compose project in the order in which they are laid over one "
        "another, or its folder.",
        examples=["../compose.yaml"],
    )
    edges: OneOrMore = Field(
        default=(),
        description="CSV files with one dependency a line, as globs.",
        examples=["../mesh/calls.csv"],
    )
    graphml: OneOrMore = Field(
        default=(), description="GraphML files, as globs.", examples=["../architecture.graphml"]
    )
    api_version: OneOrMore = Field(
        default=(),
        description="backstage: further apiVersions to read, where a catalog renamed its own.",
        examples=["catalog.example.com/v1"],
    )
    flavour: Literal["github", "gitlab"] | None = Field(
        default=None,
        description="codeowners: whose rules it follows; told by path and content unless said.",
        examples=["gitlab"],
    )
    tree: Text | None = Field(
        default=None,
        description="codeowners: the checkout, or a list of its files, whose paths must all be covered.",
        examples=[".."],
    )
    from_: Text | None = Field(
        default=None,
        alias="from",
        description="edges: the column of who waits, by name or number; told by the header unless said.",
        examples=["caller"],
    )
    to: Text | None = Field(
        default=None, description="edges: the column of who is waited on.", examples=["callee"]
    )
    via: Text | None = Field(
        default=None,
        description="edges: the column, graphml: the attribute of an edge that says how the two are coupled; "
        "`via` unless said.",
        examples=["protocol"],
    )
    label: Text | None = Field(
        default=None,
        description="graphml: the attribute of a node that the service is called by.",
        examples=["label"],
    )

    @property
    def problem(self) -> str | None:
        """Why it does not say what to read; None where it does."""
        formats = [each for each in _FORMATS if getattr(self, each)]
        if len(formats) != 1:
            return f"a source says exactly one of {_list_keys(_FORMATS, 'and')}"
        for option, owners in _OPTIONS.items():
            if getattr(self, f"{option}_" if option == "from" else option) and formats[0] not in owners:
                return f"`{option}` belongs to {_list_keys(owners, 'or')}"
        return None


def _list_keys(keys: tuple[str, ...], word: str) -> str:
    *others, last = [f"`{key}`" for key in keys]
    return f"{', '.join(others)} {word} {last}" if others else last


class RuleSetting(Part):
    """How severe a rule's findings are, and for whom it runs."""

    severity: Level | None = Field(default=None, description="Its severity here.", examples=["error"])
    only: Selector | None = Field(
        default=None, description="Whom it looks at; everybody unless said.", examples=[{"group": "commerce"}]
    )


# YAML 1.1 reads `off` as false.
Setting = Annotated[RuleSetting, Short("severity", {"enum": [*get_args(Level), False]})]


class SizeLimit(Part):
    """How small and how large a team may be."""

    min: Heads | None = Field(default=None, description="The fewest people, 3 unless said.", examples=[3])
    max: Heads | None = Field(default=None, description="The most people, 9 unless said.", examples=[9])
    error: Heads | None = Field(
        default=None, description="More people than this are an error, 15 unless said.", examples=[15]
    )


class SpanLimit(Part):
    """How much one manager may look after."""

    people: Heads | None = Field(default=None, description="The most people, 8 unless said.", examples=[8])
    teams: Heads | None = Field(default=None, description="The most teams, 3 unless said.", examples=[3])


class OwnershipLimit(Part):
    """How much must be owned."""

    coverage: Share | None = Field(
        default=None, description="The least share that is owned.", examples=["90%"]
    )


class Limits(Part):
    """Thresholds of rules; what is not said is as the profile `limits` has it."""

    team_size: SizeLimit | None = Field(default=None, description="For ORG001.", examples=[{"max": 9}])
    ownership: OwnershipLimit | None = Field(
        default=None, description="For OWN009.", examples=[{"coverage": "90%"}]
    )
    cell_roles: Texts = Field(
        default=(),
        description="Roles that every stream-aligned team needs, for ORG005.",
        examples=[["engineer"]],
    )
    span: SpanLimit | None = Field(default=None, description="For ORG002.", examples=[{"people": 8}])
    teams_of_person: Heads | None = Field(
        default=None,
        description="The most teams that a person may be in, 2 unless said, for ORG003.",
        examples=[2],
    )
    roles_of_person: Heads | None = Field(
        default=None,
        description="The most roles that a person may have, 2 unless said, for ORG007.",
        examples=[2],
    )
    teams_of_steward: Heads | None = Field(
        default=None,
        description="The most teams that a person may be a steward of, 5 unless said, for ORG008.",
        examples=[5],
    )
    stream_aligned: Share | None = Field(
        default=None,
        description="The least share of teams that is stream-aligned, 60% unless said, for ORG006.",
        examples=["60%"],
    )
    friction: Heads | None = Field(
        default=None,
        description="The most lines of friction that a team may have, 6 unless said, for COG002.",
        examples=[6],
    )
    bus_factor: Heads | None = Field(
        default=None,
        description="The fewest people who must know a core domain or a tier-1 service, 2 unless said, for "
        "OWN011.",
        examples=[2],
    )
    fan_out: Heads | None = Field(
        default=None,
        description="The most teams that a team may wait on, 5 unless said, for DEP002.",
        examples=[5],
    )
    fan_in: Heads | None = Field(
        default=None,
        description="The most teams that may wait on a team that is no platform, 5 unless said, for DEP003.",
        examples=[5],
    )
    platform_fan_in: Heads | None = Field(
        default=None,
        description="The most teams that may wait on a platform, 10 unless said, for DEP003.",
        examples=[10],
    )
    platform_fan_in_error: Heads | None = Field(
        default=None,
        description="More teams than this that wait on a platform are an error, 15 unless said, for DEP003.",
        examples=[15],
    )
    blocking: Heads | None = Field(
        default=None,
        description="The most teams that may block a team, 2 unless said, for DEP004.",
        examples=[2],
    )
    collaborations: Heads | None = Field(
        default=None,
        description="The most teams that a team may collaborate with at once, 1 unless said, for COM004.",
        examples=[1],
    )
    collaboration_days: Heads | None = Field(
        default=None,
        description="The most days that a collaboration may last, 90 unless said, for COM005.",
        examples=[90],
    )


class Check(Part):
    """Which rules run, how severe they are, and their limits."""

    extends: OneOrMore = Field(
        default=(),
        description="Packs of rules; ownership unless said.",
        examples=[["ownership"], ["team-topologies"]],
    )
    rules: Annotated[Mapping[str, Setting], Frozen] = Field(
        default=EMPTY,
        description="Severity by code, or a mapping with `severity` and `only`.",
        examples=[{"COM001": "error", "COG001": {"severity": "error", "only": {"group": "commerce"}}}],
        json_schema_extra={"propertyNames": {"pattern": CODE_PATTERN}},
    )
    limits: Limits | None = Field(
        default=None, description="What rules compare with.", examples=[{"team_size": {"max": 9}}]
    )
    stress: Increase | None = Field(
        default=None, description="The coding speed-up that FLO004 tries.", examples=["40%"]
    )
    teams: Literal["open", "closed"] | None = Field(
        default=None,
        description="closed: a group that a source names and nobody defines is an error.",
        examples=["closed"],
    )


Collection = Literal[
    "groups",
    "people",
    "sites",
    "products",
    "domains",
    "teams",
    "services",
    "capabilities",
    "guardrails",
    "forums",
    "data",
    "interactions",
    "decisions",
    "streams",
]
"""What a policy may be about."""


# A number takes the place of a shipped weight; a mapping says why, too.
OVERRIDES_SCHEMA: dict[str, Any] = {
    "description": "Weights by name, or a file beside topo.yaml that holds them.",
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "additionalProperties": {
                "anyOf": [
                    {"type": "number", "minimum": 0},
                    {
                        "type": "object",
                        "required": ["value"],
                        "properties": {
                            "value": {
                                "type": "number",
                                "minimum": 0,
                                "description": "The weight here.",
                                "examples": [0.4],
                            },
                            "why": {
                                "type": "string",
                                "description": "Why it differs.",
                                "examples": ["our APIs are stable"],
                            },
                            "source": {
                                "type": "string",
                                "description": "Who says so.",
                                "examples": ["architecture forum"],
                            },
                            "grade": {
                                "enum": ["A", "B", "C", "D", "E"],
                                "description": "How sure that is.",
                                "examples": ["D"],
                            },
                        },
                        "additionalProperties": False,
                    },
                ]
            },
        },
    ],
}


_ONE: dict[str, Any] = {"type": ["string", "number", "boolean"]}
# Which of these fits, the end of the path decides: a JSON Schema knows no paths, the check does.
_CONDITION: dict[str, Any] = {
    "anyOf": [
        _ONE,
        {"type": "array", "items": _ONE, "minItems": 1},
        {
            "type": "object",
            "minProperties": 1,
            "properties": {
                "min": {**_ONE, "description": "The least that it may be.", "examples": [2]},
                "max": {**_ONE, "description": "The most that it may be.", "examples": ["35%"]},
                "matches": {**_ONE, "description": "A pattern for text.", "examples": ["^svc-"]},
                "present": {"type": "boolean", "description": "Whether it is said.", "examples": [True]},
                "unique": {"enum": [True], "description": "No two members say it.", "examples": [True]},
            },
            "additionalProperties": False,
        },
    ]
}


class Policy(Part):
    """A rule of the user's own, declarative."""

    says: Text = Field(
        description="The rule in a sentence.", examples=["tier-1 services live with stream-aligned teams"]
    )
    for_: Collection = Field(
        alias="for", description="The collection of the model it looks at.", examples=["services"]
    )
    when: Annotated[Mapping[str, Any], Frozen] = Field(
        default=EMPTY,
        description="Which members of the collection: paths and values.",
        examples=[{"tier": 1}],
        json_schema_extra={"additionalProperties": _CONDITION},
    )
    require: Annotated[Mapping[str, Any], Frozen] = Field(
        description="What must hold of them: a value, a list, or min, max, matches, present, unique.",
        examples=[{"owner.type": ["stream-aligned", "platform"]}],
        json_schema_extra={"additionalProperties": _CONDITION},
    )
    severity: Level | None = Field(
        default=None, description="Its severity; error unless said.", examples=["error"]
    )
    why: Text | None = Field(
        default=None, description="Why it is so.", examples=["an enabling team must not carry production"]
    )
