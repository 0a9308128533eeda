"""Make a topo model of Kubernetes' sigs.yaml: `python kubernetes.py sigs.yaml > topo.yaml`."""

import re
import sys

import yaml

KINDS = {
    "sigs": "special-interest-groups",
    "workinggroups": "working-groups",
    "usergroups": "user-groups",
    "committees": "committees",
}
LEADERS = {"chairs": "chair", "tech_leads": "tech-lead"}
OWNERS_FILE = re.compile(r"https://(?:raw\.githubusercontent|github)\.com/([^/]+/[^/]+)/")


def convert(sigs):
    """The model as plain mappings and lists, ready for YAML."""
    model = {"topo": 1, "organization": {"name": "Kubernetes"}}
    model |= {"groups": {}, "people": {}, "teams": {}, "services": {}}
    for kind, group in KINDS.items():
        for sig in sigs.get(kind) or []:
            model["groups"].setdefault(group, {})
            model["teams"][sig["dir"]] = make_team(sig, group, model["people"])
    add_services(sigs, model["services"])
    return {section: content for section, content in model.items() if content}


def make_team(sig, group, people):
    """A team with its contacts; its chairs and technical leads are the people that the file names."""
    contact = sig.get("contact", {})
    contacts = {"slack": f"#{contact['slack']}"} if "slack" in contact else {}
    contacts |= {"mailing-list": contact["mailing_list"]} if "mailing_list" in contact else {}
    members = []
    for field, role in LEADERS.items():
        for leader in sig["leadership"].get(field) or []:
            id = make_id(leader["github"])
            person = people.setdefault(id, {"name": leader["name"], "roles": []})
            person["roles"] = sorted({*person["roles"], role})
            members.append(id)
    team = {"name": sig["name"], "group": group, "objective": " ".join(sig["mission_statement"].split())}
    team |= {"contacts": contacts} if contacts else {}
    return team | {"members": sorted(set(members))} if members else team  # `members: []` says: nobody


def add_services(sigs, services):
    """A service for each subproject; one that names no OWNERS file has no owner."""
    found = [
        (sig["dir"], subproject)
        for kind in KINDS
        for sig in sigs.get(kind) or []
        for subproject in sig.get("subprojects") or []
    ]
    names = [make_id(subproject["name"]) for _, subproject in found]
    for (team, subproject), name in zip(found, names, strict=True):
        id = name if names.count(name) == 1 else f"{team}.{name}"
        services[id] = make_service(subproject, team, id)


def make_service(subproject, team, id):
    """A service with its owner and its repositories, which the places of its OWNERS files tell."""
    service = {} if subproject["name"] == id else {"name": subproject["name"]}
    if subproject.get("description"):
        service["description"] = " ".join(subproject["description"].split())
    owners_files = subproject.get("owners") or []
    if owners_files:
        service["owner"] = team
    repositories = sorted({match[1] for match in map(OWNERS_FILE.match, owners_files) if match})
    if len(repositories) == 1:
        service["repo"] = f"github.com/{repositories[0]}"
    elif repositories:
        service["links"] = [{"title": each, "url": f"https://github.com/{each}"} for each in repositories]
    return service


def make_id(text):
    """A text as an id: lower case, and hyphens for what an id may not hold."""
    return re.sub(r"[^a-z0-9._-]+", "-", text.lower()).strip("-._")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    with open(sys.argv[1], encoding="utf-8") as file:
        model = convert(yaml.safe_load(file))
    yaml.safe_dump(model, sys.stdout, sort_keys=False, allow_unicode=True, width=100)
