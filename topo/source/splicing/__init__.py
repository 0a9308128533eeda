"""How does a changed organisation get back into the text that people wrote?

`plan_edits` says which splices make the files of a model say another organisation, `write_plan` makes them.
"""

from topo.source.splicing.carrying_out import find_dirty, write_plan
from topo.source.splicing.plan import Edit, EditPlan, FileEdits, Splice, Unwritten
from topo.source.splicing.planning import plan_edits

__all__ = [
    "Edit",
    "EditPlan",
    "FileEdits",
    "Splice",
    "Unwritten",
    "find_dirty",
    "plan_edits",
    "write_plan",
]
