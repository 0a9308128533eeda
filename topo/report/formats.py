"""Which formats can the result of a check be written in?

The table names modules and imports none: a check loads the one format that it writes.
"""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import NamedTuple

from topo.errors import UsageError
from topo.findings import Severity
from topo.rules.result import CheckResult, Places
from topo.text import did_you_mean


class Format(NamedTuple):
    """A format: `render_<name>` in `topo.report.<name>`, what it is for, and which options it knows."""

    name: str
    suits: str
    options: frozenset[str] = frozenset()

    def render(self, result: CheckResult, places: Places, **options: object) -> str:
        """The text of `result`; an option that this format does not know is left out."""
        renderer = getattr(import_module(f"topo.report.{self.name}"), f"render_{self.name}")
        known = {name: value for name, value in options.items() if name in self.options}
        text: str = renderer(result, places, **known)
        return text


_TABLE = (
    Format("text", "people at a terminal", frozenset({"color", "width"})),
    Format("concise", "editors and grep: one finding a line", frozenset({"color"})),
    Format("json", "programs: everything, one versioned document"),
    Format("sarif", "code scanning: SARIF 2.1.0"),
    Format("junit", "test reports: JUnit XML", frozenset({"fail_level"})),
    Format("github", "annotations in GitHub Actions"),
    Format("gitlab", "GitLab's code quality report"),
    Format("markdown", "a job summary"),
)

FORMATS: Mapping[str, Format] = MappingProxyType({entry.name: entry for entry in _TABLE})
"""Every format by its name."""


def render(
    name: str,
    result: CheckResult,
    places: Places,
    *,
    color: bool = False,
    width: int = 100,
    fail_level: Severity = Severity.ERROR,
) -> str:
    """The result of a check in the format `name`, ending with a line end.

    `color` and `width` (in columns) are for formats that people read on a screen; `fail_level` is the
    least severity that a test report calls a failure.

    Raises:
        UsageError: there is no such format.
    """
    if name not in FORMATS:
        hint = did_you_mean(name, FORMATS) or f"there are: {', '.join(FORMATS)}"
        raise UsageError(f"no format is called `{name}`", hint=hint)
    return FORMATS[name].render(result, places, color=color, width=width, fail_level=fail_level)
