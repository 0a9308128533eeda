"""How do the numbers of scenarios stand beside each other?"""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from topo.analysis.cognitive_load import Fit
from topo.change.comparison.aspect import Aspect, Key, Value
from topo.change.comparison.change import Change, Verdict
from topo.change.comparison.compared import Compared
from topo.change.comparison.comparison import NOTHING
from topo.change.comparison.contender import Contender, PhaseStanding
from topo.change.comparison.standing import Standing
from topo.report.compared.saying import (
    ABSENT,
    STYLES,
    UNKNOWN,
    find_unit,
    say_cost,
    show_delta,
    show_value,
)
from topo.report.compared.shown import Shown, is_of_interest
from topo.report.measured.amounts import show_amount, show_share
from topo.report.paint import Style
from topo.report.sheets.sheet import Cell, Column, Table
from topo.rules.naming import bare

MOST_PHASES = 4
MOST_FINDINGS = 12
_Item = TypeVar("_Item")
_LOADS = ("domain_points", "teams_waited_on", "friction", "heads")
_UNITS = {"flow_time": " in days", "throughput_ceiling": " a week"}
_BESIDE = {"cross_team_share": "channels_inside"}
"""What is never shown without the other: one team of all would make it zero."""


def divide(items: Sequence[_Item], most: int) -> Iterator[Sequence[_Item]]:
    """The items, some at a time.

    >>> list(divide("abcde", 2))
    ['ab', 'cd', 'e']
    """
    return (items[at : at + most] for at in range(0, len(items), most))


def find_tables(shown: Shown, beside: int) -> Iterator[Table]:
    """Every table, those of the same numbers for `beside` scenarios at a time."""
    for group in _find_groups(shown, beside):
        yield from (_compare_numbers(shown, group, of) for of in ("organisation", "stream"))
        yield _compare_teams(shown, group)
        yield _compare_costs(group)
    yield _list_findings(shown)
    if shown.holding is not None:
        for group in _find_groups(shown, beside):
            yield _list_holds(shown, group)


def _find_groups(shown: Shown, beside: int) -> Iterator[Sequence[Contender]]:
    """The scenarios some at a time, those apart that correct the model in other ways."""
    for baseline in shown.comparison.baselines:
        together = [each for each in shown.comparison.contenders if each.before is baseline.standing]
        yield from divide(together, beside)


# --- numbers ----------------------------------------------------------------------------------------------


def _compare_numbers(shown: Shown, group: Sequence[Contender], of: str) -> Table:
    keys = list(_find_keys(shown, group, of))
    every = [key for key in shown.comparison.keys if key[0] == of]
    rows = [
        (
            Cell(None, _name_row(shown.comparison.keys[key], key)),
            Cell(None, _show_before(group[0], key)),
            *(make_cell(shown, each, key) for each in group),
        )
        for key in keys
    ]
    same = len(every) - len(keys)
    title = {"organisation": "The whole", "stream": "Streams"}[of]
    rest = f" ({same} more the same in all)" if same else ""
    return Table(of, _find_columns(group), tuple(rows), f"{title}{rest}" if rows else "")


def _find_keys(shown: Shown, group: Sequence[Contender], of: str) -> Iterator[Key]:
    chosen = {key for key in shown.comparison.keys if key[0] == of and is_of_interest(group, key)}
    chosen |= {(key[0], key[1], _BESIDE[key[2]]) for key in chosen if key[2] in _BESIDE}
    return (key for key in shown.comparison.keys if key in chosen)


def _find_columns(group: Sequence[Contender]) -> tuple[Column, ...]:
    return (
        Column("measure", "measure"),
        Column("before", NOTHING, is_number=True),
        *(Column(f"after {each.name}", each.name, is_number=True) for each in group),
    )


def _name_row(aspect: Aspect, key: Key) -> str:
    unit = _UNITS.get(aspect.name, "")
    return f"{bare(key[1])}: {aspect.title}{unit}" if key[1] else aspect.title


def _show_before(contender: Contender, key: Key) -> str:
    change = contender.compared.by_key.get(key)
    return ABSENT if change is None else show_value(change.aspect, change.before)


