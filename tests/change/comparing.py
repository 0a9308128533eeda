"""How is a scenario tried on a small organisation, and what stands beside what?"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from topo.change.catalogue import read_move
from topo.change.comparison.comparison import Comparison, compare_trials
from topo.change.comparison.contender import Contender
from topo.change.comparison.standing import Standing
from topo.change.history import Step
from topo.change.script import Phase, Script
from topo.change.trial import lay_over
from topo.model.organisation import Organisation
from topo.rules.context import Context
from topo.source.shelf import read_packs
from topo.source.weighing import Weights

AS_OF = date(2026, 12, 1)


def make(**sections: Mapping[str, Mapping[str, Any]]) -> Organisation:
    """An organisation of these sections; each thing knows its id."""
    return Organisation.model_validate(
        {
            name: {id: {"id": id, **fields} for id, fields in things.items()}
            for name, things in sections.items()
        }
    )


def stand(organisation: Organisation) -> Standing:
    """How it stands by the shipped profiles and rules."""
    weights = Weights(organisation, Path())
    return Standing(Context(organisation, AS_OF, weights), read_packs())


def step(name: str, evidence: str | None = None, **fields: object) -> Step:
    """A step as a file says it (`from_` for `from`)."""
    document = {key.rstrip("_"): value for key, value in fields.items()}
    return Step(read_move({name: document}), evidence=evidence)


def script(name: str, *phases: tuple[Step, ...], corrections: tuple[Step, ...] = ()) -> Script:
    """A scenario of these phases, named by number."""
    named = tuple(Phase(steps, f"phase {number}") for number, steps in enumerate(phases, start=1))
    return Script(name, phases=named, corrections=corrections)


def put_beside(organisation: Organisation, *scripts: Script) -> Comparison:
    """Doing nothing and these scenarios."""
    return compare_trials([lay_over(each, organisation) for each in scripts], stand(organisation))


def put_one(organisation: Organisation, *steps: Step) -> Contender:
    """A scenario of one phase beside doing nothing."""
    return put_beside(organisation, script("try", steps)).contenders[0]
