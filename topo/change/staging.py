"""How is a stage of a stream found and changed?"""

from topo.change.draft import Draft
from topo.model.base import FrozenDict
from topo.model.stream import Stage, Stream
from topo.rules.naming import named, quoted
from topo.rules.nearness import Nearness


def find_stage(draft: Draft, stream_said: str, stage_said: str) -> tuple[str, Stage] | None:
    """The id of a stream and a stage of it; what is not there does not fit `stream` or `stage`."""
    stream_id = draft.find_id("stream", stream_said, "stream")
    if stream_id is None:
        return None
    stages = draft.streams[stream_id].stages
    if stage_said in stages:
        return stream_id, stages[stage_said]
    nearest = Nearness(stages).find(stage_said)
    hint = f"did you mean {named(nearest, last='or')}?" if nearest else f"it has {named(stages)}"
    draft.refuse(
        "stage", f"{quoted(stage_said)} names no stage of {quoted(stream_id)}", hint if stages else None
    )
    return None


def put_stage(draft: Draft, stream_id: str, stage: Stage) -> None:
    """Let a stage of a stream be so, in its place."""
    stream: Stream = draft.streams[stream_id]
    draft.update("stream", stream_id, stages=FrozenDict({**stream.stages, stage.id: stage}))
