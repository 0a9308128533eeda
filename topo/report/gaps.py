"""How is it said that nobody owns a thing, and why?"""

from topo.analysis.ownership import Gap

_WHY = {
    Gap.NOBODY: "nobody",
    Gap.UNKNOWN: "nobody: `{said}` does not exist",
    Gap.UNREADABLE: "unreadable",
    Gap.GROUP: "no team: `{said}` is a group",
    Gap.PERSON: "no team: `{said}` is a person",
    Gap.EMPTY: "nobody: the team `{said}` is empty",
    Gap.CONFLICT: "nobody: several teams claim it",
    Gap.SHARED: "several teams",
}


def describe_gap(gap: Gap | None, said: str | None) -> str:
    """Who owns a thing that no team owns alone; `said` is the owner as written.

    >>> describe_gap(Gap.PERSON, "bo"), describe_gap(None, None)
    ('no team: `bo` is a person', 'nobody')
    """
    return _WHY[gap or Gap.NOBODY].format(said=said)
