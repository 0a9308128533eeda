"""Which moves are there? One explicit table; nothing registers itself."""

import sys
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from topo.change.move import Move
from topo.change.moves.add_capability import AddCapability
from topo.change.moves.add_dependency import AddDependency
from topo.change.moves.add_people import AddPeople
from topo.change.moves.automate_guardrail import AutomateGuardrail
from topo.change.moves.change_type import ChangeType
from topo.change.moves.create_domain import CreateDomain
from topo.change.moves.create_team import CreateTeam
from topo.change.moves.dissolve_team import DissolveTeam
from topo.change.moves.extract_service import ExtractService
from topo.change.moves.merge_domains import MergeDomains
from topo.change.moves.merge_teams import MergeTeams
from topo.change.moves.move_module import MoveModule
from topo.change.moves.move_people import MovePeople
from topo.change.moves.move_service import MoveService
from topo.change.moves.move_stage import MoveStage
from topo.change.moves.remove_dependency import RemoveDependency
from topo.change.moves.remove_guardrail import RemoveGuardrail
from topo.change.moves.remove_people import RemovePeople
from topo.change.moves.rename import Rename
from topo.change.moves.retire_service import RetireService
from topo.change.moves.set_complexity import SetComplexity
from topo.change.moves.set_group import SetGroup
from topo.change.moves.set_interaction import SetInteraction
from topo.change.moves.set_manager import SetManager
from topo.change.moves.set_owner import SetOwner
from topo.change.moves.set_stage import SetStage
from topo.change.moves.set_wip_limit import SetWipLimit
from topo.change.moves.split_domain import SplitDomain
from topo.change.moves.split_team import SplitTeam
from topo.change.moves.transfer_domain import TransferDomain
from topo.errors import UsageError
from topo.text import did_you_mean, printable

MOVES: Mapping[str, type[Move]] = {
    "move-service": MoveService,
    "transfer-domain": TransferDomain,
    "create-team": CreateTeam,
    "split-team": SplitTeam,
    "merge-teams": MergeTeams,
    "dissolve-team": DissolveTeam,
    "move-people": MovePeople,
    "add-people": AddPeople,
    "remove-people": RemovePeople,
    "set-group": SetGroup,
    "set-manager": SetManager,
    "set-owner": SetOwner,
    "move-stage": MoveStage,
    "extract-service": ExtractService,
    "move-module": MoveModule,
    "create-domain": CreateDomain,
    "split-domain": SplitDomain,
    "merge-domains": MergeDomains,
    "retire-service": RetireService,
    "add-dependency": AddDependency,
    "remove-dependency": RemoveDependency,
    "rename": Rename,
    "set-interaction": SetInteraction,
    "set-stage": SetStage,
    "add-capability": AddCapability,
    "automate-guardrail": AutomateGuardrail,
    "remove-guardrail": RemoveGuardrail,
    "change-type": ChangeType,
    "set-complexity": SetComplexity,
    "set-wip-limit": SetWipLimit,
}
"""The structural moves first, then the claims."""


def read_move(document: Mapping[str, Any]) -> Move:
    """The move that plain data says: its name, and its fields. Raises UsageError where it says none.

    >>> read_move({"move-service": {"service": "stock", "to": "payments"}}).describe()
    'Give service `stock` to `payments`'
    """
    if len(document) != 1:
        raise UsageError("a move is one name with its fields", hint="write `{move-service: {…}}`")
    name, fields = next(iter(document.items()))
    if name not in MOVES:
        hint = did_you_mean(name, MOVES) or f"moves: {', '.join(MOVES)}"
        raise UsageError(f"there is no move `{printable(name, limit=60)}`", hint=hint)
    try:
        return MOVES[name].model_validate(fields or {})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"])) or name
        raise UsageError(f"`{name}` does not fit at `{printable(where, limit=60)}`: {first['msg']}") from None


def load_page(move: type[Move]) -> str:
    """A move's page: the docstring of its module."""
    return (sys.modules[move.__module__].__doc__ or "").strip()
