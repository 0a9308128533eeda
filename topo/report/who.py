"""How is it shown who owns a thing and what binds it?"""

from collections.abc import Iterator, Sequence
from typing import Any

from topo.analysis.who import Answer, Binding
from topo.report.gaps import describe_gap
from topo.report.json_text import render_json_text
from topo.text import printable

VERSION = 1
_LEAST_LABEL = len("guardrails ")


def render_who(subject: str, answers: Sequence[Answer], format: str) -> str:
    """The answers as text or as one JSON document."""
    if format == "json":
        document = {
            "topo-who": VERSION,
            "subject": subject,
            "answers": [_to_json(answer) for answer in answers],
        }
        return render_json_text(document)
    return "\n\n".join("\n".join(_lines(answer)) for answer in answers) + "\n"


def _lines(answer: Answer) -> Iterator[str]:
    yield f"{_named(answer.service, answer.name)} ({answer.kind}, {answer.lifecycle})"
    rows = [(printable(label), printable(value)) for label, value in _find_rows(answer) if value]
    width = max(_LEAST_LABEL, *(len(label) for label, _ in rows))
    for label, value in rows:
        yield f"  {label:<{width}} {value}"


def _find_rows(answer: Answer) -> Iterator[tuple[str, str | None]]:
    yield "owner", _owner(answer)
    yield "on call", answer.on_call
    yield "consulted", ", ".join(answer.consulted)
    yield "domain", answer.domain
    yield "tier", None if answer.tier is None else str(answer.tier)
    yield "group", answer.group
    yield "repo", answer.repo
    yield "paths", ", ".join(answer.paths)
    yield from answer.contacts.items()
    if not answer.guardrails:
        yield "guardrails", "none binds it"
    for number, binding in enumerate(answer.guardrails):
        yield "" if number else "guardrails", _binding(binding)


def _named(id: str, name: str | None) -> str:
    return printable(f"{id}: {name}" if name else id)


def _owner(answer: Answer) -> str:
    if answer.owner is not None:
        return _named(answer.owner, answer.owner_name)
    return describe_gap(answer.gap, answer.said)


def _binding(binding: Binding) -> str:
    facts = [binding.enforcement or "enforcement not said"]
    facts += [binding.policy] if binding.policy else []
    facts += [f"owner {binding.owner}"] if binding.owner else []
    return f"{_named(binding.id, binding.name)} ({', '.join(facts)})"


def _to_json(answer: Answer) -> dict[str, Any]:
    return {
        "service": answer.service,
        "name": answer.name,
        "kind": answer.kind,
        "lifecycle": answer.lifecycle,
        "state": answer.state.value,
        "owner": answer.owner,
        "gap": None if answer.gap is None else answer.gap.value,
        "said": answer.said,
        "on_call": answer.on_call,
        "consulted": list(answer.consulted),
        "domain": answer.domain,
        "tier": answer.tier,
        "group": answer.group,
        "repo": answer.repo,
        "paths": list(answer.paths),
        "contacts": dict(answer.contacts),
        "guardrails": [
            {
                "id": each.id,
                "name": each.name,
                "enforcement": each.enforcement,
                "policy": each.policy,
                "owner": each.owner,
            }
            for each in answer.guardrails
        ],
    }
