"""Does nobody work or wait at an automated gate?"""

from tests.change.conftest import Read
from tests.change.trying import apply, refusals
from topo.model.organisation import Organisation


def test_every_gate_of_it(read: Read) -> None:
    """Touch and wait are zero at each; what it sends back, and its cadence, stay."""
    organisation = read("""
        tissue: {guardrails: {board: {enforcement: gate}}}
        streams:
          s:
            stages:
              build: {touch: 2d}
              first: {guardrail: board, touch: 1d, wait: 3d, every: 1w, rework: {to: build, share: 10%}}
              second: {guardrail: guardrail:board, touch: 1d}
    """)
    now = apply(organisation, "automate-guardrail", guardrail="board").organisation
    assert now.tissue.guardrails["board"].enforcement == "automated"
    stages = now.streams["s"].stages
    assert [(str(stages[id].touch), str(stages[id].wait)) for id in ("first", "second")] == [("0h", "0h")] * 2
    was = organisation.streams["s"].stages
    assert (stages["first"].rework, stages["first"].every) == (was["first"].rework, was["first"].every)
    assert stages["build"] is was["build"]


def test_what_does_not_fit(northwind: Organisation) -> None:
    """What is not there, and what is automated already."""
    assert refusals(northwind, "automate-guardrail", guardrail="board") == [
        "guardrail: `board` names no guardrail (there are `change-board` and `pii-scan`)"
    ]
    assert refusals(northwind, "automate-guardrail", guardrail="pii-scan") == [
        "guardrail: guardrail `pii-scan` is automated already"
    ]
