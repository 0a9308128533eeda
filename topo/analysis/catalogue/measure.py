"""What is said of one measure: its name, what it asks, how it is made, on whose word?"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from topo.analysis.judgement import Judgement
from topo.analysis.measures import Measures
from topo.analysis.parts import Number

Of = Literal["organisation", "team", "service", "domain", "person", "product", "stream"]
"""What a measure is about; ids of `organisation` are ""."""
Better = Literal["lower", "higher", "neither"]
Grade = Literal["A", "B", "C", "D", "E"]


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure.

    `name` is what it is called in YAML, JSON and on the command line. `question` is what it answers,
    `formula` how, `source` and `grade` on whose word: where arithmetic and meaning differ, the grade is that
    of the meaning. `profile` holds its weights and thresholds, None where it has none. `better` says in
    which direction it improves. `is_slow` marks what is measured only when it is asked for. `is_share`
    marks a number from 0 to 1 that people write as 35 %; `verdicts` are the words of a judgement, none for
    a number.
    """

    name: str
    of: Of
    question: str
    formula: str
    source: str
    grade: Grade
    find: Callable[[Measures, str], Number | Judgement]
    profile: str | None = None
    better: Better = "neither"
    is_slow: bool = False
    is_share: bool = False
    verdicts: tuple[str, ...] = ()


COUNTING = "counting"
TOPO = "topo's own encoding"
BROOKS = "Brooks 1975"
CATALDO = "Cataldo et al. 2006, 2008; Kwan et al. 2011 found no effect, or the reverse"
SKELTON = "Skelton & Pais 2019, chapter 3; the points are topo's own"
ERLANG = "Erlang 1917, Jackson 1957; the mathematics is of grade A, that people work like servers of C"
MACCORMACK = "MacCormack, Rusnak & Baldwin 2006; without the identity floor"
