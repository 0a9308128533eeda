"""Who may decide what?"""

from typing import Annotated

from pydantic import Field

from topo.model.base import Entity, OneOrMore, Reference
from topo.model.selector import Selector


class Decision(Entity):
    """A decision and who takes it: `owner` (the owning team), a team, a forum or a person."""

    by: Annotated[OneOrMore, Reference("owner", "team", "forum", "person")] = Field(
        default=(), description="Who takes it: `owner`, or a team, forum or person by id.", examples=["owner"]
    )
    applies_to: Selector | None = Field(
        default=None,
        description="Whom it concerns; everybody unless said.",
        examples=[{"domain": "payments"}],
    )
