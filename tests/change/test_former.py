"""What is called otherwise after a change?"""

from topo.change.former import find_renamed, find_successors
from topo.model.organisation import Organisation


def test_renamed_and_merged() -> None:
    """One thing under another id is the same; what came of two is neither, though both are it now."""
    before = Organisation.model_validate({"teams": {id: {"id": id} for id in ("a", "b", "c", "d")}})
    now = {"x": ["a"], "y": ["b", "c"], "d": ["old"], "e": ["d"]}
    teams = {id: {"id": id, "formerly": formerly} for id, formerly in now.items()}
    after = Organisation.model_validate({"teams": teams})
    assert find_successors(before, after, "team") == {"a": "x", "b": "y", "c": "y"}
    assert find_renamed(before, after, "team") == {"a": "x"}
    assert find_renamed(before, before, "team") == {}
