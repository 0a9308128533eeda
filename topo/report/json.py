"""What did a check find, for programs: everything, as one versioned document?

The document is an object. `"topo-check"` is its version: 1. A later topo may add keys under the same
version; one that changes the meaning of a key, or leaves one out, raises the number. Names are exact, as
they stand in the model.

====================  =============================================================================
key                   holds
====================  =============================================================================
`topo-check`          1
`topo`                the version of topo that wrote it
`verdict`             `errors`, `warnings`, `infos` (these count), `waived`, `baselined` and `hidden`
                      (outside of `--changed-since`), which do not
`findings`            a list of findings, by severity, file, line and code
`waived`              findings with a key more, `why`: by which waiver
`baselined`           findings with a key more, `why`
`coverage`            for each `kind` (`service`, `domain`, …) how many are `owned` of a `total`; `waived`
                      ones are in neither number
`checked`             what was looked at: a number for each plural noun
`asleep`              the families of rules that did not run, each with the reason `why`
`notes`               lines about the reading
`rules`               the codes that ran
`next_steps`          commands that raise the owned share, each with its `effect`
====================  =============================================================================

A finding is an object: `code` and `slug` of its rule (the slug is null for a rule of the user's own),
`severity` (`error`, `warning`, `info`), `address`, `message`, `label` (what the place shows), `hint` or
null, `position` or null, `related` (a list of `message`, `address` or null, `position` or null),
`evidence` (the numbers behind it), `measured` (the key of the one number that a baseline watches, or
null) and `fingerprint` (32 hex digits, the same on any line and in any file). A position has a `file`
with forward slashes, a `line` and a `column` from 1 in characters, and an `end_column` that is no longer
part of it, or null; line 0 is the file as a whole.
"""

from topo import __version__
from topo.findings import Address, Finding, Position, Related, Severity
from topo.report.json_text import render_json_text
from topo.rules.result import Accepted, CheckResult, Places

VERSION = 1


def render_json(result: CheckResult, places: Places) -> str:
    """The whole result as one JSON document."""
    document = {
        "topo-check": VERSION,
        "topo": __version__,
        "verdict": _describe_verdict(result),
        "findings": [describe_finding(finding, places) for finding in result.findings],
        "waived": [_describe_accepted(accepted, places) for accepted in result.waived],
        "baselined": [_describe_accepted(accepted, places) for accepted in result.baselined],
        "coverage": describe_coverage(result),
        "checked": dict(result.counts),
        "asleep": [{"family": family, "why": why} for family, why in result.asleep],
        "notes": result.notes,
        "rules": sorted(result.rules),
        "next_steps": [{"command": step.command, "effect": step.effect} for step in result.next_steps],
    }
    return render_json_text(document)


def describe_finding(finding: Finding, places: Places) -> dict[str, object]:
    """A finding as the object that the module's docstring describes."""
    rule = places.rule_of(finding.code)
    return {
        "code": finding.code,
        "slug": None if rule is None else rule.slug or None,
        "severity": finding.severity.value,
        "address": str(finding.address),
        "message": finding.message,
        "label": finding.label,
        "hint": finding.hint,
        "position": _describe_position(places.position_of(finding)),
        "related": [_describe_related(other, places) for other in finding.related],
        "evidence": finding.evidence,
        "measured": finding.measured,
        "fingerprint": finding.fingerprint,
    }


def describe_coverage(result: CheckResult) -> list[dict[str, object]]:
    """The owned share of each kind, in counts."""
    return [
        {"kind": line.kind, "owned": line.owned, "total": line.total, "waived": line.waived}
        for line in result.coverage
    ]


def _describe_verdict(result: CheckResult) -> dict[str, int]:
    return {
        "errors": result.count(Severity.ERROR),
        "warnings": result.count(Severity.WARNING),
        "infos": result.count(Severity.INFO),
        "waived": len(result.waived),
        "baselined": len(result.baselined),
        "hidden": result.hidden,
    }


def _describe_accepted(accepted: Accepted, places: Places) -> dict[str, object]:
    return {**describe_finding(accepted.finding, places), "why": accepted.why}


def _describe_related(related: Related, places: Places) -> dict[str, object]:
    return {
        "message": related.message,
        "address": _describe_address(related.address),
        "position": _describe_position(places.related_position(related)),
    }


def _describe_address(address: Address | None) -> str | None:
    return None if address is None else str(address)


def _describe_position(position: Position | None) -> dict[str, object] | None:
    if position is None:
        return None
    return {
        "file": position.file,
        "line": position.line,
        "column": position.column,
        "end_column": position.end_column,
    }
