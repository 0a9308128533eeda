"""How is an organisation drawn in a few lines? Who owns what, what waits on what, what is released together.

shop: cart web          the team `shop` owns these services
cart -> gateway         `cart` depends on `gateway`; a third word is its `via` or `slows`
core < cart ledger      both are part of `core`
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from topo.graph.projections import view_teams
from topo.graph.teams import TeamGraph
from topo.model.organisation import Organisation

WEIGHTS: Mapping[str, float] = {
    name: float(entry["value"])
    for name, entry in yaml.safe_load(
        (Path(__file__).parent.parent / "models/dependencies.yaml").read_text(encoding="utf-8")
    )["entries"].items()
}
"""The shipped profile `dependencies`."""
_SLOWS = ("blocking", "slowing", "no")
VIAS = ("sync", "async", "data", "shared-code", "release")


def draw(text: str, **services: Mapping[str, Any]) -> Organisation:
    """The organisation that a drawing shows; `services` adds fields to services (`_` for `-`)."""
    teams: dict[str, Any] = {}
    things: dict[str, dict[str, Any]] = {}

    def thing(id: str) -> dict[str, Any]:
        return things.setdefault(id, {"id": id, "depends_on": []})

    for line in filter(None, map(str.strip, text.splitlines())):
        if ": " in f"{line} ":
            team, _, owned = line.partition(":")
            teams[team] = {"id": team}
            for id in owned.split():
                thing(id)["owner"] = team
        elif " < " in line:
            whole, _, parts = line.partition(" < ")
            thing(whole)
            for id in parts.split():
                thing(id)["part_of"] = whole
        else:
            one, _, other, *how = line.split()
            key = "slows" if how and how[0] in _SLOWS else "via"
            thing(other)
            thing(one)["depends_on"].append({"service": other, **({key: how[0]} if how else {})})
    for id, fields in services.items():
        thing(id.replace("_", "-")).update(fields)
    return Organisation.model_validate({"teams": teams, "services": things})


def graph(text: str, **services: Mapping[str, Any]) -> TeamGraph:
    """The team graph of a drawing, by the shipped weights."""
    return view_teams(draw(text, **services), WEIGHTS)


def team_graph(*ties: str) -> TeamGraph:
    """The graph of teams of one service each, from ties like `ab`: `a` waits on `b` (`via: sync`)."""
    ids = sorted(set("".join(ties)))
    owned = [f"{id}: s-{id}" for id in ids]
    return graph("\n".join((*owned, *(f"s-{one} -> s-{other}" for one, other in ties))))


@st.composite
def organisations(draw_from: st.DrawFn, *, teams: int = 5, services: int = 9) -> dict[str, Any]:
    """Drawn raw organisations: teams (one of them empty), services with any owner, edges and deployables."""
    team_ids = [f"t{number}" for number in range(draw_from(st.integers(1, teams)))]
    ids = [f"s{number}" for number in range(draw_from(st.integers(1, services)))]
    dependency = st.fixed_dictionaries(
        {"service": st.sampled_from([*ids, "nowhere"])},
        optional={"via": st.sampled_from(VIAS), "slows": st.sampled_from(_SLOWS)},
    )
    fields = st.fixed_dictionaries(
        {"depends_on": st.lists(dependency, max_size=4)},
        optional={
            "owner": st.sampled_from([*team_ids, *team_ids, "empty", "unknown"]),
            "part_of": st.sampled_from(ids),
            "kind": st.sampled_from(["service", "service", "external"]),
            "lifecycle": st.sampled_from(["production", "production", "retired"]),
        },
    )
    return {
        "teams": {**{id: {"id": id} for id in team_ids}, "empty": {"id": "empty", "size": 0}},
        "services": {id: {"id": id, **draw_from(fields)} for id in ids},
    }
