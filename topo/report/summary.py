"""What does a check say in a few sentences at its end?

Every format that people read takes its sentences from here, so that they say the same.
"""

from topo.findings import Severity
from topo.rules.result import CheckResult, CoverageLine
from topo.text import count, printable

_CODE = ("service", "module")
_PLURALS = {"data": "data products"}


def find_summary_lines(result: CheckResult) -> list[str]:
    """All lines that this result calls for: its sentences, then what to do next."""
    return [*find_sentences(result), *render_next_steps(result)]


def find_sentences(result: CheckResult) -> list[str]:
    """All sentences that this result calls for, the verdict and what was checked last."""
    lines = [
        render_ownership(result),
        render_other_ownership(result),
        render_asleep(result),
        *render_notes(result),
        render_hidden(result),
        render_verdict(result),
        render_checked(result),
    ]
    return [line for line in lines if line]


def render_ownership(result: CheckResult) -> str:
    """The owned share of services and modules; "" where there was nothing to look at.

    The share is rounded down, so that only all is 100 %.

    >>> render_ownership(CheckResult((), coverage=(CoverageLine("service", 207, 227, 0),)))
    'ownership 207 of 227 (91 %): 20 to go'
    """
    lines = _find_code_lines(result)
    if not result.coverage:
        return ""
    if not lines:
        return "ownership not assessed: no services"
    owned, total = sum(line.owned for line in lines), sum(line.total for line in lines)
    waived = sum(line.waived for line in lines)
    apart = f", {waived:,} waived" if waived else ""
    if not total:
        return f"ownership not assessed: no services that count{apart}"
    to_go = f": {total - owned:,} to go" if owned < total else ""
    return f"ownership {_render_share(owned, total)}{to_go}{apart}"


def is_all_owned(result: CheckResult) -> bool:
    """Whether there is a service or module that counts, and all that needs an owner has one."""
    is_some = any(line.total for line in _find_code_lines(result))
    return is_some and all(line.owned == line.total for line in result.coverage)


def render_other_ownership(result: CheckResult) -> str:
    """The kinds of other things of which some are not owned; "" where there are none."""
    gaps = [line for line in result.coverage if line.kind not in _CODE and line.owned < line.total]
    parts = [f"{_make_plural(line.kind)} {_render_share(line.owned, line.total)}" for line in gaps]
    return f"also owned: {', '.join(parts)}" if parts else ""


def render_asleep(result: CheckResult) -> str:
    """The families of rules that did not run, those with one reason together; "" where all did.

    >>> render_asleep(CheckResult((), asleep=(("COM", "no tissue"), ("DEP", "off"), ("TIS", "no tissue"))))
    'asleep: COM, TIS (no tissue), DEP (off)'
    """
    by_reason: dict[str, list[str]] = {}
    for family, why in result.asleep:
        by_reason.setdefault(why, []).append(printable(family))
    parts = [f"{', '.join(families)} ({printable(why)})" for why, families in by_reason.items()]
    return f"asleep: {', '.join(parts)}" if parts else ""


def render_notes(result: CheckResult) -> list[str]:
    """What is to be known about the reading."""
    return [f"note: {printable(note)}" for note in result.notes]


def render_hidden(result: CheckResult) -> str:
    """How many findings stand outside of what is shown; "" where all are."""
    if not result.hidden:
        return ""
    verb = "is" if result.hidden == 1 else "are"
    return f"{count(result.hidden, 'finding')} outside the change {verb} not shown"


def render_verdict(result: CheckResult) -> str:
    """How many findings count, and how many do not.

    >>> render_verdict(CheckResult(()))
    '0 errors, 0 warnings'
    """
    infos = result.count(Severity.INFO)
    counting = [
        count(result.count(Severity.ERROR), "error"),
        count(result.count(Severity.WARNING), "warning"),
    ]
    if infos:
        counting.append(count(infos, "info"))
    left_alone = []
    if result.baselined:
        left_alone.append(f"{len(result.baselined):,} in the baseline")
    if result.waived:
        left_alone.append(f"{len(result.waived):,} waived")
    return ", ".join(counting) + (f" ({', '.join(left_alone)})" if left_alone else "")


def render_checked(result: CheckResult) -> str:
    """What was looked at; "" where nothing was counted.

    >>> render_checked(CheckResult((), counts=(("teams", 4), ("capabilities", 1), ("domains", 0))))
    'checked 4 teams, 1 capability'
    """
    if not result.counts:
        return ""
    parts = [count(number, _make_singular(noun), noun) for noun, number in result.counts if number]
    return f"checked {', '.join(parts) or 'nothing: the model is empty'}"


def render_next_steps(result: CheckResult) -> list[str]:
    """The commands that raise the owned share, each with what it does; nothing where none is called for."""
    width = max((len(step.command) for step in result.next_steps), default=0)
    steps = [f"  {printable(step.command):<{width}}  {step.effect}" for step in result.next_steps]
    return ["next:", *steps] if steps else []


def _find_code_lines(result: CheckResult) -> list[CoverageLine]:
    return [line for line in result.coverage if line.kind in _CODE]


def _render_share(owned: int, total: int) -> str:
    return f"{owned:,} of {total:,} ({100 * owned // total} %)"


def _make_plural(noun: str) -> str:
    return _PLURALS.get(noun) or (f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s")


def _make_singular(noun: str) -> str:
    if noun == "people":
        return "person"
    return f"{noun[:-3]}y" if noun.endswith("ies") else noun.removesuffix("s")
