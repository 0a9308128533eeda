"""Which stages are the gates of a guardrail, and how is one taken out of a path?"""

from collections.abc import Iterable

from topo.change.draft import Draft
from topo.findings import Address
from topo.model.base import FrozenDict
from topo.model.stream import Stage


def find_gates(draft: Draft, guardrail: str) -> list[tuple[str, Stage]]:
    """The stages that are the gate of a guardrail, each with its stream."""
    words = (guardrail, f"guardrail:{guardrail}")
    return [
        (id, stage)
        for id, stream in draft.streams.items()
        for stage in stream.stages.values()
        if stage.guardrail in words
    ]


def remove_stages(draft: Draft, stages: Iterable[tuple[str, str]]) -> None:
    """Take stages out of their streams, with what the reading knows of them."""
    for stream, name in stages:
        left = {id: stage for id, stage in draft.streams[stream].stages.items() if id != name}
        draft.update("stream", stream, stages=FrozenDict(left))
        _forget(draft, Address.of("streams", stream, "stages", name))


def _forget(draft: Draft, gone: Address) -> None:
    facts = draft.facts
    waived = tuple(
        each._replace(addresses=left)
        for each in facts.acceptances
        if (left := tuple(at for at in each.addresses if not gone.covers(at))) or not each.addresses
    )
    unreadable = frozenset(each for each in facts.unreadable if not gone.covers(each))
    if (waived, unreadable) != (facts.acceptances, facts.unreadable):
        draft.facts = facts._replace(acceptances=waived, unreadable=unreadable)
