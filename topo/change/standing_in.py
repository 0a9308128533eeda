"""What would be left with nobody once a team is dissolved?"""

from collections.abc import Iterator

from topo.change.draft import Draft
from topo.model.decision import Decision
from topo.model.selector import Selector
from topo.model.tissue import Capability, Guardrail
from topo.rules.naming import called, quoted


def check_standing_in(draft: Draft, team: str, *, stand_in: str | None, receivers: tuple[str, ...]) -> None:
    """Refuse that stages and decisions are nobody's, and that a selector comes to speak of everybody.

    `stand_in` takes all that the team owned; `receivers` are those who take anything of it.
    """
    words = (team, f"team:{team}")
    if stand_in is None:
        for id, stream in draft.streams.items():
            for name, stage in stream.stages.items():
                if stage.team in words:
                    message = f"stage {quoted(name)} of {quoted(id)} is done by {quoted(team)}"
                    draft.refuse("services_to", message, "move it to another team first (`move-stage`)")
        for id in _find_decisions(draft, words):
            hint = "let one team take all that it owns, or name another first"
            draft.refuse("services_to", f"{called('decision', id)} is taken by {quoted(team)} alone", hint)
    for who, selector in _find_selectors(draft) if not receivers else ():
        if selector.team and set(selector.team) <= set(words):
            message = f"{who} speaks of {quoted(team)} alone, and would speak of everybody"
            draft.refuse("services_to", message, "let another team take its people, or what it owns")


def _find_decisions(draft: Draft, words: tuple[str, ...]) -> Iterator[str]:
    for id, decision in draft.collection("decision").items():
        assert isinstance(decision, Decision)
        if decision.by and set(decision.by) <= set(words):
            yield id


def _find_selectors(draft: Draft) -> Iterator[tuple[str, Selector]]:
    for kind in ("guardrail", "capability", "decision"):
        for id, thing in draft.collection(kind).items():
            assert isinstance(thing, Guardrail | Capability | Decision)
            selector = thing.serves if isinstance(thing, Capability) else thing.applies_to
            if selector is not None:
                yield called(kind, id), selector
    for code, setting in draft.check.rules.items() if draft.check is not None else ():
        if setting.only is not None:
            yield f"the setting of {quoted(code)}", setting.only
