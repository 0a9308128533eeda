"""In which respects is an organisation compared with another?

Every measure of the organisation as a whole that is measured without being asked for; of each stream how long
an item takes and what holds it up; of each team what it carries, waits on and how many it has.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from topo.analysis.catalogue import find_measure, find_measures, find_subjects
from topo.analysis.catalogue.measure import ERLANG, TOPO, Better, Grade, Measure
from topo.analysis.cognitive_load import Fit
from topo.analysis.measures import Measures
from topo.analysis.parts import Number, Part, add_up, not_assessed
from topo.model.organisation import address_of

Of = Literal["organisation", "stream", "team"]
OF: tuple[Of, ...] = ("organisation", "stream", "team")
OF_TEAM = ("domain_points", "teams_waited_on", "outgoing_load", "friction", "heads")
"""The measures of teams that are compared."""
OF_STREAM = ("flow_time", "constraint_utilisation", "throughput_ceiling", "hand_offs")
"""The measures of streams that are compared."""
_LEFT_OUT = frozenset({"pools_that_break"})
"""What leaves out pools that cannot keep up today, so that a worse today would look like a better one: the
pools that are overrun count these too."""


class Value(NamedTuple):
    """What was found in one respect.

    `is_endless`: a queue grows without end, so that there is no number and whatever has one is better.
    """

    number: Number
    is_endless: bool = False

    @property
    def size(self) -> float | None:
        """The amount; infinite where it is endless, None where it is not assessed."""
        return float("inf") if self.is_endless else self.number.amount


@dataclass(frozen=True, slots=True)
class Aspect:
    """One respect: what it is called, of what, what it asks, in which direction it improves.

    `grade` is that of the measure; `find` says what it is for one thing ("" for the organisation).
    """

    of: Of
    name: str
    question: str
    better: Better
    grade: Grade
    source: str
    find: Callable[[Measures, str], Value]
    is_share: bool = False

    @property
    def title(self) -> str:
        """The name as people read it.

        >>> [each.title for each in find_aspects() if each.of == "stream"][0]
        'flow time'
        """
        return self.name.replace("_", " ")


Key = tuple[str, str, str]
"""What a value is of: the kind, the id of the thing, the name of the aspect."""


@cache
def find_aspects() -> tuple[Aspect, ...]:
    """Every aspect, in the order in which they are shown."""
    whole = (each for each in find_measures("organisation") if each.name not in _LEFT_OUT)
    streams = (find_measure("stream", name) for name in OF_STREAM)
    teams = (find_measure("team", name) for name in OF_TEAM)
    kept = (_take(each) for each in (*streams, *teams) if each is not None)
    return (*map(_take, whole), *_OF_LOAD, *kept)


def sort_keys(keys: Iterable[Key]) -> list[Key]:
    """The keys in the order in which they are shown: by aspect, then by id; each once."""
    order: dict[tuple[str, str], int] = {}
    for place, each in enumerate(find_aspects()):
        order[each.of, each.name] = place
    return sorted(set(keys), key=lambda key: (order[key[0], key[2]], key[1]))


def find_values(measures: Measures) -> Iterator[tuple[Key, Aspect, Value]]:
    """Every aspect of everything in an organisation."""
    ids = {of: find_subjects(measures.organisation, of) for of in OF}
    for aspect in find_aspects():
        for id in ids[aspect.of]:
            yield (aspect.of, id, aspect.name), aspect, aspect.find(measures, id)


def _take(measure: Measure) -> Aspect:
    """A measure of the table that is a number."""
    is_endless = _ENDLESS.get((measure.of, measure.name))

    def find(measures: Measures, id: str) -> Value:
        found = measure.find(measures, id)
        assert isinstance(found, Number)
        return Value(found, is_endless is not None and is_endless(measures, id))

    of = next(each for each in OF if each == measure.of)
    said = (measure.name, measure.question, measure.better, measure.grade, measure.source)
    return Aspect(of, *said, find, measure.is_share)


# --- the load of all teams ------------------------------------------------------------------------------


def _count_over(measures: Measures, _: str) -> Value:
    name, unit = "overloaded teams", "teams"
    loads = measures.cognitive_load.teams
    known = [each for each in loads.values() if each.fit is not None]
    silent = tuple(f"{id}: domain fit not assessed" for id, each in loads.items() if each.fit is None)
    if not known:
        return Value(not_assessed(name, unit, *(silent or ("no teams",))))
    over = (each for each in known if each.fit is Fit.OVER)
    parts = (Part(each.team, 1.0, unit, address_of("team", each.team)) for each in over)
    return Value(add_up(name, unit, parts, silent))


def _count_friction(measures: Measures, _: str) -> Value:
    name, unit = "friction in all teams", "lines"
    found = {id: each.amount for id, each in measures.friction.items()}
    known = {id: amount for id, amount in found.items() if amount is not None}
    silent = tuple(f"{id}: friction not assessed" for id in found if id not in known)
    if not known:
        return Value(not_assessed(name, unit, *(silent or ("no teams",))))
    parts = (Part(id, amount, unit, address_of("team", id)) for id, amount in known.items())
    return Value(add_up(name, unit, parts, silent))


def _count_overrun(measures: Measures, _: str) -> Value:
    """The pools that cannot keep up by the reading *push*, whether they could before or not."""
    name, unit = "pools overrun", "pools"
    if not measures.organisation.streams:
        return Value(not_assessed(name, unit, "no streams"))
    push = measures.stress.push
    known = [each.after for each in push.pools if each.after.standing.utilisation is not None]
    if not known:
        return Value(not_assessed(name, unit, "it is not known how busy any pool is"))
    parts = (Part(each.id, 1.0, unit, each.address) for each in known if each.is_unstable)
    return Value(add_up(name, unit, parts, push.missing))


_OF_LOAD = (
    Aspect(
        *("organisation", "overloaded_teams", "How many teams carry more domains than fit?", "lower"),
        *("D", "Skelton & Pais 2019, chapter 3", _count_over),
    ),
    Aspect(
        *("organisation", "friction", "How much wears the teams down, all together?", "lower"),
        *("E", TOPO, _count_friction),
    ),
    Aspect(
        *(
            "organisation",
            "pools_overrun",
            "How many pools cannot keep up if coding gets faster?",
            "lower",
        ),
        *("C", ERLANG, _count_overrun),
    ),
)


# --- what has no end --------------------------------------------------------------------------------------


def _is_unstable(measures: Measures, id: str) -> bool:
    stream = measures.flow.find_stream(id)
    return stream is not None and stream.is_unstable


def _has_nobody(measures: Measures, id: str) -> bool:
    """Whether something comes to a pool that has nobody: it is as busy as can be, and has no number."""
    found = measures.flow if not id else measures.flow.find_stream(id)
    pool = None if found is None else found.constraint
    return pool is not None and pool.is_unstable and pool.utilisation.amount is None


_ENDLESS: Mapping[tuple[str, str], Callable[[Measures, str], bool]] = {
    ("stream", "flow_time"): _is_unstable,
    ("stream", "constraint_utilisation"): _has_nobody,
    ("organisation", "hottest_pool"): _has_nobody,
}
