"""Which paths has the schema, and what stands at the end of each?"""

from collections.abc import Iterator

import pytest

from topo.analysis.catalogue import find_measures
from topo.model.base import Part
from topo.model.domain import Domain
from topo.model.interaction import Interaction
from topo.model.organisation import CLASSES
from topo.model.service import Service
from topo.model.stream import Stream
from topo.model.team import Team
from topo.rules.policy.fields import Shape, find_fields
from topo.rules.policy.paths import LeadsNowhere, read_path, split_path, type_of


def find_paths(part: type[Part], depth: int) -> Iterator[str]:
    """Every path of so many steps, by fields and references, and `*` into mappings."""
    for key, field in find_fields(part).items():
        yield key
        step = f"{key}.*" if field.shape is Shape.MAPPING else key
        inner = [field.part] if field.part else [CLASSES[kind] for kind in field.kinds if kind in CLASSES]
        if depth > 1:
            for each in inner:
                yield from (f"{step}.{rest}" for rest in find_paths(each, depth - 1))


@pytest.mark.parametrize("part", [*CLASSES.values(), Interaction], ids=lambda part: part.__name__)
def test_every_field_is_reached(part: type[Part]) -> None:
    """Through three steps, and what is there has a type, or can be there or not."""
    paths = list(find_paths(part, 3))
    assert len(paths) > 10
    for text in paths:
        path = read_path(text, part)
        assert path.ends
        for end in path.ends:
            value = type_of(end)
            assert value is None or value.noun


@pytest.mark.parametrize("kind", CLASSES)
def test_every_measure_is_reached(kind: str) -> None:
    """By its name, with hyphens or underscores."""
    for measure in find_measures(kind, slow=True):
        for name in (measure.name, measure.name.replace("_", "-")):
            assert read_path(f"measures.{name}", CLASSES[kind]).ends == (measure,)


@pytest.mark.parametrize(
    ("part", "text", "noun"),
    [
        (Service, "tier", "a whole number from 1 to 4"),
        (Service, "slo", "a share"),
        (Service, "tech", "text"),
        (Service, "owner.group.lead", "an id"),
        (Service, "depends_on", "an id"),
        (Service, "depends_on.via", "`sync`, `async`, `data`, `shared-code` or `release`"),
        (Service, "owner.stewards.team-health", "an id"),
        (Service, "owner.roles.engineer", "a whole number from 0 to 1,000,000"),
        (Service, "owner.vacancies.engineer.by", "a date"),
        (Service, "owner.survey.tlx", "a number"),
        (Service, "x-cost.centre", "text or a number"),
        (Service, "measures.bus_factor", "a number"),
        (Domain, "measures.domain_coverage", "a share"),
        (Team, "measures.readiness", "`ready` or `not ready`"),
        (Team, "signals.lead_time", "a duration"),
        (Team, "signals.deploys", "a rate"),
        (Stream, "stages.build.touch", "a duration"),
        (Interaction, "for.type", "`stream-aligned`, `platform`, `enabling` or `complicated-subsystem`"),
        (CLASSES["site"], "hours", "office hours"),
        (CLASSES["guardrail"], "applies_to.all", "true or false"),
        (CLASSES["decision"], "by.group.lead", "an id"),
    ],
)
def test_the_type_at_the_end(part: type[Part], text: str, noun: str) -> None:
    """As the schema has it."""
    nouns = {found.noun for end in read_path(text, part).ends if (found := type_of(end)) is not None}
    assert nouns == {noun}


@pytest.mark.parametrize("text", ["signals", "roles", "contacts", "outcomes", "tracks", "vacancies.engineer"])
def test_what_is_there_or_not(text: str) -> None:
    """Parts, lists of parts and whole mappings are no values."""
    (end,) = read_path(text, Team).ends
    assert type_of(end) is None


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("ownr", "the path `ownr` leads nowhere: a service has no `ownr`", "did you mean `owner`?"),
        ("owner.tpye", "the path `owner.tpye` leads nowhere: a team has no `tpye`", "did you mean `type`?"),
        (
            "measures.bus-facter",
            "the path `measures.bus-facter` leads nowhere: there is no measure `bus_facter` of a service",
            "did you mean `bus_factor`?",
        ),
        (
            "tier.x",
            "the path `tier.x` leads nowhere: `tier` is a whole number from 1 to 4: "
            "no path leads on from there to `x`",
            None,
        ),
        ("", "`` is not a path", "write it like `owner.group.lead`"),
        (".owner", "`.owner` is not a path", "write it like `owner.group.lead`"),
        ("depends_on[a]", "`depends_on[a]` is not a path", "write it like `owner.group.lead`"),
    ],
)
def test_a_path_that_leads_nowhere(text: str, message: str, hint: str | None) -> None:
    """What has no such step, and what was probably meant."""
    with pytest.raises(LeadsNowhere) as lost:
        read_path(text, Service)
    assert (str(lost.value), lost.value.hint) == (message, hint)


def test_a_step_with_a_dot() -> None:
    """It is quoted as in an address."""
    assert split_path('contacts["a.b"].x') == ("contacts", "a.b", "x")


def test_the_python_name_of_a_field_is_no_path() -> None:
    """Keys are those of the YAML."""
    assert read_path("stewards.team-health", Team).ends
    for text in ("stewards.team_health", "extensions"):
        with pytest.raises(LeadsNowhere):
            read_path(text, Team)
