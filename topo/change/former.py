"""What is called otherwise after a change?"""

from topo.model.organisation import Organisation


def find_renamed(before: Organisation, after: Organisation, kind: str) -> dict[str, str]:
    """The ids that things of a kind have now, by those that they had; only of things with another one."""
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
