"""Which three commands raise the owned share of an estate on its first day?"""

from collections import Counter
from collections.abc import Iterator

from topo.rules.result import CheckResult, NextStep

FEW = 5
"""As many unowned things as are all shown on screen: each says itself what to do about it."""

_GAPS_ELSEWHERE = frozenset({"OWN004", "OWN006", "OWN007", "OWN008", "OWN010"})
_GAPS = _GAPS_ELSEWHERE | {"OWN001", "OWN002", "OWN003", "OWN013"}


def find_next_steps(result: CheckResult, *, reads_sources: bool, model: str = "") -> tuple[NextStep, ...]:
    """What to do next about what nobody owns: see it, give it owners, and hold what is reached.

    `reads_sources` says that the estate is read in place; `model` is the argument by which commands find
    the model, "" where they find it by themselves. Nothing is said of a handful of things in a model
    written by hand, nor where everything is owned (if by several teams), nor beside a baseline: the line
    is drawn then.
    """
    from shlex import quote  # imported late: most checks have no next steps

    missing = _count_missing(result)
    if not missing or result.baselined or (missing <= FEW and not reads_sources):
        return ()
    return tuple(_find_steps(result, reads_sources=reads_sources, model=f" {quote(model)}" if model else ""))


def _count_missing(result: CheckResult) -> int:
    """Services and modules without an owner, and findings about other things that have none."""
    code = sum(line.total - line.owned for line in result.coverage if line.kind in ("service", "module"))
    return code + sum(1 for finding in result.findings if finding.code in _GAPS_ELSEWHERE)


def _find_steps(result: CheckResult, *, reads_sources: bool, model: str) -> Iterator[NextStep]:
    yield NextStep(f"topo check{model} --format concise", "every finding in one line, with its place")
    code = _find_main_gap(result)
    if reads_sources and code != "OWN010":
        effect = "the sources as YAML to put owners into; an `owner:` in topo.yaml does it too"
        yield NextStep(f"topo import{model}", effect)
    else:
        yield NextStep(f"topo rule {code}", "what most of them lack, and what to write instead")
    yield NextStep(
        f"topo baseline write{model}", "today's findings as known: from then on only new ones fail"
    )


def _find_main_gap(result: CheckResult) -> str:
    """The rule that found most of what is not owned."""
    codes = Counter(finding.code for finding in result.findings if finding.code in _GAPS)
    return min(codes, key=lambda code: (-codes[code], code), default="OWN001")
