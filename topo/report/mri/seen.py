"""In which words is an MRI shown, whatever the format?"""

from collections.abc import Iterator

from topo.advise.constraint import Constraint
from topo.advise.headline import busy_percent
from topo.advise.mri import Field, Mri
from topo.advise.outlook import Leaning, Outlook, Sign, Verdict
from topo.analysis.accountability import Answering
from topo.analysis.flow.levers import Lever
from topo.findings import Severity
from topo.report.sureness import say_change, say_input
from topo.rules.naming import called, called_pool, joined, named, quoted, whole_percent
from topo.text import count

OUTLOOKS = {
    Verdict.STRENGTH: "more speed would amplify strength",
    Verdict.DYSFUNCTION: "more speed would amplify dysfunction",
    Verdict.NOT_ASSESSED: "what more speed would amplify is not assessed",
}
MOST_SILENT = 6


def describe_outlook(outlook: Outlook) -> str:
    """What more speed would do to a cell."""
    return OUTLOOKS[outlook.verdict]


def find_signs(outlook: Outlook) -> Iterator[tuple[Leaning, Sign]]:
    """The signs of an outlook: against it first, then for it, then the others; the heaviest first."""
    for leaning in (Leaning.AGAINST, Leaning.FOR, Leaning.NEITHER, Leaning.UNKNOWN):
        for sign in sorted(outlook.find(leaning), key=lambda each: -each.weight):
            yield leaning, sign


def describe_constraint(constraint: Constraint | None) -> Iterator[str]:
    """The one constraint in a sentence, then its lever, then what else is to be known."""
    if constraint is None:
        yield "nothing is known to hold work up"
    elif constraint.pool is not None:
        yield from _describe_pool(constraint)
    elif constraint.finding is not None:
        held = count(constraint.reach, "team")
        where = called("team", constraint.team or "")
        yield f"{where}, {constraint.dimension}: {constraint.finding.message} (it holds up {held})"
        if constraint.finding.hint:
            yield f"lever: {constraint.finding.hint}"


def _describe_pool(constraint: Constraint) -> Iterator[str]:
    pool = constraint.pool
    assert pool is not None
    who = called_pool(pool.pool.team, pool.pool.role)
    if pool.pool.is_nobody:
        yield f"{who}: nobody is there, and work comes"
    else:
        yield f"{who}, {whole_percent(pool.standing.busyness)} busy"
    lever = constraint.lever
    if lever is not None:
        yield f"lever: {describe_lever(lever)}"
    elif constraint.levers is not None:
        yield "lever: none that topo knows relieves it"
    if constraint.has_time and constraint.time_saver is not None:
        yield (f"it has time left; what saves an item most time: {describe_lever(constraint.time_saver)}")


def say_flip(constraint: Constraint | None) -> str:
    """What would make the constraint another one; "" where nothing within its band does."""
    if constraint is None or constraint.flip is None:
        return ""
    flip = constraint.flip
    change = f"{say_input(flip.address)} were {say_change(flip)} than said"
    return f"not sure: it would be {quoted(flip.pool.id)} if {change}"


def describe_lever(lever: Lever) -> str:
    """What is done, and what it does to the constraint and to an item."""
    effects = []
    if lever.relief:
        effects.append(f"then {busy_percent(lever.utilisation)} busy")
    if lever.saved is not None and abs(lever.saved) >= 0.05:
        effects.append(
            f"an item is done {abs(lever.saved):.1f} days {'sooner' if lever.saved > 0 else 'later'}"
        )
    said = f" ({', '.join(effects)})" if effects else ""
    return f"{lever.change.label}{said}"


def summarise(field: Field) -> str:
    """The worst finding of a field, and how many more there are that are worth a colour."""
    worst, *others = field.findings
    more = sum(each.severity is not Severity.INFO for each in others)
    return f"{worst.code} {worst.message}" + (f" (and {more:,} more)" if more else "")


def find_stewardship_gaps(mri: Mri) -> Iterator[str]:
    """The ways of working that nobody looks after, by cell, and who says nothing."""
    for team, areas in mri.unstewarded:
        yield f"{called('team', team)}: nobody looks after {joined(area.what for area in areas)}"
    silent = mri.silent_on_stewards
    if silent:
        yield f"nothing is said of stewards by {named(silent, most=MOST_SILENT)}"


def find_accountability_gaps(mri: Mri) -> Iterator[str]:
    """The cells that answer for output, or for nothing."""
    yield from (f"{called('team', each.team)} {_describe_gap(each)}" for each in mri.unaccountable)


def _describe_gap(answering: Answering) -> str:
    output = answering.find_output()
    if not output:
        return "states no outcome"
    return f"answers for output: {joined(quoted(each.metric) for each in output)}"


def describe_verdicts(mri: Mri) -> str:
    """How many cells more speed would help, and how many not."""
    said = []
    for verdict in Verdict:
        number = sum(cell.outlook.verdict is verdict for cell in mri.cells)
        if number:
            said.append(f"{verdict} in {number}")
    return f"more speed would amplify: {', '.join(said)}" if said else "no teams"
