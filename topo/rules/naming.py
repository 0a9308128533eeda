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
_ROUNDING = 1e-9


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
    return f"`{bare(id)}`"


def bare(id: str) -> str:
    """An id in a list of ids and numbers, where marks around each would be in the way.

    >>> bare("cart-api")
    'cart-api'
    """
    return printable(id, limit=_LONGEST_ID)


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


def whole_percent(share: float) -> str:
    """A share in whole per cent, never more than it is: what is below a limit reads as below it.

    >>> whole_percent(0.7995), whole_percent(1.03)
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


def listed(phrases: Iterable[str], *, most: int = MOST_NAMED) -> str:
    """Phrases as a list in brackets; beyond `most` the rest is counted.

    >>> listed(["payments 3", "settlement 2"]), listed("abcd", most=2)
    ('payments 3, settlement 2', 'a, b, 2 more')
    """
    all_of_them = list(phrases)
    rest = len(all_of_them) - most
    return ", ".join([*all_of_them[:most], *([f"{rest:,} more"] if rest > 0 else [])])


def figure(amount: float) -> str:
    """A number as a message shows it, to two places.

    >>> figure(7.0), figure(6 + 1 / 3), figure(12000.0)
    ('7', '6.33', '12,000')
    """
    return f"{round(amount, 2):,.12g}"


def percent(share: float) -> str:
    """A share in percent, rounded down to a tenth, so that what is below a limit looks it.

    >>> percent(0.5), percent(2 / 3), percent(0.29)
    ('50 %', '66.6 %', '29 %')
    """
    return f"{int(share * 1000 + _ROUNDING) / 10:g} %"


def people(amount: float) -> str:
    """So many people.

    >>> people(1.0), people(2.5)
    ('1 person', '2.5 people')
    """
    return f"{figure(amount)} {'person' if amount == 1 else 'people'}"


def named(ids: Iterable[str], *, last: str = "and", most: int = MOST_NAMED) -> str:
    """Ids as a list in a sentence.

    >>> named(["checkout", "payments"])
    '`checkout` and `payments`'
    """
    listed = list(ids)
    if len(listed) > most:
        return f"{', '.join(map(quoted, listed[:most]))} and {len(listed) - most:,} more"
    return joined(map(quoted, listed), last=last)
