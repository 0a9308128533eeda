"""Is a guardrail gone with its gates?"""

from tests.change.conftest import Read
from tests.change.trying import apply, refusals
from topo.model.organisation import Organisation


def test_it_is_gone_with_its_gates(northwind: Organisation) -> None:
    """The path leads past the gate, the other guardrails stay."""
    now = apply(northwind, "remove-guardrail", guardrail="change-board").organisation
    assert list(now.tissue.guardrails) == ["pii-scan"]
    assert list(now.streams["order-to-cash"].stages) == ["ideate", "build", "review", "release"]


def test_what_the_reading_knew_of_it_is_gone(read: Read) -> None:
    """A waiver in a comment at the guardrail, and one at its gate."""
    organisation = read("""
        tissue:
          guardrails:
            board: {}  # topo: allow[OWN007] until 2030-01-01: soon
            scan: {}  # topo: allow[OWN007] until 2030-01-01: soon
        streams:
          s:
            stages:
              gate: {guardrail: board}  # topo: allow[FLO005] until 2030-01-01: soon
    """)
    assert len(organisation.facts.acceptances) == 3
    now = apply(organisation, "remove-guardrail", guardrail="board").organisation
    assert [str(at) for each in now.facts.acceptances for at in each.addresses] == ["tissue.guardrails.scan"]


def test_what_does_not_fit(read: Read) -> None:
    """What is not there, and a gate that another stage sends work back to."""
    organisation = read("""
        tissue: {guardrails: {board: {}}}
        streams:
          s: {stages: {gate: {guardrail: board}, build: {rework: {to: gate, share: 5%}}}}
    """)
    assert refusals(organisation, "remove-guardrail", guardrail="bord") == [
        "guardrail: `bord` names no guardrail (did you mean `board`?)"
    ]
    assert refusals(organisation, "remove-guardrail", guardrail="board") == [
        "guardrail: stage `build` of `s` sends work back to its gate `gate` "
        "(send it to another stage first (`set-stage`))"
    ]
