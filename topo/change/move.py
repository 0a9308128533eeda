"""What is a move: a typed change that makes another organisation out of one?"""

import re
from typing import Annotated, Any, ClassVar, Literal

from topo.change.applied import Applied
from topo.change.draft import Draft
from topo.change.refusal import Misfit, MoveRefused
from topo.model.base import ID_PATTERN, TEXT_SCHEMA, Part, Reads, Reference, Text, refuse
from topo.model.organisation import Organisation
from topo.source.plain import make_plain_part

MoveKind = Literal["structural", "claim"]


class Move(Part):
    """A typed change of an organisation.

    Its fields are those of a scenario file. A *structural* move changes who owns what and who sits where;
    a *claim* asserts that something will be true.
    """

    name: ClassVar[str]
    """What a scenario file calls it."""
    kind: ClassVar[MoveKind] = "structural"

    @property
    def is_claim(self) -> bool:
        """Whether it asserts that something will be true, which costs paper here and work in the world."""
        return self.kind == "claim"

    def describe(self) -> str:
        """What it does, in a sentence without a full stop."""
        raise NotImplementedError

    def make(self, draft: Draft) -> None:
        """Say what does not fit, or change the draft; where something does not fit, the draft is not used."""
        raise NotImplementedError

    def check(self, organisation: Organisation) -> tuple[Misfit, ...]:
        """Everything that keeps the move from being made; nothing where it fits."""
        return tuple(self._draft(organisation).misfits)

    def apply(self, organisation: Organisation) -> Applied:
        """What comes of the move; raises MoveRefused with everything that does not fit."""
        draft = self._draft(organisation)
        if draft.misfits:
            raise MoveRefused(self.describe(), draft.misfits)
        return draft.finish()

    def to_document(self) -> dict[str, Any]:
        """The move as a scenario file says it: its name, and its fields as plain data."""
        return {self.name: make_plain_part(self)}

    def _draft(self, organisation: Organisation) -> Draft:
        draft = Draft(organisation)
        self.make(draft)
        return draft


# --- the types of fields --------------------------------------------------------------------------------

_ID = re.compile(ID_PATTERN[1:-1])


def is_id(text: str) -> bool:
    """Whether something may be called so."""
    return _ID.fullmatch(text) is not None


def _as_id(value: object) -> str:
    if isinstance(value, str) and is_id(value):
        return value
    said = "letters, digits, `.`, `_` and `-`, a letter or digit first"
    raise refuse("no_id", f"`{value}` is not an id: {said}")


NewId = Annotated[Text, Reads(_as_id, {**TEXT_SCHEMA, "pattern": ID_PATTERN})]
"""The id of something that comes into being."""
TeamId = Annotated[Text, Reference("team")]
PersonId = Annotated[Text, Reference("person")]
GroupId = Annotated[Text, Reference("group")]
ServiceId = Annotated[Text, Reference("service")]
DomainId = Annotated[Text, Reference("domain")]
GuardrailId = Annotated[Text, Reference("guardrail")]
StreamId = Annotated[Text, Reference("stream")]
Ownables = tuple[Annotated[Text, Reference("service", "domain", "capability", "guardrail", "data")], ...]
