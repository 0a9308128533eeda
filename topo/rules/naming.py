"""How does a message call the things that it is about?

Every id goes through `printable`, so that no message carries a control character.
"""

from collections.abc import Iterable
from math import floor

from topo.text import printable

MOST_NAMED = 8
"""How many things one message names before it counts the rest."""
_NOUNS = {"data": "data product"}
_PLURALS = {"person": "people", "capability": "capabilities"}
_LONGEST_ID = 80


def noun(kind: str) -> str:
    """What a thing of `kind` is called.

    >>> noun("data"), noun("team")
    ('data product', 'team')
    """
    return _NOUNS.get(kind, kind)


def plural(kind: str) -> str:
    """What several things of `kind` are called.

    >>> plural("capability"), plural("team")
    ('capabilities', 'teams')
    """
    return _PLURALS.get(kind, f"{noun(kind)}s")


def quoted(id: str) -> str:
    """An id as a message shows it.

    >>> quoted("cart-api")
    '`cart-api`'
    """
    return f"`{printable(id, limit=_LONGEST_ID)}`"


def called(kind: str, id: str) -> str:
    """A thing by its kind and id.

    >>> called("data", "customer-360")
    'data product `customer-360`'
    """
    return f"{noun(kind)} {quoted(id)}"


def called_pool(team: str, role: str | None) -> str:
    """A pool of people by its role and team.

    >>> called_pool("checkout", "engineer"), called_pool("platform", None)
    ('role `engineer` of team `checkout`', 'team `platform`')
    """
    of_team = called("team", team)
    return of_team if role is None else f"role {quoted(role)} of {of_team}"


def percent(share: float) -> str:
    """A share in whole per cent, never more than it is: what is below a limit reads as below it.

    >>> percent(0.7995), percent(1.03)
    ('79 %', '103 %')
    """
    return f"{floor(share * 100 + 1e-9):,} %"


def joined(phrases: Iterable[str], *, last: str = "and", most: int = MOST_NAMED) -> str:
    """Phrases as a list in a sentence; beyond `most` the rest is counted.

    >>> joined(["a"]), joined(["a", "b", "c"], last="or")
    ('a', 'a, b or c')
    >>> joined("abcdef", most=4)
    'a, b, c, d and 2 more'
    """
    listed = list(phrases)
    if len(listed) > most:
        return f"{', '.join(listed[:most])} and {len(listed) - most:,} more"
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {last} {listed[-1]}"


def named(ids: Iterable[str], *, last: str = "and", most: int = MOST_NAMED) -> str:
    """Ids as a list in a sentence.

    >>> named(["checkout", "payments"])
    '`checkout` and `payments`'
    """
    listed = list(ids)
    if len(listed) > most:
        return f"{', '.join(map(quoted, listed[:most]))} and {len(listed) - most:,} more"
    return joined(map(quoted, listed), last=last)
