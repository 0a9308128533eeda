"""The least that reading a large model takes: libyaml's events into values and positions, and validation.

No union of files beyond what validation needs, no references, no rules, no findings.
"""

import gc
import sys
from pathlib import Path

from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from topo.model.organisation import CLASSES

KINDS = {"teams": "team", "services": "service", "domains": "domain"}


def read(text, places):
    """The one document of `text`; `places` takes line and column of every scalar and container."""
    parser = CParser(text)
    stack, root, key = [], None, None
    while (event := parser.get_event()) is not None:
        kind = type(event)
        if kind is MappingEndEvent or kind is SequenceEndEvent:
            stack.pop()
            continue
        if kind is ScalarEvent:
            value = event.value
        elif kind is MappingStartEvent:
            value = {}
        elif kind is SequenceStartEvent:
            value = []
        elif kind is AliasEvent:
            raise SystemExit("no aliases here")
        else:
            continue
        mark = event.start_mark
        places.append((mark.line, mark.column))
        if not stack:
            root = value
        elif isinstance(stack[-1][0], list):
            stack[-1][0].append(value)
        elif stack[-1][1] is None:
            stack[-1][1] = value
            continue
        else:
            stack[-1][0][stack[-1][1]] = value
            stack[-1][1] = None
        if kind is not ScalarEvent:
            stack.append([value, key])
    return root


gc.disable()
entities, all_places = [], {}
for path in sorted(Path(sys.argv[1]).rglob("*.yaml")):
    places = all_places[path] = []
    tree = read(path.read_text(encoding="utf-8"), places) or {}
    for section, kind in KINDS.items():
        for id, entity in tree.get(section, {}).items():
            entity["id"] = id
            entities.append(CLASSES[kind].model_validate(entity))
print(len(entities), sum(map(len, all_places.values())))
