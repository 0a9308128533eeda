"""Say that teams will work together in another way, or no longer.

## What it does
With a mode and its parties, as under `interactions:`, the teams work together so from then on, with its
purpose and its time; whatever else was declared between two of them is gone. That one team provides to the
other does not end what the other provides to it.

`mode: none` ends what is declared: with `between` everything between these teams, with `provider` and
`consumers` what the one provides to them, with `by` and `for` that the one helps them. Of an interaction of
more teams the rest goes on.

## What it refuses
A team that is not there; parties that do not fit the mode; an interaction that is declared already, and one
to end that is not.

## Example
```yaml
- set-interaction: {mode: x-as-a-service, provider: payments, consumers: [checkout]}
```
"""

from typing import Any, Literal

from pydantic import Field

from topo.change.draft import Draft
from topo.change.interacting import cut, find_pairs
from topo.change.move import Move
from topo.findings import Address
from topo.model.base import Date, Text
from topo.model.interaction import PARTIES, Interaction, InteractionMode, TeamId, TeamIds
from topo.rules.naming import joined, quoted

_KEYS = tuple(key for keys in PARTIES.values() for key in keys)


class SetInteraction(Move):
    """Say that teams will work together in another way, or no longer."""

    name = "set-interaction"
    kind = "claim"

    mode: Literal[InteractionMode, "none"] = Field(
        description="How they work together from then on; none: no longer.", examples=["x-as-a-service"]
    )
    provider: TeamId | None = Field(
        default=None, description="x-as-a-service: the team that provides.", examples=["payments"]
    )
    consumers: TeamIds = Field(
        default=(), description="x-as-a-service: the teams that consume.", examples=[["checkout"]]
    )
    between: TeamIds = Field(
        default=(), description="collaboration: the teams.", examples=[["checkout", "payments"]]
    )
    by: TeamId | None = Field(
        default=None, description="facilitating: the team that helps.", examples=["security"]
    )
    for_: TeamIds = Field(
        default=(),
        alias="for",
        description="facilitating: the teams that are helped.",
        examples=[["payments"]],
    )
    purpose: Text | None = Field(default=None, description="What for.", examples=["new settlement API"])
    since: Date | None = Field(default=None, description="Its first day.", examples=["2026-11-01"])
    until: Date | None = Field(default=None, description="Its last day.", examples=["2027-01-15"])

    def describe(self) -> str:
        """What it does, in a sentence."""
        said = {key: joined(map(quoted, self._said(key))) or "nobody" for key in _KEYS}
        if self.mode == "none":
            parties = [quoted(team) for key in _KEYS for team in self._said(key)]
            return f"End what is declared between {joined(parties) or 'nobody'}"
        if self.mode == "collaboration":
            return f"Let {said['between']} collaborate"
        if self.mode == "facilitating":
            return f"Let {said['by']} help {said['for']}"
        return f"Let {said['provider']} provide as a service to {said['consumers']}"

    def make(self, draft: Draft) -> None:
        """Take out what it ends, and put what it declares."""
        parties = {key: self._find_teams(draft, key) for key in _KEYS if self._said(key)}
        if draft.misfits:
            return
        mode = self.mode if self.mode != "none" else self._find_ended(draft, parties)
        if mode is None:
            return
        new = _make_interaction(mode, parties, self)
        if new.problem is not None:
            draft.refuse("mode", new.problem)
            return
        pairs = find_pairs(new)
        if self.mode != "none":
            self._declare(draft, new, pairs)
            return
        draft.interactions = cut(draft.interactions, pairs, only=None if mode == "collaboration" else new)
        if draft.interactions == draft.before.interactions:
            draft.refuse(
                "mode", f"nothing of the kind is declared between {joined(map(quoted, new.parties))}"
            )

    def _declare(self, draft: Draft, new: Interaction, pairs: frozenset[tuple[str, str]]) -> None:
        if new in draft.interactions:
            draft.refuse("mode", "exactly this is declared already")
        draft.interactions = (*cut(draft.interactions, pairs, beside=new), new)

    def _said(self, key: str) -> tuple[str, ...]:
        value = getattr(self, "for_" if key == "for" else key)
        if isinstance(value, str):
            return (value,)
        return tuple(value or ())

    def _find_teams(self, draft: Draft, key: str) -> tuple[str, ...]:
        at = Address.of(key)
        is_one = key in ("provider", "by")
        found = [draft.find_id(at if is_one else at.item(each), each, "team") for each in self._said(key)]
        return tuple(id for id in found if id is not None)

    @staticmethod
    def _find_ended(draft: Draft, parties: dict[str, tuple[str, ...]]) -> InteractionMode | None:
        """The mode whose parties are named where one is ended."""
        for mode, keys in PARTIES.items():
            if set(keys) == parties.keys():
                return mode  # type: ignore[return-value]
        hint = "name `between`, or `provider` and `consumers`, or `by` and `for`"
        draft.refuse("mode", "it is not said between whom it ends", hint)
        return None


def _make_interaction(
    mode: InteractionMode, parties: dict[str, tuple[str, ...]], said: SetInteraction
) -> Interaction:
    values: dict[str, Any] = {
        key: teams[0] if key in ("provider", "by") and teams else teams for key, teams in parties.items()
    }
    times = {"purpose": said.purpose, "since": said.since, "until": said.until, "x-": said.extensions}
    return Interaction.model_validate({"mode": mode, **values, **times})
