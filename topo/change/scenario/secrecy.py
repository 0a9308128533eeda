"""Which scenarios might be a secret, and are in everybody's reach?"""

from topo.change.scenario.library import LoadedScript
from topo.source.positions import show_path

DELICATE = {
    "dissolve-team": "dissolves teams",
    "merge-teams": "merges teams",
    "remove-people": "lets people go",
}
"""Moves that nobody should read of in a repository, and what a scenario with one does."""


def find_warnings(loaded: LoadedScript) -> tuple[str, ...]:
    """What is to be said of the scenarios of a chain that git tracks."""
    from topo.source.changes import is_tracked

    warnings = []
    for each in loaded.chain:
        deeds = find_deeds(each)
        if deeds and is_tracked(each.path):
            warnings.append(f"{show_path(each.path)} {deeds[0]} and is tracked by git: it may be a secret")
    return tuple(warnings)


def find_deeds(loaded: LoadedScript) -> list[str]:
    """What a scenario does that people should not learn from a file, in the order of the table."""
    steps = loaded.script.steps if loaded.script is not None else ()
    names = {step.move.name for step in steps}
    return [deed for name, deed in DELICATE.items() if name in names]