def make_cell(shown: Shown, contender: Contender, key: Key) -> Cell:
    """A number of a scenario with its difference from doing nothing, and whether that is better."""
    change = contender.compared.by_key.get(key)
    if change is None:
        return Cell(None, ABSENT)
    if not shown.is_clear(contender, change):
        return Cell(None, f"{_show_after(change)} unclear")
    paper = contender.find_on_paper(change) if change.verdict in STYLES else None
    return Cell(
        None, f"{_show_after(change)}{_mark_paper(paper)}{_say_verdict(change)}", style=_style(change)
    )


def _show_after(change: Change) -> str:
    shown, delta = show_value(change.aspect, change.after), change.delta
    return f"{shown} ({show_delta(delta, find_unit(change))})" if delta else shown


def _say_verdict(change: Change) -> str:
    return f" {change.verdict}" if change.verdict in STYLES else ""


def _style(change: Change) -> Style | None:
    return STYLES.get(change.verdict)


def _mark_paper(share: float | None) -> str:
    """`*` for what rests on claims alone, the share before it where that is a part.

    >>> _mark_paper(1.0), _mark_paper(0.15), _mark_paper(0.0)
    (' *', ' 15 %*', '')
    """
    if share is None or share < 5e-3:
        return ""
    return " *" if share > 1 - 5e-3 else f" {show_share(share)}*"


# --- teams ------------------------------------------------------------------------------------------------


def _compare_teams(shown: Shown, group: Sequence[Contender]) -> Table:
    teams = sorted({key[1] for key in shown.comparison.keys if key[0] == "team"})
    wanted = [team for team in teams if any(is_of_interest(group, ("team", team, name)) for name in _LOADS)]
    rows = [
        (
            Cell(None, bare(team)),
            Cell(None, _show_load(group[0].before, team)),
            *(_make_load(each, team) for each in group),
        )
        for team in wanted
    ]
    columns = (Column("team", "team"), *_find_columns(group)[1:])
    same = len(teams) - len(wanted)
    rest = f" ({same} more the same in all)" if same else ""
    title = f"Teams: domain points · teams waited on · friction · heads{rest}" if rows else ""
    return Table("teams", columns, tuple(rows), title)


def _show_load(standing: Standing, team: str) -> str:
    """What a team carries, in one cell; "" where there is no such team."""
    values = [standing.find(("team", team, name)) for name in _LOADS]
    known = standing.measures.cognitive_load.teams.get(team)
    if known is None:
        return ABSENT
    shown = " · ".join(_show_plain(value) for value in values if value is not None)
    return f"{shown} over" if known.fit is Fit.OVER else shown


def _show_plain(value: Value) -> str:
    return UNKNOWN if value.number.amount is None else show_amount(value.number.amount)


def _make_load(contender: Contender, team: str) -> Cell:
    shown = _show_load(contender.after, team)
    was = _show_load(contender.before, team)
    if not shown:
        return Cell(None, "gone" if was else ABSENT)
    verdicts = {
        change.verdict
        for name in _LOADS
        if (change := contender.compared.by_key.get(("team", team, name))) is not None
    }
    style: Style | None = None
    word = ""
    if Verdict.WORSE in verdicts or Verdict.BETTER in verdicts:
        both = {Verdict.WORSE, Verdict.BETTER} <= verdicts
        style = None if both else STYLES[Verdict.WORSE if Verdict.WORSE in verdicts else Verdict.BETTER]
        word = " both" if both else (" worse" if Verdict.WORSE in verdicts else " better")
    return Cell(None, f"{shown}{'' if was else ' new'}{word}", style=style)


# --- costs and findings -----------------------------------------------------------------------------------


def _compare_costs(group: Sequence[Contender]) -> Table:
    names = [
        name for name in group[0].cost.numbers if any(each.cost.numbers[name].amount != 0 for each in group)
    ]
    columns = (
        Column("cost", "what it costs"),
        *(Column(each.name, each.name, is_number=True) for each in group),
    )
    rows = tuple(
        (
            Cell(None, _name_cost(group[0], name)),
            *(Cell(None, say_cost(each.cost.numbers[name])) for each in group),
        )
        for name in names
    )
    return Table("cost", columns, rows, "Cost of the change" if rows else "")


def _name_cost(contender: Contender, name: str) -> str:
    number = contender.cost.numbers[name]
    return f"~{number.name} in {number.unit}" if name == "ramp_up" else number.name


