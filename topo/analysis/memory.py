"""What has been measured, and of what, so that it need not be measured again?

A result holds as long as what it was made of is the same. After a change, a measure is told what it said
before and of what, and measures again what differs.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, ParamSpec, TypeVar, cast

from topo.analysis.inheriting import Inherited
from topo.analysis.renewing import Before, Differences, tell_touched
from topo.findings import Address
from topo.model.organisation import Organisation

Inputs = ParamSpec("Inputs")
Result = TypeVar("Result")


class Known(NamedTuple):
    """A result, and the inputs that it came of by the names under which they are given."""

    result: Any
    inputs: Mapping[str, Any]


class Memory:
    """The results so far, by name; those that an earlier memory had are known to come of earlier inputs."""

    def __init__(self) -> None:
        self._known: Inherited[str, Known] = Inherited()
        self.differences = Differences()

    def follow(
        self, was: Organisation, now: Organisation, *, touched: Iterable[Address] | None = None
    ) -> "Memory":
        """A memory for a changed organisation; `touched` is what is told to differ."""
        later = Memory()
        later._known = self._known.follow()
        if touched is not None:
            tell_touched(later.differences, was, now, touched)
        return later

    def make(
        self, name: str, make: Callable[Inputs, Result], /, *args: Inputs.args, **inputs: Inputs.kwargs
    ) -> Result:
        """What comes of inputs that are given by name; made again only where one of them is another one."""
        known = self._known.get(name)
        if known is None or any(known.inputs[key] is not value for key, value in inputs.items()):
            known = self._known[name] = Known(make(*args, **inputs), inputs)
        return cast(Result, known.result)

    def measure(
        self, name: str, find: Callable[Inputs, Result], /, *args: Inputs.args, **inputs: Inputs.kwargs
    ) -> Result:
        """Measure, or measure again what differs; the inputs are given by name, `before` is found here."""
        known = self._known.get(name)
        if known is not None and all(known.inputs[key] is value for key, value in inputs.items()):
            result = known.result
        else:
            before = None if known is None else Before(known.result, known.inputs, self.differences)
            result = cast(Callable[..., Result], find)(*args, **inputs, before=before)
        self._known[name] = Known(result, inputs)
        return cast(Result, result)
