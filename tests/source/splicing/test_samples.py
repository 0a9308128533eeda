"""Can every sample be reorganised in its own files, as a person would do it?"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.source.splicing.changing import renamed, with_fields, with_thing, without
from topo.model.base import FrozenDict
from topo.model.differing import find_difference
from topo.model.interaction import Interaction
from topo.model.organisation import Organisation
from topo.model.quantity import parse_duration
from topo.model.service import Dependency
from topo.model.team import Team
from topo.source.loading import LoadedModel, load_model
from topo.source.splicing.carrying_out import write_plan
from topo.source.splicing.plan import EditPlan
from topo.source.splicing.planning import plan_edits

SAMPLES = ["agileworks", "agileworks/legacytech", "monolith", "northwind", "paradox"]


def copy_sample(project: Path, name: str, folder: Path) -> LoadedModel:
    shutil.copytree(project / "samples" / name, folder / "model")
    return load_model(folder / "model")


def carry_out(model: LoadedModel, target: Organisation) -> EditPlan:
    plan = plan_edits(model, target)
    assert plan.unwritten == ()
    write_plan(plan)
    assert find_difference(load_model(model.root).organisation, target).is_empty
    return plan


def count_lines(plan: EditPlan) -> tuple[int, int]:
    """How many lines the patch takes out, and how many it brings in."""
    lines = [line for line in plan.diff().split("\n") if not line.startswith(("+++", "---"))]
    return sum(line.startswith("-") for line in lines), sum(line.startswith("+") for line in lines)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_service_changes_its_owner(project: Path, tmp_path: Path, name: str):
    """Only the lines that say who owns it change, one for one."""
    model = copy_sample(project, name, tmp_path)
    target, teams = model.organisation, list(model.organisation.teams)
    for id, service in target.services.items():
        if service.owner in teams:
            team = teams[(teams.index(service.owner) + 1) % len(teams)]
            target = with_fields(target, "service", id, owner=team)
    gone, come = count_lines(carry_out(model, target))
    assert gone == come == sum(service.owner in teams for service in model.organisation.services.values())


@pytest.mark.parametrize("name", SAMPLES)
def test_teams_are_renamed_one_after_another(project: Path, tmp_path: Path, name: str):
    """Each keeps its place and its comments."""
    model = copy_sample(project, name, tmp_path)
    texts = {path: path.read_text() for path in model.files}
    for id in model.organisation.teams:
        model = load_model(model.root)
        carry_out(model, renamed(model.organisation, "team", id, f"{id}-now"))
    for path, text in texts.items():
        after = path.read_text()
        assert [line.partition("#")[2] for line in text.split("\n") if "#" in line] == [
            line.partition("#")[2] for line in after.split("\n") if "#" in line
        ]


@pytest.mark.parametrize("name", SAMPLES)
def test_everything_goes_and_comes_back(project: Path, tmp_path: Path, name: str):
    """Without its teams the model can be read; with them again it says what it said."""
    model = copy_sample(project, name, tmp_path)
    target = bare = model.organisation.model_copy(update={"teams": FrozenDict(), "interactions": ()})
    for kind in ("service", "domain", "capability", "guardrail", "data"):
        field = "provider" if kind == "capability" else "owner"
        for id in target.collection(kind):
            bare = with_fields(bare, kind, id, **{field: None})
    carry_out(model, bare)
    carry_out(load_model(model.root), model.organisation.model_copy(update={"facts": bare.facts}))


def test_reorganised_sample(project: Path, tmp_path: Path):
    """Every line that changes is one that a person would change."""
    model = copy_sample(project, "agileworks", tmp_path)
    plan = carry_out(model, reorganise(model.organisation))
    patch = [
        line for line in plan.diff().split("\n") if line[:1] in "+-" and not line.startswith(("+++", "---"))
    ]
    expected = (Path(__file__).parent / "reorganised.diff").read_text().splitlines()
    assert [line for line in patch if line] == expected


def reorganise(all: Organisation) -> Organisation:
    """A split, a stage that moves, a guardrail, people, interactions, a service that retires."""
    new = Team.model_validate(
        {"id": "ledger", "type": "stream-aligned", "group": "renting", "roles": {"engineer": 3}}
    )
    all = with_thing(all, "team", new)
    payments = dict(all.teams["payments"].roles)
    all = with_fields(all, "team", "payments", roles=FrozenDict({**payments, "engineer": 1}))
    for id, service in all.services.items():
        if service.domain == "invoicing":
            all = with_fields(all, "service", id, owner="ledger", consulted=("payments",))
    all = with_fields(all, "service", "travel-times", lifecycle="retired", depends_on=())
    planner = tuple(
        each for each in all.services["route-planner"].depends_on if each.service != "travel-times"
    )
    all = with_fields(
        all, "service", "route-planner", depends_on=(*planner, Dependency(service="telemetry", via="async"))
    )
    all = with_fields(without(all, "guardrail", "release-approval"), "guardrail", "card-data", owner="ledger")
    id, stream = next(iter(all.streams.items()))
    name, stage = next(iter(stream.stages.items()))
    stages = {
        **stream.stages,
        name: stage.model_copy(update={"team": "ledger", "wait": parse_duration("1d")}),
    }
    all = with_fields(all, "stream", id, stages=FrozenDict(stages), wip_limit=7)
    first, *others = all.interactions
    first = first.model_copy(update={"consumers": (*first.consumers, "ledger")})
    talks = Interaction.model_validate({"mode": "collaboration", "between": ["ledger", "payments"]})
    return all.model_copy(update={"interactions": (first, *others[:-1], talks)})
