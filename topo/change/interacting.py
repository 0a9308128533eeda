"""Which pairs of teams does an interaction join, and what is left of it without some of them?"""

from collections.abc import Iterator

from topo.model.interaction import Interaction

Pair = tuple[str, str]


def find_pairs(interaction: Interaction) -> frozenset[Pair]:
    """The pairs that it joins, each sorted."""
    return frozenset(_sort(one, other) for one, other in _find_ties(interaction))


def _find_ties(interaction: Interaction) -> Iterator[Pair]:
    """Who works with whom: the one that provides or helps first."""
    parties = tuple(map(_plain, interaction.parties))
    if interaction.mode != "collaboration":
        yield from ((parties[0], other) for other in parties[1:])
        return
    for number, one in enumerate(parties):
        yield from ((one, other) for other in parties[number + 1 :])


def cut(
    interactions: tuple[Interaction, ...],
    pairs: frozenset[Pair],
    *,
    only: Interaction | None = None,
    beside: Interaction | None = None,
) -> tuple[Interaction, ...]:
    """The interactions without these pairs.

    `only`: nothing is cut but what has its mode and the same team in front. `beside`: where this is
    provided as a service, what is provided the other way round stays.
    """
    left: list[Interaction] = []
    for each in interactions:
        is_spared = (only is not None and not _is_alike(each, only)) or (
            beside is not None and _is_opposite(each, beside)
        )
        left.extend([each] if is_spared else _without(each, pairs))
    return tuple(left)


def _is_alike(one: Interaction, other: Interaction) -> bool:
    return one.mode == other.mode and _plain(one.parties[0]) == _plain(other.parties[0])


def _is_opposite(one: Interaction, other: Interaction) -> bool:
    """Whether both are provided as a service, by different teams."""
    return one.mode == other.mode == "x-as-a-service" and _plain(one.parties[0]) != _plain(other.parties[0])


def _without(interaction: Interaction, pairs: frozenset[Pair]) -> Iterator[Interaction]:
    """What is left of an interaction: itself, one of fewer teams, one for each pair left, or nothing."""
    if find_pairs(interaction).isdisjoint(pairs):
        yield interaction
    elif interaction.mode == "collaboration":
        yield from _without_in_ring(interaction, pairs)
    else:
        first = _plain(interaction.parties[0])
        others = [each for each in interaction.parties[1:] if _sort(first, _plain(each)) not in pairs]
        field = "consumers" if interaction.mode == "x-as-a-service" else "for_"
        if others:
            yield interaction.model_copy(update={field: tuple(others)})


def _without_in_ring(interaction: Interaction, pairs: frozenset[Pair]) -> Iterator[Interaction]:
    ties = [tie for tie in _find_ties(interaction) if _sort(*tie) not in pairs]
    teams = tuple(each for each in interaction.between if any(_plain(each) in tie for tie in ties))
    if len(ties) == len(teams) * (len(teams) - 1) / 2 and ties:
        yield interaction.model_copy(update={"between": teams})
    else:
        yield from (interaction.model_copy(update={"between": tie}) for tie in ties)


def _plain(team: str) -> str:
    return team.removeprefix("team:")


def _sort(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