def _list_findings(shown: Shown) -> Table:
    columns = (
        Column("scenario", "scenario"),
        Column("what", "what"),
        Column("code", "code"),
        Column("message", "finding"),
    )
    rows = tuple(
        (Cell(None, each.name), Cell(None, what, style=style), Cell(None, code), Cell(None, message))
        for each in shown.comparison.contenders
        for what, style, code, message in _find_findings(each.compared)
    )
    rest = "--format json has them"
    return Table("findings", columns, rows, "Findings" if rows else "", MOST_FINDINGS, rest)


def _find_findings(compared: Compared) -> Iterator[tuple[str, Style | None, str, str]]:
    changes = compared.findings
    yield from (("new", "bad", each.code, each.message) for each in changes.new)
    yield from (("worse", "bad", each.after.code, each.after.message) for each in changes.worse)
    yield from (("gone", "good", each.code, each.message) for each in changes.gone)
    yield from (("better", "good", each.after.code, each.after.message) for each in changes.better)


def _list_holds(shown: Shown, group: Sequence[Contender]) -> Table:
    found = {(key, each.name): shown.find_holds(each, key) for key in shown.comparison.keys for each in group}
    keys = [key for key in shown.comparison.keys if any(found[key, each.name] is not None for each in group)]
    columns = (
        Column("measure", "measure"),
        *(Column(each.name, each.name, is_number=True) for each in group),
    )
    rows = tuple(
        (
            Cell(None, _name_row(shown.comparison.keys[key], key)),
            *(_make_share(found[key, each.name]) for each in group),
        )
        for key in keys
    )
    title = "In what share of draws the difference from doing nothing holds" if rows else ""
    return Table("holds", columns, rows, title, 30, "--format markdown has them")


def _make_share(holds: float | None) -> Cell:
    return Cell(None, ABSENT if holds is None else show_share(holds))


# --- phases -----------------------------------------------------------------------------------------------


def find_phase_tables(shown: Shown) -> Iterator[Table]:
    """For each scenario of several phases: what is another number on the way, and what each phase costs."""
    for contender in shown.comparison.contenders:
        if len(contender.phases) < 2:
            continue
        for group in divide(contender.phases, MOST_PHASES):
            columns = (
                Column("measure", "measure"),
                Column("before", NOTHING, is_number=True),
                *(Column(f"phase {each.number}", each.title, is_number=True) for each in group),
            )
            rows = (
                *_find_phase_numbers(shown, contender, group),
                _count_phase_findings(contender, group),
                *_find_phase_costs(group),
            )
            yield Table(f"phases {contender.name}", columns, rows, f"{contender.name}, phase by phase")


def _find_phase_numbers(
    shown: Shown, contender: Contender, group: Sequence[PhaseStanding]
) -> Iterator[tuple[Cell, ...]]:
    for key, aspect in shown.comparison.keys.items():
        changes = [each.compared.by_key.get(key) for each in group]
        known = [each for each in changes if each is not None]
        if key[0] == "team" or not any(_is_told(each) for each in known):
            continue
        before = contender.before.find(key)
        yield (
            Cell(None, _name_row(aspect, key)),
            Cell(None, show_value(aspect, before)),
            *(_make_plain_cell(each) for each in changes),
        )


def _is_told(change: Change) -> bool:
    return change.verdict not in (Verdict.SAME, Verdict.NOT_ASSESSED)


def _make_plain_cell(change: Change | None) -> Cell:
    if change is None:
        return Cell(None, ABSENT)
    return Cell(
        None, f"{show_value(change.aspect, change.after)}{_say_verdict(change)}", style=_style(change)
    )


def _count_phase_findings(contender: Contender, group: Sequence[PhaseStanding]) -> tuple[Cell, ...]:
    counts = (len(each.compared.after.findings) for each in group)
    before = len(contender.before.findings)
    return Cell(None, "findings"), Cell(None, str(before)), *(Cell(None, str(number)) for number in counts)


def _find_phase_costs(group: Sequence[PhaseStanding]) -> Iterator[tuple[Cell, ...]]:
    for name in group[0].cost.numbers:
        numbers = [each.cost.numbers[name] for each in group]
        if any(number.amount for number in numbers):
            label = f"cost: {'~' if name == 'ramp_up' else ''}{numbers[0].name}"
            yield (Cell(None, label), Cell(None, ""), *(Cell(None, say_cost(number)) for number in numbers))
