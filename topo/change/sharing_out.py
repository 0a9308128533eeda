"""From which sites do people come, when nobody says so?"""

from collections.abc import Mapping

from topo.model.base import FrozenDict


def share_out(sites: Mapping[str, int], leaving: int, *, of: int) -> FrozenDict:
    """How many of `leaving` people of a team of `of` come from each site: in proportion, whole heads.

    What is left over by rounding goes to the sites with the largest remainders, the first of equal ones.
    Sites that hold more or fewer than the team has are taken from in the same proportion.

    >>> share_out({"berlin": 5, "pune": 2}, 3, of=7)
    {'berlin': 2, 'pune': 1}
    """
    known = sum(sites.values())
    wanted = known if leaving >= of else min(known, round(leaving * known / of))
    if not wanted:
        return FrozenDict()
    exact = {site: wanted * heads / known for site, heads in sites.items()}
    taken = {site: int(share) for site, share in exact.items()}
    left = wanted - sum(taken.values())
    for site in sorted(exact, key=lambda site: taken[site] - exact[site])[:left]:
        taken[site] += 1
    return FrozenDict({site: heads for site, heads in taken.items() if heads})
