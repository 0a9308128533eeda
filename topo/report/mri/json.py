"""How is the MRI written for programs: everything, as one versioned document?"""

from collections.abc import Sequence
from typing import Any

from topo.advise.constraint import Constraint
from topo.advise.dimensions import DIMENSIONS
from topo.advise.mri import CellMri, Field, Mri
from topo.analysis.describing import describe_flips
from topo.analysis.flow.levers import Lever
from topo.findings import Finding
from topo.report.json_text import render_json_text
from topo.report.mri.seen import describe_constraint

VERSION = 1


def render_json(mri: Mri, team: str | None = None) -> str:
    """The MRI as one JSON document; with `team` that cell alone. Utilisations are shares, time is in days."""
    cells = [cell for cell in mri.cells if team in (None, cell.team)]
    return render_json_text(
        {
            "topo-mri": VERSION,
            "dimensions": [
                {"name": each.name, "question": each.question, "rules": each.rules} for each in DIMENSIONS
            ],
            "constraint": _say_constraint(mri.constraint),
            "cells": [_say_cell(cell) for cell in cells],
            "stewardship_gaps": [
                {"team": each, "nobody": [area.what for area in areas]} for each, areas in mri.unstewarded
            ],
            "no_stewards_said": mri.silent_on_stewards,
            "accountability_gaps": [
                {"team": each.team, "output": [outcome.metric for outcome in each.find_output()]}
                for each in mri.unaccountable
            ],
            "of_no_cell": _say_findings(mri.of_no_cell),
        }
    )


def _say_cell(cell: CellMri) -> dict[str, Any]:
    return {
        "team": cell.team,
        "name": cell.name,
        "type": cell.type,
        "outlook": cell.outlook.verdict,
        "signs": [
            {
                "name": sign.name,
                "leaning": sign.leaning,
                "text": sign.text,
                "weight": sign.weight,
                "weighed_by": sign.entry,
            }
            for sign in cell.outlook.signs
        ],
        "fields": {field.dimension: _say_field(field) for field in cell.fields},
    }


def _say_field(field: Field) -> dict[str, Any]:
    return {
        "colour": field.colour,
        "fact": field.fact or None,
        "not_assessed": field.why_not or None,
        "findings": _say_findings(field.findings),
    }


def _say_findings(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    return [
        {
            "code": each.code,
            "severity": each.severity,
            "address": str(each.address),
            "message": each.message,
            "hint": each.hint,
            "fingerprint": each.fingerprint,
        }
        for each in findings
    ]


def _say_constraint(constraint: Constraint | None) -> dict[str, Any] | None:
    if constraint is None:
        return None
    pool, finding = constraint.pool, constraint.finding
    return {
        "says": next(iter(describe_constraint(constraint))),
        "team": constraint.team,
        "address": str(constraint.address),
        "pool": None if pool is None else pool.id,
        "utilisation": None if pool is None else pool.standing.utilisation,
        "has_time": constraint.has_time,
        "flip": None if constraint.flip is None else describe_flips([constraint.flip])[0],
        "dimension": constraint.dimension,
        "code": None if finding is None else finding.code,
        "reach": constraint.reach or None,
        "hint": None if finding is None else finding.hint,
        "lever": _say_lever(constraint.lever),
        "time_saver": _say_lever(constraint.time_saver),
    }


def _say_lever(lever: Lever | None) -> dict[str, Any] | None:
    if lever is None:
        return None
    return {
        "kind": lever.change.kind,
        "says": lever.change.label,
        "address": str(lever.change.address),
        "utilisation_after": lever.utilisation,
        "days_saved": lever.saved,
        "move": lever.move,
    }
