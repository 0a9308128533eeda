"""What is a rule?"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from topo.findings import Finding

if TYPE_CHECKING:
    from topo.rules.context import Context


class Rule(NamedTuple):
    """A rule's entry in the catalogue.

    `code` is stable forever, `default` its severity (`error`, `warning`, `info`, `off`). `module` holds
    `check(context) -> Iterable[Finding]` and the rule's page as its docstring; None for what the reading
    finds, and for policies. `needs` are the sections of a model that wake it. A policy has no `slug`.
    """

    code: str
    slug: str
    default: str
    finds: str
    module: str | None = None
    needs: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        """The three letters of its code."""
        return self.code[:3]


CheckFunction = Callable[["Context"], Iterable[Finding]]
