"""One small nasty organisation: every kind of thing and tie, under names that mean no good."""

from typing import Any

from topo.model.organisation import Organisation

LONG = "a-very-" + "long-" * 40 + "name"
HTML = "</td></table><script>alert('x')</script>&lt;&#0;"
DOT = 'pay\\" ]; evil -> node [label="\\N\\'
MERMAID = 'end"] --> x; %%{init: {"theme": "evil"}}%% `code` fa:fa-car 1. one'
RIGHT_TO_LEFT = "\u202eتسوية\u2066 ledger"
CONTROLS = "bell\x07 esc\x1b[31m null\x00 \ufffe\nsecond line\r\ttab"
WIDE = "台帳サービスの名前はとても長いので切られます 👩‍🚀 cafe\u0301"

MODEL: dict[str, Any] = {
    "organization": {"name": f"Nasty & <Sons> \"'\\ {CONTROLS}"},
    "groups": {"graph": {"name": HTML}, "subgraph": {"parent": "graph", "name": DOT}},
    "people": {"bo": {}},
    "teams": {
        "node": {"type": "stream-aligned", "size": 7, "group": "subgraph", "name": HTML},
        "edge": {"type": "platform", "size": 1, "name": DOT},
        "end": {"type": "complicated-subsystem", "roles": {"engineer": 5}, "group": "graph", "name": MERMAID},
        "strict": {"type": "enabling", "name": RIGHT_TO_LEFT},
        "1.5": {"size": 3, "name": LONG},
        "digraph": {"name": CONTROLS},
        "a.b-c_d": {"name": WIDE},
        "empty": {"size": 0},
    },
    "domains": {
        "o": {"complexity": "complex", "classification": "core", "owner": "node", "name": HTML},
        "x": {"complexity": "simple", "parent": "o", "owner": "node", "name": DOT},
        "shared": {"complexity": "complicated", "name": MERMAID},
        "nobodys": {"name": CONTROLS},
        "waived": {"waivers": [{"rule": "OWN004", "until": "2027-03-31", "why": HTML}]},
    },
    "services": {
        "s1": {
            "owner": "node",
            "domain": "x",
            "tier": 1,
            "name": HTML,
            "depends_on": [
                {"service": "s2", "via": "release"},
                {"service": "s3"},
                {"service": "orphan", "slows": "no"},
                {"service": "outside", "via": "data"},
            ],
        },
        "s2": {
            "owner": "edge",
            "domain": "shared",
            "name": DOT,
            "depends_on": [{"service": "s1", "via": "async"}],
        },
        "s3": {"owner": "end", "domain": "shared", "name": MERMAID, "depends_on": [{"service": "s4"}]},
        "s4": {"owner": "end", "name": RIGHT_TO_LEFT, "kind": "library"},
        "core": {"owner": "1.5", "kind": "monolith", "name": LONG},
        "m1": {"owner": "1.5", "kind": "module", "part_of": "core", "name": CONTROLS},
        "m2": {"owner": "digraph", "kind": "module", "part_of": "core", "name": WIDE},
        "orphan": {"tier": 2, "name": DOT, "depends_on": [{"service": "s4"}]},
        "alone": {"owner": "bo", "name": HTML},
        "unknown": {"owner": "no<b>body", "domain": "nobodys"},
        "void": {"owner": "empty"},
        "told": {"waivers": [{"rule": "OWN001", "until": "2027-03-31", "why": DOT}], "domain": "waived"},
        "outside": {"kind": "external", "name": MERMAID},
        "gone": {"lifecycle": "retired", "name": "must not be seen"},
    },
    "tissue": {
        "capabilities": {
            "desk": {"provider": "edge", "mode": "ticket", "serves": {"team": "digraph"}, "name": HTML},
            "vague": {"provider": "edge", "serves": {"team": "1.5"}},
            "none": {"name": DOT},
        },
        "guardrails": {"rail": {"owner": "strict", "name": MERMAID}},
        "data": {"facts": {"owner": "node", "name": CONTROLS}},
    },
    "interactions": [
        {"mode": "collaboration", "between": ["node", "edge"], "until": "2026-12-24", "purpose": HTML},
        {"mode": "x-as-a-service", "provider": "edge", "consumers": ["end", "strict"]},
        {"mode": "facilitating", "by": "strict", "for": ["a.b-c_d"]},
        {"mode": "collaboration", "between": ["1.5", "digraph"], "until": "2026-01-01"},
    ],
}

_KEYED = ("groups", "people", "teams", "domains", "services")


def make_nasty() -> Organisation:
    """The organisation, as reading would have made it."""
    model = {
        section: {id: {"id": id, **thing} for id, thing in things.items()} if section in _KEYED else things
        for section, things in MODEL.items()
    }
    model["tissue"] = {
        section: {id: {"id": id, **thing} for id, thing in things.items()}
        for section, things in MODEL["tissue"].items()
    }
    return Organisation.model_validate(model)
