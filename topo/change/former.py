"""What is called otherwise after a change?"""

from collections import Counter

from topo.model.organisation import Organisation


def find_successors(before: Organisation, after: Organisation, kind: str) -> dict[str, str]:
    """The ids of what things of a kind are now, by those that they had; only of things with another one.

    Several things that were merged are one now.
    """
    there, now = before.collection(kind), after.collection(kind)
    if now is there:
        return {}
    return {
        former: id
        for id, each in now.items()
        if id not in there
        for former in each.formerly
        if former in there and former not in now
    }


def find_renamed(before: Organisation, after: Organisation, kind: str) -> dict[str, str]:
    """Of these the ones that are the same thing under another id: what came of one thing alone."""
    successors = find_successors(before, after, kind)
    origins = Counter(successors.values())
    return {former: id for former, id in successors.items() if origins[id] == 1}
