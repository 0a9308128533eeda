"""The same with topo's own classes: yaml, the model's import, every entity validated."""

import sys

import yaml

from topo.model.interaction import Interaction
from topo.model.organisation import CLASSES, COLLECTIONS, SHORT_FORMS
from topo.model.settings import Check, Organization

with open(sys.argv[1], encoding="utf-8") as file:
    raw = yaml.load(file, Loader=yaml.CBaseLoader)
for kind, path in COLLECTIONS.items():
    section = raw
    for key in path:
        section = section.get(key) or {}
    for id, entity in section.items():
        entity = SHORT_FORMS[kind](entity) if isinstance(entity, str) and entity else entity or {}
        for name, stage in entity.get("stages", {}).items():
            stage["id"] = name
        CLASSES[kind].model_validate({**entity, "id": id})
for interaction in raw.get("interactions", []):
    Interaction.model_validate(interaction)
if "organization" in raw:
    Organization.model_validate(raw["organization"])
if "check" in raw:
    Check.model_validate(raw["check"])
