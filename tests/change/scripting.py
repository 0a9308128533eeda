"""Which scenarios could somebody write for an organisation? Drawn ones; most of their moves fit."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tests.change.moving import moves
from tests.strategies import extensions, texts
from topo.change.history import Step
from topo.change.script import Decided, Phase, Script
from topo.model.base import freeze
from topo.model.organisation import Organisation

_said = st.none() | texts
_beside = extensions.map(freeze)


def steps(organisation: Organisation) -> SearchStrategy[tuple[Step, ...]]:
    """A few moves that could be tried on an organisation, with what stands beside them."""
    step = st.builds(Step, moves(organisation), st.booleans(), _said, _said, extensions=_beside)
    return st.lists(step, max_size=3).map(tuple)


@st.composite
def scripts(draw: DrawFn, organisation: Organisation, *, name: str = "try-it") -> Script:
    """A scenario that extends no other."""
    days = sorted(draw(st.lists(st.dates(), max_size=3)))
    names = draw(st.lists(texts, min_size=len(days), max_size=3, unique=True))
    dated = [*days, *[None] * len(names)]
    phases = tuple(
        Phase(draw(steps(organisation)), draw(st.sampled_from([each, None])), by, draw(_beside))
        for each, by in zip(names, dated, strict=False)
    )
    return Script(
        name,
        why=draw(_said),
        assumes=tuple(draw(st.lists(texts, max_size=2))),
        decided=draw(st.none() | st.builds(Decided, on=st.none() | st.dates(), by=_said, note=_said)),
        corrections=draw(steps(organisation)),
        phases=phases,
        extensions=draw(_beside),
    )
